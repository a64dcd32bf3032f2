"""What changed in the records, newest first."""

from dataclasses import dataclass
from datetime import date

from ogp.messages import message
from ogp.records.base import ChangeNote, Record
from ogp.register import Register
from ogp.views.page import PageView


@dataclass(frozen=True, slots=True)
class RecordChange:
    """A record that changed on a day, or was then published, with the note on the change if there is one."""

    record: Record
    note: ChangeNote | None
    published: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangesView(PageView):
    """All changes by day, newest first; inside a day by kind of record."""

    days: tuple[tuple[date, tuple[RecordChange, ...]], ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """None: that a record changed is known from the record itself."""
        return ()


def published_on(register: Register, record: Record) -> date:
    """The day on which `record` was first published."""
    return record.published or register.site.launched


def changes_view(register: Register, today: date) -> ChangesView:
    """The list of changes up to `today`."""
    days: dict[date, list[RecordChange]] = {}
    for record in register.records():
        published = published_on(register, record)
        days.setdefault(published, []).append(RecordChange(record, None, published=True))
        for note in record.changes:
            days.setdefault(note.date, []).append(RecordChange(record, note))
        if record.updated not in {published, *(note.date for note in record.changes)}:
            days.setdefault(record.updated, []).append(RecordChange(record, None))
    past = tuple((day, tuple(days[day])) for day in sorted(days, reverse=True) if day <= today)
    return ChangesView(
        heading=message("Changes"),
        title=message("Changes"),
        description=message(
            "What changed in the records of this site, newest first, with the record and the day of each change."
        ),
        listed=tuple(dict.fromkeys(change.record for _, changes in past for change in changes)),
        days=past,
    )
