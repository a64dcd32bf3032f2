"""What follows from dates and the day: states of plans and calls, due dates, what is current."""

from datetime import date

import pytest

from ogp.records.commitment import DueDate, DueRevision
from ogp.records.consultation import Consultation
from ogp.records.dates import PartialDate, Period
from ogp.records.plan import Plan
from ogp.register import Register
from ogp.views.commitments import commitment_view, due_on
from ogp.views.consultations import call
from ogp.views.states import CallState, PlanState, call_state, current_plan, days_until, plan_state


def plan(real: Register, start: str | None, end: str | None, extended: str | None = None) -> Plan:
    dates = {"start": start, "end": end, "extended_to": extended}
    period = Period(**{name: PartialDate(text) for name, text in dates.items() if text})
    return real.plans["nap5"].model_copy(update={"period": period})


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2020, 12, 31), PlanState.NOT_BEGUN),
        (date(2021, 1, 1), PlanState.UNKNOWN),
        (date(2021, 12, 31), PlanState.IN_FORCE),
        (date(2025, 6, 30), PlanState.IN_FORCE),
        (date(2025, 7, 1), PlanState.ENDED),
    ],
)
def test_the_fifth_plan_before_in_and_after_its_period(real: Register, day: date, state: PlanState) -> None:
    assert plan_state(real.plans["nap5"], day) is state


def test_an_extended_plan_is_in_force_until_its_later_end(real: Register) -> None:
    assert plan_state(real.plans["nap4"], date(2020, 9, 1)) is PlanState.IN_FORCE
    assert plan_state(real.plans["nap4"], date(2021, 8, 31)) is PlanState.IN_FORCE
    assert plan_state(real.plans["nap4"], date(2021, 9, 1)) is PlanState.ENDED


def test_a_plan_is_in_preparation_until_it_is_adopted(real: Register) -> None:
    assert plan_state(real.plans["nap6"], date(2040, 1, 1)) is PlanState.IN_PREPARATION


@pytest.mark.parametrize(
    ("start", "end", "day", "state"),
    [
        ("2021", None, date(2022, 1, 1), PlanState.UNKNOWN),
        ("2021", None, date(2020, 12, 31), PlanState.NOT_BEGUN),
        ("2021", "2025", date(2021, 6, 1), PlanState.UNKNOWN),
        (None, "2025", date(2022, 1, 1), PlanState.UNKNOWN),
        (None, "2025", date(2026, 1, 1), PlanState.ENDED),
        ("2021", "2025", date(2024, 12, 31), PlanState.IN_FORCE),
        ("2021", "2025", date(2025, 6, 1), PlanState.UNKNOWN),
        ("2021", "2025-06", date(2025, 6, 1), PlanState.IN_FORCE),
        ("2021", "2025-06", date(2025, 6, 2), PlanState.UNKNOWN),
        ("2021", "2025-06", date(2025, 7, 1), PlanState.ENDED),
    ],
)
def test_what_the_dates_do_not_say_is_not_known(
    real: Register, start: str | None, end: str | None, day: date, state: PlanState
) -> None:
    assert plan_state(plan(real, start, end), day) is state


def test_the_current_plan(real: Register) -> None:
    assert current_plan(real, date(2019, 1, 1)).id == "nap4"
    assert current_plan(real, date(2021, 12, 1)).id == "nap5"
    assert current_plan(real, date(2026, 11, 23)).id == "nap5"


def consultation(real: Register, opens: str | None, closes: str | None) -> Consultation:
    dates = {"opens": opens, "closes": closes}
    update = {name: PartialDate(text) if text else None for name, text in dates.items()}
    return real.consultations["2024-nap5-refresh"].model_copy(update=update)


@pytest.mark.parametrize(
    ("day", "state"),
    [
        (date(2024, 4, 7), CallState.ANNOUNCED),
        (date(2024, 4, 8), CallState.OPEN),
        (date(2024, 4, 23), CallState.OPEN),
        (date(2024, 4, 24), CallState.CLOSED),
    ],
)
def test_a_call_before_in_and_after_its_days(real: Register, day: date, state: CallState) -> None:
    assert call_state(real.consultations["2024-nap5-refresh"], day) is state


