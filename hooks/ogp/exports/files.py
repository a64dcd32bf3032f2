"""How files are written."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

import orjson


def write_files(folder: Path, files: Iterable[tuple[str, bytes]]) -> None:
    """Writes `files`, each with its path in there, into `folder`: one after the other, so that they need not all be held."""
    for name, content in files:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def json_file(value: Any) -> bytes:
    """`value` as JSON that people can read too."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
