"""Redirects: a small page at each known old or short address.

A page can answer for its own address only, in its own mixture of capitals: all else is the affair of a server's rules.
"""

from collections.abc import Mapping
from pathlib import Path

from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.redirects import forwards


def write(folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer]) -> None:
    """Writes the pages into `folder`; `root` is the site's address."""
    for forward in forwards(register):
        path = folder / forward.old.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        renderer = renderers[forward.language]
        html = renderer.part("parts/redirect.html", forward.old.strip("/") + "/", target=forward.to, root=root)
        path.write_text(html, encoding="utf-8")
