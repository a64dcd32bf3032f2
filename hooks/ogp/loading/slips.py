"""What is wrong with a file as text, and what a syntax error of YAML was meant to be."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress

import yaml

from ogp.loading.marks import Position
from ogp.messages import Message, message
from ogp.problems import Problem

MAX_BYTES = 1_000_000

_CONFLICT = re.compile(r" *(<{7}|={7}|>{7}|\|{7})( |$)")
_TAB = re.compile(r" *\t")
_UNSEEN = r"\u00a0\u200b-\u200f\u202a-\u202e\u2060-\u2069"
_UNSEEN_IN_KEY = re.compile(
    rf"(?=[^:]*[{_UNSEEN}])[ \-{_UNSEEN}]*[a-z_]+[{_UNSEEN}]*:|[ \-]*[a-z_]+:[\u00a0{_UNSEEN}]*\u00a0"
)
UNSEEN_AROUND = re.compile(rf"^[{_UNSEEN}]|[{_UNSEEN}]$")
"""An invisible character at the beginning or end of a value."""
_NO_SPACE = re.compile(r" *(?:- +)*([a-z_]+)[:：](?=[^\s/])")
_NO_COLON = re.compile(r" *(?:- +)*([a-z_]+)(?: +[^\s:]|$)[^:]*$")
_NO_DASH_SPACE = re.compile(r" *-[^\s\-]")
_GOES_ON = re.compile(r" *(?:- +)*(?:[a-z_]+: +)?(?=(?:\"[^\"]*\"|'[^']*'|\[[^\]]*\]|\{[^}]*\})\s*[^\s#])([\"'\[{])")
CONTROL = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x80-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff\ufffe\uffff]"
)
_SLIP = re.compile(rf"^(?:{_CONFLICT.pattern}|{_TAB.pattern})|[{_UNSEEN}]|{CONTROL.pattern}|\r", re.MULTILINE)
"""Without any of it there is nothing to be found in a single line."""
CONTROL_IN_VALUE = re.compile(rf"\r|{CONTROL.pattern}")
"""A control character in what a text between quotation marks says; in the file itself it may end a line."""


def size_problem(file: str, content: bytes) -> Problem | None:
    """That there is more in a file than anybody writes."""
    if len(content) <= MAX_BYTES:
        return None
    return _problem(
        file, (1, 1),
        message("This file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000),
        message("Split it, or ask whether it belongs here"),
    )  # fmt: skip


def link_problem(file: str) -> Problem:
    """That a file is a link of the file system: what it leads to may stand outside the project."""
    return _problem(
        file, (1, 1),
        message("This is a link to another place, and no file"),
        message("Delete it, and put the file itself here"),
    )  # fmt: skip


def encoding_problem(file: str, content: bytes) -> Problem | None:
    """Where `content` stops being UTF-8, if it does."""
    with suppress(UnicodeDecodeError):
        content.decode()
        return None
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


_CHOOSE = message(
    "Choose one of the two versions and delete the lines that begin with <<<<<<<, |||||||, ======= and >>>>>>>"
)
KEEP_BOTH = message(
    "Keep the lines of both versions and delete those that begin with <<<<<<<, |||||||, ======= and >>>>>>>"
)


def text_problems(
    file: str, content: bytes, *, of_conflict: Message = _CHOOSE, markdown: bool = False
) -> Iterator[Problem]:
    """What is wrong with a file before it is read as YAML: size, encoding, invisible characters, tabs, leftovers.

    `of_conflict` is the fix for what is left over from a merge conflict; in Markdown a line of = may underline a heading.
    """
    if large := size_problem(file, content):
        yield large
        return
    if content.startswith(codecs.BOM_UTF8):
        yield _problem(
            file, (1, 1),
            message("The file begins with an invisible byte-order mark"),
            message("Save it as “UTF-8”, not “UTF-8 with BOM”"),
        )  # fmt: skip
        content = content[3:]
    if wrong := encoding_problem(file, content):
        yield wrong
        return
    text = content.decode()
    if not _SLIP.search(text):
        return
    underlined = markdown and not re.search(r"^ *(<{7}|>{7})( |$)", text, re.MULTILINE)
    for number, raw in enumerate(text.split("\n"), 1):
        line = raw.rstrip("\r")
        if _CONFLICT.match(line) and not (underlined and line.lstrip().startswith("=")):
            yield _problem(file, (number, 1), message("This line is left over from a merge conflict"), of_conflict)
        if tab := _TAB.match(line):
            yield _problem(
                file, (number, tab.end()),
                message("The line is indented with a tab"),
                message("Indent with spaces, two for each level"),
            )  # fmt: skip
        if _UNSEEN_IN_KEY.match(line):
            yield _problem(
                file, (number, 1),
                message("There is an invisible character in, before or after the field name"),
                message("Delete the line up to its value and type it again"),
            )  # fmt: skip
        if control := CONTROL.search(line):
            yield _problem(file, (number, control.start() + 1), *control_sentence(control[0]))


def control_sentence(character: str) -> tuple[Message, Message]:
    """Sentence and fix for an invisible control `character`."""
    return (
        message("There is an invisible control character here (U+{code})", code=f"{ord(character):04X}"),
        message("Delete it and type the text again"),
    )


def address_problems(file: str, content: bytes) -> Iterator[Problem]:
    """The lines of the list of published addresses that are no addresses."""
    for number, line in enumerate(content.decode().splitlines(), 1):
        if not re.fullmatch(r"(/[\w%~./-]*(#[\w-]+)?)?", line.strip()):
            yield _problem(
                file, (number, 1),
                message("“{line}” is not an address of this site", line=line[:60]),
                message("Restore the line: each holds one address, which begins with “/”"),
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


def _slip(lines: list[str], number: int) -> tuple[Position, Message, Message] | None:
    """The slip of the pen behind a syntax error in line `number`: in it, or in the last line before it with a text."""
    before = next((n for n in range(number - 1, 0, -1) if lines[n - 1].strip()), 0)
    for place in (number, before):
        line = lines[place - 1].split(" #")[0].rstrip() if 0 < place <= len(lines) else ""
        column = len(line) - len(line.lstrip(" -")) + 1
        if slip := _NO_SPACE.match(line):
            return (
                (place, column),
                message("There is no space after the colon of “{field}”", field=slip[1]),
                message("Write “{field}: ” and then the value", field=slip[1]),
            )
        if _NO_DASH_SPACE.match(line):
            return (
                (place, line.index("-") + 1),
                message("There is no space after the dash"),
                message("Write “- ” and then the item"),
            )
        if slip := _NO_COLON.match(line):
            return (
                (place, column),
                message("There is no colon after “{field}”", field=slip[1]),
                message(
                    "Write “{field}: ” and then the value; if a text goes on in this line, indent it", field=slip[1]
                ),
            )
    if 0 < number <= len(lines) and (slip := _GOES_ON.match(lines[number - 1])):
        return (
            (number, slip.start(1) + 1),
            message("The text begins with {mark} and goes on after it is closed", mark=slip[1]),
            message("Put the whole text between quotation marks of another kind")
            if slip[1] in "\"'"
            else message("Put the text between quotation marks"),
        )
    return None


def syntax_problem(file: str, error: yaml.YAMLError, quoted: tuple[Position, int] | None, lines: list[str]) -> Problem:
    """The problem behind `error`. `quoted`: where the last quoted text of several lines begins, and its last line."""
    mark, context = getattr(error, "problem_mark", None), getattr(error, "context_mark", None)
    said = f"{getattr(error, 'context', '') or ''} {getattr(error, 'problem', '') or error}"
    position = (mark.line + 1, mark.column + 1) if mark else (1, 1)
    if context and mark and "expected ',' or" in said and context.line == mark.line:
        return _problem(
            file, position,
            message("Between the parts inside brackets something is wrong before this place"),
            message("Write “, ” between them, with the comma of Latin script, and close the bracket"),
        )  # fmt: skip
    if context and re.search(r"unexpected end of stream|expected ',' or", said):
        return _problem(file, (context.line + 1, context.column + 1), *_UNCLOSED)
    if quoted and quoted[1] == position[0]:
        return _problem(file, quoted[0], *_UNCLOSED)
    if slip := _slip(lines, position[0]):
        return _problem(file, *slip)
    for pattern, known, fix in _SYNTAX:
        if re.search(pattern, said):
            return _problem(file, position, known, fix)
    return _problem(
        file, position,
        message("This is not valid YAML"),
        message("Compare the line with the same line of another record"),
    )  # fmt: skip
