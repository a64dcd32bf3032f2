"""States that follow from dates and the day."""

from datetime import date
from enum import StrEnum

from ogp.records.consultation import Consultation
from ogp.records.plan import Plan, PlanStage
from ogp.register import Register


class PlanState(StrEnum):
    """State of a plan on a day."""

    IN_PREPARATION = "in-preparation"
    NOT_BEGUN = "not-begun"
    IN_FORCE = "in-force"
    ENDED = "ended"
    UNKNOWN = "state-unknown"


class CallState(StrEnum):
    """State of a consultation on a day."""

    ANNOUNCED = "announced"
    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = "dates-unknown"


class Verdict(StrEnum):
    """Whether a requirement is met on a day, as far as the records show."""

    MET = "met"
    NOT_MET = "not-met"
    NOT_KNOWN = "not-known"


class DutyKind(StrEnum):
    """What kind of duty it is, the most urgent first."""

    OVERDUE = "overdue"
    SOON = "due-soon"
    ANSWER = "answer-owed"
    REPORT = "report-owed"
    SOURCE = "source-wanted"
    REQUIRED = "required-next"


def plan_state(plan: Plan, today: date) -> PlanState:
    """The state of `plan` on `today`, as far as its period is known."""
    if plan.stage is PlanStage.IN_PREPARATION:
        return PlanState.IN_PREPARATION
    start, last = plan.period.start, plan.period.last
    if last and last.latest < today:
        return PlanState.ENDED
    if start and today < start.earliest:
        return PlanState.NOT_BEGUN
    if start and last and start.latest <= today <= last.earliest:
        return PlanState.IN_FORCE
    return PlanState.UNKNOWN


def call_state(consultation: Consultation, today: date) -> CallState:
    """The state of `consultation` on `today`. A call without dates is neither open nor closed."""
    opens, closes = consultation.opens, consultation.closes
    if closes and closes.latest < today:
        return CallState.CLOSED
    if opens and today < opens.earliest:
        return CallState.ANNOUNCED
    if opens and closes and opens.latest <= today <= closes.earliest:
        return CallState.OPEN
    return CallState.UNKNOWN


def current_plan(register: Register, today: date) -> Plan:
    """The plan in force on `today`, else one that may be, else the one that ended last, else the one with the highest
    number."""
    plans = sorted(register.plans.values(), key=lambda plan: plan.number)
    started = [plan for plan in plans if plan.period.start and plan.period.start.earliest <= today]
    for among, state in (
        (plans, PlanState.IN_FORCE),
        (started, PlanState.UNKNOWN),
        (plans, PlanState.ENDED),
        (plans, PlanState.UNKNOWN),
        (plans, PlanState.NOT_BEGUN),
    ):
        found = [plan for plan in among if plan_state(plan, today) is state]
        if found:
            return found[-1]
    return plans[-1]


def days_until(day: date, today: date) -> int:
    """Days from `today` to `day`; negative when it is past."""
    return (day - today).days
