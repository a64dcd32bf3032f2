"""Which pages there are. Addresses are promises: once published, they work for ever."""

import re
from urllib.parse import urljoin

import pytest
from lxml import etree

from built import LANGUAGES, PROJECT, ROOT, Site, twin

PUBLISHED = (PROJECT / "data" / "addresses.txt").read_text(encoding="utf-8").split()
PROMISED = [
    "/", "/plans/", "/plans/nap5/", "/plans/nap4/", "/plans/nap5/commitments/4/", "/plans/nap5/refresh/",
    "/plans/nap5/refresh/activities/", "/plans/nap5/refresh/new-commitments/", "/consultations/",
    "/consultations/2024-nap5-refresh/", "/news/", "/news/2024-04-08-refresh-call/", "/news/2024-08-25-refresh-outcomes/",
    "/meetings/", "/meetings/2021-11-25-msf/", "/meetings/2019-09-30-review/", "/meetings/2022-06-23-workshop/",
    "/meetings/2024-05-06-focal-points/", "/meetings/2024-06-02-workshop/", "/meetings/2024-07-30-msf/", "/organizations/",
    "/organizations/ministry-of-youth/", "/documents/", "/standards/", "/changes/", "/search/",
    "/plans/nap5/commitments/5/#milestone-3", "/plans/nap5/commitments/1/#milestone-2-activity-3",
    "/plans/nap5/commitments/1/#recommendation-1-2", "/plans/nap5/commitments/4/#recommendation-5",
    "/plans/nap5/commitments/4/#change-a12", "/plans/nap5/refresh/#step-4", "/plans/nap5/refresh/activities/#a07",
    "/plans/nap5/refresh/new-commitments/#p2", "/plans/nap5/refresh/#outcome-1", "/meetings/2022-06-23-workshop/#agenda-3",
    "/meetings/2021-11-25-msf/#decision-2", "/meetings/2021-11-25-msf/#topic-1",
    "/consultations/2024-nap5-refresh/#suggestion-3",
]  # fmt: skip
"""Addresses that the site was promised to have from its first day."""
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _anchors(site: Site, address: str) -> set[str]:
    return {str(element["id"]) for element in site.article(address).select("[id]")}


def test_the_promised_addresses_are_published() -> None:
    assert set(PROMISED) <= set(PUBLISHED)


@pytest.mark.parametrize("code", LANGUAGES)
def test_everything_ever_published_stands_in_both_languages(site: Site, code: str) -> None:
    pages, anchors = {*site.pages, *site.embeds}, {}
    for address in PUBLISHED:
        path, _, anchor = urljoin(LANGUAGES[code], address.removeprefix("/")).partition("#")
        if "." in address.rpartition("/")[2]:
            once = address.startswith(("/data/", "/api/", "/standards/")) or address.endswith(
                (".txt", ".csv", "/sbom.cdx.json", "/manifest.json")
            )
            assert (site.folder / (address if once else path).removeprefix("/")).is_file(), address
            continue
        page = site.redirects.get(path, path)
        assert page in pages, address
        if not anchor:
            continue
        anchors.setdefault(page, _anchors(site, page))
        assert anchor in anchors[page], address


def test_an_item_has_the_same_anchor_in_both_languages(site: Site) -> None:
    for address in site.pages:
        assert _anchors(site, address) == _anchors(site, twin(address)), address


def test_every_numbered_item_shows_its_own_address(site: Site) -> None:
    seen = set()
    for address in site.pages:
        for link in site.soup(address).select("article [data-ogp-self]"):
            anchor = str(link["href"]).removeprefix("#")
            assert link in site.find(address, anchor).descendants, (address, anchor)
            seen.add(re.sub(r"\d+", "1", anchor))
    assert seen >= {
        "milestone-1", "milestone-1-activity-1", "recommendation-1", "recommendation-1-1", "indicator-1-1", "change-a1", "a1",
        "p1", "step-1", "outcome-1", "agenda-1", "decision-1", "topic-1", "suggestion-1", "result-1-1", "requirement-1-1",
        "draft-1", "question-1",
    }  # fmt: skip


def test_every_page_stands_in_both_languages(site: Site) -> None:
    assert {twin(address) for address in site.pages} == set(site.pages)


def test_sitemap_names_every_page_of_both_languages(site: Site) -> None:
    sitemap = etree.parse(site.folder / "sitemap.xml")
    assert [loc.text for loc in sitemap.iterfind("s:url/s:loc", NAMES)] == sorted(
        (urljoin(ROOT, address) for address in site.pages), key=lambda url: (url.startswith(f"{ROOT}en/"), url)
    )


def test_sitemap_gives_alternates(site: Site) -> None:
    for url in etree.parse(site.folder / "sitemap.xml").iterfind("s:url", NAMES):
        own = url.findtext("s:loc", "", NAMES)
        path = own.removeprefix(f"{ROOT}en/").removeprefix(ROOT)
        links = {link.get("hreflang"): link.get("href") for link in url.iterfind("x:link[@rel='alternate']", NAMES)}
        assert links == {"ar": ROOT + path, "en": f"{ROOT}en/{path}", "x-default": ROOT + path}


def test_robots_may_read_everything_and_find_the_sitemap(site: Site) -> None:
    assert (site.folder / "robots.txt").read_text(encoding="utf-8").split() == [
        "User-agent:", "*", "Allow:", "/", "Sitemap:", f"{ROOT}sitemap.xml",
    ]  # fmt: skip


@pytest.mark.parametrize("code", LANGUAGES)
def test_missing_pages_are_answered_in_each_language(site: Site, code: str) -> None:
    page = site.soup(f"{LANGUAGES[code]}404.html")
    home = LANGUAGES[code]
    assert page.html and page.html["lang"] == code
    assert page.select_one("meta[name=robots][content=noindex]")
    assert page.article and home in {a["href"] for a in page.article.select("a[href]")}
    assert page.select_one(".ogp-languages a[hreflang]")["hreflang"] != code  # type: ignore[index]
