"""Drafts of notes and suggestions are written into the files of the records, and nothing else there changes."""

import shutil
from collections.abc import Callable
from datetime import date
from difflib import ndiff
from pathlib import Path

import pytest

from ogp.loading.differences import differences, read_state
from ogp.loading.drafts import add_suggestions, write_note

Change = Callable[..., None]
Note = Callable[[], list[str]]
DAY = date(2032, 2, 1)
SENTENCES = {"ar": "تغير النص.", "en": "The text changed."}
CALL = "consultations/2031-refresh.yaml"
SUGGESTION = {"number": "3", "kind": "amendment", "commitment": "nap1/1", "text": {"original": "en", "en": "More data"}}


def changed(before: str, after: str) -> list[str]:
    """The lines that differ, each with its sign."""
    return [line for line in ndiff(before.splitlines(), after.splitlines()) if line[0] in "+-"]


@pytest.fixture
def note(example: Path, tmp_path: Path) -> Note:
    """Writes a note on the one record that the test has changed, and gives the lines that the note added or took."""
    shutil.copytree(example, tmp_path / "before")

    def write() -> list[str]:
        (one,) = differences(read_state(tmp_path / "before"), read_state(example))
        path = example.parent / one.file
        before = path.read_text(encoding="utf-8")
        write_note(example.parent, one, DAY, SENTENCES)
        return changed(before, path.read_text(encoding="utf-8"))

    return write


NOTE = [
    "+ changes:", "+   - date: 2032-02-01", "+     text:", "+       original: [ar, en]", "+       ar: تغير النص.",
    "+       en: The text changed.", "+     fields:",
]  # fmt: skip


def test_the_first_note_on_a_record_follows_its_last_line(example: Path, change: Change, note: Note) -> None:
    change("plans/nap1/commitments/1.yaml", "en: Open government data}", old="en: Open data}")
    assert note() == [
        "- updated: 2032-01-01", "+ updated: 2032-02-01", *NOTE,
        "+       - field: short_title.en", "+         before: Open data", "+         after: Open government data",
    ]  # fmt: skip
    text = (example / "plans/nap1/commitments/1.yaml").read_text(encoding="utf-8")
    assert text.endswith("    as_of: 2031-05-20\nchanges:\n" + text.partition("changes:\n")[2])


def test_a_further_note_follows_the_others(example: Path, change: Change, note: Note) -> None:
    file = example / "news/2031-04-01-call.yaml"
    text = file.read_text(encoding="utf-8").replace("updated: 2032-01-01", "updated: 2032-01-05")
    older = "changes:\n  - date: 2032-01-05\n    minor: true\n\n  # A remark.\n"
    file.write_text(text.replace("related:", f"{older}related:").replace("The call is open}", "It is open}"), "utf-8")
    (example.parent / "before/news/2031-04-01-call.yaml").write_text(
        text.replace("related:", f"{older}related:"), encoding="utf-8"
    )
    found = note()
    assert found[0] == "- updated: 2032-01-05"
    assert found[1:7] == ["+ updated: 2032-02-01", *NOTE[1:6]]
    lines = file.read_text(encoding="utf-8").split("\n")
    assert lines[lines.index("    minor: true") + 1 :][:4] == ["", "  # A remark.", "  - date: 2032-02-01", "    text:"]
    assert lines[lines.index("related:") - 1] == "        after: It is open"


@pytest.mark.parametrize(("title", "id_"), [("The report", "report"), ("The standards", "standards")])
def test_a_note_on_one_of_many_records_stays_with_it(
    example: Path, change: Change, note: Note, title: str, id_: str
) -> None:
    change("documents.yaml", f"en: {title} anew}}", old=f"en: {title}}}")
    assert note() == [
        "-   updated: 2032-01-01", "+   updated: 2032-02-01", *(f"+   {line[2:]}" for line in NOTE),
        "+         - field: title.en", f"+           before: {title}", f"+           after: {title} anew",
    ]  # fmt: skip
    records = read_state(example)
    assert records.problems == ()
    _, record = records.records["document", id_]
    assert [one["date"] for one in record["changes"]] == ["2032-02-01"]


def test_a_new_record_gets_the_day_of_its_publication(example: Path, note: Note) -> None:
    text = (example / "news/2031-04-01-call.yaml").read_text(encoding="utf-8")
    new = text.replace("id: 2031-04-01-call", "id: 2032-01-15-new")
    (example / "news/2032-01-15-new.yaml").write_text(new, encoding="utf-8")
    assert note() == ["+ published: 2032-02-01", "- updated: 2032-01-01", "+ updated: 2032-02-01"]


def test_a_new_record_in_a_list_gets_the_day_of_its_publication(example: Path, change: Change, note: Note) -> None:
    new = "\n- updated: 2032-01-20\n  id: council\n  sources: [{document: report}]\n"
    change("organizations.yaml", f"{new}  name: {{original: [ar, en], ar: مجلس, en: Council}}\n  type: unit\n")
    assert note() == ["+   published: 2032-02-01", "- - updated: 2032-01-20", "+ - updated: 2032-02-01"]


def _received(example: Path, *suggestions: dict[str, object]) -> list[str]:
    before = (example / CALL).read_text(encoding="utf-8")
    add_suggestions(example, CALL, suggestions, 7, DAY)
    return changed(before, (example / CALL).read_text(encoding="utf-8"))


DRAFT = [
    "+     - number: 3", "+       kind: amendment", "+       commitment: nap1/1", "+       text:",
    "+         original: en", "+         en: More data",
]  # fmt: skip
DATED = ["- updated: 2032-01-01", "+ updated: 2032-02-01"]


def test_suggestions_follow_those_that_are_there(example: Path) -> None:
    assert _received(example, SUGGESTION) == [*DATED, "-   submitters: 2", "+   submitters: 7", *DRAFT]
    assert (example / CALL).read_text(encoding="utf-8").endswith("en: More data\ndiscussed_at: [2031-05-20-workshop]\n")


def test_without_new_suggestions_only_the_people_are_counted(example: Path) -> None:
    assert _received(example) == [*DATED, "-   submitters: 2", "+   submitters: 7"]


def test_the_first_suggestions_get_their_key(example: Path) -> None:
    text = (example / CALL).read_text(encoding="utf-8")
    head, _, rest = text.partition("  submitters: 2\n")
    tail = rest[rest.index("discussed_at:") :]
    (example / CALL).write_text(f"{head}  date: 2031-04-20\n{tail}", encoding="utf-8")
    assert _received(example, SUGGESTION) == [*DATED, "+   submitters: 7", "+   suggestions:", *DRAFT]
    (example / CALL).write_text(head.removesuffix("received:\n") + tail + "\n\n", encoding="utf-8")
    added = _received(example, SUGGESTION)
    assert added[:2] == DATED
    assert [line for line in added if line != "- "][2:] == [
        "+ received:", "+   submitters: 7", "+   suggestions:", *DRAFT,
    ]  # fmt: skip
