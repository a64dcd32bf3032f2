"""All records together, found by id and linked both ways. Immutable once built."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from types import MappingProxyType
from typing import Any

from ogp.questions import Questions
from ogp.records.base import Record
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
    kept with it. Its `questions` know what was asked of it; the settings of the site count as known to all."""

    site: Site
    questions: Questions
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
            for citation in record.ties.citations:
                citing[str(citation.document)][key] = record
            for _, ref in record.ties.references:
                linking[ref.kind, str(ref)][key] = record
            if isinstance(record, Commitment):
                of_plan[record.plan].append(record)
            if isinstance(record, Refresh):
                for activity in record.activities:
                    activities[activity.commitment].append((record, activity))
        questions = Questions()

        def watched(kind: str, *, ordered: bool = True) -> Mapping[str, Any]:
            own = _by_id(kinds[kind]) if ordered else kinds[kind]
            return questions.watched(kind, own, lambda record: record.digest)

        made = cls(
            site=site,
            questions=questions,
            plans=watched(Plan.kind),
            commitments=watched(Commitment.kind),
            refreshes=watched(Refresh.kind),
            consultations=watched(Consultation.kind),
            meetings=watched(Meeting.kind),
            documents=watched(Document.kind, ordered=False),
            organizations=watched(Organization.kind, ordered=False),
            news=watched(NewsPost.kind),
            redirects=redirects,
            published=questions.watched("published", dict(published or {})),
            transcripts=questions.watched("transcripts", dict(transcripts or {})),
            _linking=_frozen(linking),
            _citing=_frozen(citing),
            _of_plan=MappingProxyType(
                {plan: tuple(sorted(own, key=lambda c: c.number)) for plan, own in of_plan.items()}
            ),
            _activities=MappingProxyType({key: tuple(values) for key, values in activities.items()}),
            _news=_around(kinds[NewsPost.kind].values()),
            _order_of_documents=MappingProxyType({id_: place for place, id_ in enumerate(kinds[Document.kind])}),
        )
        made._answer()
        return made

    def _answer(self) -> None:
        """Lets the questions to the methods be answered."""
        for name, found in (
            ("linking", lambda kind, id_, of="": self._linked((kind, id_), of or None)),
            ("citing", lambda id_: self._citing.get(id_, ())),
            ("in order", lambda *ids: self._ordered(filter(self._order_of_documents.__contains__, ids))),
            ("of plan", lambda id_: self._of_plan.get(id_, ())),
            ("activities", lambda id_: (refresh for refresh, _ in self._activities.get(id_, ()))),
            ("news around", lambda id_: filter(None, self._news[id_]) if id_ in self._news else ()),
        ):
            self.questions.answered_by(name, partial(_digests, found))

    def note(self, record: Record) -> None:
        """Notes that something is made of `record`, for whoever has it from elsewhere."""
        self.questions.note(record.kind, record.id)

    def linking(self, record: Record, kind: str | None = None) -> tuple[Any, ...]:
        """The records that refer to `record` in a field other than a source, of one kind if given."""
        self.questions.note("linking", record.kind, record.id, kind or "")
        return self._linked((record.kind, record.id), kind)

    def _linked(self, key: Key, kind: str | None) -> tuple[Any, ...]:
        return tuple(other for other in self._linking.get(key, ()) if kind is None or other.kind == kind)

    def citing(self, document: Document) -> tuple[Record, ...]:
        """The records whose facts rest on `document`."""
        self.questions.note("citing", document.id)
        return self._citing.get(document.id, ())

    def in_order(self, documents: Iterable[str]) -> tuple[Document, ...]:
        """The documents with the ids `documents`, each once, in the order of the repository."""
        ids = sorted(set(documents))
        self.questions.note("in order", *ids)
        return self._ordered(ids)

    def _ordered(self, documents: Iterable[str]) -> tuple[Document, ...]:
        return tuple(self.documents[id_] for id_ in sorted(documents, key=self._order_of_documents.__getitem__))

    def commitments_of(self, plan: Plan) -> tuple[Commitment, ...]:
        """The commitments of `plan`, by number."""
        self.questions.note("of plan", plan.id)
        return self._of_plan.get(plan.id, ())

    def refresh_of(self, plan: Plan) -> Refresh | None:
        """The refresh of `plan`, if there was one."""
        return self.refreshes.get(f"{plan.id}/refresh")

    def activities_of(self, commitment: Commitment) -> tuple[tuple[Refresh, ProposedActivity], ...]:
        """The activities that refreshes proposed for `commitment`."""
        self.questions.note("activities", commitment.id)
        return self._activities.get(commitment.id, ())

    def news_around(self, post: NewsPost) -> tuple[NewsPost | None, NewsPost | None]:
        """The news posts before and after `post`, by date."""
        self.questions.note("news around", post.id)
        return self._news[post.id]

    def records(self) -> tuple[Record, ...]:
        """Every record with an address of its own."""
        groups: tuple[Mapping[str, Record], ...] = (
            self.plans, self.commitments, self.refreshes, self.consultations,
            self.meetings, self.documents, self.organizations, self.news,
        )  # fmt: skip
        return tuple(record for group in groups for record in group.values())


def _digests(found: Callable[..., Iterable[Record]], *asked: str) -> Iterator[str]:
    for record in found(*asked):
        yield f"{record.kind} {record.id}"
        yield record.digest


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
