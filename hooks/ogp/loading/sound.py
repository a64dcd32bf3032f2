"""Files that were read before, and of which no rule that looks at one file alone had anything to say: their records are kept, so
that they need not be read again."""

import io
import pickle
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from hashlib import sha256
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any

from pydantic import BaseModel

from ogp.keeping import Keeper
from ogp.loading.folder import content_of, paths_in
from ogp.loading.layout import SITE_FILE
from ogp.records.base import Path, Record

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

    def has(self, path: str, content: bytes) -> bool:
        """Whether the file at `path` with this `content` is known to be sound."""
        return self.keeper.has(self.key(path, content))

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
            _ = record.ties, record.digest if isinstance(record, Record) else None
        out = io.BytesIO()
        _Pickler(out, pickle.HIGHEST_PROTOCOL).dump(records)
        self.keeper.put(key, out.getvalue())


def sound_files(data: FilePath, keeper: Keeper | None) -> Sound | None:
    """The files under the folder `data` that are known to be sound; None where nothing keeps them or the settings cannot be
    read."""
    settings = data / SITE_FILE
    known = keeper and settings.is_file() and not settings.is_symlink()
    return Sound(keeper, settings.read_bytes()) if keeper and known else None


def unknown_files(data: FilePath, keeper: Keeper) -> list[str]:
    """The paths, under the folder `data`, of the files of which the `keeper` does not know that they are sound."""
    sound = sound_files(data, keeper)
    if not sound:
        return []
    return [
        name
        for name, path in paths_in(data)
        if name != SITE_FILE and not path.is_symlink() and not sound.has(name, content_of(path))
    ]


class _Pickler(pickle.Pickler):
    """Writes records in a short form that is read quickly: they were validated before."""

    def reducer_override(self, value: Any) -> Any:
        if isinstance(value, BaseModel):
            names, own = _names(type(value)), value.__dict__
            worked_out = {name: held for name, held in own.items() if name not in names}
            return _restored, (type(value), tuple(own[name] for name in names), worked_out)
        if isinstance(value, MappingProxyType):
            return _read_only, (dict(value),)
        return NotImplemented


def _restored(type_: type[BaseModel], values: tuple[Any, ...], worked_out: dict[str, Any]) -> BaseModel:
    # As pydantic's own way of restoring, which stores all of this with each of some hundreds of parts.
    made = type_.__new__(type_)
    object.__setattr__(made, "__dict__", {**dict(zip(_names(type_), values, strict=True)), **worked_out})
    object.__setattr__(made, "__pydantic_fields_set__", _set_of_names(type_))
    object.__setattr__(made, "__pydantic_extra__", None)
    object.__setattr__(made, "__pydantic_private__", None)
    return made


@cache
def _names(type_: Any) -> tuple[str, ...]:
    """The names of the fields of a model, in their order."""
    return tuple(type_.model_fields)


@cache
def _set_of_names(type_: Any) -> set[str]:
    """The same for all that are restored, as those that change a model change a copy."""
    return set(_names(type_))


def _read_only(values: dict[str, str]) -> MappingProxyType[str, str]:
    return MappingProxyType(values)
