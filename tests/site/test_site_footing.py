"""Every page says on what it rests and when that was last changed, and links between records lead both ways."""

import re
import xml.etree.ElementTree as etree

import pytest

from built import LANGUAGES, ROOT, Site, words

SITEMAP = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9"}
CHANGED = re.compile(r"(was last changed|latest change of a record shown here was|آخر (تعديل|تغيير)).*?2[346] .*?2026")
WITHOUT_FACTS = (
    "about/accessibility/",
    "about/privacy/",
    "about/site/",
    "changes/",
    "documents/",
    "data/",
    "licences/",
)
"""Sections of pages that state no facts from documents, or are documents themselves."""
RECORD = re.compile(
    r"(?:plans/[^/]+/(?:commitments/\d+/|refresh/(?:[^/]+/)?)?"
    r"|(?:consultations|meetings|news|organizations|documents)/(?!\d{4}/)[^/]+/)"
)


def test_every_page_says_when_it_was_last_changed(site: Site) -> None:
    for address in site.pages:
        said = [words(element) for element in site.article(address).select(".ogp-updated")]
        assert len(said) == 1 and CHANGED.search(said[0]), address


def test_the_sitemap_says_the_same_day_as_the_page(site: Site) -> None:
    for url in etree.parse(site.folder / "sitemap.xml").getroot().findall("s:url", SITEMAP):
        address = "/" + (url.findtext("s:loc", "", SITEMAP)).removeprefix(ROOT)
        times = site.article(address).select(".ogp-updated time")
        assert [time["datetime"] for time in times] == [url.findtext("s:lastmod", "", SITEMAP)], address


@pytest.mark.parametrize("start", LANGUAGES.values())
def test_every_page_with_facts_leads_to_the_documents_on_which_it_rests(site: Site, start: str) -> None:
    for address in (a for a in site.pages if a.startswith(start) and (start != "/" or not a.startswith("/en/"))):
        own = address.removeprefix(start)
        if own.startswith(WITHOUT_FACTS):
            continue
        documents = [
            path for path, _ in site.links(address, site.article(address)) if path.startswith(f"{start}documents/")
        ]
        assert documents, address


@pytest.mark.parametrize("start", LANGUAGES.values())
def test_links_between_records_lead_both_ways(site: Site, start: str) -> None:
    linked = {}
    for address in site.pages:
        own = address.removeprefix(start) if address.startswith(start) else ""
        if RECORD.fullmatch(own):
            links = [a for a in site.article(address).select("a[href]") if not a.find_parent("nav")]
            linked[own] = {site.target(address, str(a["href"]))[0].removeprefix(start) for a in links}
    assert len(linked) > 70
    one_way = {
        (source, target)
        for source, targets in linked.items()
        for target in targets & linked.keys()
        if source not in linked[target]
    }
    assert one_way == set()
