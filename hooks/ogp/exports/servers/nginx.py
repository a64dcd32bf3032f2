"""The settings for nginx: what its http block includes, and what its server block does. It reads them when it is reloaded."""

import re
from collections.abc import Iterator, Sequence

from ogp.exports.headers import EVERYWHERE, HIDDEN, IN_UTF_8, OTHER_TYPE, TYPES, Area

HTTP = "_server/http.nginx.conf"
SERVER = "_server/server.nginx.conf"


def http(areas: Sequence[Area]) -> Iterator[str]:
    """The lines for the http block: the value of each header that is not the same everywhere, by address."""
    yield "# Headers by address, made by the build. Include this file in the http block. An empty one is not sent."
    *special, rest = areas
    for name in _names(areas):
        yield f"map $uri {_variable(name)} {{"
        yield f'  default "{rest.headers.get(name, "")}";'
        for area in special:
            folders = "|".join(map(re.escape, area.folders))
            yield f'  "~^/(?:{folders})" "{area.headers.get(name, "")}";'
        yield "}"


def server(areas: Sequence[Area], rules: Sequence[tuple[str, str]], prefixes: Sequence[str]) -> Iterator[str]:
    """The lines for the server block: `rules` are those for old addresses, `prefixes` those of the languages that have one."""
    yield "# Types, headers, old addresses and missing pages, made by the build. Include this file in the server block."
    yield "types {"
    yield from (f"  {media} {' '.join(endings)};" for media, endings in TYPES.items())
    yield "}"
    yield f"default_type {OTHER_TYPE};"
    yield "charset utf-8;"
    yield f"charset_types {' '.join(IN_UTF_8)};"
    yield "gzip_static on;"
    yield "gzip_vary on;"
    yield from (f'add_header {name} "{value}" always;' for name, value in EVERYWHERE.items())
    yield from (f"add_header {name} {_variable(name)} always;" for name in _names(areas))
    yield f"location /{HIDDEN} {{ return 404; }}"
    yield from (f'location ~* "{old}" {{ return 301 {new}; }}' for old, new in rules)
    yield "error_page 404 /404.html;"
    yield from (f"location /{own} {{ error_page 404 /{own}404.html; }}" for own in prefixes)


def _names(areas: Sequence[Area]) -> list[str]:
    """The names of the headers of all areas."""
    return list(dict.fromkeys(name for area in areas for name in area.headers))


def _variable(name: str) -> str:
    return f"$ogp_{name.lower().replace('-', '_')}"
