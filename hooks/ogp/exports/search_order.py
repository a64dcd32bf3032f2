"""The same bytes from every run of Pagefind, which writes the values of its filters in an order that changes.

Its files are gzip around a mark and CBOR (RFC 8949); they are named after what they hold, so that they get new names, and
the file that lists them and the one that names this one are mended.
"""

import gzip
import hashlib
import json
from pathlib import Path

import cbor2

SIGNATURE = b"pagefind_dcd"

_FILTERS_OF_INDEX = 3
_VALUES_OF_FILTER = 1


def unpacked(path: Path) -> bytes:
    """What a file of Pagefind's at `path` holds."""
    return gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)


def pack(path: Path, content: bytes) -> None:
    """Writes `content` to `path` as Pagefind's script reads it."""
    path.write_bytes(gzip.compress(SIGNATURE + content, mtime=0))


def put_in_order(index: Path) -> None:
    """Puts the files of the index in the folder `index` in order."""
    renamed: dict[bytes, bytes] = {}
    for path in (index / "filter").iterdir():
        content = _sorted(unpacked(path), _VALUES_OF_FILTER)
        renamed[path.stem.encode()] = _name(path.stem, content)
        path.unlink()
        pack(path.with_stem(renamed[path.stem.encode()].decode()), content)
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for path in index.glob("*.pf_meta"):
        content = unpacked(path)
        for old, new in renamed.items():
            content = content.replace(old, new)
        content = _sorted(content, _FILTERS_OF_INDEX)
        old_name = path.stem.removeprefix("pagefind.")
        new_name = _name(old_name, content).decode()
        path.unlink()
        pack(index / f"pagefind.{new_name}.pf_meta", content)
        for language in entry["languages"].values():
            if language["hash"] == old_name:
                language["hash"] = new_name
    entry_file.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")


def _name(old: str, content: bytes) -> bytes:
    """A name like `old`, such as en_50e6a03, after `content`."""
    language, _, digest = old.rpartition("_")
    return f"{language}_{hashlib.sha256(content).hexdigest()[: len(digest)]}".encode()


def _sorted(content: bytes, place: int) -> bytes:
    """`content`, an array, with the items of the array at `place` in order."""
    parts = cbor2.loads(content)
    parts[place] = sorted(parts[place], key=cbor2.dumps)
    return cbor2.dumps(parts)
