"""What a build makes bit by bit. A bit that would be made the same again is taken from what former builds left: the site that is
to be replaced, and the one that stood there before it, in whose folder the build goes on."""

import pickle
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from operator import attrgetter
from pathlib import Path
from typing import Any

from ogp.exports.files import write_files
from ogp.exports.notes import Kept, Notes, Told, stands_for
from ogp.exports.store import Store, key_of
from ogp.exports.trees import linked, make_folder, merge, pruned, state_of, written
from ogp.processes import sliced
from ogp.questions import Questions

_AT_ONCE = 20
"""How many units a process takes at a time, at most."""

_GROUPS = 24
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
        self._of_site = Notes(self._common)
        self._notes = Notes(self._common)
        self._folders: set[str] = set()

    def tasks(self, units: Iterable[Unit]) -> list[Callable[[], bytes]]:
        """What makes those of `units` that are not there, some at a time, and gives what `finish` wants to know. From now on the
        folder holds the others, besides what it held."""
        # What belongs to a record together, so that it is unpacked once.
        missing = sorted(units, key=attrgetter("name"))
        if self._spare:
            self._notes = self._noted(self._spare)
            right = {name: self._notes.left_by(name)[0] for name in self._right(self._notes, missing)}
            self._notes.keep(pruned(self._spare, right))
            merge(self._spare, self.folder)
            missing = [unit for unit in missing if unit.name not in self._notes.units]
        if self._site:
            self._of_site = self._noted(self._site)
            self._of_site.keep(set(self._right(self._of_site, missing)))
        groups = sliced(missing, min(_AT_ONCE, len(missing) // _GROUPS + 1))
        return [partial(self._made, group) for group in groups]

    def finish(self, made: Iterable[bytes]) -> Mapping[str, Any]:
        """Notes, for the next build, what stands in the folder now that the tasks have `made` what was missing. Gives what is
        told of each unit, by name."""
        for group in made:
            for name, kept in pickle.loads(group):
                self._notes.add(name, kept, self.questions)
        self.store.put(_note_key(self.folder), self._notes.content())
        return Told(self._notes)

    def _noted(self, tree: Path) -> Notes:
        """What a build has noted of the folder `tree`; nothing where there is none."""
        return Notes(self._common, self.store.get(_note_key(tree)) if tree.is_dir() else None)

    def _right(self, notes: Notes, units: Iterable[Unit]) -> list[str]:
        return notes.right(((unit.name, unit.given) for unit in units), self.questions)

    def _made(self, group: Iterable[Unit]) -> bytes:
        made = [(unit.name, self._taken(unit.name) or self._new(unit)) for unit in group]
        # Packed, as what all units asked would need much memory until the last is made.
        return pickle.dumps(made, pickle.HIGHEST_PROTOCOL)

    def _taken(self, name: str) -> Kept | None:
        """The unit as it stands in the site that is to be replaced, if it is right there."""
        kept = self._of_site.kept(name) if name in self._of_site.units else None
        return kept if kept and self._site and linked(self._site, self.folder, kept.files) else None

    def _new(self, unit: Unit) -> Kept:
        with self.questions.noting() as noted:
            made = unit.make()
        files = []
        for name, content in made.files:
            path = f"{self.folder}/{name}"
            if (folder := path.rpartition("/")[0]) not in self._folders:
                make_folder(folder)
                self._folders.add(folder)
            files.append((name, *state_of(written(path, content))))
        return Kept(stands_for(unit.given), tuple(sorted(noted)), tuple(files), made.told)


def write_units(folder: Path, units: Iterable[Unit]) -> None:
    """Makes all `units` anew into `folder`."""
    for unit in units:
        write_files(folder, unit.make().files)


def _note_key(tree: Path) -> str:
    """The key of what is noted of a folder, wherever it is moved to."""
    found = tree.stat()
    return key_of(b"units", str(found.st_dev).encode(), str(found.st_ino).encode())
