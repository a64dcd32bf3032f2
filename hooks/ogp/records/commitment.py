"""A commitment: what was promised, by whom, until when, what people recommended and what became of it."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Item, Record
from ogp.records.dates import PartialDate, Period, TimeFrame
from ogp.records.references import DocumentRef, MeetingRef, OrganizationRef, PlanRef
from ogp.records.text import Prose, Text


class Responsible(Item):
    """An organization in its role for a commitment."""

    organization: OrganizationRef = Field(description="Id of the organization.")
    named: Text | None = Field(default=None, description="Its name as the source prints it, where that differs.")


class DueRevision(Item):
    """A later due date, with its reason. The original date stays beside it."""

    due: PartialDate = Field(description="The revised due date.")
    reason: Text | None = Field(default=None, description="Why the date was moved. Left out where not published.")


class DueDate(Item):
    """When something is due: first as planned, then as revised."""

    original: PartialDate = Field(description="The due date first planned.")
    revised: tuple[DueRevision, ...] = Field(default=(), description="Later due dates, oldest first.")


class Activity(Item):
    """An activity of a milestone. Its text may not be published yet."""

    number: int = Field(ge=1, description="Number of the activity within its milestone.")
    text: Text | None = Field(default=None, description="What is to be done. Left out where no source gives it.")
    time_frame: TimeFrame | None = Field(default=None, description="Length of time that a source states.")
    due: DueDate | None = Field(default=None, description="Due date, original and revised.")


class Milestone(Item):
    """A milestone of a commitment."""

    number: int = Field(ge=1, description="Number of the milestone within its commitment.")
    title: Text | None = Field(default=None, description="Title. Left out where no source gives it.")
    time_frame: TimeFrame | None = Field(default=None, description="Length of time for the milestone as a whole.")
    due: DueDate | None = Field(default=None, description="Due date, original and revised.")
    activities: tuple[Activity, ...] = Field(default=(), description="Activities, by number.")
    activities_not_published: tuple[int, ...] = Field(
        default=(), description="Numbers of activities that no source mentions, so that the gap is intended."
    )

    @property
    def anchor(self) -> str:
        """Anchor of the milestone on its commitment's page."""
        return f"milestone-{self.number}"

    def activity_anchor(self, number: int) -> str:
        """Anchor of the activity with `number`."""
        return f"{self.anchor}-activity-{number}"


def _anchor(name: str, milestone: int | None, number: int) -> str:
    return f"{name}-{number}" if milestone is None else f"{name}-{milestone}-{number}"


class Recommendation(Item):
    """What participants of a consultation recommended."""

    number: int = Field(ge=1, description="Number within its milestone, or within the commitment without a milestone.")
    milestone: int | None = Field(default=None, description="Number of the milestone that the source names.")
    text: Text = Field(description="The recommendation, word for word in its original language.")
    meeting: MeetingRef = Field(description="The meeting at which it was made.")

    @property
    def anchor(self) -> str:
        """Anchor on the commitment's page: recommendation-3-2, or recommendation-5 where no milestone is named."""
        return _anchor("recommendation", self.milestone, self.number)


class ProposedIndicator(Item):
    """An indicator that participants of a consultation proposed."""

    number: int = Field(ge=1, description="Number within its milestone, or within the commitment without a milestone.")
    milestone: int | None = Field(default=None, description="Number of the milestone that the source names.")
    text: Text = Field(description="The indicator, word for word in its original language.")
    meeting: MeetingRef = Field(description="The meeting at which it was proposed.")

    @property
    def anchor(self) -> str:
        """Anchor on the commitment's page, such as indicator-1-2."""
        return _anchor("indicator", self.milestone, self.number)


class Completion(StrEnum):
    """OGP's steps of completion, as the government reports them."""

    NOT_STARTED = "not-started"
    LIMITED = "limited"
    SUBSTANTIAL = "substantial"
    COMPLETE = "complete"


class Evidence(Item):
    """Something that shows progress."""

    text: Text = Field(description="What the evidence is.")
    document: DocumentRef | None = Field(default=None, description="The document that holds it.")


