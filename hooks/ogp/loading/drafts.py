"""Drafts of notes on changes, written into the files of the records without touching anything else in them."""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from ogp.loading.differences import Difference
from ogp.loading.yaml_source import read_yaml

_WIDTH = 120
_SHORT = 80
"""Up to this length a text stands in the line of its field."""


def write_note(root: Path, difference: Difference, day: date, sentences: Mapping[str, str]) -> None:
    """Adds a note of `day` on `difference` to its record in the project at `root`, and makes the day that of its last update.

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
    note = _note(difference, day, sentences)
    key = marks.keys.get((*record, "changes"))
    if key:
        end = _end_of_block(lines, key[0], end, indent)
    else:
        note = ["changes:", *note]
    lines[end:end] = [f"{indent}{line}" if line else "" for line in note]
    _set_updated(lines, start, end, day)
    path.write_text("\n".join(lines), encoding="utf-8")


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
    note: dict[str, Any] = {"date": day, "text": {"original": [*sentences], **sentences}}
    if difference.fields:
        note["fields"] = [change.model_dump(exclude_none=True) for change in difference.fields]
    dumped = yaml.dump([note], Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return [f"  {line}" if line else "" for line in dumped.rstrip("\n").split("\n")]


class _Dumper(yaml.SafeDumper):
    """Writes as the records are written: lists of words in one line, longer texts below their field."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else ">" if len(value) > _SHORT else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    words = all(isinstance(item, str) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=words)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)


def _set_updated(lines: list[str], start: int, end: int, day: date) -> None:
    for number in range(start, end):
        if re.match(r"(- |  )?updated: ", lines[number]):
            lines[number] = re.sub(r"updated: .*", f"updated: {day.isoformat()}", lines[number])
            return
