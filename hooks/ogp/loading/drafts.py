"""Drafts of notes on changes, written into the files of the records without touching anything else in them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

from ogp.loading.differences import Difference, Kind
from ogp.loading.house_style import written
from ogp.loading.yaml_source import read_yaml


def write_note(root: Path, difference: Difference, day: date, sentences: Mapping[str, str]) -> None:
    """Adds a note of `day` on `difference` to its record in the project at `root`, and makes the day that of its last update.
    A new record gets the day as that of its publication.

    `sentences` tells the change in each language of the site.
    """
    path = root / difference.file
    text = path.read_text(encoding="utf-8")
    lines = text.split("\n")
    values, marks, _ = read_yaml(difference.file, text.encode())
    many = isinstance(values, tuple)
    index = next(place for place, value in enumerate(values) if value.get("id") == difference.id) if many else None
    record = () if index is None else (index,)
    indent = "  " if many else ""
    start = marks.of(record)[0] - 1
    end = marks.of((index + 1,))[0] - 1 if index is not None and index + 1 < len(values) else len(lines)
    while not lines[end - 1].strip():
        end -= 1
    if difference.what is Kind.ADDED:
        _set_updated(lines, start, end, day)
        place = marks.keys[(*record, "updated")][0] - 1
        lines[place:place] = [f"{lines[place].partition('updated')[0].replace('-', ' ')}published: {day.isoformat()}"]
        path.write_text("\n".join(lines), encoding="utf-8")
        return
    note = _note(difference, day, sentences)
    key = marks.keys.get((*record, "changes"))
    if key:
        end = _end_of_block(lines, key[0], end, indent)
    else:
        note = ["changes:", *note]
    lines[end:end] = [f"{indent}{line}" if line else "" for line in note]
    _set_updated(lines, start, end, day)
    path.write_text("\n".join(lines), encoding="utf-8")


def add_suggestions(root: Path, file: str, suggestions: Sequence[Mapping[str, Any]], people: int, day: date) -> None:
    """Adds `suggestions` to what the consultation in `file` received, and notes how many people took part.

    Nothing else in the file changes but the day of its last update.
    """
    path = root / file
    lines = path.read_text(encoding="utf-8").rstrip("\n").split("\n")
    _, marks, _ = read_yaml(file, path.read_bytes())
    received, held = marks.keys.get(("received",)), marks.keys.get(("received", "suggestions"))
    items = written(tuple(suggestions), 4) if suggestions else []
    if received is None:
        lines += ["", *written({"received": {"submitters": str(people), "suggestions": list(suggestions)}}, 0)]
    else:
        end = _end_of_block(lines, (held or received)[0], len(lines), "  " if held else "")
        lines[end:end] = ([] if held or not items else ["  suggestions:"]) + items
        count = marks.keys.get(("received", "submitters"))
        place = count[0] - 1 if count else received[0]
        lines[place : place + bool(count)] = [f"  submitters: {people}"]
    _set_updated(lines, 0, len(lines), day)
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")


def _end_of_block(lines: Sequence[str], after: int, end: int, indent: str) -> int:
    """The line behind the block that the key in the line before `after` opens."""
    last = after
    for number in range(after, end):
        line = lines[number]
        if line.strip() and not line.startswith((f"{indent} ", f"{indent}- ")):
            break
        if line.strip():
            last = number + 1
    return last


def _note(difference: Difference, day: date, sentences: Mapping[str, str]) -> list[str]:
    note: dict[str, Any] = {"date": day.isoformat(), "text": {"original": [*sentences], **sentences}}
    if difference.fields:
        note["fields"] = [change.model_dump(exclude_none=True) for change in difference.fields]
    return written((note,), 2)


def _set_updated(lines: list[str], start: int, end: int, day: date) -> None:
    for number in range(start, end):
        if re.match(r"(- |  )?updated: ", lines[number]):
            lines[number] = re.sub(r"updated: .*", f"updated: {day.isoformat()}", lines[number])
            return
