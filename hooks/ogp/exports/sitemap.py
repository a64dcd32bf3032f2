"""sitemap.xml: every page of every language with its alternates and the day of the last change; where these are more than
one file may hold, an index of the files that hold them (sitemaps.org/protocol.html)."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

from ogp.records.page_head import PageHead
from ogp.register import Register
from ogp.site import addresses

INDEX = "sitemap.xml"
_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


class Limits(NamedTuple):
    """What one file may hold."""

    addresses: int = 50_000
    bytes: int = 50 * 2**20


ALLOWED = Limits()


class _Entry(NamedTuple):
    address: str
    day: date | None
    alternates: Mapping[str, str]


def write(
    folder: Path,
    root: str,
    register: Register,
    days: Mapping[str, date | None],
    written: Mapping[str, Mapping[str, PageHead]],
    *,
    limits: Limits = ALLOWED,
) -> None:
    """Writes sitemap.xml into `folder`, and the files that it leads to where there are more pages than the `limits` allow;
    `root` is the site's address, `days` those of the last change of the generated pages, by address, and `written` the heads of
    the hand-written pages, by language and address."""
    files = list(_split(_entries(root, register, days, written), limits))
    if len(files) == 1:
        _write(folder / INDEX, "urlset", (url for url, _ in files[0]))
        return
    index = []
    for number, file in enumerate(files, 1):
        name = f"sitemap-{number}.xml"
        _write(folder / name, "urlset", (url for url, _ in file))
        index.append(_element("sitemap", f"{root}{name}", max((day for _, day in file if day), default=None)))
    _write(folder / INDEX, "sitemapindex", index)


def _entries(
    root: str, register: Register, made: Mapping[str, date | None], written: Mapping[str, Mapping[str, PageHead]]
) -> Iterator[_Entry]:
    prefixes = {language.code: addresses.prefix(register.site, language.code) for language in register.site.languages}
    for language, own in prefixes.items():
        days = {**made, **{address: head.updated for address, head in written[language].items()}}
        for address, day in sorted(days.items()):
            alternates = {other: f"{root}{prefix}{address}" for other, prefix in [*prefixes.items(), ("x-default", "")]}
            yield _Entry(f"{root}{own}{address}", day, alternates)


def _split(entries: Iterable[_Entry], limits: Limits) -> Iterator[list[tuple[bytes, date | None]]]:
    """What goes into each file, one at least: each page as it stands there, with the day of its last change."""
    file: list[tuple[bytes, date | None]] = []
    size = len(_top("urlset"))
    for entry in entries:
        links = (
            f'    <xhtml:link rel="alternate" hreflang="{language}" href={quoteattr(link)} />\n'
            for language, link in entry.alternates.items()
        )
        url = _element("url", entry.address, entry.day, "".join(links))
        if file and (len(file) == limits.addresses or size + len(url) > limits.bytes):
            yield file
            file, size = [], len(_top("urlset"))
        file.append((url, entry.day))
        size += len(url)
    yield file


# Written as it is read: with tens of thousands of pages a tree of elements takes seconds.
def _element(name: str, address: str, day: date | None, inside: str = "") -> bytes:
    changed = f"    <lastmod>{day.isoformat()}</lastmod>\n" if day else ""
    return f"  <{name}>\n    <loc>{escape(address)}</loc>\n{changed}{inside}  </{name}>\n".encode()


def _top(name: str) -> bytes:
    return f'<?xml version="1.0" encoding="utf-8"?>\n<{name} xmlns="{_SITEMAP}" xmlns:xhtml="{_XHTML}">\n</{name}>\n'.encode()


def _write(path: Path, name: str, elements: Iterable[bytes]) -> None:
    end = f"</{name}>\n".encode()
    with path.open("wb") as file:
        file.write(_top(name).removesuffix(end))
        file.writelines(elements)
        file.write(end)
