"""Redirects: a small page at each known old or short address, and rules by which nginx redirects them in any case.

A page can answer for its own address only: what lies below a redirected section, and was not one of this site's pages, is the
rules' affair.
"""

import re
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path

from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import prefix
from ogp.site.moved import moved_files, moved_pages
from ogp.site.redirects import Forward, forwards

RULES = "_server/redirects.nginx.conf"


def write(folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer]) -> None:
    """Writes the pages, files and rules into `folder`, which holds all else; `root` is the site's address."""
    rules = ["# Old and short addresses, in any mixture of capitals. Include this file in the server block."]
    found = forwards(register)
    rules += [_rule(forward) for forward in found if not forward.whole_section]
    rules += [f'location ~* "{_pattern(old)}" {{ return 301 /{to}; }}' for old, to in _files(folder, register)]
    # What else stood beside a page that has moved: nginx takes the first rule that fits.
    for page in moved_pages(register):
        for language in register.site.languages:
            before = prefix(register.site, language.code)
            beside = re.escape(f"/{before}{page.old}").replace("/", "/+")
            rules.append(f'location ~* "^{beside}[^/]+\\.\\w+$" {{ return 301 /{before}{page.to}; }}')
    # Whole sections come last.
    rules += [_rule(forward) for forward in found if forward.whole_section]
    for forward in found:
        path = folder / forward.old.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        renderer = renderers[forward.language]
        html = renderer.part("parts/redirect.html", forward.old.strip("/") + "/", target=forward.to, root=root)
        path.write_text(html, encoding="utf-8")
    rules_file = folder / RULES
    rules_file.parent.mkdir(parents=True, exist_ok=True)
    rules_file.write_text("\n".join(rules) + "\n", encoding="utf-8")


def _rule(forward: Forward) -> str:
    pattern = _pattern(forward.old, forward.whole_section)
    page = f"/{forward.old.strip('/')}/index.html"
    return f'location ~* "{pattern}" {{ ' + (
        f"rewrite ^ {page} break; }}" if forward.by_items else f"return 301 /{forward.to}; }}"
    )


def _files(folder: Path, register: Register) -> Iterator[tuple[str, str]]:
    """Each file that went along with a page that moved, from the first slash, and what stands for it now. A host without rules
    gets it twice."""
    for page in moved_pages(register):
        for old, now, in_each in moved_files(register, page):
            for language in register.site.languages if in_each else register.site.languages[:1]:
                before = prefix(register.site, language.code)
                if (folder / before / now).is_file() and not (folder / before / old).exists():
                    (folder / before / old).parent.mkdir(parents=True, exist_ok=True)
                    shutil.copyfile(folder / before / now, folder / before / old)
                    yield f"/{before}{old}", f"{before}{now}"


def _pattern(old: str, whole_section: bool = False) -> str:
    path = re.escape(old.rstrip("/")).replace("/", "/+")
    return f"^{path}(/|$)" if whole_section else f"^{path}/*$"
