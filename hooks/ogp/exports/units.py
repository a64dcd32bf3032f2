"""What a build makes bit by bit. A bit that would be made the same again is taken from what former builds left: the site that is
to be replaced, and the one that stood there before it, in whose folder the build goes on."""

# ruff: noqa: PTH103, PTH106, PTH108, PTH116, PTH120, PTH123
# There may be more than a hundred thousand files: to make objects of their paths would take seconds.

import os
import pickle
import shutil
from array import array
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from ogp.exports.files import write_files
from ogp.exports.store import Store, key_of
from ogp.questions import Question, Questions

_AT_ONCE = 40
"""How many units a process takes at a time, at most."""

_GROUPS = 12
"""Into how many groups few units are divided: some take much longer than others."""


@dataclass(frozen=True, slots=True)
class Made:
    """The files of a unit, each with its path from the site's root, and what is `told` of them."""

    files: Sequence[tuple[str, bytes]]
    told: Any = None


@dataclass(frozen=True, slots=True)
class Unit:
    """What is made together. It rests on what is asked for while it is made; on `given`, which stands for all else in which it
    differs from other units; and on what is the same for all. All its files begin with one of the `places`, as far as these
    are told: paths from the site's root."""

    name: str
    given: str
    make: Callable[[], Made]
    places: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Kept:
    """A unit as it was made: its key, what was asked, what was told, and its files with sizes in bytes and times of change in
    nanoseconds."""

    key: bytes
    asked: tuple[Question, ...]
    files: tuple[tuple[str, int, int], ...]
    told: Any


