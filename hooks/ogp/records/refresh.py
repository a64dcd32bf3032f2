"""The midterm refresh of a plan: its steps, what was proposed and how each proposal was answered."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Account, Item, Record
from ogp.records.dates import PartialDate
from ogp.records.references import CommitmentRef, ConsultationRef, DocumentRef, MeetingRef, NewsRef, PlanRef
from ogp.records.text import Prose, Text


class Outcome(StrEnum):
    """What became of a proposal."""

    ADDED = "added"
    ALREADY_INCLUDED = "already-included"
    WILL_BE_CONSIDERED = "will-be-considered"
    NOT_ADDED = "not-added"


class StepDate(Item):
    """A dated point within a step."""

    date: PartialDate = Field(description="When, as exact as the source gives it.")
    until: PartialDate | None = Field(default=None, description="Last day, where it lasted longer than one.")
    text: Text = Field(description="What happened on that date.")


class Step(Item):
    """One of the numbered steps of the refresh."""

    number: int = Field(ge=1, description="Number of the step.")
    title: Text = Field(description="Title of the step.")
    text: Prose = Field(description="What the report says was done.")
    dates: tuple[StepDate, ...] = Field(
        default=(), description="Dates that the report gives; left out where it gives none."
    )
    letter: Prose | None = Field(
        default=None, description="Letter or e-mail of this step, word for word in its original language."
    )
    meetings: tuple[MeetingRef, ...] = Field(default=(), description="Meetings held in this step.")
    consultation: ConsultationRef | None = Field(default=None, description="The public call of this step.")
    news: tuple[NewsRef, ...] = Field(default=(), description="News posts of this step.")
    documents: tuple[DocumentRef, ...] = Field(default=(), description="Documents that show the step.")

    @property
    def anchor(self) -> str:
        """Anchor on the refresh's page."""
        return f"step-{self.number}"


class ProposedActivity(Item):
    """An activity proposed for a commitment, with its outcome (Table I)."""

    id: str = Field(pattern=r"^a\d\d$", description="a01, a02 … in the order of the table.")
    commitment: CommitmentRef = Field(description="The commitment that it was proposed for.")
    milestone: int | None = Field(default=None, description="Number of the milestone, where the table names one.")
    text: Text = Field(description="The proposed activity, word for word in its original language.")
    outcome: Outcome = Field(
        description="What became of it. One of added, already-included, will-be-considered and not-added."
    )
    justification: Prose | None = Field(
        default=None, description="The reasoned response. Required when the outcome is not-added."
    )


class ProposedCommitment(Item):
    """A new commitment proposed for the plan, with its outcome (Table II)."""

    id: str = Field(pattern=r"^p\d+$", description="p1, p2 … in the order of the table.")
    title: Text = Field(description="The proposed commitment, word for word in its original language.")
    outcome: Outcome = Field(
        description="What became of it. One of added, already-included, will-be-considered and not-added."
    )
    justification: Prose | None = Field(
        default=None, description="The reasoned response. Required when the outcome is not-added."
    )
    mentions: tuple[CommitmentRef, ...] = Field(default=(), description="Commitments that the justification names.")


class MainOutcome(Item):
    """One of the main outcomes of the refresh."""

    number: int = Field(ge=1, description="Number in the report's order.")
    text: Text = Field(description="The outcome, word for word in its original language.")

    @property
    def anchor(self) -> str:
        """Anchor on the refresh's page."""
        return f"outcome-{self.number}"


class Approval(Item):
    """An approval of the refresh."""

    body: Text = Field(description="Who approved.")
    date: PartialDate = Field(description="When the approval was given.")
    meeting: MeetingRef | None = Field(
        default=None, description="The meeting at which it was given, if it has a record."
    )


class Refresh(Record):
    """The midterm refresh of a plan."""

    kind: ClassVar[str] = "refresh"

    title: Text = Field(description="Title of the refresh.")
    summary: Text = Field(description="What the refresh was and what came of it, in one or two sentences.")
    introduction: Account | None = Field(default=None, description="The report's own introduction.")
    timeline_published: PartialDate | None = Field(
        default=None,
        description=(
            "When the timeline of the refresh was published. Left out where no source says: it is then not known."
        ),
    )
    consultation: ConsultationRef | None = Field(default=None, description="The public call for suggestions.")
    steps: tuple[Step, ...] = Field(description="The steps, by number.")
    activities: tuple[ProposedActivity, ...] = Field(default=(), description="Table I: proposed activities.")
    activities_note: Text | None = Field(
        default=None,
        description="Remark of the site's editors on all proposed activities, for example on their origin.",
    )
    proposals: tuple[ProposedCommitment, ...] = Field(default=(), description="Table II: new proposed commitments.")
    outcomes: tuple[MainOutcome, ...] = Field(default=(), description="The main outcomes.")
    approvals: tuple[Approval, ...] = Field(default=(), description="Who approved the refresh, and when.")
    report: DocumentRef | None = Field(default=None, description="The report on the outcomes.")
    news: tuple[NewsRef, ...] = Field(default=(), description="News posts on the refresh.")

    @property
    def plan(self) -> PlanRef:
        """Id of the plan that is refreshed."""
        return PlanRef(self.id.partition("/")[0])
