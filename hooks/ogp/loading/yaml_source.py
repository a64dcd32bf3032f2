"""One YAML file to plain values with positions. Strict: no tags, aliases or duplicate keys; every scalar is text."""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ogp.loading.marks import Marks, Position
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.records.base import Path

MAX_BYTES = 2_000_000
MAX_DEPTH = 12

_CONFLICT = re.compile(r"(<{7}|={7}|>{7}|\|{7})( |$)")
_TAB = re.compile(r" *\t")
_UNSEEN = r"\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069"
_UNSEEN_IN_KEY = re.compile(rf"(?=[^:]*[{_UNSEEN}])[ \-{_UNSEEN}]*[a-z_]+[{_UNSEEN}]*:")
_NO_SPACE = re.compile(r" *(?:- +)*([a-z_]+)[:：](?=[^\s/])")
_NO_COLON = re.compile(r" *(?:- +)*([a-z_]+)(?: +[^\s:]|$)[^:]*$")
_NO_DASH_SPACE = re.compile(r" *-[^\s\-]")
_GOES_ON = re.compile(r" *(?:- +)*(?:[a-z_]+: +)?(?=(?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\{[^}]*\})\s*[^\s#])([\"'\[{])")
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def read_yaml(file: str, content: bytes) -> tuple[Any, Marks, list[Problem]]:
    """Values of the file named `file` (for messages), their positions, and all problems found.

    Lists come back as tuples, scalars as str, an empty scalar as None. With problems the values may be partial.
    """
    problems = list(_text_problems(file, content))
    if problems:
        return None, Marks(file), problems
    lines = re.split(r"\r\n?|\n|[\x85\u2028\u2029]", content.decode())
    builder = _Builder(file, lines)
    try:
        data = builder.document(yaml.parse(content.decode(), Loader=yaml.CSafeLoader))
    except _TooDeepError:
        return None, Marks(file), builder.problems
    except yaml.YAMLError as error:
        return None, Marks(file), [*builder.problems, _syntax_problem(file, error, builder.quoted, lines)]
    return data, builder.marks(), builder.problems


def encoding_problem(file: str, content: bytes) -> Problem | None:
    """Where `content` stops being UTF-8, if it does."""
    for number, raw in enumerate(content.split(b"\n"), 1):
        try:
            raw.decode()
        except UnicodeDecodeError as error:
            return _problem(
                file, (number, len(raw[: error.start].decode()) + 1),
                message("The file is not encoded as UTF-8"),
                message("Open it with the encoding that it was written in and save it as UTF-8"),
            )  # fmt: skip
    return None


def _problem(file: str, position: Position, text: Message, fix: Message) -> Problem:
    return Problem(file=file, line=position[0], column=position[1], field="", message=text, fix=fix)


