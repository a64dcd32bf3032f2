"""What takes long to make is made once: files kept by all that they depend on. The folder may be deleted at any time."""

import os
import tempfile
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from ogp.keeping import kept_below
from ogp.messages import Message, message
from ogp.processes import pool
from ogp.translation import FOLDER as TRANSLATIONS

_SUMMED = "summed"
"""The part of the folder whose files begin with the checksum of what follows: earlier revisions wrote theirs without."""

Order = TypeVar("Order")

_OWN = Path(__file__).parent.parent
"""The folder of the code."""

_KEPT_DAYS = 30
"""How long what no build asked for is kept."""

_DAY = 24 * 3600
_PRUNED = "pruned"
"""The file whose date says when that was last looked for."""

_TOLD_EVERY = 10
"""Seconds between two reports on what takes long."""

_SUM = 32

_HALF = ".half-"
_HALF_DAYS = 1 / 24
"""How long a file is kept that a run left half-written when it was killed."""


def key_of(*parts: bytes) -> str:
    """The name of what is made of `parts`: change one and the name is another."""
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def digest_of(folder: Path, pattern: str = "*") -> str:
    """Stands for the files below `folder` whose names fit the `pattern`."""
    content = sha256()
    for path in sorted(path for path in folder.rglob(pattern) if path.is_file()):
        content.update(path.relative_to(folder).as_posix().encode() + b"\0" + sha256(path.read_bytes()).digest())
    return content.hexdigest()


def store_of(root: Path, *, makes: bool = True) -> "Store":
    """The store for the project at `root`."""
    return Store(kept_below(root), makes=makes, root=root)


class Store:
    """Files by key. Several builds may use one at the same time: a file is whole or not there."""

    def __init__(self, folder: Path, *, makes: bool = True, root: Path | None = None) -> None:
        """`makes`: whether what is missing is made; a server for editors does without, to be quick. `root` is the project's
        folder, for what depends on its code."""
        self.place = folder
        self.folder = folder / _SUMMED
        self.makes = makes
        self.root = root
        self.memory: dict[str, Any] = {}
        self.tell: Callable[[Message], object] = lambda told: None
        """Takes what people may want to know while they wait."""
        self.trouble: OSError | None = None
        """Why something could not be kept: it is made again the next time."""

    def get(self, key: str) -> bytes | None:
        """What is kept as `key`, or None."""
        path = self.folder / key
        try:
            with path.open("rb") as file:
                content = file.read()
                asked = os.fstat(file.fileno()).st_mtime
        except OSError:
            return None
        summed, content = content[:_SUM], content[_SUM:]
        # A power cut may leave a file of the right name and size with nothing in it.
        if sha256(content).digest() != summed:
            return None
        if asked < time.time() - _DAY:
            with suppress(OSError):
                os.utime(path)
        return content

    def has(self, key: str) -> bool:
        """Whether something is kept as `key`, though perhaps not whole."""
        return (self.folder / key).is_file()

    def put(self, key: str, content: bytes) -> None:
        """Keeps `content` as `key`, if it can: else `trouble` says why not."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
            with tempfile.NamedTemporaryFile(dir=self.folder, prefix=_HALF, delete=False) as file:
                try:
                    file.write(sha256(content).digest() + content)
                    file.flush()
                    Path(file.name).replace(self.folder / key)
                except OSError:
                    Path(file.name).unlink(missing_ok=True)
                    raise
        except OSError as error:
            self.trouble = error

    @cached_property
    def version(self) -> str:
        """Stands for the code and the packages of the project."""
        if not self.root:
            return ""
        packages = self.root / "requirements.lock"
        return key_of(digest_of(_OWN, "*.py").encode(), packages.read_bytes() if packages.is_file() else b"")

    @cached_property
    def catalogues(self) -> str:
        """Stands for the translations of the project."""
        return digest_of(self.root / TRANSLATIONS, "*.po") if self.root else ""

    def kept(self, make: Callable[[], bytes], *parts: bytes) -> bytes:
        """What is kept for the version of the code, the translations, and all else of which it is made, the `parts`; made first
        where it is not there."""
        key = key_of(self.version.encode(), self.catalogues.encode(), *parts)
        content = self.get(key)
        if content is None:
            content = make()
            self.put(key, content)
        return content

    def filled(
        self, orders: Mapping[str, Order], make: Callable[[list[Order]], list[bytes]], *, at_once: int, what: Message
    ) -> dict[str, bytes]:
        """What is kept for each of `orders`, by key. If the store makes what is missing, `make` gives the content for up to
        `at_once` orders at a time, in processes of its own, so it must stand in a module. Where that takes long, it is told now
        and then how much of `what` is made."""
        kept = {key: content for key in orders if (content := self.get(key)) is not None}
        missing = [key for key in orders if key not in kept] if self.makes else []
        groups = [missing[start : start + at_once] for start in range(0, len(missing), at_once)]
        if groups:
            told, done = time.monotonic(), 0
            with pool() as workers:
                made = workers.map(make, [[orders[key] for key in group] for group in groups])
                for group, contents in zip(groups, made, strict=True):
                    for key, content in zip(group, contents, strict=True):
                        self.put(key, content)
                        kept[key] = content
                    done += len(group)
                    if time.monotonic() > told + _TOLD_EVERY:
                        told = time.monotonic()
                        self.tell(message("{what}: {done} of {all} made", what=what, done=done, all=len(missing)))
        if self.makes:
            self._prune()
        return kept

    def _prune(self) -> None:
        """Deletes, once a day, what no build has asked for in a long time, and what was left half-written."""
        now = time.time()
        mark = self.place / _PRUNED
        with suppress(OSError):
            if mark.exists() and mark.stat().st_mtime > now - _DAY:
                return
            mark.touch()
        for path in self.folder.glob("*"):
            days = _HALF_DAYS if path.name.startswith(_HALF) else _KEPT_DAYS
            with suppress(OSError):
                if path.stat().st_mtime < now - days * _DAY:
                    path.unlink()
