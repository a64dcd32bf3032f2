"""The settings of servers that follow from the built site: for nginx, for Caddy, and for hosts that read a file of headers."""

from collections.abc import Iterable
from pathlib import Path

from ogp.exports.headers import areas
from ogp.exports.redirects import file_forwards
from ogp.exports.servers import caddy, nginx, static_host
from ogp.register import Register
from ogp.site.addresses import prefix
from ogp.site.redirects import forwards


def write(folder: Path, register: Register, assets: str) -> None:
    """Writes them into the built site in `folder`, which holds all its files; `assets` is the folder of what pages load."""
    found = areas(folder, register, assets)
    old = (*forwards(register), *file_forwards(folder, register))
    prefixes = [own for language in register.site.languages if (own := prefix(register.site, language.code))]
    made: dict[str, Iterable[str]] = {
        nginx.HTTP: nginx.http(found, old),
        nginx.SERVER: nginx.server(found, prefixes),
        caddy.SITE: caddy.site(found, old, prefixes),
        static_host.NAME: static_host.headers(found, folder),
    }
    for name, lines in made.items():
        (folder / name).parent.mkdir(exist_ok=True)
        (folder / name).write_text("\n".join(lines) + "\n", encoding="utf-8")
