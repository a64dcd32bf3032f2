"""Plans: the list, and one plan with its story, commitments and documents."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ogp.messages import message, plural
from ogp.records.base import DocumentRef, Item, Record, walk
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.dates import PartialDate
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.views.page import PageView, Wording
from ogp.views.refresh import OutcomeCount, outcome_counts
from ogp.views.states import PlanState, plan_state


@dataclass(frozen=True, slots=True)
class PlanCard:
    """A plan in a list."""

    plan: Plan
    state: PlanState
    commitments: tuple[Commitment, ...]


@dataclass(frozen=True, slots=True)
class Moment:
    """A dated point of a timeline, with the record that it leads to; `future` if it is still to come."""

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


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanView(PageView):
    """One plan."""

    plan: Plan
    state: PlanState
    commitments: tuple[Commitment, ...]
    refresh: Refresh | None
    outcomes: tuple[OutcomeCount, ...]
    timeline: tuple[Moment, ...]
    drafts: tuple[tuple[object, Commitment | None], ...]
    consultations: tuple[Consultation, ...]
    meetings: tuple[Meeting, ...]
    news: tuple[NewsPost, ...]
    documents: tuple[Document, ...]


def plan_card(register: Register, plan: Plan, today: date) -> PlanCard:
    """`plan` as it stands in a list on `today`."""
    return PlanCard(plan, plan_state(plan, today), register.commitments_of(plan))


def plans_view(register: Register, today: date) -> PlansView:
    """The list of plans on `today`."""
    plans = sorted(register.plans.values(), key=lambda plan: -plan.number)
    cards = tuple(plan_card(register, plan, today) for plan in plans)
    return PlansView(
        heading=message("Action plans"),
        title=message("Action plans"),
        description=plural(
            "{count} national action plan of {country} in the Open Government Partnership: period, state and commitments.",
            "{count} national action plans of {country} in the Open Government Partnership: period, state and commitments.",
            len(plans),
            country=register.site.country,
        ),
        listed=tuple(record for card in cards for record in (card.plan, *card.commitments)),
        plans=cards,
    )


def timeline(register: Register, plan: Plan, today: date) -> tuple[Moment, ...]:
    """The dated events of `plan`, oldest first, each with its meeting where it has one."""
    moments = [
        Moment(
            date=event.date,
            until=event.until,
            text=event.title,
            target=register.meetings[event.meeting] if event.meeting else None,
            item=event,
            future=event.date.earliest > today,
        )
        for event in plan.events
    ]
    return tuple(sorted(moments, key=lambda moment: (moment.date.earliest, moment.date.latest)))


def plan_view(register: Register, plan: Plan, today: date) -> PlanView:
    """The page of `plan` on `today`."""
    refresh = register.refresh_of(plan)
    commitments = register.commitments_of(plan)
    meetings = sorted(register.linking(plan, Meeting.kind), key=lambda meeting: meeting.date.earliest)
    return PlanView(
        heading=plan.title,
        title=plan.short_title,
        description=plan.summary,
        record=plan,
        plan=plan,
        state=plan_state(plan, today),
        commitments=commitments,
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
    named = {str(value) for _, value in walk(record) if isinstance(value, DocumentRef)}
    named |= {document.id for document in register.linking(record, Document.kind)}
    return register.in_order(named)