@pytest.mark.parametrize(
    ("opens", "closes", "day", "state"),
    [
        (None, None, date(2024, 4, 10), CallState.UNKNOWN),
        ("2024-04-08", None, date(2024, 4, 10), CallState.UNKNOWN),
        ("2024-04-08", None, date(2024, 4, 7), CallState.ANNOUNCED),
        (None, "2024-04-23", date(2024, 4, 24), CallState.CLOSED),
        (None, "2024-04-23", date(2024, 4, 10), CallState.UNKNOWN),
        ("2024-04", "2024-05", date(2024, 4, 15), CallState.UNKNOWN),
        ("2024-04", "2024-05", date(2024, 4, 30), CallState.OPEN),
        ("2024-04", "2024-05", date(2024, 5, 2), CallState.UNKNOWN),
        ("2024-04", "2024-05", date(2024, 6, 1), CallState.CLOSED),
    ],
)
def test_a_call_without_exact_days_is_open_only_when_it_is_certain(
    real: Register, opens: str | None, closes: str | None, day: date, state: CallState
) -> None:
    assert call_state(consultation(real, opens, closes), day) is state


def test_how_long_a_call_is_open_counts_its_first_and_last_day(real: Register) -> None:
    day = date(2024, 4, 10)
    assert call(real, real.consultations["2024-nap5-refresh"], day).days == 16
    assert call(real, consultation(real, "2024-04-08", "2024-04-08"), day).days == 1
    assert call(real, consultation(real, "2024-04", "2024-04-23"), day).days is None


def test_days_until_a_day() -> None:
    assert days_until(date(2024, 3, 1), date(2024, 2, 28)) == 2
    assert days_until(date(2024, 2, 28), date(2024, 3, 1)) == -2


@pytest.mark.parametrize(
    ("original", "revised", "day", "current", "passed"),
    [
        ("2024-06-30", (), date(2024, 6, 30), "2024-06-30", False),
        ("2024-06-30", (), date(2024, 7, 1), "2024-06-30", True),
        ("2024-06", (), date(2024, 6, 30), "2024-06", False),
        ("2024-06", (), date(2024, 7, 1), "2024-06", True),
        ("mid 2024-06", (), date(2024, 6, 21), "mid 2024-06", True),
        ("2024", (), date(2024, 12, 31), "2024", False),
        ("2024-06-30", ("2024-12-31",), date(2024, 7, 1), "2024-12-31", False),
        ("2024-06-30", ("2024-12-31", "2025-03-31"), date(2025, 1, 1), "2025-03-31", False),
        ("2024-06-30", ("2024-12-31",), date(2025, 1, 1), "2024-12-31", True),
    ],
)
def test_a_due_date_passes_when_its_last_possible_day_has(
    original: str, revised: tuple[str, ...], day: date, current: str, passed: bool
) -> None:
    due = DueDate(original=PartialDate(original), revised=tuple(DueRevision(due=PartialDate(text)) for text in revised))
    found = due_on(due, day)
    assert found
    assert (found.current.root, found.passed) == (current, passed)
    assert found.original == (PartialDate(original) if revised else None)


def test_without_a_due_date_nothing_is_due() -> None:
    assert due_on(None, date(2024, 1, 1)) is None


def test_numbers_that_no_source_mentions_have_their_place(real: Register) -> None:
    view = commitment_view(real, real.commitments["nap5/1"], date(2026, 11, 23))
    second = view.milestones[1]
    assert [(a.number, a.activity is None) for a in second.activities] == [(1, False), (2, True), (3, False)]
    third = commitment_view(real, real.commitments["nap5/3"], date(2026, 11, 23))
    assert [(m.number, m.milestone is None) for m in third.milestones] == [
        (1, False), (2, False), (3, False), (4, True), (5, False),
    ]  # fmt: skip
