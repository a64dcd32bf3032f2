"""The whole of data/: from files to the register, or to the list of all problems."""

import gc
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from ogp.keeping import Keeper
from ogp.loading.files import Files, read_files
from ogp.loading.rules import RULES, RULES_OF_A_FILE
from ogp.loading.sound import looked_up
from ogp.problems import Problem, limited
from ogp.processes import shared, sliced
from ogp.records.base import Part
from ogp.records.base import Path as FieldPath
from ogp.records.redirect import Redirect
from ogp.records.site import Site
from ogp.register import Register


@dataclass(frozen=True, slots=True)
class Loaded:
    """The register, or None with every problem in the order of files and lines."""

    register: Register | None
    problems: tuple[Problem, ...]
    files: Files

    def locate(self, record: Part, path: FieldPath, within: str = "") -> tuple[str, int, int]:
        """File, line and column of the place at `path` inside `record`, or of a passage `within` the text there."""
        entry = next(entry for entry in self.files.entries if entry.record is record)
        return entry.marks.file, *entry.marks.of_passage((*entry.path, *path), within)


def load(data: Path, keeper: Keeper | None = None) -> Loaded:
    """Reads and checks everything under the folder `data`; what the `keeper` has of it need not be read again."""
    with uncollected():
        return _load(data, keeper, _read_ahead(data, keeper) if keeper else {})


_AT_ONCE = 10
"""How many files a process reads at a time."""


def _read_ahead(data: Path, keeper: Keeper) -> Mapping[str, str]:
    """Has the sound ones among the files that are not known read in several processes: afterwards the `keeper` has them. The
    others, of which most times there are few, are read again with all that is known of the rest. Gives the paths of the files
    that are known now, each with the key of its records."""
    known, unknown = looked_up(data, keeper)
    groups = sliced(unknown, _AT_ONCE)
    if len(groups) > 1:
        for kept in shared([partial(_keep_sound, data, keeper, group) for group in groups]):
            known |= kept
    return known


def _keep_sound(data: Path, keeper: Keeper, paths: Sequence[str]) -> dict[str, str]:
    files = read_files(data, keeper, only=paths)
    if not files.entries:
        return {}
    return files.keep_sound({problem.file for problem in [*files.problems, *_problems_of_each(files.fresh())]})


def _problems_of_each(files: Files) -> Iterator[Problem]:
    """What the rules that look at one file alone have to say of `files`."""
    for rule in RULES_OF_A_FILE:
        yield from (problem for problem in rule(files) if not files.is_known(problem))


@contextmanager
def uncollected() -> Iterator[None]:
    """Python looks for what nothing leads to again and again while records become more, and in vain: they lead in no circles."""
    was_enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_enabled:
            gc.enable()


def _load(data: Path, keeper: Keeper | None, known: Mapping[str, str]) -> Loaded:
    files = read_files(data, keeper, known=known)
    problems = [*files.problems]
    if files.entries:
        problems += _problems_of_each(files.fresh())
        files.keep_sound({problem.file for problem in problems})
        for rule in RULES:
            problems += (problem for problem in rule(files) if not files.is_known(problem))
    ordered = tuple(sorted(_unique(problems), key=lambda problem: problem.place))
    register = None if ordered else _register(files)
    return Loaded(register, tuple(limited(ordered)), files)


def _unique(problems: list[Problem]) -> list[Problem]:
    """`problems` without repetitions of the same sentence at the same place."""
    unique = {(problem.place, problem.field, repr(problem.message)): problem for problem in problems}
    return list(unique.values())


def _register(files: Files) -> Register:
    records = [entry.record for entry in files.entries]
    return Register.of(
        site=next(record for record in records if isinstance(record, Site)),
        records=[record for record in records if not isinstance(record, Site | Redirect)],
        redirects=tuple(record for record in records if isinstance(record, Redirect)),
        published=files.published,
        transcripts={
            path.removeprefix("documents/"): content.decode()
            for path, content in files.others.items()
            if path.startswith("documents/")
        },
    )
