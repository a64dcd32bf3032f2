"""What only follows from another mistake is not told: one wrong value is one problem."""

from collections.abc import Callable
from pathlib import Path

import pytest

Change = Callable[..., None]
Report = Callable[[], list[str]]

COMMITMENT = "plans/nap1/commitments/1.yaml"
REFRESH = "plans/nap1/refresh.yaml"
CALL = "consultations/2031-refresh.yaml"
MEETING = "meetings/2031-05-20-workshop.yaml"
NEWS = "news/2031-04-01-call.yaml"


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
