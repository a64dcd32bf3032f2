"""The trace from a suggestion to its answer and back, as far as the sources support it and no further."""

from dataclasses import dataclass

from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation, Suggestion
from ogp.records.meeting import Meeting
from ogp.records.refresh import ProposedActivity, ProposedCommitment, Refresh
from ogp.register import Register


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a proposal came from: the call, the suggestions that may have led to it, the meetings that discussed it."""

    consultation: Consultation | None
    suggestions: tuple[Suggestion, ...]
    meetings: tuple[Meeting, ...]


@dataclass(frozen=True, slots=True)
class Trace:
    """Where a suggestion led: the meetings that discussed it and the answers to it.

    For an amendment, `activities` are all those proposed for the commitment: no source says which came from the call.
    """

    suggestion: Suggestion
    commitment: Commitment | None
    meetings: tuple[Meeting, ...]
    refresh: Refresh | None
    proposal: ProposedCommitment | None
    activities: tuple[ProposedActivity, ...]


def _call(
    register: Register, refresh: Refresh
) -> tuple[Consultation | None, tuple[Suggestion, ...], tuple[Meeting, ...]]:
    """The public call of `refresh`, what came in and the meetings that discussed it."""
    if not refresh.consultation:
        return None, (), ()
    consultation = register.consultations[refresh.consultation]
    suggestions = consultation.received.suggestions if consultation.received else ()
    return consultation, suggestions, tuple(register.meetings[id_] for id_ in consultation.discussed_at)


def origin_of_activity(register: Register, refresh: Refresh, activity: ProposedActivity) -> Origin:
    """The suggestions on the same commitment; no source says which activity came from which, or where it was discussed."""
    consultation, suggestions, _ = _call(register, refresh)
    same = tuple(suggestion for suggestion in suggestions if suggestion.commitment == activity.commitment)
    return Origin(consultation, same, ())


def origin_of_proposal(register: Register, refresh: Refresh, proposal: ProposedCommitment) -> Origin:
    """The suggestion that `proposal` answers."""
    consultation, suggestions, meetings = _call(register, refresh)
    own = tuple(suggestion for suggestion in suggestions if suggestion.proposal == proposal.id)
    return Origin(consultation, own, meetings)


def traces(register: Register, consultation: Consultation) -> tuple[Trace, ...]:
    """Every suggestion of `consultation` with where it led."""
    refresh = register.refreshes[consultation.refresh] if consultation.refresh else None
    meetings = tuple(register.meetings[id_] for id_ in consultation.discussed_at)
    return tuple(
        Trace(
            suggestion=suggestion,
            commitment=register.commitments[suggestion.commitment] if suggestion.commitment else None,
            meetings=meetings,
            refresh=refresh,
            proposal=next((p for p in refresh.proposals if p.id == suggestion.proposal), None) if refresh else None,
            activities=tuple(a for a in refresh.activities if a.commitment == suggestion.commitment) if refresh else (),
        )
        for suggestion in (consultation.received.suggestions if consultation.received else ())
    )
