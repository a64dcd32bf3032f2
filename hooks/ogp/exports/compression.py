"""Compressed copies beside all files of text, so that a server need not compress with each answer."""

import gzip
import os
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
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


def write(folder: Path, store: Store) -> None:
    """Writes the copies of the site built in `folder`: `.gz` (RFC 1952) and `.br` (RFC 7932). The `store` keeps those of large
    files; for small ones it takes longer to look them up."""
    files = [path for path in folder.rglob("*") if path.suffix in _ENDINGS and path.stat().st_size >= _LEAST]
    readers = [path for path in files if not path.relative_to(folder).parts[0].startswith(HIDDEN)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(partial(_compress, store), readers):
            pass


def _compress(store: Store, path: Path) -> None:
    content = path.read_bytes()
    for ending, compressed in _WAYS.items():
        make = partial(compressed, content)
        copy = make() if len(content) < _LARGE else store.kept(make, b"compressed", ending.encode(), content)
        path.with_name(path.name + ending).write_bytes(copy)
