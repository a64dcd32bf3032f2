"""What the head of a page tells programs of it."""

from markupsafe import Markup

from ogp.messages import message
from ogp.records.page_head import PageHead
from ogp.rendering.renderer import Renderer
from ogp.rendering.structured_data import Described, Describer, Node
from ogp.site import addresses, open_data
from ogp.site.open_data import OpenDataView
from ogp.site.pages import Page, ancestors, short_name
from ogp.views.changes import published_on

_TYPES = {
    "plans": "CollectionPage",
    "consultations": "CollectionPage",
    "section": "CollectionPage",
    "organizations": "CollectionPage",
    "search": "SearchResultsPage",
}
"""What schema.org calls the pages of a template, if it is more exact than WebPage."""


def described(renderer: Renderer, address: str, written: PageHead | None) -> tuple[Described, Markup]:
    """What the head of the page at `address` tells of it, and the same as JSON-LD; `written` is the head of a hand-written
    page."""
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
        path=[(renderer.whole(other.address), wording(short_name(other))) for other in ancestors(page, renderer.pages)],
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
