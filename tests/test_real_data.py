"""The records of the real site: no problems, and the counts of the guide to its sources."""

from collections import Counter

import pytest

from ogp.loading.load import Loaded
from ogp.records.commitment import Commitment
from ogp.records.consultation import SuggestionKind
from ogp.records.meeting import Meeting
from ogp.records.refresh import Outcome, Refresh
from ogp.register import Register


@pytest.fixture(scope="module")
def refresh(real: Register) -> Refresh:
    return real.refreshes["nap5/refresh"]


@pytest.fixture(scope="module")
def fifth(real: Register) -> tuple[Commitment, ...]:
    return real.commitments_of(real.plans["nap5"])


def test_the_records_have_no_problems(real_loaded: Loaded) -> None:
    assert real_loaded.problems == ()


def test_the_report_on_the_refresh(refresh: Refresh) -> None:
    assert [step.number for step in refresh.steps] == list(range(1, 11))
    assert len(refresh.outcomes) == 3


def test_table_1_of_the_refresh(refresh: Refresh) -> None:
    assert len(refresh.activities) == 19
    assert Counter(activity.outcome for activity in refresh.activities) == {
        Outcome.ADDED: 10,
        Outcome.ALREADY_INCLUDED: 2,
        Outcome.WILL_BE_CONSIDERED: 4,
        Outcome.NOT_ADDED: 3,
    }
    by_commitment = {
        commitment: tuple(
            sum(a.outcome is outcome for a in refresh.activities if a.commitment == commitment) for outcome in Outcome
        )
        for commitment in ("nap5/1", "nap5/2", "nap5/3", "nap5/4", "nap5/5", "nap5/6")
    }
    assert by_commitment == {
        "nap5/1": (3, 0, 1, 1),
        "nap5/2": (2, 2, 0, 0),
        "nap5/3": (0, 0, 0, 0),
        "nap5/4": (3, 0, 3, 1),
        "nap5/5": (2, 0, 0, 1),
        "nap5/6": (0, 0, 0, 0),
    }
    assert sum(activity.justification is not None for activity in refresh.activities) == 5


def test_table_2_of_the_refresh(refresh: Refresh) -> None:
    assert [(proposal.id, proposal.outcome) for proposal in refresh.proposals] == [
        ("p1", Outcome.NOT_ADDED),
        ("p2", Outcome.NOT_ADDED),
        ("p3", Outcome.NOT_ADDED),
        ("p4", Outcome.NOT_ADDED),
    ]
    assert all(proposal.justification for proposal in refresh.proposals)


def test_the_call_of_the_refresh(real: Register) -> None:
    received = real.consultations["2024-nap5-refresh"].received
    assert received
    assert received.submitters == 9
    assert Counter(suggestion.kind for suggestion in received.suggestions) == {
        SuggestionKind.AMENDMENT: 4,
        SuggestionKind.NEW_COMMITMENT: 4,
    }


def test_the_minutes_of_the_forum(real: Register) -> None:
    meeting = real.meetings["2021-11-25-msf"]
    plan = real.plans["nap5"]
    assert meeting.attendance
    assert (meeting.attendance.total, len(meeting.attendance.people)) == (13, 13)
    assert (len(meeting.topics), len(meeting.decisions)) == (4, 3)
    assert (len(plan.preparation), len(plan.drafts)) == (7, 6)


def test_the_report_of_the_workshop(real: Register, fifth: tuple[Commitment, ...]) -> None:
    attendance = real.meetings["2022-06-23-workshop"].attendance
    assert attendance
    assert (attendance.total, attendance.women, attendance.men) == (73, 37, 36)
    assert len(attendance.governorates) == 8
    assert sum(len(commitment.focal_points) for commitment in fifth) == 10
    assert len(attendance.unit) == 2


def test_the_recommendations_of_the_workshop(fifth: tuple[Commitment, ...]) -> None:
    recommendations = [(c.number, r) for c in fifth for r in c.recommendations]
    assert len(recommendations) == 62
    assert Counter(number for number, r in recommendations if r.milestone is not None) == {1: 9, 3: 14, 6: 3}
    assert sum(len(commitment.indicators) for commitment in fifth) == 7
    assert {r.meeting for _, r in recommendations} == {"2022-06-23-workshop"}


def test_the_time_frames_of_the_workshop(fifth: tuple[Commitment, ...]) -> None:
    milestones = [milestone for commitment in fifth for milestone in commitment.milestones]
    activities = [activity for milestone in milestones for activity in milestone.activities]
    assert sum(activity.time_frame is not None for activity in activities) == 8
    assert sum(milestone.time_frame is not None for milestone in milestones) == 3


def test_the_review_of_the_fourth_plan(real: Register) -> None:
    meeting: Meeting = real.meetings["2019-09-30-review"]
    assert meeting.attendance
    assert meeting.attendance.total == 55
    assert len(real.commitments_of(real.plans["nap4"])) == 5
    assert [(group.commitment, len(group.results)) for group in meeting.results] == [
        ("nap4/1", 6),
        ("nap4/1", 4),
        ("nap4/2", 5),
        ("nap4/3", 1),
        ("nap4/4", 6),
        ("nap4/5", 1),
    ]


def test_every_plan_has_its_commitments(real: Register) -> None:
    assert {plan.id: len(real.commitments_of(plan)) for plan in real.plans.values()} == {
        "nap4": 5,
        "nap5": 6,
        "nap6": 0,
    }
