"""The embeds, their stylesheet, and the oEmbed documents by which other programs find them (oembed.com, version 1.0)."""

from collections.abc import Iterator
from functools import partial
from pathlib import Path

from ogp.exports.assets import style_of
from ogp.exports.cards import HEIGHT, WIDTH
from ogp.exports.files import json_file
from ogp.exports.units import Made, Unit
from ogp.records.base import Record
from ogp.rendering.renderer import STYLE_OF_EMBEDS, Renderer
from ogp.site import embeds
from ogp.site.addresses import address_of

_CACHE_SECONDS = 24 * 3600


def style(project: Path, renderer: Renderer) -> Unit:
    """The stylesheet of all embeds; `project` is the folder of the project."""
    path = renderer.assets + STYLE_OF_EMBEDS
    return Unit(path, "", partial(_style, path, project), places=(path,))


def _style(path: str, project: Path) -> Made:
    return Made([(path, style_of(project, project / "overrides/embeds/embed.css").encode())])


def files_of(renderer: Renderer, record: Record) -> Iterator[tuple[str, bytes]]:
    """The embed of `record` and its document, in the language of `renderer`, if there is one."""
    if own := renderer.embeds.get(address_of(record)):
        yield f"{renderer.local(own.address)}index.html", renderer.embed(own).encode()
        yield renderer.local(own.document), _document(renderer, own)


def _document(renderer: Renderer, own: embeds.Embed) -> bytes:
    wording = renderer.printer.wording
    site = renderer.register.site
    return json_file(
        {
            "version": "1.0",
            "type": "rich",
            "title": wording(own.page.view.title),
            "provider_name": wording(site.name),
            "provider_url": renderer.whole(""),
            "author_name": wording(renderer.register.organizations[site.publisher].name),
            "html": renderer.embed_code(own),
            "width": embeds.WIDTH,
            "height": own.height,
            "cache_age": _CACHE_SECONDS,
            "thumbnail_url": renderer.root + renderer.card_address(own.page.address),
            "thumbnail_width": WIDTH,
            "thumbnail_height": HEIGHT,
        }
    )
