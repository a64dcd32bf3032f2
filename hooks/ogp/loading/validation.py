"""From plain values to one record; pydantic's errors become sentences with a fix."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ogp.loading.marks import Marks
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.records.base import Part, Path, Ref
from ogp.records.place import PlaceKind
from ogp.records.text import LANGUAGES, Text

MOST_QUOTED = 60
"""How many characters of a wrong value a message repeats."""


def validate(type_: type[Part], data: Any, marks: Marks, path: Path = ()) -> tuple[Part | None, list[Problem]]:
    """The record of `type_` in `data`, which stands at `path` of the file, or None with all its problems."""
    empties = tuple(_empty_values(data))
    problems = [_empty(marks, (*path, *inner)) for inner in empties]
    record = None
    try:
        record = type_.model_validate(data)
    except ValidationError as error:
        found = [details for details in error.errors(include_url=False) if not _is_below(_inside(details), empties)]
        problems += [
            _problem(type_, details, data, marks, path) for details in found if not _follows(type_, details, found)
        ]
    return (None if problems else record), problems


def salvage(type_: type[BaseModel], data: Any, path: Path = ()) -> Iterator[tuple[Path, Any]]:
    """The texts and references in the plain values `data` of a record of `type_` that is not valid as a whole."""
    for name, info in type_.model_fields.items():
        if isinstance(data, Mapping) and name in data:
            yield from _salvaged(tuple(_classes(info.annotation)), data[name], (*path, name))


def _salvaged(classes: tuple[type, ...], value: Any, path: Path) -> Iterator[tuple[Path, Any]]:
    if isinstance(value, tuple):
        for index, item in enumerate(value):
            yield from _salvaged(classes, item, (*path, index))
        return
    for class_ in classes:
        if issubclass(class_, Ref) and isinstance(value, str):
            yield path, class_(value)
        elif issubclass(class_, Text):
            with suppress(ValidationError):
                yield path, class_.model_validate(value)
        elif issubclass(class_, BaseModel):
            yield from salvage(class_, value, path)


def _classes(annotation: Any) -> Iterator[type]:
    """The classes that an annotation is made of."""
    if isinstance(annotation, type) and not get_args(annotation):
        yield annotation
    for inner in get_args(annotation):
        yield from _classes(inner)


def _is_below(place: Path, others: Iterable[Path]) -> bool:
    return any(place[: len(other)] == other for other in others)


def _follows(type_: type[Part], details: ErrorDetails, found: Iterable[ErrorDetails]) -> bool:
    """Whether an error only follows from another: a misspelled field is missing, a list of wrong items too short."""
    place = _inside(details)
    if details["type"] == "too_short":
        return any(_is_below(_inside(other), [place]) for other in found if other is not details)
    if details["type"] == "missing":
        keys = [_inside(other) for other in found if other["type"] == "extra_forbidden"]
        return any(key[:-1] == place[:-1] and _likely_key(type_, key) == place[-1] for key in keys)
    return False


def _likely_key(type_: type[Part], path: Path) -> str | None:
    return likely(str(path[-1]), _known_keys(_model_at(type_, path)))


def _inside(details: ErrorDetails) -> Path:
    """Where pydantic found an error, as the path stands in the file."""
    return tuple(part for part in details["loc"] if part != "values")


def _empty_values(data: Any, path: Path = ()) -> Iterator[Path]:
    if data is None:
        yield path
    elif isinstance(data, Mapping):
        for key, value in data.items():
            yield from _empty_values(value, (*path, key))
    elif isinstance(data, tuple):
        for index, value in enumerate(data):
            yield from _empty_values(value, (*path, index))


def _empty(marks: Marks, path: Path) -> Problem:
    if not path:
        return marks.problem(path, message("The file is empty"), message("Write the record, or delete the file"))
    if isinstance(path[-1], int):
        return marks.problem(path, message("This list item is empty"), message("Write it, or delete its “-”"))
    return marks.problem(
        path,
        message("“{field}” has no value", field=path[-1]),
        message("Write its value, or delete the line if it is not known"),
        key=True,
    )


def likely(word: str, words: Any) -> str | None:
    """The one of `words` that `word` was most likely meant to be, or None."""
    return next(iter(difflib.get_close_matches(word, list(words), n=1, cutoff=0.6)), None)


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
        model = _inner_model(info.annotation) if info else None
    return model


def _inner_model(annotation: Any) -> type[BaseModel] | None:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        return annotation
    return next((model for inner in get_args(annotation) if (model := _inner_model(inner))), None)


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
    info = model.model_fields.get(str(inner[-1])) if model and inner else None
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
        return marks.problem(full, message("There is no field “{key}” here", key=key), fix, key=True)
    value = _value_at(data, inner)
    if kind == "string_pattern_mismatch":
        return marks.problem(
            full, message("“{value}” does not have the form that this field needs", value=_shortened(value)), described
        )
    if kind in _OF_SCALARS and isinstance(value, Mapping | tuple):
        kind = "string_type"
    if kind in ("model_type", "model_attributes_type"):
        context["known"] = ", ".join(_known_keys(_model_at(type_, (*inner, ""))))
    text, fix = _sentence(kind, context, _shortened(value), details["msg"])
    return marks.problem((*full, *_within_text(kind, context)), text, fix)


def _within_text(kind: str, context: Mapping[str, Any]) -> Path:
    """Where in a text an error of the whole text stands: at a language's value, or at the field that names it."""
    if kind == "text_empty":
        return (context["language"],)
    return ("missing",) if kind == "text_both" else (context["field"],) if "field" in context else ()


