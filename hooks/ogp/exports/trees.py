"""The files of a folder that a build makes or takes over, with what tells that they are as they were made."""

# ruff: noqa: PTH102, PTH103, PTH106, PTH108, PTH116, PTH120
# There may be more than a hundred thousand files: to make objects of their paths would take seconds.

import os
import shutil
from collections.abc import Callable, Container, Iterable, Mapping
from functools import partial
from pathlib import Path

from ogp.processes import shared, sliced

_UNITS_AT_ONCE = 4000
"""The files of how many units a process looks at, at a time."""

_GROUPS = 24
"""Into how many groups folders are divided: some hold much more than others."""

Files = tuple[tuple[str, int, int], ...]
"""Files with their sizes in bytes and times of change in nanoseconds."""


def make_folder(path: str) -> None:
    """Sees that there is a folder at `path`."""
    try:
        os.mkdir(path)
    except FileExistsError:
        pass
    except FileNotFoundError:
        os.makedirs(path, exist_ok=True)


def written(path: str, content: bytes) -> os.stat_result:
    """Writes the file at `path` anew: as there are so many, in the fewest steps."""
    file = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_CLOEXEC, 0o666)
    try:
        while content:
            content = content[os.write(file, content) :]
        return os.fstat(file)
    finally:
        os.close(file)


def state_of(found: os.stat_result) -> tuple[int, int]:
    """What tells that a file is as it was made: its size in bytes and its time of change in nanoseconds."""
    return found.st_size, found.st_mtime_ns


def linked(site: Path, folder: Path, files: Files) -> bool:
    """Whether all `files` stand in `site` as they were made, and now in `folder`, too. Else none stands there."""
    done = []
    try:
        for name, *state in files:
            make_folder(os.path.dirname(f"{folder}/{name}"))
            os.link(f"{site}/{name}", f"{folder}/{name}")
            done.append(f"{folder}/{name}")
            # Of what was taken, as another build may replace the site meanwhile.
            if state_of(os.stat(f"{folder}/{name}")) != tuple(state):
                break
        else:
            return True
    except OSError:
        pass
    # Otherwise what is made anew would be written into the file that the site has.
    for path in done:
        os.unlink(path)
    return False


def pruned(tree: Path, right: Mapping[str, Files]) -> set[str]:
    """Deletes all of `tree` but the files of the units that are `right`, each as it was made. Gives the names of these."""
    wanted = {name for files in right.values() for name, _, _ in files}
    tops = _folders(tree)
    below = [folder for top in tops for folder in _folders(top)]
    tasks: list[Callable[[], set[str] | None]] = [
        *(partial(_clear, tree, group, wanted) for group in sliced(below, len(below) // _GROUPS + 1)),
        *(partial(_spoiled, tree, group) for group in sliced([*right.items()], _UNITS_AT_ONCE)),
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


def _spoiled(tree: Path, units: Iterable[tuple[str, Files]]) -> set[str]:
    """The names of those of `units` whose files do not all stand in `tree` as they were made."""
    return {unit for unit, files in units if not all(_stands(f"{tree}/{name}", state) for name, *state in files)}


def _stands(path: str, state: list[int]) -> bool:
    try:
        return state_of(os.lstat(path)) == tuple(state)
    except OSError:
        return False


def merge(tree: Path, folder: Path) -> None:
    """Puts all of `folder` into `tree`, and that in its place."""
    for path in folder.rglob("*"):
        if not path.is_dir():
            place = tree / path.relative_to(folder)
            place.parent.mkdir(parents=True, exist_ok=True)
            path.replace(place)
    shutil.rmtree(folder)
    tree.rename(folder)
