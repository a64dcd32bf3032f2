"""OGP's minimum requirements, judged by the records for a given day.

The requirements are those of the OGP Participation and Co-Creation Standards, in force since 2022.
A date that no source gives is unknown, not zero.
"""

import calendar
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from ogp.messages import Message, message, plural
from ogp.records.base import Item, Record
from ogp.records.meeting import Meeting, MeetingKind
from ogp.records.refresh import Outcome, ProposedActivity, ProposedCommitment, Refresh
from ogp.records.site import Answer, ProcessEvidence
from ogp.register import Register
from ogp.views.page import Wording
from ogp.views.states import Verdict

LEAD_TIME = 14
"""Days by which the timeline must precede the start of a process (3.1: two weeks)."""


@dataclass(frozen=True, slots=True)
class Requirement:
    """A minimum requirement: its number and wording, the verdict on the day, why, and the evidence."""

    number: str
    text: Message
    verdict: Verdict
    findings: tuple[Wording, ...]
    evidence: tuple[Record, ...]
    proof: Item | None = None


def months_before(day: date, months: int) -> date:
    """The same day of the month `months` earlier, or that month's last day."""
    index = day.year * 12 + day.month - 1 - months
    year, month = divmod(index, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


_VERDICTS = {Answer.YES: Verdict.MET, Answer.NO: Verdict.NOT_MET, Answer.UNKNOWN: Verdict.NOT_KNOWN}


def _answered(evidence: ProcessEvidence | None) -> tuple[Verdict, tuple[Wording, ...]]:
    """The verdict that `evidence` gives, and what it says."""
    return (_VERDICTS[evidence.answer], (evidence.text,)) if evidence else (Verdict.NOT_KNOWN, ())


def held(meetings: Iterable[Meeting], today: date) -> tuple[Meeting, ...]:
    """The meetings held by `today` whose day is known, latest first."""
    past = [meeting for meeting in meetings if meeting.date.day and meeting.date.day <= today]
    return tuple(sorted(past, key=lambda meeting: meeting.date.latest, reverse=True))


def _forum(register: Register, today: date) -> Requirement:
    past = held((m for m in register.meetings.values() if m.type is MeetingKind.FORUM), today)
    rules = register.site.standards.forum_rules
    answer, said = _answered(rules)
    recent = tuple(meeting for meeting in past if meeting.date.latest >= months_before(today, 6))
    findings: list[Wording] = []
    if recent:
        findings.append(
            plural(
                "{count} meeting of the forum is on record in the six months before this day.",
                "{count} meetings of the forum are on record in the six months before this day.",
                len(recent),
            )
        )
        verdict = answer
    elif past:
        last = past[0].date.latest
        findings.append(
            plural(
                "The last meeting of the forum on record was held on {date}, {count} day before this day.",
                "The last meeting of the forum on record was held on {date}, {count} days before this day.",
                (today - last).days,
                date=last,
            )
        )
        verdict = Verdict.NOT_MET
    else:
        findings.append(message("No meeting of the forum is on record by this day."))
        verdict = Verdict.NOT_KNOWN
    findings += said
    return Requirement(
        "1.1",
        message("A forum of government and civil society meets at least every six months, and its rules are public."),
        verdict, tuple(findings), recent or past[:1], rules,
    )  # fmt: skip


def _website(register: Register, today: date) -> Requirement:
    text = message("A public website on the country’s participation in OGP is maintained.")
    launched = register.site.launched
    if launched > today:
        return Requirement("2.1", text, Verdict.NOT_KNOWN, (_not_launched(launched),), ())
    since = message("This website has published the records since {date}.", date=launched)
    return Requirement("2.1", text, Verdict.MET, (since,), ())


def _not_launched(launched: date) -> Message:
    return message("This website was first published on {date}, after this day.", date=launched)


def _repository(register: Register, today: date) -> Requirement:
    text = message("A repository of documents on process and implementation is updated at least twice a year.")
    if register.site.launched > today:
        return Requirement("2.2", text, Verdict.NOT_KNOWN, (_not_launched(register.site.launched),), ())
    days = sorted({record.updated for record in register.records() if record.updated <= today}, reverse=True)
    recent = [day for day in days if day > months_before(today, 12)]
    findings: list[Wording] = []
    if days:
        findings.append(message("The records were last updated on {date}.", date=days[0]))
    findings.append(
        plural(
            "In the twelve months before this day the records were updated on {count} day.",
            "In the twelve months before this day the records were updated on {count} days.",
            len(recent),
        )
    )
    if len(recent) >= 2:
        verdict = Verdict.MET
    elif register.site.launched > months_before(today, 12):
        verdict = Verdict.NOT_KNOWN
        findings.append(message("The site is less than a year old, so that this cannot be judged yet."))
    else:
        verdict = Verdict.NOT_MET
    return Requirement("2.2", text, verdict, tuple(findings), ())


def _last_refresh(register: Register, today: date) -> Refresh | None:
    started = []
    for refresh in register.refreshes.values():
        opens = register.consultations[refresh.consultation].opens if refresh.consultation else None
        if opens and opens.earliest <= today:
            started.append((opens.earliest, refresh))
    return max(started, key=lambda pair: pair[0])[1] if started else None


_NO_PROCESS = message("No process is on record by this day.")


def _hindrance(
    register: Register, evidence: ProcessEvidence | None, refresh: Refresh | None, today: date
) -> Message | None:
    """Why `evidence` says nothing of `refresh` on `today`, if so: it is of another process, or was not yet published.

    A document without a date is known from the launch of the site.
    """
    if refresh is None:
        return _NO_PROCESS
    if evidence is None or evidence.consultation != refresh.consultation:
        return message("No source says so of this process.")
    documents = [register.documents[source.document] for source in evidence.sources]
    days = [document.date.earliest if document.date else register.site.launched for document in documents]
    return message("No evidence had been published by this day.") if max(days, default=today) > today else None


def _timeline(register: Register, refresh: Refresh | None, today: date) -> Requirement:
    text = message("The timeline and the ways to take part are published at least two weeks before the process starts.")
    evidence = register.site.standards.timeline
    opens = register.consultations[refresh.consultation].opens if refresh and refresh.consultation else None
    published = refresh.timeline_published if refresh else None
    if refresh and opens and opens.day and published and published.day:
        days = (opens.day - published.day).days
        if days < 0:
            finding = plural(
                "The timeline was published {count} day after the call opened.",
                "The timeline was published {count} days after the call opened.",
                -days,
            )
        else:
            finding = plural(
                "The timeline was published {count} day before the call opened.",
                "The timeline was published {count} days before the call opened.",
                days,
            )
        return Requirement("3.1", text, Verdict.MET if days >= LEAD_TIME else Verdict.NOT_MET, (finding,), (refresh,))
    if hindrance := _hindrance(register, evidence, refresh, today):
        return Requirement("3.1", text, Verdict.NOT_KNOWN, (hindrance,), (refresh,) if refresh else ())
    unknown = message(
        "No source gives the day on which the timeline was published, so the days before the call are not known."
    )
    verdict, said = _answered(evidence)
    return Requirement("3.1", text, verdict, (unknown, *said), (refresh,) if refresh else (), evidence)


def _evidence(
    register: Register,
    number: str,
    text: Message,
    evidence: ProcessEvidence | None,
    process: tuple[Refresh | None, date],
) -> Requirement:
    """The requirement that `evidence` shows of a process: the refresh, if any, on a day."""
    refresh, today = process
    hindrance = _hindrance(register, evidence, refresh, today)
    if hindrance or evidence is None:
        findings = (hindrance,) if hindrance else ()
        return Requirement(number, text, Verdict.NOT_KNOWN, findings, (refresh,) if refresh else ())
    records: list[Record] = [register.consultations[evidence.consultation]] if evidence.consultation else []
    records += [register.meetings[id_] for id_ in evidence.meetings]
    return Requirement(number, text, *_answered(evidence), tuple(records), evidence)


def _response(register: Register, refresh: Refresh | None, today: date) -> Requirement:
    text = message("It is reported how each contribution was considered, and why one was not taken up.")
    if refresh is None:
        return Requirement("4.1", text, Verdict.NOT_KNOWN, (_NO_PROCESS,), ())
    published = register.documents[refresh.report].date if refresh.report else None
    if published is None or today < published.earliest:
        finding = message("No report on the outcomes is on record by this day.")
        return Requirement("4.1", text, Verdict.NOT_KNOWN, (finding,), (refresh,))
    answered: list[ProposedActivity | ProposedCommitment] = [*refresh.activities, *refresh.proposals]
    refused = [item for item in answered if item.outcome is Outcome.NOT_ADDED]
    reasoned = [item for item in refused if item.justification]
    findings = (
        message(
            "{activities} proposed activities and {commitments} proposed commitments each have a published outcome.",
            activities=len(refresh.activities), commitments=len(refresh.proposals),
        ),
        message("{reasoned} of the {refused} that were not added have a published justification.",
                reasoned=len(reasoned), refused=len(refused)),
    )  # fmt: skip
    if not answered:
        verdict = Verdict.NOT_KNOWN
    else:
        verdict = Verdict.MET if len(reasoned) == len(refused) else Verdict.NOT_MET
    return Requirement("4.1", text, verdict, findings, (refresh,))


def presents_results(meeting: Meeting) -> bool:
    """Whether a source says that results of implementation were presented at `meeting` with civil society (5.1)."""
    return bool(meeting.civil_society and meeting.on_implementation)


def may_present_results(meeting: Meeting) -> bool:
    """Whether `meeting` may have been such a one, as far as the sources say; those that surely were are among them."""
    return meeting.civil_society is not False and meeting.on_implementation is not False


def _civil_society(register: Register, today: date) -> Requirement:
    past = held(register.meetings.values(), today)
    recent = [meeting for meeting in past if meeting.date.latest > months_before(today, 12)]
    sure = tuple(meeting for meeting in recent if presents_results(meeting))
    possible = tuple(meeting for meeting in recent if may_present_results(meeting) and not presents_results(meeting))
    findings: list[Wording] = [
        plural(
            "In the twelve months before this day, {count} such meeting is on record.",
            "In the twelve months before this day, {count} such meetings are on record.",
            len(sure),
        )
    ]
    if possible:
        findings.append(
            plural(
                "Of {count} more meeting the sources do not say whether it was one.",
                "Of {count} more meetings the sources do not say whether they were such.",
                len(possible),
            )
        )
    if len(sure) >= 2:
        verdict = Verdict.MET
    elif not past or len(sure) + len(possible) >= 2:
        verdict = Verdict.NOT_KNOWN
    else:
        verdict = Verdict.NOT_MET
    last = tuple(meeting for meeting in past if presents_results(meeting))[:1]
    return Requirement(
        "5.1",
        message("At least two meetings a year with civil society present results on implementation and collect comments."),
        verdict, tuple(findings), sure or last,
    )  # fmt: skip


def requirements(register: Register, today: date) -> tuple[Requirement, ...]:
    """Every minimum requirement as the records show it on `today`."""
    standards = register.site.standards
    refresh = _last_refresh(register, today)
    return (
        _forum(register, today),
        _website(register, today),
        _repository(register, today),
        _timeline(register, refresh, today),
        _evidence(
            register, "3.2",
            message("Outreach raises awareness of OGP and of the opportunities to take part."), standards.outreach,
            (refresh, today),
        ),
        _evidence(
            register, "3.3",
            message("There is a way for stakeholders to hand in proposals, open for an appropriate time."), standards.mechanism,
            (refresh, today),
        ),
        _response(register, refresh, today),
        _civil_society(register, today),
    )  # fmt: skip
