"""The file `_headers` in which hosts of static files, such as Netlify and Cloudflare Pages, look for headers.

They send the headers of all rules that fit an address, a header that two of them name twice. So no two rules with the same header
fit one address: what stands in no folder of its own is told by the names at the top of the site.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from ogp.exports.headers import EVERYWHERE, Area

NAME = "_headers"


def headers(areas: Sequence[Area], folder: Path) -> Iterator[str]:
    """The lines of the file for the site built in `folder`."""
    yield from _rule("*", EVERYWHERE)
    *special, rest = areas
    for area in special:
        for own in area.folders:
            yield from _rule(f"{own}*", area.headers)
    for pattern in _elsewhere(folder, "", {own for area in special for own in area.folders}):
        yield from _rule(pattern, rest.headers)


def _elsewhere(folder: Path, above: str, apart: Collection[str]) -> Iterator[str]:
    """Patterns of all that stands in `folder`, whose address is `above`, but not in the folders `apart`."""
    yield above
    for path in sorted(folder.iterdir()):
        own = f"{above}{path.name}"
        if not path.is_dir():
            yield from (own,) if path.name != "index.html" else ()
        elif any(other.startswith(f"{own}/") and other != f"{own}/" for other in apart):
            yield from _elsewhere(path, f"{own}/", apart)
        elif f"{own}/" not in apart:
            yield f"{own}/*"


def _rule(pattern: str, headers: Mapping[str, str]) -> Iterator[str]:
    yield f"/{pattern}"
    yield from (f"  {name}: {value}" for name, value in headers.items())
