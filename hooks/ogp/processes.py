"""Work that is shared among as many processes as the machine has processors."""

import multiprocessing
import os
import sys
import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import connection
from typing import TypeVar

Result = TypeVar("Result")

_shared: Sequence[Callable[[], object]] = ()
"""Set before the processes begin: they are copies of this one, so the tasks have not to be sent to them."""


def pool(workers: int | None = None) -> ProcessPoolExecutor:
    """Processes that end when this one is killed."""
    return ProcessPoolExecutor(workers, initializer=_end_with_parent)


def shared(tasks: Sequence[Callable[[], Result]]) -> list[Result]:
    """What `tasks` return, in their order. They begin in their order, so the longest should stand first."""
    global _shared  # noqa: PLW0603
    workers = min(len(tasks), _processors())
    if workers <= 1:
        return [task() for task in tasks]
    _shared = tasks
    try:
        with pool(workers) as processes:
            return list(processes.map(_run, range(len(tasks))))  # type: ignore[arg-type]
    finally:
        _shared = ()


def _run(number: int) -> object:
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

    def wait() -> None:
        connection.wait([parent.sentinel])
        os._exit(1)

    threading.Thread(target=wait, daemon=True).start()
