"""sitemap.xml: every page of every language with its alternates and the day of the last change."""

import xml.etree.ElementTree as etree
from collections.abc import Iterable, Mapping
from pathlib import Path

from ogp.records.page_head import PageHead
from ogp.register import Register
from ogp.site import addresses
from ogp.site.pages import Page

_SITEMAP = "http://www.sitemaps.org/schemas/sitemap/0.9"
_XHTML = "http://www.w3.org/1999/xhtml"


def write(
    folder: Path,
    root: str,
    register: Register,
    pages: Iterable[Page],
    written: Mapping[str, Mapping[str, PageHead]],
) -> None:
    """Writes sitemap.xml into `folder`; `root` is the site's address, `written` the heads of the hand-written pages, by
    language and address."""
    etree.register_namespace("", _SITEMAP)
    etree.register_namespace("xhtml", _XHTML)
    made = {page.address: page.view.updated for page in pages}
    urlset = etree.Element(f"{{{_SITEMAP}}}urlset")
    prefixes = {language.code: addresses.prefix(register.site, language.code) for language in register.site.languages}
    for language, own in prefixes.items():
        days = made | {address: head.updated for address, head in written[language].items()}
        for address, day in sorted(days.items()):
            url = etree.SubElement(urlset, f"{{{_SITEMAP}}}url")
            etree.SubElement(url, f"{{{_SITEMAP}}}loc").text = f"{root}{own}{address}"
            if day:
                etree.SubElement(url, f"{{{_SITEMAP}}}lastmod").text = day.isoformat()
            for other, prefix in [*prefixes.items(), ("x-default", "")]:
                link = f"{root}{prefix}{address}"
                etree.SubElement(url, f"{{{_XHTML}}}link", rel="alternate", hreflang=other, href=link)
    etree.indent(urlset)
    etree.ElementTree(urlset).write(folder / "sitemap.xml", encoding="utf-8", xml_declaration=True)
