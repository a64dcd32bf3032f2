"""No personal data stands in what is published, nor in the files behind it, which are public too."""

import posixpath
import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Iterator, Mapping

from ogp.loading.files import Files
from ogp.loading.layout import DATA
from ogp.loading.marks import Marks, Position, dotted
from ogp.loading.personal_data import Known, PersonalKind, personal_data, suspicious
from ogp.loading.personal_numbers import is_known_country, is_known_scheme
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.records.base import Path
from ogp.records.site import Site

_OF_AN_OFFICE = message(
    "Delete it, or, if it is that of an office and not of a person, add it to “office_contacts” in data/site.yaml"
)
_DELETE = message("Delete it")
_SAID: Mapping[PersonalKind, tuple[str, Message]] = {
    PersonalKind.EMAIL: (message("An address for e-mail stands here: {hint}").text, _OF_AN_OFFICE),
    PersonalKind.PHONE: (message("A telephone number stands here: {hint}").text, _OF_AN_OFFICE),
    PersonalKind.PERSON: (
        message("What looks like the national number of a person stands here: {hint}").text,
        message("Delete it, or write a number of another kind with its separators, such as 1,234,567,890"),
    ),
    PersonalKind.ACCOUNT: (message("The number of a bank account stands here: {hint}").text, _DELETE),
    PersonalKind.CARD: (message("The number of a bank card stands here: {hint}").text, _DELETE),
}
"""What is said of each kind. The data itself is not repeated: the messages on a pull request stay for ever."""

_PARAGRAPH = re.compile(r"\n[^\S\n]*\n")


def known_of(files: Files) -> Known | None:
    """What the site says of personal data, or None where that cannot be read."""
    for entry in files.of(Site):
        if not any(files.is_wrong(entry, (field,)) for field in ("personal_data", "contact_email", "security_contact")):
            return Known.of(entry.record)
    return None


def personal_data_can_be_told(files: Files) -> Iterator[Problem]:
    """The country whose telephone numbers are looked for is known, and so are the kinds of its numbers of persons."""
    for entry in files.of(Site):
        if files.is_wrong(entry, ("personal_data",)):
            continue
        own = entry.record.personal_data
        if own.country and not is_known_country(own.country):
            yield entry.problem(
                ("personal_data", "country"),
                message("“{value}” is not the code of a country", value=own.country),
                message("Write its two letters, as in the addresses of its websites"),
            )
        for index, shape in enumerate(own.person_numbers):
            if not is_known_scheme(shape):
                yield entry.problem(
                    ("personal_data", "person_numbers", index),
                    message("“{value}” does not say what a number looks like", value=shape),
                    message(
                        "Write # for each digit, such as 9#########, or the name of a module of python-stdnum, such as nl.bsn"
                    ),
                )


def no_personal_data(files: Files) -> Iterator[Problem]:
    """No file under data/ holds a telephone number, a national number, a number of an account or a card, or an address for
    e-mail, but for the contacts of offices that the site lists."""
    known = known_of(files)
    if not known:
        return
    for marks in files.marks:
        yield from _in_yaml(marks, known)
    for path, content in files.others.items():
        yield from personal_problems(posixpath.join(DATA, path), content.decode(errors="replace"), known)


def personal_problems(file: str, text: str, known: Known) -> Iterator[Problem]:
    """The personal data in the `text` of a file that is not YAML, by paragraphs."""
    cuts = [0, *(match.end() for match in _PARAGRAPH.finditer(text)), len(text)]
    yield from _problems(file, text, cuts, known, lambda place: ())


def _in_yaml(marks: Marks, known: Known) -> Iterator[Problem]:
    """The personal data in values, names of fields and comments; each is looked at alone, over all its lines."""
    starts = _line_starts(marks.lines)

    def place(position: Position) -> int:
        line, column = position
        return starts[line - 1] + column - 1

    def path_at(start: int) -> Path:
        found: Path = ()
        for positions in (marks.values, marks.keys):
            # The innermost of what begins there.
            found = max((path for path, own in positions.items() if place(own) == start), key=len, default=found)
        return found

    cuts = sorted({0, *map(place, marks.values.values()), *map(place, marks.keys.values()), starts[-1]})
    text = "".join(f"{line}\n" for line in marks.lines)
    yield from _problems(marks.file, text, cuts, known, path_at)


def _problems(
    file: str, text: str, cuts: Iterable[int], known: Known, path_at: Callable[[int], Path]
) -> Iterator[Problem]:
    starts = _line_starts(text.split("\n"))
    for start, end in suspicious(text, cuts):
        for found in personal_data(text[start:end], known):
            said, fix = _SAID[found.kind]
            line, column = _position(starts, start + found.start)
            yield Problem(
                file=file, line=line, column=column, field=dotted(path_at(start)),
                message=Message(said, {"hint": found.hint}), fix=fix,
            )  # fmt: skip


def _line_starts(lines: Iterable[str]) -> list[int]:
    """Where each line starts in the text of all of them, and where the text ends."""
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)
    return starts


def _position(starts: list[int], place: int) -> Position:
    line = bisect_right(starts, place)
    return line, place - starts[line - 1] + 1
