"""What staff do about an address that does not answer: which record names it, and in which field."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ogp.messages import Message, message
from ogp.records.base import Path, Record, walk
from ogp.records.document import Document
from ogp.records.text import Text
from ogp.site.survey import Survey


@dataclass(frozen=True, slots=True)
class Advice:
    """What is to be done, and where: file and line."""

    place: str
    text: Message


def advice(found: Survey, address: str) -> tuple[Advice, ...]:
    """What to do about `address`, which did not answer on the day for which `found` was made, in each record that names it."""
    records = found.register.records() if found.register else ()
    return tuple(
        Advice("{}:{}".format(*found.locate(record, path)), _said(record, path, found.today))
        for record in records
        for path in _naming(record, address)
    )


def _naming(record: Record, address: str) -> Iterator[Path]:
    for path, value in walk(record):
        if isinstance(value, Text):
            named = any(address in text for text in value.values.values())
        else:
            named = isinstance(value, str) and value.partition("#")[0] == address
        # What the record said before is no link.
        if named and path[0] != "changes":
            yield path


def _said(record: Record, path: Path, today: date) -> Message:
    if not isinstance(record, Document) or path not in (("url",), ("archived",)):
        field = str(next(part for part in reversed(path) if isinstance(part, str)))
        return message("It stands in “{field}” of “{id}”: correct it there", field=field, id=record.id)
    if path == ("archived",):
        return message("It is the archived copy of “{id}”: write the address of another one there", id=record.id)
    line = f"dead_since: {today.isoformat()}"
    if record.archived:
        return message(
            "Add “{line}” to “{id}”: the page then links to the archived copy, which is known", line=line, id=record.id
        )
    return message(
        "Add “{line}” to “{id}”, and the address of an archived copy as “archived:”; none is known yet",
        line=line,
        id=record.id,
    )
