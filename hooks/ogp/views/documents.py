"""One document: what it is, what rests on it, and its text where the site publishes it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass

from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.document import Document
from ogp.records.organization import Organization
from ogp.register import Register
from ogp.views.page import PageView
from ogp.views.shortening import Others, first, shortened


@dataclass(frozen=True, slots=True)
class Listing:
    """Records in a list: those that it names, the commitments that it does not, and how many others of each kind."""

    named: tuple[Record, ...]
    others: Others
    more: Mapping[str, int]


@dataclass(frozen=True, slots=True, kw_only=True)
class DocumentView(PageView):
    """One document: the records that rest on it, and other records that have to do with it."""

    document: Document
    publisher: Organization | None
    citing: Listing
    related: Listing
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
        citing=_listing(register, citing),
        related=_listing(register, [record for record in dict.fromkeys(related) if record not in citing]),
        text=register.transcripts[document.transcript.file] if document.transcript else None,
    )


def _listing(register: Register, records: Collection[Record]) -> Listing:
    kinds: dict[str, list[Record]] = {}
    for record in records:
        kinds.setdefault(record.kind, []).append(record)
    commitments = [record for record in kinds.pop(Commitment.kind, []) if isinstance(record, Commitment)]
    named, others = shortened(register, commitments, lambda commitment: commitment)
    parts = {kind: first(own) for kind, own in kinds.items()}
    shown = {record for own, _ in parts.values() for record in own} | set(named)
    return Listing(
        named=tuple(record for record in records if record in shown),
        others=others,
        more={kind: count for kind, (_, count) in parts.items() if count},
    )
