"""What takes long to make is made once: files kept by all that they depend on. The folder may be deleted at any time."""

import os
import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from functools import cached_property, partial
from hashlib import sha256
from pathlib import Path
from typing import Any, TypeVar

from ogp.keeping import kept_below
from ogp.messages import Message, message
from ogp.processes import streamed
from ogp.translation import FOLDER as TRANSLATIONS
from ogp.wanted import share

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


class GoneError(Exception):
    """What a build has found in the store is no longer there; `message` says so."""

    def __init__(self, text: Message) -> None:
        super().__init__(text)
        self.message = text


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
    return Store(kept_below(root), makes=makes, root=root, share=share())


class Store:
    """Files by key. Several builds may use one at the same time: a file is whole or not there."""

    def __init__(
        self, folder: Path, *, makes: bool = True, root: Path | None = None, share: tuple[int, int] | None = None
    ) -> None:
        """`makes`: whether what is missing is made; a server for editors does without, to be quick. `root` is the project's
        folder, for what depends on its code. With a `share`, its number and how many there are, `filled` makes nothing of the
        others."""
        self.place = folder
        self.folder = folder / _SUMMED
        self.makes = makes
        self.share = share
        self.root = root
        self.memory: dict[str, Any] = {}
        self._held: dict[str, bytes] = {}
        self._needed: set[str] = set()
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

    def put(self, key: str, content: bytes) -> bool:
        """Keeps `content` as `key`; whether it could, else `trouble` says why not."""
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
            return False
        return True

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
        self,
        orders: Iterable[tuple[str, Order]],
        make: Callable[[list[Order]], list[bytes]],
        take: Callable[[str, bytes], object],
        *,
        at_once: int,
        among: int,
        what: Message,
    ) -> None:
        """Gives `take` what is kept for each of `orders`, once for each key, and holds none of it. If the store makes what is
        missing, `make` gives the content for up to `at_once` orders at a time, in processes of its own, so it must stand in a
        module. Where that takes long, it is told now and then how much of `what` is there, of `among` files."""
        keys: set[str] = set()
        given = 0

        def give(key: str, content: bytes) -> None:
            nonlocal given
            given += 1
            take(key, content)

        def missing() -> Iterator[dict[str, Order]]:
            group: dict[str, Order] = {}
            for key, order in orders:
                if key in keys:
                    continue
                keys.add(key)
                if (content := self.get(key)) is not None:
                    give(key, content)
                elif self.makes and self._is_ours(key):
                    group[key] = order
                    if len(group) == at_once:
                        yield group
                        group = {}
            if group:
                yield group

        told = time.monotonic()
        for group, contents in streamed(partial(_of_orders, make), missing()):
            for key, content in zip(group, contents, strict=True):
                if not self.put(key, content):
                    self._held[key] = content
                give(key, content)
            if time.monotonic() > told + _TOLD_EVERY:
                told = time.monotonic()
                self.tell(message("{what}: {done} of {all} made", what=what, done=given, all=among))
        self._needed |= keys
        if self.makes:
            self._prune()

    def _is_ours(self, key: str) -> bool:
        """Whether what is kept as `key` belongs to the share: keys are spread evenly, whatever they stand for."""
        if not self.share:
            return True
        number, of = self.share
        return int(key, 16) % of == number - 1

    def content(self, key: str) -> bytes:
        """What `filled` has given for `key`. Raises GoneError where somebody has deleted it since."""
        content = self._held.get(key) or self.get(key)
        if content is None:
            raise GoneError(
                message(
                    "Files that this build needs have vanished from {folder} while it ran; build again",
                    folder=str(self.place),
                )
            )
        return content

    def _prune(self) -> None:
        """Deletes, once a day, what no build has asked for in a long time, and what was left half-written. What this build will
        copy stays, whatever the clocks say: that of the machine may have been wrong when it was kept."""
        now = time.time()
        mark = self.place / _PRUNED
        with suppress(OSError):
            if mark.exists() and mark.stat().st_mtime > now - _DAY:
                return
            mark.touch()
        for path in self.folder.glob("*"):
            days = _HALF_DAYS if path.name.startswith(_HALF) else _KEPT_DAYS
            with suppress(OSError):
                if path.name not in self._needed and path.stat().st_mtime < now - days * _DAY:
                    path.unlink()


def _of_orders(make: Callable[[list[Order]], list[bytes]], group: Mapping[str, Order]) -> list[bytes]:
    return make([*group.values()])
