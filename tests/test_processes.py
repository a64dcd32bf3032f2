"""Work shared among processes: it is all done, errors come through, and no process outlives the one that began it."""

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest

from built import PROJECT
from ogp.processes import as_made, shared

WAIT = 20


def _square(number: int) -> tuple[int, int]:
    time.sleep(0.02)
    return number * number, os.getpid()


def _fail() -> int:
    raise OSError(28, "No space left on device", "a.html")


def test_the_results_come_in_the_order_of_the_tasks() -> None:
    found = shared([partial(_square, number) for number in range(20)])
    assert [square for square, _ in found] == [number * number for number in range(20)]


def test_all_processes_work_and_what_is_done_is_there_at_once() -> None:
    found: list[int] = []
    processes = set()
    for number, (_, process) in as_made([partial(_square, number) for number in range(40)]):
        found.append(number)
        processes.add(process)
        # However long who takes them takes with each.
        time.sleep(0.01)
    assert sorted(found) == [*range(40)]
    assert os.getpid() in processes
    assert len(processes) == max(2, min(40, len(os.sched_getaffinity(0))))
    assert {39, 0} <= {*found[:10]}


@pytest.mark.parametrize("place", [0, 19])
def test_an_error_ends_what_has_not_begun(tmp_path: Path, place: int) -> None:
    tasks: list[Callable[[], object]] = [partial(_touch, tmp_path / str(number)) for number in range(20)]
    tasks[place] = _fail
    with pytest.raises(OSError, match="No space left"):
        shared(tasks)
    assert len(list(tmp_path.iterdir())) < 19


def _touch(path: Path) -> None:
    time.sleep(0.05)
    path.touch()


def test_an_error_in_a_process_is_the_error_of_all() -> None:
    with pytest.raises(OSError, match="No space left") as raised:
        shared([_fail, partial(_square, 2)])
    assert raised.value.errno == 28


def test_a_process_with_threads_is_not_copied() -> None:
    found: list[tuple[int, int]] = []
    thread = threading.Thread(target=lambda: found.extend(shared([partial(_square, 1), partial(_square, 2)])))
    thread.start()
    thread.join()
    assert found == [(1, os.getpid()), (4, os.getpid())]


PROGRAM = """
import os, sys, time
from pathlib import Path
from ogp import processes

processes._processors = lambda: 2

def work():
    Path(sys.argv[1], str(os.getpid())).touch()
    time.sleep(60)

processes.shared([work, work, work, work])
"""


def test_no_process_outlives_one_that_is_killed(tmp_path: Path) -> None:
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "hooks")}
    with subprocess.Popen([sys.executable, "-c", PROGRAM, str(tmp_path)], env=environment) as running:
        begun: set[int] = set()
        deadline = time.monotonic() + WAIT
        while len(begun) < 2 and time.monotonic() < deadline:
            begun = {int(path.name) for path in tmp_path.iterdir()}
            time.sleep(0.05)
        assert len(begun) >= 2
        assert running.pid in begun, "the first process works, too"
        running.send_signal(signal.SIGKILL)
    begun.remove(running.pid)
    while (left := {pid for pid in begun if _is_running(pid)}) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not left


def _is_running(pid: int) -> bool:
    """Whether it runs: what has ended may still be listed, as nobody here asks after it."""
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
