"""A folder that is made beside its place and takes it in one step, whenever the process is killed.

What a run makes stands in a hidden folder of its own, which it locks for as long as it or a program that it started lives. So
the next run knows what was left by the dead, and deletes it.
"""

import ctypes
import errno
import fcntl
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

from ogp.messages import Message, message

_FORMER = "former"
_SPARE = "spare"
_LENT_SECONDS = 30 * 24 * 3600

_HERE = -100
_EXCHANGE = 2
"""AT_FDCWD and RENAME_EXCHANGE of Linux, renameat2(2)."""

_FULL = {errno.ENOSPC, errno.EDQUOT}
_CLOSED = {errno.EROFS, errno.EACCES, errno.EPERM}


@dataclass(frozen=True, slots=True)
class Workshop:
    """A hidden folder in which something is made: `made` is to be the folder itself, `scratch` is for temporary files, and
    who inherits the open file `lock` keeps the workshop."""

    made: Path
    scratch: Path
    lock: int

    def borrowed(self, spare: Path) -> Path | None:
        """The folder `spare` in here, where no other run has it; None where there is none that could be moved."""
        place = self.scratch.with_name(_SPARE)
        try:
            spare.rename(place)
        except OSError:
            return None
        return place

    @staticmethod
    def lend(former: Path | None, spare: Path) -> None:
        """Puts the folder that was replaced at `spare`, for another run to borrow, if it can be moved there; deletes what stands
        beside it and nobody has borrowed in a long time."""
        if former:
            with suppress(OSError):
                spare.parent.mkdir(parents=True, exist_ok=True)
                former.rename(spare)
                for other in spare.parent.iterdir():
                    if other.stat().st_ctime < time.time() - _LENT_SECONDS:
                        shutil.rmtree(other, ignore_errors=True)


@contextmanager
def workshop(place: Path) -> Iterator[Workshop]:
    """Gives a workshop beside `place`, which is gone at the end, as is what dead runs left. Raises OSError."""
    place.parent.mkdir(parents=True, exist_ok=True)
    _recover(place)
    folder, lock = _claimed(place)
    try:
        (folder / "scratch").mkdir()
        yield Workshop(folder / place.name, folder / "scratch", lock)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def take_place(made: Path, place: Path) -> Path | None:
    """Puts the folder `made` at `place`; whoever looks there sees what stood there before or the new one, whole. Gives where that
    stands now which stood there before, if anything did.

    Where the file system cannot exchange two folders, there is nothing at `place` for a moment; the next workshop restores what
    a run that was killed in that moment has taken away. Raises OSError.
    """
    if not os.path.lexists(place):
        made.rename(place)
        return None
    if _exchange(made, place):
        return made
    former = made.with_name(_FORMER)
    place.rename(former)
    made.rename(place)
    return former


def trouble(error: OSError, folder: Path | None = None) -> Message | None:
    """Why nothing can be written, into `folder` or the file that `error` names, if that is what the error means."""
    if error.errno in _FULL:
        return message("The disk is full: make room and try again")
    if error.errno in _CLOSED:
        return _closed(str(folder or error.filename), error)
    return _closed(str(error.filename), error) if error.errno == errno.EBUSY else None


def _closed(file: str, error: OSError) -> Message:
    return message("{file} cannot be written to: {detail}", file=file, detail=str(error.strerror))


def _prefix(place: Path) -> str:
    return f".{place.name}-half-"


def _claimed(place: Path) -> tuple[Path, int]:
    """A new workshop of the run, and its lock."""
    while True:
        folder = Path(tempfile.mkdtemp(prefix=_prefix(place), dir=place.parent))
        # Another run may have taken it for one that was left.
        if (lock := _locked(folder)) is not None:
            return folder, lock


def _locked(folder: Path) -> int | None:
    """The lock of `folder`, or None where another run has it or has deleted the folder."""
    try:
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    except FileNotFoundError:
        return None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        if folder.stat().st_ino == os.fstat(lock).st_ino:
            return lock
    except (BlockingIOError, FileNotFoundError):
        pass
    os.close(lock)
    return None


def _recover(place: Path) -> None:
    """Deletes the workshops of runs that are dead, and puts back what one of them has only taken away from `place`."""
    name = re.compile(re.escape(_prefix(place)) + r"[a-z0-9_]{8}")
    for folder in [path for path in place.parent.iterdir() if name.fullmatch(path.name)]:
        lock = _locked(folder)
        if lock is None:
            continue
        former = folder / _FORMER
        if former.is_dir() and not os.path.lexists(place):
            former.rename(place)
        shutil.rmtree(folder, ignore_errors=True)
        os.close(lock)


def _exchange(one: Path, other: Path) -> bool:
    """Lets two folders change places; False where the system cannot. Raises OSError."""
    rename = getattr(ctypes.CDLL(None, use_errno=True), "renameat2", None)
    if rename is None:
        return False
    if rename(_HERE, os.fsencode(one), _HERE, os.fsencode(other), _EXCHANGE) == 0:
        return True
    code = ctypes.get_errno()
    if code in (errno.ENOSYS, errno.EINVAL, errno.ENOTSUP):
        return False
    raise OSError(code, os.strerror(code), str(other))
