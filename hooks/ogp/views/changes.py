"""What changed in the records, newest first: the latest days, and a page for each year, or month, of which not all is shown."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache, partial

from ogp.messages import Message, message
from ogp.questions import Answer
from ogp.records.base import ChangeNote, Record
from ogp.records.dates import PartialDate
from ogp.register import Register
from ogp.views.page import PageView

LATEST = 100
"""The first page shows the newest days until they weigh so much, and no day that weighs more: see `_weight`."""
OF_A_YEAR = 200
"""The same for the page of a year; the other days stand on the pages of their months."""
OF_A_MONTH = 300
"""The page of a month has all its days; where they weigh more, less is named on each."""
_OF_A_KIND = (25, 10, 5, 2, 1)
"""How many records of one kind are named on one day, and how few where there are too many; the others are counted."""
_FIELDS = 100
"""A page shows what changed in the fields of records until it holds so many changes and fields."""


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that changed on a day, or was then published, with the note on the change if there is one; `detailed`, if the
    list shows the fields that changed."""

    record: Record
    note: ChangeNote | None
    published: bool = False
    detailed: bool = False


@dataclass(frozen=True, slots=True)
class DayOfChanges:
    """What changed on a day: the changes named, and how many more there are by kind of record."""

    day: date
    changes: tuple[RecordChange, ...]
    more: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Stretch:
    """A year, or a month of one, with a page of its own: how many changes it had, and those of its days that are not shown on
    the page that leads to it."""

    year: int
    month: int | None
    count: int
    hidden: tuple[date, ...]

    @property
    def name(self) -> PartialDate:
        """What it is called."""
        return PartialDate(f"{self.year}-{self.month:02}" if self.month else str(self.year))

    @property
    def heading(self) -> Message:
        """What its page is called."""
        return message("Changes in {date}", date=self.name)


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView(PageView):
    """Changes by day, newest first; inside a day by kind of record. `stretches` are the pages on which the others stand."""

    days: tuple[DayOfChanges, ...]
    stretches: tuple[Stretch, ...] = ()

    @property
    def cited(self) -> tuple[str, ...]:
        """None: that a record changed is known from the record itself."""
        return ()


HEADING = message("Changes")
"""What the page of the latest changes is called."""

_WITHIN = "changes within"
"""The question for what changed in a year or a month."""

_Days = Mapping[date, tuple[RecordChange, ...]]


def published_on(register: Register, record: Record) -> date:
    """The day on which `record` was first published."""
    return record.published or register.site.launched


def changes_view(register: Register, today: date) -> ChangesView:
    """The latest changes up to `today`."""
    return _view(
        _days(register, today)(),
        LATEST,
        HEADING,
        message("What changed in the records of this site, newest first, with the record and the day of each change."),
    )


def stretches(register: Register, today: date) -> Iterator[Stretch]:
    """The years, and the months of years, up to `today` that have a page of their own."""
    days = _days(register, today)()
    for year in _stretches(days, LATEST, by_month=False):
        yield year
        yield from _stretches(_within(register, today, year.year, None), OF_A_YEAR, by_month=True)


def stretch_view(register: Register, today: date, stretch: Stretch) -> ChangesView:
    """The changes of a year or a month, up to `today`."""
    within = partial(_within, register, today, stretch.year, stretch.month)
    return _view(
        register.questions.told(within, _WITHIN, str(stretch.year), str(stretch.month or "")),
        None if stretch.month else OF_A_YEAR,
        stretch.heading,
        message(
            "What changed in the records of this site in {date}, newest first, with the record and the day of each change.",
            date=stretch.name,
        ),
        by_month=True,
    )


@lru_cache(maxsize=2)
def _days(register: Register, today: date) -> Answer[_Days]:
    """All changes up to `today`, for every page of changes."""
    register.questions.answered_by(_WITHIN, partial(_stand_for, register, today))
    return Answer(register.questions, partial(_all_days, register, today))


