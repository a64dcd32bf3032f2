"""A meeting: forum meeting, workshop, review or online meeting, with its agenda, attendance and decisions."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Account, Item, Record
from ogp.records.dates import PartialDate, TimeOfDay
from ogp.records.references import CommitmentRef, DocumentRef, OrganizationRef, PlanRef, RefreshRef
from ogp.records.text import Prose, Text


class MeetingKind(StrEnum):
    """A kind of meeting."""

    FORUM = "forum-meeting"
    WORKSHOP = "workshop"
    REVIEW = "review"
    ONLINE = "online-meeting"


class Invitation(Item):
    """An invitation to the meeting."""

    number: int = Field(ge=1, description="Number, in the order of the source.")
    to: Text = Field(description="Whom it was sent to.")
    date: PartialDate | None = Field(default=None, description="When it was sent, where a source says so.")
    subject: Text | None = Field(default=None, description="Subject line of the message, where a source gives it.")
    text: Prose = Field(description="The invitation, word for word in its original language.")

    @property
    def anchor(self) -> str:
        """Anchor on the meeting's page."""
        return f"invitation-{self.number}"


class AgendaItem(Item):
    """An item of the agenda."""

    number: int = Field(ge=1, description="Number, in the order of the agenda.")
    title: Text = Field(description="What the item was, word for word in its original language.")
    start: TimeOfDay | None = Field(default=None, description='Start on the 24-hour clock, such as "09:30".')
    end: TimeOfDay | None = Field(default=None, description='End on the 24-hour clock, such as "13:00".')
    speaker: Text | None = Field(default=None, description="Who presented it, as the source prints it.")
    commitment: CommitmentRef | None = Field(default=None, description="The commitment that it dealt with.")

    @property
    def anchor(self) -> str:
        """Anchor on the meeting's page."""
        return f"agenda-{self.number}"


class Attendee(Item):
    """A person who attended, as a public source prints the name."""

    name: Text = Field(description="The name as the source prints it.")
    role: Text | None = Field(default=None, description="Position or office, as the source prints it.")
    organization: OrganizationRef | None = Field(default=None, description="The organization represented.")


class Attendance(Item):
    """Who took part, in figures and, as far as a public source prints them, by name."""

    total: int | None = Field(default=None, ge=0, description="How many people attended.")
    women: int | None = Field(default=None, ge=0, description="How many of them were women.")
    men: int | None = Field(default=None, ge=0, description="How many of them were men.")
    governorates: tuple[Text, ...] = Field(default=(), description="Governorates from which people came.")
    text: Text | None = Field(default=None, description="Who was invited or attended, in the source's words.")
    people: tuple[Attendee, ...] = Field(default=(), description="The people whom the source names.")
    unit: tuple[Attendee, ...] = Field(
        default=(), description="Members of the open government unit, where listed apart."
    )


class Topic(Item):
    """A topic that was discussed."""

    number: int = Field(ge=1, description="Number, in the order of the source.")
    title: Text = Field(description="The topic, word for word in its original language.")
    text: Prose | None = Field(default=None, description="What was said, word for word in its original language.")

    @property
    def anchor(self) -> str:
        """Anchor on the meeting's page."""
        return f"topic-{self.number}"


class Decision(Item):
    """Something that was agreed."""

    number: int = Field(ge=1, description="Number, in the order of the source.")
    text: Text = Field(description="What was agreed, word for word in its original language.")

    @property
    def anchor(self) -> str:
        """Anchor on the meeting's page."""
        return f"decision-{self.number}"


class Result(Item):
    """One of the results that a group reported."""

    number: int = Field(ge=1, description="Number within its group.")
    text: Text = Field(description="The result, word for word in its original language.")


class ResultGroup(Item):
    """Results of one working group on one subject."""

    number: int = Field(ge=1, description="Number, in the order of the source.")
    commitment: CommitmentRef = Field(description="The commitment that the results concern.")
    heading: Text | None = Field(default=None, description="Heading of the group, where the source gives one.")
    results: tuple[Result, ...] = Field(min_length=1, description="The results.")

    @property
    def anchor(self) -> str:
        """Anchor on the meeting's page."""
        return f"results-{self.number}"

    def result_anchor(self, number: int) -> str:
        """Anchor of the result with `number`."""
        return f"result-{self.number}-{number}"


class Discussion(Item):
    """What was said on one commitment, where the source reports it in running text."""

    commitment: CommitmentRef = Field(description="The commitment that was discussed.")
    text: Prose = Field(description="What was said, word for word in its original language.")


class Meeting(Record):
    """A meeting."""

    kind: ClassVar[str] = "meeting"

    type: MeetingKind = Field(description="Kind of meeting. One of forum-meeting, workshop, review and online-meeting.")
    title: Text = Field(description="Title of the meeting.")
    summary: Text = Field(description="What the meeting was for, in one or two sentences.")
    date: PartialDate = Field(description="Day of the meeting.")
    start: TimeOfDay | None = Field(default=None, description='Start on the 24-hour clock, such as "09:30".')
    end: TimeOfDay | None = Field(default=None, description='End on the 24-hour clock, such as "13:00".')
    venue: Text | None = Field(default=None, description="Place, or platform of an online meeting.")
    online: bool | None = Field(default=None, description="Whether it was held online, where a source says so.")
    civil_society: bool | None = Field(
        default=None, description="Whether civil society took part, where a source says so (standards 1.1 and 5.1)."
    )
    on_implementation: bool | None = Field(
        default=None, description="Whether results of implementation were presented (standard 5.1)."
    )
    organizers: tuple[OrganizationRef, ...] = Field(default=(), description="Who held the meeting.")
    partners: tuple[Text, ...] = Field(default=(), description="Partners that the source names.")
    plan: PlanRef = Field(description="The plan that it dealt with.")
    refresh: RefreshRef | None = Field(default=None, description="The refresh that it was part of.")
    commitments: tuple[CommitmentRef, ...] = Field(default=(), description="The commitments that it dealt with.")
    aim: Account | None = Field(default=None, description="Aim of the meeting, as the source states it.")
    invitations: tuple[Invitation, ...] = Field(default=(), description="Invitations to the meeting.")
    agenda: tuple[AgendaItem, ...] = Field(default=(), description="The agenda, in order.")
    attendance: Attendance | None = Field(default=None, description="Who took part.")
    proceedings: Account | None = Field(default=None, description="How the meeting went, as the source reports it.")
    topics: tuple[Topic, ...] = Field(default=(), description="Topics discussed.")
    discussions: tuple[Discussion, ...] = Field(default=(), description="What was said on single commitments.")
    results: tuple[ResultGroup, ...] = Field(default=(), description="Results that working groups reported.")
    decisions: tuple[Decision, ...] = Field(default=(), description="What was agreed.")
    documents: tuple[DocumentRef, ...] = Field(default=(), description="Agenda, minutes and report of the meeting.")

    @property
    def has_minutes(self) -> bool:
        """Whether more is on record than that it was held and what was on its agenda."""
        own = (self.attendance, self.proceedings, self.topics, self.discussions, self.results, self.decisions)
        return any(own)
