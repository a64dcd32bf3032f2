"""The rules about addresses: clashes, promises kept, redirects that lead somewhere, pages in every language."""

import shutil
from collections.abc import Callable, Mapping
from datetime import date
from pathlib import Path

import pytest

from ogp.loading.load import Loaded, load
from ogp.problems import report
from ogp.register import Register
from ogp.site.addresses import prefix, relative
from ogp.site.checks import check_parity, check_site, new_addresses
from ogp.site.pages import ancestors, generated_pages
from ogp.site.prose import prose_files
from ogp.site.redirects import Forward, forwards
from ogp.site.survey import survey
from ogp.translation import Translator

Change = Callable[..., None]
Check = Callable[..., list[str]]
TODAY = date(2032, 2, 1)
REDIRECT = "  reason: {original: [ar, en], ar: سبب., en: A reason.}\n"


@pytest.fixture
def check(example: Path, english: Translator) -> Check:
    """The messages about the addresses of the example, which must be valid by itself."""

    def run(prose: Mapping[str, tuple[str, ...]] | None = None) -> list[str]:
        loaded = load(example)
        assert report(loaded.problems, english) == ""
        assert loaded.register
        pages = generated_pages(loaded.register, TODAY)
        return report(check_site(loaded.register, pages, prose or {}, loaded.locate), english).splitlines()

    return run


def test_the_real_project_keeps_every_rule(root: Path, english: Translator) -> None:
    found = survey(root)
    assert report(found.problems, english) == ""
    assert found.register
    fresh = new_addresses(found.register, found.pages, found.prose)
    assert fresh == (), "run `ogp addresses` and commit data/addresses.txt"


def test_the_example_keeps_every_rule(check: Check) -> None:
    assert check({"ar": ("about/index.md",), "en": ("about/index.md",)}) == []


def test_the_real_site_keeps_every_rule(root: Path, real_loaded: Loaded, real: Register) -> None:
    pages = generated_pages(real, date(2026, 11, 23))
    assert check_site(real, pages, prose_files(real.site, root / "docs"), real_loaded.locate) == ()


def test_a_record_may_not_take_the_address_of_a_year(example: Path, check: Check) -> None:
    text = (example / "meetings/2031-05-20-workshop.yaml").read_text(encoding="utf-8")
    (example / "meetings/2031.yaml").write_text(text.replace("id: 2031-05-20-workshop", "id: 2031"), encoding="utf-8")
    assert check() == [
        "data/meetings/2031.yaml:2:5: Another page has the same address, /meetings/2031/ — Give the record another id"
    ]


def test_a_written_page_may_not_take_the_address_of_a_record(check: Check) -> None:
    prose = {"ar": ("plans/nap1.md",), "en": ("plans/nap1/index.md",)}
    assert check(prose) == [
        "docs/ar/plans/nap1.md:1:1: Another page has the same address, /plans/nap1/ — Rename the file",
        "docs/en/plans/nap1/index.md:1:1: Another page has the same address, /plans/nap1/ — Rename the file",
    ]


def test_a_written_page_stands_in_every_language(english: Translator) -> None:
    written = {"ar": ("about/index.md", "about/unit.md"), "en": ("about/index.md", "about/team.md")}
    assert report(check_parity(written), english).splitlines() == [
        "docs/ar/about/unit.md:1:1: The page has no counterpart in the language “en” — Write docs/en/about/unit.md",
        "docs/en/about/team.md:1:1: The page has no counterpart in the language “ar” — Write docs/ar/about/team.md",
    ]


def test_a_published_address_is_never_lost(change: Change, check: Check) -> None:
    change("addresses.txt", "/meetings/gone/\n/about/\n/en/c/nap1-1/\n/c/nap1-1/\n")
    assert check({"ar": ("about/index.md",), "en": ("about/index.md",)}) == [
        "data/addresses.txt:4:1: The published address /meetings/gone/ would be lost"
        " — Restore the record, or add a redirect from /meetings/gone/ in data/redirects.yaml"
    ]


@pytest.mark.parametrize("old", ["/meetings/gone/", "/meetings/gone"])
def test_a_redirect_keeps_a_published_address(change: Change, check: Check, old: str) -> None:
    change("addresses.txt", "/meetings/gone/\n")
    change("redirects.yaml", f"- old: {old}\n  to: /meetings/\n{REDIRECT}")
    assert check() == []


def test_a_redirect_of_a_section_keeps_what_stood_in_it(change: Change, check: Check) -> None:
    change("addresses.txt", "/old/plans/3/\n/old/plansandmore/\n")
    assert [line.partition(" — ")[0] for line in check()] == [
        "data/addresses.txt:5:1: The published address /old/plansandmore/ would be lost"
    ]


def test_a_redirect_leads_to_a_page(change: Change, check: Check) -> None:
    change(
        "redirects.yaml", f"- old: /a\n  to: /nowhere/\n{REDIRECT}- old: /b\n  to: /plans/nap1/#milestone-1\n{REDIRECT}"
    )
    assert check() == [
        "data/redirects.yaml:11:7: No page stands at /nowhere/ — Lead the redirect to a page that exists"
    ]


def test_a_redirect_leads_to_a_language_of_the_site(change: Change, check: Check) -> None:
    change("redirects.yaml", "  language: fr\n  match: prefix\n", old="  language: en\n  match: prefix\n")
    assert check() == ["data/redirects.yaml:7:13: “fr” is not a language of this site — Use one of: ar, en"]


