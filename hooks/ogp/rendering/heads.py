"""What the head of a page tells programs of it."""

from typing import Any

from markupsafe import Markup

from ogp.messages import message
from ogp.records.page_head import PageHead
from ogp.rendering.frame import BASE
from ogp.rendering.renderer import Renderer
from ogp.rendering.structured_data import Described, Describer, Node
from ogp.site import addresses, open_data
from ogp.site.feeds import feed_links
from ogp.site.open_data import OpenDataView
from ogp.site.pages import Page
from ogp.views.changes import published_on

_TYPES = {
    "plans": "CollectionPage",
    "consultations": "CollectionPage",
    "section": "CollectionPage",
    "organizations": "CollectionPage",
    "search": "SearchResultsPage",
}
"""What schema.org calls the pages of a template, if it is more exact than WebPage."""


def head(renderer: Renderer, address: str, written: PageHead | None = None) -> Markup:
    """What stands in the head of the page at `address`; `written` is what the head of a hand-written page says."""
    page = renderer.pages.get(address)
    found, structured = _described(renderer, address, written)
    texts = (
        (written.title, written.description) if written else (page.view.title, page.view.description) if page else ()
    )
    title, description = map(renderer.printer.attribute, texts)
    site = renderer.register.site
    return _tags(
        renderer,
        renderer.local(address),
        title=title,
        description=description,
        described=found,
        structured=structured,
        above=above(renderer, address),
        alternates={
            language.code: renderer.root + addresses.prefix(site, language.code) + address
            for language in site.languages
        },
        embed=renderer.embeds.get(address),
        feeds=feed_links(renderer.register, address),
    )


def head_of_none(renderer: Renderer, path: str) -> Markup:
    """What stands in the head of the page at `path`, which answers for addresses without a page."""
    return _tags(
        renderer,
        path,
        title=renderer.printer.attribute(message("This page does not exist")),
        description=renderer.printer.attribute(
            message("There is no page at this address. These pages will help you on.")
        ),
        described=None,
        structured=None,
        above=[],
        alternates={},
        embed=None,
        feeds=feed_links(renderer.register, None),
    )


def _tags(renderer: Renderer, path: str, **context: Any) -> Markup:
    site_title = renderer.printer.wording(renderer.register.site.name)
    return Markup(renderer.part("parts/head.html", path, base=BASE, site_title=site_title, **context))


def above(renderer: Renderer, address: str) -> list[tuple[str, Markup]]:
    """The pages above the one at `address`: address within the language and name, from the home page down."""
    page = renderer.pages.get(address)
    path = renderer.path(page) if page else [(addresses.HOME, message("Home"))]
    return [(above, renderer.printer.inline(name)) for above, name in path]


def _described(renderer: Renderer, address: str, written: PageHead | None) -> tuple[Described, Markup]:
    """What the page tells programs of it, and the same as JSON-LD."""
    describer = Describer(
        renderer.register, renderer.language.code, renderer.printer.wording, renderer.whole, renderer.root
    )
    page = renderer.pages.get(address)
    if page is None:
        assert written
        found = _of_written(renderer, address, written)
        return found, describer.script(found, None)
    record = page.view.record
    found = _of_generated(renderer, page)
    others = [_dataset(renderer, describer, page.view)] if isinstance(page.view, OpenDataView) else []
    # Some pages show a part of a record whose own page is another.
    main = record if record and addresses.address_of(record) == address else None
    return found, describer.script(found, main, others)


def _of_generated(renderer: Renderer, page: Page) -> Described:
    view, wording = page.view, renderer.printer.wording
    return Described(
        type=_TYPES.get(page.template, "WebPage"),
        title=wording(view.title),
        description=wording(view.description),
        address=renderer.whole(page.address),
        picture=renderer.root + renderer.card_address(page.address),
        path=[(renderer.whole(above), wording(name)) for above, name in renderer.path(page)],
        published=published_on(renderer.register, view.record) if view.record else None,
        changed=view.updated,
    )


def _of_written(renderer: Renderer, address: str, written: PageHead) -> Described:
    return Described(
        type="AboutPage",
        title=written.title,
        description=written.description,
        address=renderer.whole(address),
        picture=renderer.root + renderer.card_address(address),
        path=[(renderer.whole(addresses.HOME), renderer.printer.wording(message("Home")))],
        changed=written.updated,
    )


def _dataset(renderer: Renderer, describer: Describer, view: OpenDataView) -> Node:
    """The open data as a dataset of schema.org."""
    site = renderer.register.site
    formats = [(path, open_data.WORKBOOK_TYPE) for _, path in view.workbooks]
    formats += [(open_data.ARCHIVE, "application/zip"), (open_data.PACKAGE, "application/json")]
    return {
        "@type": "Dataset",
        "@id": f"{renderer.root}{addresses.OPEN_DATA}#dataset",
        "name": renderer.printer.wording(message("Open data of {site}", site=site.name)),
        "description": renderer.printer.wording(view.description),
        "version": view.version.name if view.version else None,
        "license": site.licence.url if site.licence else None,
        "isAccessibleForFree": True,
        "creator": describer.reference(renderer.register.organizations[site.publisher]),
        "distribution": [
            {"@type": "DataDownload", "contentUrl": renderer.root + path, "encodingFormat": media}
            for path, media in formats
        ],
    }
