"""The name of a record in links and lists."""

from collections.abc import Mapping

from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.views.labels import LABELS
from ogp.views.page import Wording


def name_of(record: Record, register: Register | None = None) -> Wording:
    """What `record` is called, shortly; with `register`, a commitment says of which plan it is."""
    if isinstance(record, Commitment):
        if register:
            return message(
                "Commitment {number}: {title} ({plan})",
                number=record.number, title=record.short_title, plan=register.plans[record.plan].short_title,
            )  # fmt: skip
        return message("Commitment {number}: {title}", number=record.number, title=record.short_title)
    if isinstance(record, Plan):
        return record.short_title
    if isinstance(record, Refresh):
        if register:
            return message("Midterm refresh ({plan})", plan=register.plans[record.plan].short_title)
        return message("Midterm refresh")
    if isinstance(record, Meeting):
        return message("{type} of {date}", type=LABELS[record.type], date=record.date)
    if isinstance(record, Document):
        return record.short_title or record.title
    if isinstance(record, Organization):
        return record.name
    title: Wording = record.title  # type: ignore[attr-defined]
    return title


KINDS: Mapping[str, Message] = {
    Consultation.kind: message("Consultation"),
    Document.kind: message("Document"),
    NewsPost.kind: message("News post"),
}
"""What those kinds of records are called whose names do not show it."""

LISTS: Mapping[str, Message] = {
    Plan.kind: message("Action plans"),
    Commitment.kind: message("Commitments"),
    Refresh.kind: message("Midterm refresh"),
    Consultation.kind: message("Consultations"),
    Meeting.kind: message("Meetings"),
    NewsPost.kind: message("News"),
    Document.kind: message("Documents"),
    Organization.kind: message("Organizations"),
}
"""What lists of the kinds are called, in the order in which they follow each other."""
