"""All files under data/: read, parsed, validated; every problem collected."""

import posixpath
import re
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path as FilePath
from typing import Any

from ogp.keeping import Keeper
from ogp.loading.contents import content_problem
from ogp.loading.folder import content_of, paths_in
from ogp.loading.layout import ADDRESSES_FILE, DATA, FILE_KINDS, SITE_FILE, FileKind, is_other, kind_of
from ogp.loading.marks import Entry, Marks, dotted
from ogp.loading.sentences import likely
from ogp.loading.slips import (
    KEEP_BOTH,
    address_problems,
    encoding_problem,
    link_problem,
    size_problem,
    text_problems,
)
from ogp.loading.sound import Kept, Sound, sound_files
from ogp.loading.validation import validate
from ogp.loading.yaml_source import read_yaml
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.base import Part, Path, Record
from ogp.records.site import Site
from ogp.records.text import LANGUAGES


@dataclass(frozen=True, slots=True)
class Files:
    """What was read: records as far as they can be read, the ids of those that cannot, where the values of each file stand, other
    files, and the problems.

    With what keeps `sound` files, `keys` are the names by which those would be kept that were read now, by file.
    `unknown` are the kinds of which not even the ids could be read, so that nothing can be said of references to them.
    `wrong` are, by file, the fields that are known to be wrong: the rules have nothing to add there.
    """

    entries: tuple[Entry, ...]
    broken: frozenset[tuple[str, str]]
    unknown: frozenset[str]
    marks: tuple[Marks, ...]
    others: dict[str, bytes]
    problems: tuple[Problem, ...]
    wrong: Mapping[str, frozenset[str]]
    sound: Sound | None = None
    keys: Mapping[str, str] = field(default_factory=dict)

    def fresh(self) -> "Files":
        """The files of which it is not known that they are sound, and the settings of the site."""
        if not self.sound:
            return self
        return replace(
            self,
            entries=tuple(
                entry for entry in self.entries if entry.marks.file in self.keys or isinstance(entry.record, Site)
            ),
            marks=tuple(marks for marks in self.marks if marks.file in self.keys or marks.file == _SETTINGS),
            others={path: content for path, content in self.others.items() if posixpath.join(DATA, path) in self.keys},
        )

    def keep_sound(self, with_problems: Container[str]) -> dict[str, str]:
        """Keeps the records of those fresh files that are not among the ones `with_problems`. Gives the paths of these below
        data/, each with the key of its records."""
        if not self.sound:
            return {}
        records: dict[str, list[tuple[Any, Path]]] = {file: [] for file in self.keys if file not in with_problems}
        for entry in self.entries:
            if entry.marks.file in records:
                records[entry.marks.file].append((entry.record, entry.path))
        for file, own in records.items():
            self.sound.put(self.keys[file], own)
        return {posixpath.relpath(file, DATA): self.keys[file] for file in records}

    def of(self, type_: type[Part]) -> tuple[Entry, ...]:
        """The entries whose record is of `type_`."""
        return tuple(entry for entry in self.entries if isinstance(entry.record, type_))

    @property
    def published(self) -> Mapping[str, int]:
        """The addresses of the list of those that were ever published, each with its line."""
        lines = self.others.get(ADDRESSES_FILE, b"").decode(errors="replace").splitlines()
        return {address: number for number, line in enumerate(lines, 1) if (address := line.strip()).startswith("/")}

    def is_known(self, problem: Problem) -> bool:
        """Whether `problem` stands at or inside a field that is known to be wrong."""
        return any(_is_within(problem.field, field) for field in self.wrong.get(problem.file, ()))

    def is_wrong(self, entry: Entry, path: Path) -> bool:
        """Whether anything at `path` inside the record in `entry` is known to be wrong."""
        whole = dotted((*entry.path, *path))
        return any(not whole or _is_within(wrong, whole) for wrong in self.wrong.get(entry.marks.file, ()))


def _is_within(field: str, outer: str) -> bool:
    """Whether the dotted path `field` is `outer` or stands inside it."""
    return field == outer or field.startswith((f"{outer}.", f"{outer}["))


_NONE: Mapping[str, str] = {}
_SETTINGS = posixpath.join(DATA, SITE_FILE)


