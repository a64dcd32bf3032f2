"""One document: what it is, what rests on it, and its text where the site publishes it."""

from dataclasses import dataclass

from ogp.records.base import Record
from ogp.records.document import Document
from ogp.records.organization import Organization
from ogp.register import Register
from ogp.views.page import PageView


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView(PageView):
    """One document: the records that rest on it, and other records that have to do with it."""

    document: Document
    publisher: Organization | None
    citing: tuple[Record, ...]
    related: tuple[Record, ...]
    text: str | None


def document_view(register: Register, document: Document) -> DocumentView:
    """The page of `document`."""
    citing = dict.fromkeys(register.citing(document))
    related: list[Record] = [register.plans[document.plan]] if document.plan else []
    related += [register.commitments[id_] for id_ in document.commitments]
    related += register.linking(document)
    return DocumentView(
        heading=document.title,
        title=document.title,
        description=document.description,
        record=document,
        document=document,
        publisher=register.organizations[document.publisher] if document.publisher else None,
        citing=tuple(citing),
        related=tuple(record for record in dict.fromkeys(related) if record not in citing),
        text=register.transcripts[document.transcript.file] if document.transcript else None,
    )
