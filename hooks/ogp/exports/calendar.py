"""The calendar of meetings, consultations and due dates as iCalendar, in each language."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

from icalendar import Calendar, Event, vText

from ogp.exports.pieces import Pieces, grouped
from ogp.exports.store import Store
from ogp.messages import message
from ogp.records.base import Record
from ogp.records.commitment import Commitment, DueDate
from ogp.records.meeting import Meeting
from ogp.records.site import Site
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import addresses
from ogp.site.addresses import address_of
from ogp.views.meetings import times_of
from ogp.views.names import name_of

_Event = tuple[str, Record, Event, int]
"""Key, record and event of something with a known day, and how often its date was revised."""


def write(folder: Path, root: str, register: Register, renderer: Renderer, store: Store) -> None:
    """Writes the calendar in the language of `renderer` into `folder`; `root` is the site's address. The `store` keeps the
    meetings and the due dates."""
    path = folder / addresses.prefix(register.site, renderer.language.code) / addresses.CALENDAR
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as out:
        out.writelines(_calendar(register, root, renderer, store))


def _calendar(register: Register, root: str, renderer: Renderer, store: Store) -> Iterator[bytes]:
    """The calendar event by event, as all of them together would need much memory."""
    printer, before = renderer.printer, addresses.prefix(register.site, renderer.language.code)
    made = Calendar()
    made.add("prodid", "-//ogp//open government calendar//")
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", vText(" ".join(printer.wording(register.site.name).split())))
    made.add("url", root + before)
    head, end = made.to_ical(), b"END:VCALENDAR\r\n"
    yield head.removesuffix(end)
    yield from _time_zones(register)
    pieces = Pieces(register, store, f"calendar {root} {renderer.language.code}")
    for meetings in grouped(register.meetings.values()):
        yield pieces.piece(meetings, partial(b"".join, _written(root, renderer, _meetings(meetings, renderer))))
    yield from _written(root, renderer, _consultations(register, renderer))
    for plan in register.plans.values():
        if not (own := register.commitments_of(plan)):
            continue
        events = chain.from_iterable(_due_dates(register, one, renderer) for one in own)
        yield pieces.piece([plan, *own], partial(b"".join, _written(root, renderer, events)))
    yield end


def _written(root: str, renderer: Renderer, events: Iterable[_Event]) -> Iterator[bytes]:
    """The `events` as they stand in the calendar."""
    before, host = root + renderer.local(""), urlsplit(root).hostname
    for key, record, event, revisions in events:
        anchor = str(event.pop("x-anchor", ""))
        event.add("uid", f"{key}@{host}")
        event.add("dtstamp", datetime.combine(record.updated, time(), UTC))
        event.add("last-modified", datetime.combine(record.updated, time(), UTC))
        event.add("sequence", revisions + len(record.changes))
        event.add("url", before + address_of(record) + anchor)
        event.add("transp", "TRANSPARENT")
        yield event.to_ical()


def _time_zones(register: Register) -> Iterator[bytes]:
    """The time zones of the meetings that have a time of day."""
    timed = Calendar()
    for meeting in register.meetings.values():
        if times_of(meeting, register.site)[0]:
            event = Event()
            _at(event, meeting, register.site)
            timed.add_component(event)
    timed.add_missing_timezones()
    for zone in timed.walk("VTIMEZONE"):
        yield zone.to_ical()


def _consultations(register: Register, renderer: Renderer) -> Iterator[_Event]:
    printer = renderer.printer
    for consultation in register.consultations.values():
        first = consultation.opens.day if consultation.opens else None
        last = consultation.closes.day if consultation.closes else None
        if not (first or last):
            continue
        event = Event()
        event.add("summary", printer.wording(consultation.title))
        event.add("description", printer.wording(consultation.summary))
        _whole_days(event, first or last, last or first)  # type: ignore[arg-type]
        yield f"consultation-{consultation.id}", consultation, event, 0


def _meetings(meetings: Iterable[Meeting], renderer: Renderer) -> Iterator[_Event]:
    printer = renderer.printer
    for meeting in meetings:
        if not meeting.date.day:
            continue
        event = Event()
        event.add("summary", printer.wording(meeting.title))
        event.add("description", printer.wording(meeting.summary))
        _at(event, meeting, renderer.register.site)
        if meeting.venue:
            event.add("location", printer.wording(meeting.venue))
        yield f"meeting-{meeting.id}", meeting, event, 0


def _at(event: Event, meeting: Meeting, site: Site) -> None:
    """Notes when the `meeting`, whose day is known, was held."""
    start, end = times_of(meeting, site)
    if start:
        event.add("dtstart", start)
        if end:
            event.add("dtend", end)
    elif day := meeting.date.day:
        _whole_days(event, day, day)


def _due_dates(register: Register, commitment: Commitment, renderer: Renderer) -> Iterator[_Event]:
    printer = renderer.printer
    for milestone in commitment.milestones:
        dues: list[tuple[str, DueDate | None]] = [(milestone.anchor, milestone.due)]
        dues += [(milestone.activity_anchor(activity.number), activity.due) for activity in milestone.activities]
        for anchor, due in dues:
            if due is None:
                continue
            current = due.revised[-1].due if due.revised else due.original
            event = Event()
            title = message(
                "Due by {date}: milestone {number} of {commitment}",
                date=current, number=milestone.number, commitment=name_of(commitment, register),
            )  # fmt: skip
            event.add("summary", printer.wording(title))
            _whole_days(event, current.latest, current.latest)
            event["x-anchor"] = f"#{anchor}"
            yield f"due-{commitment.id.replace('/', '-')}-{anchor}", commitment, event, len(due.revised)


def _whole_days(event: Event, first: date, last: date) -> None:
    """The days from `first` to `last`; the end that iCalendar notes is the day after."""
    event.add("dtstart", first)
    event.add("dtend", last + timedelta(days=1))
