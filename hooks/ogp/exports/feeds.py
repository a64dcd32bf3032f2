"""The feeds as Atom, in each language."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time
from pathlib import Path
from urllib.parse import urlsplit

from feedgen.feed import FeedGenerator  # type: ignore[import-untyped]

from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import addresses
from ogp.site.feeds import Feed, feeds


def write(folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer]) -> None:
    """Writes all feeds into `folder`; `root` is the site's address."""
    made = feeds(register, next(iter(renderers.values())).today)
    for renderer in renderers.values():
        for feed in made:
            path = folder / addresses.prefix(register.site, renderer.language.code) / feed.address
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(_atom(feed, root, renderer))


def _atom(feed: Feed, root: str, renderer: Renderer) -> bytes:
    site, printer = renderer.register.site, renderer.printer
    here = root + addresses.prefix(site, renderer.language.code)
    made = FeedGenerator()
    made.id(here + feed.page)
    made.title(printer.attribute(feed.title))
    made.language(printer.language.locale.replace("_", "-"))
    made.author(name=printer.attribute(renderer.register.organizations[site.publisher].name), email=site.contact_email)
    made.link(href=here + feed.page, rel="alternate", type="text/html")
    made.link(href=here + feed.address, rel="self", type="application/atom+xml")
    made.generator("ogp")
    made.updated(_moment(max((entry.day for entry in feed.entries), default=site.launched)))
    for entry in feed.entries:
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
