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

HEAD, PATH, BODY = Markup("\x03"), Markup("\x04"), Markup("\x05")
"""Stand for what the head of the page tells of it, the way to it, and the page itself."""


def way_up(path: str) -> str:
    """From the page at `path` to the site's root, as it stands before the address of a link."""
    return "../" * path.count("/")


def based(html: str, base: str) -> str:
    """`html` with `base` before the address of every link; where that is nothing, the root itself is this folder."""
    return html.replace(BASE, base) if base else html.replace(f'"{BASE}"', '"./"').replace(BASE, "")


@dataclass(frozen=True, slots=True)
class Filling:
    """What fills a frame: the head's tags, the way to the page, and its body, all as HTML."""

    head: str
    path: str
    body: str


@dataclass(frozen=True, slots=True)
class Frame:
    """The HTML `text` of a frame, printed for the page at `address` within its language."""

    text: str
    address: str
    _pieces: dict[tuple[str, bool], list[str]] = field(default_factory=dict, repr=False, compare=False)

    def filled(self, base: str, address: str, filling: Filling) -> str:
        """The page at `address` within its language; `base` leads from it to the site's root."""
        head, path, body, end = self._cut(base, address == self.address)
        pieces = (
            head.replace(ADDRESS, address), based(filling.head, base), path.replace(ADDRESS, address), filling.path,
            body.replace(ADDRESS, address), filling.body, end.replace(ADDRESS, address),
        )  # fmt: skip
        return "".join(pieces)

    def _cut(self, base: str, own: bool) -> list[str]:
        key = base, own
        if key not in self._pieces:
            text = based(self.text, base).replace(CURRENT, "page" if own else "true")
            before, rest = text.split(HEAD)
            between, rest = rest.split(PATH)
            self._pieces[key] = [before, between, *rest.split(BODY)]
        return self._pieces[key]
