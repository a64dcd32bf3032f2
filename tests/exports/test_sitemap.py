"""The sitemap where one file may not hold all pages."""

from datetime import date
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from lxml import etree

from built import ROOT
from ogp.exports import sitemap
from ogp.exports.sitemap import ALLOWED, Limits
from ogp.register import Register
from ogp.site.pages import generated_pages

TODAY = date(2026, 11, 26)
NAMES = {"s": "http://www.sitemaps.org/schemas/sitemap/0.9", "x": "http://www.w3.org/1999/xhtml"}


def _written(folder: Path, register: Register, limits: Limits = ALLOWED) -> Path:
    written = {language.code: {} for language in register.site.languages}
    folder.mkdir()
    days = {page.address: page.view.updated for page in generated_pages(register, TODAY)}
    sitemap.write(folder, ROOT, register, days, written, limits=limits)
    return folder


def _urls(path: Path) -> list[bytes]:
    return [etree.tostring(url, method="c14n") for url in etree.parse(path).iterfind("s:url", NAMES)]


@pytest.mark.parametrize("limits", [Limits(addresses=40), Limits(bytes=20_000)])
def test_a_long_sitemap_is_an_index_of_files_that_hold_all_pages(
    real: Register, tmp_path: Path, limits: Limits
) -> None:
    whole = _urls(_written(tmp_path / "whole", real) / "sitemap.xml")
    folder = _written(tmp_path / "split", real, limits)
    index = etree.parse(folder / "sitemap.xml").getroot()
    assert etree.QName(index).localname == "sitemapindex"
    found: list[bytes] = []
    for number, entry in enumerate(index.iterfind("s:sitemap", NAMES), 1):
        address = entry.findtext("s:loc", "", NAMES)
        assert address == f"{ROOT}sitemap-{number}.xml"
        file = folder / urlsplit(address).path.removeprefix("/")
        own = _urls(file)
        assert 0 < len(own) <= limits.addresses and file.stat().st_size <= limits.bytes
        days = [day.text for day in etree.parse(file).iterfind("s:url/s:lastmod", NAMES)]
        assert entry.findtext("s:lastmod", None, NAMES) == max(map(str, days))
        found += own
    assert found == whole
    assert len(index) == len(list(folder.iterdir())) - 1 > 2


def test_a_sitemap_that_one_file_holds_is_one_file(real: Register, tmp_path: Path) -> None:
    folder = _written(tmp_path / "one", real)
    assert [path.name for path in folder.iterdir()] == ["sitemap.xml"]
    urls = _urls(folder / "sitemap.xml")
    exactly = _written(tmp_path / "exactly", real, Limits(addresses=len(urls)))
    assert _urls(exactly / "sitemap.xml") == urls
