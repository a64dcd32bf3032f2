"""One document: what it is, what rests on it, and its text where the site publishes it."""

from dataclasses import dataclass
from datetime import date

from ogp.records.base import Record
from ogp.records.document import Document
from ogp.records.organization import Organization
from ogp.register import Register
from ogp.views.page import PageView


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView(PageView):
    """One document."""

    document: Document
    publisher: Organization | None
    citing: tuple[Record, ...]
    related: tuple[Record, ...]
    text: str | None


def document_view(register: Register, document: Document, today: date) -> DocumentView:
    """The page of `document`."""
    related: list[Record] = [register.plans[document.plan]] if document.plan else []
    related += [register.commitments[id_] for id_ in document.commitments]
    related += [record for record in register.linking(document) if record not in related]
    return DocumentView(
        heading=document.title,
        title=document.title,
        description=document.description,
        record=document,
        document=document,
        publisher=register.organizations[document.publisher] if document.publisher else None,
        citing=register.citing(document),
        related=tuple(related),
        text=register.transcripts[document.transcript.file] if document.transcript else None,
    )
