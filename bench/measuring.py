"""Runs a command and measures it: seconds, seconds of processors, the most memory of all its processes, and what it wrote."""

import os
import subprocess
import tempfile
import threading
import time
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

import psutil

_BETWEEN_SAMPLES = 0.2
"""Seconds; more often would take time from what is measured."""

_SAID = 2000
"""Characters of the end of what a failed command said."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Measure:
    """What one run took; memory and size in bytes."""

    seconds: float
    processor_seconds: float
    memory: int
    files: int
    size: int


class RunError(Exception):
    """A command failed; its message is the end of what it said."""


def measure(command: list[str], folder: Path, site: Path, settings: Mapping[str, str]) -> Measure:
    """Runs `command`, which writes into the folder `site`, in `folder` and with `settings` in its environment.

    Raises `RunError`.
    """
    with tempfile.TemporaryFile() as said:
        began = time.perf_counter()
        process = subprocess.Popen(command, cwd=folder, env=os.environ | settings, stdout=said, stderr=said)
        sampler = _Sampler(process.pid)
        sampler.start()
        # Unlike Popen.wait it tells of this command and what it started, and of nothing that ran before.
        _, status, used = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - began
        sampler.ended.set()
        sampler.join()
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            raise RunError(said.read().decode(errors="replace")[-_SAID:])
    sizes = [path.stat().st_size for path in site.rglob("*") if path.is_file()]
    return Measure(
        seconds=seconds,
        processor_seconds=used.ru_utime + used.ru_stime,
        # A short run may end between two samples; the system knows the largest single process.
        memory=max(sampler.most, used.ru_maxrss * 1024),
        files=len(sizes),
        size=sum(sizes),
    )


class _Sampler(threading.Thread):
    """Adds up the memory of a process and those below it, again and again; what several of them share counts once."""

    def __init__(self, pid: int) -> None:
        super().__init__(daemon=True)
        self.pid = pid
        self.most = 0
        self.ended = threading.Event()

    def run(self) -> None:
        while not self.ended.wait(_BETWEEN_SAMPLES):
            with suppress(psutil.Error, OSError):
                top = psutil.Process(self.pid)
                self.most = max(self.most, sum(_memory(one) for one in (top, *top.children(recursive=True))))


def _memory(process: psutil.Process) -> int:
    with suppress(psutil.Error, OSError):
        return int(process.memory_full_info().pss)
    return 0