def read_files(
    data: FilePath,
    keeper: Keeper | None = None,
    *,
    only: Iterable[str] | None = None,
    known: Mapping[str, str] = _NONE,
) -> Files:
    """Reads every file under the folder `data`, or `only` those at these paths in there and the settings; of those that the
    `keeper` has, the records are not read again. `known` are the keys of such records by path."""
    reader = _Reader(data, keeper, known)
    wanted = (
        ((name, (data / name).is_symlink()) for name in sorted({*only, SITE_FILE}))
        if only is not None
        else paths_in(data)
    )
    for name, is_link in wanted:
        if is_link:
            reader.problems.append(link_problem(posixpath.join(DATA, name)))
            reader.mark_unread(name)
        else:
            reader.add(name)
    reader.validate()
    if reader.sound and only is None:
        reader.sound.remember()
    return Files(
        entries=tuple(reader.entries),
        broken=frozenset(reader.broken),
        unknown=frozenset(reader.unknown),
        marks=tuple(marks for _, _, _, marks in reader.parsed.values()),
        others=reader.others,
        problems=tuple(reader.problems),
        wrong={file: frozenset(fields) for file, fields in reader.wrong.items()},
        sound=reader.sound,
        keys=reader.keys,
    )


@dataclass(frozen=True, slots=True)
class _Kept:
    """What a sound file holds, in the place of its values."""

    records: Kept


