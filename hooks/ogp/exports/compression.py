"""Compressed copies beside all files of text, so that a server need not compress with each answer."""

import gzip
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import brotli  # type: ignore[import-untyped]

from ogp.exports.headers import HIDDEN, TYPES

_TEXT = ("text/", "application/json", "application/ld+json", "application/xml", "image/svg+xml")
_ENDINGS = {f".{ending}" for media, endings in TYPES.items() if media.startswith(_TEXT) for ending in endings}
_LEAST = 256
"""Bytes below which a copy saves nothing worth a file."""

_BROTLI_QUALITY = 6
"""Higher ones take ten times as long for two hundredths of the size."""


def write(folder: Path) -> None:
    """Writes the copies of the site built in `folder`: `.gz` (RFC 1952) and `.br` (RFC 7932)."""
    files = [path for path in folder.rglob("*") if path.suffix in _ENDINGS and path.stat().st_size >= _LEAST]
    readers = [path for path in files if not path.relative_to(folder).parts[0].startswith(HIDDEN)]
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        for _ in pool.map(_compress, readers):
            pass


def _compress(path: Path) -> None:
    content = path.read_bytes()
    path.with_name(f"{path.name}.gz").write_bytes(gzip.compress(content, mtime=0))
    path.with_name(f"{path.name}.br").write_bytes(brotli.compress(content, quality=_BROTLI_QUALITY))
