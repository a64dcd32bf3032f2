"""What a view says, as lines: what `test_said.py` compares."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from enum import Enum
from functools import cached_property
from typing import Any

from pydantic import BaseModel

from ogp.messages import Message
from ogp.records.base import Record
from ogp.records.dates import PartialDate
from ogp.records.place import Place
from ogp.records.text import Text
from ogp.rendering.printing import Printer


def outline(view: Any, printer: Printer) -> Iterator[str]:
    """Field by field, with what is computed from them: records by kind and id, sentences as `printer` says them."""
    for name in dict.fromkeys(_names(view)):
        yield from _lines(name, getattr(view, name), printer, "")


def _names(view: Any) -> Iterator[str]:
    """The fields and properties of a view but for its version, the hash of whole records."""
    yield from (field.name for field in fields(view))
    for type_ in type(view).__mro__:
        public = (
            name
            for name, value in vars(type_).items()
            if isinstance(value, property | cached_property) and not name.startswith("_")
        )
        yield from (name for name in public if name != "version")


def _lines(name: str, value: Any, printer: Printer, indent: str) -> Iterator[str]:
    """What has parts takes a line for each, unless none of them has parts."""
    if value in (None, (), ""):
        return
    parts = _parts(value)
    if indent and not any(_parts(part) for _, part in parts):
        plain = ((own, part) for own, part in parts if part not in (None, (), ""))
        said = [_short(part, printer) if own.isdigit() else f"{own} {_short(part, printer)}" for own, part in plain]
        yield f"{indent}{name}: {' | '.join(said) if parts else _short(value, printer)}"
        return
    yield f"{indent}{name}:" if parts else f"{indent}{name}: {_short(value, printer)}"
    for own, part in parts:
        yield from _lines(own, part, printer, f"{indent}  ")


def _parts(value: Any) -> list[tuple[str, Any]]:
    if isinstance(value, tuple):
        return [(str(number), one) for number, one in enumerate(value, 1)]
    if is_dataclass(value) and not isinstance(value, Message):
        return [(name, getattr(value, name)) for name in dict.fromkeys(_names(value))]
    return []


def _short(value: Any, printer: Printer) -> str:
    match value:
        case Record():
            return f"{value.kind} {value.id}"
        case Text() | Message():
            return printer.wording(value)
        case PartialDate() | Place():
            return value.root
        case Enum():
            return str(value.value)
        case date():
            return value.isoformat()
        case float():
            return f"{value:.4f}"
        case BaseModel():
            own = ((name, getattr(value, name)) for name in type(value).model_fields if name != "sources")
            plain = (f"{name} {_short(one, printer)}" for name, one in own if one and not isinstance(one, tuple))
            return f"{type(value).__name__} {', '.join(plain)}".strip()
    return str(value)
