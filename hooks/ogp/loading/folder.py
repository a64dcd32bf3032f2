"""What stands in the folder data/, before anything is known of it."""

from collections.abc import Iterator
from pathlib import Path

from ogp.loading.slips import MAX_BYTES


def paths_in(data: Path) -> Iterator[tuple[str, Path]]:
    """Every file and link under the folder `data`, with its path in there."""
    for path in sorted(data.rglob("*")):
        if path.is_symlink() or (path.is_file() and not path.name.startswith(".")):
            yield path.relative_to(data).as_posix(), path


def content_of(path: Path) -> bytes:
    """The bytes of a file, or of one that is too large as many as show that it is."""
    with path.open("rb") as file:
        return file.read(MAX_BYTES + 1)
