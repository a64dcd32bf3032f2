"""What pydantic's errors are in plain sentences, each with its fix."""

import difflib
from collections.abc import Callable, Mapping
from typing import Any

from ogp.messages import Message, message
from ogp.records.place import PlaceKind
from ogp.records.text import LANGUAGES

MOST_QUOTED = 60
"""How many characters of a wrong value a message repeats."""


def likely(word: str, words: Any) -> str | None:
    """The one of `words` that `word` was most likely meant to be, or None."""
    return next(iter(difflib.get_close_matches(word[:MOST_QUOTED], list(words), n=1, cutoff=0.6)), None)


def shortened(value: Any) -> str:
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
        message("“{value}” is not a known place in a document", value=shortened(context["text"])),
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
    "text_blank": lambda c, v: (
        message("The text in the language “{language}” holds no letter or digit", language=c["language"]),
        message("Write it, or list the language under “missing:”"),
    ),
    "text_language": lambda c, v: (
        message("“{language}” is not a language of this site", language=c["language"]),
        message("Use one of: {known}", known=c["known"]),
    ),
    "place_kind": lambda c, v: (
        (
            message("“{value}” stands between quotation marks that YAML does not know", value=shortened(c["text"])),
            message('Use straight quotation marks: "step 4"'),
        )
        if set("“”„‟«»") & set(c["text"])
        else _place(c)
    ),
    "url_scheme": lambda c, v: (
        message("“{value}” is not a web address that may be linked", value=v),
        message("Write the whole address, beginning with https://"),
    ),
    "url_credentials": lambda c, v: (
        message("“{value}” holds a name or password", value=v),
        message("Delete what stands before “@”, and the “@”"),
    ),
    "email": lambda c, v: (
        message("“{value}” is not an address for e-mail", value=v),
        message("Write it like name@example.org"),
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
    "string_too_short": lambda c, v: (message("The value is empty"), message("Write it")),
    "too_short": lambda c, v: (message("The list is too short"), message("Add at least one item")),
    "greater_than_equal": lambda c, v: (
        message("The number is too small"),
        message("It must be at least {minimum}", minimum=c.get("ge", 0)),
    ),
}


def sentence(kind: str, context: dict[str, Any], value: str, said: str) -> tuple[Message, Message]:
    """Sentence and fix of an error of `kind` with its `context`, for the wrong `value`; `said` is pydantic's own sentence."""
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
