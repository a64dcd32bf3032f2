"""What stands beside the page of each record: its rows as CSV, its file for programs, its feed, and its embed."""

from collections.abc import Iterator, Mapping
from functools import partial

from ogp.exports import api, embeds, feeds, open_data
from ogp.exports.units import Made, Unit
from ogp.records.base import Record
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import address_of
from ogp.site.embeds import EMBEDS
from ogp.site.feeds import published_archives


def units(root: str, register: Register, renderers: Mapping[str, Renderer]) -> Iterator[Unit]:
    """The files of each record; `root` is the site's address."""
    # Else the first record that asks for them would rest on all that was ever published.
    published_archives(register)
    for record in register.records():
        make = partial(_made, root, register, renderers, record)
        address = address_of(record)
        pages = (renderer.local(before + address) for renderer in renderers.values() for before in ("", EMBEDS))
        yield Unit(f"{address} beside", "", make, places=(api.path_of(record), *pages))


def _made(root: str, register: Register, renderers: Mapping[str, Renderer], record: Record) -> Made:
    register.note(record)
    files = tuple(_files(root, register, renderers, record))
    for renderer in renderers.values():
        if own := renderer.embeds.get(address_of(record)):
            own.page.said.forget()
    return Made(files)


def _files(
    root: str, register: Register, renderers: Mapping[str, Renderer], record: Record
) -> Iterator[tuple[str, bytes]]:
    yield api.file_of(register, renderers, record)
    yield from open_data.csvs_of(root, register, record)
    for renderer in renderers.values():
        yield from feeds.files_of(root, register, renderer, record)
        yield from embeds.files_of(renderer, record)
