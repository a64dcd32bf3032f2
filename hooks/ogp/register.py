"""All records together, found by id and linked both ways. Immutable once built."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any

from ogp.records.base import Record, Ref, Source
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.redirect import Redirect
from ogp.records.refresh import ProposedActivity, Refresh
from ogp.records.site import Site

Key = tuple[str, str]
"""Kind and id of a record."""


@dataclass(frozen=True, slots=True, eq=False)
class Register:
    """Every record of the site, by id, and what links them. Equal only to itself, so that what is worked out from it can be
    kept with it."""

    site: Site
    plans: Mapping[str, Plan]
    commitments: Mapping[str, Commitment]
    refreshes: Mapping[str, Refresh]
    consultations: Mapping[str, Consultation]
    meetings: Mapping[str, Meeting]
    documents: Mapping[str, Document]
    organizations: Mapping[str, Organization]
    news: Mapping[str, NewsPost]
    redirects: tuple[Redirect, ...]
    published: Mapping[str, int]
    transcripts: Mapping[str, str]
    _linking: Mapping[Key, tuple[Record, ...]]
    _citing: Mapping[str, tuple[Record, ...]]
    _of_plan: Mapping[str, tuple[Commitment, ...]]
    _activities: Mapping[str, tuple[tuple[Refresh, ProposedActivity], ...]]
    _order_of_documents: Mapping[str, int]
    _news: Mapping[str, tuple[NewsPost | None, NewsPost | None]]

    @classmethod
    def of(
        cls,
        *,
        site: Site,
        records: Iterable[Record],
        redirects: tuple[Redirect, ...] = (),
        published: Mapping[str, int] | None = None,
        transcripts: Mapping[str, str] | None = None,
    ) -> "Register":
        """The register of `records`, all of whose references must exist.

        `published` are the addresses that were ever published, each with its line in the list; `transcripts` the texts of
        documents by file name.
        """
        kinds: dict[str, dict[str, Any]] = defaultdict(dict)
        linking: dict[Key, dict[Key, Record]] = defaultdict(dict)
        citing: dict[str, dict[Key, Record]] = defaultdict(dict)
        of_plan: dict[str, list[Commitment]] = defaultdict(list)
        activities: dict[str, list[tuple[Refresh, ProposedActivity]]] = defaultdict(list)
        for record in records:
            kinds[record.kind][record.id] = record
            key = (record.kind, record.id)
            for path, value in record.ties:
                if isinstance(value, Source):
                    citing[str(value.document)][key] = record
                elif isinstance(value, Ref) and not ("sources" in path and path[-1] == "document"):
                    linking[value.kind, str(value)][key] = record
            if isinstance(record, Commitment):
                of_plan[record.plan].append(record)
            if isinstance(record, Refresh):
                for activity in record.activities:
                    activities[activity.commitment].append((record, activity))
        return cls(
            site=site,
            plans=_by_id(kinds[Plan.kind]),
            commitments=_by_id(kinds[Commitment.kind]),
            refreshes=_by_id(kinds[Refresh.kind]),
            consultations=_by_id(kinds[Consultation.kind]),
            meetings=_by_id(kinds[Meeting.kind]),
            documents=MappingProxyType(kinds[Document.kind]),
            organizations=MappingProxyType(kinds[Organization.kind]),
            news=_by_id(kinds[NewsPost.kind]),
            redirects=redirects,
            published=MappingProxyType(dict(published or {})),
            transcripts=MappingProxyType(dict(transcripts or {})),
            _linking=_frozen(linking),
            _citing=_frozen(citing),
            _of_plan=MappingProxyType(
                {plan: tuple(sorted(own, key=lambda c: c.number)) for plan, own in of_plan.items()}
            ),
            _activities=MappingProxyType({key: tuple(values) for key, values in activities.items()}),
            _news=_around(kinds[NewsPost.kind].values()),
            _order_of_documents=MappingProxyType({id_: place for place, id_ in enumerate(kinds[Document.kind])}),
        )

    def linking(self, record: Record, kind: str | None = None) -> tuple[Any, ...]:
        """The records that refer to `record` in a field other than a source, of one kind if given."""
        found = self._linking.get((record.kind, record.id), ())
        return tuple(other for other in found if kind is None or other.kind == kind)

    def citing(self, document: Document) -> tuple[Record, ...]:
        """The records whose facts rest on `document`."""
        return self._citing.get(document.id, ())

    def in_order(self, documents: Iterable[str]) -> tuple[Document, ...]:
        """The documents with the ids `documents`, each once, in the order of the repository."""
        return tuple(self.documents[id_] for id_ in sorted(set(documents), key=self._order_of_documents.__getitem__))

    def commitments_of(self, plan: Plan) -> tuple[Commitment, ...]:
        """The commitments of `plan`, by number."""
        return self._of_plan.get(plan.id, ())

    def refresh_of(self, plan: Plan) -> Refresh | None:
        """The refresh of `plan`, if there was one."""
        return self.refreshes.get(f"{plan.id}/refresh")

    def activities_of(self, commitment: Commitment) -> tuple[tuple[Refresh, ProposedActivity], ...]:
        """The activities that refreshes proposed for `commitment`."""
        return self._activities.get(commitment.id, ())

    def news_around(self, post: NewsPost) -> tuple[NewsPost | None, NewsPost | None]:
        """The news posts before and after `post`, by date."""
        return self._news[post.id]

    def records(self) -> tuple[Record, ...]:
        """Every record with an address of its own."""
        groups: tuple[Mapping[str, Record], ...] = (
            self.plans, self.commitments, self.refreshes, self.consultations,
            self.meetings, self.documents, self.organizations, self.news,
        )  # fmt: skip
        return tuple(record for group in groups for record in group.values())


def _around(posts: Iterable[NewsPost]) -> Mapping[str, tuple[NewsPost | None, NewsPost | None]]:
    ordered = sorted(posts, key=lambda post: (post.date, post.id))
    neighbours = zip((None, *ordered), ordered, (*ordered[1:], None), strict=False)
    return MappingProxyType({post.id: (previous, following) for previous, post, following in neighbours})


def _by_id(records: dict[str, Any]) -> Mapping[str, Any]:
    return MappingProxyType(dict(sorted(records.items(), key=lambda pair: _natural(pair[0]))))


def _natural(text: str) -> list[tuple[int, str]]:
    return [(int(part), "") if part.isdecimal() else (0, part) for part in text.replace("-", "/").split("/")]


def _frozen(groups: Mapping[Any, Mapping[Any, Record]]) -> Mapping[Any, tuple[Record, ...]]:
    return MappingProxyType({key: tuple(records.values()) for key, records in groups.items()})
