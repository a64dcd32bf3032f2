"""What every record has in common."""

import json
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from hashlib import sha256
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple, Self, cast, get_args

from pydantic import BaseModel, ConfigDict, Field, RootModel

from ogp.records.dates import Day
from ogp.records.markdown import INTERNAL_LINK
from ogp.records.packing import PACKED, unpacked
from ogp.records.place import Place
from ogp.records.references import DocumentRef, Ref
from ogp.records.text import Prose, Text

Path = tuple[str | int, ...]
"""Where a value stands inside a record: field names and, in lists, positions from 0."""


class Citation(NamedTuple):
    """A source at `path` in a record: the document, the place in it if told, and whether it is that of an item."""

    path: Path
    document: DocumentRef
    at: str | None
    of_item: bool


class Ties(NamedTuple):
    """What ties a record to others, each with its path: references but those to the documents of sources, the sources, and the
    links in long texts to pages of the site, from its root."""

    references: tuple[tuple[Path, Ref], ...]
    citations: tuple[Citation, ...]
    links: tuple[tuple[Path, str], ...]


class Part(BaseModel):
    """A piece of a record: frozen, keyword-only, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @cached_property
    def ties(self) -> Ties:
        """What ties it to others."""
        return _ties(self)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, with other values for some fields. What was worked out from the former ones is not taken over."""
        copy = super().model_copy(update=update, deep=deep)
        for name in copy.__dict__.keys() - type(self).model_fields.keys():
            del copy.__dict__[name]
        return copy


class Source(Part):
    """Where a fact stands: a document and the place inside it."""

    document: DocumentRef = Field(description="The document. It is named by its id in documents.yaml.")
    at: Place | None = Field(
        default=None,
        description="Place inside the document. Write it in small English letters, for example “step 4” or “table 1, commitment"
        " 4”; the site says it in each language.",
    )


class Item(Part):
    """A part with facts of its own. Without sources of its own it rests on those of its record."""

    sources: tuple[Source, ...] = Field(
        default=(), description="Where the facts of this item stand, if elsewhere than the record's own sources."
    )
    note: Text | None = Field(
        default=None, description="Remark of the site's editors, for example on a word that cannot be read."
    )


class Account(Item):
    """A longer text on one subject, with its own sources."""

    text: Prose = Field(description="The text; a source's own words stand word for word in their original language.")


class SourceNote(Part):
    """A disagreement between sources: what each says and which the site follows."""

    text: Text = Field(description="What the sources say, which value is published and why.")
    sources: tuple[Source, ...] = Field(min_length=1, description="The sources that disagree.")


class FieldChange(Part):
    """What one field of a record said before a change and after it."""

    field: str = Field(
        min_length=1, description="Where the field stands in the record, such as milestones[3].due.original."
    )
    before: str | None = Field(default=None, description="What it said. Left out where it is new.")
    after: str | None = Field(default=None, description="What it says now. Left out where it is gone.")


class ChangeNote(Part):
    """What changed in the record on a day. `ogp diff` drafts it."""

    date: Day = Field(description="Day of the change, for example 2026-11-23.")
    text: Text | None = Field(
        default=None, description="What changed, in one sentence for readers. Required unless the change is minor."
    )
    minor: bool = Field(
        default=False, description="Whether nothing changed that a reader could rely on, such as a slip of the pen."
    )
    fields: tuple[FieldChange, ...] = Field(default=(), description="The fields that changed, each before and after.")


