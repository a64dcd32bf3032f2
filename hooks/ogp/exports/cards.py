"""The picture of each page for those who share its link, made anew only where what it says has changed."""

import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.metadata import version
from itertools import chain
from pathlib import Path

from ogp.exports.assets import style_of
from ogp.exports.store import Store, key_of
from ogp.messages import message
from ogp.records.page_head import PageHead
from ogp.rendering.renderer import Renderer
from ogp.views.cards import Card, card

WIDTH, HEIGHT = 1200, 630

_FOLDER = "cards"
"""Where the template and the stylesheet of the pictures stand in the folder of templates."""

_COLOURS = 64
"""How many are enough for two colours and the edges between them."""

_POINTS_OF_PIXEL = 0.75
_AT_ONCE = 25
_LIBRARIES = ("weasyprint", "pydyf", "pypdfium2", "pillow")


@dataclass(frozen=True, slots=True)
class _Order:
    """A picture to be drawn: what it shows as HTML, the stylesheet, and the folder in which that looks for its fonts."""

    html: str
    style: str
    folder: Path


def make(
    root: Path, renderers: Mapping[str, Renderer], written: Mapping[str, Mapping[str, PageHead]], store: Store
) -> dict[str, str]:
    """Has `store` make the pictures that it lacks of all pages of the project at `root`, and gives the key of each by address;
    `written` are the heads of the hand-written ones."""
    keys: dict[str, str] = {}
    there: set[str] = set()

    def orders() -> Iterator[tuple[str, _Order]]:
        for code, renderer in renderers.items():
            for address, key, order in _orders(root, renderer, written[code]):
                keys[address] = key
                yield key, order

    store.filled(
        orders(),
        _drawn,
        lambda key, content: there.add(key),
        at_once=_AT_ONCE,
        among=sum(len(renderer.pages) + len(written[code]) for code, renderer in renderers.items()),
        what=message("Pictures for those who share a link"),
    )
    return {address: key for address, key in keys.items() if key in there}


def _orders(root: Path, renderer: Renderer, written: Mapping[str, PageHead]) -> Iterator[tuple[str, str, _Order]]:
    """Address, key and order of each picture in one language."""
    folder = root / "overrides" / _FOLDER
    style = style_of(root, folder / "card.css")
    files = [*sorted(folder.glob("../assets/fonts/*.woff2")), folder / "../assets/images/icon.svg", Path(__file__)]
    rest = [style.encode(), *(file.read_bytes() for file in files), *(version(name).encode() for name in _LIBRARIES)]
    for address, own in chain(_of_pages(renderer), _of_written(written)):
        html = renderer.card(own, address)
        yield renderer.card_address(address), key_of(html.encode(), *rest), _Order(html, style, folder)


def _of_pages(renderer: Renderer) -> Iterator[tuple[str, Card]]:
    for address, page in renderer.pages.items():
        yield address, card(page.view)
        page.said.forget()


def _of_written(written: Mapping[str, PageHead]) -> Iterator[tuple[str, Card]]:
    return ((address, Card(None, head.title)) for address, head in written.items())


def _drawn(orders: list[_Order]) -> list[bytes]:
    """The pictures as PNG: the pages of one document."""
    # The libraries take long to load, and most builds find all pictures in the store.
    from pypdfium2 import PdfDocument  # type: ignore[import-untyped]  # noqa: PLC0415
    from weasyprint import HTML  # type: ignore[import-untyped]  # noqa: PLC0415

    body = "".join(order.html for order in orders)
    html = f"<!doctype html><html><head><style>{orders[0].style}</style></head><body>{body}</body></html>"
    document = PdfDocument(HTML(string=html, base_url=f"{orders[0].folder.resolve().as_uri()}/").write_pdf())
    assert len(document) == len(orders)
    pictures = []
    for page in document:
        out = io.BytesIO()
        picture = page.render(scale=1 / _POINTS_OF_PIXEL).to_pil()
        assert picture.size == (WIDTH, HEIGHT)
        picture.quantize(_COLOURS).save(out, "png", optimize=True)
        pictures.append(out.getvalue())
    return pictures
