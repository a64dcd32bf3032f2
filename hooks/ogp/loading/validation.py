"""From plain values to one record; pydantic's errors become sentences with a fix."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ogp.loading.marks import Marks
from ogp.loading.salvage import empty_values, salvage
from ogp.loading.sentences import likely, sentence, shortened
from ogp.messages import message
from ogp.problems import MOST_IN_FILE, Problem
from ogp.records.base import Part, Path, model_in
from ogp.records.text import LANGUAGES, Text


@dataclass(frozen=True, slots=True)
class Validated:
    """A record, whole only if there are no problems, and otherwise as far as it could be read.

    `wrong` are the paths of values that are wrong or missing, so that no rule says the same again in other words.
    """

    record: Any
    problems: tuple[Problem, ...] = ()
    wrong: frozenset[Path] = frozenset()


def validate(type_: type[Part], data: Any, marks: Marks, path: Path = ()) -> Validated:
    """The record of `type_` in `data`, which stands at `path` of the file."""
    empties = tuple(empty_values(data))
    found: list[ErrorDetails] = []
    try:
        record = type_.model_validate(data)
        if not empties:
            return Validated(record)
    except ValidationError as error:
        errors = error.errors(include_url=False)[: MOST_IN_FILE + 1]
        found = [details for details in errors if not _is_below(_inside(details), empties)]
    meant = frozenset(
        (*place[:-1], key) for place in _strange_keys(found) if (key := _likely_key(type_, place)) is not None
    )
    wrong = frozenset((*empties, *map(_inside, found)))
    told = [details for details in found if not _follows(details, wrong, meant)]
    return Validated(
        salvage(type_, data, unsure=meant),
        (
            *(_empty(type_, marks, path, inner) for inner in empties),
            *(_problem(type_, details, data, marks, path) for details in told),
        ),
        frozenset((*path, *place) for place in wrong | meant),
    )


def _strange_keys(found: Iterable[ErrorDetails]) -> Iterator[Path]:
    return (_inside(details) for details in found if details["type"] == "extra_forbidden")


def _is_below(place: Path, others: Iterable[Path]) -> bool:
    return any(place[: len(other)] == other for other in others)


def _follows(details: ErrorDetails, wrong: frozenset[Path], meant: frozenset[Path]) -> bool:
    """Whether an error only follows from another: a misspelled field is missing, a list of wrong items too short."""
    place = _inside(details)
    if details["type"] == "too_short":
        return any(_is_below(other, [place]) for other in wrong if other != place)
    return details["type"] == "missing" and place in meant


def _likely_key(type_: type[Part], path: Path) -> str | None:
    return likely(str(path[-1]), _known_keys(_model_at(type_, path)))


def _inside(details: ErrorDetails) -> Path:
    """Where pydantic found an error, as the path stands in the file."""
    return tuple(part for part in details["loc"] if part != "values")


def _empty(type_: type[Part], marks: Marks, path: Path, inner: Path) -> Problem:
    full = (*path, *inner)
    if not inner:
        return marks.problem(full, message("The file is empty"), message("Write the record, or delete the file"))
    if isinstance(inner[-1], int):
        return marks.problem(full, message("This list item is empty"), message("Write it, or delete its “-”"))
    model = _model_at(type_, inner)
    info = model.model_fields.get(inner[-1]) if model else None
    required = info is not None and info.is_required()
    return marks.problem(
        full,
        message("“{field}” has no value", field=inner[-1]),
        message("Write its value") if required else message("Write its value, or delete the line if it is not known"),
        key=True,
    )


def _value_at(data: Any, path: Path) -> Any:
    for part in path:
        try:
            data = data[part]
        except (KeyError, IndexError, TypeError):
            return None
    return data


def _model_at(type_: type[BaseModel], path: Path) -> type[BaseModel] | None:
    """The model that holds the field at the end of `path`."""
    model: type[BaseModel] | None = type_
    for part in path[:-1]:
        if isinstance(part, int) or model is None:
            continue
        info = model.model_fields.get(part)
        model = model_in(info.annotation) if info else None
    return model


def _known_keys(model: type[BaseModel] | None) -> list[str]:
    if model is None:
        return []
    keys = [name for name in model.model_fields if name != "values" or not issubclass(model, Text)]
    return [*LANGUAGES.get(), *keys] if issubclass(model, Text) else keys


def _problem(type_: type[Part], details: ErrorDetails, data: Any, marks: Marks, path: Path) -> Problem:
    inner = _inside(details)
    context = dict(details.get("ctx") or {})
    model = _model_at(type_, inner)
    full = (*path, *inner)
    kind = details["type"]
    if not inner and kind in ("model_type", "model_attributes_type"):
        return marks.problem(full, message("This is not a record"), message("Write “field: value”, one on each line"))
    name = next((part for part in reversed(inner) if isinstance(part, str)), "")
    info = model.model_fields.get(name) if model else None
    described = message(info.description) if info and info.description else message("See another record of this kind.")
    if kind == "missing":
        return marks.problem(
            full,
            message("The field “{field}” is missing", field=str(inner[-1])),
            message("Add “{field}:” with its value. {description}", field=str(inner[-1]), description=described),
        )
    if kind == "extra_forbidden":
        key = str(inner[-1])
        meant = _likely_key(type_, inner)
        fix = (
            message("Did you mean “{likely}”?", likely=meant)
            if meant
            else message("Delete it, or use one of: {known}", known=", ".join(_known_keys(model)))
        )
        return marks.problem(full, message("There is no field “{key}” here", key=shortened(key)), fix, key=True)
    value = _value_at(data, inner)
    listed = context.get("language") or (value if kind == "string_pattern_mismatch" else "")
    if "،" in str(listed or ""):
        return marks.problem(
            full, message("“{value}” holds the comma of Arabic script", value=shortened(listed)), _COMMA
        )
    if kind == "string_pattern_mismatch":
        return marks.problem(
            full, message("“{value}” does not have the form that this field needs", value=shortened(value)), described
        )
    if kind in _OF_SCALARS and isinstance(value, Mapping | tuple):
        kind = "string_type"
    if kind in ("model_type", "model_attributes_type"):
        context["known"] = ", ".join(_known_keys(_model_at(type_, (*inner, ""))))
    text, fix = sentence(kind, context, shortened(value), details["msg"])
    return marks.problem((*full, *_within_text(kind, context)), text, fix)


def _within_text(kind: str, context: Mapping[str, Any]) -> Path:
    """Where in a text an error of the whole text stands: at a language's value, or at the field that names it."""
    if kind in ("text_empty", "text_blank"):
        return (context["language"],)
    return ("missing",) if kind == "text_both" else (context["field"],) if "field" in context else ()


_COMMA = message("Between the items of a list write “, ”, with the comma of Latin script")

_OF_SCALARS = frozenset(
    ("enum", "day_format", "date_format", "time_format", "int_type", "bool_type", "place_kind", "url_scheme")
)
"""Errors which, where a list or inner fields stand, mean that a single value should stand there."""
