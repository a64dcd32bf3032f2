"""What differs between two states of data/: record by record and field by field, however the files are written."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from pathlib import Path
from typing import Any

from ogp.loading.layout import DATA, FILE_KINDS, kind_of
from ogp.loading.yaml_source import read_yaml
from ogp.problems import Problem
from ogp.records.base import FieldChange, Record
from ogp.records.site import Site

Key = tuple[str, str]
"""Kind and id of a record."""

BOOKKEEPING = frozenset({"published", "updated", "changes"})
"""Fields by which a record tells of its own history: a change of theirs is none of its content."""

_TELLING = {kind.type.kind for kind in FILE_KINDS if issubclass(kind.type, Record)}
"""The kinds of records with a history of their own."""

_NAMES = ("id", "number", "document", "organization", "field", "date")
"""By the first of these that they have, the items of a list are known again."""


_PARAGRAPH = re.compile(r"\n\s*\n|\n(?=- )")
_LEFT_OUT = "[…]"


class Kind(StrEnum):
    """What happened to a record."""

    ADDED = "added"
    REMOVED = "removed"
    CHANGED = "changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Difference:
    """How one record differs: `fields` of a changed one, and whether its history tells it: by a new note, or, of a record that
    came after the launch, by the day of its publication."""

    kind: str
    id: str
    file: str
    what: Kind
    fields: tuple[FieldChange, ...] = ()
    noted: bool = True


@dataclass(frozen=True, slots=True)
class State:
    """The records of one state of data/, as written: file and values of each."""

    records: Mapping[Key, tuple[str, Mapping[str, Any]]]
    problems: tuple[Problem, ...]


def read_state(data: Path) -> State:
    """Reads the folder `data`. Files that cannot be read are left out, and told in the problems."""
    records: dict[Key, tuple[str, Mapping[str, Any]]] = {}
    problems: list[Problem] = []
    for path in sorted(data.rglob("*.yaml")):
        name = path.relative_to(data).as_posix()
        found = kind_of(name)
        if not found:
            continue
        kind, record_id = found
        file = f"{DATA}/{name}"
        values, _, wrong = read_yaml(file, path.read_bytes())
        problems += wrong
        type_name = str(getattr(kind.type, "kind", ""))
        for value in values if isinstance(values, tuple) else (values,):
            if isinstance(value, Mapping):
                own = record_id or value.get("id") or value.get("old") or type_name
                records[type_name, str(own)] = (file, value)
    return State(records, tuple(problems))


def differences(before: State, after: State) -> tuple[Difference, ...]:
    """How each record of `after` differs from what it was `before`, by kind and id; those that do not are left out."""
    return tuple(_differences(before.records, after.records))


def _differences(before: Mapping[Key, Any], after: Mapping[Key, Any]) -> Iterator[Difference]:
    _, site = after.get((Site.kind, Site.kind), ("", {}))
    launched = str(site.get("launched") or "")
    for kind, id_ in sorted({*before, *after}):
        old_file, old = before.get((kind, id_), ("", None))
        file, new = after.get((kind, id_), (old_file, None))
        if old is None or new is None:
            what = Kind.ADDED if old is None else Kind.REMOVED
            late = old is None and kind in _TELLING and str(new.get("updated") or "") > launched
            yield Difference(kind=kind, id=id_, file=file, what=what, noted=not late or "published" in new)
            continue
        fields = tuple(_changes(_content(old), _content(new), ""))
        if fields:
            noted = kind not in _TELLING or any(
                note not in (old.get("changes") or ()) for note in new.get("changes") or ()
            )
            yield Difference(kind=kind, id=id_, file=file, what=Kind.CHANGED, fields=fields, noted=noted)


def _content(record: Mapping[str, Any]) -> dict[str, Any]:
    return {field: value for field, value in record.items() if field not in BOOKKEEPING}


def _changes(old: Any, new: Any, path: str) -> Iterator[FieldChange]:
    if old == new:
        return
    if isinstance(old, Mapping) or isinstance(new, Mapping):
        ours, theirs = (value if isinstance(value, Mapping) else {} for value in (old, new))
        for name in dict.fromkeys((*ours, *theirs)):
            yield from _changes(ours.get(name), theirs.get(name), f"{path}.{name}".lstrip("."))
    elif isinstance(old, tuple) or isinstance(new, tuple):
        for name, one, other in _paired(_listed(old), _listed(new)):
            yield from _changes(one, other, f"{path}[{name}]" if name else path)
    else:
        before, after = _passages(_said(old), _said(new))
        if before != after:
            yield FieldChange(field=path, before=before, after=after)


def _listed(value: Any) -> tuple[Any, ...]:
    return value if isinstance(value, tuple) else () if value is None else (value,)


def _passages(old: str | None, new: str | None) -> tuple[str | None, str | None]:
    """Of two longer texts only the paragraphs from the first that differs to the last, with a mark for what is left out."""
    if old is None or new is None:
        return old, new
    ours, theirs = ([_unbroken(part) for part in _PARAGRAPH.split(text)] for text in (old, new))
    start, stop = 0, 0
    while start < min(len(ours), len(theirs)) and ours[start] == theirs[start]:
        start += 1
    while stop < min(len(ours), len(theirs)) - start and ours[-1 - stop] == theirs[-1 - stop]:
        stop += 1
    return _cut(ours, start, stop), _cut(theirs, start, stop)


def _unbroken(paragraph: str) -> str:
    """`paragraph` without the line breaks at which its editor wrapped it."""
    return " ".join(paragraph.split())


def _cut(paragraphs: list[str], start: int, stop: int) -> str:
    kept = paragraphs[start : len(paragraphs) - stop]
    return "\n\n".join((*([_LEFT_OUT] if start else []), *kept, *([_LEFT_OUT] if stop else [])))


def _said(value: Any) -> str | None:
    return None if value is None else str(value).strip()


def _paired(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[str, Any, Any]]:
    """The items of two lists that are the same item, each with its name; None where it is new or gone.

    Single values have no name: they are there or not. Items without a name of their own are paired by their order.
    """
    if all(not isinstance(item, Mapping) for item in (*old, *new)):
        yield from (("", item, None) for item in old if item not in new)
        yield from (("", None, item) for item in new if item not in old)
        return
    ours, theirs = named(old), named(new)
    if ours is not None and theirs is not None:
        for name in dict.fromkeys((*ours, *theirs)):
            yield name, ours.get(name), theirs.get(name)
        return
    matcher = SequenceMatcher(a=[repr(item) for item in old], b=[repr(item) for item in new], autojunk=False)
    for _, a, b, c, d in matcher.get_opcodes():
        for step in range(max(b - a, d - c)):
            one = old[a + step] if a + step < b else None
            other = new[c + step] if c + step < d else None
            yield str((a if other is None else c) + step + 1), one, other


def named(items: Sequence[Any]) -> dict[str, Any] | None:
    """`items` by a name that none shares with another; None where they have no such names."""
    for field in _NAMES:
        if not all(isinstance(item, Mapping) and item.get(field) for item in items):
            continue
        found = {
            f"{item['milestone']}.{item[field]}" if item.get("milestone") else str(item[field]): item for item in items
        }
        if len(found) == len(items):
            return found
    return None
