"""The reports: which records are to be had as a document to print or to send, and where it stands."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import partial

from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.meeting import Meeting
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.site import addresses
from ogp.site.addresses import address_of
from ogp.site.pages import Page
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


@dataclass(frozen=True, eq=False, slots=True)
class Report:
    """A document about the record of `page`. `name` is that of its template and of its file; `show` gives what it shows."""

    name: str
    kind: Message
    page: Page
    formats: tuple[Format, ...]
    show: Callable[[], "Content"]

    @property
    def record(self) -> Record:
        """The record that it is about."""
        assert self.page.record
        return self.page.record

    @property
    def content(self) -> "Content":
        """What it shows."""
        return self.show()

    @property
    def version(self) -> Version:
        """The version of the records shown."""
        found = version_of(self.content.shown)
        assert found
        return found

    @property
    def title(self) -> Wording:
        """Its title, with its kind."""
        return message("{kind}: {title}", kind=self.kind, title=self.page.view.title)

    def path(self, own: Format) -> str:
        """Where it stands as a file of that format, within each language."""
        return f"{address_of(self.record)}{self.name}.{own}"

    def download_name(self, own: Format, language: str) -> str:
        """What the file is called on the computer of who downloads it."""
        subject = self.record.id.removesuffix("/refresh").replace("/", "-")
        return f"{subject}-{self.name}-{language}.{own}"


@dataclass(frozen=True, slots=True)
class Content:
    """What a report prints: `views` by the name that the template has for each, and the records `shown`."""

    views: Mapping[str, PageView]
    shown: tuple[Record, ...]


def reports(register: Register, pages: Mapping[str, Page]) -> Iterator[Report]:
    """All reports; `pages` by address."""
    for page in pages.values():
        record = page.record
        if isinstance(record, Refresh) and page.template == Refresh.kind:
            if record.activities or record.proposals:
                yield Report(
                    "refresh-outcomes-report", message("Refresh outcomes report"), page,
                    (Format.PDF, Format.DOCX), partial(_of_refresh, register, pages, page),
                )  # fmt: skip
        elif isinstance(record, Commitment):
            yield Report("fact-sheet", message("Fact sheet"), page, (Format.PDF,), partial(_of_page, page))
        elif isinstance(record, Meeting):
            if record.agenda:
                yield Report("agenda", message("Agenda"), page, (Format.PDF,), partial(_alone, page))
            if record.has_minutes:
                yield Report(
                    "minutes", message("Record of the meeting"), page,
                    (Format.PDF, Format.DOCX), partial(_of_page, page),
                )  # fmt: skip


def _alone(page: Page) -> Content:
    assert page.record
    return Content({"view": page.view}, (page.record,))


def _of_page(page: Page) -> Content:
    assert page.record
    return Content({"view": page.view}, (page.record, *page.view.quoted))


def _of_refresh(register: Register, pages: Mapping[str, Page], page: Page) -> Content:
    view = page.view
    assert isinstance(view, RefreshView)
    views = {
        "view": view,
        "table_1": pages[addresses.activities_address(view.refresh)].view,
        "table_2": pages[addresses.proposals_address(view.refresh)].view,
    }
    if view.consultation:
        views["call"] = pages[address_of(view.consultation)].view
    shown = [view.refresh, view.plan, *register.commitments_of(view.plan), view.consultation, *view.meetings]
    return Content(views, tuple(record for record in shown if record))
