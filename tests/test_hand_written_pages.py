"""The hand-written pages: their addresses, heads, headings and links, and what may not stand in them."""

from datetime import date
from pathlib import Path

import pytest

from ogp.loading.personal_data import Known
from ogp.problems import report
from ogp.site.prose import check_prose, prose_address
from ogp.translation import Translator

TODAY = date(2032, 2, 1)
HEAD = "---\ntitle: A page\ndescription: What it is about.\nupdated: 2032-01-01\n---\n\n# A page {#page}\n"


def _prose_problems(docs: Path, content: str, translate: Translator) -> list[str]:
    page = docs / "en" / "about" / "page.md"
    page.parent.mkdir(parents=True)
    page.write_text(content, encoding="utf-8")
    return report(
        check_prose(docs, {"en": ("about/page.md",)}, ["plans/index.md"], TODAY, Known()), translate
    ).splitlines()


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        (HEAD + "[Plans](../plans/index.md#x), [elsewhere](https://example.org/a.md)\n", []),
        (
            HEAD + "\n[Gone](../meetings/gone.md)\n",
            ["docs/en/about/page.md:9:8: The link leads to ../meetings/gone.md, where no page stands"],
        ),
        ("# A page {#page}\n", ["docs/en/about/page.md:1:1: The page does not begin with its title and description"]),
        (
            "---\ntitle: The unit: a trial\ndescription: x\n---\n\n# The unit {#page}\n",
            ["docs/en/about/page.md:2:16: There is a second colon in this line, or the line before it is not finished"],
        ),
        (
            "---\ntitle: A page\n---\n\n# A page {#page}\n",
            [
                "docs/en/about/page.md:2:1: The field “description” is missing",
                "docs/en/about/page.md:2:1: The field “updated” is missing",
            ],
        ),
        (
            HEAD.replace("2032-01-01", "1/2/2032"),
            ["docs/en/about/page.md:4:10: The date “1/2/2032” can be read in two ways"],
        ),
        (
            HEAD + "\n[Plans](/plans/), [here](#page), [there](#nowhere)\n\n## Part\n\n# Second {#second}\n",
            [
                "docs/en/about/page.md:1:1: The page does not have exactly one title",
                "docs/en/about/page.md:11:1: The heading has no anchor",
                "docs/en/about/page.md:9:9: The link /plans/ begins with a slash",
                "docs/en/about/page.md:9:42: The page about/page.md has no anchor “nowhere”",
            ],
        ),
        (
            HEAD.removesuffix("---\n\n# A page {#page}\n") + "# A page {#page}\n",
            ["docs/en/about/page.md:1:1: The head of the page is not closed"],
        ),
        (
            HEAD.replace("description:", "descripton:"),
            ["docs/en/about/page.md:3:1: There is no field “descripton” here"],
        ),
    ],
)
def test_hand_written_pages(tmp_path: Path, content: str, expected: list[str], english: Translator) -> None:
    assert [line.partition(" — ")[0] for line in _prose_problems(tmp_path, content, english)] == expected


@pytest.mark.parametrize(
    ("file", "address"),
    [("index.md", ""), ("about/index.md", "about/"), ("about/unit.md", "about/unit/"), ("standards.md", "standards/")],
)
def test_the_address_of_a_written_page(file: str, address: str) -> None:
    assert prose_address(file) == address


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (HEAD + "<script>alert(1)</script>\n", "The text holds HTML or a code"),
        (HEAD + "[x](javascript:alert)\n", "may not be published"),
        (HEAD + "<<<<<<< ours\n", "left over from a merge conflict"),
        (HEAD + "1. a\n\n   <<<<<<< ours\n", "left over from a merge conflict"),
        (HEAD + "a\u202eb\n", "There is an invisible control character here (U+202E)"),
        (HEAD.replace("A page\n", "A \u2067page\n"), "There is an invisible control character here (U+2067)"),
    ],
)
def test_hand_written_pages_are_as_safe_as_records(
    tmp_path: Path, content: str, said: str, english: Translator
) -> None:
    assert any(said in line for line in _prose_problems(tmp_path, content, english))


def test_personal_data_on_a_hand_written_page(tmp_path: Path, english: Translator) -> None:
    page = tmp_path / "en" / "page.md"
    page.parent.mkdir()
    head = "---\ntitle: A\ndescription: B\nupdated: 2032-01-01\n---\n\n# A {#a}\n"
    page.write_text(f"{head}Call +44 20\n7946 0958 or write to unit@example.org.\n", encoding="utf-8")
    known = Known(offices=("unit@example.org",))
    found = report(check_prose(tmp_path, {"en": ("page.md",)}, [], TODAY, known), english)
    assert found.startswith("docs/en/page.md:8:6: A telephone number stands here: +4… — Delete it, or")
    assert len(found.splitlines()) == 1


def test_a_hand_written_page_in_another_encoding(tmp_path: Path, english: Translator) -> None:
    page = tmp_path / "en" / "page.md"
    page.parent.mkdir()
    page.write_bytes("نص".encode("windows-1256"))
    found = report(check_prose(tmp_path, {"en": ("page.md",)}, [], TODAY, Known()), english)
    assert "The file is not encoded as UTF-8" in found
