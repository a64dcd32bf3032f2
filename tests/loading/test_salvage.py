"""A record that is wrong in places is read in all others: nothing crashes, and nothing else is blamed."""

import json
import re
from collections.abc import Callable, Iterator
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

Change = Callable[..., None]
Report = Callable[[], list[str]]

BASE = Path(__file__).parents[1] / "cases" / "_base" / "data"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
COMMITMENT = "plans/nap1/commitments/1.yaml"
REFRESH = "plans/nap1/refresh.yaml"
CALL = "consultations/2031-refresh.yaml"
MEETING = "meetings/2031-05-20-workshop.yaml"
NEWS = "news/2031-04-01-call.yaml"

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


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        (NEWS, "sources:\n", "soruces:\n"),
        (NEWS, "  - document: report\n", "  - documnet: report\n"),
        (COMMITMENT, "    challenges: {", "    chalenges: {"),
        (REFRESH, "    justification: {original: en, ar: يتجاوز", "    justfication: {original: en, ar: يتجاوز"),
        ("documents.yaml", "  url: https", "  ulr: https"),
        (COMMITMENT, "    activities_not_published: [2]", "    activities_not_publshed: [2]"),
        (COMMITMENT, "milestones:\n", "milestone:\n"),
        (COMMITMENT, "    end: 2031-06\n    status: limited\n", "    end: 2031-06\n    statsu: limited\n"),
    ],
)
def test_a_misspelled_field_is_one_problem(change: Change, problems: Report, file: str, old: str, new: str) -> None:
    change(file, new, old=old)
    assert len(problems()) == 1
    assert "Did you mean" in problems()[0]


@pytest.mark.parametrize(
    ("file", "line"),
    [
        (NEWS, "sources:"),
        (COMMITMENT, "    challenges:"),
        (REFRESH, "    justification:"),
        ("documents.yaml", "  url:"),
        ("documents.yaml", "  transcript:"),
        (COMMITMENT, "    activities_not_published:"),
        (COMMITMENT, "milestones:"),
        (REFRESH, "proposals:"),
    ],
)
def test_a_field_without_a_value_is_one_problem(example: Path, problems: Report, file: str, line: str) -> None:
    lines = (example / file).read_text(encoding="utf-8").split("\n")
    index = next(index for index, text in enumerate(lines) if text.startswith(line))
    depth = len(line) - len(line.lstrip())
    rest = index + 1
    while lines[rest].startswith(" " * (depth + 1)):
        rest += 1
    (example / file).write_text("\n".join([*lines[:index], line, *lines[rest:]]), encoding="utf-8")
    assert [found.partition(" — ")[0].partition(": ")[2] for found in problems()] == [
        f"“{line.strip(' :')}” has no value"
    ]


PROGRESS = "    end: 2031-06\n    status: limited\n"
RECOMMENDATION = "recommendations:\n  - number: 1\n    milestone: 2\n    meeting: 2031-05-20-workshop\n"
RECOMMENDED = "    text: {original: en, ar: بوابة سهلة, en: An easy portal}\n"


@pytest.mark.parametrize(
    ("old", "new", "wrong"),
    [
        ("    activities_not_published: [2]\n", "    activities_not_published: [two]\n", "two"),
        ("    activities_not_published: [2]\n", "    activities_not_published: none\n", ""),
        (
            PROGRESS,
            f"    end: in June\n    status: substantial\n  - start: 2031-01\n{PROGRESS}",
            "in June",
        ),
        (
            PROGRESS,
            f"    end: 2031-06\n    milestone: one\n    status: substantial\n  - start: 2031-01\n{PROGRESS}",
            "one",
        ),
        (
            RECOMMENDATION,
            RECOMMENDATION.replace("milestone: 2", "milestone: two")
            + RECOMMENDED
            + RECOMMENDATION.partition("\n")[2].replace("number: 1", "number: 2"),
            "two",
        ),
    ],
    ids=["numbers-not-published", "list-not-published", "period", "milestone-of-report", "milestone-of-number"],
)
def test_what_depends_on_a_wrong_value_is_not_told(
    change: Change, problems: Report, old: str, new: str, wrong: str
) -> None:
    change(COMMITMENT, new, old=old)
    assert len(problems()) == 1, problems()
    assert f"“{wrong}”" in problems()[0] or not wrong


def test_two_reports_whose_end_is_wrong_are_not_of_the_same_period(change: Change, problems: Report) -> None:
    report_on_the_rest = "  - start: 2031-01\n    end: in December\n    status: substantial\n"
    challenges = "    challenges: {original: en, ar: نقص الموظفين., en: Too few staff.}\n"
    change(COMMITMENT, "    end: in June\n    status: limited\n", old=PROGRESS)
    change(COMMITMENT, challenges + report_on_the_rest, old=challenges)
    assert [line.partition(" — ")[0].partition(": ")[2] for line in problems()] == [
        "“in June” is not a date",
        "“in December” is not a date",
    ]


def test_two_reports_on_milestones_that_are_wrong_are_not_on_the_same(change: Change, problems: Report) -> None:
    second = "  - start: 2031-01\n    end: 2031-06\n    milestone: second\n    status: substantial\n"
    challenges = "    challenges: {original: en, ar: نقص الموظفين., en: Too few staff.}\n"
    change(COMMITMENT, "    end: 2031-06\n    milestone: first\n    status: limited\n", old=PROGRESS)
    change(COMMITMENT, challenges + second, old=challenges)
    assert [line.partition(" — ")[0].partition(": ")[2] for line in problems()] == [
        "“first” is not a whole number",
        "“second” is not a whole number",
    ]


def test_a_reference_to_a_record_that_is_wrong_in_places_is_right(change: Change, problems: Report) -> None:
    change("organizations.yaml", "  type: ministery\n", old="  type: ministry\n")
    change(MEETING, "type: party\n", old="type: workshop\n")
    change(COMMITMENT, "number: one\ntitle", old="number: 1\ntitle")
    assert [line.partition(" — ")[0].partition(": ")[2] for line in problems()] == [
        "“party” is not one of the possible values",
        "“ministery” is not one of the possible values",
        "“one” is not a whole number",
    ]


def test_a_file_whose_form_is_wrong_says_nothing_of_its_references(change: Change, problems: Report) -> None:
    change(CALL, "plan: nap7\nrefresh: [\n", old="plan: nap1\nrefresh: nap1/refresh\n")
    assert len(problems()) == 1
