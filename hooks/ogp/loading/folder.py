"""What stands in the folder data/, before anything is known of it."""

import os
from collections.abc import Iterator
from pathlib import Path

from ogp.loading.slips import MAX_BYTES


def paths_in(data: Path) -> Iterator[tuple[str, bool]]:
    """The path of every file and link under the folder `data`, and whether it is a link."""
    for name, is_link in _names(str(data), "") if data.is_dir() else ():
        if is_link or not name.rpartition("/")[2].startswith("."):
            yield name, is_link


def _names(folder: str, before: str) -> Iterator[tuple[str, bool]]:
    """The name of each file and link in `folder`, below which that of the next stands `before` it, and whether it is a link."""
    with os.scandir(folder) as found:
        entries = sorted(found, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_symlink() or entry.is_file():
            yield before + entry.name, entry.is_symlink()
        elif entry.is_dir():
            yield from _names(entry.path, f"{before}{entry.name}/")


def content_of(data: Path, name: str) -> bytes:
    """The bytes of the file `name` under the folder `data`, or of one that is too large as many as show that it is."""
    # There may be thousands, and to make an object of each path takes longer than to read it.
    with open(f"{data}/{name}", "rb") as file:  # noqa: PTH123
        return file.read(MAX_BYTES + 1)
