"""What a build notes of the units that it has made, so that the next one knows which it need not make again."""

import pickle
from array import array
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from typing import Any

from ogp.exports.trees import Files
from ogp.processes import shared, sliced
from ogp.questions import ANSWER, Question, Questions

_QUESTIONS_AT_ONCE = 4000
"""How many questions a process asks again, at a time."""

_BETWEEN = "\0"
"""What stands between the words of a question that is noted."""


@dataclass(frozen=True, slots=True)
class Kept:
    """A unit as it was made: what stands for what was given, what was asked, its files, and what was told."""

    given: bytes
    asked: tuple[Question, ...]
    files: Files
    told: Any


class Notes:
    """What a build has noted of the units in a folder. What a unit asked is noted by the numbers of the questions; what it wrote
    is packed, as of most units nobody looks at it."""

    def __init__(self, common: bytes, content: bytes | None = None) -> None:
        """Nothing is taken from the `content` of notes of units that rested on something else than `common` besides what they
        asked and were given."""
        self.common = common
        self.units: dict[str, tuple[bytes, bytes, bytes]] = {}
        self._asked: list[str] = []
        self._answers = bytearray()
        if content:
            noted, *rest = pickle.loads(content)
            if noted == common:
                self.units, self._asked, self._answers = rest
        self._numbers: dict[str, int] = {}
        self._answered = bytearray(len(self._asked))

    def right(self, units: Iterable[tuple[str, str]], questions: Questions) -> list[str]:
        """The names of those of `units` that are noted and would be made the same again, as `questions` are answered now. Each
        comes with what it is given."""
        same = []
        asked: set[int] = set()
        for name, given in units:
            noted = self.units.get(name)
            if noted and noted[0] == stands_for(given):
                same.append((name, numbers := _unpacked(noted[1])))
                asked.update(numbers)
        groups = sliced(sorted(asked), _QUESTIONS_AT_ONCE)
        others = set[int]().union(*shared([partial(self._others, group, questions) for group in groups]))
        return [name for name, numbers in same if others.isdisjoint(numbers)]

    def _others(self, numbers: Iterable[int], questions: Questions) -> set[int]:
        """The numbers of questions that would not get the answer that is noted."""
        return {number for number in numbers if questions.answer(self._question(number)) != self._answer(number)}

    def _question(self, number: int) -> Question:
        return tuple(self._asked[number].split(_BETWEEN))

    def _answer(self, number: int) -> bytes:
        return bytes(self._answers[number * ANSWER : (number + 1) * ANSWER])

    def left_by(self, name: str) -> tuple[Files, Any]:
        """The files of the unit with this name, and what was told of it."""
        left: tuple[Files, Any] = pickle.loads(self.units[name][2])
        return left

    def kept(self, name: str) -> Kept:
        """The unit with this name, which was noted when the notes were read."""
        given, asked, _ = self.units[name]
        return Kept(given, tuple(map(self._question, _unpacked(asked))), *self.left_by(name))

    def keep(self, names: Container[str]) -> None:
        """Forgets all units but those with these `names`."""
        self.units = {name: noted for name, noted in self.units.items() if name in names}

    def add(self, name: str, kept: Kept, questions: Questions) -> None:
        """Notes a unit that stands in the folder now, with the answers that it got."""
        if not self._numbers:
            self._numbers = {asked: number for number, asked in enumerate(self._asked)}
        numbers = array("I")
        for question in kept.asked:
            asked = _BETWEEN.join(question)
            number = self._numbers.setdefault(asked, len(self._numbers))
            if number == len(self._asked):
                self._asked.append(asked)
                self._answered.append(0)
            if not self._answered[number]:
                # Where it was noted with another, all units that got that are gone.
                self._answers[number * ANSWER : (number + 1) * ANSWER] = questions.answer(question)
                self._answered[number] = 1
            numbers.append(number)
        packed = pickle.dumps((kept.files, kept.told), pickle.HIGHEST_PROTOCOL)
        self.units[name] = (kept.given, numbers.tobytes(), packed)

    def content(self) -> bytes:
        """The notes as they are kept."""
        return pickle.dumps((self.common, self.units, self._asked, self._answers), pickle.HIGHEST_PROTOCOL)


class Told(Mapping[str, Any]):
    """What is told of units, by name: unpacked when it is asked for."""

    def __init__(self, notes: Notes) -> None:
        self._notes = notes

    def __getitem__(self, name: str) -> Any:
        return self._notes.left_by(name)[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._notes.units)

    def __len__(self) -> int:
        return len(self._notes.units)


def _unpacked(numbers: bytes) -> "array[int]":
    return array("I", numbers)


def stands_for(given: str) -> bytes:
    """What stands for what a unit is `given`."""
    return sha256(given.encode()).digest()
