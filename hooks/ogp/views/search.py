"""What a reader can narrow a search down by, and the page that searches."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.records.commitment import RESPONSIBLE, Commitment
from ogp.records.consultation import Consultation
from ogp.records.dates import PartialDate
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.records.text import Text
from ogp.register import Register
from ogp.views.names import LISTS
from ogp.views.page import PageView
from ogp.views.states import current_plan

PAGE = "page"
"""The kind of what is no record: lists and hand-written pages."""

KIND_LISTS: Mapping[str, Message] = {**LISTS, PAGE: message("Pages of this site")}
"""The kinds of what can be found, in the order in which they are offered."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """Kind of a page, the plans and organizations that it has to do with, by id, and its date."""

    kind: str = PAGE
    plans: tuple[str, ...] = ()
    organizations: tuple[str, ...] = ()
    date: PartialDate | date | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchView(PageView):
    """The search page: what its choices offer, and searches to begin with."""

    plans: tuple[Plan, ...]
    organizations: tuple[Organization, ...]
    years: tuple[int, ...]
    examples: tuple[Text, ...]


def facts_of(register: Register, record: Record | None) -> Facts:
    """The facts on `record`, None for a page that shows no single one."""
    match record:
        case Plan():
            return Facts(kind=record.kind, plans=(record.id,), date=record.period.start)
        case Commitment():
            period = record.period or register.plans[record.plan].period
            offices = (ref for path, ref in record.ties.references if path[0] in RESPONSIBLE)
            return Facts(kind=record.kind, plans=(record.plan,), date=period.start, organizations=_ids(offices))
        case Refresh():
            dates = [point.date for step in record.steps for point in step.dates]
            return Facts(kind=record.kind, plans=(record.plan,), date=dates[0] if dates else None)
        case Consultation():
            return Facts(kind=record.kind, plans=(record.plan,), date=record.opens)
        case Meeting():
            return Facts(
                kind=record.kind, plans=(record.plan,), date=record.date, organizations=_ids(record.organizers)
            )
        case NewsPost():
            return Facts(kind=record.kind, plans=_ids(record.related.plans), date=record.date)
        case Document():
            own = [record.plan] if record.plan else []
            return Facts(
                kind=record.kind, plans=_ids([*own, *(register.commitments[id_].plan for id_ in record.commitments)]),
                date=record.date, organizations=_ids([record.publisher] if record.publisher else []),
            )  # fmt: skip
        case Organization():
            plans = (one.plan for one in register.linking(record, Commitment.kind))
            return Facts(kind=record.kind, plans=_ids(plans), organizations=(record.id,))
    return Facts()


def _ids(values: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(str(value) for value in values))


def search_view(register: Register, today: date) -> SearchView:
    """The search page on `today`; its examples are what the plan of the day promises."""
    facts = [facts_of(register, record) for record in register.records()]
    named = {id_ for one in facts if one.kind != Organization.kind for id_ in one.organizations}
    return SearchView(
        heading=message("Search"),
        title=message("Search"),
        description=message(
            "Search all commitments, meetings, news, documents and organizations of the action plans of {country}.",
            country=register.site.country,
        ),
        listed=register.records(),
        plans=tuple(register.plans.values()),
        organizations=tuple(register.organizations[id_] for id_ in register.organizations if id_ in named),
        years=tuple(sorted({one.date.year for one in facts if one.date}, reverse=True)),
        examples=tuple(one.short_title for one in register.commitments_of(current_plan(register, today))),
    )