def _all_days(register: Register, today: date) -> _Days:
    days: dict[date, list[RecordChange]] = {}
    for record in register.records():
        published = published_on(register, record)
        days.setdefault(published, []).append(RecordChange(record, None, published=True))
        for note in record.changes:
            days.setdefault(note.date, []).append(RecordChange(record, note))
        if record.updated not in {published, *(note.date for note in record.changes)}:
            days.setdefault(record.updated, []).append(RecordChange(record, None))
    return {day: tuple(days[day]) for day in sorted(days, reverse=True) if day <= today}


def _within(register: Register, today: date, year: int, month: int | None) -> _Days:
    """The changes of a year or a month, up to `today`."""
    days = _days(register, today)()
    return {day: changes for day, changes in days.items() if day.year == year and month in (None, day.month)}


def _stand_for(register: Register, today: date, year: str, month: str) -> Iterator[str]:
    """What stands for all that is to be said of the changes of a year or a month."""
    for day, changes in _within(register, today, int(year), int(month) if month else None).items():
        yield day.isoformat()
        for change in changes:
            yield f"{change.record.kind} {change.record.id} {change.published} {change.note and change.note.date}"
            yield change.record.digest


def _view(
    days: _Days, room: int | None, heading: Message, description: Message, *, by_month: bool = False
) -> ChangesView:
    return ChangesView(
        heading=heading,
        title=heading,
        description=description,
        listed=tuple(dict.fromkeys(change.record for changes in days.values() for change in changes)),
        days=tuple(_detailed(_shown(days, room))),
        stretches=_stretches(days, room, by_month=by_month) if room else (),
    )


def _weight(change: RecordChange) -> int:
    """How much room a change takes, in lines: a note has some besides the record's name."""
    return 3 if change.note else 1


def _weight_of(days: Iterable[DayOfChanges]) -> int:
    return sum(_weight(change) for own in days for change in own.changes)


def _shown(days: _Days, room: int | None) -> Iterator[DayOfChanges]:
    """The newest days until there is no more `room`; all days of a month without a limit."""
    if room is None:
        yield from _shortened(days, OF_A_MONTH)
        return
    held = 0
    for day, changes in days.items():
        if held >= room:
            return
        own = _shortened({day: changes}, room)
        held += _weight_of(own)
        yield from own


def _shortened(days: _Days, room: int) -> tuple[DayOfChanges, ...]:
    """All `days`, with as many records named on each as there is `room` for."""
    for most in _OF_A_KIND:
        shown = tuple(_with(day, changes, most) for day, changes in days.items())
        if _weight_of(shown) <= room:
            break
    return shown


def _with(day: date, changes: Iterable[RecordChange], most: int) -> DayOfChanges:
    seen: Counter[str] = Counter()
    named = []
    for change in changes:
        seen[change.record.kind] += 1
        if seen[change.record.kind] <= most:
            named.append(change)
    return DayOfChanges(day, tuple(named), {kind: count - most for kind, count in seen.items() if count > most})


def _detailed(days: Iterable[DayOfChanges]) -> Iterator[DayOfChanges]:
    """`days` with the first changes marked that have room for what changed in the fields."""
    held = 0
    for day in days:
        marked = []
        for change in day.changes:
            held += 1 + (len(change.note.fields) if change.note else 0)
            marked.append(replace(change, detailed=held <= _FIELDS))
        yield replace(day, changes=tuple(marked))


def _stretches(days: _Days, room: int, *, by_month: bool) -> tuple[Stretch, ...]:
    """The years, or months, of which not all days are shown where there is so much `room`."""
    shown = {one.day for one in _shown(days, room)}
    found: dict[tuple[int, int | None], list[date]] = {}
    for day in days:
        found.setdefault((day.year, day.month if by_month else None), []).append(day)
    return tuple(
        Stretch(year, month, sum(len(days[day]) for day in own), hidden)
        for (year, month), own in found.items()
        if (hidden := tuple(day for day in own if day not in shown))
    )
