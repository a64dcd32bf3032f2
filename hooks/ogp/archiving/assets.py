"""What pages load, made so that it works from a disk: from there browsers load no module, and not each of them a font."""

import re
from base64 import b64encode
from pathlib import Path

_IMPORTED = re.compile(r'(?<=[ (])"\./([\w-]+\.js)"')
_FONT = re.compile(r'url\("([^":]+\.woff2)"\)')


def script(path: Path) -> str:
    """The script at `path`, which is a module, as one that is none: what it imports stands in it."""
    return f'"use strict";\n{{\n{_whole(path)}}}\n'


def _whole(path: Path) -> str:
    def inside(match: re.Match[str]) -> str:
        return f'"{_data(_whole(path.with_name(match[1])).encode(), "text/javascript")}"'

    return _IMPORTED.sub(inside, path.read_text(encoding="utf-8"))


def style(path: Path) -> str:
    """The stylesheet at `path` with its fonts in it."""

    def inside(match: re.Match[str]) -> str:
        return f'url("{_data((path.parent / match[1]).read_bytes(), "font/woff2")}")'

    text = _FONT.sub(inside, path.read_text(encoding="utf-8"))
    # A font that is not loaded before the page is would never be shown.
    return text.replace("font-display: optional", "font-display: block")


def _data(content: bytes, media: str) -> str:
    return f"data:{media};base64,{b64encode(content).decode()}"
