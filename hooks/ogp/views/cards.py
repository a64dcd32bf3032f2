"""What the picture of a page says that is shown where its link is shared: what it is, its title, and its state."""

from dataclasses import dataclass
from datetime import date

from ogp.messages import Message, message, plural
from ogp.records.dates import PartialDate
from ogp.views.commitments import CommitmentView
from ogp.views.consultations import ConsultationView
from ogp.views.documents import DocumentView
from ogp.views.home import HomeView
from ogp.views.labels import LABELS
from ogp.views.meetings import MeetingView
from ogp.views.news import NewsView
from ogp.views.organizations import OrganizationView
from ogp.views.page import PageView, Wording
from ogp.views.plans import PlanView
from ogp.views.refresh import OutcomeCount, RefreshView


@dataclass(frozen=True, slots=True)
class Card:
    """`kicker` is the line above the title; `facts` stand below it, one a line."""

    kicker: Wording | None
    title: Wording | str
    facts: tuple[Wording | PartialDate | date, ...] = ()


def card(view: PageView) -> Card:
    """The picture of the page with this `view`."""
    match view:
        case CommitmentView():
            kicker = message("Commitment {number} · {plan}", number=view.commitment.number, plan=view.plan.short_title)
            return Card(kicker, view.heading, tuple(_state(view)))
        case PlanView():
            count = plural("{count} commitment", "{count} commitments", len(view.cards))
            return Card(None, view.heading, (LABELS[view.state], *((count,) if view.cards else ())))
        case RefreshView():
            kicker = message("Midterm refresh · {plan}", plan=view.plan.short_title)
            return Card(kicker, view.heading, tuple(_counted(one) for one in view.counts if one.activities))
        case ConsultationView():
            return Card(message("Consultation"), view.heading, (LABELS[view.call.state],))
        case MeetingView():
            return Card(LABELS[view.meeting.type], view.heading, (view.meeting.date,))
        case NewsView():
            return Card(message("News"), view.heading, (view.post.date,))
        case DocumentView():
            facts = (view.document.date,) if view.document.date else ()
            return Card(LABELS[view.document.type], view.heading, facts)
        case OrganizationView():
            return Card(LABELS[view.organization.type], view.heading)
        case HomeView():
            return Card(None, view.heading, (view.description,))
    return Card(None, view.heading)


def _counted(one: OutcomeCount) -> Message:
    return message("{outcome}: {number}", outcome=LABELS[one.outcome], number=one.activities)


def _state(view: CommitmentView) -> list[Wording]:
    """What the government reported, and what the refresh decided, as far as they are known."""
    if view.progress:
        found: list[Wording] = [message("Progress: {word}", word=LABELS[view.progress[-1].status])]
    elif view.reported_milestones:
        found = [message("Progress: {word}", word=message("reported by milestone"))]
    else:
        found = [message("Progress: {word}", word=message("not yet published"))]
    if view.changes:
        found.append(
            message(
                "Midterm refresh: {added} of {count} proposed activities added",
                added=view.activities_added, count=len(view.changes),
            )
        )  # fmt: skip
    return found