@pytest.mark.parametrize("old", ["/plans/nap1/", "/plans/nap1", "/Plans/NAP1/", "/en/plans/nap1/", "/"])
def test_a_redirect_hides_no_page(change: Change, check: Check, old: str) -> None:
    change("redirects.yaml", f"- old: {old}\n  to: /plans/\n{REDIRECT}")
    assert check() == [
        f"data/redirects.yaml:10:8: A page of the site stands at {old}, and the redirect would hide it"
        " — Delete the redirect, or move the page"
    ]


def test_addresses_that_are_new(example: Path) -> None:
    register = load(example).register
    assert register
    found = new_addresses(register, generated_pages(register, TODAY), {"ar": ("about/index.md",)})
    assert {"/about/", "/plans/", "/news/2031/"} < set(found)
    assert not {"/", "/plans/nap1/", "/plans/nap1/commitments/1/"} & set(found)


def test_forwards_lead_from_old_and_short_addresses(example: Path) -> None:
    register = load(example).register
    assert register
    assert forwards(register) == (
        Forward("/Old/News", "news/", "ar"),
        Forward("/Old/Plans/", "en/plans/nap1/", "en", whole_section=True),
        Forward("/c/nap1-1/", "plans/nap1/commitments/1/", "ar"),
        Forward("/en/c/nap1-1/", "en/plans/nap1/commitments/1/", "en"),
        Forward("/c/nap1-refresh/", "plans/nap1/refresh/", "ar"),
        Forward("/en/c/nap1-refresh/", "en/plans/nap1/refresh/", "en"),
        Forward("/c/nap1-t1/", "plans/nap1/refresh/activities/", "ar"),
        Forward("/en/c/nap1-t1/", "en/plans/nap1/refresh/activities/", "en"),
        Forward("/c/nap1-t2/", "plans/nap1/refresh/new-commitments/", "ar"),
        Forward("/en/c/nap1-t2/", "en/plans/nap1/refresh/new-commitments/", "en"),
    )


@pytest.mark.parametrize(
    ("address", "page", "link"),
    [
        ("", "", "./"),
        ("plans/", "", "plans/"),
        ("", "plans/", "../"),
        ("plans/", "plans/", "./"),
        ("plans/#a", "plans/", "#a"),
        ("plans/nap1/", "plans/", "nap1/"),
        ("plans/", "plans/nap1/", "../"),
        ("en/plans/", "plans/nap1/", "../../en/plans/"),
        ("news/#top", "plans/nap1/", "../../news/#top"),
        ("documents/report.txt", "documents/report/", "../report.txt"),
        ("en/news/", "EN//NewsDetails/", "../../en/news/"),
    ],
)
def test_links_are_relative(address: str, page: str, link: str) -> None:
    assert relative(address, page) == link


def test_only_the_default_language_has_no_prefix(real: Register) -> None:
    assert [prefix(real.site, language.code) for language in real.site.languages] == ["", "en/"]


def test_every_page_hangs_below_the_home_page(real: Register) -> None:
    pages = {page.address: page for page in generated_pages(real, date(2026, 11, 23))}
    assert [above.address for above in ancestors(pages["plans/nap5/refresh/activities/"], pages)] == [
        "",
        "plans/",
        "plans/nap5/",
        "plans/nap5/refresh/",
    ]
    assert all(ancestors(page, pages)[0].address == "" for page in pages.values() if page.address)
    assert pages["meetings/2021-11-25-msf/"].section == "meetings/"


def test_a_renamed_record_is_redirected_in_every_language(
    example: Path, register_of_example: Callable[[], Register]
) -> None:
    redirects = example / "redirects.yaml"
    redirects.write_text(
        redirects.read_text(encoding="utf-8")
        + f"- old: /news/2031-04-01-old-call\n  to: /news/2031-04-01-call/\n{REDIRECT}",
        encoding="utf-8",
    )
    addresses = example / "addresses.txt"
    addresses.write_text(addresses.read_text(encoding="utf-8") + "/news/2031-04-01-old-call/\n", encoding="utf-8")
    made = {forward.old.rstrip("/"): forward.to for forward in forwards(register_of_example())}
    assert made["/news/2031-04-01-old-call"] == "news/2031-04-01-call/"
    assert made["/en/news/2031-04-01-old-call"] == "en/news/2031-04-01-call/"


def test_the_list_of_promises_may_not_vanish(example: Path, check: Check) -> None:
    (example / "addresses.txt").unlink()
    assert check()[0].startswith("data/addresses.txt:1:1: The list of published addresses is missing or empty")


@pytest.mark.parametrize(
    ("old", "message"),
    [
        ("/assets/css/site", "is the address of a file"),
        ("/robots.txt", "is the address of a file"),
    ],
)
def test_a_redirect_may_not_stand_at_a_file(example: Path, check: Check, old: str, message: str) -> None:
    redirects = example / "redirects.yaml"
    redirects.write_text(
        redirects.read_text(encoding="utf-8") + f"- old: {old}\n  to: /plans/\n{REDIRECT}", encoding="utf-8"
    )
    assert any(message in line for line in check())


def test_a_deleted_record_is_missed_by_its_references_and_its_promise(
    root: Path, example: Path, english: Translator
) -> None:
    addresses = example / "addresses.txt"
    addresses.write_text("/\n/meetings/2031-05-20-workshop/\n/news/2031/\n", encoding="utf-8")
    (example / "meetings/2031-05-20-workshop.yaml").unlink()
    shutil.copy(root / "mkdocs.yml", example.parent)
    said = report(survey(example.parent).problems, english)
    assert "There is no meeting with the id “2031-05-20-workshop”" in said
    assert "data/addresses.txt:2:1: The published address /meetings/2031-05-20-workshop/ would be lost" in said
    assert "/news/2031/ would be lost" not in said
