"""opensearch.xml in each language: by it a browser offers this site's search from its address bar."""

import xml.etree.ElementTree as etree
from collections.abc import Iterator, Mapping
from functools import partial

from ogp.exports.units import Made, Unit
from ogp.rendering.renderer import Renderer
from ogp.site import addresses

NAME = "opensearch.xml"

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_NAME = 16
"""Characters that a short name may have, by the specification (OpenSearch 1.1)."""


def units(root: str, renderers: Mapping[str, Renderer]) -> Iterator[Unit]:
    """The description in each language; `root` is the site's address."""
    for renderer in renderers.values():
        path = renderer.local(NAME)
        yield Unit(path, "", partial(_made, path, root, renderer), places=(path,))


def _made(path: str, root: str, renderer: Renderer) -> Made:
    site, printer = renderer.register.site, renderer.printer
    name = printer.wording(site.name)
    top = etree.Element("OpenSearchDescription", xmlns=_NAMESPACE)
    for tag, text in (
        ("ShortName", _short(name)), ("LongName", name[:48]), ("Description", printer.wording(site.description)),
        ("Contact", site.contact_email), ("Language", printer.language.code), ("InputEncoding", "UTF-8"),
    ):  # fmt: skip
        etree.SubElement(top, tag).text = text
    image = etree.SubElement(top, "Image", width="64", height="64", type="image/svg+xml")
    image.text = f"{root}assets/images/icon.svg"
    template = f"{root}{renderer.local(addresses.SEARCH)}?q={{searchTerms}}"
    etree.SubElement(top, "Url", type="text/html", template=template)
    etree.indent(top)
    return Made([(path, etree.tostring(top, encoding="utf-8", xml_declaration=True))])


def _short(name: str) -> str:
    """As many whole words of `name` as a short name may hold."""
    short = ""
    for word in name.split():
        if len(f"{short} {word}".strip()) > _LONGEST_NAME:
            break
        short = f"{short} {word}".strip()
    return short or name[:_LONGEST_NAME]
