"""Where the values of a YAML file stand in it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from ogp.messages import Message
from ogp.problems import Problem
from ogp.records.base import Path, walk

Position = tuple[int, int]
"""Line and column, both from 1."""


class Marks:
    """Positions of the keys and of the values of one file, by their path from its root, and its lines."""

    __slots__ = ("_found", "_read", "file")

    def __init__(
        self,
        file: str,
        keys: Mapping[Path, Position] | None = None,
        values: Mapping[Path, Position] | None = None,
        lines: Sequence[str] = (),
        *,
        read: "Callable[[], Marks] | None" = None,
    ) -> None:
        """`read` gives the rest when it is asked for the first time: of a file without a problem nobody asks."""
        self.file = file
        self._found = (keys or {}, values or {}, lines)
        self._read = read

    def _all(self) -> tuple[Mapping[Path, Position], Mapping[Path, Position], Sequence[str]]:
        if self._read:
            self._found, self._read = self._read()._all(), None
        return self._found

    @property
    def keys(self) -> Mapping[Path, Position]:
        """Where each key stands."""
        return self._all()[0]

    @property
    def values(self) -> Mapping[Path, Position]:
        """Where each value begins."""
        return self._all()[1]

    @property
    def lines(self) -> Sequence[str]:
        """The lines of the file."""
        return self._all()[2]

    def of(self, path: Path) -> Position:
        """Position of the value at `path`, or of the nearest thing around it that stands in the file."""
        while path:
            if path in self.values:
                return self.values[path]
            path = path[:-1]
        return self.values.get((), (1, 1))

    def of_passage(self, path: Path, passage: str) -> Position:
        """Position of `passage` in the text at `path`, or of the text where the passage stands on several lines."""
        line, column = self.of(path)
        following = min((other for other, _ in self.keys.values() if other > line), default=len(self.lines) + 1)
        for number in range(line, following):
            place = self.lines[number - 1].find(passage, column - 1 if number == line else 0)
            if place >= 0:
                return number, place + 1
        return line, column

    def of_key(self, path: Path) -> Position:
        """Position of the key that `path` ends with, or of the nearest thing around it."""
        return self.keys.get(path) or self.of(path)

    def problem(self, path: Path, message: Message, fix: Message, *, key: bool = False, within: str = "") -> Problem:
        """A problem at `path`, pointing at its key if `key`, or at the passage `within` its text."""
        line, column = self.of_key(path) if key else self.of_passage(path, within) if within else self.of(path)
        return Problem(file=self.file, line=line, column=column, field=dotted(path), message=message, fix=fix)


def dotted(path: Path) -> str:
    """A path as people write it, list positions from 1: `steps[4].title`."""
    return "".join(f"[{part + 1}]" if isinstance(part, int) else f".{part}" for part in path).lstrip(".")


@dataclass(frozen=True, slots=True, eq=False)
class Entry:
    """A record, as far as it could be read, with the place in the files that it came from. Equal only to itself."""

    record: Any
    marks: Marks
    path: Path = ()

    def values(self) -> list[tuple[Path, Any]]:
        """Every value inside the record, each with its path."""
        return _values(self)

    def problem(self, path: Path, message: Message, fix: Message, *, key: bool = False, within: str = "") -> Problem:
        """A problem at `path` inside this record."""
        return self.marks.problem((*self.path, *path), message, fix, key=key, within=within)


@lru_cache(50)
def _values(entry: Entry) -> list[tuple[Path, Any]]:
    """Kept for a while, as one rule after the other goes through the records that are looked at together."""
    return walk(entry.record)
