"""Meetings: the list by year, and one meeting."""

from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from ogp.messages import message
from ogp.records.base import Item, Record
from ogp.records.commitment import Commitment, ProposedIndicator, Recommendation
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting, MeetingKind
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.records.site import Site
from ogp.register import Register
from ogp.views.page import PageView
from ogp.views.plans import documents_of, newest


@dataclass(frozen=True, slots=True)
class Advice:
    """What was recommended at a meeting on one commitment."""

    commitment: Commitment
    recommendations: tuple[Recommendation, ...]
    indicators: tuple[ProposedIndicator, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingView(PageView):
    """One meeting."""

    meeting: Meeting
    plans: tuple[Plan, ...]
    refresh: Refresh | None
    step: int | None
    organizers: tuple[Organization, ...]
    commitments: tuple[Commitment, ...]
    results: tuple[tuple[Commitment, tuple[Item, ...]], ...]
    advice: tuple[Advice, ...]
    consultations: tuple[Consultation, ...]
    news: tuple[NewsPost, ...]
    documents: tuple[Document, ...]
    forum: Organization | None

    @property
    def quoted(self) -> tuple[Record, ...]:
        """The commitments on which something was recommended."""
        return tuple(one.commitment for one in self.advice)


def times_of(meeting: Meeting, site: Site) -> tuple[datetime | None, datetime | None]:
    """When `meeting` began and ended, as far as day and time are known, in the time zone of `site` if it names one."""
    zone = ZoneInfo(site.time_zone) if site.time_zone else None
    day = meeting.date.day

    def at(hour: str | None) -> datetime | None:
        return datetime.combine(day, time.fromisoformat(hour), zone) if day and hour else None

    return at(meeting.start), at(meeting.end)


def advice(register: Register, meeting: Meeting) -> tuple[Advice, ...]:
    """What was recommended and proposed at `meeting`, by commitment."""
    found = []
    for commitment in register.linking(meeting, Commitment.kind):
        recommendations = tuple(r for r in commitment.recommendations if r.meeting == meeting.id)
        indicators = tuple(i for i in commitment.indicators if i.meeting == meeting.id)
        if recommendations or indicators:
            found.append(Advice(commitment, recommendations, indicators))
    return tuple(sorted(found, key=lambda one: (one.commitment.plan, one.commitment.number)))


def meeting_view(register: Register, meeting: Meeting) -> MeetingView:
    """The page of `meeting`."""
    refresh = register.refreshes[meeting.refresh] if meeting.refresh else None
    given = advice(register, meeting)
    dealt_with = dict.fromkeys((*meeting.commitments, *(one.commitment.id for one in given)))
    results: dict[str, list[Item]] = {}
    for group in meeting.results:
        results.setdefault(group.commitment, []).append(group)
    return MeetingView(
        heading=meeting.title,
        title=message("{title}, {date}", title=meeting.title, date=meeting.date),
        description=meeting.summary,
        record=meeting,
        meeting=meeting,
        plans=tuple(dict.fromkeys((register.plans[meeting.plan], *register.linking(meeting, Plan.kind)))),
        refresh=refresh,
        step=next((step.number for step in refresh.steps if meeting.id in step.meetings), None) if refresh else None,
        organizers=tuple(register.organizations[id_] for id_ in meeting.organizers),
        commitments=tuple(register.commitments[id_] for id_ in dealt_with),
        results=tuple((register.commitments[id_], tuple(groups)) for id_, groups in results.items()),
        advice=given,
        consultations=register.linking(meeting, Consultation.kind),
        news=newest(register.linking(meeting, NewsPost.kind)),
        documents=documents_of(register, meeting),
        forum=register.organizations[register.site.forum] if meeting.type is MeetingKind.FORUM else None,
    )
