"""Tables as a workbook (Office Open XML), within the limits of the programs that open it.

The rows of a sheet are written one after the other, so that the memory needed does not grow with them.
"""

import io
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from xlsxwriter import Workbook  # type: ignore[import-untyped]

from ogp.site.open_data import LONGEST_SHEET
from ogp.views.page import Version

_WIDEST = 60
_FIRST_YEAR = 1901
"""Before it the calendars of spreadsheet programs differ."""
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


class Limits(NamedTuple):
    """How many rows, its head included, a sheet may have, and how many characters, as UTF-16 counts them, a cell."""

    rows: int = 1_048_576
    characters: int = 32_767


EXCEL = Limits()
"""From support.microsoft.com, “Excel specifications and limits”."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A table: its name, the name and the head of each column, and its rows by names of columns."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: Sequence[Mapping[str, Any]]


def content(
    sheets: Iterable[Sheet], *, title: str, version: Version, right_to_left: bool, cut: str, limits: Limits = EXCEL
) -> bytes:
    """The workbook of `sheets`, with typed cells. A sheet with too many rows is continued on the next, and a text that is too
    long ends with the words `cut`."""
    out = io.BytesIO()
    book = Workbook(out, {
        "constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False,
    })  # fmt: skip
    created = datetime.combine(version.date, datetime.min.time())
    book.set_properties({"title": title, "comments": version.name, "created": created})
    writer = Cells(book, cut, limits.characters)
    head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
    for part in (part for sheet in sheets for part in _parts(sheet, limits.rows)):
        made = book.add_worksheet(part.name)
        if right_to_left:
            made.right_to_left()
        for place, (name, words) in enumerate(part.columns):
            widest = max((len(str(row[name] or "")) for row in part.rows), default=0)
            made.set_column(place, place, min(max(widest, len(name)) + 2, _WIDEST))
            made.write_string(0, place, words, head)
        for number, row in enumerate(part.rows, 1):
            for place, (name, _) in enumerate(part.columns):
                writer.write(made, (number, place), row[name])
        made.freeze_panes(1, 0)
        if part.rows:
            made.autofilter(0, 0, len(part.rows), len(part.columns) - 1)
    book.close()
    return out.getvalue()


def _parts(sheet: Sheet, rows: int) -> Iterator[Sheet]:
    """The sheets on which that one stands with so many `rows` on each."""
    for start in range(0, max(1, len(sheet.rows)), rows - 1):
        number = start // (rows - 1) + 1
        more = f"-{number}" if number > 1 else ""
        yield Sheet(sheet.name[: LONGEST_SHEET - len(more)] + more, sheet.columns, sheet.rows[start : start + rows - 1])


class Cells:
    """Writes values into the cells of a `book`: texts of more than so many `characters` end with the words `cut`."""

    def __init__(self, book: Any, cut: str, characters: int) -> None:
        self._text = book.add_format({"text_wrap": True, "valign": "top"})
        self._day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top"})
        self._cut = cut
        self._characters = characters

    def write(self, sheet: Any, cell: tuple[int, int], value: Any) -> None:
        """Writes `value` into a `cell`, named by row and column, of `sheet`: nothing for none."""
        if isinstance(value, bool):
            sheet.write_boolean(*cell, value, self._text)
        elif isinstance(value, int):
            sheet.write_number(*cell, value, self._text)
        elif isinstance(value, date):
            sheet.write_datetime(*cell, value, self._day)
        elif value and (found := _day_of(value)):
            sheet.write_datetime(*cell, found, self._day)
        elif value:
            sheet.write_string(*cell, self._shortened(value), self._text)

    def _shortened(self, text: str) -> str:
        if _length(text) <= self._characters:
            return text
        kept = text.encode("utf-16-le")[: 2 * (self._characters - _length(self._cut))]
        # The half of a character at the end is left out.
        return kept.decode("utf-16-le", errors="ignore") + self._cut


def _length(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


def _day_of(value: str) -> date | None:
    """The day that `value` is, if it is one and spreadsheet programs know it."""
    try:
        day = date.fromisoformat(value) if _DAY.fullmatch(value) else None
    except ValueError:
        return None
    return day if day and day.year >= _FIRST_YEAR else None
