"""What a build makes bit by bit. A bit that would be made the same again is taken from what former builds left: the site that is
to be replaced, and the one that stood there before it, in whose folder the build goes on."""

# ruff: noqa: PTH102, PTH103, PTH106, PTH108, PTH116, PTH120
# There may be more than a hundred thousand files: to make objects of their paths would take seconds.

import os
import pickle
import shutil
from array import array
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from ogp.exports.files import write_files
from ogp.exports.store import Store, key_of
from ogp.processes import shared, sliced
from ogp.questions import ANSWER, Question, Questions

_AT_ONCE = 20
"""How many units a process takes at a time, at most."""

_GROUPS = 24
"""Into how many groups few units are divided: some take much longer than others."""


_LOOKED_AT = 4000
"""How many units or questions a process looks at a time, to tell whether they are as they were."""

_BETWEEN = "\0"
"""What stands between the words of a question that is noted."""


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


_Files = tuple[tuple[str, int, int], ...]
"""Files with their sizes in bytes and times of change in nanoseconds."""


@dataclass(frozen=True, slots=True)
class _Kept:
    """A unit as it was made: what stands for what was given, what was asked, its files, and what was told."""

    given: bytes
    asked: tuple[Question, ...]
    files: _Files
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
        self._common = sha256(common.encode()).digest()
        self._site = site
        self._spare = spare
        self._of_site = _Notes(self._common)
        self._notes = _Notes(self._common)
        self._folders: set[str] = set()

    def tasks(self, units: Iterable[Unit]) -> list[Callable[[], bytes]]:
        """What makes those of `units` that are not there, some at a time, and gives what `finish` wants to know. From now on the
        folder holds the others, besides what it held."""
        # What belongs to a record together, so that it is unpacked once.
        missing = sorted(units, key=attrgetter("name"))
        if self._spare:
            self._notes = self._noted(self._spare)
            right = {name: self._notes.left_by(name)[0] for name in self._notes.right(missing, self.questions)}
            self._notes.keep(_pruned(self._spare, right))
            _merge(self._spare, self.folder)
            missing = [unit for unit in missing if unit.name not in self._notes.units]
        if self._site:
            self._of_site = self._noted(self._site)
            self._of_site.keep(set(self._of_site.right(missing, self.questions)))
        groups = sliced(missing, min(_AT_ONCE, len(missing) // _GROUPS + 1))
        return [partial(self._made, group) for group in groups]

    def finish(self, made: Iterable[bytes]) -> Mapping[str, Any]:
        """Notes, for the next build, what stands in the folder now that the tasks have `made` what was missing. Gives what is
        told of each unit, by name."""
        for group in made:
            for name, kept in pickle.loads(group):
                self._notes.add(name, kept, self.questions)
        self.store.put(_note_key(self.folder), self._notes.content())
        return _Told(self._notes)

    def _noted(self, tree: Path) -> "_Notes":
        """What a build has noted of the folder `tree`; nothing where there is none."""
        return _Notes(self._common, self.store.get(_note_key(tree)) if tree.is_dir() else None)

    def _made(self, group: Iterable[Unit]) -> bytes:
        made = [(unit.name, self._taken(unit.name) or self._new(unit)) for unit in group]
        # Packed, as what all units asked would need much memory until the last is made.
        return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)

    def _taken(self, name: str) -> _Kept | None:
        """The unit as it stands in the site that is to be replaced, if it is right there."""
        kept = self._of_site.kept(name) if name in self._of_site.units else None
        return kept if kept and self._site and _linked(self._site, self.folder, kept) else None

    def _new(self, unit: Unit) -> _Kept:
        with self.questions.noting() as noted:
            made = unit.make()
        files = []
        for name, content in made.files:
            path = f"{self.folder}/{name}"
            if (folder := os.path.dirname(path)) not in self._folders:
                _make_folder(folder)
                self._folders.add(folder)
            files.append((name, *_state(_written(path, content))))
        return _Kept(_digest(unit.given), tuple(sorted(noted)), tuple(files), made.told)


class _Notes:
    """What a build has noted of the units in a folder. What a unit asked is noted by the numbers of the questions; what it wrote
    is packed, as of most units nobody looks at it."""

    def __init__(self, common: bytes, content: bytes | None = None) -> None:
        """Nothing is taken from the `content` of notes of units that rested on something else than `common` besides what they
        asked and were given."""
        self.common = common
        self.units: dict[str, tuple[bytes, bytes, bytes]] = {}
        self._asked: list[str] = []
        self._answers = bytearray()
        if content:
            noted, *rest = pickle.loads(content)
            if noted == common:
                self.units, self._asked, self._answers = rest
        self._numbers: dict[str, int] = {}
        self._answered = bytearray(len(self._asked))

    def right(self, units: Iterable[Unit], questions: Questions) -> list[str]:
        """The names of those of `units` that are noted and would be made the same again, as `questions` are answered now."""
        same = []
        asked: set[int] = set()
        for unit in units:
            noted = self.units.get(unit.name)
            if noted and noted[0] == _digest(unit.given):
                same.append((unit.name, numbers := _unpacked(noted[1])))
                asked.update(numbers)
        groups = sliced(sorted(asked), _LOOKED_AT)
        others = set[int]().union(*shared([partial(self._others, group, questions) for group in groups]))
        return [name for name, numbers in same if others.isdisjoint(numbers)]

    def _others(self, numbers: Iterable[int], questions: Questions) -> set[int]:
        """The numbers of questions that would not get the answer that is noted."""
        return {number for number in numbers if questions.answer(self._question(number)) != self._answer(number)}

    def _question(self, number: int) -> Question:
        return tuple(self._asked[number].split(_BETWEEN))

    def _answer(self, number: int) -> bytes:
        return bytes(self._answers[number * ANSWER : (number + 1) * ANSWER])

    def left_by(self, name: str) -> tuple[_Files, Any]:
        """The files of the unit with this name, and what was told of it."""
        left: tuple[_Files, Any] = pickle.loads(self.units[name][2])
        return left

    def kept(self, name: str) -> _Kept:
        """The unit with this name, which was noted when the notes were read."""
        given, asked, _ = self.units[name]
        return _Kept(given, tuple(map(self._question, _unpacked(asked))), *self.left_by(name))

    def keep(self, names: Container[str]) -> None:
        """Forgets all units but those with these `names`."""
        self.units = {name: noted for name, noted in self.units.items() if name in names}

    def add(self, name: str, kept: _Kept, questions: Questions) -> None:
        """Notes a unit that stands in the folder now, with the answers that it got."""
        if not self._numbers:
            self._numbers = {asked: number for number, asked in enumerate(self._asked)}
        numbers = array("I")
        for question in kept.asked:
            asked = _BETWEEN.join(question)
            number = self._numbers.setdefault(asked, len(self._numbers))
            if number == len(self._asked):
                self._asked.append(asked)
                self._answered.append(0)
            if not self._answered[number]:
                # Where it was noted with another, all units that got that are gone.
                self._answers[number * ANSWER : (number + 1) * ANSWER] = questions.answer(question)
                self._answered[number] = 1
            numbers.append(number)
        packed = pickle.dumps((kept.files, kept.told), pickle.HIGHEST_PROTOCOL)
        self.units[name] = (kept.given, numbers.tobytes(), packed)

    def content(self) -> bytes:
        """The notes as they are kept."""
        return pickle.dumps((self.common, self.units, self._asked, self._answers), pickle.HIGHEST_PROTOCOL)


class _Told(Mapping[str, Any]):
    """What is told of units, by name: unpacked when it is asked for."""

    def __init__(self, notes: _Notes) -> None:
        self._notes = notes

    def __getitem__(self, name: str) -> Any:
        return self._notes.left_by(name)[1]

    def __iter__(self) -> Iterator[str]:
        return iter(self._notes.units)

    def __len__(self) -> int:
        return len(self._notes.units)


def _unpacked(numbers: bytes) -> "array[int]":
    return array("I", numbers)


def _digest(given: str) -> bytes:
    return sha256(given.encode()).digest()


def write_units(folder: Path, units: Iterable[Unit]) -> None:
    """Makes all `units` anew into `folder`."""
    for unit in units:
        write_files(folder, unit.make().files)


def _make_folder(path: str) -> None:
    try:
        os.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def _written(path: str, content: bytes) -> os.stat_result:
    """Writes the file at `path` anew: as there are so many, in the fewest steps."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        while content:
            content = content[os.write(file, content) :]
        return os.fstat(file)
    finally:
        os.close(file)


def _state(found: os.stat_result) -> tuple[int, int]:
    return found.st_size, found.st_mtime_ns


def _linked(site: Path, folder: Path, kept: _Kept) -> bool:
    """Whether all files of a unit stand in `site` as they were made, and now in `folder`, too. Else none stands there."""
    done = []
    try:
        for name, *state in kept.files:
            _make_folder(os.path.dirname(f"{folder}/{name}"))
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


def _pruned(tree: Path, right: Mapping[str, _Files]) -> set[str]:
    """Deletes all of `tree` but the files of the units that are `right`, each as it was made. Gives the names of these."""
    wanted = {name for files in right.values() for name, _, _ in files}
    tops = _folders(tree)
    below = [folder for top in tops for folder in _folders(top)]
    tasks: list[Callable[[], set[str] | None]] = [
        *(partial(_clear, tree, group, wanted) for group in sliced(below, len(below) // _GROUPS + 1)),
        *(partial(_spoiled, tree, group) for group in sliced([*right.items()], _LOOKED_AT)),
    ]
    spoiled = set[str]().union(*filter(None, shared(tasks)))
    for unit in spoiled:
        for name, _, _ in right[unit]:
            Path(tree, name).unlink(missing_ok=True)
    for folder in (*tops, str(tree)):
        _cleared(folder, tree, wanted, deep=False)
    return right.keys() - spoiled


def _folders(folder: Path | str) -> list[str]:
    return [entry.path for entry in os.scandir(folder) if entry.is_dir(follow_symlinks=False)]


def _clear(tree: Path, folders: Iterable[str], wanted: Container[str]) -> None:
    """Deletes from `folders`, which lie in `tree`, all but the files that are `wanted`, by their paths from there."""
    for folder in folders:
        _cleared(folder, tree, wanted)


def _cleared(folder: str, tree: Path, wanted: Container[str], *, deep: bool = True) -> bool:
    """Deletes from `folder` what is not wanted, and itself if nothing is left; whether that is so. Folders in it are looked into
    only if it is to be cleared `deep`."""
    start = len(str(tree)) + 1
    is_empty = True
    for entry in [*os.scandir(folder)]:
        if entry.is_dir(follow_symlinks=False):
            is_empty &= deep and _cleared(entry.path, tree, wanted)
        elif entry.path[start:] in wanted:
            is_empty = False
        else:
            os.unlink(entry.path)
    if is_empty and len(folder) > start:
        os.rmdir(folder)
    return is_empty


def _spoiled(tree: Path, units: Iterable[tuple[str, _Files]]) -> set[str]:
    """The names of those of `units` whose files do not all stand in `tree` as they were made."""
    return {unit for unit, files in units if not all(_stands(f"{tree}/{name}", state) for name, *state in files)}


def _stands(path: str, state: list[int]) -> bool:
    try:
        return _state(os.lstat(path)) == tuple(state)
    except OSError:
        return False


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
