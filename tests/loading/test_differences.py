"""Two states of the records are compared by what they say, field by field, not by how their files are written."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from ogp.loading.differences import Difference, Kind, differences, read_state

Change = Callable[..., None]
Found = Callable[[], tuple[Difference, ...]]
COMMITMENT = "plans/nap1/commitments/1.yaml"


@pytest.fixture
def found(example: Path, tmp_path: Path) -> Found:
    """What differs between the example as it was and as the test has left it."""
    shutil.copytree(example, tmp_path / "before")
    return lambda: differences(read_state(tmp_path / "before"), read_state(example))


def _fields(found: Found) -> list[tuple[str, str | None, str | None]]:
    (one,) = found()
    assert (one.kind, one.id, one.file) == ("commitment", "nap1/1", f"data/{COMMITMENT}")
    return [(change.field, change.before, change.after) for change in one.fields]


def test_nothing_differs_where_only_the_form_does(example: Path, found: Found) -> None:
    path = example / COMMITMENT
    text = path.read_text(encoding="utf-8").replace("number: 1\ntitle", "# A remark.\ntitle")
    text = text.replace(
        "summary: {original: [ar, en], ar: تُنشر البيانات., en: Data are published.}",
        "summary:\n  en: >-\n    Data are\n    published.\n  ar: 'تُنشر البيانات.'\n  original:\n    - ar\n    - en",
    )
    path.write_text(text + "number: 1\n", encoding="utf-8")
    assert found() == ()


def test_a_date_of_an_item_is_named_by_the_numbers_of_its_items(change: Change, found: Found) -> None:
    change(COMMITMENT, "due: 2032-06-30", old="due: 2031-12-31")
    assert _fields(found) == [("milestones[1].due.revised[1].due", "2031-12-31", "2032-06-30")]


def test_an_item_moved_within_its_list_is_the_same_item(change: Change, found: Found) -> None:
    change(COMMITMENT, "", old="  - number: 2\n    title: {original: en, ar: بوابة, en: Portal}\n")
    portal = "  - number: 2\n    title: {original: en, ar: بوابة, en: Gateway}\n"
    change(COMMITMENT, f"milestones:\n{portal}", old="milestones:\n")
    assert _fields(found) == [("milestones[2].title.en", "Portal", "Gateway")]


def test_items_that_come_and_go(change: Change, found: Found) -> None:
    change(COMMITMENT, "", old="  - number: 2\n    title: {original: en, ar: بوابة, en: Portal}\n")
    change(COMMITMENT, "activities_not_published: [2, 4]", old="activities_not_published: [2]")
    change(COMMITMENT, "documents: [report]\n")
    assert set(_fields(found)) == {
        ("milestones[1].activities_not_published", None, "4"),
        ("milestones[2].number", "2", None),
        ("milestones[2].title.original", "en", None),
        ("milestones[2].title.ar", "بوابة", None),
        ("milestones[2].title.en", "Portal", None),
        ("documents", None, "report"),
    }


def test_of_a_long_text_the_paragraphs_that_differ_are_told(example: Path, change: Change, found: Found) -> None:
    text = "text: {original: en, ar: بدأ العمل., en: Work has begun.}"
    long = (
        "text:\n      original: en\n      ar: بدأ العمل.\n      en: |-\n        One.\n\n        Two.\n\n        Three."
    )
    change(COMMITMENT, long, old=text)
    shutil.copytree(example, example.parent / "before", dirs_exist_ok=True)
    change(COMMITMENT, "Two,\n        and more.", old="Two.")
    assert _fields(found) == [("progress[1].text.en", "[…]\n\nTwo.\n\n[…]", "[…]\n\nTwo, and more.\n\n[…]")]


def test_records_that_come_and_go(example: Path, found: Found) -> None:
    path = example / "news/2031-04-01-call.yaml"
    text = path.read_text(encoding="utf-8")
    path.unlink()
    path.with_name("2031-05-01-call.yaml").write_text(text.replace("2031-04-01", "2031-05-01"), encoding="utf-8")
    assert [(one.id, one.what, one.fields) for one in found()] == [
        ("2031-04-01-call", Kind.REMOVED, ()),
        ("2031-05-01-call", Kind.ADDED, ()),
    ]


def test_a_change_is_told_by_a_new_note(change: Change, found: Found) -> None:
    change(COMMITMENT, "en: Open data for all", old="en: Open data for everybody")
    assert [one.noted for one in found()] == [False]
    change(COMMITMENT, "changes:\n  - date: 2032-01-01\n    minor: true\n")
    assert [one.noted for one in found()] == [True]


def test_a_record_that_only_tells_its_history_has_not_changed(change: Change, found: Found) -> None:
    change(COMMITMENT, "updated: 2032-01-03", old="updated: 2032-01-01")
    change(COMMITMENT, "published: 2032-01-02\nchanges:\n  - date: 2032-01-03\n    minor: true\n")
    assert found() == ()


def test_settings_and_redirects_have_no_history_to_be_told_in(change: Change, found: Found) -> None:
    change("site.yaml", "en: Elsewhere", old="en: Exampleland")
    assert [(one.kind, one.what, one.noted) for one in found()] == [("site", Kind.CHANGED, True)]


def test_a_file_that_cannot_be_read_is_told(example: Path) -> None:
    (example / COMMITMENT).write_text("id: [", encoding="utf-8")
    state = read_state(example)
    assert ("commitment", "nap1/1") not in state.records
    assert [problem.file for problem in state.problems] == [f"data/{COMMITMENT}"]


NEW = "news/2032-01-15-new.yaml"


@pytest.mark.parametrize(
    ("lines", "noted"),
    [
        ("updated: 2032-01-02", False),
        ("updated: 2032-01-01", True),
        ("published: 2032-01-02\nupdated: 2032-01-02", True),
        ("minor: true", True),
    ],
)
def test_a_record_that_came_after_the_launch_says_when_it_was_published(
    example: Path, found: Found, lines: str, noted: bool
) -> None:
    text = (example / "news/2031-04-01-call.yaml").read_text(encoding="utf-8")
    new = text.replace("id: 2031-04-01-call", "id: 2032-01-15-new").replace("updated: 2032-01-01", lines)
    (example / NEW).write_text(new, encoding="utf-8")
    assert found() == (Difference(kind="news", id="2032-01-15-new", file=f"data/{NEW}", what=Kind.ADDED, noted=noted),)


def test_a_new_organization_has_a_history_and_a_new_redirect_has_none(change: Change, found: Found) -> None:
    reason = "reason: {original: [ar, en], ar: سابق., en: Former.}"
    change("redirects.yaml", f"\n- old: /new/\n  to: /news/\n  updated: 2032-02-01\n  {reason}\n")
    change("organizations.yaml", "\n- id: council\n  updated: 2032-02-01\n")
    assert [(one.kind, one.id, one.what, one.noted) for one in found()] == [
        ("organization", "council", Kind.ADDED, False),
        ("redirect", "/new/", Kind.ADDED, True),
    ]


def test_a_record_that_is_gone_keeps_its_file(example: Path, found: Found) -> None:
    (example / "news/2031-04-01-call.yaml").unlink()
    (one,) = found()
    assert (one.what.value, one.file, one.noted, one.fields) == (
        "removed", "data/news/2031-04-01-call.yaml", True, (),
    )  # fmt: skip
