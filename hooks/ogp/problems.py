"""A problem in what staff wrote: where it is, what is wrong and how to mend it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ogp.messages import Message


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


def place(problem: Problem) -> str:
    """Where it is: `path:line:column`."""
    return f"{problem.file}:{problem.line}:{problem.column}"


def sentence(problem: Problem, translate: Callable[[Message], str]) -> str:
    """What is wrong and how to mend it, in one line."""
    return f"{translate(problem.message)} — {translate(problem.fix)}"


def report(problems: Iterable[Problem], translate: Callable[[Message], str]) -> str:
    """All `problems` as `path:line:column: sentence — fix`, one a line."""
    return "\n".join(f"{place(problem)}: {sentence(problem, translate)}" for problem in problems)
