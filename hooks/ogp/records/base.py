"""What every record has in common."""

import json
from collections.abc import Iterable, Mapping
from functools import cache, cached_property
from hashlib import sha256
from typing import Any, ClassVar, Self, get_args

from pydantic import BaseModel, ConfigDict, Field, GetCoreSchemaHandler, GetJsonSchemaHandler, RootModel
from pydantic_core import CoreSchema, core_schema

from ogp.records.dates import Day
from ogp.records.markdown import INTERNAL_LINK
from ogp.records.place import Place
from ogp.records.text import Prose, Text

Path = tuple[str | int, ...]
"""Where a value stands inside a record: field names and, in lists, positions from 0."""


class Ref(str):
    """The id of another record. Each subclass names the kind that it points to."""

    kind: ClassVar[str]

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_after_validator_function(cls, core_schema.str_schema())

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        return {"type": "string", "x-reference": cls.kind}


class PlanRef(Ref):
    """Id of a plan, such as nap5."""

    kind = "plan"


class CommitmentRef(Ref):
    """Id of a commitment, such as nap5/4."""

    kind = "commitment"


class RefreshRef(Ref):
    """Id of a refresh, such as nap5/refresh."""

    kind = "refresh"


class ConsultationRef(Ref):
    """Id of a consultation, such as 2024-nap5-refresh."""

    kind = "consultation"


class MeetingRef(Ref):
    """Id of a meeting, such as 2021-11-25-msf."""

    kind = "meeting"


class DocumentRef(Ref):
    """Id of a document in documents.yaml."""

    kind = "document"


class OrganizationRef(Ref):
    """Id of an organization in organizations.yaml."""

    kind = "organization"


class NewsRef(Ref):
    """Id of a news post, such as 2024-08-25-refresh-outcomes."""

    kind = "news"


class Part(BaseModel):
    """A piece of a record: frozen, keyword-only, unknown keys forbidden."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    @cached_property
    def ties(self) -> tuple[tuple[Path, Any], ...]:
        """What ties it to others, each with its path: references, sources, the items that rest on these, and the long texts
        that lead to pages of the site."""
        return tuple((path, value) for path, value in walk(self) if path and _is_tie(value))

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

    @cached_property
    def digest(self) -> str:
        """SHA-256 of the content as JSON with sorted keys and no white space: the same however the file is written."""
        content = {"kind": self.kind, **self.model_dump(mode="json")}
        return sha256(
            json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        ).hexdigest()

    def __hash__(self) -> int:
        return hash((self.kind, self.id))


def model_in(annotation: Any) -> type[BaseModel] | None:
    """The model that a field of this annotation holds, in a list or by itself; None where it holds plain values."""
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := model_in(inner))), None)


def _is_tie(value: Any) -> bool:
    return isinstance(value, Ref | Source | Item) or (
        isinstance(value, Prose) and any(map(INTERNAL_LINK.search, value.values.values()))
    )


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
