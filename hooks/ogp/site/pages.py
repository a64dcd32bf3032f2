"""Every page of the site: its address, the template that prints it, what it says, and where it belongs."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from ogp.messages import message
from ogp.questions import Answer
from ogp.records.base import Record
from ogp.records.consultation import Consultation
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.site import addresses
from ogp.site.addresses import address_of
from ogp.site.licences import licences_view
from ogp.site.open_data import open_data_view
from ogp.views.changes import HEADING, changes_view, stretch_view, stretches
from ogp.views.commitments import commitment_view
from ogp.views.consultations import consultation_view, consultations_view
from ogp.views.documents import document_view
from ogp.views.home import home_view
from ogp.views.meetings import meeting_view
from ogp.views.names import LISTS, name_of
from ogp.views.news import news_view
from ogp.views.organizations import organization_view, organizations_view
from ogp.views.page import PageView, Wording
from ogp.views.plans import plan_view, plans_view
from ogp.views.refresh import activities_view, comparison_view, proposals_view, refresh_view
from ogp.views.search import search_view
from ogp.views.sections import section_view, year_view, years
from ogp.views.standards import standards_view


@dataclass(frozen=True, kw_only=True, eq=False, slots=True)
class Page:
    """A page that is generated in every language. `parent` is the address of the page above it; `record` the one that stands
    at the address; `said` gives what the page says."""

    address: str
    template: str
    said: Answer[PageView]
    parent: str | None = None
    record: Record | None = None
    called: Wording | None = None
    """Its heading, where that is known without looking at all that the page says: other pages lead to it."""
    searched: bool = True
    """Whether a search may find it: what only repeats other pages is not worth finding."""

    @property
    def view(self) -> PageView:
        """What the page says."""
        return self.said()

    @property
    def identity(self) -> str:
        """Stands for which page this is, but not for what it says."""
        return f"{self.address} {self.template} {self.parent} {self.record and self.record.kind}"

    @property
    def section(self) -> str:
        """Address of the section's page: the first part of the address."""
        first = self.address.partition("/")[0]
        return f"{first}/" if first else ""


def generated_pages(register: Register, today: date) -> tuple[Page, ...]:
    """All pages made from records, as they are on `today`."""
    return tuple(_pages(register, today))


def _pages(register: Register, today: date) -> Iterator[Page]:
    def page(address: str, template: str, make: Callable[[], PageView], called: Wording | None = None) -> Page:
        said = Answer(register.questions, make)
        parent = addresses.HOME if address != addresses.HOME else None
        return Page(address=address, template=template, said=said, parent=parent, called=called)

    yield page(addresses.HOME, "home", lambda: home_view(register, today))
    yield page(addresses.PLANS, "plans", lambda: plans_view(register, today), LISTS[Plan.kind])
    yield from _members(
        register, register.plans, "plan", lambda _: addresses.PLANS, lambda record: plan_view(register, record, today)
    )
    yield from _members(
        register, register.commitments, "commitment", lambda record: address_of(register.plans[record.plan]),
        lambda record: commitment_view(register, record, today),
    )  # fmt: skip
    for refresh in register.refreshes.values():
        yield from _of_refresh(register, refresh)
    called = LISTS[Consultation.kind]
    yield page(addresses.CONSULTATIONS, "consultations", lambda: consultations_view(register, today), called)
    yield from _members(
        register, register.consultations, "consultation", lambda _: addresses.CONSULTATIONS,
        lambda record: consultation_view(register, record, today),
    )  # fmt: skip
    yield from _section(register, "meeting", addresses.MEETINGS)
    yield from _members(
        register,
        register.meetings,
        "meeting",
        lambda _: addresses.MEETINGS,
        lambda record: meeting_view(register, record),
    )
    yield from _section(register, "news", addresses.NEWS)
    yield from _members(
        register, register.news, "news", lambda _: addresses.NEWS, lambda record: news_view(register, record)
    )
    called = LISTS[Organization.kind]
    yield page(addresses.ORGANIZATIONS, "organizations", lambda: organizations_view(register), called)
    yield from _members(
        register, register.organizations, "organization", lambda _: addresses.ORGANIZATIONS,
        lambda record: organization_view(register, record),
    )  # fmt: skip
    yield from _section(register, "document", addresses.DOCUMENTS)
    yield from _members(
        register,
        register.documents,
        "document",
        lambda _: addresses.DOCUMENTS,
        lambda record: document_view(register, record),
    )
    yield page(addresses.STANDARDS, "standards", lambda: standards_view(register, today))
    yield page(addresses.OPEN_DATA, "data", lambda: open_data_view(register, today))
    yield page(addresses.CHANGES, "changes", lambda: changes_view(register, today), HEADING)
    for stretch in stretches(register, today):
        yield Page(
            address=addresses.stretch_address(stretch.year, stretch.month),
            template="changes",
            said=Answer(register.questions, partial(stretch_view, register, today, stretch)),
            parent=addresses.stretch_address(stretch.year) if stretch.month else addresses.CHANGES,
            searched=False,
            called=stretch.heading,
        )
    yield page(addresses.LICENCES, "licences", licences_view)
    yield Page(
        address=addresses.SEARCH,
        template="search",
        said=Answer(register.questions, lambda: search_view(register, today)),
        parent=addresses.HOME,
        searched=False,
    )


