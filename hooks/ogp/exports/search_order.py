"""The same bytes from every run of Pagefind, which writes the values of its filters in an order that changes.

Its files are gzip around a mark and CBOR (RFC 8949); they are named after what they hold, so those that are put in order or
were written anew get new names, and the file that lists them and the one that names this one are mended.
"""

import gzip
import hashlib
import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import cbor2

SIGNATURE = b"pagefind_dcd"

_FILTERS_OF_INDEX = 3
_VALUES_OF_FILTER = 1
_DIGITS = 12
"""Of the sum in a name. Pagefind takes seven, too few for thousands of files."""


def unpacked(path: Path) -> bytes:
    """What a file of Pagefind's at `path` holds."""
    return gzip.decompress(path.read_bytes()).removeprefix(SIGNATURE)


def pack(path: Path, content: bytes) -> None:
    """Writes `content` to `path` as Pagefind's script reads it."""
    path.write_bytes(gzip.compress(SIGNATURE + content, mtime=0))


def put_in_order(index: Path) -> None:
    """Puts the files of the index in the folder `index` in order."""
    renamed: dict[str, str] = {}
    for path in [*(index / "filter").iterdir()]:
        _rename(path, _sorted(cbor2.loads(unpacked(path)), _VALUES_OF_FILTER), renamed)
    for path in [*(index / "fragment").iterdir()]:
        _rename(path, unpacked(path), renamed)
    entry_file = index / "pagefind-entry.json"
    entry = json.loads(entry_file.read_text(encoding="utf-8"))
    for path in index.glob("*.pf_meta"):
        content = _sorted(_mended(cbor2.loads(unpacked(path)), renamed), _FILTERS_OF_INDEX)
        old_name = path.stem.removeprefix("pagefind.")
        new_name = _name(old_name, content)
        path.unlink()
        pack(index / f"pagefind.{new_name}.pf_meta", content)
        for language in entry["languages"].values():
            if language["hash"] == old_name:
                language["hash"] = new_name
    entry_file.write_text(json.dumps(entry, sort_keys=True), encoding="utf-8")


def _rename(path: Path, content: bytes, renamed: dict[str, str]) -> None:
    """Writes `content` in the place of the file at `path`, under a name of its own, and notes both names in `renamed`."""
    renamed[path.stem] = _name(path.stem, content)
    path.unlink()
    pack(path.with_stem(renamed[path.stem]), content)


def _name(old: str, content: bytes) -> str:
    """A name like `old`, such as en_50e6a03, after `content`."""
    return f"{old.rpartition('_')[0]}_{hashlib.sha256(content).hexdigest()[:_DIGITS]}"


def _mended(value: Any, renamed: Mapping[str, str]) -> Any:
    """`value`, lists of lists and texts, with the new names."""
    if isinstance(value, list):
        return [_mended(inner, renamed) for inner in value]
    return renamed.get(value, value) if isinstance(value, str) else value


def _sorted(parts: list[Any], place: int) -> bytes:
    """The array `parts` in CBOR, with the items of the array at `place` in order."""
    parts[place] = sorted(parts[place], key=cbor2.dumps)
    return cbor2.dumps(parts)
