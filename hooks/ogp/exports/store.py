"""What takes long to make is made once: files kept by all that they depend on. The folder may be deleted at any time."""

import os
import tempfile
import time
from hashlib import sha256
from pathlib import Path

FOLDER = ".cache/ogp"
"""Where it is kept below the project, unless the environment names another folder."""

SETTING = "OGP_CACHE"

_KEPT_DAYS = 30
"""How long what no build asked for is kept."""


def key_of(*parts: bytes) -> str:
    """The name of what is made of `parts`: change one and the name is another."""
    return sha256(b"".join(sha256(part).digest() for part in parts)).hexdigest()


def store_of(root: Path) -> "Store":
    """The store for the project at `root`."""
    return Store(Path(os.environ.get(SETTING) or root / FOLDER))


class Store:
    """Files by key. Several builds may use one at the same time: a file is whole or not there."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def get(self, key: str) -> bytes | None:
        """What is kept as `key`, or None."""
        path = self.folder / key
        try:
            content = path.read_bytes()
            os.utime(path)
        except FileNotFoundError:
            return None
        return content

    def put(self, key: str, content: bytes) -> None:
        """Keeps `content` as `key`."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=self.folder, delete=False) as file:
            file.write(content)
        Path(file.name).replace(self.folder / key)

    def prune(self) -> None:
        """Deletes what no build has asked for in a long time."""
        oldest = time.time() - _KEPT_DAYS * 24 * 3600
        for path in self.folder.glob("*"):
            try:
                if path.stat().st_mtime < oldest:
                    path.unlink()
            except FileNotFoundError:
                continue
