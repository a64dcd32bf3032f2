"""The settings for Caddy that follow from the built site, to be imported in the block of the site."""

from collections.abc import Iterable, Iterator
from pathlib import Path

from ogp.exports.headers import Area, areas, built_pages, inline_hashes
from ogp.register import Register
from ogp.site.addresses import prefix

RULES = "_server/rules.caddy"


def write(folder: Path, register: Register) -> None:
    """Writes the settings into the built site in `folder`, which holds all its pages."""
    found = areas(inline_hashes(built_pages(folder)))
    prefixes = [own for language in register.site.languages if (own := prefix(register.site, language.code))]
    (folder / RULES).parent.mkdir(exist_ok=True)
    (folder / RULES).write_text("\n".join(_rules(found, prefixes)) + "\n", encoding="utf-8")


def _rules(found: tuple[Area, ...], prefixes: Iterable[str]) -> Iterator[str]:
    yield "# Headers by address, pages for what is not found, and what is not for readers. Import it in the block of the site."
    before: list[str] = []
    for number, area in enumerate(found):
        yield f"@ogp{number} {{"
        yield f"\tpath_regexp ^/(?:{area.path})"
        # The first area that fits holds.
        if before:
            yield f"\tnot path_regexp ^/(?:{'|'.join(before)})"
        yield "}"
        yield f"header @ogp{number} {{"
        yield from (f'\t{name} "{value}"' for name, value in area.headers.items())
        yield "}"
        before.append(area.path)
    yield "respond /_server/* 404"
    yield "handle_errors {"
    for number, own in enumerate(prefixes):
        yield f"\t@lost{number} path /{own}*"
        yield f"\trewrite @lost{number} /{own}404.html"
    yield f"\t@lost not path {' '.join(f'/{own}*' for own in prefixes) or '/none'}"
    yield "\trewrite @lost /404.html"
    yield "\tfile_server"
    yield "}"
