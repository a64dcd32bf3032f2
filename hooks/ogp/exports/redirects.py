"""Redirects: a small page at each known old or short address, and rules by which a server redirects them in any case.

A page can answer for its own address only: what lies below a redirected section is the rules' affair.
"""

import re
from collections.abc import Iterator, Mapping
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


def rules(register: Register) -> Iterator[tuple[str, str]]:
    """A regular expression of old addresses, to be matched in any mixture of capitals, and the address that they lead to. The
    first that fits holds: whole sections come last."""
    for forward in sorted(forwards(register), key=lambda forward: forward.whole_section):
        path = re.escape(forward.old.rstrip("/")).replace("/", "/+")
        yield f"^{path}(/|$)" if forward.whole_section else f"^{path}/*$", f"/{forward.to}"
