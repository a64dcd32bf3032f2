"""The preview of a change: two built sites compared page by page, and a page that lists what differs, in files that are opened
without a server."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from html import unescape
from pathlib import Path

from ogp.exports import unserved
from ogp.exports.unserved import INDEX, front, opened
from ogp.messages import message
from ogp.site.addresses import prefix
from ogp.site.survey import Survey
from ogp.verifying.manifest import NAME as MANIFEST

NAME = "preview.html"

_PAGE = re.compile(r"<article\b.*</article>", re.DOTALL)
_TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
_NOT_COMPARED = ("pagefind/", "embed/", MANIFEST, NAME)
"""What follows from the pages."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A page of a built site: its address and its file from the site's root, and its title."""

    address: str
    file: str
    title: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """The pages of one language that are new, changed in their content or only around it, or gone; other files that differ."""

    added: tuple[Entry, ...]
    changed: tuple[Entry, ...]
    framed: tuple[Entry, ...]
    removed: tuple[Entry, ...]
    files: tuple[str, ...]

    @property
    def pages(self) -> int:
        """How many pages differ."""
        return len(self.added) + len(self.changed) + len(self.framed) + len(self.removed)


def compare(before: Path, after: Path, prefixes: Mapping[str, str]) -> dict[str, Comparison]:
    """What differs between the sites built in two folders, for each language; `prefixes` say how the addresses of each begin,
    nothing for the default one."""
    old, new = _pages(before), _pages(after)
    others = tuple(own for own in prefixes.values() if own)
    differing = _other_files(before, old, after, new)
    found = {}
    for code, own in prefixes.items():

        def belongs(file: str, own: str = own) -> bool:
            return file.startswith(own) if own else not file.startswith(others)

        common = [file for file in new.keys() & old.keys() if belongs(file) and new[file] != old[file]]
        changed = {file for file in common if _content(new[file]) != _content(old[file])}
        found[code] = Comparison(
            added=_entries({file: new[file] for file in new.keys() - old.keys() if belongs(file)}),
            changed=_entries({file: new[file] for file in changed}),
            framed=_entries({file: new[file] for file in set(common) - changed}),
            removed=_entries({file: old[file] for file in old.keys() - new.keys() if belongs(file)}),
            files=tuple(file for file in differing if belongs(file)),
        )
    return found


def _pages(folder: Path) -> dict[str, str]:
    """The pages proper below `folder` by their files: not redirects, nor what other sites show in a frame."""
    found = {}
    for path in folder.rglob("*.html"):
        text = path.read_text(encoding="utf-8")
        if _PAGE.search(text):
            found[path.relative_to(folder).as_posix()] = text
    return found


def _content(page: str) -> tuple[str, str]:
    article = _PAGE.search(page)
    return _title(page), article[0] if article else ""


def _title(page: str) -> str:
    match = _TITLE.search(page)
    return unescape(match[1]).strip() if match else ""


def _entries(pages: Mapping[str, str]) -> tuple[Entry, ...]:
    return tuple(Entry(file.removesuffix(INDEX), file, _title(page)) for file, page in sorted(pages.items()))


def _other_files(before: Path, old: Mapping[str, str], after: Path, new: Mapping[str, str]) -> tuple[str, ...]:
    ours, theirs = (
        {
            name: sha256(path.read_bytes()).digest()
            for path in folder.rglob("*")
            if path.is_file()
            and (name := path.relative_to(folder).as_posix()) not in pages
            and not any(part in f"/{name}" for part in (f"/{own}" for own in _NOT_COMPARED))
        }
        for folder, pages in ((before, old), (after, new))
    )
    return tuple(sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name)))


def write(root: Path, found: Survey, folder: Path, base: Path | None) -> None:
    """Writes into the built site `folder` of the project at `root` what differs from the one in the folder `base`, None where
    there is none, and makes all its links work without a server."""
    own = unserved.renderers(root, found, "/", found.today)
    prefixes = {code: prefix(renderer.register.site, code) for code, renderer in own.items()}
    compared = compare(base, folder, prefixes) if base else None
    parts = {
        code: renderer.part(
            "previews/part.html", "", compared=compared[code] if compared else None, home=prefixes[code] + INDEX
        )
        for code, renderer in own.items()
    }
    # It is that of the site to be published.
    (folder / MANIFEST).unlink()
    for path in folder.rglob("*.html"):
        path.write_text(opened(path.read_text(encoding="utf-8")), encoding="utf-8")
    page = front(root, own, message("What changes"), root / "overrides/previews/preview.css", parts)
    (folder / NAME).write_text(page, encoding="utf-8")
