"""Runs of figures and foreign letters inside right-to-left text, isolated so that they keep their own order.

Without it the Unicode bidirectional algorithm shows 2021-2025 after Arabic letters as 2025-2021.
"""

import re
import xml.etree.ElementTree as etree
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.inlinepatterns import InlineProcessor
from markupsafe import Markup, escape

RUN = (
    r"\(?[A-Za-z][A-Za-z0-9’'&./:@_\-]*(?: [A-Za-z0-9][A-Za-z0-9’'&./:@_\-]*)*\)?"
    r"|\d+(?:[ ]?[\-–—/.:,][ ]?\d+)+%?|\d+%"
)
_RUN = re.compile(RUN)
_START, _END = "\u2066", "\u2069"


def isolated(text: str) -> Markup:
    """`text` escaped, each run of figures or Latin letters in a `bdi` element."""
    parts = []
    last = 0
    for match in _RUN.finditer(text):
        parts += [escape(text[last : match.start()]), Markup('<bdi dir="ltr">{}</bdi>').format(match[0])]
        last = match.end()
    return Markup("").join([*parts, escape(text[last:])])


def isolated_plain(text: str) -> str:
    """`text` with the same runs between the Unicode isolate characters, for titles and attributes."""
    return _RUN.sub(lambda match: f"{_START}{match[0]}{_END}", text)


class _Isolate(InlineProcessor):
    def handleMatch(self, m: re.Match[str], data: str) -> tuple[etree.Element, int, int]:  # type: ignore[override] # noqa: N802
        element = etree.Element("bdi", dir="ltr")
        element.text = m.group(0)
        return element, m.start(0), m.end(0)


class IsolateExtension(Extension):
    """Markdown extension that isolates runs of figures and Latin letters."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # Below every other inline pattern: links, code and automatic links are then already taken out.
        md.inlinePatterns.register(_Isolate(RUN, md), "isolate", 5)


def makeExtension(**options: Any) -> IsolateExtension:  # noqa: N802
    """Entry point by which Markdown finds the extension."""
    return IsolateExtension(**options)
