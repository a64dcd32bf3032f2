"""The pages made from records, written in as many processes as the machine has processors."""

import multiprocessing
import os
import sys
from collections.abc import Iterable, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from ogp.exports.promises import page_anchors
from ogp.rendering.filling import generated
from ogp.rendering.frame import Frame, way_up
from ogp.rendering.renderer import Renderer
from ogp.site.pages import Page

Frames = Mapping[tuple[str, str], Frame]
"""The frames by language and by address of the section."""

_AT_ONCE = 40
"""How many pages a process takes at a time; fewer pages are not worth a process."""


@dataclass(frozen=True, slots=True)
class _Work:
    """What all processes share."""

    folder: Path
    renderers: Mapping[str, Renderer]
    frames: Frames


_shared: _Work | None = None
"""Set before the processes begin: they are copies of this one, so nothing has to be sent to them."""


def write(
    folder: Path, pages: Iterable[Page], renderers: Mapping[str, Renderer], frames: Frames
) -> dict[str, frozenset[str]]:
    """Writes `pages` in every language into `folder`; gives the anchors of each by its address."""
    global _shared  # noqa: PLW0603
    todo = [page.address for page in pages]
    _shared = _Work(folder, renderers, frames)
    # The languages of a page go together, so that what they have in common is worked out once.
    groups = [todo[start : start + _AT_ONCE] for start in range(0, len(todo), _AT_ONCE)]
    workers = min(len(groups), _processors())
    anchors: dict[str, frozenset[str]] = {}
    try:
        if workers <= 1:
            found = [_write(group) for group in groups]
        else:
            with ProcessPoolExecutor(workers, multiprocessing.get_context("fork")) as pool:
                found = list(pool.map(_write, groups))
    finally:
        _shared = None
    for some in found:
        anchors |= some
    return anchors


def _processors() -> int:
    """How many processes run at once; one where a process cannot be copied safely."""
    return len(os.sched_getaffinity(0)) if sys.platform == "linux" else 1


def _write(addresses: list[str]) -> dict[str, frozenset[str]]:
    assert _shared
    anchors: dict[str, frozenset[str]] = {}
    for address in addresses:
        for language, renderer in _shared.renderers.items():
            page = renderer.pages[address]
            html, own = whole(renderer, page, _shared.frames[language, page.section])
            anchors.setdefault(address, own)
            path = _shared.folder / renderer.local(address) / "index.html"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(html, encoding="utf-8")
    return anchors


def whole(renderer: Renderer, page: Page, frame: Frame) -> tuple[str, frozenset[str]]:
    """`page` in its frame, and its anchors."""
    filling = generated(renderer, page)
    html = frame.filled(way_up(renderer.local(page.address)), page.address, filling)
    return html, page_anchors(filling.body)
