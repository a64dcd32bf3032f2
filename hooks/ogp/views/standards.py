"""The page on OGP's minimum requirements."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from ogp.messages import message
from ogp.records.document import Document
from ogp.records.meeting import MeetingKind
from ogp.register import Register
from ogp.views.page import PageView
from ogp.views.requirements import Requirement, held, presents_results, requirements
from ogp.views.states import Verdict


@dataclass(frozen=True, slots=True, kw_only=True)
class StandardsView(PageView):
    """All minimum requirements on one day: how many have each verdict, and the meetings by year."""

    today: date
    document: Document
    verdicts: tuple[tuple[Verdict, int], ...]
    requirements: tuple[Requirement, ...]
    years: tuple[tuple[int, int, int], ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """The text of the standards and the documents behind the evidence."""
        sources = [source for one in self.requirements if one.proof for source in one.proof.sources]
        sources += [source for one in self.requirements for record in one.evidence for source in record.sources]
        return tuple(dict.fromkeys((self.document.id, *(str(source.document) for source in sources))))


def meetings_by_year(register: Register, today: date) -> tuple[tuple[int, int, int], ...]:
    """Years with meetings on record, newest first: year, forum meetings, those with civil society on implementation."""
    past = held(register.meetings.values(), today)
    return tuple(
        (
            year,
            sum(m.type is MeetingKind.FORUM for m in past if m.date.year == year),
            sum(presents_results(m) for m in past if m.date.year == year),
        )
        for year in sorted({meeting.date.year for meeting in past}, reverse=True)
    )


def standards_view(register: Register, today: date) -> StandardsView:
    """The page on OGP's minimum requirements on `today`."""
    judged = requirements(register, today)
    document = register.documents[register.site.standards.document]
    counted = Counter(requirement.verdict for requirement in judged)
    return StandardsView(
        heading=message("OGP's minimum requirements"),
        title=message("OGP's minimum requirements"),
        description=message(
            "How {country} meets the eight minimum requirements of OGP for participation, computed from dated records.",
            country=register.site.country,
        ),
        listed=register.records(),
        today=today,
        document=document,
        verdicts=tuple((verdict, counted[verdict]) for verdict in Verdict if verdict in counted),
        requirements=judged,
        years=meetings_by_year(register, today),
    )
