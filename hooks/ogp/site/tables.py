"""The records as flat tables, for spreadsheets and statistics: nothing is lost, so that the records can be made of them again.

Each kind of record is a table, and so is each list inside it; how these look follows from the records themselves. A row
is found by the id of its `record` and by its `position` in the list, and in those around it. Texts have a column for each
language, one that says which are original and one that says which are official translations; a language that is neither
is the site's own, unofficial translation, and one without a value is missing. All sources stand in one table.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from ogp.messages import Message, message
from ogp.records.base import Record, Ref, Source, model_in, walk
from ogp.records.commitment import Activity, Commitment, Milestone
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.refresh import ProposedActivity, ProposedCommitment, Refresh
from ogp.records.text import Text
from ogp.register import Register
from ogp.site.addresses import address_of, prefix, proposal_address

Value = str | int | bool | date | None

ROOTS: Mapping[str, type[Record]] = {
    "plans": Plan,
    "commitments": Commitment,
    "refreshes": Refresh,
    "consultations": Consultation,
    "meetings": Meeting,
    "news": NewsPost,
    "organizations": Organization,
    "documents": Document,
}
"""The tables of the kinds of records."""

NAMES: Mapping[str, str] = {
    "commitments_milestones": "milestones",
    "milestones_activities": "activities",
    "commitments_recommendations": "recommendations",
    "commitments_indicators": "indicators",
    "commitments_progress": "progress",
    "commitments_irm": "irm_assessments",
    "refreshes_steps": "refresh_steps",
    "refreshes_activities": "proposed_activities",
    "refreshes_proposals": "proposed_commitments",
    "refreshes_outcomes": "refresh_outcomes",
    "consultations_received_suggestions": "suggestions",
    "meetings_agenda": "agenda_items",
    "meetings_attendance_people": "participants",
    "meetings_decisions": "decisions",
}
"""Tables of lists that have a name of their own; the others are called after the table and the field around them."""

SOURCES = "sources"

TITLES: Mapping[str, Message] = {
    "plans": message("Action plans"),
    "commitments": message("Commitments"),
    "milestones": message("Milestones"),
    "activities": message("Activities of milestones"),
    "recommendations": message("Recommendations"),
    "indicators": message("Proposed indicators"),
    "progress": message("Progress reports"),
    "irm_assessments": message("Assessments by the Independent Reporting Mechanism"),
    "refreshes": message("Midterm refreshes"),
    "refresh_steps": message("Steps of refreshes"),
    "proposed_activities": message("Proposed activities (Table I)"),
    "proposed_commitments": message("New proposed commitments (Table II)"),
    "consultations": message("Consultations"),
    "suggestions": message("Suggestions received"),
    "meetings": message("Meetings, with attendance figures"),
    "agenda_items": message("Agenda items"),
    "decisions": message("Decisions"),
    "organizations": message("Organizations"),
    "documents": message("Documents"),
    "news": message("News"),
    SOURCES: message("Sources of all facts"),
}
"""The tables that most readers look for; the others hold further lists of the records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its type as in Frictionless' Table Schema, what it holds, and of which language it is, if of one.

    `derived` columns follow from the records; all others are fields of them. `about` is the field's path in its table.
    """

    name: str
    type: str
    description: Message
    about: tuple[str, ...] = ()
    language: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    derived: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the lists that lead to its rows from the record of `root`, the type of its items, columns and rows."""

    name: str
    root: str
    path: tuple[tuple[str, ...], ...]
    type: type[BaseModel]
    description: Message
    columns: tuple[Column, ...]
    rows: list[dict[str, Value]] = field(default_factory=list)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        if not self.path:
            return ("id",) if self.name != SOURCES else ("record_kind", "record", "path", "position")
        return ("record", *(column.name for column in self.columns if column.name.endswith("position")))


def tables(register: Register, root: str) -> tuple[Table, ...]:
    """All tables of `register`; `root` is the site's address."""
    languages = [language.code for language in register.site.languages]
    made = [table for name, type_ in ROOTS.items() for table in _shapes(name, type_, languages)]
    cited = _sources(languages)
    for name, kind in ROOTS.items():
        records = [record for record in register.records() if isinstance(record, kind)]
        for table in made:
            if table.root == name:
                table.rows.extend(row for record in records for row in _rows(table, record, register, root))
        cited.rows.extend(row for record in records for row in _cited(record))
    return (*made, cited)


# What the tables look like


def _shapes(name: str, type_: type[Record], languages: Sequence[str]) -> Iterator[Table]:
    columns = [*_columns(type_, (), "", languages), *_address_columns(languages)]
    yield Table(name=name, root=name, path=(), type=type_, description=_DESCRIPTION, columns=tuple(columns))
    yield from _inner(name, name, type_, (), languages)


_DESCRIPTION = message("One row for each record.")
_KIND = message("Kind of the record.")
_RECORD = message("Id of the record.")
_POSITION = message("Position in the list, from 1.")
_OUTER_POSITION = message("Position, from 1, in the list around this one.")
_PART = message("Which part of the record rests on the source; empty for the record itself.")
_CITED = message("One row for each source of a record or of a part of it.")


