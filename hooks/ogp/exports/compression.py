"""Compressed copies beside all files of text, so that a server need not compress with each answer."""

import gzip
from collections.abc import Callable, Iterable, Mapping
from functools import partial
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from ogp.exports.headers import HIDDEN, TYPES
from ogp.exports.store import Store

_TEXT = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
_ENDINGS = {f".{ending}" for media, endings in TYPES.items() if media.startswith(_TEXT) for ending in endings}
_LEAST = 256
"""Bytes below which a copy saves nothing worth a file."""

_BROTLI_QUALITY = 6
"""Higher ones take ten times as long for two hundredths of the size."""

_WAYS: Mapping[str, Callable[[bytes], bytes]] = {
    ".gz": partial(gzip.compress, mtime=0),
    ".br": partial(brotli.compress, quality=_BROTLI_QUALITY),
}

_LARGE = 1 << 16


_TASKS = 16
"""Into how many parts the work is cut: more than there are processors, so that these end together."""


def tasks(folder: Path, store: Store) -> list[Callable[[], None]]:
    """What writes those copies of the files in the site's `folder` that are not there: `.gz` (RFC 1952) and `.br` (RFC 7932). The
    `store` keeps those of large files; for small ones it takes longer to look them up."""
    files = [
        path
        for path in sorted(folder.rglob("*"))
        if path.suffix in _ENDINGS
        and not path.relative_to(folder).parts[0].startswith(HIDDEN)
        and path.stat().st_size >= _LEAST
        and not all(_copy(path, ending).exists() for ending in _WAYS)
    ]
    return [partial(_compress, store, files[start::_TASKS]) for start in range(min(_TASKS, len(files)))]


def _copy(path: Path, ending: str) -> Path:
    return path.with_name(path.name + ending)


def _compress(store: Store, files: Iterable[Path]) -> None:
    for path in files:
        content = path.read_bytes()
        for ending, compressed in _WAYS.items():
            make = partial(compressed, content)
            small = len(content) < _LARGE
            _copy(path, ending).write_bytes(
                make() if small else store.kept(make, b"compressed", ending.encode(), content)
            )
