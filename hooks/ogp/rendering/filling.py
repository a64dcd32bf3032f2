"""What fills the frame of each page: its head, the way to it, and the page itself."""

from collections.abc import Sequence

from markupsafe import Markup

from ogp.records.page_head import PageHead
from ogp.rendering.frame import Filling
from ogp.rendering.heads import above, head, head_of_none
from ogp.rendering.renderer import Heading, Renderer
from ogp.site.pages import Page
from ogp.views.page import Version


def generated(renderer: Renderer, page: Page) -> Filling:
    """The filling of a page made from records."""
    return Filling(head(renderer, page.address), _path(renderer, page.address), renderer.body(page))


def written(renderer: Renderer, address: str, page: PageHead, html: Markup, headings: Sequence[Heading]) -> Filling:
    """The filling of a hand-written page with this head, this HTML and these headings below its title."""
    contents = renderer.contents(headings)
    foot = renderer.part("parts/written.html", renderer.local(address), head=page, version=Version(page.updated, ""))
    body = str(html).replace("</h1>", f"</h1>{contents}", 1) + foot
    return Filling(head(renderer, address, page), _path(renderer, address), body)


def lost(renderer: Renderer, path: str, home: str) -> Filling:
    """The filling of the page at `path`, which answers for addresses without a page; `home` is where the site stands on its
    server."""
    return Filling(head_of_none(renderer, path), "", renderer.part("parts/not_found.html", path, home=home))


def _path(renderer: Renderer, address: str) -> str:
    return renderer.part("parts/path.html", renderer.local(address), above=above(renderer, address))
