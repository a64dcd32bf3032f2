"""The pages made from records, as files."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path

from ogp.exports.promises import page_anchors
from ogp.rendering.filling import generated
from ogp.rendering.frame import Frame, way_up
from ogp.rendering.renderer import Renderer
from ogp.site.pages import Page

Frames = Mapping[tuple[str, str], Frame]
"""The frames by language and by address of the section."""

Anchors = Mapping[str, frozenset[str]]
"""The anchors of pages by address."""

_AT_ONCE = 40
"""How many pages a process takes at a time; fewer pages are not worth a process."""


def tasks(
    folder: Path, pages: Iterable[Page], renderers: Mapping[str, Renderer], frames: Frames
) -> list[Callable[[], Anchors]]:
    """What writes `pages` in every language into `folder`, some at a time, and gives the anchors of these."""
    todo = list(pages)
    # The languages of a page go together, so that what they have in common is worked out once.
    groups = [todo[start : start + _AT_ONCE] for start in range(0, len(todo), _AT_ONCE)]
    return [partial(_write, folder, group, renderers, frames) for group in groups]


def _write(folder: Path, group: list[Page], renderers: Mapping[str, Renderer], frames: Frames) -> Anchors:
    anchors: dict[str, frozenset[str]] = {}
    for page in group:
        for language, renderer in renderers.items():
            html, own = whole(renderer, page, frames[language, page.section])
            anchors.setdefault(page.address, own)
            path = folder / renderer.local(page.address) / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
        page.forget()
    return anchors


def whole(renderer: Renderer, page: Page, frame: Frame, notice: str = "") -> tuple[str, frozenset[str]]:
    """`page` in its frame, with a `notice` before it, and its anchors."""
    filling = replace(generated(renderer, page), notice=notice)
    html = frame.filled(way_up(renderer.local(page.address)), page.address, filling)
    return html, page_anchors(filling.body)
