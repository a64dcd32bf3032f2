"""The refresh of a plan: steps, outcomes, and the two tables of answers."""

from dataclasses import dataclass

from ogp.messages import message
from ogp.records.base import Record
from ogp.records.commitment import Activity, Commitment, Milestone
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import Plan
from ogp.records.refresh import Outcome, ProposedActivity, ProposedCommitment, Refresh, Step
from ogp.register import Register
from ogp.views.page import PageView
from ogp.views.trace import Origin, origin_of_activity, origin_of_proposal


@dataclass(frozen=True, slots=True)
class OutcomeCount:
    """How many of the proposed activities, and of the proposed commitments, had an outcome."""

    outcome: Outcome
    activities: int
    commitments: int


@dataclass(frozen=True, slots=True)
class StepView:
    """A step with the records that show it."""

    step: Step
    meetings: tuple[Meeting, ...]
    consultation: Consultation | None
    news: tuple[NewsPost, ...]
    documents: tuple[Document, ...]


@dataclass(frozen=True, slots=True)
class ActivityGroup:
    """The activities proposed for one commitment."""

    commitment: Commitment
    activities: tuple[tuple[ProposedActivity, Origin], ...]
    counts: tuple[tuple[Outcome, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RefreshView(PageView):
    """The refresh as a whole."""

    refresh: Refresh
    plan: Plan
    steps: tuple[StepView, ...]
    counts: tuple[OutcomeCount, ...]
    by_commitment: tuple[ActivityGroup, ...]
    consultation: Consultation | None
    meetings: tuple[Meeting, ...]
    news: tuple[NewsPost, ...]
    report: Document | None


@dataclass(frozen=True, slots=True, kw_only=True)
class ActivitiesView(PageView):
    """Table I: proposed activities by commitment."""

    refresh: Refresh
    plan: Plan
    groups: tuple[ActivityGroup, ...]
    counts: tuple[OutcomeCount, ...]

    @property
    def quoted(self) -> tuple[Record, ...]:
        """The commitments for which activities were proposed."""
        return tuple(group.commitment for group in self.groups)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposalsView(PageView):
    """Table II: proposed commitments."""

    refresh: Refresh
    plan: Plan
    proposals: tuple[tuple[ProposedCommitment, Origin, tuple[Commitment, ...]], ...]


@dataclass(frozen=True, slots=True)
class MilestoneComparison:
    """A milestone, or what names none, before and after the refresh: the activities of the plan on record, those that the
    answers say it already held, and those that were added."""

    number: int | None
    milestone: Milestone | None
    before: tuple[Activity, ...]
    already_included: tuple[ProposedActivity, ...]
    added: tuple[ProposedActivity, ...]


@dataclass(frozen=True, slots=True)
class CommitmentComparison:
    """A commitment before and after the refresh, milestone by milestone."""

    commitment: Commitment
    milestones: tuple[MilestoneComparison, ...]

    @property
    def added(self) -> int:
        """How many activities the refresh added to it."""
        return sum(len(milestone.added) for milestone in self.milestones)


@dataclass(frozen=True, slots=True, kw_only=True)
class ComparisonView(PageView):
    """The plan before and after its refresh."""

    refresh: Refresh
    plan: Plan
    commitments: tuple[CommitmentComparison, ...]
    proposals_added: tuple[ProposedCommitment, ...]

    @property
    def quoted(self) -> tuple[Record, ...]:
        """The commitments before and after it."""
        return tuple(comparison.commitment for comparison in self.commitments)

    @property
    def added(self) -> int:
        """How many activities the refresh added to the plan."""
        return sum(comparison.added for comparison in self.commitments)

    @property
    def changed(self) -> int:
        """How many commitments got activities."""
        return sum(comparison.added > 0 for comparison in self.commitments)


def outcome_counts(refresh: Refresh) -> tuple[OutcomeCount, ...]:
    """The proposals of `refresh` counted by outcome, every outcome named."""
    return tuple(
        OutcomeCount(
            outcome,
            sum(activity.outcome is outcome for activity in refresh.activities),
            sum(proposal.outcome is outcome for proposal in refresh.proposals),
        )
        for outcome in Outcome
    )


def activity_groups(register: Register, refresh: Refresh) -> tuple[ActivityGroup, ...]:
    """The proposed activities of `refresh` by commitment, first of those of its plan, by number; some may have none."""
    plan = register.plans[refresh.plan]
    groups: dict[str, list[ProposedActivity]] = {commitment.id: [] for commitment in register.commitments_of(plan)}
    for activity in refresh.activities:
        groups.setdefault(activity.commitment, []).append(activity)
    return tuple(
        ActivityGroup(
            register.commitments[commitment],
            tuple((activity, origin_of_activity(register, refresh, activity)) for activity in activities),
            tuple((outcome, sum(a.outcome is outcome for a in activities)) for outcome in Outcome),
        )
        for commitment, activities in groups.items()
    )


def refresh_view(register: Register, refresh: Refresh) -> RefreshView:
    """The page of `refresh`."""
    plan = register.plans[refresh.plan]
    meetings = sorted(register.linking(refresh, Meeting.kind), key=lambda meeting: meeting.date.earliest)
    return RefreshView(
        heading=refresh.title,
        title=refresh.title,
        description=refresh.summary,
        record=refresh,
        refresh=refresh,
        plan=plan,
        steps=tuple(_step_view(register, step) for step in refresh.steps),
        counts=outcome_counts(refresh),
        by_commitment=activity_groups(register, refresh),
        consultation=register.consultations[refresh.consultation] if refresh.consultation else None,
        meetings=tuple(meetings),
        news=tuple(register.news[id_] for id_ in refresh.news),
        report=register.documents[refresh.report] if refresh.report else None,
    )


def _step_view(register: Register, step: Step) -> StepView:
    return StepView(
        step,
        tuple(register.meetings[id_] for id_ in step.meetings),
        register.consultations[step.consultation] if step.consultation else None,
        tuple(register.news[id_] for id_ in step.news),
        tuple(register.documents[id_] for id_ in step.documents),
    )


def activities_view(register: Register, refresh: Refresh) -> ActivitiesView:
    """The page of Table I of `refresh`."""
    plan = register.plans[refresh.plan]
    return ActivitiesView(
        heading=message("Proposed activities and their outcomes"),
        title=message("Proposed activities, {plan}", plan=plan.short_title),
        description=message(
            "{plan}: the {count} activities proposed in its refresh (Table I), what became of each, and why.",
            plan=plan.short_title,
            count=len(refresh.activities),
        ),
        record=refresh,
        refresh=refresh,
        plan=plan,
        groups=tuple(group for group in activity_groups(register, refresh) if group.activities),
        counts=outcome_counts(refresh),
    )


def proposals_view(register: Register, refresh: Refresh) -> ProposalsView:
    """The page of Table II of `refresh`."""
    plan = register.plans[refresh.plan]
    return ProposalsView(
        heading=message("New proposed commitments and their outcomes"),
        title=message("New proposed commitments, {plan}", plan=plan.short_title),
        description=message(
            "{plan}: the {count} new commitments proposed in its refresh (Table II), what became of each, and why.",
            plan=plan.short_title,
            count=len(refresh.proposals),
        ),
        record=refresh,
        refresh=refresh,
        plan=plan,
        proposals=tuple(
            (
                proposal,
                origin_of_proposal(register, refresh, proposal),
                tuple(register.commitments[id_] for id_ in proposal.mentions),
            )
            for proposal in refresh.proposals
        ),
    )


def comparison_view(register: Register, refresh: Refresh) -> ComparisonView:
    """The page that shows the plan before and after `refresh`, side by side."""
    plan = register.plans[refresh.plan]
    return ComparisonView(
        heading=message("The plan before and after its refresh"),
        title=message("Before and after the refresh, {plan}", plan=plan.short_title),
        description=message(
            "{plan}: each commitment before and after the midterm refresh, side by side, with the activities added.",
            plan=plan.short_title,
        ),
        record=refresh,
        refresh=refresh,
        plan=plan,
        commitments=tuple(_comparison(commitment, refresh) for commitment in register.commitments_of(plan)),
        proposals_added=tuple(proposal for proposal in refresh.proposals if proposal.outcome is Outcome.ADDED),
    )


def _comparison(commitment: Commitment, refresh: Refresh) -> CommitmentComparison:
    own = [activity for activity in refresh.activities if activity.commitment == commitment.id]
    milestones = {milestone.number: milestone for milestone in commitment.milestones}
    numbers = sorted({*milestones, *(activity.milestone for activity in own if activity.milestone is not None)})
    without = [None] if any(activity.milestone is None for activity in own) or not numbers else []

    def with_outcome(number: int | None, outcome: Outcome) -> tuple[ProposedActivity, ...]:
        return tuple(one for one in own if one.milestone == number and one.outcome is outcome)

    return CommitmentComparison(
        commitment,
        tuple(
            MilestoneComparison(
                number,
                milestone := milestones.get(number) if number is not None else None,
                milestone.activities if milestone else (),
                with_outcome(number, Outcome.ALREADY_INCLUDED),
                with_outcome(number, Outcome.ADDED),
            )
            for number in (*numbers, *without)
        ),
    )
