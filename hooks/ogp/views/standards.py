"""The page on OGP's minimum requirements."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ogp.messages import message
from ogp.records.document import Document
from ogp.records.meeting import Meeting, MeetingKind
from ogp.register import Register
from ogp.views.page import PageView
from ogp.views.requirements import Requirement, held, may_present_results, presents_results, requirements
from ogp.views.states import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingsOfYear:
    """How many meetings of a year were of the forum, were with civil society on results, and may have been such."""

    year: int
    forum: int
    on_results: int
    unknown: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsView(PageView):
    """All minimum requirements on one day: how many have each verdict, and the meetings by year."""

    today: date
    document: Document | None
    verdicts: tuple[tuple[Verdict, int], ...]
    requirements: tuple[Requirement, ...]
    years: tuple[MeetingsOfYear, ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """The text of the standards and the documents behind the evidence."""
        sources = [source for one in self.requirements if one.proof for source in one.proof.sources]
        sources += [source for one in self.requirements for record in one.evidence for source in record.sources]
        own = (self.document.id,) if self.document else ()
        return tuple(dict.fromkeys((*own, *(str(source.document) for source in sources))))


def meetings_by_year(register: Register, today: date) -> tuple[MeetingsOfYear, ...]:
    """The meetings held by `today`, counted by year, newest first."""
    years: dict[int, list[Meeting]] = {}
    for meeting in held(register.meetings.values(), today):
        years.setdefault(meeting.date.year, []).append(meeting)
    return tuple(
        MeetingsOfYear(
            year=year,
            forum=sum(meeting.type is MeetingKind.FORUM for meeting in meetings),
            on_results=sum(map(presents_results, meetings)),
            unknown=sum(may_present_results(meeting) and not presents_results(meeting) for meeting in meetings),
        )
        for year, meetings in sorted(years.items(), reverse=True)
    )


def standards_view(register: Register, today: date) -> StandardsView:
    """The page on OGP's minimum requirements on `today`."""
    judged = requirements(register, today)
    document = register.site.standards.document
    counted = Counter(requirement.verdict for requirement in judged)
    return StandardsView(
        heading=message("OGP’s minimum requirements"),
        title=message("OGP’s minimum requirements"),
        description=message(
            "How {country} meets the eight minimum requirements of OGP for participation, computed from dated records.",
            country=register.site.country,
        ),
        listed=register.records(),
        today=today,
        document=register.documents[document] if document else None,
        verdicts=tuple((verdict, counted[verdict]) for verdict in Verdict if verdict in counted),
        requirements=judged,
        years=meetings_by_year(register, today),
    )
