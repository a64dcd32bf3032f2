"""One YAML file to plain values with positions. Strict: no tags, aliases or duplicate keys; every scalar is text; and
limits of size, depth and number, so that no file keeps the checker busy for long."""

import codecs
import re
from collections.abc import Iterator
from itertools import islice
from typing import Any

import yaml

from ogp.loading.marks import Marks, Position
from ogp.loading.slips import CONTROL_IN_VALUE, UNSEEN_AROUND, control_sentence, syntax_problem, text_problems
from ogp.messages import Message, message
from ogp.problems import MOST_IN_FILE, Problem
from ogp.records.base import Path

MAX_DEPTH = 12
MAX_VALUES = 50_000
_COMMENT = re.compile(r"\s+#")
_WORD = 60
"""Up to this length a value may be one that a program compares: an id, a date, a status."""


def read_yaml(file: str, content: bytes) -> tuple[Any, Marks, list[Problem]]:
    """Values of the file named `file` (for messages), their positions, and all problems found.

    Lists come back as tuples, scalars as str, an empty scalar as None. With problems the values may be partial.
    """
    problems = list(islice(text_problems(file, content), MOST_IN_FILE + 1))
    marked = content.startswith(codecs.BOM_UTF8)
    if len(problems) > marked:
        return None, Marks(file), problems
    content = content.removeprefix(codecs.BOM_UTF8)
    lines = re.split(r"\r\n?|\n|[\x85\u2028\u2029]", content.decode())
    builder = _Builder(file, lines, problems)
    try:
        data = builder.document(yaml.parse(content.decode(), Loader=yaml.CSafeLoader))
    except _GaveUpError:
        return None, Marks(file, lines=lines), builder.problems
    except yaml.YAMLError as error:
        return None, Marks(file, lines=lines), [*builder.problems, syntax_problem(file, error, builder.quoted, lines)]
    return data, builder.marks(), builder.problems


class _GaveUpError(Exception):
    """Ends the reading of a file that is beyond a limit; the problem says which."""


class _Builder:
    """Turns parser events into values, keeping the position of each."""

    def __init__(self, file: str, lines: list[str], problems: list[Problem]) -> None:
        self.file = file
        self.lines = lines
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self.problems = problems
        self.quoted: tuple[Position, int] | None = None
        self.count = 0

    def marks(self) -> Marks:
        return Marks(self.file, self.keys, self.values, self.lines)

    def document(self, events: Iterator[yaml.Event]) -> Any:
        """The value of the only document among `events`."""
        data = None
        documents = 0
        for event in events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents == 2:
                    self._report(
                        event, (),
                        message("A second document begins here (---)"),
                        message("Keep one record in one file"),
                    )  # fmt: skip
            elif isinstance(event, yaml.NodeEvent):
                value = self._value(event, events, ())
                data = value if documents == 1 else data
        return data

    def _report(self, event: yaml.Event, path: Path, text: Message, fix: Message) -> None:
        self.problems.append(Marks(self.file, values={path: _position(event.start_mark)}).problem(path, text, fix))
        if len(self.problems) > MOST_IN_FILE:
            raise _GaveUpError

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        self.values.setdefault(path, _position(event.start_mark))
        self.count += 1
        if self.count > MAX_VALUES:
            self._report(
                event, (),
                message("This file holds more than {limit} values", limit=MAX_VALUES),
                message("Split it, or ask whether it belongs here"),
            )  # fmt: skip
            raise _GaveUpError
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None):
            self._report(
                event, path,
                message("Anchors and aliases (& and *) are not used here"),
                message("Write the value out; if the text begins with & or *, put it between quotation marks"),
            )  # fmt: skip
            if isinstance(event, yaml.AliasEvent):
                return None
        if getattr(event, "tag", None):
            self._report(
                event, path,
                message("A type tag (!) is not allowed here"),
                message("Delete the tag; if the text begins with !, put it between quotation marks"),
            )  # fmt: skip
        if isinstance(event, yaml.ScalarEvent):
            return self._scalar(event, path)
        if len(path) >= MAX_DEPTH:
            self._report(event, path, message("The values are nested too deeply"), message("Check the indentation"))
            raise _GaveUpError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        start, (last_line, _) = _position(event.start_mark), _position(event.end_mark)
        if event.style in ("'", '"') and start[0] < last_line:
            self.quoted = (start, last_line)
        plain = not event.style
        line, column = _position(event.end_mark)
        if plain and line <= len(self.lines) and _COMMENT.match(self.lines[line - 1], column - 1):
            self._report(
                event, path,
                message("What follows “#” in this line is a comment and would not be published"),
                message("Put the text between quotation marks, or write the comment in a line of its own"),
            )  # fmt: skip
        if hidden := CONTROL_IN_VALUE.search(event.value) if event.style == '"' else None:
            self._report(event, path, *control_sentence(hidden[0]))
        if len(event.value) <= _WORD and not event.value.isascii() and UNSEEN_AROUND.search(event.value):
            self._report(
                event, path,
                message("There is an invisible character at the beginning or end of this value"),
                message("Delete the value and type it again"),
            )  # fmt: skip
        return None if plain and event.value in ("", "~", "null") else str(event.value)

    def _sequence(self, events: Iterator[yaml.Event], path: Path) -> tuple[Any, ...]:
        items: list[Any] = []
        for event in events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            items.append(self._value(event, events, (*path, len(items))))
        return tuple(items)

    def _mapping(self, events: Iterator[yaml.Event], path: Path) -> dict[str, Any]:
        values: dict[str, Any] = {}
        for event in events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            if not isinstance(event, yaml.ScalarEvent):
                self._report(event, path, message("A field name must be one word"), message("Write “field: value”"))
                self._value(event, events, (*path, "?"))
                self._value(next(events), events, (*path, "?"))
                continue
            inner = (*path, event.value)
            if event.value in values:
                self._report(
                    event, inner,
                    message(
                        "“{key}” stands here twice; first in line {line}", key=event.value, line=self.keys[inner][0]
                    ),
                    message("Keep one of the two"),
                )  # fmt: skip
                self._value(next(events), events, (*path, f"{event.value} (2)"))
                continue
            self.keys[inner] = _position(event.start_mark)
            values[event.value] = self._value(next(events), events, inner)
        return values


def _position(mark: Any) -> Position:
    return mark.line + 1, mark.column + 1
