"""The text that the search reads from a page: the page's own words, and nothing that stands there for another reason."""

from built import Site, words
from ogp.exports.search_text import LEFT_OUT, NOT_INDEXED, PageText, page_text

COMMITMENT = "/en/plans/nap5/commitments/4/"


def _read(site: Site) -> PageText:
    return page_text((site.folder / COMMITMENT.strip("/") / "index.html").read_bytes())


def test_every_class_that_it_knows_is_one_of_the_pages(site: Site) -> None:
    used = {
        name
        for address in site.pages
        for element in site.soup(address).select("article [class]")
        for name in element["class"]
    }
    assert used >= LEFT_OUT | NOT_INDEXED


def test_originals_in_the_other_language_sources_and_lists_of_links_are_no_text_of_the_page(site: Site) -> None:
    page = site.soup(COMMITMENT)
    text = " ".join(_read(site).words())
    for selector in (".ogp-original", ".ogp-source", ".ogp-links", ".ogp-trace"):
        found = [words(one) for one in page.select(f"article {selector}")]
        assert found
        assert not [one for one in found if len(one) > 40 and one in text]


def test_every_item_of_the_page_is_a_place_with_its_words(site: Site) -> None:
    read = _read(site)
    own = {place.anchor: " ".join(read.words()[place.start : place.end]) for place in read.places}
    items = site.soup(COMMITMENT).select("article li[id]:has(.ogp-passage)")
    assert items
    for item in items:
        assert words(item.select_one(".ogp-passage")) in own[str(item["id"])]
