"""Work that is shared among as many processes as the machine has processors."""

import multiprocessing
import os
import sys
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import chain, islice
from multiprocessing import connection
from typing import Any, TypeVar

Part = TypeVar("Part")
Result = TypeVar("Result")

_AHEAD = 8
"""How many parts of a long work are under way at a time: the others need not be held."""

_OF_A_POOL = 400
"""After how many parts new processes go on: some libraries free little of what they took."""

_shared: Sequence[Callable[[], object]] = ()
"""Set before the processes begin: they are copies of this one, so the tasks have not to be sent to them."""


def pool(workers: int | None = None) -> ProcessPoolExecutor:
    """Processes that end when this one is killed."""
    return ProcessPoolExecutor(workers, initializer=_end_with_parent)


def shared(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """What `tasks` return, in their order. They begin in their order, so the longest should stand first."""
    results = dict(as_made(tasks))
    return [results[number] for number in range(len(tasks))]


def as_made(tasks: Sequence[Callable[[], Result]]) -> Iterator[tuple[int, Result]]:
    """What `tasks` return, each with its number as soon as it is there: none is held until the others are done. They begin in
    their order but for those that this process takes, from the end: a copy more would need the memory of one."""
    global _shared  # noqa: PLW0603
    others = min(len(tasks), _processors()) - 1
    if others < 1:
        yield from ((number, task()) for number, task in enumerate(tasks))
        return
    _shared = tasks
    try:
        with pool(others) as processes:
            left = deque(enumerate(processes.submit(_run, number) for number in range(len(tasks))))
            try:
                while left:
                    if not left[0][1].done() and left[-1][1].cancel():
                        number, _ = left.pop()
                        yield number, tasks[number]()
                    else:
                        # It is there, or all are under way.
                        number, first = left.popleft()
                        yield number, first.result()
            finally:
                for _, future in left:
                    future.cancel()
    finally:
        _shared = ()


def sliced(items: Sequence[Part], at_once: int) -> list[Sequence[Part]]:
    """`items` in their order, so many at a time."""
    return [items[start : start + at_once] for start in range(0, len(items), at_once)]


def streamed(make: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[tuple[Part, Result]]:
    """Each of `parts` with what `make` gives for it, in their order. It must stand in a module. Only some parts are asked for
    before the results of the first are taken."""
    left = iter(parts)
    for part in left:
        yield from _streamed(make, chain([part], islice(left, _OF_A_POOL - 1)))


def _streamed(make: Callable[[Part], Result], parts: Iterable[Part]) -> Iterator[tuple[Part, Result]]:
    waiting: deque[tuple[Part, Future[Result]]] = deque()
    with pool() as workers:
        for part in parts:
            waiting.append((part, workers.submit(make, part)))
            if len(waiting) == _AHEAD:
                first, result = waiting.popleft()
                yield first, result.result()
        for first, result in waiting:
            yield first, result.result()


def _run(number: int) -> Any:
    return _shared[number]()


def _processors() -> int:
    """How many processes run at once; one where this process cannot be copied safely: on systems other than Linux, and where
    other threads may hold what the copy would wait for."""
    copied = sys.platform == "linux" and threading.active_count() == 1
    return len(os.sched_getaffinity(0)) if copied else 1


def _end_with_parent() -> None:
    """Otherwise a process whose parent is killed waits for work for ever."""
    parent = multiprocessing.parent_process()
    assert parent

    def watch() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()