class ProgressReport(Item):
    """The government's own report on a commitment or one of its milestones for one period."""

    start: PartialDate = Field(description="First day or month of the reporting period.")
    end: PartialDate = Field(description="Last day or month of the reporting period.")
    milestone: int | None = Field(default=None, description="Number of the milestone, if the report is on one only.")
    status: Completion = Field(description="How far it is. One of not-started, limited, substantial and complete.")
    text: Prose | None = Field(default=None, description="What was done.")
    evidence: tuple[Evidence, ...] = Field(default=(), description="What shows it.")
    challenges: Prose | None = Field(
        default=None, description="What stood in the way. Required when the status is not-started or limited."
    )


class AssessmentField(StrEnum):
    """What the Independent Reporting Mechanism assesses."""

    VERIFIABLE = "verifiable"
    AMBITION = "ambition"
    POTENTIAL_FOR_RESULTS = "potential-for-results"
    OPEN_GOVERNMENT_LENS = "open-government-lens"
    COMPLETION = "completion"
    EARLY_RESULTS = "early-results"


class AssessmentValue(StrEnum):
    """The IRM's values for what it assesses."""

    YES = "yes"
    NO = "no"
    LOW = "low"
    MODEST = "modest"
    MODERATE = "moderate"
    HIGH = "high"
    SUBSTANTIAL = "substantial"
    NOT_STARTED = "not-started"
    LIMITED = "limited"
    COMPLETE = "complete"
    PENDING = "pending-irm-review"


class IrmAssessment(Item):
    """One assessment by the Independent Reporting Mechanism, never merged with the government's own report."""

    field: AssessmentField = Field(description="What is assessed.")
    value: AssessmentValue = Field(description="The IRM's value.")

    @property
    def anchor(self) -> str:
        """Anchor on the commitment's page."""
        return f"irm-{self.field}"


class FocalPoint(Item):
    """Who acted as the focal point of an office for the commitment, as a public source prints it."""

    organization: OrganizationRef = Field(description="The office.")
    name: Text = Field(description="The name as the source prints it.")
    as_of: PartialDate = Field(description="Date of the source: later changes are not known from it.")


RESPONSIBLE = ("lead", "implementing", "supporting")
"""The fields of a commitment with the organizations that are responsible for it."""


class Commitment(Record):
    """A commitment of a plan."""

    kind: ClassVar[str] = "commitment"

    number: int = Field(ge=1, description="Number within the plan.")
    title: Text = Field(description="Full title, word for word.")
    short_title: Text = Field(description="Short title for lists and cards, in the site's words.")
    summary: Text = Field(description="What the commitment is about, in one sentence for citizens.")
    ogp_id: str | None = Field(default=None, pattern=r"^[A-Z]{2}\d{4}$", description="OGP's id, such as JO0067.")
    ogp_title: Text | None = Field(default=None, description="OGP's own short title.")
    period: Period | None = Field(default=None, description="The commitment's own period, where a source gives one.")
    lead: tuple[Responsible, ...] = Field(default=(), description="Lead implementing organizations.")
    implementing: tuple[Responsible, ...] = Field(default=(), description="Implementing organizations.")
    supporting: tuple[Responsible, ...] = Field(default=(), description="Supporting organizations.")
    policy_areas: tuple[Text, ...] = Field(default=(), description="Policy areas, as OGP names them.")
    milestones: tuple[Milestone, ...] = Field(default=(), description="Milestones, by number.")
    milestones_not_published: tuple[int, ...] = Field(
        default=(), description="Numbers of milestones that no source mentions, so that the gap is intended."
    )
    recommendations: tuple[Recommendation, ...] = Field(
        default=(), description="What participants of consultations recommended."
    )
    indicators: tuple[ProposedIndicator, ...] = Field(default=(), description="Indicators that participants proposed.")
    progress: tuple[ProgressReport, ...] = Field(default=(), description="Progress reports, oldest first.")
    irm: tuple[IrmAssessment, ...] = Field(default=(), description="Assessments by the IRM.")
    focal_points: tuple[FocalPoint, ...] = Field(default=(), description="Focal points, by office.")
    documents: tuple[DocumentRef, ...] = Field(default=(), description="Further documents on the commitment.")

    @property
    def own_progress(self) -> tuple[ProgressReport, ...]:
        """The progress reports on the commitment as a whole, oldest first."""
        return tuple(report for report in self.progress if report.milestone is None)

    @property
    def plan(self) -> PlanRef:
        """Id of the plan that the commitment belongs to."""
        return PlanRef(self.id.partition("/")[0])
