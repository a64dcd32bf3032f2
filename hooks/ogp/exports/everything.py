"""All that a site has besides its pages and its search index."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path

from ogp.exports import (
    bill,
    calendar,
    feeds,
    open_data,
    opensearch,
    redirects,
    robots,
    security,
    sitemap,
    transcripts,
)
from ogp.exports.store import Store
from ogp.records.page_head import PageHead
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.pages import Page


def write(
    folder: Path,
    root: str,
    register: Register,
    *,
    pages: Mapping[str, Page],
    written: Mapping[str, Mapping[str, PageHead]],
    renderers: Mapping[str, Renderer],
    made_files: Mapping[str, bytes],
    today: date,
    store: Store,
) -> None:
    """Writes it into `folder`, as it is on `today`; `root` is the site's address, `pages` by address; `written` the heads of the
    hand-written pages and `renderers`, by language; `made_files`, such as reports and pictures, by address."""
    sitemap.write(folder, root, register, pages.values(), written)
    robots.write(folder, root)
    security.write(folder, root, register.site, today)
    transcripts.write(folder, register)
    for address, content in made_files.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    feeds.write(folder, root, register, renderers)
    calendar.write(folder, root, register, renderers)
    open_data.write(folder, root, register, renderers, store)
    bill.write(folder, store)
    opensearch.write(folder, root, register, renderers)
    redirects.write(folder, root, register, renderers)
