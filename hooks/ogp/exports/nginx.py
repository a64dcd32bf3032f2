"""The settings for nginx that follow from the built site: two files, one for its http block, one for its server block.

nginx reads them when it is reloaded, so a server reloads after each switch.
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ogp.exports.headers import Area, areas, built_pages, inline_hashes
from ogp.register import Register
from ogp.site.addresses import prefix

MAPS = "_server/maps.nginx.conf"
RULES = "_server/rules.nginx.conf"


def write(folder: Path, register: Register) -> None:
    """Writes the settings into the built site in `folder`, which holds all its pages."""
    found = areas(inline_hashes(built_pages(folder)))
    (folder / MAPS).parent.mkdir(exist_ok=True)
    (folder / MAPS).write_text("\n".join(_maps(found)) + "\n", encoding="utf-8")
    prefixes = [own for language in register.site.languages if (own := prefix(register.site, language.code))]
    (folder / RULES).write_text("\n".join(_rules(found, prefixes)) + "\n", encoding="utf-8")


def _names(found: Iterable[Area]) -> list[str]:
    """The names of all headers that are sent with any file."""
    return list(dict.fromkeys(name for area in found for name in area.headers))


def _variable(name: str) -> str:
    return f"$ogp_{name.lower().replace('-', '_')}"


def _maps(found: tuple[Area, ...]) -> Iterator[str]:
    yield "# Headers by address. Include this file in the http block. An empty one is not sent."
    *special, rest = found
    for name in _names(found):
        yield f"map $uri {_variable(name)} {{"
        yield f'  default "{rest.headers.get(name, "")}";'
        for area in special:
            yield f'  "~^/(?:{area.path})" "{area.headers.get(name, "")}";'
        yield "}"


def _rules(found: tuple[Area, ...], prefixes: Iterable[str]) -> Iterator[str]:
    yield "# Headers, pages for what is not found, and what is not for readers. Include this file in the server block."
    for name in _names(found):
        yield f"add_header {name} {_variable(name)} always;"
    yield "error_page 404 /404.html;"
    for own in prefixes:
        yield f"location /{own} {{ error_page 404 /{own}404.html; }}"
    yield "location /_server/ { return 404; }"
