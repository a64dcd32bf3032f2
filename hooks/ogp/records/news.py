"""A news post."""

from typing import ClassVar

from pydantic import Field

from ogp.records.base import Part, Record
from ogp.records.dates import Day
from ogp.records.references import CommitmentRef, ConsultationRef, DocumentRef, MeetingRef, PlanRef, RefreshRef
from ogp.records.text import Prose, Text


class Related(Part):
    """The records that a news post is about."""

    plans: tuple[PlanRef, ...] = Field(default=(), description="Plans.")
    commitments: tuple[CommitmentRef, ...] = Field(default=(), description="Commitments.")
    refreshes: tuple[RefreshRef, ...] = Field(default=(), description="Refreshes.")
    consultations: tuple[ConsultationRef, ...] = Field(default=(), description="Consultations.")
    meetings: tuple[MeetingRef, ...] = Field(default=(), description="Meetings.")
    documents: tuple[DocumentRef, ...] = Field(default=(), description="Documents.")


class NewsPost(Record):
    """A news post."""

    kind: ClassVar[str] = "news"

    date: Day = Field(description="Day of publication.")
    title: Text = Field(description="Headline.")
    summary: Text = Field(description="The news in one sentence.")
    body: Prose = Field(
        description="The post. An empty line begins a new paragraph, lines that begin with a hyphen and a blank"
        " are a list (Markdown)."
    )
    recovered: Text | None = Field(
        default=None, description="For an old post recovered from another source: what is known to be missing."
    )
    related: Related = Field(default=Related(), description="The records that the post is about.")
