"""Dates and times that depend on each other."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Any

from ogp.loading.files import Files
from ogp.loading.salvage import UNREAD
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.base import Record
from ogp.records.commitment import Commitment, DueDate, ProgressReport
from ogp.records.consultation import Consultation
from ogp.records.dates import PartialDate, Period
from ogp.records.meeting import AgendaItem, Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import PlanEvent
from ogp.records.refresh import StepDate
from ogp.records.site import Site

_PAIRS: tuple[tuple[type, str, str], ...] = (
    (Period, "start", "end"),
    (Period, "end", "extended_to"),
    (Consultation, "opens", "closes"),
    (PlanEvent, "date", "until"),
    (StepDate, "date", "until"),
    (ProgressReport, "start", "end"),
    (Meeting, "start", "end"),
    (AgendaItem, "start", "end"),
)


def ends_follow_starts(files: Files) -> Iterator[Problem]:
    """Nothing ends before it starts, as far as its dates are known."""
    for entry in files.entries:
        for path, value in entry.values():
            for type_, first, second in _PAIRS:
                if not isinstance(value, type_):
                    continue
                start, end = getattr(value, first), getattr(value, second)
                if not _before(end, start):
                    continue
                yield entry.problem(
                    (*path, second),
                    message("“{end}” ({later}) is before “{start}” ({earlier})",
                            end=second, later=_shown(end), start=first, earlier=_shown(start)),
                    message("Correct one of the two"),
                )  # fmt: skip


def _before(end: Any, start: Any) -> bool:
    """Whether `end` is surely before `start`; both partial dates or times of day, where they are known."""
    if isinstance(end, PartialDate) and isinstance(start, PartialDate):
        return end.latest < start.earliest
    return isinstance(end, str) and isinstance(start, str) and end < start


def _shown(value: Any) -> str:
    return value.root if isinstance(value, PartialDate) else str(value)


def revisions_follow(files: Files) -> Iterator[Problem]:
    """A revised due date is not before the one that it replaces."""
    for entry in files.of(Commitment):
        for path, value in entry.values():
            if not isinstance(value, DueDate):
                continue
            former = value.original
            for index, revision in enumerate(value.revised):
                if _before(revision.due, former):
                    yield entry.problem(
                        (*path, "revised", index, "due"),
                        message("The revised date ({later}) is before the one that it replaces ({earlier})",
                                later=_shown(revision.due), earlier=_shown(former)),
                        message("Correct it, or put the revisions in order, the oldest first"),
                    )  # fmt: skip
                former = revision.due


def progress_is_in_order(files: Files) -> Iterator[Problem]:
    """Progress reports on the same thing are in order, one for each period: the last one is shown as the present state."""
    for entry in files.of(Commitment):
        last: dict[int | None, ProgressReport] = {}
        for index, report in enumerate(entry.record.progress):
            if UNREAD in (report.milestone, report.start, report.end):
                continue
            former = last.get(report.milestone)
            last[report.milestone] = report
            if former and _before(report.start, former.start):
                yield entry.problem(
                    ("progress", index, "start"),
                    message("The progress reports are not in order"),
                    message("Put the oldest first"),
                )
            elif former and (report.start, report.end) == (former.start, former.end):
                yield entry.problem(
                    ("progress", index, "start"),
                    message("There are two progress reports for the same period"),
                    message("Keep one of the two"),
                )


def ids_begin_with_their_day(files: Files) -> Iterator[Problem]:
    """The day with which the id of a meeting or news post begins is its date."""
    for type_ in (Meeting, NewsPost):
        for entry in files.of(type_):
            day = re.match(r"\d{4}-\d\d-\d\d(?=-)", entry.record.id)
            if day and isinstance(entry.record.date, PartialDate | date) and _shown(entry.record.date) != day[0]:
                yield entry.problem(
                    ("date",),
                    message(
                        "The date is {date}, and the id begins with {day}", date=_shown(entry.record.date), day=day[0]
                    ),
                    message("Correct one of the two"),
                )


def updates_follow_the_launch(files: Files) -> Iterator[Problem]:
    """No record was changed before the site published its first records."""
    records = [entry for entry in files.entries if isinstance(entry.record, Record)]
    dated = [entry for entry in records if isinstance(entry.record.updated, date)]
    for site in files.of(Site):
        launched = site.record.launched
        before = [entry for entry in dated if isinstance(launched, date) and entry.record.updated < launched]
        if before and before == dated:
            yield site.problem(
                ("launched",),
                message(
                    "The launch of the site on {date} is after the last update of every record", date=str(launched)
                ),
                message("Write the day on which the first records were published; check the year"),
            )
            continue
        for entry in before:
            yield entry.problem(
                ("updated",),
                message("The last update is before the launch of the site on {date}", date=str(launched)),
                message("Write the day on which this record was changed; check the year"),
            )


def records_are_published_before_they_change(files: Files) -> Iterator[Problem]:
    """A record was published on its last update or before it, and not before the site was launched."""
    launched = next((site.record.launched for site in files.of(Site)), None)
    for entry in files.entries:
        published = entry.record.published if isinstance(entry.record, Record) else None
        if not isinstance(published, date):
            continue
        if isinstance(entry.record.updated, date) and published > entry.record.updated:
            yield entry.problem(
                ("published",),
                message("The record was published on {date}, after its last update", date=published.isoformat()),
                message("Correct one of the two"),
            )
        if isinstance(launched, date) and published < launched:
            yield entry.problem(
                ("published",),
                message("The record was published before the launch of the site on {date}", date=str(launched)),
                message("Write the day on which it was first published here; check the year"),
            )


def changes_are_not_after_update(files: Files) -> Iterator[Problem]:
    """A record's last update is not before the latest of its change notes, and these are in order."""
    for entry in files.entries:
        if not isinstance(entry.record, Record):
            continue
        days = [change.date for change in entry.record.changes if isinstance(change.date, date)]
        if days and isinstance(entry.record.updated, date) and max(days) > entry.record.updated:
            yield entry.problem(
                ("updated",),
                message("The last update is before a change note of {date}", date=max(days).isoformat()),
                message("Correct one of the two"),
            )
        if days != sorted(days):
            yield entry.problem(
                ("changes",), message("The change notes are not in order"), message("Put the oldest first")
            )
