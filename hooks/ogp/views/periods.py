"""Plans on one axis of years: how long each runs, when it was refreshed, and where today is."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.views.states import PlanState, plan_state


@dataclass(frozen=True, slots=True)
class Stretch:
    """A part of the axis, of which 0 is the beginning and 1 the end."""

    start: float
    end: float


@dataclass(frozen=True, slots=True)
class PeriodBar:
    """A plan on the axis: its period as first planned, by how much it was extended, and its refresh."""

    plan: Plan
    state: PlanState
    planned: Stretch
    extension: Stretch | None
    refresh: Stretch | None


@dataclass(frozen=True, slots=True)
class PeriodChart:
    """The axis: each year with its stretch, the bars, and the day with its place."""

    years: tuple[tuple[int, Stretch], ...]
    bars: tuple[PeriodBar, ...]
    day: date
    today: float


def refresh_days(refresh: Refresh) -> tuple[date, date] | None:
    """The first and the last day that the steps of `refresh` name, if they name any."""
    dates = [point.date for step in refresh.steps for point in step.dates]
    dates += [point.until for step in refresh.steps for point in step.dates if point.until]
    return (min(d.earliest for d in dates), max(d.latest for d in dates)) if dates else None


def period_chart(register: Register, plans: Iterable[Plan], today: date) -> PeriodChart | None:
    """Those of `plans` whose period has a known start and end, on one axis with `today`; None if there is none.

    A date known by its year only counts from the first or to the last day that it can mean.
    """
    shown = [(plan, p.start.earliest, p.end.latest) for plan in plans if (p := plan.period).start and p.end]
    if not shown:
        return None
    first = min(start for _, start, _ in shown).year
    last = max([today, *(plan.period.last.latest for plan, _, _ in shown if plan.period.last)]).year
    origin = date(first, 1, 1).toordinal()
    length = date(last + 1, 1, 1).toordinal() - origin

    def at(day: date) -> float:
        return (day.toordinal() - origin) / length

    def bar(plan: Plan, start: date, end: date) -> PeriodBar:
        longer, refresh = plan.period.extended_to, register.refresh_of(plan)
        days = refresh_days(refresh) if refresh else None
        return PeriodBar(
            plan,
            plan_state(plan, today),
            Stretch(at(start), at(end)),
            Stretch(at(end), at(longer.latest)) if longer else None,
            Stretch(at(days[0]), at(days[1])) if days else None,
        )

    return PeriodChart(
        tuple((year, Stretch(at(date(year, 1, 1)), at(date(year + 1, 1, 1)))) for year in range(first, last + 1)),
        tuple(bar(*one) for one in shown),
        today,
        at(today),
    )
