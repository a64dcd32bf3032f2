"""Records whose texts are hostile, past the checker: every public text of a register with something put before it."""

import json
from collections.abc import Iterable, Iterator
from itertools import cycle
from pathlib import Path
from typing import Any

from pydantic import BaseModel, RootModel

from ogp.records.base import FieldChange
from ogp.records.document import Correction
from ogp.records.site import Language
from ogp.records.text import Text
from ogp.register import Register

CORPUS = Path(__file__).parent / "fuzzing/xss.json"
_PLAIN = {FieldChange: ("before", "after"), Correction: ("read", "corrected"), Language: ("name",)}
"""Public texts that are the same in every language."""


def corpus() -> list[str]:
    """What is known to run a script, or to break out of its place, somewhere. Each calls `ran(…)` or asks evil.invalid."""
    found: list[str] = json.loads(CORPUS.read_text(encoding="utf-8"))
    return found


def spoiled(register: Register, hostile: Iterable[str]) -> Register:
    """`register` with the next of `hostile`, again and again, before every text."""
    texts = cycle(hostile)
    return Register.of(
        site=_spoil(register.site, texts),
        records=[_spoil(record, texts) for record in register.records()],
        redirects=tuple(_spoil(redirect, texts) for redirect in register.redirects),
        published=register.published,
        transcripts={name: f"{next(texts)} {text}" for name, text in register.transcripts.items()},
    )


def _spoil(value: Any, texts: Iterator[str]) -> Any:
    if isinstance(value, Text):
        hostile = next(texts)
        values = {code: f"{hostile} {text}" for code, text in value.values.items()}
        return value.model_copy(update={"values": values})
    if isinstance(value, tuple):
        return tuple(_spoil(item, texts) for item in value)
    if not isinstance(value, BaseModel) or isinstance(value, RootModel):
        return value
    new = {name: _spoil(getattr(value, name), texts) for name in type(value).model_fields}
    for name in _PLAIN.get(type(value), ()):
        if new[name] is not None:
            new[name] = f"{next(texts)} {new[name]}"
    made = value.model_copy(update=new)
    made.__dict__.pop("digest", None)
    return made
