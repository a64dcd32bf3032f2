"""A JSON Schema for each kind of file under data/, for editors: fields described in every language of the site."""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter

from ogp.loading.layout import FILE_KINDS, FileKind
from ogp.messages import Message
from ogp.records.text import LANGUAGES
from ogp.translation import Translator

FOLDER = "schemas"
"""Name of the project's folder of schemas."""

_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def schemas(languages: tuple[str, ...], translators: Sequence[Translator]) -> dict[str, str]:
    """File name and content of the schema of each kind; descriptions as the `translators` say them, one a line."""
    token = LANGUAGES.set(languages)
    try:
        return {f"{kind.type.kind}.json": _content(kind, translators) for kind in FILE_KINDS}  # type: ignore[attr-defined]
    finally:
        LANGUAGES.reset(token)


def write(root: Path, languages: tuple[str, ...], translators: Sequence[Translator]) -> None:
    """Writes the schemas of the project at `root` and deletes those of kinds that are no more."""
    folder = root / FOLDER
    folder.mkdir(exist_ok=True)
    files = schemas(languages, translators)
    for path in folder.glob("*.json"):
        if path.name not in files:
            path.unlink()
    for name, content in files.items():
        (folder / name).write_text(content, encoding="utf-8")


def described_schema(type_: Any, languages: Sequence[str], translators: Sequence[Translator]) -> dict[str, Any]:
    """The schemas of the record `type_` and of its parts by name, as components of an OpenAPI document."""
    parts = _parts(type_, tuple(languages))
    return {name: _described(_undocumented(part), translators) for name, part in parts.items()}


@cache
def _parts(type_: Any, languages: tuple[str, ...]) -> Mapping[str, Any]:
    token = LANGUAGES.set(languages)
    try:
        made: dict[str, Any] = TypeAdapter(type_).json_schema(ref_template="#/components/schemas/{model}")
    finally:
        LANGUAGES.reset(token)
    parts: dict[str, Any] = made.pop("$defs", {})
    return parts | {type_.__name__: made}


def _content(kind: FileKind, translators: Sequence[Translator]) -> str:
    shape: Any = tuple[kind.type, ...] if kind.many else kind.type  # type: ignore[name-defined]
    made = TypeAdapter(shape).json_schema()
    parts = {name: _described(_undocumented(part), translators) for name, part in made.get("$defs", {}).items()}
    schema = {"$schema": _DIALECT, "$defs": parts} | _described(_undocumented(made), translators)
    return json.dumps(schema, ensure_ascii=False, indent=2) + "\n"


def _undocumented(part: Any) -> Any:
    """`part` without the docstring of its class: that speaks to programmers, fields speak to staff."""
    return {key: value for key, value in part.items() if key != "description"}


def _described(value: Any, translators: Sequence[Translator]) -> Any:
    if isinstance(value, list):
        return [_described(inner, translators) for inner in value]
    if not isinstance(value, dict):
        return value
    described = {key: _described(inner, translators) for key, inner in value.items() if key != "$defs"}
    if isinstance(value.get("description"), str):
        said = dict.fromkeys(translate(Message(value["description"])) for translate in translators)
        described["description"] = "\n".join(said)
    return described
