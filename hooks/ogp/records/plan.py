"""A national action plan and how it came about."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Account, Item, Record
from ogp.records.dates import PartialDate, Period
from ogp.records.references import CommitmentRef, DocumentRef, MeetingRef
from ogp.records.text import Text


class PlanStage(StrEnum):
    """Whether a plan has been adopted. In force or ended follows from its period and the day."""

    IN_PREPARATION = "in-preparation"
    ADOPTED = "adopted"


class PreparationStage(Item):
    """One of the stages in which the plan was written."""

    number: int = Field(ge=1, description="Number of the stage.")
    title: Text = Field(description="What the stage was.")

    @property
    def anchor(self) -> str:
        """Anchor on the plan's page."""
        return f"stage-{self.number}"


class DraftCommitment(Item):
    """A commitment as an earlier draft of the plan numbered and titled it."""

    number: int = Field(ge=1, description="Number in the draft.")
    title: Text = Field(description="Title in the draft.")
    became: CommitmentRef | None = Field(default=None, description="The commitment of the final plan that it became.")

    @property
    def anchor(self) -> str:
        """Anchor on the plan's page."""
        return f"draft-{self.number}"


class PlanEvent(Item):
    """A dated event in the life of the plan."""

    date: PartialDate = Field(description="When it happened, as exact as the source gives it.")
    until: PartialDate | None = Field(default=None, description="Last day, where it lasted longer than one.")
    title: Text = Field(description="What happened, in one sentence.")
    commitments: tuple[CommitmentRef, ...] = Field(default=(), description="The commitments that it concerns.")
    meeting: MeetingRef | None = Field(default=None, description="The meeting that it was, if it has a record.")
    approval: bool = Field(default=False, description="Whether it was an approval.")


class IrmFinding(Item):
    """What the Independent Reporting Mechanism found about the plan as a whole."""

    text: Text = Field(description="The finding, retold in the site's words.")


class Plan(Record):
    """A national action plan."""

    kind: ClassVar[str] = "plan"

    number: int = Field(ge=1, description="Number of the plan: 5 for the fifth.")
    title: Text = Field(description="Full title.")
    short_title: Text = Field(description="Short title for lists and links.")
    summary: Text = Field(description="What the plan is, in one or two sentences.")
    stage: PlanStage = Field(
        description="Stage of the plan. It is in-preparation until the plan is adopted, then adopted."
    )
    as_of: PartialDate | None = Field(
        default=None, description="Latest date for which the stage is known, for a plan in preparation."
    )
    period: Period = Field(description="Start, planned end and extended end.")
    prevailing_language: str | None = Field(
        default=None, description="Language that prevails in case of discrepancy. Left out where no source says so."
    )
    preparation: tuple[PreparationStage, ...] = Field(default=(), description="The stages of writing the plan.")
    drafts: tuple[DraftCommitment, ...] = Field(
        default=(), description="Draft commitments, where they differ from the final ones."
    )
    commitments_not_published: tuple[int, ...] = Field(
        default=(), description="Numbers of commitments that no source describes, so that the gap is intended."
    )
    preparation_text: Account | None = Field(default=None, description="How the plan was made, in the site's words.")
    events: tuple[PlanEvent, ...] = Field(default=(), description="Dated events, oldest first.")
    irm_findings: tuple[IrmFinding, ...] = Field(default=(), description="What the IRM found about the whole plan.")
    documents: tuple[DocumentRef, ...] = Field(default=(), description="Documents of the plan.")
