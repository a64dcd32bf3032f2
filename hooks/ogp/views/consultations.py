"""Consultations: what is open, and one call with what came in and where it led."""

from dataclasses import dataclass
from datetime import date

from ogp.messages import message
from ogp.records.base import Record
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.views.names import LISTS
from ogp.views.page import PageView
from ogp.views.plans import documents_of, newest
from ogp.views.refresh import OutcomeCount, outcome_counts
from ogp.views.states import CallState, call_state, days_until
from ogp.views.trace import Trace, traces


@dataclass(frozen=True, slots=True)
class Call:
    """A consultation on a day. `days` are how long it lasted or lasts, first and last day included."""

    consultation: Consultation
    state: CallState
    days: int | None
    days_left: int | None
    outcomes: tuple[OutcomeCount, ...]
    refresh: Refresh | None

    @property
    def current(self) -> bool:
        """Whether it can be answered now or will be."""
        return self.state in (CallState.OPEN, CallState.ANNOUNCED)


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationsView(PageView):
    """All consultations: those open or announced, and the others."""

    open: tuple[Call, ...]
    others: tuple[Call, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class ConsultationView(PageView):
    """One consultation."""

    consultation: Consultation
    call: Call
    plan: Plan
    traces: tuple[Trace, ...]
    meetings: tuple[Meeting, ...]
    news: tuple[NewsPost, ...]
    documents: tuple[Document, ...]

    @property
    def quoted(self) -> tuple[Record, ...]:
        """The refresh that answers it."""
        return (self.call.refresh,) if self.call.refresh else ()


def call(register: Register, consultation: Consultation, today: date) -> Call:
    """`consultation` as it stands on `today`."""
    opens = consultation.opens.day if consultation.opens else None
    closes = consultation.closes.day if consultation.closes else None
    refresh = register.refreshes[consultation.refresh] if consultation.refresh else None
    return Call(
        consultation,
        call_state(consultation, today),
        (closes - opens).days + 1 if opens and closes else None,
        days_until(closes, today) if closes and call_state(consultation, today) is CallState.OPEN else None,
        outcome_counts(refresh) if refresh else (),
        refresh,
    )


def calls(register: Register, today: date) -> tuple[Call, ...]:
    """All consultations on `today`, the latest first."""
    ordered = sorted(
        register.consultations.values(),
        key=lambda c: (c.opens or c.closes).earliest if (c.opens or c.closes) else date.min,  # type: ignore[union-attr]
        reverse=True,
    )
    return tuple(call(register, consultation, today) for consultation in ordered)


def consultations_view(register: Register, today: date) -> ConsultationsView:
    """The list of consultations on `today`."""
    every = calls(register, today)
    return ConsultationsView(
        heading=LISTS[Consultation.kind],
        title=message("Consultations"),
        description=message(
            "Public calls for suggestions on the action plans of {country}: what is open, how to answer, what came in.",
            country=register.site.country,
        ),
        listed=tuple(c.consultation for c in every),
        open=tuple(c for c in every if c.current),
        others=tuple(c for c in every if not c.current),
    )


def consultation_view(register: Register, consultation: Consultation, today: date) -> ConsultationView:
    """The page of `consultation` on `today`."""
    news = [*register.linking(consultation, NewsPost.kind), *(register.news[id_] for id_ in consultation.news)]
    return ConsultationView(
        heading=consultation.title,
        title=consultation.title,
        description=consultation.summary,
        record=consultation,
        consultation=consultation,
        call=call(register, consultation, today),
        plan=register.plans[consultation.plan],
        traces=traces(register, consultation),
        meetings=tuple(register.meetings[id_] for id_ in consultation.discussed_at),
        news=newest(dict.fromkeys(news)),
        documents=documents_of(register, consultation),
    )
