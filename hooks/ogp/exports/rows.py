"""Rows of tables as they stand in files, as CSV and as JSON, and the files to which they are added."""

import csv
import io
import pickle
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

from ogp.exports.files import json_file
from ogp.exports.guarding import guarded
from ogp.records.base import Record
from ogp.register import Register
from ogp.site import open_data
from ogp.site.table_shapes import Row, Table
from ogp.site.tables import tables_with
from ogp.views.page import Version

Rows = tuple[bytes, bytes]
"""Rows as CSV and as JSON, as they stand in the files of a table."""

_END = b"]\n}\n"


class TableFiles:
    """The files of a table, to which rows are added."""

    def __init__(self, folder: Path, table: Table, version: Version) -> None:
        paths = [folder / open_data.csv_path(table), folder / open_data.json_path(table)]
        for path in paths:
            path.parent.mkdir(parents=True, exist_ok=True)
        self._csv, self._json = (path.open("wb") for path in paths)
        self._csv.write(csv_file(table.names, ()))
        self._json.write(json_file({"version": version.name, "rows": []}).removesuffix(_END))
        self._before = b"\n"

    def __enter__(self) -> Self:
        return self

    def add(self, rows: Rows) -> None:
        """Adds some rows."""
        self._csv.write(rows[0])
        self._json.write(self._before + rows[1])
        self._before = b",\n"

    def __exit__(self, *trouble: object) -> None:
        self._json.write((b"" if self._before == b"\n" else b"\n  ") + _END)
        self._csv.close()
        self._json.close()


def rows_of(root: str, register: Register, records: Sequence[Record]) -> bytes:
    """The rows of `records`, which are of one kind, by the name of their table, pickled."""
    found = tables_with(register, records, type(records[0]))
    return pickle.dumps({table.name: rows_in(table, root) for table in found if table.items})


def rows_in(table: Table, root: str) -> Rows:
    """The rows of `table`, which has some, with whole addresses below the site's address `root`."""
    rows = list(rooted(table, root))
    inside = json_file({"rows": rows}).removeprefix(b'{\n  "rows": [\n').removesuffix(b"\n  " + _END)
    return _csv_lines(table.names, rows), inside


def rooted(table: Table, root: str) -> Iterator[Row]:
    """The rows of `table` with whole addresses."""
    names = [column.name for column in table.columns if column.is_address]
    for row in table.rows:
        yield row | {name: f"{root}{row[name]}" for name in names if row[name] is not None}


def csv_file(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    """The file with `names` as its head, and these rows. It begins with the byte-order mark, without which
    spreadsheet programs take Arabic for something else."""
    return BOM_UTF8 + _lines([names]) + _csv_lines(names, rows)


def _csv_lines(names: Sequence[str], rows: Iterable[Mapping[str, Any]]) -> bytes:
    return _lines([_cell(row[name]) for name in names] for row in rows)


def _lines(lines: Iterable[Sequence[str]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    return guarded(value) if isinstance(value, str) else str(value)