def _members(
    register: Register,
    records: Mapping[str, Any],
    template: str,
    parent: Callable[[Any], str],
    view: Callable[[Any], PageView],
) -> Iterator[Page]:
    for record in records.values():
        yield Page(
            address=address_of(record),
            template=template,
            said=Answer(register.questions, partial(_of_record, register, record, view)),
            parent=parent(record),
            record=record,
        )


def _of_record(register: Register, record: Any, view: Callable[[Any], PageView]) -> PageView:
    register.note(record)
    return view(record)


def _of_refresh(register: Register, refresh: Refresh) -> Iterator[Page]:
    own = address_of(refresh)
    views: tuple[tuple[str, str, Callable[[Register, Refresh], PageView]], ...] = (
        (own, "refresh", refresh_view),
        (addresses.activities_address(refresh), "activities", activities_view),
        (addresses.proposals_address(refresh), "proposals", proposals_view),
        (addresses.comparison_address(refresh), "comparison", comparison_view),
    )
    for address, template, view in views:
        above = address_of(register.plans[refresh.plan]) if address == own else own
        yield Page(
            address=address,
            template=template,
            said=Answer(register.questions, partial(_of_record, register, refresh, partial(view, register))),
            parent=above,
            record=refresh,
        )


def _section(register: Register, kind: str, address: str) -> Iterator[Page]:
    said = Answer(register.questions, lambda: section_view(register, kind))
    yield Page(address=address, template="section", said=said, parent=addresses.HOME, called=LISTS[kind])
    for year in years(register, kind):
        own = addresses.year_address(address, year)
        said = Answer(register.questions, partial(year_view, register, kind, year))
        yield Page(address=own, template="section", said=said, parent=address, searched=False)


def short_name(page: Page) -> Wording:
    """What `page` is called where pages lead to it."""
    if page.address == addresses.HOME:
        return message("Home")
    record = page.record if page.called or (page.record and page.record.kind == page.template) else page.view.record
    return name_of(record) if record else page.called or page.view.heading


def ancestors(page: Page, pages: Mapping[str, Page]) -> tuple[Page, ...]:
    """The pages above `page`, from the home page down; `pages` by address."""
    found: list[Page] = []
    parent = page.parent
    while parent is not None:
        above = pages[parent]
        found.append(above)
        parent = above.parent
    return tuple(reversed(found))


def markdown_files(pages: Iterable[Page]) -> dict[str, Page]:
    """`pages` by the Markdown file by which hand-written pages link to them: index.md where other pages stand below, or will
    as soon as there is a record."""
    pages = tuple(pages)
    above = {page.parent for page in pages} | addresses.OF_RECORDS | {addresses.CHANGES}
    return {
        f"{page.address}index.md"
        if page.address in above or not page.address
        else f"{page.address.rstrip('/')}.md": page
        for page in pages
    }
