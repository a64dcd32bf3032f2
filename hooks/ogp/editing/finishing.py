"""The last step of an edit by another program: former lines, the day, and notes on what changed."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from ogp.exports.differences_report import sentence
from ogp.loading.differences import Difference, Kind, differences, read_state
from ogp.loading.drafts import write_note
from ogp.loading.house_style import written
from ogp.loading.layout import DATA, FileKind, kind_of
from ogp.loading.restoring import UnreadableError, comments, restored
from ogp.loading.yaml_source import read_yaml
from ogp.records.base import FieldChange
from ogp.translation import Translator


def finish(root: Path, base: Path, day: date, translators: Mapping[str, Translator]) -> tuple[str, ...]:
    """Finishes the records of the project at `root` that differ from the folder `base`, and gives the files that it wrote.

    A record keeps the lines that it had in `base` wherever it says the same; a new one has the form of the house and
    `day` as that of its last update. Changes that no note tells get a draft in each language of `translators`. Files
    in which comments stand that `base` lacks were written by hand: their lines stay.
    """
    data = root / DATA
    changed = {path for path in sorted(data.rglob("*.yaml")) if _restore(path, data, base, day, translators)}
    for one in differences(read_state(base), read_state(data)):
        if not one.noted:
            write_note(root, one, day, {code: sentence(one, own) for code, own in translators.items()})
            changed.add(root / one.file)
    return tuple(sorted(path.relative_to(root).as_posix() for path in changed))


def _restore(path: Path, data: Path, base: Path, day: date, translators: Mapping[str, Translator]) -> bool:
    name = path.relative_to(data)
    found = kind_of(name.as_posix())
    new = path.read_text(encoding="utf-8")
    former = base / name
    old = former.read_text(encoding="utf-8") if former.exists() else None
    if not found or new == old or comments(new) - comments(old or ""):
        return False
    try:
        result = restored(found[0], old, _undrafted(found[0], new, old or "", translators), day=day)
    except UnreadableError:
        return False
    path.write_text(result, encoding="utf-8")
    return result != new


def _undrafted(kind: FileKind, new: str, old: str, translators: Mapping[str, Translator]) -> str:
    """`new` without the notes that `old` lacks and that are still as they were drafted: an edit after them makes them
    tell too little, and they are drafted anew."""
    value, _, problems = read_yaml("", new.encode())
    records = value if isinstance(value, tuple) else (value,)
    if problems or not all(isinstance(record, Mapping) for record in records):
        return new
    told = [note for record in _records(old) for note in record.get("changes") or ()]
    kept = tuple(
        {
            **record,
            "changes": tuple(
                note for note in record["changes"] if note in told or not _drafted(kind, note, translators)
            ),
        }
        if isinstance(record.get("changes"), tuple)
        else record
        for record in records
    )
    return new if kept == records else "\n".join(written(kept if isinstance(value, tuple) else kept[0], 0))


def _records(text: str) -> tuple[Any, ...]:
    value = read_yaml("", text.encode())[0]
    return value if isinstance(value, tuple) else (value,) if isinstance(value, Mapping) else ()


def _drafted(kind: FileKind, note: Any, translators: Mapping[str, Translator]) -> bool:
    """Whether `note` says of its fields what a draft says of them."""
    try:
        fields = tuple(FieldChange.model_validate(change) for change in note["fields"])
        said = {code: " ".join(note["text"][code].split()) for code in translators}
    except (KeyError, TypeError, ValueError, AttributeError):
        return False
    one = Difference(kind=str(getattr(kind.type, "kind", "")), id="", file="", what=Kind.CHANGED, fields=fields)
    return all(said[code] == " ".join(sentence(one, own).split()) for code, own in translators.items())
