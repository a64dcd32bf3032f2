"""The lists of fields in the guides for staff: what each field of each kind of record means, with an example from the records."""

import re
from collections.abc import Iterator, Sequence
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel

from ogp.loading.skeletons import inner_type
from ogp.messages import Message, message
from ogp.records.base import Record, Source
from ogp.records.document import Document
from ogp.records.text import Text
from ogp.register import Register
from ogp.site.table_shapes import ROOTS
from ogp.translation import SOURCE_LANGUAGE, Translator

_LIST = re.compile(r"(<!-- fields: (\w+) -->\n).*?(<!-- end of fields -->)", re.DOTALL)
_LONGEST = 48
_DEEPEST = 2


def file_of(language: str) -> str:
    """The guide in `language`: that in the language of the sentences is the one that repositories show."""
    return "CONTRIBUTING.md" if language == SOURCE_LANGUAGE else f"CONTRIBUTING.{language}.md"


def filled(text: str, register: Register, translate: Translator) -> str:
    """The guide `text` with the lists of fields as the records have them now, in the language of `translate`."""
    kinds = {type_.kind: type_ for type_ in ROOTS.values()}

    def table(match: re.Match[str]) -> str:
        type_ = kinds[match[2]]
        records = [record for record in register.records() if isinstance(record, type_)]
        heads = (message("Field"), message("Required"), message("What it means"), message("Example"))
        lines = [_row([translate(head) for head in heads]), "|---|---|---|---|"]
        lines += (_row(cells) for cells in _rows(type_, records, translate))
        return match[1] + "\n".join(lines) + "\n" + match[3]

    return _LIST.sub(table, text)


def write(root: Path, register: Register, translators: Sequence[Translator]) -> None:
    """Writes the lists of fields anew into the guides that the project at `root` has."""
    for translate in translators:
        path = root / file_of(translate.language)
        if path.is_file():
            path.write_text(filled(path.read_text(encoding="utf-8"), register, translate), encoding="utf-8")


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"


def _rows(type_: type[Record], records: Sequence[Any], translate: Translator) -> Iterator[list[str]]:
    for path, info, values in _fields(type_, records, ()):
        required = translate(message("yes")) if info.is_required() and len(path) == 1 else ""
        if path == ("sources",) and type_ is not Document:
            required = translate(message("yes"))
        yield [f"`{'.'.join(path)}`", required, translate(Message(info.description or "")), _example(values, translate)]


def _fields(
    type_: type[BaseModel], values: Sequence[Any], path: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], Any, list[Any]]]:
    """Each field with its path and the values that the records have there."""
    for name, info in type_.model_fields.items():
        own = [held for value in values if (held := getattr(value, name)) not in (None, ())]
        yield (*path, name), info, own
        inner = inner_type(info.annotation)
        part = (
            isinstance(inner, type)
            and issubclass(inner, BaseModel)
            and not issubclass(inner, Text | RootModel | Source)
        )
        if part and len(path) + 1 < _DEEPEST and name != "changes":
            flat = [one for held in own for one in (held if isinstance(held, tuple) else (held,))]
            yield from _fields(inner, flat, (*path, name))


def _example(values: Sequence[Any], translate: Translator) -> str:
    """One of `values` as it is written, shortly; nothing where it would say little."""
    value = values[0] if values else None
    if isinstance(value, tuple):
        value = value[0] if value else None
    if isinstance(value, Text):
        text = value.side(translate.language).text
        return " ".join(text.split())[:_LONGEST].strip() + ("…" if len(text) > _LONGEST else "")
    if value is None or (isinstance(value, BaseModel) and not isinstance(value, RootModel)):
        return ""
    plain = value.root if isinstance(value, RootModel) else value.value if isinstance(value, StrEnum) else value
    return f"`{str(plain).lower() if isinstance(plain, bool) else plain}`"
