"""Workbooks within the limits of spreadsheet programs, as another library reads them."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest

from ogp.exports.workbook import EXCEL, Limits, Sheet, content
from ogp.views.page import Version

CUT = " (cut)"
LIMITS = Limits(rows=11, characters=20)
COLUMNS = (("id", "Id"), ("text", "Text"), ("day", "Day"))


def _book(rows: list[dict[str, Any]], limits: Limits = LIMITS, name: str = "things") -> openpyxl.Workbook:
    made = content(
        [Sheet(name, COLUMNS, rows), Sheet("more", COLUMNS, [])],
        title="Title", version=Version(date(2031, 2, 1), "abc"), right_to_left=True, cut=CUT, limits=limits,
    )  # fmt: skip
    return openpyxl.load_workbook(io.BytesIO(made))


def _rows(count: int) -> list[dict[str, Any]]:
    return [{"id": number, "text": f"text {number}", "day": date(2031, 1, 2)} for number in range(count)]


@pytest.mark.parametrize(("count", "sheets"), [(0, 1), (10, 1), (11, 2), (20, 2), (25, 3)])
def test_a_long_table_is_continued_on_further_sheets(count: int, sheets: int) -> None:
    book = _book(_rows(count))
    assert book.sheetnames == [*["things", "things-2", "things-3"][:sheets], "more"]
    found = []
    for sheet in book.worksheets[:-1]:
        head, *own = sheet.iter_rows(values_only=True)
        assert head == ("Id", "Text", "Day")
        assert len(own) < LIMITS.rows
        assert sheet.sheet_view.rightToLeft and sheet.freeze_panes == "A2"
        assert sheet.auto_filter.ref == (f"A1:C{len(own) + 1}" if own else None)
        found += [(id_, text, day.date()) for id_, text, day in own]
    assert found == [tuple(row.values()) for row in _rows(count)]


def test_the_name_of_a_further_sheet_is_short_enough() -> None:
    name = "n" * 31
    assert _book(_rows(11), name=name).sheetnames[:2] == [name, f"{'n' * 29}-2"]


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a" * 20, "a" * 20),
        ("a" * 21, "a" * 14 + CUT),
        ("نص" * 30, "نص" * 7 + CUT),
        # A spreadsheet program counts each of these as two.
        ("😀" * 10, "😀" * 10),
        ("a" + "😀" * 10, "a" + "😀" * 6 + CUT),
    ],
)
def test_a_text_that_is_too_long_says_that_it_is_cut(text: str, shown: str) -> None:
    sheet = _book([{"id": 1, "text": text, "day": None}]).worksheets[0]
    assert sheet["B2"].value == shown


def test_the_longest_text_that_a_cell_may_hold_is_there() -> None:
    texts = ["a" * EXCEL.characters, "a" * (EXCEL.characters + 1)]
    sheet = _book([{"id": 1, "text": text, "day": None} for text in texts], EXCEL).worksheets[0]
    assert sheet["B2"].value == texts[0]
    assert len(sheet["B3"].value) == EXCEL.characters and sheet["B3"].value.endswith(CUT)
