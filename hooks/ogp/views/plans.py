"""Plans: the list, and one plan with its story, commitments and documents."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date

from ogp.messages import message, plural
from ogp.records.base import Item, Record
from ogp.records.commitment import Commitment, ProgressReport
from ogp.records.consultation import Consultation
from ogp.records.dates import PartialDate
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import Plan, PlanEvent
from ogp.records.references import DocumentRef
from ogp.records.refresh import Outcome, Refresh
from ogp.register import Register
from ogp.views.names import LISTS
from ogp.views.page import PageView, Wording
from ogp.views.periods import PeriodChart, period_chart
from ogp.views.refresh import OutcomeCount, activity_groups, outcome_counts
from ogp.views.states import PlanState, plan_state

ENOUGH = 60
"""The list of plans is whole for the newest of them until it holds this many commitments."""
IN_CHART = 30
"""How many plans the chart has, the newest ones."""


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in a list, which names its commitments or, `in_short`, only counts them."""

    plan: Plan
    state: PlanState
    commitments: tuple[Commitment, ...]
    in_short: bool = False


@dataclass(frozen=True, slots=True)
class CommitmentCard:
    """A commitment in a list: the last report on it as a whole, whether there was a refresh, and what became of the activities
    proposed for it then."""

    commitment: Commitment
    reported: ProgressReport | None
    refreshed: bool
    outcomes: tuple[tuple[Outcome, int], ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated point of a timeline with its anchor and the record that it leads to; `future` if it is to come."""

    anchor: str
    date: PartialDate
    until: PartialDate | None
    text: Wording
    target: Record | None
    item: Item
    future: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PlansView(PageView):
    """All plans, newest first."""

    plans: tuple[PlanCard, ...]
    chart: PeriodChart | None


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView(PageView):
    """One plan."""

    plan: Plan
    state: PlanState
    chart: PeriodChart | None
    cards: tuple[CommitmentCard, ...]
    refresh: Refresh | None
    outcomes: tuple[OutcomeCount, ...]
    timeline: tuple[Moment, ...]
    drafts: tuple[tuple[object, Commitment | None], ...]
    consultations: tuple[Consultation, ...]
    meetings: tuple[Meeting, ...]
    news: tuple[NewsPost, ...]
    documents: tuple[Document, ...]

    @property
    def quoted(self) -> tuple[Record, ...]:
        """Its commitments and its refresh."""
        return (*(card.commitment for card in self.cards), *((self.refresh,) if self.refresh else ()))


def plan_card(register: Register, plan: Plan, today: date) -> PlanCard:
    """`plan` as it stands in a list on `today`."""
    return PlanCard(plan, plan_state(plan, today), register.commitments_of(plan))


def commitment_cards(register: Register, plan: Plan) -> tuple[CommitmentCard, ...]:
    """The commitments of `plan`, by number."""
    refresh = register.refresh_of(plan)
    groups = activity_groups(register, refresh) if refresh else ()
    counts = {group.commitment.id: group.counts for group in groups}
    return tuple(
        CommitmentCard(
            commitment,
            commitment.own_progress[-1] if commitment.own_progress else None,
            bool(refresh and refresh.activities),
            tuple(count for count in counts.get(commitment.id, ()) if count[1]),
        )
        for commitment in register.commitments_of(plan)
    )


def plans_view(register: Register, today: date) -> PlansView:
    """The list of plans on `today`."""
    plans = sorted(register.plans.values(), key=lambda plan: -plan.number)
    cards = tuple(_shortened(plan_card(register, plan, today) for plan in plans))
    return PlansView(
        heading=LISTS[Plan.kind],
        title=message("Action plans"),
        description=plural(
            "{count} national action plan of {country} in the Open Government Partnership: period, state and commitments.",
            "{count} national action plans of {country} in the Open Government Partnership: period, state and commitments.",
            len(plans),
            country=register.site.country,
        ),
        listed=tuple(record for card in cards for record in (card.plan, *(() if card.in_short else card.commitments))),
        plans=cards,
        chart=period_chart(register, reversed(plans[:IN_CHART]), today),
    )


def _shortened(cards: Iterable[PlanCard]) -> Iterator[PlanCard]:
    """`cards`, of which the first are whole until they hold `ENOUGH` commitments."""
    held = 0
    for card in cards:
        yield replace(card, in_short=held >= ENOUGH)
        held += len(card.commitments)


def timeline(register: Register, plan: Plan, today: date) -> tuple[Moment, ...]:
    """The dated events of `plan`, oldest first, each with its meeting where it has one."""
    events = sorted(plan.events, key=lambda event: (event.date.earliest, event.date.latest))
    return tuple(
        Moment(
            anchor=anchor,
            date=event.date,
            until=event.until,
            text=event.title,
            target=register.meetings[event.meeting] if event.meeting else None,
            item=event,
            future=event.date.earliest > today,
        )
        for event, anchor in zip(events, _anchors(events), strict=True)
    )


def _anchors(events: Iterable[PlanEvent]) -> Iterator[str]:
    """By date, so that an event entered later does not take the anchor of another."""
    seen: Counter[str] = Counter()
    for event in events:
        own = f"event-{event.date.root.replace(' ', '-')}"
        seen[own] += 1
        yield own if seen[own] == 1 else f"{own}-{seen[own]}"


def plan_view(register: Register, plan: Plan, today: date) -> PlanView:
    """The page of `plan` on `today`."""
    refresh = register.refresh_of(plan)
    meetings = sorted(register.linking(plan, Meeting.kind), key=lambda meeting: meeting.date.earliest)
    return PlanView(
        heading=plan.title,
        title=plan.short_title,
        description=plan.summary,
        record=plan,
        plan=plan,
        state=plan_state(plan, today),
        chart=period_chart(register, [plan], today),
        cards=commitment_cards(register, plan),
        refresh=refresh,
        outcomes=outcome_counts(refresh) if refresh else (),
        timeline=timeline(register, plan, today),
        drafts=tuple((draft, register.commitments[draft.became] if draft.became else None) for draft in plan.drafts),
        consultations=register.linking(plan, Consultation.kind),
        meetings=tuple(meetings),
        news=newest(register.linking(plan, NewsPost.kind)),
        documents=documents_of(register, plan),
    )


def newest(posts: Iterable[NewsPost]) -> tuple[NewsPost, ...]:
    """`posts`, newest first."""
    return tuple(sorted(posts, key=lambda post: (post.date, post.id), reverse=True))


def documents_of(register: Register, record: Plan | Commitment | Meeting | Consultation) -> tuple[Document, ...]:
    """The documents that `record` names, cites or is named by, in the order of the repository."""
    named = {str(ref) for _, ref in record.ties.references if isinstance(ref, DocumentRef)}
    named |= {str(citation.document) for citation in record.ties.citations}
    named |= {document.id for document in register.linking(record, Document.kind)}
    return register.in_order(named)
