"""The page with which the copy begins: what it is of, and how it is cited."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from ogp.archiving.copying import Extent
from ogp.archiving.documents import LIST, WARC, Row, said
from ogp.archiving.pages import SITE
from ogp.exports.unserved import INDEX, front
from ogp.messages import message
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import prefix
from ogp.site.open_data import version
from ogp.verifying.manifest import Manifest


def write(
    root: Path,
    folder: Path,
    renderers: Mapping[str, Renderer],
    *,
    of: Manifest,
    extent: Extent,
    rows: Sequence[Row] | None,
) -> None:
    """Writes it into the `folder` of the copy, in every language, with the style of the project at `root`. `rows` are the
    documents of others, None where none were asked for."""
    first = next(iter(renderers.values()))
    shown = {"of": of, "extent": extent, "rows": rows, "said": said, "list": LIST, "warc": WARC, "folder": SITE}
    shown["version"] = version(first.register)
    parts = {}
    for code, own in renderers.items():
        home = f"{SITE}{prefix(own.register.site, code)}{INDEX}"
        parts[code] = own.part("archive/part.html", "", home=home, live=own.whole(""), **shown)
    page = front(root, renderers, message("Copy of the website"), root / "overrides/archive/archive.css", parts)
    (folder / INDEX).write_text(page, encoding="utf-8")