def _inner(
    root: str, above: str, type_: type[BaseModel], path: tuple[tuple[str, ...], ...], languages: Sequence[str]
) -> Iterator[Table]:
    for own, annotation, description in lists_of(type_, ()):
        inner = model_in(annotation)
        assert inner
        name = f"{above}_{'_'.join(own)}"
        name = NAMES.get(name, name)
        lists = (*path, own)
        outer = [f"{'_'.join(one)}_position" for one in path]
        of_text = issubclass(inner, Text)
        columns = (
            Column(name="record", type="string", description=_RECORD, required=True),
            *(Column(name=one, type="integer", description=_OUTER_POSITION, required=True) for one in outer),
            Column(name="position", type="integer", description=_POSITION, required=True),
            *(_text_columns("text", (), description, languages) if of_text else _columns(inner, (), "", languages)),
            *(() if of_text else _address_columns(languages)),
        )
        yield Table(name=name, root=root, path=lists, type=inner, description=description, columns=columns)
        if not of_text:
            yield from _inner(root, name, inner, lists, languages)


def lists_of(type_: type[BaseModel], path: tuple[str, ...]) -> Iterator[tuple[tuple[str, ...], Any, Message]]:
    """The lists of parts in a model, also those inside its single parts, but sources."""
    for name, info in type_.model_fields.items():
        shape, inner = shape_of(info.annotation)
        if shape == "parts" and inner is not Source:
            yield (*path, name), inner, Message(info.description or "")
        elif shape == "part":
            yield from lists_of(inner, (*path, name))


def _columns(type_: type[BaseModel], path: tuple[str, ...], before: str, languages: Sequence[str]) -> Iterator[Column]:
    for name, info in type_.model_fields.items():
        shape, inner = shape_of(info.annotation)
        description, own = Message(info.description or ""), (*path, name)
        if shape == "text":
            yield from _text_columns(f"{before}{name}", own, description, languages)
        elif shape == "part":
            yield from _columns(inner, own, f"{before}{name}_", languages)
        elif shape == "values":
            yield Column(name=f"{before}{name}", type="string", description=description, about=own)
        elif shape == "value":
            choices = tuple(str(one) for one in inner) if _is(inner, StrEnum) else ()
            yield Column(
                name=f"{before}{name}", type=_TYPES.get(inner, "string"), description=description, about=own,
                choices=choices, required=info.is_required() and not path,
            )  # fmt: skip


_TYPES = {int: "integer", bool: "boolean", date: "date"}


def _text_columns(name: str, path: tuple[str, ...], description: Message, languages: Sequence[str]) -> Iterator[Column]:
    for code in languages:
        yield Column(name=f"{name}_{code}", type="string", description=description, about=path, language=code)
    yield Column(
        name=f"{name}_original", type="string", about=path,
        description=message("Languages in which the text was written, with a blank between them."),
    )  # fmt: skip
    yield Column(
        name=f"{name}_official", type="string", about=path,
        description=message("Languages whose text is an official translation, with a blank between them."),
    )  # fmt: skip


def _address_columns(languages: Sequence[str]) -> Iterator[Column]:
    for code in languages:
        yield Column(
            name=f"url_{code}", type="string", language=code, derived=True,
            description=message("Address on this site, where the item has one."),
        )  # fmt: skip


def _is(type_: Any, of: type) -> bool:
    return isinstance(type_, type) and issubclass(type_, of)


def shape_of(annotation: Any) -> tuple[str, Any]:
    """text, part, parts, values or value, and the type of what is held."""
    origin = get_origin(annotation)
    if origin in (Union, UnionType):
        (inner,) = (one for one in get_args(annotation) if one is not type(None))
        return shape_of(inner)
    if origin is tuple:
        inner = get_args(annotation)[0]
        return ("parts", inner) if _is(model_in(inner), BaseModel) and not _is(inner, RootModel) else ("values", inner)
    if _is(annotation, Text):
        return "text", annotation
    if _is(annotation, BaseModel) and not _is(annotation, RootModel):
        return "part", annotation
    return "value", get_args(annotation)[0] if origin else annotation


# What stands in them


def _rows(table: Table, record: Record, register: Register, root: str) -> Iterator[dict[str, Value]]:
    for positions, items in _items(record, table.path):
        row: dict[str, Value] = {}
        if table.path:
            row["record"] = record.id
            names = [*(f"{'_'.join(outer)}_position" for outer in table.path[:-1]), "position"]
            row |= dict(zip(names, positions, strict=True))
        item = items[-1]
        for column in table.columns:
            if column.derived:
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


def _sources(languages: Sequence[str]) -> Table:
    kinds = tuple(kind.kind for kind in ROOTS.values())
    columns = (
        Column(name="record_kind", type="string", description=_KIND, choices=kinds, required=True),
        Column(name="record", type="string", description=_RECORD, required=True),
        Column(name="path", type="string", description=_PART),
        Column(name="position", type="integer", description=_POSITION, required=True),
        *_columns(Source, (), "", languages),
    )
    return Table(name=SOURCES, root="", path=(), type=Source, description=_CITED, columns=columns)


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