class Units:
    """The units of one build into `folder`. `common` stands for all that they rest on besides what is asked and given."""

    def __init__(
        self, folder: Path, store: Store, questions: Questions, common: str, *, site: Path | None, spare: Path | None
    ) -> None:
        """`site` is what the build replaces, which stays as it is; `spare` a folder like it of which nobody has need any more."""
        self.folder = folder
        self.store = store
        self.questions = questions
        self._common = sha256(common.encode())
        self._site = site
        self._spare = spare
        self._right_in_site: Mapping[str, _Kept] = {}
        self._kept: dict[str, _Kept] = {}
        self._folders: set[str] = set()

    def tasks(self, units: Iterable[Unit]) -> list[Callable[[], list[tuple[str, _Kept]]]]:
        """What makes those of `units` that are not there, some at a time. From now on the folder holds the others, besides what
        it held."""
        # What belongs to a record together, so that it is unpacked once.
        units = sorted(units, key=attrgetter("name"))
        self._right_in_site = self._right(self._site, units)
        if self._spare:
            right = self._right(self._spare, units)
            self._kept = {name: right[name] for name in _pruned(self._spare, right)}
            _merge(self._spare, self.folder)
        missing = [unit for unit in units if unit.name not in self._kept]
        size = min(_AT_ONCE, len(missing) // _GROUPS + 1)
        groups = [missing[start : start + size] for start in range(0, len(missing), size)]
        return [partial(self._made, group) for group in groups]

    def finish(self, made: Iterable[tuple[str, _Kept]]) -> Mapping[str, Any]:
        """Notes, for the next build, what stands in the folder now that the tasks have `made` what was missing. Gives what is
        told of each unit, by name."""
        self._kept.update(made)
        _note(self.store, self.folder, self._kept)
        return {name: kept.told for name, kept in self._kept.items()}

    def _right(self, tree: Path | None, units: Iterable[Unit]) -> dict[str, _Kept]:
        """What is noted of those of `units` in `tree` that would be made the same again."""
        known = _noted(self.store, tree) if tree else {}
        return {unit.name: kept for unit in units if (kept := known.get(unit.name)) and self._is_right(unit, kept)}

    def _is_right(self, unit: Unit, kept: _Kept) -> bool:
        other = self._right_in_site.get(unit.name)
        return bool(other and other.key == kept.key) or kept.key == self._key(unit, kept.asked)

    def _key(self, unit: Unit, asked: Iterable[Question]) -> bytes:
        """Stands for all on which the unit rests, if so much was asked."""
        key = self._common.copy()
        key.update(f"{unit.name}\0{unit.given}\0".encode())
        key.update(b"".join(map(self.questions.answer, asked)))
        return key.digest()

    def _made(self, group: Iterable[Unit]) -> list[tuple[str, _Kept]]:
        return [(unit.name, self._taken(unit.name) or self._new(unit)) for unit in group]

    def _taken(self, name: str) -> _Kept | None:
        """The unit as it stands in the site that is to be replaced, if it is right there."""
        kept = self._right_in_site.get(name)
        return kept if kept and self._site and _linked(self._site, self.folder, kept) else None

    def _new(self, unit: Unit) -> _Kept:
        with self.questions.noting() as noted:
            made = unit.make()
        files = []
        for name, content in made.files:
            path = f"{self.folder}/{name}"
            if (folder := os.path.dirname(path)) not in self._folders:
                os.makedirs(folder, exist_ok=True)
                self._folders.add(folder)
            with open(path, "wb") as file:
                file.write(content)
            files.append((name, *_state(os.stat(path))))
        asked = tuple(sorted(noted))
        return _Kept(self._key(unit, asked), asked, tuple(files), made.told)


def write_units(folder: Path, units: Iterable[Unit]) -> None:
    """Makes all `units` anew into `folder`."""
    for unit in units:
        write_files(folder, unit.make().files)


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _linked(site: Path, folder: Path, kept: _Kept) -> bool:
    """Whether all files of a unit stand in `site` as they were made, and now in `folder`, too. Else none stands there."""
    done = []
    try:
        for name, *state in kept.files:
            os.makedirs(os.path.dirname(f"{folder}/{name}"), exist_ok=True)
            os.link(f"{site}/{name}", f"{folder}/{name}")
            done.append(f"{folder}/{name}")
            # Of what was taken, as another build may replace the site meanwhile.
            if _state(os.stat(f"{folder}/{name}")) != tuple(state):
                break
        else:
            return True
    except OSError:
        pass
    # Otherwise what is made anew would be written into the file that the site has.
    for path in done:
        os.unlink(path)
    return False


def _pruned(tree: Path, right: Mapping[str, _Kept]) -> list[str]:
    """Deletes all of `tree` but the files of the units that are `right`, each as it was made. Gives the names of these."""
    wanted = {name: (size, time) for kept in right.values() for name, size, time in kept.files}
    found = set()
    for folder, folders, names in os.walk(tree, topdown=False):
        inside = os.path.relpath(folder, tree)
        before = "" if inside == "." else f"{inside}/"
        left = 0
        for name in names:
            if wanted.get(before + name) == _state(os.lstat(f"{folder}/{name}")):
                found.add(before + name)
                left += 1
            else:
                os.unlink(f"{folder}/{name}")
        if not left and not (folders and any(os.scandir(folder))) and before:
            os.rmdir(folder)
    whole = []
    for unit, kept in right.items():
        own = [name for name, _, _ in kept.files]
        if found.issuperset(own):
            whole.append(unit)
        else:
            for name in found.intersection(own):
                os.unlink(tree / name)
    return whole


def _merge(tree: Path, folder: Path) -> None:
    """Puts all of `folder` into `tree`, and that in its place."""
    for path in folder.rglob("*"):
        if not path.is_dir():
            place = tree / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
    shutil.rmtree(folder)
    tree.rename(folder)


def _note_key(tree: Path) -> str:
    """The key of what is noted of a folder, wherever it is moved to."""
    found = tree.stat()
    return key_of(b"units", str(found.st_dev).encode(), str(found.st_ino).encode())


def _note(store: Store, tree: Path, kept: Mapping[str, _Kept]) -> None:
    places: dict[Question, int] = {}
    units = {
        name: (
            one.key,
            array("I", (places.setdefault(question, len(places)) for question in one.asked)),
            one.files,
            one.told,
        )
        for name, one in kept.items()
    }
    store.put(_note_key(tree), pickle.dumps((list(places), units), pickle.HIGHEST_PROTOCOL))


def _noted(store: Store, tree: Path) -> dict[str, _Kept]:
    """What a build has noted of the folder `tree`; nothing where there is none."""
    if not tree.is_dir() or not (content := store.get(_note_key(tree))):
        return {}
    questions, units = pickle.loads(content)
    return {
        name: _Kept(key, tuple(questions[place] for place in asked), files, told)
        for name, (key, asked, files, told) in units.items()
    }
