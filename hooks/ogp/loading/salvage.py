"""A record that is not valid as a whole, as far as it can be read, so that the rules look at the rest of it."""

from collections.abc import Iterator, Mapping
from contextlib import suppress
from functools import cache
from typing import Annotated, Any, get_args

from pydantic import BaseModel, RootModel, TypeAdapter, ValidationError

from ogp.records.base import Path
from ogp.records.text import Text


class Unread:
    """What stands in place of a value that is wrong or, though it is required, missing."""


UNREAD = Unread()


def salvage(type_: type[BaseModel], data: Any, path: Path = (), *, unsure: frozenset[Path] = frozenset()) -> Any:
    """The record of `type_` in the plain values `data`, with `UNREAD` for what cannot be read.

    Items of lists keep their positions. `unsure` are paths of fields whose value may stand under a misspelled name.
    """
    given = data if isinstance(data, Mapping) else {}
    values = {}
    for name, info in type_.model_fields.items():
        place = (*path, name)
        if name in given:
            values[name] = _read(type_, name, given[name], place, unsure)
        elif place in unsure or info.is_required():
            values[name] = () if _is_list(info.annotation) else UNREAD
    return type_.model_construct(**values)


def _read(type_: type[BaseModel], name: str, value: Any, path: Path, unsure: frozenset[Path]) -> Any:
    if next(empty_values(value), None) is None:
        with suppress(ValidationError):
            return _adapter(type_, name).validate_python(value)
    inner = next(_models(type_.model_fields[name].annotation), None)
    if _is_list(type_.model_fields[name].annotation):
        if not isinstance(value, tuple):
            return ()
        return tuple(
            salvage(inner, item, (*path, index), unsure=unsure) if inner else _item(type_, name, item)
            for index, item in enumerate(value)
        )
    return salvage(inner, value, path, unsure=unsure) if inner else UNREAD


def empty_values(data: Any, path: Path = ()) -> Iterator[Path]:
    """The paths of the empty values in plain values, none of which may be empty."""
    if data is None:
        yield path
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from empty_values(value, (*path, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from empty_values(value, (*path, index))


@cache
def _adapter(type_: type[BaseModel], name: str) -> TypeAdapter[Any]:
    """What validates the field `name` alone."""
    info = type_.model_fields[name]
    annotation: Any = info.annotation
    return TypeAdapter(Annotated[annotation, *info.metadata] if info.metadata else annotation)


def _item(type_: type[BaseModel], name: str, value: Any) -> Any:
    """One plain value of a list: a number, an id, a text."""
    with suppress(ValidationError):
        return _adapter(type_, name).validate_python((value,))[0]
    return UNREAD


def _is_list(annotation: Any) -> bool:
    return getattr(annotation, "__origin__", None) is tuple


def _models(annotation: Any) -> Iterator[type[BaseModel]]:
    """The models with fields of their own that an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        if issubclass(annotation, BaseModel) and not issubclass(annotation, Text | RootModel):
            yield annotation
        return
    for inner in get_args(annotation):
        yield from _models(inner)
