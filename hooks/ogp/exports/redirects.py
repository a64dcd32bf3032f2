"""Redirects: a small page at each known old or short address, and rules by which nginx redirects them in any case.

A page can answer for its own address only: what lies below a redirected section is the rules' affair.
"""

import re
from collections.abc import Mapping
from pathlib import Path

from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.redirects import forwards

RULES = "_server/redirects.nginx.conf"


def write(folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer]) -> None:
    """Writes the pages and the rules into `folder`; `root` is the site's address."""
    rules = ["# Old and short addresses, in any mixture of capitals. Include this file in the server block."]
    # nginx takes the first rule that fits: whole sections come last.
    for forward in sorted(forwards(register), key=lambda forward: forward.whole_section):
        rules.append(f'location ~* "{_pattern(forward.old, forward.whole_section)}" {{ return 301 /{forward.to}; }}')
        path = folder / forward.old.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        renderer = renderers[forward.language]
        html = renderer.part("parts/redirect.html", forward.old.strip("/") + "/", target=forward.to, root=root)
        path.write_text(html, encoding="utf-8")
    rules_file = folder / RULES
    rules_file.parent.mkdir(parents=True, exist_ok=True)
    rules_file.write_text("\n".join(rules) + "\n", encoding="utf-8")


def _pattern(old: str, whole_section: bool) -> str:
    path = re.escape(old.rstrip("/")).replace("/", "/+")
    return f"^{path}(/|$)" if whole_section else f"^{path}/*$"