def _shortened(value: Any) -> str:
    """`value` as a sentence can quote it; nothing if it is no single value."""
    return "" if not isinstance(value, str) else value if len(value) <= MOST_QUOTED else f"{value[:MOST_QUOTED]}…"


def _enum(context: dict[str, Any], value: str) -> tuple[Message, Message]:
    expected = [part.strip("'") for part in str(context.get("expected", "")).replace(" or ", ", ").split(", ")]
    meant = likely(value, expected)
    fix = (
        message("Did you mean “{likely}”? Possible values: {known}", likely=meant, known=", ".join(expected))
        if meant
        else message("Write one of: {known}", known=", ".join(expected))
    )
    return message("“{value}” is not one of the possible values", value=value), fix


def _place(context: dict[str, Any]) -> tuple[Message, Message]:
    return (
        message("“{value}” is not a known place in a document", value=_shortened(context["text"])),
        message(
            "Write it like “step 4” or “table 1, commitment 4”, with these words: {known}", known=", ".join(PlaceKind)
        ),
    )


_DAY_FIX = message("Write the day as year-month-day, for example 2024-08-25")
_DATE_FIX = message("Write 2024, 2024-08, mid 2024-08 or 2024-08-25, as exact as the source")

_SENTENCES: Mapping[str, Callable[[dict[str, Any], str], tuple[Message, Message]]] = {
    "enum": _enum,
    "date_ambiguous": lambda c, v: (message("The date “{value}” can be read in two ways", value=v), _DAY_FIX),
    "date_spelling": lambda c, v: (
        message("The date “{value}” is not written as year-month-day", value=v),
        message("Write “{day}”", day=c["day"]),
    ),
    "day_format": lambda c, v: (message("“{value}” is not a day", value=v), _DAY_FIX),
    "date_format": lambda c, v: (message("“{value}” is not a date", value=v), _DATE_FIX),
    "date_impossible": lambda c, v: (
        message("There is no such day as “{value}”", value=v),
        message("Check the month and the day"),
    ),
    "time_format": lambda c, v: (
        message("“{value}” is not a time of day", value=v),
        message('Write it on the 24-hour clock between quotation marks, for example "09:30"'),
    ),
    "text_type": lambda c, v: (
        message("This text needs a value for each language"),
        message(
            "Write one line per language under it ({languages}) and “original:”", languages=", ".join(LANGUAGES.get())
        ),
    ),
    "text_missing": lambda c, v: (
        message("The text has no value in the language “{language}”", language=c["language"]),
        message(
            "Add “{language}:”, or list it under “missing:” if there is no translation yet", language=c["language"]
        ),
    ),
    "text_original": lambda c, v: (
        message("The text has no value in its original language “{language}”", language=c["language"]),
        message("Add “{language}:”, or correct “{field}:”", language=c["language"], field=c["field"]),
    ),
    "text_both": lambda c, v: (
        message("The language “{language}” is listed as missing although it has a value", language=c["language"]),
        message("Delete it from “missing:”"),
    ),
    "text_empty": lambda c, v: (
        message("The text is empty in the language “{language}”", language=c["language"]),
        message("Write it, or list the language under “missing:”"),
    ),
    "text_language": lambda c, v: (
        message("“{language}” is not a language of this site", language=c["language"]),
        message("Use one of: {known}", known=c["known"]),
    ),
    "place_kind": lambda c, v: (
        (
            message("“{value}” stands between quotation marks that YAML does not know", value=_shortened(c["text"])),
            message('Use straight quotation marks: "step 4"'),
        )
        if set("“”„‟«»") & set(c["text"])
        else _place(c)
    ),
    "url_scheme": lambda c, v: (
        message("“{value}” is not a web address that may be linked", value=v),
        message("Write the whole address, beginning with https://"),
    ),
    "int_parsing": lambda c, v: (
        message("“{value}” is not a whole number", value=v),
        message("Write a number in digits 0–9"),
    ),
    "bool_parsing": lambda c, v: (
        message("“{value}” is neither true nor false", value=v),
        message("Write true or false"),
    ),
    "tuple_type": lambda c, v: (
        message("This field holds a list"),
        message("Write the items between [ and ], or each on a line of its own that begins with “- ”"),
    ),
    "string_type": lambda c, v: (
        message("This field holds one value"),
        message("Write it on the same line, without a list or inner fields"),
    ),
    "model_type": lambda c, v: (
        message("This field has inner fields"),
        message("Write them below it, indented by two spaces: {known}", known=c.get("known", "")),
    ),
    "too_short": lambda c, v: (message("The list is too short"), message("Add at least one item")),
    "greater_than_equal": lambda c, v: (
        message("The number is too small"),
        message("It must be at least {minimum}", minimum=c.get("ge", 0)),
    ),
}
_OF_SCALARS = frozenset(
    ("enum", "day_format", "date_format", "time_format", "int_type", "bool_type", "place_kind", "url_scheme")
)
"""Errors which, where a list or inner fields stand, mean that a single value should stand there."""


def _sentence(kind: str, context: dict[str, Any], value: str, said: str) -> tuple[Message, Message]:
    alias = {
        "int_type": "int_parsing",
        "int_parsing_size": "int_parsing",
        "int_from_float": "int_parsing",
        "bool_type": "bool_parsing",
        "model_attributes_type": "model_type",
        "dict_type": "text_type",
        "mapping_type": "text_type",
    }.get(kind, kind)
    if make := _SENTENCES.get(alias):
        return make(context, value)
    return (
        message("This value cannot be used: {said}", said=said),
        message("Compare it with the same field of another record"),
    )
