"""One commitment: what was promised, who is responsible, what people said, what became of it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.records.commitment import (
    Activity,
    Commitment,
    DueDate,
    FocalPoint,
    Milestone,
    ProgressReport,
    ProposedIndicator,
    Recommendation,
    Responsible,
)
from ogp.records.dates import PartialDate
from ogp.records.document import Document
from ogp.records.meeting import Discussion, Meeting, ResultGroup
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import DraftCommitment, Plan, PlanEvent
from ogp.records.refresh import Outcome, ProposedActivity, ProposedCommitment, Refresh
from ogp.register import Register
from ogp.views.page import PageView
from ogp.views.plans import documents_of, newest
from ogp.views.states import PlanState, plan_state
from ogp.views.trace import Origin, origin_of_activity


@dataclass(frozen=True, slots=True)
class Due:
    """A due date as it stands, the one first planned where it was moved, and whether it has passed on the day."""

    current: PartialDate
    original: PartialDate | None
    date: DueDate
    passed: bool


@dataclass(frozen=True, slots=True)
class ActivityView:
    """An activity of a milestone, or the number of one that no source mentions."""

    number: int
    activity: Activity | None
    anchor: str
    due: Due | None


@dataclass(frozen=True, slots=True)
class MilestoneView:
    """A milestone with what belongs to it, or the number of one that no source mentions."""

    number: int
    milestone: Milestone | None
    due: Due | None
    activities: tuple[ActivityView, ...]
    proposed: tuple[ProposedActivity, ...]
    recommendations: tuple[Recommendation, ...]
    indicators: tuple[ProposedIndicator, ...]
    progress: tuple[ProgressReport, ...]


@dataclass(frozen=True, slots=True)
class Change:
    """An activity that a refresh proposed for the commitment, and where it came from."""

    refresh: Refresh
    activity: ProposedActivity
    origin: Origin


@dataclass(frozen=True, slots=True)
class Office:
    """An organization in its role."""

    role: Responsible
    organization: Organization
    parent: Organization | None
    focal_points: tuple[FocalPoint, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentView(PageView):
    """One commitment. Its `recommendations`, `indicators` and `progress` are those that name no milestone."""

    commitment: Commitment
    plan: Plan
    plan_state: PlanState
    lead: tuple[Office, ...]
    implementing: tuple[Office, ...]
    supporting: tuple[Office, ...]
    other_focal_points: tuple[tuple[FocalPoint, Organization], ...]
    milestones: tuple[MilestoneView, ...]
    recommendations: tuple[Recommendation, ...]
    indicators: tuple[ProposedIndicator, ...]
    progress: tuple[ProgressReport, ...]
    reported_milestones: tuple[int, ...]
    refresh: Refresh | None
    changes: tuple[Change, ...]
    named_in: tuple[tuple[Refresh, ProposedCommitment], ...]
    draft: DraftCommitment | None
    discussions: tuple[tuple[Meeting, Discussion], ...]
    results: tuple[tuple[Meeting, ResultGroup], ...]
    events: tuple[PlanEvent, ...]
    meetings: tuple[Meeting, ...]
    news: tuple[NewsPost, ...]
    documents: tuple[Document, ...]
    previous: Commitment | None
    next: Commitment | None

    @property
    def quoted(self) -> tuple[Record, ...]:
        """The plan, the refresh, and the meetings at which something was said or recommended on it."""
        found = (self.refresh, *(refresh for refresh, _ in self.named_in))
        said = (*(meeting for meeting, _ in self.discussions), *(meeting for meeting, _ in self.results))
        return (self.plan, *(refresh for refresh in found if refresh), *said)

    @property
    def activities_before(self) -> int:
        """How many activities of the plan as adopted are on record."""
        return sum(len(milestone.activities) for milestone in self.commitment.milestones)

    @property
    def activities_added(self) -> int:
        """How many activities the refresh added."""
        return sum(change.activity.outcome is Outcome.ADDED for change in self.changes)

    @property
    def unpublished(self) -> tuple[Message, ...]:
        """The names of the facts about it that no source gives."""
        facts = (
            (self.progress or self.reported_milestones, message("Status reported by the government")),
            (self.commitment.ogp_id, message("OGP’s number")),
            (self.commitment.period, message("Period")),
            (self.commitment.policy_areas, message("Policy areas")),
        )
        return tuple(name for fact, name in facts if not fact)

    @property
    def tally(self) -> tuple[tuple[Outcome, int], ...]:
        """What became of the activities proposed for it, without the outcomes that none had."""
        found = [change.activity.outcome for change in self.changes]
        return tuple((outcome, found.count(outcome)) for outcome in Outcome if outcome in found)


def due_on(due: DueDate | None, today: date) -> Due | None:
    """`due` as it stands on `today`; a partial date has passed when its last possible day has."""
    if due is None:
        return None
    current = due.revised[-1].due if due.revised else due.original
    return Due(current, due.original if due.revised else None, due, current.latest < today)


def _milestone(commitment: Commitment, number: int, changes: Iterable[ProposedActivity], today: date) -> MilestoneView:
    milestone = next((m for m in commitment.milestones if m.number == number), None)
    activities: list[ActivityView] = []
    if milestone:
        activities = [
            ActivityView(a.number, a, milestone.activity_anchor(a.number), due_on(a.due, today))
            for a in milestone.activities
        ] + [
            ActivityView(missing, None, milestone.activity_anchor(missing), None)
            for missing in milestone.activities_not_published
        ]
    return MilestoneView(
        number=number,
        milestone=milestone,
        due=due_on(milestone.due, today) if milestone else None,
        activities=tuple(sorted(activities, key=lambda activity: activity.number)),
        proposed=tuple(activity for activity in changes if activity.milestone == number),
        recommendations=tuple(r for r in commitment.recommendations if r.milestone == number),
        indicators=tuple(i for i in commitment.indicators if i.milestone == number),
        progress=tuple(p for p in commitment.progress if p.milestone == number),
    )


def _offices(register: Register, commitment: Commitment, roles: tuple[Responsible, ...]) -> tuple[Office, ...]:
    return tuple(
        Office(
            role,
            organization := register.organizations[role.organization],
            register.organizations[organization.parent] if organization.parent else None,
            tuple(point for point in commitment.focal_points if point.organization == role.organization),
        )
        for role in roles
    )


def commitment_view(register: Register, commitment: Commitment, today: date) -> CommitmentView:
    """The page of `commitment` on `today`."""
    plan = register.plans[commitment.plan]
    siblings = register.commitments_of(plan)
    place = siblings.index(commitment)
    changes = register.activities_of(commitment)
    numbers = sorted({m.number for m in commitment.milestones} | set(commitment.milestones_not_published))
    offices = {role.organization for role in (*commitment.lead, *commitment.implementing, *commitment.supporting)}
    refresh = register.refresh_of(plan)
    meetings = sorted(register.linking(commitment, Meeting.kind), key=lambda meeting: meeting.date.earliest)
    return CommitmentView(
        heading=commitment.title,
        title=message(
            "Commitment {number}: {title} ({plan})",
            number=commitment.number,
            title=commitment.short_title,
            plan=plan.short_title,
        ),
        description=commitment.summary,
        record=commitment,
        commitment=commitment,
        plan=plan,
        plan_state=plan_state(plan, today),
        lead=_offices(register, commitment, commitment.lead),
        implementing=_offices(register, commitment, commitment.implementing),
        supporting=_offices(register, commitment, commitment.supporting),
        other_focal_points=tuple(
            (point, register.organizations[point.organization])
            for point in commitment.focal_points
            if point.organization not in offices
        ),
        milestones=tuple(_milestone(commitment, number, [a for _, a in changes], today) for number in numbers),
        recommendations=tuple(r for r in commitment.recommendations if r.milestone is None),
        indicators=tuple(i for i in commitment.indicators if i.milestone is None),
        progress=commitment.own_progress,
        reported_milestones=tuple(sorted({p.milestone for p in commitment.progress if p.milestone is not None})),
        refresh=refresh,
        changes=tuple(
            Change(other, activity, origin_of_activity(register, other, activity)) for other, activity in changes
        ),
        named_in=tuple(
            (other, proposal)
            for other in register.linking(commitment, Refresh.kind)
            for proposal in other.proposals
            if commitment.id in proposal.mentions
        ),
        draft=next((draft for draft in plan.drafts if draft.became == commitment.id), None),
        discussions=tuple(
            (meeting, discussion)
            for meeting in meetings
            for discussion in meeting.discussions
            if discussion.commitment == commitment.id
        ),
        results=tuple(
            (meeting, group) for meeting in meetings for group in meeting.results if group.commitment == commitment.id
        ),
        events=tuple(event for event in plan.events if commitment.id in event.commitments),
        meetings=tuple(meetings),
        news=newest(register.linking(commitment, NewsPost.kind)),
        documents=documents_of(register, commitment),
        previous=siblings[place - 1] if place else None,
        next=siblings[place + 1] if place + 1 < len(siblings) else None,
    )