class _Reader:
    def __init__(self, data: FilePath, keeper: Keeper | None, known: Mapping[str, str]) -> None:
        self.data = data
        self.known = known
        self.sound = sound_files(data, keeper)
        self.keys: dict[str, str] = {}
        self.parsed: dict[str, tuple[FileKind, str | None, Any, Marks]] = {}
        self.entries: list[Entry] = []
        self.broken: set[tuple[str, str]] = set()
        self.unknown: set[str] = set()
        self.others: dict[str, bytes] = {}
        self.problems: list[Problem] = []
        self.wrong: dict[str, set[str]] = {}

    def mark_unread(self, path: str) -> None:
        """Notes that the record at `path`, if one stands there, is not known."""
        if found := kind_of(path):
            self._mark_broken(*found, None)

    def add(self, path: str) -> None:
        found = kind_of(path)
        name = posixpath.join(DATA, path)
        if found and (kept := self._kept(self.known.get(path))):
            self.parsed[path] = (
                *found,
                kept,
                Marks(name, read=lambda: read_yaml(name, content_of(self.data, path))[1]),
            )
            return
        content = content_of(self.data, path)
        key = self._key(path, content)
        kept = self._kept(key)
        if key and not kept:
            self.keys[name] = key
        if not found:
            if not is_other(path):
                self.problems.append(self._misplaced(path))
            elif kept is None:
                self._add_other(path, content)
            else:
                self.others[path] = content
            return
        kind, record_id = found
        if kept:
            self.parsed[path] = (kind, record_id, kept, Marks(name, read=lambda: read_yaml(name, content)[1]))
            return
        values, marks, problems = read_yaml(name, content)
        self.problems += problems
        if problems or values is None:
            self._mark_broken(kind, record_id, values)
        self.parsed[path] = (kind, record_id, values, marks)

    def _key(self, path: str, content: bytes) -> str | None:
        """The key of the records of the file, where something keeps them."""
        return self.sound.key(path, content) if self.sound and path != SITE_FILE else None

    def _kept(self, key: str | None) -> "_Kept | None":
        """The records that are kept as `key`, if a file with them is known to be sound."""
        records = self.sound.get(key) if self.sound and key else None
        return None if records is None else _Kept(records)

    def _add_other(self, path: str, content: bytes) -> None:
        file = posixpath.join(DATA, path)
        if path == ADDRESSES_FILE:
            self.problems += list(text_problems(file, content, of_conflict=KEEP_BOTH)) or address_problems(
                file, content
            )
        elif wrong := (
            size_problem(file, content) or encoding_problem(file, content) or content_problem(file, content)
        ):
            self.problems.append(wrong)
        self.others[path] = content

    def _mark_broken(self, kind: FileKind, record_id: str | None, values: Any) -> None:
        name = getattr(kind.type, "kind", "")
        if record_id:
            self.broken.add((name, record_id))
            return
        for value in values if isinstance(values, tuple) else (None,):
            if isinstance(value, dict) and isinstance(value.get("id"), str):
                self.broken.add((name, value["id"]))
            else:
                self.unknown.add(name)

    def _misplaced(self, path: str) -> Problem:
        marks = Marks(posixpath.join(DATA, path))
        if meant := kind_of(re.sub(r"\.yml$", ".yaml", path.lower().replace(" ", "-").replace("_", "-"))):
            # References to the record are right once its file has the right name.
            self._mark_broken(*meant, None)
        if path.endswith(".yml"):
            return marks.problem(
                (), message("Records end in .yaml, not .yml"), message("Rename the file to end in .yaml")
            )
        known = [kind.example for kind in FILE_KINDS]
        stems = {posixpath.splitext(name)[0]: name for name in known if "/" not in name}
        if "/" not in path and (stem := likely(posixpath.splitext(path)[0], stems)):
            fix = message("Did you mean “{likely}”?", likely=posixpath.join(DATA, stems[stem]))
        else:
            fix = message(
                "Move or rename it; names hold small Latin letters, digits and hyphens. Records stand at: {known}",
                known=", ".join(known),
            )
        return marks.problem((), message("This file is of no kind that belongs here"), fix)

    def validate(self) -> None:
        if SITE_FILE not in self.parsed:
            file = posixpath.join(DATA, SITE_FILE)
            self.problems.append(
                Marks(file).problem(
                    (), message("The file with the settings of the site is missing"), message("Restore it")
                )
            )
            return
        languages = self._languages()
        if not languages:
            return
        token = LANGUAGES.set(languages)
        try:
            for kind, record_id, values, marks in self.parsed.values():
                if isinstance(values, _Kept):
                    self.entries += [Entry(record, marks, place) for record, place in values.records]
                    continue
                if values is None:
                    if not any(problem.file == marks.file for problem in self.problems):
                        self._add_problems(validate(kind.type, None, marks).problems)
                    continue
                for record_path, value in self._records(kind, values, marks):
                    self._validate_one(kind, record_id, value, marks, record_path)
        finally:
            LANGUAGES.reset(token)

    def _languages(self) -> tuple[str, ...]:
        """The languages of the site, or () with the problems that keep them from being known."""
        _, _, values, marks = self.parsed[SITE_FILE]
        if marks.file in {problem.file for problem in self.problems} and values is None:
            return ()
        token = LANGUAGES.set(())
        try:
            problems = validate(Site, values, marks).problems
        finally:
            LANGUAGES.reset(token)
        if any(re.fullmatch(r"|languages(\[\d+\](\.code)?)?", problem.field) for problem in problems):
            self._add_problems([found for found in problems if not found.field or found.field.startswith("languages")])
            return ()
        return tuple(language["code"] for language in values["languages"])

    def _add_problems(self, problems: Iterable[Problem]) -> None:
        """Adds what validation found, but for lines whose form is already known to be wrong."""
        wrong = {(problem.file, problem.line) for problem in self.problems}
        self.problems += [problem for problem in problems if (problem.file, problem.line) not in wrong]

    def _records(self, kind: FileKind, values: Any, marks: Marks) -> Iterator[tuple[tuple[int, ...], Any]]:
        if not kind.many:
            yield (), values
        elif isinstance(values, tuple):
            yield from (((index,), value) for index, value in enumerate(values))
        else:
            self._mark_broken(kind, None, None)
            self.problems.append(
                marks.problem(
                    (),
                    message("This file holds a list of records"),
                    message("Begin each record with “- ” at the start of the line"),
                )
            )

    def _validate_one(
        self, kind: FileKind, record_id: str | None, value: Any, marks: Marks, path: tuple[int, ...]
    ) -> None:
        found = validate(kind.type, value, marks, path)
        if found.problems and (stray := self._stray(kind, value, marks)):
            self._mark_broken(kind, record_id, (value,))
            self.problems.append(stray)
            return
        self._add_problems(found.problems)
        if not isinstance(value, Mapping):
            self._mark_broken(kind, record_id, (value,))
            return
        self.wrong.setdefault(marks.file, set()).update(map(dotted, found.wrong))
        record = found.record
        if record_id and isinstance(record, Record):
            record = self._placed(record, record_id, marks)
        if isinstance(record, Record) and not isinstance(record.id, str):
            self.unknown.add(record.kind)
            return
        self.entries.append(Entry(record, marks, path))

    def _placed(self, record: Record, record_id: str, marks: Marks) -> Record:
        """`record` with the id that its file's place and name give, which it should have."""
        if isinstance(record.id, str) and record.id != record_id:
            self.problems.append(
                marks.problem(
                    ("id",),
                    message("The id “{id}” does not fit the place and name of the file", id=record.id),
                    message("Write “id: {expected}”, or move the file", expected=record_id),
                )
            )
            self.broken.add((record.kind, record.id))
        return record.model_copy(update={"id": record_id})

    def _stray(self, kind: FileKind, value: Any, marks: Marks) -> Problem | None:
        """The one problem of a file that holds a valid record of another kind."""
        for other in FILE_KINDS if kind.id else ():
            if other.id and other is not kind and not validate(other.type, value, marks).problems:
                self._mark_broken(other, None, (value,))
                return marks.problem(
                    (),
                    message("This record is of another kind than its folder holds"),
                    message("Move the file to {path}", path=posixpath.join(DATA, other.example)),
                )
        return None
