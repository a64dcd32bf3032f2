"""Redirects: a small page at each known old or short address, and what a server needs to lead on more.

A page can answer for its own address only, in its own mixture of capitals: all else is the affair of a server's rules. So are
files that stood beside a page that moved; a host without rules gets twice those that stand beside the new one.
"""

import shutil
from collections.abc import Iterator, Mapping
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
    """Writes the pages and files into `folder`, which holds all else; `root` is the site's address."""
    for forward in file_forwards(folder, register):
        if (folder / forward.to).is_file():
            old = folder / forward.old.removeprefix("/")
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / forward.to, old)
    for forward in forwards(register):
        path = folder / forward.old.strip("/") / "index.html"
        path.parent.mkdir(parents=True, exist_ok=True)
        renderer = renderers[forward.language]
        html = renderer.part("parts/redirect.html", forward.old.strip("/") + "/", target=forward.to, root=root)
        path.write_text(html, encoding="utf-8")


def file_forwards(folder: Path, register: Register) -> Iterator[Forward]:
    """Each file that belonged to a page that moved, and what stands for it in the site built in `folder`: a file, or the page."""
    for page in moved_pages(register):
        for old, now, in_each, published in moved_files(register, page):
            for language in register.site.languages if in_each else register.site.languages[:1]:
                before = prefix(register.site, language.code)
                if (folder / before / now).is_file():
                    yield Forward(f"/{before}{old}", f"{before}{now}", language.code)
                elif published:
                    yield Forward(f"/{before}{old}", f"{before}{page.to}", language.code)
