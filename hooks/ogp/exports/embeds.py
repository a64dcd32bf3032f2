"""The embeds, their stylesheet, and the oEmbed documents by which other programs find them (oembed.com, version 1.0)."""

import json
from collections.abc import Mapping
from pathlib import Path

from ogp.exports.assets import style_of
from ogp.exports.cards import HEIGHT, WIDTH
from ogp.rendering.renderer import STYLE_OF_EMBEDS, Renderer
from ogp.site import embeds

_CACHE_SECONDS = 24 * 3600


def make(root: Path, renderers: Mapping[str, Renderer]) -> dict[str, bytes]:
    """The files of all embeds in all languages of the project at `root`, by address."""
    made: dict[str, bytes] = {}
    style = style_of(root, root / "overrides/embeds/embed.css").encode()
    for renderer in renderers.values():
        made[renderer.assets + STYLE_OF_EMBEDS] = style
        for own in renderer.embeds.values():
            made[f"{renderer.local(own.address)}index.html"] = renderer.embed(own).encode()
            made[renderer.local(own.document)] = _document(renderer, own)
    return made


def _document(renderer: Renderer, own: embeds.Embed) -> bytes:
    wording = renderer.printer.wording
    site = renderer.register.site
    return json.dumps(
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
        },
        ensure_ascii=False,
        indent=1,
    ).encode()
