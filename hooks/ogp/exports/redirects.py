"""Redirects: a small page at each known old or short address, and what a server needs to lead on more.

A page can answer for its own address only, in its own mixture of capitals. What lies below a redirected section and was not one
of this site's pages is a server's affair.
"""

import filecmp
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import prefix
from ogp.site.moved import moved_files, moved_pages
from ogp.site.redirects import forwards


@dataclass(frozen=True, slots=True, kw_only=True)
class Rules:
    """Old addresses and present ones, from the first slash, without a last one in what is old; in any mixture of capitals.

    `pages` lead on as they are, with a last slash and without, unless the page itself has to (nothing is written for that one:
    what follows “#” decides, which only the reader's browser knows); so do `files`. Of the others, any file right in the
    folders `beside`, and then whatever lies in the `sections`.
    """

    pages: Mapping[str, str]
    files: Mapping[str, str]
    beside: Mapping[str, str]
    sections: Mapping[str, str]


def write(folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer]) -> None:
    """Writes the pages, and files that moved, into `folder`, which holds all else; `root` is the site's address."""
    for old, now in _files(folder, register):
        (folder / old).parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(folder / now, folder / old)
    for forward in forwards(register):
        path = folder / forward.old.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        renderer = renderers[forward.language]
        html = renderer.part("parts/redirect.html", forward.old.strip("/") + "/", target=forward.to, root=root)
        path.write_text(html, encoding="utf-8")


def rules(folder: Path, register: Register) -> Rules:
    """The rules of a server for the site built in `folder`."""
    found = forwards(register)
    prefixes = [prefix(register.site, language.code) for language in register.site.languages]
    return Rules(
        pages={
            forward.old.rstrip("/"): "" if forward.by_items else f"/{forward.to}"
            for forward in found
            if not forward.whole_section
        },
        files={f"/{old}": f"/{now}" for old, now in _files(folder, register)},
        beside={
            f"/{before}{page.old}".rstrip("/"): f"/{before}{page.to}"
            for page in moved_pages(register)
            for before in prefixes
        },
        sections={forward.old.rstrip("/"): f"/{forward.to}" for forward in found if forward.whole_section},
    )


def _files(folder: Path, register: Register) -> Iterator[tuple[str, str]]:
    """Each file that went along with a page that moved, from the site's root, and the one that stands for it now. A host without
    rules gets it twice."""
    for page in moved_pages(register):
        for old, now, in_each in moved_files(register, page):
            for language in register.site.languages if in_each else register.site.languages[:1]:
                before = prefix(register.site, language.code)
                one, other = folder / before / old, folder / before / now
                if other.is_file() and (not one.exists() or filecmp.cmp(one, other, shallow=False)):
                    yield before + old, before + now
