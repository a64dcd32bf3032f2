"""The home page on several days."""

from datetime import date

import pytest

from ogp.register import Register
from ogp.views.changes import changes_view
from ogp.views.home import home_view
from ogp.views.plans import timeline
from ogp.views.states import CallState, PlanState


@pytest.mark.parametrize(
    ("day", "plan", "state", "days_left"),
    [
        (date(2020, 1, 1), "nap4", PlanState.IN_FORCE, 608),
        (date(2021, 8, 31), "nap4", PlanState.IN_FORCE, 0),
        (date(2021, 9, 1), "nap5", PlanState.UNKNOWN, 1398),
        (date(2022, 1, 1), "nap5", PlanState.IN_FORCE, 1276),
        (date(2025, 6, 30), "nap5", PlanState.IN_FORCE, 0),
        (date(2025, 7, 1), "nap5", PlanState.ENDED, -1),
        (date(2026, 11, 23), "nap5", PlanState.ENDED, -511),
    ],
)
def test_the_plan_shown_first(real: Register, day: date, plan: str, state: PlanState, days_left: int) -> None:
    home = home_view(real, day)
    assert (home.card.plan.id, home.card.state, home.days_left) == (plan, state, days_left)
    assert [other.id for other in home.in_preparation] == ["nap6"]


@pytest.mark.parametrize(
    ("day", "states", "last"),
    [
        (date(2024, 4, 1), [CallState.ANNOUNCED], None),
        (date(2024, 4, 8), [CallState.OPEN], None),
        (date(2024, 4, 24), [], "2024-nap5-refresh"),
    ],
)
def test_a_call_is_on_the_home_page_until_it_closes(
    real: Register, day: date, states: list[CallState], last: str | None
) -> None:
    home = home_view(real, day)
    assert [call.state for call in home.open] == states
    assert (home.last_call.consultation.id if home.last_call else None) == last


@pytest.mark.parametrize(
    ("day", "last", "coming"),
    [
        (date(2019, 9, 30), None, "2019-09-30-review"),
        (date(2019, 10, 1), "2019-09-30-review", "2021-11-25-msf"),
        (date(2024, 6, 2), "2024-05-06-focal-points", "2024-06-02-workshop"),
        (date(2026, 11, 23), "2024-07-30-msf", None),
    ],
)
def test_the_last_and_the_next_meeting(real: Register, day: date, last: str | None, coming: str | None) -> None:
    home = home_view(real, day)
    assert (home.last_meeting.id if home.last_meeting else None) == last
    assert (home.next_meeting.id if home.next_meeting else None) == coming


def test_the_outcomes_of_the_refresh_of_the_plan_shown(real: Register) -> None:
    assert [(c.outcome.value, c.activities, c.commitments) for c in home_view(real, date(2024, 9, 1)).outcomes] == [
        ("added", 10, 0),
        ("already-included", 2, 0),
        ("will-be-considered", 4, 0),
        ("not-added", 3, 4),
    ]
    assert home_view(real, date(2020, 1, 1)).outcomes == ()


def test_the_newest_post_comes_first(real: Register) -> None:
    assert [post.id for post in home_view(real, date(2026, 11, 23)).news] == [
        "2024-08-25-refresh-outcomes",
        "2024-04-08-refresh-call",
    ]


def test_a_timeline_is_in_order_and_knows_what_is_to_come(real: Register) -> None:
    moments = timeline(real, real.plans["nap5"], date(2024, 6, 1))
    days = [moment.date.earliest for moment in moments]
    assert days == sorted(days)
    assert [moment.future for moment in moments] == [day > date(2024, 6, 1) for day in days]
    assert {True, False} == {moment.future for moment in moments}


def test_changes_are_shown_from_their_day_on(real: Register) -> None:
    assert changes_view(real, date(2026, 11, 22)).days == ()
    first = changes_view(real, date(2026, 11, 23)).days
    assert [one.day for one in first] == [date(2026, 11, 23)]
    last = max(record.updated for record in real.records())
    days = changes_view(real, last).days
    assert [one.day for one in days] == sorted({record.updated for record in real.records()}, reverse=True)
    assert sum(len(one.changes) + sum(one.more.values()) for one in days) >= len(real.records())
