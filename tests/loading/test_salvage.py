"""A record that is wrong in places is read in all others: nothing crashes, and nothing else is blamed."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from ogp.loading.layout import kind_of
from ogp.loading.load import load
from ogp.loading.marks import dotted
from ogp.loading.salvage import UNREAD, salvage
from ogp.loading.validation import validate
from ogp.loading.yaml_source import read_yaml
from ogp.problems import Problem, report
from ogp.records.base import Path as FieldPath
from ogp.records.base import Source
from ogp.records.commitment import Commitment
from ogp.records.dates import PartialDate
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost, Related
from ogp.records.refresh import Refresh
from ogp.records.text import LANGUAGES
from ogp.translation import Translator

BASE = Path(__file__).parents[1] / "cases" / "_base" / "data"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
MEETING = "meetings/2031-05-20-workshop.yaml"

DELETED = "deleted"
WRONG: tuple[Any, ...] = ({"x": "y"}, "?!", DELETED)

NAMED = re.compile(
    r"\[\d+\]\.(id|transcript\.file)|milestones\[\d+\]\.number|proposals\[\d+\]\.id|languages\[\d+\]\.code"
)
"""The values by which other files name what stands here."""


def values_of(file: str) -> Any:
    """The plain values of a file of the example."""
    values, _, problems = read_yaml(file, (BASE / file).read_bytes())
    assert not problems
    return values


def places(value: Any, path: FieldPath = ()) -> Iterator[FieldPath]:
    """The path of every value inside `value`."""
    inner = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, tuple) else ()
    for key, part in inner:
        yield (*path, key)
        yield from places(part, (*path, key))


def spoiled(value: Any, path: FieldPath, wrong: Any) -> Any:
    """`value` with `wrong` at `path`."""
    if not path:
        return wrong
    items = value.items() if isinstance(value, dict) else enumerate(value)
    kept = {
        key: spoiled(part, path[1:], wrong) if key == path[0] else part
        for key, part in items
        if (key, wrong) != (path[-1], DELETED) or len(path) > 1
    }
    return kept if isinstance(value, dict) else list(kept.values())


def is_told_at(problem: Problem, place: str) -> bool:
    """Whether `problem` stands at `place`, inside it, or at the whole that `place` belongs to."""
    return any(
        inner == outer or inner.startswith((f"{outer}.", f"{outer}["))
        for inner, outer in ((problem.field, place), (place, problem.field))
    )


def is_missed_elsewhere(values: Any, path: FieldPath, wrong: Any) -> bool:
    """Whether other files are right to miss what `wrong` takes away: a record, or a part of one, that they name."""
    if wrong is DELETED:
        return any(inner[: len(path)] == path != inner and NAMED.fullmatch(dotted(inner)) for inner in places(values))
    return wrong == "?!" and re.fullmatch(r"\[\d+\]\.id", dotted(path)) is not None


@pytest.mark.parametrize("file", FILES)
def test_any_wrong_value_is_told_where_it_stands_and_nowhere_else(
    example: Path, file: str, english: Translator
) -> None:
    values = values_of(file)
    elsewhere, untold, following = [], [], []
    for path in places(values):
        for wrong in WRONG:
            (example / file).write_text(json.dumps(spoiled(values, path, wrong), indent=1), encoding="utf-8")
            problems = load(example).problems
            said = report(problems, english)
            assert "Unread" not in said
            if is_missed_elsewhere(values, path, wrong):
                continue
            case = (dotted(path), wrong, said)
            if any(problem.file != f"data/{file}" for problem in problems):
                elsewhere.append(case)
            told = [is_told_at(problem, dotted(path)) for problem in problems]
            if isinstance(wrong, dict) and not any(told):
                untold.append(case)
            if wrong is not DELETED and not all(told):
                following.append(case)
    assert elsewhere == []
    assert untold == []
    assert following == []


@pytest.fixture
def languages() -> Iterator[None]:
    token = LANGUAGES.set(("ar", "en"))
    yield
    LANGUAGES.reset(token)


@pytest.mark.usefixtures("languages")
@pytest.mark.parametrize("file", FILES)
def test_a_record_that_is_right_is_salvaged_whole(file: str) -> None:
    found, values = kind_of(file), values_of(file)
    assert found
    for value in values if found[0].many else [values]:
        assert salvage(found[0].type, value) == found[0].type.model_validate(value)


def test_items_of_lists_keep_their_positions() -> None:
    record = salvage(
        Commitment,
        {
            "milestones": ({"number": "x"}, "y", {"number": "3", "due": {"original": "2031", "revised": "z"}}),
            "milestones_not_published": ("one", "2", {"a": "b"}),
            "sources": ("report", {"document": "report"}),
        },
    )
    assert [milestone.number for milestone in record.milestones] == [UNREAD, UNREAD, 3]
    assert [milestone.activities for milestone in record.milestones] == [(), (), ()]
    assert record.milestones[2].due.original == PartialDate("2031")
    assert record.milestones[2].due.revised == ()
    assert record.milestones_not_published == (UNREAD, 2, UNREAD)
    assert [source.document for source in record.sources] == [UNREAD, "report"]


def test_what_is_missing_is_unread_only_if_it_is_required() -> None:
    refresh = salvage(Refresh, {})
    assert (refresh.id, refresh.title, refresh.updated) == (UNREAD, UNREAD, UNREAD)
    assert (refresh.steps, refresh.proposals) == ((), ())
    assert (refresh.introduction, refresh.report) == (None, None)
    assert salvage(NewsPost, {}).related == Related()
    assert salvage(NewsPost, {"related": "nap1"}).related.plans == ()


def test_a_value_that_may_stand_under_a_misspelled_name_is_unread() -> None:
    meeting = salvage(Meeting, {}, unsure=frozenset({("venue",), ("sources",), ("type",)}))
    assert (meeting.venue, meeting.sources, meeting.type, meeting.online) == (UNREAD, (), UNREAD, None)


@pytest.mark.usefixtures("languages")
def test_a_text_that_is_wrong_in_one_language_is_unread_as_a_whole() -> None:
    right = {"original": "ar", "ar": "نص", "en": "A text"}
    record = salvage(Commitment, {"policy_areas": ({"original": "ar", "ar": "نص"}, right), "title": {"ar": "نص"}})
    assert record.title is UNREAD
    assert record.policy_areas[0] is UNREAD
    assert record.policy_areas[1].values == {"ar": "نص", "en": "A text"}


@pytest.mark.parametrize("data", [None, "text", ("a", "b"), {}, {"document": {"x": "y"}}, {"document": None}])
def test_anything_can_be_salvaged(data: Any) -> None:
    source = salvage(Source, data)
    assert (source.document, source.at) == (UNREAD, None)


@pytest.mark.usefixtures("languages")
def test_validation_says_which_values_are_wrong() -> None:
    values = values_of(MEETING)
    found = validate(Meeting, {**values, "venu": "Hall 2", "date": None, "plan": ["nap1"]}, read_yaml("x", b"")[1])
    assert found.wrong == {("venu",), ("venue",), ("date",), ("plan",)}
    assert (found.record.date, found.record.venue, found.record.plan) == (UNREAD, UNREAD, UNREAD)
    assert found.record.title.values["en"] == "The workshop"
