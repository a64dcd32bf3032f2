"""New records: valid files with what is known so far, and every other field as a comment that says what it is for."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date
from enum import StrEnum
from types import UnionType
from typing import Any, Union, get_args, get_origin

from pydantic import BaseModel, RootModel

from ogp.loading.house_style import written
from ogp.loading.layout import FILE_KINDS
from ogp.loading.marks import Marks
from ogp.loading.validation import validate
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.records.base import Part, Record
from ogp.records.dates import PartialDate
from ogp.records.references import Ref
from ogp.records.text import LANGUAGES, Text

Describe = Callable[[Message], str]

_GAP = "…"
_WIDTH = 110
_OWN = ("id", "updated", "published", "source_notes", "changes")
"""Fields that nobody is asked for when a record is made."""


class UnknownRecordError(Exception):
    """An id from which no file follows; `message` says which form it should have."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


def place_of(type_: type[Record], id_: str) -> str:
    """The path under data/ of the record of `type_` with the id `id_`. Raises UnknownRecordError."""
    for kind in FILE_KINDS:
        if kind.type is type_ and kind.id:
            path = kind.path_of(id_)
            if path:
                return path
            raise UnknownRecordError(
                message(
                    "“{id}” is not an id of this kind; write it like {example}: small Latin letters, digits, single hyphens",
                    id=id_,
                    example=kind.id.format(name="2026-12-01-forum", plan="nap7", number="1"),
                )
            )
    raise UnknownRecordError(message("Records of this kind stand together in one file: add it there"))


def asked_for(type_: type[Part]) -> tuple[str, ...]:
    """The fields that a new record cannot do without, and its sources."""
    return (*(name for name, info in type_.model_fields.items() if info.is_required() and name not in _OWN), "sources")


def complaints(type_: type[Part], name: str, value: Any, languages: Sequence[str]) -> tuple[Problem, ...]:
    """What is wrong with `value` for the field `name`, as the checker would say it."""
    token = LANGUAGES.set(tuple(languages))
    try:
        found = validate(type_, {name: value}, Marks(""))
    finally:
        LANGUAGES.reset(token)
    return tuple(problem for problem in found.problems if problem.field.startswith(name) and not _is_gap(problem, name))


def _is_gap(problem: Problem, name: str) -> bool:
    """Whether a problem only says that the whole of another field is missing."""
    return problem.field.partition(".")[0].partition("[")[0] != name


def inner_type(annotation: Any) -> Any:
    """What a field holds: the type itself, or that of the items of a list."""
    if get_origin(annotation) in (Union, UnionType):
        (annotation,) = (one for one in get_args(annotation) if one is not type(None))
    return get_args(annotation)[0] if get_origin(annotation) is tuple else annotation


def skeleton(type_: type[Part], values: Mapping[str, Any], languages: Sequence[str], describe: Describe) -> str:
    """The file of a new record of `type_` with `values`; `describe` says what a field is for in the writer's language."""
    lines: list[str] = []
    for name, info in type_.model_fields.items():
        text = describe(Message(info.description or ""))
        if name in values:
            lines += ["", *_comment(text), *written({name: values[name]}, 0)]
        elif name not in _OWN:
            lines += ["", *_comment(text), *(f"# {line}" for line in _example(name, info.annotation, languages))]
    return "\n".join(lines).lstrip("\n") + "\n"


def _comment(text: str) -> Iterator[str]:
    words, line = text.split(), "#"
    for word in words:
        if len(line) + len(word) >= _WIDTH:
            yield line
            line = "#"
        line += f" {word}"
    yield line


def _example(name: str, annotation: Any, languages: Sequence[str]) -> list[str]:
    return written({name: _gap(annotation, languages)}, 0)


def _gap(annotation: Any, languages: Sequence[str]) -> Any:
    """What stands in a commented field until somebody fills it in."""
    inner = inner_type(annotation)
    many = get_origin(annotation) is tuple
    value: Any = _GAP
    if _is(inner, Text):
        value = {"original": languages[0], **dict.fromkeys(languages, _GAP)}
    elif _is(inner, StrEnum):
        value = " | ".join(inner)
    elif _is(inner, BaseModel) and not _is(inner, RootModel):
        value = {
            field: _gap(info.annotation, languages)
            for field, info in inner.model_fields.items()
            if field not in ("sources", "note")
        }
    elif inner is date or _is(inner, PartialDate):
        value = "YYYY-MM-DD"
    return [value] if many else value


def _is(type_: Any, of: type) -> bool:
    return isinstance(type_, type) and issubclass(type_, of)


def reference_in(annotation: Any) -> type[Ref] | None:
    """The kind of reference that a field holds, if it holds one."""
    inner = inner_type(annotation)
    return inner if _is(inner, Ref) else None
