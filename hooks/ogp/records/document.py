"""A document: the evidence on which the site's facts rest."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Item, Part, Record
from ogp.records.dates import Day, PartialDate
from ogp.records.references import CommitmentRef, OrganizationRef, PlanRef
from ogp.records.text import LanguageCode, Prose, Text
from ogp.records.url import Url


class DocumentKind(StrEnum):
    """A kind of document."""

    ACTION_PLAN = "action-plan"
    REPORT = "report"
    MINUTES = "minutes"
    AGENDA = "agenda"
    IRM_REPORT = "irm-report"
    COMMITMENT_PAGE = "commitment-page"
    STANDARD = "standard"
    NEWS_ARTICLE = "news-article"
    WEB_PAGE = "web-page"


class Nature(StrEnum):
    """Whether the site publishes the document itself or a text read from it by a machine."""

    ORIGINAL = "original"
    MACHINE_READ = "machine-read"


class Correction(Part):
    """A recognition error that was corrected in a transcript."""

    read: str = Field(description="What the machine read.")
    corrected: str = Field(description="What stands in the document.")
    times: int = Field(default=1, ge=1, description="How often it was corrected.")
    reason: Text | None = Field(default=None, description="How the right reading is known, where it is not evident.")


class Removal(Part):
    """Something left out of a transcript because it is not part of the document."""

    text: Text = Field(description="What was left out and why.")


class Transcript(Item):
    """An edited text of a document, published in place of the original file."""

    file: str = Field(
        pattern=r"^[a-z0-9-]+\.txt$", description="File name in data/documents, such as refresh-outcomes-report.txt."
    )
    nature: Nature = Field(description="machine-read: read off a scan or office file. original: the text itself.")
    received_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the text as it was received.")
    published_sha256: str = Field(pattern=r"^[0-9a-f]{64}$", description="SHA-256 of the text as it is published.")
    corrections: tuple[Correction, ...] = Field(default=(), description="Recognition errors that were corrected.")
    removals: tuple[Removal, ...] = Field(default=(), description="What was left out.")


class Document(Record):
    """A document that the site publishes or cites. It is its own source."""

    kind: ClassVar[str] = "document"

    title: Text = Field(description="Title.")
    short_title: Text | None = Field(default=None, description="Short title for source lines, where the title is long.")
    description: Text = Field(description="What the document holds, in one sentence.")
    type: DocumentKind = Field(description="What kind of document it is.")
    date: PartialDate | None = Field(default=None, description="Date of the document, where a source gives one.")
    languages: tuple[LanguageCode, ...] = Field(
        min_length=1, description="Languages in which it is written, main one first."
    )
    publisher: OrganizationRef | None = Field(default=None, description="Who published it.")
    publisher_name: Text | None = Field(default=None, description="Publisher without a record of its own.")
    url: Url | None = Field(default=None, description="Public address of the document.")
    archived: Url | None = Field(default=None, description="Address of an archived copy.")
    dead_since: Day | None = Field(
        default=None,
        description="Day on which the address no longer answered, as “ogp links” reports it. The page then links to the archived"
        " copy and shows the address as plain text.",
    )
    transcript: Transcript | None = Field(default=None, description="The edited text that the site publishes.")
    unavailable: Text | None = Field(
        default=None, description="Why there is neither an address nor a text, and where the document is known from."
    )
    plan: PlanRef | None = Field(default=None, description="The plan that it concerns.")
    commitments: tuple[CommitmentRef, ...] = Field(default=(), description="The commitments that it concerns.")
    text: Prose | None = Field(default=None, description="Remarks on the document and what to trust in it.")
