"""What the picture of a page says that is shown where its link is shared: what it is, its title, and its state."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ogp.messages import Message, message, plural
from ogp.records.dates import PartialDate
from ogp.records.refresh import Refresh
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
from ogp.views.refresh import ActivitiesView, ComparisonView, ProposalsView, RefreshView, outcome_counts


@dataclass(frozen=True, slots=True)
class Card:
    """`kicker` is the line above the title; `facts` stand below it, one a line."""

    kicker: Wording | None
    title: Wording | str
    facts: tuple[Wording | PartialDate | date, ...] = ()


def card(view: PageView) -> Card:
    """The picture of the page with this `view`."""
    kicker: Wording | None = None
    facts: tuple[Wording | PartialDate | date, ...] = ()
    match view:
        case CommitmentView():
            kicker = message("Commitment {number} · {plan}", number=view.commitment.number, plan=view.plan.short_title)
            facts = tuple(_state(view))
        case PlanView():
            count = plural("{count} commitment", "{count} commitments", len(view.cards))
            facts = (LABELS[view.state], *((count,) if view.cards else ()))
        case RefreshView() | ActivitiesView() | ProposalsView() | ComparisonView():
            kicker = message("Midterm refresh · {plan}", plan=view.plan.short_title)
            facts = tuple(_counted(view.refresh, of_commitments=isinstance(view, ProposalsView)))
        case ConsultationView():
            kicker, facts = message("Consultation"), (LABELS[view.call.state],)
        case MeetingView():
            kicker, facts = LABELS[view.meeting.type], (view.meeting.date,)
        case NewsView():
            kicker, facts = message("News"), (view.post.date,)
        case DocumentView():
            kicker, facts = LABELS[view.document.type], (view.document.date,) if view.document.date else ()
        case OrganizationView():
            kicker = LABELS[view.organization.type]
        case HomeView():
            facts = (view.description,)
    return Card(kicker, view.heading, facts)


def _counted(refresh: Refresh, *, of_commitments: bool) -> Iterator[Message]:
    """How many proposed activities, or commitments, had each outcome, without the outcomes that none had."""
    for one in outcome_counts(refresh):
        if number := one.commitments if of_commitments else one.activities:
            yield message("{outcome}: {number}", outcome=LABELS[one.outcome], number=number)


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