class Record(Part):
    """Anything that is published under an address of its own."""

    kind: ClassVar[str]

    id: str = Field(description="Stable id. It equals the file's place and name and never changes.")
    published: Day | None = Field(
        default=None,
        description="Day on which this record was first published. Left out where that is the day of the site's launch.",
    )
    updated: Day = Field(description="Day on which the content of this record was last changed.")
    sources: tuple[Source, ...] = Field(
        default=(), description="The documents on which this record rests. At least one is required."
    )
    source_notes: tuple[SourceNote, ...] = Field(
        default=(), description="Where sources disagree, and which value is published."
    )
    changes: tuple[ChangeNote, ...] = Field(
        default=(), description="Public history of the record: a note on each change, oldest first."
    )

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """Gives the lists of a record that was kept: they are unpacked when they are asked for."""
            if PACKED in self.__dict__ and name in (lists := unpacked(self.__dict__[PACKED])):
                return lists[name]
            return super().__getattr__(name)

    @cached_property
    def lengths(self) -> Mapping[tuple[str, ...], int]:
        """How many items the lists in it have, by the names of the fields on the way to them: of lists inside lists all
        together."""
        found: dict[tuple[str, ...], int] = {}
        for path, value in walk(self):
            if value and isinstance(value, tuple):
                names = tuple(name for name in path if isinstance(name, str))
                found[names] = found.get(names, 0) + len(value)
        return found

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content as JSON with sorted keys and no white space: the same however the file is written."""
        content = {"kind": self.kind, **self.model_dump(mode="json")}
        return sha256(
            json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        ).hexdigest()

    def whole(self) -> Self:
        """The same record with all its lists unpacked, for what does not ask for fields one by one."""
        if PACKED not in self.__dict__:
            return self
        type_ = type(self)
        return cast("Self", type_.model_construct(**{name: getattr(self, name) for name in type_.model_fields}))

    def model_dump(self, **options: Any) -> dict[str, Any]:
        """The values of the record as plain ones."""
        return super(Record, self.whole()).model_dump(**options)

    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """A copy, with other values for some fields."""
        return super(Record, self.whole()).model_copy(update=update, deep=deep)

    def __repr__(self) -> str:
        return super(Record, self.whole()).__repr__()

    def __eq__(self, other: object) -> bool:
        if self is other or not isinstance(other, Record) or hash(self) != hash(other):
            return self is other
        return BaseModel.__eq__(self.whole(), other.whole())

    def __hash__(self) -> int:
        return hash((self.kind, self.id))


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field of this annotation holds, in a list or by itself; None where it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := model_in(inner))), None)


def _ties(part: Part) -> Ties:
    references, links = [], []
    citations: list[Citation] = []
    items = set()
    for path, value in walk(part):
        if isinstance(value, Item):
            items.add(path)
        elif isinstance(value, Source):
            place = value.at.root if isinstance(value.at, Place) else value.at
            citations.append(Citation(path, value.document, place, of_item=path[:-2] in items))
        elif isinstance(value, Ref):
            if not ("sources" in path and path[-1] == "document"):
                references.append((path, value))
        elif isinstance(value, Prose):
            for language, said in value.values.items():
                links += [((*path, language), match[1]) for match in INTERNAL_LINK.finditer(said)]
    return Ties(tuple(references), tuple(citations), tuple(links))


def walk(value: Any, path: Path = ()) -> list[tuple[Path, Any]]:
    """Every value inside a record or part, each with its path, outer values before inner ones."""
    found = [(path, value)]
    _walk_inside(value, path, found)
    return found


def _walk_inside(value: Any, path: Path, found: list[tuple[Path, Any]]) -> None:
    inside: Iterable[tuple[str | int, Any]] = ()
    type_: Any = type(value)
    if isinstance(value, tuple):
        inside = enumerate(value)
    elif fields := _fields(type_):
        inside = ((name, getattr(value, name)) for name in fields)
    for name, inner in inside:
        own = (*path, name)
        found.append((own, inner))
        # Most values are plain, and there are very many of them.
        if inner is not None and type(inner) is not str:
            _walk_inside(inner, own, found)


@cache
def _fields(type_: Any) -> tuple[str, ...]:
    """The fields of a part; a text is one value."""
    is_part = issubclass(type_, BaseModel) and not issubclass(type_, Text | RootModel)
    return tuple(type_.model_fields) if is_part else ()
