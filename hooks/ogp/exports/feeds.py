"""The feeds and their archives as Atom (RFC 4287, RFC 5005), in each language."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from functools import partial
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from feedgen.ext.base import BaseExtension  # type: ignore[import-untyped]
from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]
from lxml import etree  # type: ignore[import-untyped]

from ogp.exports.units import Made, Unit
from ogp.records.base import Record
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import addresses
from ogp.site.feeds import Entry, Feed, feed_of, feeds_of_lists, has_feed

_HISTORY = "http://purl.org/syndication/history/1.0"


class _ArchiveExtension(BaseExtension):  # type: ignore[misc]
    """Says of a document that it is an archive."""

    def extend_ns(self) -> dict[str, str]:
        return {"fh": _HISTORY}

    def extend_atom(self, feed: Any) -> Any:
        feed.insert(0, etree.Element(f"{{{_HISTORY}}}archive"))
        return feed


@dataclass(frozen=True, slots=True)
class _Document:
    """A document of a feed at an address: the feed itself or one of its archives, with the addresses of the others by
    what they are to it."""

    address: str
    entries: tuple[Entry, ...]
    others: Mapping[str, str]
    is_archive: bool = False


def units(root: str, register: Register, renderers: Mapping[str, Renderer]) -> Iterator[Unit]:
    """Every document of the feeds that are about no single record, in each language; `root` is the site's address."""
    for feed in feeds_of_lists(register, next(iter(renderers.values())).today):
        for document in _documents(feed):
            given = sha256(repr((feed.page, feed.title, document)).encode()).hexdigest()
            for renderer in renderers.values():
                path = renderer.local(document.address)
                yield Unit(path, given, partial(_made, path, feed, document, root, renderer), places=(path,))


def _made(path: str, feed: Feed, document: _Document, root: str, renderer: Renderer) -> Made:
    return Made([(path, _atom(feed, document, root, renderer))])


def files_of(root: str, register: Register, renderer: Renderer, record: Record) -> Iterator[tuple[str, bytes]]:
    """Every document of the feed about `record`, if it has one, in the language of `renderer`."""
    if has_feed(record):
        yield from atom(feed_of(register, record, renderer.today), root, renderer)


def atom(feed: Feed, root: str, renderer: Renderer) -> Iterator[tuple[str, bytes]]:
    """Every document of `feed`, in the language of `renderer`: its address from the site's root, and its content."""
    for document in _documents(feed):
        yield renderer.local(document.address), _atom(feed, document, root, renderer)


def _documents(feed: Feed) -> Iterator[_Document]:
    latest = feed.archive_address(len(feed.archives))
    yield _Document(feed.address, feed.entries, {"prev-archive": latest} if latest else {})
    for number, entries in enumerate(feed.archives, 1):
        address = feed.archive_address(number)
        assert address
        beside = {"prev-archive": feed.archive_address(number - 1), "next-archive": feed.archive_address(number + 1)}
        others = {"current": feed.address} | {relation: other for relation, other in beside.items() if other}
        yield _Document(address, entries, others, is_archive=True)


def _atom(feed: Feed, document: _Document, root: str, renderer: Renderer) -> bytes:
    site, printer = renderer.register.site, renderer.printer
    here = root + addresses.prefix(site, renderer.language.code)
    made = FeedGenerator()
    made.id(here + feed.page)
    made.title(printer.attribute(feed.title))
    made.language(printer.language.locale.replace("_", "-"))
    made.author(name=printer.attribute(renderer.register.organizations[site.publisher].name), email=site.contact_email)
    made.link(href=here + feed.page, rel="alternate", type="text/html")
    if document.is_archive:
        made.register_extension("archive", _ArchiveExtension, rss=False)
    for relation, address in {"self": document.address, **document.others}.items():
        made.link(href=here + address, rel=relation, type="application/atom+xml")
    made.generator("ogp")
    made.updated(_moment(max((entry.day for entry in document.entries), default=site.launched)))
    for entry in document.entries:
        item = made.add_entry(order="append")
        item.id(f"tag:{urlsplit(root).hostname},{site.launched.year}:{renderer.language.code}/{entry.key}")
        item.title(printer.attribute(entry.title))
        item.link(href=here + entry.address, rel="alternate", type="text/html")
        item.published(_moment(entry.day))
        item.updated(_moment(entry.day))
        if entry.text:
            item.summary(printer.attribute(entry.text))
    return bytes(made.atom_str(pretty=True))


def _moment(day: date) -> datetime:
    """The records know days only: the beginning of the day, in UTC."""
    return datetime.combine(day, time(), UTC)
