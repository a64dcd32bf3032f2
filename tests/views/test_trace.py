"""From each suggestion to its answer and back, as far as the sources support it."""

import pytest

from ogp.register import Register
from ogp.views.meetings import meeting_view
from ogp.views.organizations import roles
from ogp.views.trace import origin_of_activity, origin_of_proposal, traces

CALL = "2024-nap5-refresh"
DISCUSSED_AT = ["2024-05-06-focal-points", "2024-06-02-workshop"]


def test_every_suggestion_leads_to_its_answer(real: Register) -> None:
    found = [
        (
            trace.suggestion.number,
            trace.commitment.id if trace.commitment else None,
            trace.proposal.id if trace.proposal else None,
            [activity.id for activity in trace.activities],
        )
        for trace in traces(real, real.consultations[CALL])
    ]
    assert found == [
        (1, "nap5/1", None, ["a01", "a02", "a03", "a04", "a05"]),
        (2, "nap5/2", None, ["a06", "a07", "a08", "a09"]),
        (3, "nap5/4", None, ["a10", "a11", "a12", "a13", "a14", "a15", "a16"]),
        (4, "nap5/5", None, ["a17", "a18", "a19"]),
        (5, None, "p1", []),
        (6, None, "p2", []),
        (7, None, "p3", []),
        (8, None, "p4", []),
    ]


def test_every_suggestion_names_the_meetings_that_discussed_it(real: Register) -> None:
    for trace in traces(real, real.consultations[CALL]):
        assert [meeting.id for meeting in trace.meetings] == DISCUSSED_AT


@pytest.mark.parametrize(("proposal", "suggestion"), [("p1", 5), ("p2", 6), ("p3", 7), ("p4", 8)])
def test_a_proposed_commitment_leads_back_to_its_suggestion(real: Register, proposal: str, suggestion: int) -> None:
    refresh = real.refreshes["nap5/refresh"]
    item = next(item for item in refresh.proposals if item.id == proposal)
    origin = origin_of_proposal(real, refresh, item)
    assert [found.number for found in origin.suggestions] == [suggestion]
    assert origin.consultation is real.consultations[CALL]
    assert [meeting.id for meeting in origin.meetings] == DISCUSSED_AT


def test_an_activity_leads_back_to_the_suggestions_on_its_commitment(real: Register) -> None:
    refresh = real.refreshes["nap5/refresh"]
    for activity in refresh.activities:
        origin = origin_of_activity(real, refresh, activity)
        assert [suggestion.commitment for suggestion in origin.suggestions] == [activity.commitment]
        assert origin.meetings == (), "no source says where a single activity was discussed"


def test_a_meeting_leads_to_what_was_recommended_there(real: Register) -> None:
    view = meeting_view(real, real.meetings["2022-06-23-workshop"])
    assert [(one.commitment.id, len(one.recommendations), len(one.indicators)) for one in view.advice] == [
        ("nap5/1", 9, 0),
        ("nap5/2", 7, 0),
        ("nap5/3", 14, 7),
        ("nap5/4", 10, 0),
        ("nap5/5", 17, 0),
        ("nap5/6", 5, 0),
    ]


def test_an_organization_leads_to_what_it_is_responsible_for(real: Register) -> None:
    for commitment in real.commitments.values():
        for name in ("lead", "implementing", "supporting"):
            for responsible in getattr(commitment, name):
                found = roles(real, real.organizations[responsible.organization])
                assert commitment.id in {role.commitment.id for role in found}
