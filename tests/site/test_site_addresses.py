"""Which pages there are. Addresses are promises: once published, they work for ever."""

from pathlib import Path
from urllib.parse import urljoin

import pytest
from lxml import etree

from built import LANGUAGES, ROOT, Site, twin

GOLDEN = Path(__file__).with_name("addresses.txt")
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def test_exactly_these_pages_are_built(site: Site) -> None:
    assert list(site.addresses) == GOLDEN.read_text(encoding="utf-8").splitlines()


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
