"""What must hold of a built site before it is published: every page stands in every language, every promise is kept, no link
leads nowhere, nothing is empty or too large, everything is as the manifest says."""

import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from ogp.exports import links
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.register import Register
from ogp.site.addresses import prefix
from ogp.site.prose import prose_address
from ogp.site.redirects import forwards
from ogp.site.survey import Survey
from ogp.verifying import manifest

LARGEST_PAGE = 300_000
"""Bytes of the HTML of one page, not compressed."""

LARGEST_SITE = 900_000_000
"""Bytes of all files: GitHub Pages takes a gigabyte (docs.github.com, “GitHub Pages limits”)."""

_ID = re.compile(r"\sid=\"([^\"]+)\"")
_MAY_BE_EMPTY = {".nojekyll"}


def broken(folder: Path, found: Survey) -> tuple[Problem, ...]:
    """All that does not hold of the site built in `folder` from the project `found`, which has no problem.

    Raises LinksError where the links cannot be looked at.
    """
    assert found.register
    if not (folder / "index.html").is_file():
        return (problem(folder, "", message("No site is built here")),)
    return (
        *_missing_pages(folder, found, found.register),
        *_lost_promises(folder, found.register),
        *_sizes(folder),
        *_dead_links(folder),
        *_not_as_listed(folder),
    )


def problem(folder: Path, address: str, text: Message) -> Problem:
    """That `text` holds of the file at `address` of the site in `folder`."""
    return Problem(
        file=_file(folder, address).as_posix(), line=1, column=1, field="", message=text,
        fix=message("Build the site anew (`make site`); if this stays, it may not be published"),
    )  # fmt: skip


def _file(folder: Path, address: str) -> Path:
    """The file of a page or file at `address`, from the site's root without its first slash."""
    return folder / (f"{address}index.html" if address.endswith("/") or not address else address)


def _missing_pages(folder: Path, found: Survey, register: Register) -> Iterator[Problem]:
    for language in register.site.languages:
        own = {page.address for page in found.pages} | {prose_address(file) for file in found.prose[language.code]}
        for address in sorted(prefix(register.site, language.code) + one for one in own):
            if not _file(folder, address).is_file():
                yield problem(folder, address, message("The page {address} is missing", address=f"/{address}"))


def _lost_promises(folder: Path, register: Register) -> Iterator[Problem]:
    # What lies below a redirected section, only the server's rules can lead on.
    sections = tuple(f"{forward.old.strip('/')}/" for forward in forwards(register) if forward.whole_section)
    anchors: dict[str, set[str]] = {}
    for language in register.site.languages:
        before = prefix(register.site, language.code)
        for promised in register.published:
            address, _, anchor = promised.removeprefix("/").partition("#")
            file = _file(folder, before + address)
            page = not address or address.endswith("/")
            if f"{address}/".startswith(sections) or (before and not page):
                continue
            if not file.is_file():
                # That a page is gone is told once, of the page.
                stands = bool(anchor)
            elif anchor and page:
                if str(file) not in anchors:
                    anchors[str(file)] = set(_ID.findall(file.read_text(encoding="utf-8")))
                stands = anchor in anchors[str(file)] or not _is_page(file)
            else:
                stands = True
            if not stands:
                said = f"/{before}{address}" + (f"#{anchor}" if anchor else "")
                yield problem(
                    folder, before + address, message("The published address {address} is lost", address=said)
                )


def _is_page(file: Path) -> bool:
    """Whether `file` is a page proper: one that only leads on has no items."""
    return "<article" in file.read_text(encoding="utf-8")


def _sizes(folder: Path) -> Iterator[Problem]:
    total = 0
    for path in sorted(folder.rglob("*")):
        if not path.is_file():
            continue
        size = path.stat().st_size
        total += size
        name = path.relative_to(folder).as_posix()
        if not size and path.name not in _MAY_BE_EMPTY:
            yield problem(folder, name, message("The file {address} is empty", address=f"/{name}"))
        if path.suffix == ".html" and size > LARGEST_PAGE:
            yield problem(
                folder, name,
                message("The page {address} has {size} bytes; at most {most} are allowed",
                        address=f"/{name}", size=size, most=LARGEST_PAGE),
            )  # fmt: skip
    if total > LARGEST_SITE:
        said = message("The site has {size} bytes; at most {most} are allowed", size=total, most=LARGEST_SITE)
        yield problem(folder, "", said)


def _dead_links(folder: Path) -> Iterator[Problem]:
    for dead in links.inside(folder):
        yield problem(
            folder, unquote(dead.places[0].lstrip("/")),
            message("The link to {address} leads nowhere ({answer})", address=dead.address, answer=dead.answer),
        )  # fmt: skip


def _not_as_listed(folder: Path) -> Iterator[Problem]:
    """What differs from the manifest of the site."""
    try:
        found = manifest.differences(manifest.read(folder), manifest.fingerprints(folder))
    except manifest.ManifestError as error:
        yield problem(folder, manifest.NAME, error.message)
        return
    for names, said in (
        (found.altered, message("The file is not as it was built: its SHA-256 is not that of the manifest")),
        (found.missing, message("The file stands in the manifest but is missing")),
        (found.added, message("The file does not stand in the manifest")),
    ):
        for name in names:
            yield problem(folder, name, said)
