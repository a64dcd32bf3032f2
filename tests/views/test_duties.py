"""What is to be done where records lack something."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from ogp.register import Register
from ogp.rendering.printing import Printer
from ogp.translation import Translator
from ogp.views.duties import duties
from ogp.views.states import DutyKind

Change = Callable[..., None]
Due = Callable[..., list[tuple[str, str | None, str]]]
COMMITMENT = "plans/nap1/commitments/1.yaml"
REFRESH = "plans/nap1/refresh.yaml"
CALL = "consultations/2031-refresh.yaml"
PROGRESS = """\
progress:
  - start: 2031-01
    end: 2031-06
    status: limited
    text: {original: en, ar: بدأ العمل., en: Work has begun.}
    challenges: {original: en, ar: نقص الموظفين., en: Too few staff.}
"""


@pytest.fixture
def due(register_of_example: Callable[[], Register], english: Translator) -> Due:
    """The duties of a kind in the example on a day: day, record, sentence."""

    def run(kind: DutyKind, day: date) -> list[tuple[str, str | None, str]]:
        register = register_of_example()
        language = register.site.languages[1]
        printer = Printer(language, {one.code: one.direction for one in register.site.languages}, english)
        return [
            (str(one.day or "-"), one.record and one.record.id, printer.wording(one.text))
            for one in duties(register, day)
            if one.kind is kind
        ]

    return run


NAME = "Commitment 1: Open data (First plan)"


def test_a_commitment_in_force_without_any_report(change: Change, due: Due) -> None:
    change(COMMITMENT, "", old=PROGRESS)
    said = [("-", "nap1/1", f"{NAME}: no progress report yet")]
    assert due(DutyKind.REPORT, date(2029, 12, 31)) == []
    assert due(DutyKind.REPORT, date(2030, 1, 1)) == said
    assert due(DutyKind.REPORT, date(2033, 1, 1)) == said


def test_a_report_is_wanted_every_six_months_until_the_plan_has_ended(due: Due) -> None:
    said = [("2031-06-30", "nap1/1", f"{NAME}: the last progress report ends on 30 June 2031")]
    assert due(DutyKind.REPORT, date(2031, 12, 30)) == []
    assert due(DutyKind.REPORT, date(2032, 1, 1)) == said
    assert due(DutyKind.REPORT, date(2032, 6, 30)) == said
    assert due(DutyKind.REPORT, date(2032, 7, 1)) == []


@pytest.mark.parametrize(
    ("day", "kind", "said"),
    [
        (date(2031, 11, 1), DutyKind.SOON, "due in 60 days"),
        (date(2031, 12, 30), DutyKind.SOON, "due in 1 day"),
        (date(2031, 12, 31), DutyKind.SOON, "due in 0 days"),
        (date(2032, 1, 1), DutyKind.OVERDUE, "1 day overdue"),
        (date(2032, 1, 2), DutyKind.OVERDUE, "2 days overdue"),
    ],
)
def test_a_milestone_before_and_after_its_revised_date(due: Due, day: date, kind: DutyKind, said: str) -> None:
    assert due(kind, day) == [("2031-12-31", "nap1/1", f"{NAME}, milestone 1: {said}")]
    assert due(DutyKind.SOON, date(2031, 10, 31)) == []


@pytest.mark.parametrize("milestone", ["    milestone: 1\n", ""])
def test_what_is_complete_is_not_due(change: Change, due: Due, milestone: str) -> None:
    evidence = "    evidence: [{text: {original: en, ar: تقرير, en: A report}}]\n"
    change(COMMITMENT, f"    status: complete\n{milestone}{evidence}", old="    status: limited\n")
    assert due(DutyKind.OVERDUE, date(2032, 2, 1)) == []


def test_what_another_milestone_completes_is_still_due(change: Change, due: Due) -> None:
    evidence = "    evidence: [{text: {original: en, ar: تقرير, en: A report}}]\n"
    change(COMMITMENT, f"    status: complete\n    milestone: 2\n{evidence}", old="    status: limited\n")
    assert len(due(DutyKind.OVERDUE, date(2032, 2, 1))) == 1


APPROVE = ("-", "nap1/refresh", "Midterm refresh (First plan): enter who approved the refresh, and when")


def test_each_suggestion_wants_an_answer(change: Change, due: Due) -> None:
    change(CALL, "      proposal: p1\n    - number: 3\n      kind: amendment\n      text: {original: en, ar: سؤال, en: Ask}\n",
           old="      proposal: p1\n")  # fmt: skip
    assert due(DutyKind.ANSWER, date(2032, 1, 1)) == [
        ("-", "2031-refresh", "Midterm refresh (First plan): suggestion 3 has no answer: “Ask”"), APPROVE,
    ]  # fmt: skip


def test_what_came_in_is_published_after_the_call(example: Path, due: Due) -> None:
    text = (example / CALL).read_text(encoding="utf-8")
    (example / CALL).write_text(text[: text.index("received:")] + text[text.index("discussed_at:") :], encoding="utf-8")
    assert due(DutyKind.ANSWER, date(2031, 4, 15)) == [
        ("2031-04-14", "2031-refresh", "The call for suggestions: publish what came in"),
        ("-", "nap1/refresh", "Midterm refresh (First plan): import what came in (`ogp import-suggestions`)"),
        APPROVE,
    ]


def test_a_call_that_is_open_for_some_days_more(due: Due) -> None:
    assert due(DutyKind.SOON, date(2031, 4, 13)) == [
        ("2031-04-14", "2031-refresh", "The call for suggestions: open for 1 more day")
    ]
    assert due(DutyKind.SOON, date(2031, 4, 14)) == [
        ("2031-04-14", "2031-refresh", "The call for suggestions: today is its last day")
    ]
    assert due(DutyKind.SOON, date(2031, 3, 17)) == [
        (
            "2031-03-18", "nap1/refresh",
            "The call for suggestions: publish the timeline of the refresh two weeks before the call opens",
        )
    ]  # fmt: skip
    assert [day for day, _, _ in due(DutyKind.OVERDUE, date(2031, 3, 19))] == ["2031-03-18"]
