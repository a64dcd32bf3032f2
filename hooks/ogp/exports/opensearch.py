"""opensearch.xml in each language: by it a browser offers this site's search from its address bar."""

import xml.etree.ElementTree as etree
from collections.abc import Mapping
from pathlib import Path

from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import addresses

NAME = "opensearch.xml"

_NAMESPACE = "http://a9.com/-/spec/opensearch/1.1/"
_LONGEST_NAME = 16
"""Characters that a short name may have, by the specification (OpenSearch 1.1)."""


def write(folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer]) -> None:
    """Writes the description in each language into `folder`; `root` is the site's address."""
    for language, renderer in renderers.items():
        site, printer = register.site, renderer.printer
        prefix = addresses.prefix(site, language)
        name = printer.wording(site.name)
        top = etree.Element("OpenSearchDescription", xmlns=_NAMESPACE)
        for tag, text in (
            ("ShortName", _short(name)), ("LongName", name[:48]), ("Description", printer.wording(site.description)),
            ("Contact", site.contact_email), ("Language", language), ("InputEncoding", "UTF-8"),
        ):  # fmt: skip
            etree.SubElement(top, tag).text = text
        image = etree.SubElement(top, "Image", width="64", height="64", type="image/svg+xml")
        image.text = f"{root}assets/images/icon.svg"
        template = f"{root}{prefix}{addresses.SEARCH}?q={{searchTerms}}"
        etree.SubElement(top, "Url", type="text/html", template=template)
        etree.indent(top)
        etree.ElementTree(top).write(folder / prefix / NAME, encoding="utf-8", xml_declaration=True)


def _short(name: str) -> str:
    """As many whole words of `name` as a short name may hold."""
    short = ""
    for word in name.split():
        if len(f"{short} {word}".strip()) > _LONGEST_NAME:
            break
        short = f"{short} {word}".strip()
    return short or name[:_LONGEST_NAME]
