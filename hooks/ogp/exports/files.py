"""How files are written."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import orjson


def write_files(folder: Path, files: Mapping[str, bytes]) -> None:
    """Writes `files`, by their paths in there, into `folder`."""
    for name, content in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def json_file(value: Any) -> bytes:
    """`value` as JSON that people can read too."""
    return orjson.dumps(value, option=orjson.OPT_INDENT_2 | orjson.OPT_APPEND_NEWLINE)
