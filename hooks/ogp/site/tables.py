"""The rows of the tables: see ogp.site.table_shapes."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from enum import StrEnum
from functools import lru_cache, partial
from itertools import chain, groupby
from typing import Any, NamedTuple

from pydantic import RootModel

from ogp.loading.marks import dotted
from ogp.questions import Answer
from ogp.records.base import Citation, Record
from ogp.records.commitment import Activity, Milestone
from ogp.records.references import Ref
from ogp.records.refresh import ProposedActivity, ProposedCommitment, Refresh
from ogp.records.text import Text
from ogp.register import Register
from ogp.site.addresses import address_of, prefix, proposal_address
from ogp.site.table_shapes import ROOTS, Column, Row, Table, Value, table_of_codes, table_of_sources, tables_of
from ogp.views.changes import published_on


class Item(NamedTuple):
    """What a row tells of: a part of `record` with its `positions` in the lists around it, and the parts around it, the record
    first and itself last."""

    record: Record
    positions: tuple[int, ...]
    parts: tuple[Any, ...]


def tables(register: Register) -> tuple[Table, ...]:
    """All tables of `register`, without items but for that of codes."""
    return _known(register)()


@lru_cache(maxsize=2)
def _known(register: Register) -> Answer[tuple[Table, ...]]:
    return Answer(register.questions, partial(_counted, register))


def _counted(register: Register) -> tuple[Table, ...]:
    every = register.records()
    lengths: dict[tuple[type[Record], tuple[str, ...]], int] = defaultdict(int)
    for record in every:
        lengths[type(record), ()] += 1
        for names, length in record.lengths.items():
            lengths[type(record), names] += length
    made = [replace(table, count=lengths[ROOTS[table.root], _names(table)]) for table in shapes(register)]
    used = [
        (f"{table.name}.{column.name}", code) for table in made for column in table.columns for code in column.choices
    ]
    codes = table_of_codes(_languages(register), used)
    sources = replace(_sources(register), count=sum(len(record.ties.citations) for record in every))
    return (*made, sources, replace(codes, count=len(codes.items)))


def _sources(register: Register) -> Table:
    return replace(table_of_sources(_languages(register)), row=_cited)


def _names(table: Table) -> tuple[str, ...]:
    return tuple(chain.from_iterable(table.path))


def filled(register: Register, found: Iterable[Table]) -> Iterator[Table]:
    """The tables that were `found` among those of `register`, with all their items."""
    every = register.records()
    own: dict[str, list[Any]] = {}
    for kind in ROOTS.values():
        for table in tables_with(register, [record for record in every if isinstance(record, kind)], kind):
            own.setdefault(table.name, []).extend(table.items)
    for table in found:
        yield replace(table, items=own.get(table.name, table.items))


def tables_with(register: Register, records: Iterable[Record], kind: type[Record]) -> Iterator[Table]:
    """The tables with the items of `records`, which are all of one `kind`, and that of their sources."""
    own = [table for table in shapes(register) if ROOTS[table.root] is kind]
    items: list[list[Item]] = [[] for _ in own]
    citations: list[tuple[Record, Citation]] = []
    # Record by record, as it takes long to look into each.
    for record in records:
        for table, taken in zip(own, items, strict=True):
            if not table.path or record.lengths.get(_names(table)):
                taken.extend(_items(record, table.path))
        citations += ((record, citation) for citation in record.ties.citations)
    for table, taken in zip(own, items, strict=True):
        yield replace(table, items=taken)
    yield replace(_sources(register), items=citations)


@lru_cache(maxsize=2)
def shapes(register: Register) -> tuple[Table, ...]:
    """The tables of the records, which know how to make a row of an item but have none."""
    return tuple(
        replace(table, row=partial(_row, tuple(_makers(table, register))))
        for name, kind in ROOTS.items()
        for table in tables_of(name, kind, _languages(register))
    )


def _languages(register: Register) -> list[str]:
    return [language.code for language in register.site.languages]


def items_of(table: Table, records: Iterable[Record]) -> list[Item]:
    """What the rows of `table` tell of, of these `records`."""
    return [item for record in records for item in _items(record, table.path)]


_Maker = Callable[[Item], Iterable[tuple[str, Value]]]
"""What makes some cells of a row, each with the name of its column."""


def _row(makers: Sequence[_Maker], item: Item) -> Row:
    row: Row = {}
    for make in makers:
        row |= make(item)
    return row


def _makers(table: Table, register: Register) -> Iterator[_Maker]:
    """What makes the cells of the columns of `table`, in their order."""
    columns = table.columns
    if depth := len(table.path):
        positions = [column.name for column in columns[1 : depth + 1]]
        yield lambda item: (("record", item.record.id), *zip(positions, item.positions, strict=True))
        columns = columns[depth + 1 :]
    for (is_derived, about), group in groupby(columns, key=lambda column: (column.derived, column.about)):
        own = list(group)
        yield partial(_derived, register, own) if is_derived else partial(_values, about, own)


def _derived(register: Register, columns: Iterable[Column], item: Item) -> Iterator[tuple[str, Value]]:
    address = _address(item)
    for column in columns:
        value: Value
        if column.is_address:
            value = None if address is None else prefix(register.site, column.language or "") + address
        elif column.name == "first_published":
            value = published_on(register, item.record)
        else:
            value = str(getattr(item.record, column.name))
        yield column.name, value


def _items(record: Record, path: tuple[tuple[str, ...], ...]) -> list[Item]:
    """Every item that the lists of `path` lead to, with its positions and the items around it, the record first."""
    found = [Item(record, (), (record,))]
    for names in path:
        found = [
            Item(record, (*positions, position), (*parts, item))
            for _, positions, parts in found
            for position, item in enumerate(_held(parts[-1], names) or (), 1)
        ]
    return found


def _held(outer: Any, names: Iterable[str]) -> Any:
    """What stands in the field at `names` inside `outer`, if anything does."""
    held = outer
    for name in names:
        held = getattr(held, name) if held is not None else None
    return held


def _values(about: Sequence[str], columns: Iterable[Column], item: Item) -> Iterator[tuple[str, Value]]:
    """What the `columns` of the field `about` say of it."""
    held = _held(item.parts[-1], about)
    for column in columns:
        yield column.name, _value(held, column)


def _value(held: Any, column: Column) -> Value:
    if isinstance(held, Text):
        if column.language:
            return held.values.get(column.language)
        return " ".join(held.official if column.name.endswith("_official") else held.original) or None
    if isinstance(held, tuple):
        return " ".join(map(str, held)) or None
    if isinstance(held, RootModel):
        return str(held.root)
    if isinstance(held, StrEnum | Ref):
        return str(held)
    return held  # type: ignore[no-any-return]


def _address(item: Item) -> str | None:
    """The address of the last of the parts, from the site's root: that of its record with its anchor."""
    record, part = item.record, item.parts[-1]
    if part is record:
        return address_of(record)
    if isinstance(part, ProposedActivity | ProposedCommitment) and isinstance(record, Refresh):
        return proposal_address(record, part)
    if isinstance(part, Activity):
        milestone = next(one for one in item.parts if isinstance(one, Milestone))
        return f"{address_of(record)}#{milestone.activity_anchor(part.number)}"
    anchor = getattr(part, "anchor", None)
    return f"{address_of(record)}#{anchor}" if anchor else None


def _cited(cited: tuple[Record, Citation]) -> Row:
    record, citation = cited
    position = citation.path[-1]
    assert isinstance(position, int)
    return {
        "record_kind": record.kind, "record": record.id, "path": dotted(citation.path[:-2]) or None,
        "position": position + 1, "document": str(citation.document), "at": citation.at,
    }  # fmt: skip
