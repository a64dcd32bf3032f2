"""Files that were read before, and of which no rule that looks at one file alone had anything to say: their records are kept, so
that they need not be read again."""

import io
import pickle
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache, partial
from hashlib import sha256
from itertools import chain
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from ogp.keeping import Keeper
from ogp.loading.folder import content_of, paths_in
from ogp.loading.layout import SITE_FILE
from ogp.processes import shared, sliced
from ogp.records.base import Citation, Path, Record, Ties
from ogp.records.packing import ALWAYS_OPEN, PACKED, packed

_AT_ONCE = 1000
"""How many files a process looks up at a time."""

Kept = Sequence[tuple[Any, Path]]
"""The records of a file, each with its path in there."""


@dataclass(frozen=True, slots=True)
class Sound:
    """The sound files that `keeper` has, for a site with these `settings`: what the file with them holds."""

    keeper: Keeper
    settings: bytes
    _asked: dict[str, Kept] = field(default_factory=dict)

    def key(self, path: str, content: bytes) -> str:
        """The name of the records in the file at `path` with this `content`."""
        own = sha256(f"sound {self.keeper.version} {path}".encode())
        for part in (self.settings, content):
            own.update(sha256(part).digest())
        return own.hexdigest()

    def get(self, key: str) -> Kept | None:
        """The records that are kept as `key`, or None."""
        found: Kept | None = self.keeper.memory.get(key)
        if found is None and (kept := self.keeper.get(key)):
            found = pickle.loads(kept)
        if found is not None:
            self._asked[key] = found
        return found

    def remember(self) -> None:
        """Has the keeper remember what it was asked for, and nothing else."""
        self.keeper.memory.clear()
        self.keeper.memory.update(self._asked)

    def put(self, key: str, records: Kept) -> None:
        """Keeps `records` as `key`, with what every build asks of them."""
        for record, _ in records:
            _ = record.ties, isinstance(record, Record) and (record.digest, record.lengths)
        self.keeper.put(key, _pickled(records))


def sound_files(data: FilePath, keeper: Keeper | None) -> Sound | None:
    """The files under the folder `data` that are known to be sound; None where nothing keeps them or the settings cannot be
    read."""
    settings = data / SITE_FILE
    known = keeper and settings.is_file() and not settings.is_symlink()
    return Sound(keeper, settings.read_bytes()) if keeper and known else None


def looked_up(data: FilePath, keeper: Keeper) -> tuple[dict[str, str], list[str]]:
    """The paths, under the folder `data`, of the files that are known to be sound, each with the key of its records; and the
    paths of those of which the `keeper` does not know that."""
    known: dict[str, str] = {}
    unknown: list[str] = []
    if sound := sound_files(data, keeper):
        names = [name for name, is_link in paths_in(data) if name != SITE_FILE and not is_link]
        found = shared([partial(_keys, sound, data, group) for group in sliced(names, _AT_ONCE)])
        for name, key in zip(names, chain.from_iterable(found), strict=True):
            if key:
                known[name] = key
            else:
                unknown.append(name)
    return known, unknown


def _keys(sound: Sound, data: FilePath, names: Iterable[str]) -> list[str | None]:
    """For each of the files with these `names` the key of its records, or None where the keeper does not know them."""
    keys = (sound.key(name, content_of(data, name)) for name in names)
    return [key if sound.keeper.has(key) else None for key in keys]


def _pickled(value: Any) -> bytes:
    out = io.BytesIO()
    _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(value)
    return out.getvalue()


class _Pickler(pickle.Pickler):
    """Writes records in a short form that is read quickly: they were validated before."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, Record):
            lists = {
                name: held
                for name, held in value.__dict__.items()
                if name in type(value).model_fields and name not in ALWAYS_OPEN and isinstance(held, tuple) and held
            }
            others = {name: held for name, held in value.__dict__.items() if name not in lists}
            return _restored_record, (type(value), *_split(others | {PACKED: packed(_pickled(lists))}))
        if isinstance(value, BaseModel):
            return _restored, (type(value), *_split(value.__dict__))
        if isinstance(value, Ties):
            return _tied, tuple(value)
        if isinstance(value, MappingProxyType):
            return _read_only, _split(value)
        return NotImplemented


_set_values = BaseModel.__dict__["__dict__"].__set__
_set_names = BaseModel.__dict__["__pydantic_fields_set__"].__set__
_set_extra = BaseModel.__dict__["__pydantic_extra__"].__set__
_set_private = BaseModel.__dict__["__pydantic_private__"].__set__


def _split(values: Mapping[str, Any]) -> tuple[str, tuple[Any, ...]]:
    """The names in one string, and the values."""
    return " ".join(values), tuple(values.values())


@cache
def _names_in(names: str) -> tuple[str, ...]:
    """The names, the same strings in all that are restored."""
    return tuple(map(sys.intern, names.split()))


def _restored(type_: type[BaseModel], names: str, values: Iterable[Any]) -> BaseModel:
    # As pydantic's own way of restoring, which stores all of this with each of some hundreds of parts.
    made: BaseModel = object.__new__(type_)
    _set_values(made, dict(zip(_names_in(names), values, strict=True)))
    _set_names(made, _names(type_))
    _set_extra(made, None)
    _set_private(made, None)
    return made


def _restored_record(type_: type[Record], names: str, values: Iterable[Any]) -> BaseModel:
    made = _restored(type_, names, values)
    made.__dict__["lengths"] = {_same(path): length for path, length in made.__dict__["lengths"].items()}
    return made


def _tied(references: Any, citations: Any, links: Any) -> Ties:
    return Ties(
        tuple((_same(path), _same(ref)) for path, ref in references),
        tuple(Citation(_same(path), _same(document), at, of_item) for path, document, at, of_item in citations),
        tuple((_same(path), address) for path, address in links),
    )


_known: dict[tuple[type, Any], Any] = {}


def _same(value: Any) -> Any:
    """The first that was equal to `value`: thousands of records have the same paths, and refer to the same records."""
    return _known.setdefault((type(value), value), value)


@cache
def _names(type_: Any) -> set[str]:
    """The names of the fields, for all that are restored, as those that change a model change a copy."""
    return set(type_.model_fields)


def _read_only(names: str, values: Iterable[Any]) -> MappingProxyType[str, Any]:
    return MappingProxyType(dict(zip(_names_in(names), values, strict=True)))
