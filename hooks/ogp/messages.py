"""Sentences for readers that are not yet in any language.

A `Message` names an English sentence of the interface catalogue and what fills its gaps. Whoever prints it
(a page, the checker) translates it at that moment, so nothing above or below has to know the language.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Message:
    """`text` is the English sentence with `{named}` gaps; `plural` its plural form, chosen by `values["count"]`."""

    text: str
    values: Mapping[str, Any] = field(default_factory=dict)
    plural: str | None = None


def message(text: str, /, **values: Any) -> Message:
    """A sentence to be translated when it is printed."""
    return Message(text, values)


def plural(singular: str, several: str, /, count: int, **values: Any) -> Message:
    """A sentence whose form depends on `count`, by the plural rules of the reader's language."""
    return Message(singular, {"count": count, **values}, several)
