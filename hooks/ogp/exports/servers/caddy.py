"""The settings for Caddy, to be imported in the block of the site. It reads them when it is reloaded."""

import re
from collections.abc import Iterator, Sequence

from ogp.exports.headers import EVERYWHERE, HIDDEN, IN_UTF_8, TYPES, Area
from ogp.site.redirects import Forward

SITE = "_server/site.caddy"


def site(areas: Sequence[Area], forwards: Sequence[Forward], prefixes: Sequence[str]) -> Iterator[str]:
    """The lines for the block of the site: `forwards` the old addresses, `prefixes` those of the languages that have
    one."""
    yield "# Types, headers, old addresses and missing pages, made by the build. Import this file in the block of the site."
    yield "header {"
    yield from (f'\t{name} "{value}"' for name, value in EVERYWHERE.items())
    yield "}"
    elsewhere = [folder for area in areas for folder in area.folders]
    for number, area in enumerate(areas):
        yield f"@area{number} {_path(area.folders) if area.folders else f'not {_path(elsewhere)}'}"
        yield f"header @area{number} {{"
        yield from (f'\t{name} "{value}"' for name, value in area.headers.items())
        yield "}"
    yield from _types()
    yield "map {path} {ogp_new} {"
    # The first that fits holds: whole sections come last.
    for forward in sorted(forwards, key=lambda forward: forward.whole_section):
        path = re.escape(forward.old.rstrip("/")).replace("/", "/+")
        to = "" if forward.by_items else f"/{forward.to}"
        yield f'\t"~(?i)^{path}{"(/|$)" if forward.whole_section else "/*$"}" "{to}"'
    yield '\tdefault ""'
    yield "}"
    yield '@old not vars {ogp_new} ""'
    yield "redir @old {ogp_new} 301"
    yield f"error /{HIDDEN}* 404"
    yield "handle_errors {"
    if prefixes:
        yield f"\t@elsewhere not {_path(prefixes)}"
        yield "\trewrite @elsewhere /404.html"
        for number, own in enumerate(prefixes):
            yield f"\t@prefix{number} {_path([own])}"
            yield f"\trewrite @prefix{number} /{own}404.html"
    else:
        yield "\trewrite * /404.html"
    yield '\theader Content-Type "text/html; charset=utf-8"'
    yield "\tfile_server"
    yield "}"


def _path(folders: Sequence[str]) -> str:
    """The matcher of all files in `folders`."""
    return " ".join(("path", *(f"/{folder}*" for folder in folders)))


def _types() -> Iterator[str]:
    for number, (media, endings) in enumerate(TYPES.items()):
        yield f"@type{number} path {' '.join(f'*.{ending}' for ending in endings)}"
        encoding = "; charset=utf-8" if media in IN_UTF_8 else ""
        yield f'header @type{number} Content-Type "{media}{encoding}"'
