"""The reports: which records are to be had as a document to print or to send, and where it stands."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.register import Register
from ogp.site import addresses
from ogp.site.addresses import address_of
from ogp.site.pages import Page
from ogp.views.commitments import CommitmentView
from ogp.views.meetings import MeetingView
from ogp.views.page import PageView, Version, Wording, version_of
from ogp.views.refresh import RefreshView


class Format(StrEnum):
    """A format of files, by the ending of their names."""

    PDF = "pdf"
    DOCX = "docx"

    @property
    def label(self) -> Message:
        """What readers call it."""
        return _LABELS[self]


_LABELS = {Format.PDF: message("PDF file"), Format.DOCX: message("Word file")}


@dataclass(frozen=True, slots=True)
class Report:
    """A document made of the records `shown`, of which the first is what it is about.

    `name` is that of its template and of its file; `views` are what it prints, by the name that the template has for each.
    """

    name: str
    kind: Message
    views: Mapping[str, PageView]
    shown: tuple[Record, ...]
    formats: tuple[Format, ...]

    @property
    def record(self) -> Record:
        """What it is about."""
        return self.shown[0]

    @property
    def version(self) -> Version:
        """The version of the records shown."""
        found = version_of(self.shown)
        assert found
        return found

    @property
    def title(self) -> Wording:
        """Its title, with its kind."""
        return message("{kind}: {title}", kind=self.kind, title=next(iter(self.views.values())).title)

    def path(self, own: Format) -> str:
        """Where it stands as a file of that format, within each language."""
        return f"{address_of(self.record)}{self.name}.{own}"

    def download_name(self, own: Format, language: str) -> str:
        """What the file is called on the computer of who downloads it."""
        subject = self.record.id.removesuffix("/refresh").replace("/", "-")
        return f"{subject}-{self.name}-{language}.{own}"


def reports(register: Register, pages: Mapping[str, Page]) -> Iterator[Report]:
    """All reports; `pages` by address."""
    for page in pages.values():
        view = page.view
        if isinstance(view, RefreshView):
            if view.refresh.activities or view.refresh.proposals:
                yield _refresh_report(register, pages, view)
        elif isinstance(view, CommitmentView):
            shown = (view.commitment, *view.quoted)
            yield Report("fact-sheet", message("Fact sheet"), {"view": view}, shown, (Format.PDF,))
        elif isinstance(view, MeetingView):
            own = (view.meeting, *view.quoted)
            if view.meeting.agenda:
                yield Report("agenda", message("Agenda"), {"view": view}, (view.meeting,), (Format.PDF,))
            if view.has_minutes:
                yield Report(
                    "minutes", message("Record of the meeting"), {"view": view}, own, (Format.PDF, Format.DOCX)
                )


def _refresh_report(register: Register, pages: Mapping[str, Page], view: RefreshView) -> Report:
    views = {
        "view": view,
        "table_1": pages[addresses.activities_address(view.refresh)].view,
        "table_2": pages[addresses.proposals_address(view.refresh)].view,
    }
    if view.consultation:
        views["call"] = pages[address_of(view.consultation)].view
    shown = [view.refresh, view.plan, *register.commitments_of(view.plan), view.consultation, *view.meetings]
    return Report(
        "refresh-outcomes-report",
        message("Refresh outcomes report"),
        views,
        tuple(record for record in shown if record),
        (Format.PDF, Format.DOCX),
    )
