"""What a page is, for machines: JSON-LD in the vocabulary of schema.org."""

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from markupsafe import Markup

from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.dates import PartialDate, Period
from ogp.records.document import Document, DocumentKind
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization, OrganizationKind
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.site.addresses import transcript_address
from ogp.views.meetings import times_of
from ogp.views.page import Wording

Node = dict[str, Any]

_PUBLIC_BODIES = {
    OrganizationKind.MINISTRY,
    OrganizationKind.DEPARTMENT,
    OrganizationKind.UNIT,
    OrganizationKind.COMMISSION,
    OrganizationKind.COMMITTEE,
}
_DOCUMENTS: Mapping[DocumentKind, str] = {
    DocumentKind.REPORT: "Report",
    DocumentKind.IRM_REPORT: "Report",
    DocumentKind.NEWS_ARTICLE: "NewsArticle",
    DocumentKind.COMMITMENT_PAGE: "WebPage",
    DocumentKind.WEB_PAGE: "WebPage",
}
"""The type of each kind of document for which there is one more exact than DigitalDocument."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Described:
    """A page as its head tells of it, in plain text of one language; `address` and `picture` are whole addresses.

    `type` is that of schema.org; `path` are the pages above it, as whole address and name, from the home page down.
    """

    type: str
    title: str
    description: str
    address: str
    picture: str
    path: Sequence[tuple[str, str]]
    published: date | None = None
    changed: date | None = None


class Describer:
    """Describes pages and records in one language."""

    def __init__(
        self,
        register: Register,
        language: str,
        wording: Callable[[Wording], str],
        whole: Callable[[Record | str], str],
        root: str,
    ) -> None:
        """`wording` gives plain text; `whole` the whole address of a record's page, or of an address, in the language;
        `root` is the address of the site."""
        self.register = register
        self.language = language
        self.wording = wording
        self.whole = whole
        self.root = root

    def script(self, page: Described, main: Record | None, others: Iterable[Node] = ()) -> Markup:
        """The JSON-LD of `page`, which is about the record `main` and holds `others`, ready to stand in its head."""
        graph = [self._site(), self.organization(self._publisher), self._page(page, main), self._path(page)]
        if main and main is not self._publisher:
            graph.append(self._record(main, page))
        graph += others
        text = json.dumps(_filled({"@context": "https://schema.org", "@graph": graph}), ensure_ascii=False)
        # Nothing inside may end the element.
        return Markup(text.replace("<", "\\u003c"))

    @property
    def _publisher(self) -> Organization:
        return self.register.organizations[self.register.site.publisher]

    def _site(self) -> Node:
        site = self.register.site
        return {
            "@type": "WebSite",
            "@id": f"{self.root}#site",
            "url": self.whole(""),
            "name": self.wording(site.name),
            "description": self.wording(site.description),
            "inLanguage": [language.code for language in site.languages],
            "publisher": self.reference(self._publisher),
            "license": site.licence.url if site.licence else None,
        }

    def _page(self, page: Described, main: Record | None) -> Node:
        return {
            "@type": page.type,
            "@id": page.address,
            "url": page.address,
            "name": page.title,
            "description": page.description,
            "inLanguage": self.language,
            "isPartOf": {"@id": f"{self.root}#site"},
            "publisher": self.reference(self._publisher),
            "datePublished": page.published,
            "dateModified": page.changed,
            "primaryImageOfPage": {"@type": "ImageObject", "url": page.picture, "width": "1200", "height": "630"},
            "breadcrumb": {"@id": f"{page.address}#path"},
            "mainEntity": self.reference(main) if main else None,
        }

    def _path(self, page: Described) -> Node:
        steps = [*page.path, (page.address, page.title)]
        return {
            "@type": "BreadcrumbList",
            "@id": f"{page.address}#path",
            "itemListElement": [
                {"@type": "ListItem", "position": number, "name": name, "item": address}
                for number, (address, name) in enumerate(steps, 1)
            ],
        }

    def reference(self, record: Record) -> Node:
        """A record as it is named where another one leads to it."""
        return {"@id": f"{self.whole(record)}#record"}

    def _references(self, records: Iterable[Record]) -> list[Node]:
        return [self.reference(record) for record in records]

    def _record(self, record: Record, page: Described) -> Node:
        node = self.reference(record)
        match record:
            case Plan():
                return node | self._plan(record)
            case Commitment():
                return node | self._commitment(record)
            case Refresh():
                return node | self._refresh(record)
            case Consultation():
                return node | self._consultation(record)
            case Meeting():
                return node | self._meeting(record)
            case NewsPost():
                return node | self._news(record, page)
            case Document():
                return node | self._document(record)
            case Organization():
                return self.organization(record)
        raise AssertionError(record.kind)

    def organization(self, record: Organization) -> Node:
        """An organization."""
        civil = record.type is OrganizationKind.CIVIL_SOCIETY
        public = record.type in _PUBLIC_BODIES
        return self.reference(record) | {
            "@type": "GovernmentOrganization" if public else "NGO" if civil else "Organization",
            "name": self.wording(record.name),
            "alternateName": [self.wording(name) for name in record.also_named],
            "description": self.wording(record.description) if record.description else None,
            "url": record.url,
            "email": record.email,
            "parentOrganization": self.reference(self.register.organizations[record.parent]) if record.parent else None,
        }

    def _plan(self, plan: Plan) -> Node:
        return {
            "@type": "CreativeWork",
            "name": self.wording(plan.title),
            "alternateName": self.wording(plan.short_title),
            "temporalCoverage": _interval(plan.period),
            "spatialCoverage": self._country(),
            "hasPart": self._references(self.register.commitments_of(plan)),
        }

    def _commitment(self, commitment: Commitment) -> Node:
        roles = {
            "maintainer": commitment.lead or commitment.implementing,
            "contributor": (*commitment.implementing, *commitment.supporting),
        }
        return {
            "@type": "CreativeWork",
            "name": self.wording(commitment.title),
            "alternateName": self.wording(commitment.short_title),
            "abstract": self.wording(commitment.summary),
            "position": commitment.number,
            "identifier": commitment.ogp_id,
            "isPartOf": self.reference(self.register.plans[commitment.plan]),
            "temporalCoverage": _interval(commitment.period) if commitment.period else None,
            "spatialCoverage": self._country(),
            "about": [self.wording(area) for area in commitment.policy_areas],
        } | {
            name: self._references(self.register.organizations[role.organization] for role in own)
            for name, own in roles.items()
        }

    def _refresh(self, refresh: Refresh) -> Node:
        report = self.register.documents[refresh.report] if refresh.report else None
        return {
            "@type": "CreativeWork",
            "name": self.wording(refresh.title),
            "abstract": self.wording(refresh.summary),
            "about": self.reference(self.register.plans[refresh.plan]),
            "isBasedOn": self.reference(report) if report else None,
            "spatialCoverage": self._country(),
        }

    def _consultation(self, consultation: Consultation) -> Node:
        return {
            "@type": "Event",
            "name": self.wording(consultation.title),
            "description": self.wording(consultation.summary),
            "startDate": _iso(consultation.opens),
            "endDate": _iso(consultation.closes),
            "about": self.reference(self.register.plans[consultation.plan]),
            "organizer": self.reference(self._publisher),
            "location": self._country(),
        }

    def _meeting(self, meeting: Meeting) -> Node:
        start, end = times_of(meeting, self.register.site)
        mode = {True: "OnlineEventAttendanceMode", False: "OfflineEventAttendanceMode", None: None}[meeting.online]
        place = self.wording(meeting.venue) if meeting.venue else None
        return {
            "@type": "Event",
            "name": self.wording(meeting.title),
            "description": self.wording(meeting.summary),
            "startDate": start.isoformat() if start else _iso(meeting.date),
            "endDate": end.isoformat() if end else None,
            "eventAttendanceMode": f"https://schema.org/{mode}" if mode else None,
            "location": {"@type": "Place", "name": place} if place and not meeting.online else None,
            "about": self.reference(self.register.plans[meeting.plan]),
            "organizer": self._references(self.register.organizations[id_] for id_ in meeting.organizers),
        }

    def _news(self, post: NewsPost, page: Described) -> Node:
        return {
            "@type": "NewsArticle",
            "headline": self.wording(post.title),
            "abstract": self.wording(post.summary),
            "datePublished": post.date.isoformat(),
            "dateModified": max(post.updated, post.date).isoformat(),
            "inLanguage": self.language,
            "author": self.reference(self._publisher),
            "publisher": self.reference(self._publisher),
            "image": page.picture,
            "mainEntityOfPage": {"@id": page.address},
        }

    def _document(self, document: Document) -> Node:
        publisher: Node | None = None
        if document.publisher:
            publisher = self.reference(self.register.organizations[document.publisher])
        elif document.publisher_name:
            publisher = {"@type": "Organization", "name": self.wording(document.publisher_name)}
        text = document.transcript
        return {
            "@type": _DOCUMENTS.get(document.type, "DigitalDocument"),
            "name": self.wording(document.title),
            "abstract": self.wording(document.description),
            "datePublished": _iso(document.date),
            "inLanguage": list(document.languages),
            "publisher": publisher,
            "url": document.url,
            "archivedAt": document.archived,
            "encoding": {
                "@type": "MediaObject",
                "contentUrl": self.root + transcript_address(document),
                "encodingFormat": "text/plain",
                "sha256": text.published_sha256,
            }
            if text
            else None,
        }

    def _country(self) -> Node:
        return {"@type": "Country", "name": self.wording(self.register.site.country)}


def _iso(value: PartialDate | None) -> str | None:
    """A date as exact as it is known, without the words for a part of a month."""
    return value.root.rpartition(" ")[2] if value else None


def _interval(period: Period) -> str | None:
    start, last = _iso(period.start), _iso(period.last)
    return f"{start or '..'}/{last or '..'}" if start or last else None


def _filled(value: Any) -> Any:
    """`value` without what is not known, and days as text."""
    if isinstance(value, dict):
        return {key: _filled(inner) for key, inner in value.items() if inner not in (None, [], ())}
    if isinstance(value, list):
        return [_filled(inner) for inner in value]
    return value.isoformat() if isinstance(value, date) else value
