"""The pages made from records, as files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from functools import partial
from hashlib import sha256

from ogp.exports.promises import page_anchors
from ogp.exports.units import Made, Unit
from ogp.rendering.filling import generated
from ogp.rendering.frame import Frame, way_up
from ogp.rendering.renderer import Renderer
from ogp.site.pages import Page

Frames = Mapping[tuple[str, str], Frame]
"""The frames by language and by address of the section."""


def units(pages: Iterable[Page], renderers: Mapping[str, Renderer], frames: Frames) -> Iterator[Unit]:
    """The pages in every language. Of each its anchors are told, and the day on which it was last changed."""
    stands_for = {key: sha256(frame.text.encode()).hexdigest() for key, frame in frames.items()}
    for page in pages:
        given = [page.identity, *(stands_for[language, page.section] for language in renderers)]
        yield Unit(page.address, "\n".join(given), partial(_page, page, renderers, frames))


def _page(page: Page, renderers: Mapping[str, Renderer], frames: Frames) -> Made:
    files = []
    for language, renderer in renderers.items():
        html, body = whole(renderer, page, frames[language, page.section])
        files.append((f"{renderer.local(page.address)}index.html", html.encode()))
    day = page.view.updated
    # What stands beside a page is made next, and its embed says the same.
    if not any(page.address in renderer.embeds for renderer in renderers.values()):
        page.said.forget()
    # In every language it has the same anchors.
    return Made(files, (page_anchors(body), day))


def whole(renderer: Renderer, page: Page, frame: Frame, notice: str = "") -> tuple[str, str]:
    """The HTML of `page` in its frame, with a `notice` before it, and that of its body alone."""
    filling = replace(generated(renderer, page), notice=notice)
    html = frame.filled(way_up(renderer.local(page.address)), page.address, filling)
    return html, filling.body
