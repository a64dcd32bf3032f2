"""The records as flat tables, for spreadsheets and statistics: nothing is lost, so that the records can be made of them again.

Each kind of record is a table, and so is each list inside it; how these look follows from the records themselves. A row
is found by the id of its `record` and by its `position` in the list, and in those around it. Texts have a column for each
language, one that says which are original and one that says which are official translations; a language that is neither
is the site's own, unofficial translation, and one without a value is missing. All sources stand in one table.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from ogp.messages import Message, message
from ogp.records.base import Record, Source, model_in
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.records.text import Text

Value = str | int | bool | date | None
Row = dict[str, Value]

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
CODES = "codes"

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
    "participants": message("Participants whom the sources name"),
    "meetings_attendance_unit": message("Members of the unit at meetings"),
    "decisions": message("Decisions"),
    "organizations": message("Organizations"),
    "documents": message("Documents"),
    "news": message("News"),
    SOURCES: message("Sources of all facts"),
    CODES: message("Codes and what they mean"),
}
"""The tables that most readers look for; the others hold further lists of the records."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """A column: its type as in Frictionless' Table Schema, what it holds, and of which language it is, if of one.

    `derived` columns follow from the records; all others are fields of them. `about` is the field's path in its table. An
    address is noted from the site's root.
    """

    name: str
    type: str
    description: Message
    about: tuple[str, ...] = ()
    language: str | None = None
    choices: tuple[str, ...] = ()
    required: bool = False
    derived: bool = False
    is_address: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Table:
    """A table: the lists that lead to its items from the record of `root`, its columns, how many rows it has, the items of those
    that are wanted, and what makes a row of each."""

    name: str
    root: str
    path: tuple[tuple[str, ...], ...]
    description: Message
    columns: tuple[Column, ...]
    count: int = 0
    items: Sequence[Any] = ()
    row: Callable[[Any], Row] = dict

    @property
    def rows(self) -> Iterator[Row]:
        """The row of each item, made when it is asked for: all of them together would need much memory."""
        return map(self.row, self.items)

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell its rows apart."""
        if not self.path:
            of_others = {SOURCES: ("record_kind", "record", "path", "position"), CODES: ("column", "code")}
            return of_others.get(self.name, ("id",))
        return ("record", *(column.name for column in self.columns if column.name.endswith("position")))


def tables_of(name: str, type_: type[Record], languages: Sequence[str]) -> Iterator[Table]:
    """The table of the kind of record `type_`, and those of the lists inside it, without items."""
    columns = [*_columns(type_, (), "", languages), *_derived_columns(type_), *_address_columns(languages)]
    yield Table(name=name, root=name, path=(), description=_DESCRIPTION, columns=tuple(columns))
    yield from _inner(name, name, type_, (), languages)


_DESCRIPTION = message("One row for each record.")
_KIND = message("Kind of the record.")
_RECORD = message("Id of the record.")
_POSITION = message("Position in the list, from 1.")
_OUTER_POSITION = message("Position, from 1, in the list around this one.")
_PART = message("Which part of the record rests on the source; empty for the record itself.")
_CODE = message("One row for each code that a column may hold.")
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
        yield Table(name=name, root=root, path=lists, description=description, columns=columns)
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


def _derived_columns(type_: type[Record]) -> Iterator[Column]:
    """What follows from the record and its id."""
    if "plan" not in type_.model_fields and hasattr(type_, "plan"):
        yield Column(
            name="plan", type="string", description=message("Id of the plan that it belongs to."), derived=True
        )
    text = message("Day on which the record was first published.")
    yield Column(name="first_published", type="date", description=text, derived=True)


def _address_columns(languages: Sequence[str]) -> Iterator[Column]:
    for code in languages:
        yield Column(
            name=f"url_{code}", type="string", language=code, derived=True, is_address=True,
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


def table_of_codes(languages: Sequence[str], used: Iterable[tuple[str, str]]) -> Table:
    """The table that says what each code means, without labels; `used` are the codes that some column holds, with it."""
    labels = [
        Column(name=f"label_{code}", type="string", description=message("What it means."), language=code, derived=True)
        for code in languages
    ]
    columns = (
        Column(
            name="column", type="string", description=message("The table and column that hold the code."), required=True
        ),
        Column(name="code", type="string", description=message("The code."), required=True),
        *labels,
    )
    names = [label.name for label in labels]
    items = [{"column": column, "code": code} | dict.fromkeys(names, code) for column, code in used]
    return Table(name=CODES, root="", path=(), description=_CODE, columns=columns, items=items)


def table_of_sources(languages: Sequence[str]) -> Table:
    """The table of all sources, without items."""
    kinds = tuple(kind.kind for kind in ROOTS.values())
    columns = (
        Column(name="record_kind", type="string", description=_KIND, choices=kinds, required=True),
        Column(name="record", type="string", description=_RECORD, required=True),
        Column(name="path", type="string", description=_PART),
        Column(name="position", type="integer", description=_POSITION, required=True),
        *_columns(Source, (), "", languages),
    )
    return Table(name=SOURCES, root="", path=(), description=_CITED, columns=columns)
