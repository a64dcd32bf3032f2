"""Redirects: a small page at each known old or short address.

A page can answer for its own address only, in its own mixture of capitals: all else is the affair of a server's rules. So are
files that stood beside a page that moved; a host without rules gets twice those that stand beside the new one.
"""

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import partial
from pathlib import Path

from ogp.exports.units import Made, Unit
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import prefix
from ogp.site.moved import moved_files, moved_pages
from ogp.site.redirects import Forward, forwards


def units(root: str, register: Register, renderers: Mapping[str, Renderer]) -> Iterator[Unit]:
    """The pages, those that lead to a plan and its commitments together; `root` is the site's address."""
    groups: defaultdict[str, list[Forward]] = defaultdict(list)
    for forward in forwards(register):
        groups[forward.to.partition("commitments/")[0]].append(forward)
    for to, group in groups.items():
        make = partial(_pages, root, renderers, group)
        yield Unit(f"redirects to {to}", repr(group), make, places=tuple(map(_place, group)))


def _pages(root: str, renderers: Mapping[str, Renderer], group: Iterable[Forward]) -> Made:
    files = []
    for forward in group:
        place, renderer = _place(forward), renderers[forward.language]
        html = renderer.part("parts/redirect.html", place, target=forward.to, root=root)
        files.append((f"{place}index.html", html.encode()))
    return Made(files)


def _place(forward: Forward) -> str:
    """The old address from the site's root."""
    return f"{forward.old.strip('/')}/".lstrip("/")


def write_copies(folder: Path, register: Register) -> None:
    """Writes the files into `folder`, which holds all else."""
    for forward in file_forwards(folder, register):
        if (folder / forward.to).is_file():
            old = folder / forward.old.removeprefix("/")
            old.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(folder / forward.to, old)


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
