"""A problem in what staff wrote: where it is, what is wrong and how to mend it."""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass

from ogp.messages import Message, message

MOST_IN_FILE = 200
"""As many problems of one file are told at once: more would hide those of the other files."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """One thing to mend. `file` is relative to the project; `line` and `column` count from 1; `field` is a dotted path."""

    file: str
    line: int
    column: int
    field: str
    message: Message
    fix: Message

    @property
    def place(self) -> tuple[str, int, int]:
        return self.file, self.line, self.column


def limited(problems: Iterable[Problem]) -> Iterator[Problem]:
    """`problems` in their order, of each file as many as are told, and that there are more."""
    told: Counter[str] = Counter()
    for problem in problems:
        told[problem.file] += 1
        if told[problem.file] <= MOST_IN_FILE:
            yield problem
        elif told[problem.file] == MOST_IN_FILE + 1:
            yield Problem(
                file=problem.file, line=problem.line, column=problem.column, field=problem.field,
                message=message("There is more to mend in this file than is told here"),
                fix=message("Mend what is told, and check again"),
            )  # fmt: skip


def place(problem: Problem) -> str:
    """Where it is: `path:line:column`."""
    return f"{problem.file}:{problem.line}:{problem.column}"


def sentence(problem: Problem, translate: Callable[[Message], str]) -> str:
    """What is wrong and how to mend it, in one line."""
    return f"{translate(problem.message)} — {translate(problem.fix)}"


def report(problems: Iterable[Problem], translate: Callable[[Message], str]) -> str:
    """All `problems` as `path:line:column: sentence — fix`, one a line."""
    return "\n".join(f"{place(problem)}: {sentence(problem, translate)}" for problem in problems)
