"""Runs that are killed at moments spread by chance over all that they do, while somebody reads what is served."""

import http.client
import os
import random
import signal
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Set
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from threading import Event, Thread


def moments(count: int, seconds: float, *, seed: int) -> list[float]:
    """As many moments as `count`, one by chance in each of as many equal parts of `seconds`, in any order."""
    chance = random.Random(seed)
    found = [(number + chance.random()) * seconds / count for number in range(count)]
    chance.shuffle(found)
    return found


def kill_after(running: subprocess.Popen[str], seconds: float, ready: Callable[[], bool] = lambda: False) -> bool:
    """Kills `running`, which leads a session, with all that it started, after so many seconds or when `ready`; whether it had
    not ended by itself."""
    end = time.monotonic() + seconds
    while time.monotonic() < end and not ready() and running.poll() is None:
        time.sleep(0.001)
    alive = running.poll() is None
    if alive:
        os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    return alive


def programs_about(folder: Path) -> list[int]:
    """The running programs that were called with a path in `folder`."""
    found = []
    for line in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            if str(folder).encode() in line.read_bytes():
                found.append(int(line.parent.name))
        except (FileNotFoundError, ProcessLookupError):
            continue
    return found


class Watcher(Thread):
    """Asks a server for pages over and over; each answer must be whole, of one version or another."""

    def __init__(self, server: str, pages: Mapping[str, Set[str]]) -> None:
        super().__init__()
        self._connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=20)
        self._pages = pages
        self._end = Event()
        self.answers = 0
        self.wrong: list[tuple[str, int]] = []

    def run(self) -> None:
        # A little rest, for what is watched needs the machine too.
        while not self._end.wait(0.002):
            for page, versions in self._pages.items():
                self._connection.request("GET", page)
                answer = self._connection.getresponse()
                if sha256(answer.read()).hexdigest() not in versions:
                    self.wrong.append((page, answer.status))
                self.answers += 1
        self._connection.close()

    def stop(self) -> None:
        self._end.set()
        self.join()


@contextmanager
def watched(server: str, pages: Mapping[str, Set[str]]) -> Iterator[Watcher]:
    """Somebody reads `pages`, each with the sums of all its versions."""
    watcher = Watcher(server, pages)
    watcher.start()
    try:
        yield watcher
    finally:
        watcher.stop()
