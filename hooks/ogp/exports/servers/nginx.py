"""The settings for nginx: what its http block includes, and what its server block does. It reads them when it is reloaded."""

import re
from collections.abc import Iterator, Sequence
from string import ascii_lowercase, ascii_uppercase

from ogp.exports.headers import EVERYWHERE, HIDDEN, IN_UTF_8, OTHER_TYPE, TYPES, Area
from ogp.site.redirects import Forward

HTTP = "_server/http.nginx.conf"
SERVER = "_server/server.nginx.conf"

_SMALL = str.maketrans(ascii_uppercase, ascii_lowercase)
_BUCKET = 512
"""Bytes that the longest old address may have, with its target's place."""


def http(areas: Sequence[Area], forwards: Sequence[Forward]) -> Iterator[str]:
    """The lines for the http block: where old addresses lead, and the headers that are not the same everywhere, by address."""
    yield "# Old addresses, and headers by address, made by the build. Include this file in the http block."
    yield f"map_hash_bucket_size {_BUCKET};"
    yield f"map_hash_max_size {8192 + 8 * len(forwards)};"
    yield from _moved(forwards)
    # One look at the address tells the area, by which all headers are found.
    *special, rest = areas
    yield "map $uri $ogp_area {"
    yield "  default rest;"
    for number, area in enumerate(special):
        yield f'  "~^/(?:{"|".join(map(re.escape, area.folders))})" {number};'
    yield "}"
    for name in _names(areas):
        yield f"map $ogp_area {_variable(name)} {{"
        yield f'  default "{rest.headers.get(name, "")}";'
        yield from (f'  {number} "{area.headers.get(name, "")}";' for number, area in enumerate(special))
        yield "}"


def server(areas: Sequence[Area], prefixes: Sequence[str]) -> Iterator[str]:
    """The lines for the server block: `prefixes` are those of the languages that have one."""
    yield "# Types, headers, old addresses and missing pages, made by the build. Include this file in the server block."
    yield "types {"
    yield from (f"  {media} {' '.join(endings)};" for media, endings in TYPES.items())
    yield "}"
    yield f"default_type {OTHER_TYPE};"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(IN_UTF_8)};"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    # An empty header is not sent.
    yield from (f'add_header {name} "{value}" always;' for name, value in EVERYWHERE.items())
    yield from (f"add_header {name} {_variable(name)} always;" for name in _names(areas))
    yield "if ($ogp_moved) { return 301 $ogp_moved; }"
    yield f"location /{HIDDEN} {{ return 404; }}"
    yield "error_page 404 /404.html;"
    yield from (f"location /{own} {{ error_page 404 /{own}404.html; }}" for own in prefixes)


def _moved(forwards: Sequence[Forward]) -> Iterator[str]:
    """Where old addresses lead. nginx joins slashes, and looks up whole addresses in any mixture of capitals."""
    yield "map $uri $ogp_moved {"
    yield '  default "";'
    # Where the page itself has to lead on, no section may do so before it.
    whole = {_plain(one.old): "" if one.by_items else f"/{one.to}" for one in forwards if not one.whole_section}
    for old, to in whole.items():
        yield f'  "{old}" "{to}";'
        yield f'  "{old}/" "{to}";'
    sections = {_plain(forward.old): forward.to for forward in forwards if forward.whole_section}
    yield from (f'  "~*^{re.escape(old)}(/|$)" "/{to}";' for old, to in sections.items())
    yield "}"


def _plain(old: str) -> str:
    """`old` as nginx looks it up: it makes only Latin capitals small."""
    return re.sub("/+", "/", old.rstrip("/")).translate(_SMALL)


def _names(areas: Sequence[Area]) -> list[str]:
    """The names of the headers of all areas."""
    return list(dict.fromkeys(name for area in areas for name in area.headers))


def _variable(name: str) -> str:
    return f"$ogp_{name.lower().replace('-', '_')}"
