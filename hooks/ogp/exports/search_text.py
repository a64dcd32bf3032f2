"""The text of a page as it is searched: its words in order, which of them are indexed, and the places in it.

Read from the page as published, so that an excerpt is what the reader will see there.
"""

from dataclasses import dataclass, field

from lxml import html  # type: ignore[import-untyped]

LEFT_OUT = {
    "ogp-original", "ogp-source", "ogp-trace", "ogp-anchor", "ogp-translated", "ogp-history", "ogp-stepper",
    "ogp-contents", "ogp-years", "ogp-updated", "ogp-links", "ogp-steps__number", "ogp-papers", "ogp-calendar",
}  # fmt: skip
"""Classes of what is no text of the page itself: originals in the other language, sources, links to other pages,
to files and to the calendar."""

NOT_INDEXED = {"ogp-unknown", "ogp-kicker", "ogp-column"}
"""Classes of what stands on many pages alike: shown in excerpts, but no reason to find a page."""

_LEFT_OUT_TAGS = {"nav", "form", "svg", "script", "style", "button", "thead", "template", "noscript", "summary"}
_NOT_INDEXED_TAGS = {"dt", "caption", "tfoot"}
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_INLINE = {"a", "bdi", "b", "strong", "em", "i", "code", "time", "mark", "small", "abbr", "span", "sub", "sup"}

BETWEEN = "·"
"""Stands between two blocks of text."""


@dataclass(slots=True)
class Piece:
    """Words that belong together: the tag of the heading that they are, or p; whether they are indexed."""

    tag: str
    indexed: bool
    words: list[str]


@dataclass(slots=True)
class Place:
    """A part of the page with an anchor: what it is called, and its first word and the word after its last one."""

    anchor: str
    label: str
    start: int
    end: int
    level: int = 0
    """That of a heading, whose place reaches to the next one of its level or above."""


@dataclass(slots=True)
class PageText:
    """A page: all its words are those of its pieces in order."""

    pieces: list[Piece] = field(default_factory=list)
    places: list[Place] = field(default_factory=list)
    length: int = 0

    def words(self) -> list[str]:
        return [word for piece in self.pieces for word in piece.words]


def page_text(source: bytes) -> PageText:
    """The text of the published page `source`; empty where it has no article."""
    article = html.fromstring(source).find(".//article")
    reader = _Reader()
    if article is not None:
        reader.read(article, "p", True)
        reader.close()
    return reader.page


class _Reader:
    def __init__(self) -> None:
        self.page = PageText()
        self._pending: list[str] = []
        self._heading = ""

    def read(self, element: html.HtmlElement, tag: str, indexed: bool) -> None:
        own = str(element.tag)
        classes = set(element.get("class", "").split())
        if own in _LEFT_OUT_TAGS or classes & LEFT_OUT or element.get("aria-hidden") == "true":
            return
        if own in _HEADINGS:
            tag = own
        apart = own in _NOT_INDEXED_TAGS or bool(classes & NOT_INDEXED)
        block = own not in _INLINE or apart
        if block:
            self._flush(tag, indexed)
        place = self._begin(element, own)
        inside = indexed and not apart
        self._pending.append(element.text or "")
        for child in element:
            if isinstance(child.tag, str):
                self.read(child, tag, inside)
            self._pending.append(child.tail or "")
        if block:
            self._flush(tag, inside)
        if own in _HEADINGS:
            self._heading = _said(element)
        if place:
            place.end = self.page.length
            states = element.find_class("ogp-status")
            place.label = place.label or " · ".join([self._heading, *(_said(state) for state in states[:1])])

    def _flush(self, tag: str, indexed: bool) -> None:
        words = "".join(self._pending).split()
        self._pending.clear()
        if not words:
            return
        if self.page.pieces:
            words.insert(0, BETWEEN)
        self.page.pieces.append(Piece(tag, indexed, words))
        self.page.length += len(words)

    def _begin(self, element: html.HtmlElement, tag: str) -> Place | None:
        anchor = element.get("id")
        if not anchor or tag in ("article", "h1"):
            return None
        place = Place(anchor, "", self.page.length, self.page.length, int(tag[1]) if tag in _HEADINGS else 0)
        heading = element if tag in _HEADINGS else next(iter(element.iter(*_HEADINGS)), None)
        number = element.get("value") or ""
        if tag == "tr":
            head = element.find("th")
            number = " ".join(head.text_content().split()) if head is not None else ""
        if heading is not None:
            place.label = f"{number}. {_said(heading)}" if number else _said(heading)
        elif number and self._heading:
            place.label = f"{self._heading} · {number}"
        self.page.places.append(place)
        return place

    def close(self) -> None:
        """Lets the place of each heading reach to the next heading of its level or above."""
        headings = [place for place in self.page.places if place.level]
        for number, heading in enumerate(headings, 1):
            later = (other.start for other in headings[number:] if other.level <= heading.level)
            heading.end = next(later, self.page.length)


def _said(element: html.HtmlElement | None) -> str:
    """The words of a heading or a number, without the link to itself."""
    if element is None:
        return ""
    own = {link.text_content() for link in element.iter("a") if link.get("href", "").startswith("#")}
    texts = [element.text or "", *(part for child in element for part in (child.text_content(), child.tail or ""))]
    return " ".join("".join(text for text in texts if len(texts) == 1 or text not in own).split())
