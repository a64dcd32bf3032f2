"""A copy of the built site that is opened from a disk."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ogp.archiving import assets
from ogp.archiving.pages import SITE, Kept, copied
from ogp.exports.unserved import INDEX
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import prefix
from ogp.verifying.manifest import OF_SERVER

SUMS = "SHA256SUMS"
"""The sums of all other files of the copy, as sha256sum reads them."""

_COMPRESSED = (".gz", ".br")
_FOLDERS = ("admin/", "pagefind/")
_FILES = ("404.html", "opensearch.xml", "robots.txt")
"""What only a server or a search engine needs, at the beginning of the site or of a language."""


@dataclass(frozen=True, slots=True)
class Extent:
    """How many pages and files of the site the copy has."""

    pages: int
    files: int


def chosen(site: Path, prefixes: Sequence[str]) -> tuple[str, ...]:
    """The files of the built `site`, with a language behind each of `prefixes`, that readers have without a server; of those
    whose names differ in capitals only, which not every disk tells apart, the one with the fewest."""
    alike: dict[str, list[str]] = defaultdict(list)
    names = {path.relative_to(site).as_posix() for path in site.rglob("*") if path.is_file()}
    for name in names:
        if not _is_left_out(name, names, prefixes):
            alike[name.casefold()].append(name)
    return tuple(sorted(min(own, key=lambda name: (sum(map(str.isupper, name)), name)) for own in alike.values()))


def _is_left_out(name: str, names: set[str], prefixes: Sequence[str]) -> bool:
    beginnings = tuple(own + folder for own in prefixes for folder in _FOLDERS)
    whole = {own + file for own in prefixes for file in _FILES}
    compressed = name.endswith(_COMPRESSED) and name.rpartition(".")[0] in names
    return compressed or name in whole or name.startswith((OF_SERVER, *beginnings))


def write(root: Path, site: Path, folder: Path, renderers: Mapping[str, Renderer], kept: Mapping[str, Kept]) -> Extent:
    """Writes the copy of the `site`, built from the project at `root`, into `folder`; `renderers` print what its pages say
    besides, `kept` is what it has of other sites, by address."""
    beginnings = {prefix(own.register.site, code): own for code, own in renderers.items()}
    names = chosen(site, tuple(beginnings))
    added = (root / "overrides/archive/pages.css").read_text(encoding="utf-8")
    pages = 0
    for name in names:
        target = folder / SITE / name
        target.parent.mkdir(parents=True, exist_ok=True)
        if name.endswith(".html"):
            own = max((one for one in beginnings if name.startswith(one)), key=len)
            page = copied((site / name).read_text(encoding="utf-8"), name, beginnings[own], kept)
            target.write_text(page, encoding="utf-8")
            pages += name.endswith(INDEX)
        elif name.endswith(".js"):
            target.write_text(assets.script(site / name), encoding="utf-8")
        elif name.endswith(".css"):
            target.write_text(assets.style(site / name) + added, encoding="utf-8")
        else:
            target.write_bytes((site / name).read_bytes())
    return Extent(pages, len(names))


def write_sums(folder: Path) -> None:
    """Writes the sums of all files of the copy in `folder`."""
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    lines = (f"{sha256((folder / name).read_bytes()).hexdigest()}  {name}\n" for name in names if name != SUMS)
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
