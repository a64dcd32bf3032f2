"""What is to be done: overdue, due soon, not reported, answers that a refresh owes, what OGP requires next."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from ogp.messages import Message, message, plural
from ogp.records.base import Record
from ogp.records.commitment import Commitment, Completion, DueDate
from ogp.records.consultation import Consultation, Suggestion, SuggestionKind
from ogp.records.meeting import MeetingKind
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.views.commitments import due_on
from ogp.views.names import name_of
from ogp.views.page import Wording
from ogp.views.requirements import LEAD_TIME, held, months_before, requirements
from ogp.views.states import CallState, DutyKind, PlanState, Verdict, call_state, days_until, plan_state

SOON = 60
"""How many days before its due date a milestone is named."""

_REPORTED_EVERY = 6
"""Months after which a commitment in force wants a new report: the repository is kept twice a year (standard 2.2)."""

_FORUM_EVERY = 6
"""Months within which the forum meets again (standard 1.1)."""


@dataclass(frozen=True, slots=True)
class Duty:
    """Something to be done: what, about which record, and by which day if there is one."""

    kind: DutyKind
    text: Wording
    record: Record | None = None
    day: date | None = None


def duties(register: Register, today: date) -> tuple[Duty, ...]:
    """Everything that is to be done as of `today`, by kind and then by day."""
    found = [*_dates(register, today), *_reports(register, today), *_calls(register, today)]
    found += [*_answers(register), *_sources(register), *_required(register, today)]
    order = list(DutyKind)
    return tuple(sorted(found, key=lambda duty: (order.index(duty.kind), duty.day or date.max)))


def _dates(register: Register, today: date) -> Iterator[Duty]:
    for commitment in register.commitments.values():
        done = {report.milestone for report in commitment.progress if report.status is Completion.COMPLETE}
        for milestone in commitment.milestones:
            if milestone.number in done or None in done:
                continue
            name = message(
                "{commitment}, milestone {number}", commitment=name_of(commitment, register), number=milestone.number
            )
            yield from _date(commitment, name, milestone.due, today)
            for activity in milestone.activities:
                own = message("{milestone}, activity {number}", milestone=name, number=activity.number)
                yield from _date(commitment, own, activity.due, today)


def _date(commitment: Commitment, name: Message, due: DueDate | None, today: date) -> Iterator[Duty]:
    state = due_on(due, today)
    if state is None:
        return
    day = state.current.latest
    if state.passed:
        text = plural("{what}: {count} day overdue", "{what}: {count} days overdue", (today - day).days, what=name)
        yield Duty(DutyKind.OVERDUE, text, commitment, day)
    elif day <= today + timedelta(days=SOON):
        text = plural("{what}: due in {count} day", "{what}: due in {count} days", (day - today).days, what=name)
        yield Duty(DutyKind.SOON, text, commitment, day)


def _reports(register: Register, today: date) -> Iterator[Duty]:
    for commitment in register.commitments.values():
        state = plan_state(register.plans[commitment.plan], today)
        last = max((report.end.latest for report in commitment.progress), default=None)
        # What has ended needs no further report, but one.
        if state in (PlanState.IN_PREPARATION, PlanState.NOT_BEGUN) or (last and state is not PlanState.IN_FORCE):
            continue
        name = name_of(commitment, register)
        if last is None:
            yield Duty(DutyKind.REPORT, message("{what}: no progress report yet", what=name), commitment)
        elif last < months_before(today, _REPORTED_EVERY):
            text = message("{what}: the last progress report ends on {date}", what=name, date=last)
            yield Duty(DutyKind.REPORT, text, commitment, last)


def _calls(register: Register, today: date) -> Iterator[Duty]:
    for consultation in register.consultations.values():
        state, name = call_state(consultation, today), name_of(consultation)
        opens = consultation.opens.day if consultation.opens else None
        closes = consultation.closes.day if consultation.closes else None
        refresh = register.refreshes[consultation.refresh] if consultation.refresh else None
        if state is CallState.ANNOUNCED and opens and refresh and not refresh.timeline_published:
            latest = opens - timedelta(days=LEAD_TIME)
            text = message("{what}: publish the timeline of the refresh two weeks before the call opens", what=name)
            yield Duty(DutyKind.OVERDUE if latest < today else DutyKind.SOON, text, refresh, latest)
        if state is CallState.OPEN and closes:
            left = days_until(closes, today) or 0
            text = (
                plural("{what}: open for {count} more day", "{what}: open for {count} more days", left, what=name)
                if left
                else message("{what}: today is its last day", what=name)
            )
            yield Duty(DutyKind.SOON, text, consultation, closes)
        if state is CallState.CLOSED and consultation.received is None:
            yield Duty(DutyKind.ANSWER, message("{what}: publish what came in", what=name), consultation, closes)


def _answers(register: Register) -> Iterator[Duty]:
    """The suggestions of each refresh that have no answer: each contribution wants one (standard 4.1)."""
    for refresh in register.refreshes.values():
        consultation = register.consultations[refresh.consultation] if refresh.consultation else None
        for suggestion in consultation.received.suggestions if consultation and consultation.received else ():
            if not _answered(refresh, suggestion):
                text = message(
                    "{what}: suggestion {number} has no answer: “{text}”",
                    what=name_of(refresh, register), number=suggestion.number, text=suggestion.text,
                )  # fmt: skip
                yield Duty(DutyKind.ANSWER, text, consultation)
        yield from _steps(register, refresh, consultation)


def _answered(refresh: Refresh, suggestion: Suggestion) -> bool:
    if suggestion.kind is SuggestionKind.NEW_COMMITMENT:
        return any(proposal.id == suggestion.proposal for proposal in refresh.proposals)
    return any(activity.commitment == suggestion.commitment for activity in refresh.activities)


def _steps(register: Register, refresh: Refresh, consultation: Consultation | None) -> Iterator[Duty]:
    """What the record of a refresh lacks, in the order in which it comes about."""
    answered = refresh.activities or refresh.proposals
    checklist = (
        (consultation, message("make the record of the public call (`ogp new consultation`)")),
        (refresh.steps, message("enter the steps, each with its dates")),
        (not consultation or consultation.received, message("import what came in (`ogp import-suggestions`)")),
        (answered, message("enter the proposals with their outcomes and reasoned responses")),
        (refresh.approvals or not answered, message("enter who approved the refresh, and when")),
        (refresh.outcomes or not answered, message("enter the main outcomes")),
        (refresh.news or not answered, message("publish the outcomes as a news post (`ogp new news`)")),
    )
    for fulfilled, what in checklist:
        if not fulfilled:
            text = message("{refresh}: {what}", refresh=name_of(refresh, register), what=what)
            yield Duty(DutyKind.ANSWER, text, refresh)


def _sources(register: Register) -> Iterator[Duty]:
    for document in register.documents.values():
        if not document.url and not document.transcript and register.citing(document):
            text = message("{what}: facts rest on it, and it has neither an address nor a text", what=name_of(document))
            yield Duty(DutyKind.SOURCE, text, document)
        elif document.dead_since and not document.archived and not document.transcript:
            text = message(
                "{what}: its address no longer answers, and no archived copy is known", what=name_of(document)
            )
            yield Duty(DutyKind.SOURCE, text, document)


def _required(register: Register, today: date) -> Iterator[Duty]:
    forum = held((one for one in register.meetings.values() if one.type is MeetingKind.FORUM), today)
    for requirement in requirements(register, today):
        if requirement.verdict is not Verdict.MET:
            text = message("Standard {number}: {text}", number=requirement.number, text=requirement.text)
            yield Duty(DutyKind.REQUIRED, text)
    if forum:
        text = message("The forum meets at least every six months; its last meeting was on {date}", date=forum[0].date)
        yield Duty(DutyKind.REQUIRED, text, None, _months_after(forum[0].date.latest, _FORUM_EVERY))


def _months_after(day: date, months: int) -> date:
    return months_before(day, -months)
