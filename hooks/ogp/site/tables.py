"""The rows of the tables: see ogp.site.table_shapes."""

from collections.abc import Iterator, Sequence
from enum import StrEnum
from functools import lru_cache
from typing import Any

from pydantic import RootModel

from ogp.records.base import Record, Ref, Source, walk
from ogp.records.commitment import Activity, Milestone
from ogp.records.refresh import ProposedActivity, ProposedCommitment, Refresh
from ogp.records.text import Text
from ogp.register import Register
from ogp.site.addresses import address_of, prefix, proposal_address
from ogp.site.table_shapes import ROOTS, Column, Table, Value, table_of_codes, table_of_sources, tables_of
from ogp.views.changes import published_on


@lru_cache(maxsize=2)
def tables(register: Register, root: str) -> tuple[Table, ...]:
    """All tables of `register`; `root` is the site's address. They are worked out once: nobody may change them."""
    languages = [language.code for language in register.site.languages]
    made = [table for name, type_ in ROOTS.items() for table in tables_of(name, type_, languages)]
    cited = table_of_sources(languages)
    for name, kind in ROOTS.items():
        records = [record for record in register.records() if isinstance(record, kind)]
        for table in made:
            if table.root == name:
                table.rows.extend(row for record in records for row in _rows(table, record, register, root))
        cited.rows.extend(row for record in records for row in _cited(record))
    used = [
        (f"{table.name}.{column.name}", code) for table in made for column in table.columns for code in column.choices
    ]
    return (*made, cited, table_of_codes(languages, used))


def _rows(table: Table, record: Record, register: Register, root: str) -> Iterator[dict[str, Value]]:
    for positions, items in _items(record, table.path):
        row: dict[str, Value] = {}
        if table.path:
            row["record"] = record.id
            names = [*(f"{'_'.join(outer)}_position" for outer in table.path[:-1]), "position"]
            row |= dict(zip(names, positions, strict=True))
        item = items[-1]
        for column in table.columns:
            if column.name == "first_published":
                row[column.name] = published_on(register, record)
            elif column.derived and column.name == "plan":
                row[column.name] = str(record.plan)  # type: ignore[attr-defined]
            elif column.derived:
                address = _address(record, items)
                before = prefix(register.site, column.language or "")
                row[column.name] = f"{root}{before}{address}" if address is not None else None
            elif column.name not in row:
                row[column.name] = _value(item, column)
        yield row


def _items(outer: Any, path: tuple[tuple[str, ...], ...]) -> Iterator[tuple[tuple[int, ...], tuple[Any, ...]]]:
    """Every item that the lists of `path` lead to, with its positions and the items around it, the record first."""
    if not path:
        yield (), (outer,)
        return
    held = outer
    for name in path[0]:
        held = getattr(held, name) if held is not None else None
    for position, item in enumerate(held or (), 1):
        for positions, items in _items(item, path[1:]):
            yield (position, *positions), (outer, *items)


def _value(item: Any, column: Column) -> Value:
    held = item
    for name in column.about:
        held = getattr(held, name) if held is not None else None
    if isinstance(held, Text):
        if column.name.endswith("_original"):
            return " ".join(held.original)
        if column.name.endswith("_official"):
            return " ".join(held.official) or None
        return held.values.get(column.language or "")
    if isinstance(held, tuple):
        return " ".join(str(one) for one in held) or None
    if isinstance(held, RootModel):
        return str(held.root)
    if isinstance(held, StrEnum | Ref):
        return str(held)
    return held  # type: ignore[no-any-return]


def _address(record: Record, items: Sequence[Any]) -> str | None:
    """The address of the last of `items`, from the site's root: that of its record with its anchor."""
    item = items[-1]
    if item is record:
        return address_of(record)
    if isinstance(item, ProposedActivity | ProposedCommitment) and isinstance(record, Refresh):
        return proposal_address(record, item)
    if isinstance(item, Activity):
        milestone = next(one for one in items if isinstance(one, Milestone))
        return f"{address_of(record)}#{milestone.activity_anchor(item.number)}"
    anchor = getattr(item, "anchor", None)
    return f"{address_of(record)}#{anchor}" if anchor else None


def _cited(record: Record) -> Iterator[dict[str, Value]]:
    for path, value in walk(record):
        if isinstance(value, Source):
            where = "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path[:-2]).lstrip(".")
            position = path[-1]
            assert isinstance(position, int)
            yield {
                "record_kind": record.kind, "record": record.id, "path": where or None, "position": position + 1,
                "document": str(value.document), "at": value.at.root if value.at else None,
            }  # fmt: skip
