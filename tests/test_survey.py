"""Everything that is wrong with a project is told at once: records, promises, hand-written pages, mkdocs.yml."""

import shutil
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ogp.loading.load import load
from ogp.problems import report
from ogp.site import survey as surveying
from ogp.site.checks import check_days
from ogp.site.survey import survey
from ogp.translation import Translator

Change = Callable[..., None]
Survey = Callable[[], list[str]]

NEWS = "news/2031-04-01-call.yaml"
MEETING = "meetings/2031-05-20-workshop.yaml"
COMMITMENT = "plans/nap1/commitments/1.yaml"
REASON = "  reason: {original: [ar, en], ar: سبب., en: A reason.}\n"

CONFIGURATION = """\
plugins:
  - i18n:
      languages:
        - locale: ar
          default: true
        - locale: en
nav:
  - About: about.md
  - Site: site.md
"""
PAGE = "---\ntitle: About\ndescription: What it is about.\nupdated: 2032-01-01\n---\n\n# About {#page}\n"

ROOT = Path(__file__).parents[1]


@pytest.fixture
def project(example: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A whole project around the example, on a day on which nothing in it lies in the future."""
    monkeypatch.setenv("OGP_TODAY", "2032-02-01")
    monkeypatch.setattr(surveying, "latest_day", lambda: date(2032, 2, 1))
    root = example.parent
    (root / "mkdocs.yml").write_text(CONFIGURATION, encoding="utf-8")
    shutil.copytree(ROOT / "translations", root / "translations")
    for language in ("ar", "en"):
        (root / "docs" / language).mkdir(parents=True)
        (root / "docs" / language / "about.md").write_text(PAGE, encoding="utf-8")
    return root


@pytest.fixture
def said(project: Path, english: Translator) -> Survey:
    """The sentences about the project, each with its place and without its fix."""
    return lambda: [line.partition(" — ")[0] for line in report(survey(project).problems, english).splitlines()]


def _append(path: Path, text: str) -> None:
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _break_everything(project: Path, change: Change) -> None:
    change(NEWS, "tilte: {", old="title: {")
    change(MEETING, "type: party", old="type: workshop")
    change(COMMITMENT, "updated: 2052-01-01", old="updated: 2032-01-01")
    change("addresses.txt", "/meetings/gone/\n")
    (project / "mkdocs.yml").write_text(CONFIGURATION.replace("locale: en", "locale: fr"), encoding="utf-8")
    _append(project / "docs/en/about.md", "\nIt is <b>bold</b>.\n")
    _append(project / "docs/ar/about.md", "\n[x](javascript:alert)\n")


EVERYTHING = {
    f"data/{NEWS}:8:1: There is no field “tilte” here",
    f"data/{MEETING}:7:7: “party” is not one of the possible values",
    f"data/{COMMITMENT}:3:10: “2052-01-01” lies in the future",
    "data/addresses.txt:4:1: The published address /meetings/gone/ would be lost",
    "mkdocs.yml:4:9: The languages here (ar (default: true), fr) are not those of data/site.yaml"
    " (ar (default: true), en)",
    "docs/en/about.md:9:1: The text holds HTML or a code: <b",
    "docs/ar/about.md:9:1: The link “javascript:alert” may not be published",
}


def test_a_project_without_problems_has_pages(project: Path) -> None:
    found = survey(project)
    assert found.problems == ()
    assert found.register
    assert found.today == date(2032, 2, 1)
    assert found.prose == {"ar": ("about.md",), "en": ("about.md",)}
    assert {"plans/nap1/", "meetings/"} < {page.address for page in found.pages}


def test_everything_that_is_wrong_is_told_at_once(project: Path, change: Change, said: Survey) -> None:
    _break_everything(project, change)
    lines = said()
    assert set(lines) == EVERYTHING
    assert len(lines) == len(EVERYTHING)


def test_everything_is_told_in_arabic_at_the_same_places(
    project: Path, change: Change, english: Translator, arabic: Translator
) -> None:
    _break_everything(project, change)
    problems = survey(project).problems
    assert len(problems) == len(EVERYTHING)
    for problem in problems:
        for sentence in (problem.message, problem.fix):
            assert english(sentence) != arabic(sentence)


def test_where_records_are_right_the_rest_is_told_too(project: Path, change: Change, said: Survey) -> None:
    change("addresses.txt", "/meetings/gone/\n/news/2030/\n")
    change(NEWS, "updated: 2032-02-02", old="updated: 2032-01-01")
    (project / "mkdocs.yml").write_text(CONFIGURATION.replace("          default: true\n", ""), encoding="utf-8")
    _append(project / "docs/en/about.md", "\n[Gone](plans/gone.md)\n")
    (project / "docs/ar/about.md").rename(project / "docs/ar/site.md")
    assert sorted(said()) == [
        "data/addresses.txt:4:1: The published address /meetings/gone/ would be lost",
        "data/addresses.txt:5:1: The published address /news/2030/ would be lost",
        f"data/{NEWS}:3:10: “2032-02-02” lies in the future",
        "docs/ar/site.md:1:1: The page has no counterpart in the language “en”",
        "docs/en/about.md:1:1: The page has no counterpart in the language “ar”",
        "docs/en/about.md:9:8: The link leads to plans/gone.md, where no page stands",
        "mkdocs.yml:4:9: The languages here (ar, en) are not those of data/site.yaml (ar (default: true), en)",
    ]


def test_links_of_hand_written_pages_wait_for_the_records(project: Path, change: Change, said: Survey) -> None:
    _append(project / "docs/en/about.md", "\n[Gone](plans/gone.md)\n")
    change(NEWS, "tilte: {", old="title: {")
    assert said() == [f"data/{NEWS}:8:1: There is no field “tilte” here"]


def test_settings_that_are_wrong_elsewhere_still_name_the_languages(
    project: Path, change: Change, said: Survey
) -> None:
    change("site.yaml", "contact_email: nobody", old="contact_email: unit@example.org")
    (project / "mkdocs.yml").write_text(CONFIGURATION.replace("locale: en", "locale: fr"), encoding="utf-8")
    _append(project / "docs/en/about.md", "\nIt is <b>bold</b>.\n")
    assert [line.partition(":")[0] for line in said()] == ["data/site.yaml", "docs/en/about.md", "mkdocs.yml"]


@pytest.mark.parametrize(
    "settings",
    ["", "languages: [ar, en]\n", "languages:\n  - {code: Arabic, name: العربية, locale: ar_JO, direction: rtl}\n"],
)
def test_without_languages_only_the_settings_are_told(project: Path, said: Survey, settings: str) -> None:
    (project / "data/site.yaml").write_text(settings, encoding="utf-8")
    (project / "mkdocs.yml").write_text("plugins: []\n", encoding="utf-8")
    (project / "docs/en/about.md").write_text("<b>", encoding="utf-8")
    assert {line.partition(":")[0] for line in said()} == {"data/site.yaml"}


def test_without_settings_only_they_are_told(project: Path, said: Survey) -> None:
    (project / "data/site.yaml").unlink()
    assert said() == ["data/site.yaml:1:1: The file with the settings of the site is missing"]


@pytest.mark.parametrize(
    "content",
    ["a\u202eb\n", "    <<<<<<< HEAD\n", "\ta\n"],
    ids=["turned", "conflict", "tab"],
)
def test_hand_written_pages_are_read_like_records(project: Path, said: Survey, content: str) -> None:
    _append(project / "docs/en/about.md", content)
    assert [line.partition(": ")[0].rpartition(":")[0] for line in said()] == ["docs/en/about.md:8"]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("- old: /Old/News\n", "- old: Old/News\n"),
        ("- old: /Old/News\n", "- old: {a: b}\n"),
        ("- old: /Old/News\n  to: /news/\n", "- to: /news/\n"),
        ("  to: /news/\n", "  to: news\n"),
    ],
)
def test_a_redirect_that_is_wrong_is_one_problem(change: Change, said: Survey, old: str, new: str) -> None:
    change("redirects.yaml", new, old=old)
    assert [line.partition(":")[0] for line in said()] == ["data/redirects.yaml"]


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (COMMITMENT, "number: 1\ntitle", "number: one\ntitle"),
        (COMMITMENT, "number: 1\ntitle", "nummer: 1\ntitle"),
        (COMMITMENT, "id: nap1/1", "id: nap1/2"),
        (COMMITMENT, "id: nap1/1", "id: [nap1]"),
        (COMMITMENT, "title: {original: en, ar: بيانات", "title: {original: [en, ar: بيانات"),
        ("plans/nap1/plan.yaml", "id: nap1\n", ""),
        ("plans/nap1/plan.yaml", "number: 1\ntitle", "number: one\ntitle"),
        ("documents.yaml", "- id: report\n", "- id: [report]\n"),
    ],
)
def test_the_address_of_a_record_that_is_wrong_is_not_lost(
    change: Change, said: Survey, file: str, old: str, new: str
) -> None:
    change("addresses.txt", "/documents/report/\n")
    change(file, new, old=old)
    assert [line.partition(":")[0] for line in said()] == [f"data/{file}"]


@pytest.mark.parametrize(
    ("old", "match"),
    [("/meetings/gone/", ""), ("/Meetings/Gone", ""), ("/meetings/", "  match: prefix\n"), ("/m", "  match: prefix\n")],
)
@pytest.mark.parametrize("broken", [False, True], ids=["records-right", "records-wrong"])
def test_a_redirect_keeps_a_promise_whether_records_are_right_or_wrong(
    change: Change, said: Survey, old: str, match: str, broken: bool
) -> None:
    change("addresses.txt", "/meetings/gone/\n")
    change("redirects.yaml", f"- old: {old}\n  to: /plans/\n{match}{REASON}")
    if broken:
        change(NEWS, "tilte: {", old="title: {")
    assert [line for line in said() if "lost" in line] == (
        ["data/addresses.txt:4:1: The published address /meetings/gone/ would be lost"] if old == "/m" else []
    )


@pytest.mark.parametrize("broken", [False, True], ids=["records-right", "records-wrong"])
def test_a_lost_promise_is_told_in_its_line(example: Path, change: Change, said: Survey, broken: bool) -> None:
    (example / "addresses.txt").write_text("/\n\n/plans/nap1/\n\n/meetings/gone/\n", encoding="utf-8")
    if broken:
        change(NEWS, "tilte: {", old="title: {")
    lost = [line for line in said() if "lost" in line]
    assert lost == ["data/addresses.txt:5:1: The published address /meetings/gone/ would be lost"]


@pytest.mark.parametrize(("latest", "count"), [("2032-01-02", 0), ("2032-01-01", 1), ("2031-12-31", 14)])
def test_nothing_was_changed_after_today(example: Path, change: Change, latest: str, count: int) -> None:
    note = "text: {original: [ar, en], ar: تصحيح, en: A correction.}"
    change(NEWS, f"changes:\n  - date: 2032-01-01\n    {note}\n  - date: 2032-01-02\n    {note}\n")
    change(NEWS, "updated: 2032-01-01", old="updated: 2032-01-01")
    assert len(list(check_days(load(example).files, date.fromisoformat(latest)))) == count


def test_each_day_in_the_future_is_told_where_it_stands(example: Path, change: Change, english: Translator) -> None:
    note = "text: {original: [ar, en], ar: تصحيح, en: A correction.}"
    change(NEWS, f"changes:\n  - date: 2032-01-01\n    {note}\n  - date: 2062-01-02\n    {note}\n")
    change("organizations.yaml", "- id: forum\n  updated: 2320-01-01\n", old="- id: forum\n  updated: 2032-01-01\n")
    change(MEETING, "updated: soon\n", old="updated: 2032-01-01\n")
    found = report(check_days(load(example).files, date(2032, 1, 1)), english).splitlines()
    assert found == [
        f"data/{NEWS}:22:11: “2062-01-02” lies in the future — Write the day; check the year",
        "data/organizations.yaml:14:12: “2320-01-01” lies in the future — Write the day; check the year",
    ]


def test_days_that_are_planned_may_lie_in_the_future(example: Path, change: Change) -> None:
    change("plans/nap1/plan.yaml", "extended_to: 2099-06-30", old="extended_to: 2032-06-30")
    loaded = load(example)
    assert loaded.problems == ()
    assert list(check_days(loaded.files, date(2032, 1, 1))) == []
