"""Runs of the other direction inside a text, isolated so that they keep their own order and say their language.

Without it the Unicode bidirectional algorithm shows 2021-2025 after Arabic letters as 2025-2021.
"""

import re
import unicodedata
import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from typing import Any

from markdown import Markdown
from markdown.extensions import Extension
from markdown.treeprocessors import Treeprocessor
from markupsafe import Markup, escape

_REST = r"(?:[A-Za-z0-9’'&./:@_\-]*[A-Za-z0-9/])?"
_LATIN = rf"[A-Za-z]{_REST}(?:,?\s[A-Za-z0-9]{_REST})*"
_IN_RTL = re.compile(
    rf"\({_LATIN}\)|{_LATIN}"
    r"|\d+(?:[ ]?[\-–—/.:,][ ]?\d+)+%?|\d+%"
)
_RTL_WORD = r"[\u0590-\u060b\u060d-\u061a\u061c-\u061e\u0620-\u065f\u066e-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]+"
_IN_LTR = re.compile(rf"{_RTL_WORD}(?:[\s،؛,./\-…\[\]]+{_RTL_WORD})*")
_PHRASE = re.compile(r"[A-Za-z]{2,},? [A-Za-z]{2,}")
_START, _END = "\u2066", "\u2069"
_BLOCKS = {"p", "li", "h1", "h2", "h3", "h4", "h5", "h6", "td", "th", "dt", "dd", "blockquote"}
_LEFT_ALONE = {"code", "pre", "bdi", "bdo"}

Directed = Mapping[str, str]
"""The language of passages in each direction, “rtl” and “ltr”, where the site has just one of it."""


def is_rtl(text: str) -> bool:
    """Whether most letters of `text` are written from right to left."""
    directions = [unicodedata.bidirectional(letter) for letter in text]
    return sum(d in ("R", "AL") for d in directions) > directions.count("L")


def _pieces(text: str, rtl: bool) -> Iterator[tuple[str, bool]]:
    """`text` in pieces, each with whether it is a run to be isolated."""
    last = 0
    for match in (_IN_RTL if rtl else _IN_LTR).finditer(text):
        yield text[last : match.start()], False
        yield match[0], True
        last = match.end()
    yield text[last:], False


def isolated(text: str, rtl: bool, languages: Directed) -> Markup:
    """`text`, of the direction `rtl` or not, escaped, each run of the other direction in a `bdi` element."""
    return Markup(
        "".join(_element(piece, rtl, languages) if run else escape(piece) for piece, run in _pieces(text, rtl))
    )


def _element(run: str, rtl: bool, languages: Directed) -> Markup:
    marks = "".join(f' {name}="{escape(value)}"' for name, value in _marks(run, rtl, languages).items())
    return Markup(f"<bdi{marks}>{escape(run)}</bdi>")


def _marks(run: str, rtl: bool, languages: Directed) -> dict[str, str]:
    """Attributes of the element around `run`. Figures are not broken over lines; a lone Latin word may be a mere name."""
    if rtl and run[0].isdecimal():
        return {"class": "ogp-figure", "dir": "ltr"}
    direction = "ltr" if rtl else "rtl"
    named = direction in languages and (not rtl or _PHRASE.search(run))
    return {"dir": direction} | ({"lang": languages[direction]} if named else {})


def isolated_plain(text: str) -> str:
    """`text` of a right-to-left language with its runs between Unicode isolates, for titles and attributes."""
    return "".join(f"{_START}{piece}{_END}" if run else piece for piece, run in _pieces(text, True))


class _Isolate(Treeprocessor):
    def __init__(self, md: Markdown, base: str, languages: Directed) -> None:
        super().__init__(md)
        self.base = base
        self.languages = languages

    def run(self, root: etree.Element) -> None:
        for block in list(root.iter()):
            if block.tag in _BLOCKS:
                rtl = self.base == "rtl" if self.base else is_rtl("".join(block.itertext()))
                self._isolate_in(block, rtl)

    def _isolate_in(self, element: etree.Element, rtl: bool) -> None:
        if element.tag in _LEFT_ALONE or element.get("lang"):
            return
        for place in range(len(element) - 1, -1, -1):
            child = element[place]
            if child.tag not in _BLOCKS:
                self._isolate_in(child, rtl)
            child.tail = self._spread(element, place + 1, child.tail, rtl)
        element.text = self._spread(element, 0, element.text, rtl)

    def _spread(self, parent: etree.Element, place: int, text: str | None, rtl: bool) -> str | None:
        """Puts the runs of `text` as elements into `parent` from `place` on; returns what stands before the first."""
        if not text:
            return text
        pieces = list(_pieces(text, rtl))
        new: list[etree.Element] = []
        for piece, run in pieces[1:]:
            if run:
                new.append(etree.Element("bdi", _marks(piece, rtl, self.languages)))
                new[-1].text = piece
            else:
                new[-1].tail = piece
        for offset, element in enumerate(new):
            parent.insert(place + offset, element)
        return pieces[0][0]


class IsolateExtension(Extension):
    """Markdown extension that isolates runs of the other direction.

    Options `rtl` and `ltr` name the languages of passages in each direction; `base` is the direction of the text,
    otherwise that of most letters of each paragraph.
    """

    def __init__(self, **options: Any) -> None:
        self.config = {
            "base": ["", "Direction of the text, “rtl” or “ltr”"],
            "rtl": ["", "Language of right-to-left passages in left-to-right text"],
            "ltr": ["", "Language of left-to-right passages in right-to-left text"],
        }
        super().__init__(**options)

    def extendMarkdown(self, md: Markdown) -> None:  # noqa: N802
        options = self.getConfigs()
        languages = {direction: options[direction] for direction in ("rtl", "ltr") if options[direction]}
        # After every other processor: attributes and the table of contents are then made.
        md.treeprocessors.register(_Isolate(md, options["base"], languages), "isolate", 1)


def makeExtension(**options: Any) -> IsolateExtension:  # noqa: N802
    """Entry point by which Markdown finds the extension."""
    return IsolateExtension(**options)
