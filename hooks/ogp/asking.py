"""Asks in the terminal for what a record cannot do without, and asks again until the checker accepts the answer."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import Any

import click
from pydantic import BaseModel

from ogp.loading import skeletons
from ogp.loading.sentences import likely
from ogp.messages import Message, message
from ogp.problems import sentence
from ogp.records.base import Part, Record
from ogp.records.text import Text
from ogp.translation import Translator


class Asker:
    """Asks for the values of a record or part of one type."""

    def __init__(
        self,
        type_: type[Part],
        languages: Sequence[str],
        translate: Translator,
        *,
        ids: Mapping[str, Sequence[str]],
        usual: Mapping[str, str],
    ) -> None:
        """`ids` are those that may be referred to, by kind; `usual` the answers that Enter gives, by field."""
        self.type = type_
        self.languages = languages
        self.translate = translate
        self.ids = ids
        self.usual = usual

    def answers(self, fields: Iterable[str] = (), given: Collection[str] = ()) -> dict[str, Any]:
        """The values of the fields that a new record cannot do without, of `sources` and of the other `fields`; not of
        those `given`."""
        asked = (*skeletons.asked_for(self.type), *fields)
        return {name: self._answer(name) for name in asked if name not in given}

    def _answer(self, name: str) -> Any:
        info = self.type.model_fields[name]
        click.echo()
        click.echo(f"{name}: {self.translate(Message(info.description or ''))}")
        while True:
            value = self._value(name, info.annotation)
            wrong = skeletons.complaints(self.type, name, value, self.languages)
            if not wrong:
                return value
            for problem in wrong:
                click.echo(sentence(problem, self.translate))

    def _value(self, name: str, annotation: Any) -> Any:
        if name == "sources":
            return [{"document": self._choice(self.ids["document"])}]
        inner = skeletons.inner_type(annotation)
        if isinstance(inner, type) and issubclass(inner, Text):
            return self._text()
        if isinstance(inner, type) and issubclass(inner, StrEnum):
            return self._choice(inner)
        reference = skeletons.reference_in(annotation)
        if reference:
            return self._choice(self.ids[reference.kind])
        if isinstance(inner, type) and issubclass(inner, BaseModel) and inner is not annotation:
            return []
        if isinstance(inner, type) and issubclass(inner, BaseModel) and inner.model_fields.keys() != {"root"}:
            return dict(self._parts(inner))
        return self._word(self.usual.get(name, ""))

    def _word(self, usual: str = "") -> str:
        """What is said; `usual` where nothing is."""
        while not (said := str(click.prompt(">", default=usual, show_default=bool(usual))).strip()):
            click.echo(self.translate(message("This cannot be left empty")))
        return said

    def _text(self) -> dict[str, Any]:
        """A text: the languages in which it is written, and those that are still to be translated."""
        values: dict[str, str] = {}
        while not values:
            for code in self.languages:
                if said := click.prompt(f"  {code}", default="", show_default=False).strip():
                    values[code] = said
            if not values:
                click.echo(
                    self.translate(
                        message("Write it in one language at least; Enter leaves one to be translated later")
                    )
                )
        missing = [code for code in self.languages if code not in values]
        return {"original": list(values)} | values | ({"missing": missing} if missing else {})

    def _parts(self, inner: type[BaseModel]) -> Iterator[tuple[str, Any]]:
        for name, info in inner.model_fields.items():
            click.echo(f"  {name}: {self.translate(Message(info.description or ''))}")
            if said := click.prompt("  >", default="", show_default=False).strip():
                yield name, said

    def _choice(self, known: Iterable[str]) -> str:
        words = list(map(str, known))
        click.echo(", ".join(words))
        while (said := self._word()) not in words:
            click.echo(self.translate(message("“{value}” is not one of the possible values", value=said)))
            if meant := likely(said, words):
                click.echo(self.translate(message("Did you mean “{likely}”?", likely=meant)))
        return said


def ids_by_kind(records: Iterable[Record]) -> dict[str, list[str]]:
    """The ids of `records`, by kind."""
    found: dict[str, list[str]] = defaultdict(list)
    for record in records:
        found[record.kind].append(record.id)
    return found
