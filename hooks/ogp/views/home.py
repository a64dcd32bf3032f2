"""The home page: the current plan, what is open now, the commitments, the latest news and meetings."""

from dataclasses import dataclass
from datetime import date

from ogp.records.base import Record
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.views.consultations import Call, calls
from ogp.views.page import PageView
from ogp.views.periods import PeriodChart, period_chart
from ogp.views.plans import CommitmentCard, Moment, PlanCard, commitment_cards, newest, plan_card, timeline
from ogp.views.refresh import OutcomeCount, outcome_counts
from ogp.views.states import CallState, PlanState, current_plan, days_until, plan_state

LATEST = 3
"""How many news posts the home page shows."""

MOMENTS = 6
"""How many moments of the plan's timeline it shows."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HomeView(PageView):
    """The home page on one day. `days_left` counts to the plan's end and is negative after it.

    `responsible` is how many organizations are responsible for its commitments, `reports` how many progress reports on
    them are on record, `timeline` the latest moments and those to come.
    """

    card: PlanCard
    chart: PeriodChart | None
    cards: tuple[CommitmentCard, ...]
    responsible: int
    reports: int
    timeline: tuple[Moment, ...]
    days_left: int | None
    in_preparation: tuple[Plan, ...]
    refresh: Refresh | None
    outcomes: tuple[OutcomeCount, ...]
    open: tuple[Call, ...]
    last_call: Call | None
    news: tuple[NewsPost, ...]
    last_meeting: Meeting | None
    next_meeting: Meeting | None


def home_view(register: Register, today: date) -> HomeView:
    """The home page on `today`."""
    plan = current_plan(register, today)
    refresh = register.refresh_of(plan)
    every = calls(register, today)
    meetings = sorted(register.meetings.values(), key=lambda meeting: meeting.date.latest)
    past = [meeting for meeting in meetings if meeting.date.latest < today]
    coming = [meeting for meeting in meetings if meeting.date.latest >= today]
    last = plan.period.last
    card = plan_card(register, plan, today)
    preparing = tuple(
        other for other in register.plans.values() if plan_state(other, today) is PlanState.IN_PREPARATION
    )
    open_calls = tuple(call for call in every if call.current)
    last_call = next((call for call in every if call.state is CallState.CLOSED), None)
    news = newest(post for post in register.news.values() if post.date <= today)[:LATEST]
    shown: list[Record | None] = [plan, *preparing, refresh, *card.commitments]
    shown += [call.consultation for call in (*open_calls, last_call) if call]
    shown += [*news, *past[-1:], *coming[:1]]
    return HomeView(
        heading=register.site.name,
        title=register.site.name,
        description=register.site.description,
        listed=tuple(dict.fromkeys(record for record in shown if record)),
        card=card,
        chart=period_chart(register, [plan, *preparing], today),
        cards=commitment_cards(register, plan),
        responsible=len({role.organization for one in card.commitments for role in (*one.lead, *one.implementing)}),
        reports=sum(len(one.progress) for one in card.commitments),
        timeline=timeline(register, plan, today)[-MOMENTS:],
        days_left=days_until(last.day, today) if last and last.day else None,
        in_preparation=preparing,
        refresh=refresh,
        outcomes=outcome_counts(refresh) if refresh else (),
        open=open_calls,
        last_call=last_call,
        news=news,
        last_meeting=past[-1] if past else None,
        next_meeting=coming[0] if coming else None,
    )
