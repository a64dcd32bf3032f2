"""What other websites show of ours: found by oEmbed, copied from the page, and right."""

import json
from typing import Any

import pytest
from bs4 import BeautifulSoup
from jsonschema import validate

from built import DIRECTIONS, LANGUAGES, ROOT, Site, language, words
from ogp.records.refresh import Outcome
from ogp.register import Register
from ogp.site.addresses import address_of

OEMBED = {
    "type": "object",
    "required": ["version", "type", "html", "width", "height"],
    "properties": {
        "version": {"const": "1.0"},
        "type": {"const": "rich"},
        "title": {"type": "string"},
        "author_name": {"type": "string"},
        "provider_name": {"type": "string"},
        "provider_url": {"type": "string", "pattern": "^https://"},
        "cache_age": {"type": "integer"},
        "html": {"type": "string", "pattern": "^<iframe "},
        "width": {"type": "integer", "minimum": 100},
        "height": {"type": "integer", "minimum": 100},
        "thumbnail_url": {"type": "string", "pattern": "^https://"},
        "thumbnail_width": {"type": "integer"},
        "thumbnail_height": {"type": "integer"},
    },
    "additionalProperties": False,
    "dependentRequired": {
        "thumbnail_url": ["thumbnail_width", "thumbnail_height"],
        "thumbnail_width": ["thumbnail_url", "thumbnail_height"],
    },
}
"""The parameters of a response of the type “rich”, after sections 2.3.4 and 2.3.4.4 of the specification (oembed.com)."""


def _embedded(real: Register) -> list[str]:
    return [*map(address_of, real.commitments.values()), *map(address_of, real.refreshes.values())]


def _document(site: Site, address: str) -> dict[str, Any]:
    [link] = site.soup(address).select('head link[type="application/json+oembed"]')
    found: dict[str, Any] = json.loads((site.folder / str(link["href"]).removeprefix(ROOT)).read_text("utf-8"))
    return found


@pytest.mark.parametrize("code", LANGUAGES)
def test_commitments_and_refreshes_are_found_by_oembed(site: Site, real: Register, code: str) -> None:
    found = {address for address in site.pages if site.soup(address).select('link[type="application/json+oembed"]')}
    own = {address for address in found if language(address) == code}
    assert own == {LANGUAGES[code] + address for address in _embedded(real)}
    for address in own:
        document = _document(site, address)
        validate(document, OEMBED)
        frame = BeautifulSoup(document["html"], "lxml").iframe
        assert frame
        assert frame["src"] == f"{ROOT}{LANGUAGES[code][1:]}embed/{address.removeprefix(LANGUAGES[code])}"
        assert frame["title"] == document["title"]
        assert (site.folder / document["thumbnail_url"].removeprefix(ROOT)).is_file()
        [offered] = [pre for pre in site.article(address).select("details pre") if "<iframe" in pre.get_text()]
        assert offered.get_text().strip() == document["html"]


def test_an_embed_says_what_the_page_says(site: Site, real: Register) -> None:
    for address in site.embeds:
        page = site.soup(address)
        assert page.html and (page.html["lang"], page.html["dir"]) == (language(address), DIRECTIONS[language(address)])
        [canonical] = page.select("link[rel=canonical]")
        assert str(canonical["href"]) == ROOT + address[1:].replace("embed/", "")
        assert page.select('meta[name="robots"][content="noindex"]')
        assert not page.select("script, img, iframe, style, [style]")
        assert all(link["target"] == "_blank" and link["rel"] == ["noopener"] for link in page.select("a"))
    refresh = real.refreshes["nap5/refresh"]
    rows = [words(row) for row in site.soup("/en/embed/plans/nap5/refresh/").select(".marks li")]
    names = {
        Outcome.ADDED: "Added",
        Outcome.ALREADY_INCLUDED: "Already included",
        Outcome.WILL_BE_CONSIDERED: "Will be considered",
        Outcome.NOT_ADDED: "Not added",
    }
    counts = {outcome: sum(a.outcome is outcome for a in refresh.activities) for outcome in Outcome}
    assert rows == [f"{counts[outcome]} {name}" for outcome, name in names.items()]
    said = words(site.soup("/en/embed/plans/nap5/commitments/4/").main)  # type: ignore[arg-type]
    assert "Ministry of Youth" in said
    assert "Added 3" in said


def test_embeds_are_neither_in_the_sitemap_nor_in_the_feeds(site: Site) -> None:
    for name in ("sitemap.xml", "feed.xml", "en/feed.xml"):
        assert "/embed/" not in (site.folder / name).read_text(encoding="utf-8")