def _text_problems(file: str, content: bytes) -> Iterator[Problem]:
    if len(content) > MAX_BYTES:
        yield _problem(
            file, (1, 1),
            message("This file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000),
            message("Split it, or ask whether it belongs here"),
        )  # fmt: skip
        return
    if content.startswith(b"\xef\xbb\xbf"):
        yield _problem(
            file, (1, 1),
            message("The file begins with an invisible byte-order mark"),
            message("Save it as “UTF-8”, not “UTF-8 with BOM”"),
        )  # fmt: skip
        content = content[3:]
    if wrong := encoding_problem(file, content):
        yield wrong
        return
    for number, raw in enumerate(content.decode().split("\n"), 1):
        line = raw.rstrip("\r")
        if _CONFLICT.match(line):
            yield _problem(
                file, (number, 1),
                message("This line is left over from a merge conflict"),
                message(
                    "Choose one of the two versions and delete the lines that begin with <<<<<<<, ======= and >>>>>>>"
                ),
            )  # fmt: skip
        if tab := _TAB.match(line):
            yield _problem(
                file, (number, tab.end()),
                message("The line is indented with a tab"),
                message("Indent with spaces, two for each level"),
            )  # fmt: skip
        if _UNSEEN_IN_KEY.match(line):
            yield _problem(
                file, (number, 1),
                message("There is an invisible character in or before the field name"),
                message("Delete the line up to the colon and type it again"),
            )  # fmt: skip
        if control := _CONTROL.search(line):
            yield _problem(
                file, (number, control.start() + 1),
                message("There is an invisible control character here (U+{code})", code=f"{ord(control[0]):04X}"),
                message("Delete it and type the text again"),
            )  # fmt: skip


_UNCLOSED = (
    message("A quotation mark or bracket is opened and never closed"),
    message("Close it where the text ends"),
)
_SYNTAX = (
    (
        r"mapping values are not allowed",
        message("There is a second colon in this line, or the line before it is not finished"),
        message("Put the text between quotation marks, or check the indentation"),
    ),
    (
        r"cannot start any token",
        message("A text begins with a character that has a meaning of its own in YAML"),
        message("Put the text between quotation marks"),
    ),
    (
        r"alias|anchor",
        message("Anchors and aliases (& and *) are not used here"),
        message("Write the value out; if the text begins with & or *, put it between quotation marks"),
    ),
    (
        r"could not find expected ':'|did not find expected key|expected '-' indicator|entries are not allowed",
        message("The indentation or the form of this line does not fit the lines around it"),
        message("Align it with the lines of the same level, and write “field: value” or “- item”"),
    ),
)


def _slip(lines: list[str], number: int) -> tuple[int, Message, Message] | None:
    """The slip of the pen behind a syntax error in line `number`: in it, or in the last line before it with a text."""
    before = next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), 0)
    for place in (number, before):
        line = lines[place - 1].split(" #")[0].rstrip() if 0 < place <= len(lines) else ""
        if slip := _NO_SPACE.match(line):
            return (
                place,
                message("There is no space after the colon of “{field}”", field=slip[1]),
                message("Write “{field}: ” and then the value", field=slip[1]),
            )
        if _NO_DASH_SPACE.match(line):
            return place, message("There is no space after the dash"), message("Write “- ” and then the item")
        if slip := _NO_COLON.match(line):
            return (
                place,
                message("There is no colon after “{field}”", field=slip[1]),
                message("Write “{field}: ” and then the value", field=slip[1]),
            )
    if 0 < number <= len(lines) and (slip := _GOES_ON.match(lines[number - 1])):
        return (
            number,
            message("The text begins with {mark} and goes on after it is closed", mark=slip[1]),
            message("Put the whole text between quotation marks of another kind"),
        )
    return None


def _syntax_problem(file: str, error: yaml.YAMLError, quoted: tuple[Position, int] | None, lines: list[str]) -> Problem:
    """The problem behind `error`. `quoted`: where the last quoted text of several lines begins, and its last line."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if context and re.search(r"unexpected end of stream|expected ',' or", said):
        return _problem(file, (context.line + 1, context.column + 1), *_UNCLOSED)
    if quoted and quoted[1] == position[0]:
        return _problem(file, quoted[0], *_UNCLOSED)
    if slip := _slip(lines, position[0]):
        return _problem(file, (slip[0], 1), slip[1], slip[2])
    for pattern, known, fix in _SYNTAX:
        if re.search(pattern, said):
            return _problem(file, position, known, fix)
    return _problem(
        file, position,
        message("This is not valid YAML"),
        message("Compare the line with the same line of another record"),
    )  # fmt: skip


class _TooDeepError(Exception):
    """Ends the reading of a file whose values are nested too deeply."""


class _Builder:
    """Turns parser events into values, keeping the position of each."""

    def __init__(self, file: str, lines: list[str]) -> None:
        self.file = file
        self.lines = lines
        self.keys: dict[Path, Position] = {}
        self.values: dict[Path, Position] = {}
        self.problems: list[Problem] = []
        self.quoted: tuple[Position, int] | None = None

    def marks(self) -> Marks:
        return Marks(self.file, self.keys, self.values)

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

    def _value(self, event: yaml.Event, events: Iterator[yaml.Event], path: Path) -> Any:
        self.values.setdefault(path, _position(event.start_mark))
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
            raise _TooDeepError
        if isinstance(event, yaml.SequenceStartEvent):
            return self._sequence(events, path)
        return self._mapping(events, path)

    def _scalar(self, event: yaml.ScalarEvent, path: Path) -> str | None:
        start, (last_line, _) = _position(event.start_mark), _position(event.end_mark)
        if event.style in ("'", '"') and start[0] < last_line:
            self.quoted = (start, last_line)
        plain = not event.style
        line, column = _position(event.end_mark)
        if plain and re.match(r"\s+#", self.lines[line - 1][column - 1 :]):
            self._report(
                event, path,
                message("What follows “#” in this line is a comment and would not be published"),
                message("Put the text between quotation marks, or write the comment in a line of its own"),
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
