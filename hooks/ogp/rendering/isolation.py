"""Runs of figures and foreign letters inside right-to-left text, isolated so that they keep their own order.

Without it the Unicode bidirectional algorithm shows 2021-2025 after Arabic letters as 2025-2021.
"""

import re
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Iterator
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

_RUN = re.compile(
    r"\(?[A-Za-z][A-Za-z0-9’'&./:@_\-]*(?: [A-Za-z0-9][A-Za-z0-9’'&./:@_\-]*)*\)?"
    r"|\d+(?:[ ]?[\-–—/.:,][ ]?\d+)+%?|\d+%"
)
_START, _END = "\u2066", "\u2069"
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "blockquote"}
_LEFT_ALONE = {"code", "pre", "bdi", "bdo"}


def is_rtl(text: str) -> bool:
    """Whether `text` holds a letter that is written from right to left."""
    return any(unicodedata.bidirectional(letter) in ("R", "AL") for letter in text)


def _pieces(text: str) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is a run to be isolated."""
    last = 0
    for match in _RUN.finditer(text):
        yield text[last : match.start()], False
        yield match[0], True
        last = match.end()
    yield text[last:], False


def isolated(text: str) -> Markup:
    """`text` escaped, each run of figures or Latin letters in a `bdi` element."""
    return Markup("").join(_element(piece) if run else escape(piece) for piece, run in _pieces(text))


def _element(run: str) -> Markup:
    marks = Markup("").join(Markup(' {}="{}"').format(*pair) for pair in _marks(run).items())
    return Markup("<bdi{}>{}</bdi>").format(marks, run)


def _marks(run: str) -> dict[str, str]:
    """Attributes of the element around `run`; figures are not broken over lines."""
    return {"dir": "ltr", "class": "ogp-figure"} if run[0].isdecimal() else {"dir": "ltr"}


def isolated_plain(text: str) -> str:
    """`text` with the same runs between the Unicode isolate characters, for titles and attributes."""
    return "".join(f"{_START}{piece}{_END}" if run else piece for piece, run in _pieces(text))


class _Isolate(Treeprocessor):
    def run(self, root: etree.Element) -> None:
        for block in root.iter():
            if block.tag in _BLOCKS and is_rtl("".join(block.itertext())):
                _isolate_in(block)


def _isolate_in(element: etree.Element) -> None:
    if element.tag in _LEFT_ALONE:
        return
    children = list(element)
    for child in reversed(children):
        if child.tag not in _BLOCKS:
            _isolate_in(child)
        child.tail = _spread(element, list(element).index(child) + 1, child.tail)
    element.text = _spread(element, 0, element.text)


def _spread(parent: etree.Element, place: int, text: str | None) -> str | None:
    """Puts the runs of `text` as elements into `parent` from `place` on; returns what stands before the first."""
    if not text or not _RUN.search(text):
        return text
    pieces = list(_pieces(text))
    new: list[etree.Element] = []
    for piece, run in pieces[1:]:
        if run:
            new.append(etree.Element("bdi", _marks(piece)))
            new[-1].text = piece
        else:
            new[-1].tail = piece
    for offset, element in enumerate(new):
        parent.insert(place + offset, element)
    return pieces[0][0]


class IsolateExtension(Extension):
    """Markdown extension that isolates runs of figures and Latin letters in right-to-left blocks."""

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        # After every other processor: attributes and the table of contents are then made.
        md.treeprocessors.register(_Isolate(md), "isolate", 1)


def makeExtension(**options: Any) -> IsolateExtension:  # noqa: N802
    """Entry point by which Markdown finds the extension."""
    return IsolateExtension(**options)
