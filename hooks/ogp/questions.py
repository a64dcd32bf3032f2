"""What is asked while something is made, such as for a record: what would get the same answers later would be made the same."""

from collections.abc import Callable, ItemsView, Iterable, Iterator, KeysView, Mapping, ValuesView
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, Generic, TypeVar

Question = tuple[str, ...]
"""What is asked, and for what, such as ("commitments", "nap5/4")."""

ANSWER = 32
"""How many bytes stand for an answer."""

Value = TypeVar("Value")
Made_co = TypeVar("Made_co", covariant=True)


class Questions:
    """Knows how questions are answered, and notes which are asked. Not safe for threads that note."""

    def __init__(self) -> None:
        self._answers: dict[str, Callable[..., Iterable[str]]] = {}
        self._noted: list[set[Question]] = []

    def answered_by(self, name: str, answer: Callable[..., Iterable[str]]) -> None:
        """Has questions after `name` answered by what stands for what `answer` gives."""
        self._answers[name] = answer

    def watched(
        self, name: str, values: Mapping[str, Value], stands_for: Callable[[Value], str] = str
    ) -> "Watched[Value]":
        """`values` such that what is asked of them counts as questions after `name`; `stands_for` says the whole of a value."""

        def answer(*keys: str) -> Iterator[str]:
            for key in keys or values:
                yield key
                yield stands_for(values[key]) if key in values else ""

        self.answered_by(name, answer)
        return Watched(self, name, values)

    @property
    def are_noted(self) -> bool:
        """Whether somebody notes what is asked."""
        return bool(self._noted)

    def note(self, *question: str) -> None:
        """Notes that something is asked."""
        if self._noted:
            self._noted[-1].add(question)

    @contextmanager
    def noting(self) -> Iterator[set[Question]]:
        """Gives what is asked within; it counts as asked around it, too."""
        asked: set[Question] = set()
        self._noted.append(asked)
        try:
            yield asked
        finally:
            self._noted.pop()
            self.repeat(asked)

    def told(self, tell: Callable[[], Value], *question: str) -> Value:
        """What `tell` gives. Only this `question` counts as asked, whatever is asked to answer it."""
        self.note(*question)
        if not self._noted:
            return tell()
        self._noted.append(set())
        try:
            return tell()
        finally:
            self._noted.pop()

    def repeat(self, asked: Iterable[Question]) -> None:
        """Notes what was `asked` when something was made that is now used again."""
        if self._noted:
            self._noted[-1].update(asked)

    def answer(self, question: Question) -> bytes:
        """What stands for the answer to `question`: the same as long as that is the same."""
        said = self._answers[question[0]](*question[1:]) if question[0] in self._answers else ()
        return sha256("\0".join(said).encode()).digest()


class Watched(Mapping[str, Value], Generic[Value]):
    """A mapping that notes what is asked of it."""

    __slots__ = ("_name", "_note", "_values")

    def __init__(self, questions: Questions, name: str, values: Mapping[str, Value]) -> None:
        self._note = questions.note
        self._name = name
        self._values = values

    def __getitem__(self, key: str) -> Value:
        self._note(self._name, key)
        return self._values[key]

    def get(self, key: str, default: Any = None) -> Any:
        self._note(self._name, key)
        return self._values.get(key, default)

    def __contains__(self, key: object) -> bool:
        self._note(self._name, str(key))
        return key in self._values

    def __iter__(self) -> Iterator[str]:
        self._note(self._name)
        return iter(self._values)

    def __len__(self) -> int:
        self._note(self._name)
        return len(self._values)

    def keys(self) -> KeysView[str]:
        self._note(self._name)
        return self._values.keys()

    def values(self) -> ValuesView[Value]:
        self._note(self._name)
        return self._values.values()

    def items(self) -> ItemsView[str, Value]:
        self._note(self._name)
        return self._values.items()


class Answer(Generic[Made_co]):
    """Something that is made when it is first asked for; what was asked to make it counts as asked whenever it is used."""

    __slots__ = ("_asked", "_made", "_make", "_questions")

    def __init__(self, questions: Questions, make: Callable[[], Made_co]) -> None:
        self._questions = questions
        self._make = make
        self._made: tuple[Made_co, ...] = ()
        self._asked: set[Question] | None = None

    def __call__(self) -> Made_co:
        """What is made."""
        if not self._questions.are_noted:
            if not self._made:
                self._made = (self._make(),)
        elif self._asked is None:
            with self._questions.noting() as asked:
                self._made = (self._make(),)
            self._asked = asked
        else:
            self._questions.repeat(self._asked)
        return self._made[0]

    def forget(self) -> None:
        """Drops what was made until somebody asks for it again."""
        self._made, self._asked = (), None
