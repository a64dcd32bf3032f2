"""The theme's frame around pages: printed once for a section in a language, and filled for each page of it.

Its places stand in it as characters that no text may hold.
"""

from dataclasses import dataclass, field

from markupsafe import Markup

BASE = Markup("\x00")
"""Stands before the address, from the site's root, of every link."""

ADDRESS = Markup("\x01")
"""Stands for the address of the page within its language."""

CURRENT = Markup("\x02")
"""Stands for how the page that the frame was printed for is marked in the menu."""

HEAD, NOTICE, PATH, BODY = Markup("\x03"), Markup("\x04"), Markup("\x05"), Markup("\x06")
"""Stand for what the head of the page tells of it, what an editor must know first, the way to the page, and the page itself."""


def way_up(path: str) -> str:
    """From the page at `path` to the site's root, as it stands before the address of a link."""
    return "../" * path.count("/")


def based(html: str, base: str) -> str:
    """`html` with `base` before the address of every link; where that is nothing, the root itself is this folder."""
    return html.replace(BASE, base) if base else html.replace(f'"{BASE}"', '"./"').replace(BASE, "")


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a frame: the head's tags, the way to the page, and its body, all as HTML; and what stands before these."""

    head: str
    path: str
    body: str
    notice: str = ""


@dataclass(frozen=True, slots=True)
class Frame:
    """The HTML `text` of a frame, printed for the page at `address` within its language."""

    text: str
    address: str
    _pieces: dict[tuple[str, bool], list[str]] = field(default_factory=dict, repr=False, compare=False)

    def filled(self, base: str, address: str, filling: Filling) -> str:
        """The page at `address` within its language; `base` leads from it to the site's root."""
        pieces = [piece.replace(ADDRESS, address) for piece in self._cut(base, address == self.address)]
        fillings = (based(filling.head, base), filling.notice, filling.path, filling.body, "")
        return "".join(part for pair in zip(pieces, fillings, strict=True) for part in pair)

    def _cut(self, base: str, own: bool) -> list[str]:
        key = base, own
        if key not in self._pieces:
            rest = based(self.text, base).replace(CURRENT, "page" if own else "true")
            pieces = []
            for slot in (HEAD, NOTICE, PATH, BODY):
                before, rest = rest.split(slot)
                pieces.append(before)
            self._pieces[key] = [*pieces, rest]
        return self._pieces[key]
