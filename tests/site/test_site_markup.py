"""What holds for the HTML of every page."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from urllib.parse import urljoin

import pytest
from bs4 import Tag

from built import DIRECTIONS, LANGUAGES, ROOT, Site, language, twin, words


def _all(site: Site) -> Iterator[str]:
    yield from site.pages
    yield from (f"{prefix}404.html" for prefix in LANGUAGES.values())


def _content(page: Tag, selector: str, attribute: str = "content") -> str:
    found = page.select(selector)
    assert len(found) == 1, (selector, found)
    return str(found[0][attribute])


def test_language_and_direction_are_declared(site: Site) -> None:
    for address in site.addresses:
        page = site.soup(address).html
        assert page
        code = str(page["lang"])
        assert page["dir"] == DIRECTIONS[code], address
        target = site.redirects.get(address, address)
        assert code == language(target), address


def test_addresses_of_the_page_in_each_language(site: Site) -> None:
    for address in site.pages:
        page = site.soup(address)
        arabic, english = sorted(
            (urljoin(ROOT, address), urljoin(ROOT, twin(address))), key=lambda url: f"{ROOT}en/" in url
        )
        assert _content(page, "link[rel=canonical]", "href") == urljoin(ROOT, address)
        alternates = {link["hreflang"]: link["href"] for link in page.select("link[hreflang]")}
        assert alternates == {"ar": arabic, "en": english, "x-default": arabic}, address
        # Written with a blank before it, lest the theme's script fetch a sitemap below each.
        assert {link["rel"][-1] for link in page.select("link[hreflang]")} == {"alternate"}


@pytest.mark.parametrize("code", LANGUAGES)
def test_titles_and_descriptions_are_unique_and_of_good_length(site: Site, code: str) -> None:
    own = [address for address in site.pages if language(address) == code]
    titles = Counter(words(site.soup(address).title) for address in own)  # type: ignore[arg-type]
    descriptions = {address: _content(site.soup(address), "meta[name=description]") for address in own}
    assert [title for title, count in titles.items() if count > 1] == []
    assert [title for title in titles if len({*title.split(" · ")}) < len(title.split(" · "))] == []
    assert [text for text, count in Counter(descriptions.values()).items() if count > 1] == []
    assert {a: (len(text), text) for a, text in descriptions.items() if not 50 <= len(text) <= 300} == {}


def test_one_main_heading_and_no_skipped_level(site: Site) -> None:
    for address in _all(site):
        levels = [int(h.name[1]) for h in site.article(address).select("h1, h2, h3, h4, h5, h6")]
        assert levels.count(1) == len(site.soup(address).select("h1")) == 1, address
        assert levels[0] == 1, address
        assert all(after <= before + 1 for before, after in pairwise(levels)), (address, levels)


def test_headings_and_links_are_not_empty(site: Site) -> None:
    for address in _all(site):
        for element in site.article(address).select("h1, h2, h3, h4, a[href], summary, caption"):
            assert words(element) or element.get("aria-label"), (address, str(element))


def test_breadcrumbs_lead_from_the_home_page_down(site: Site) -> None:
    for address in site.pages:
        above = [site.target(address, str(a["href"]))[0] for a in site.soup(address).select("nav.ogp-path a")]
        home = LANGUAGES[language(address)]
        if address == home:
            assert above == []
            continue
        assert above[0] == home, address
        assert all(path in site.pages and address.startswith(path) for path in above), (address, above)
        assert above == sorted(set(above), key=len), (address, above)


def test_no_identifier_stands_twice(site: Site) -> None:
    for address in site.addresses:
        ids = Counter(element["id"] for element in site.soup(address).select("[id]"))
        assert [id_ for id_, count in ids.items() if count > 1] == [], address


def test_references_between_elements_hold(site: Site) -> None:
    for address in site.addresses:
        page = site.soup(address)
        ids = {element["id"] for element in page.select("[id]")}
        for attribute in ("aria-labelledby", "aria-describedby", "aria-controls", "for", "popovertarget"):
            for element in page.select(f"[{attribute}]"):
                value = element[attribute]
                assert set(value.split() if isinstance(value, str) else value) <= ids, (address, str(element)[:200])


def test_no_markup_stands_in_attributes_or_titles(site: Site) -> None:
    for address in site.addresses:
        page = site.soup(address)
        values = [value for e in page.find_all(True) for value in e.attrs.values() if isinstance(value, str)]
        assert [value for value in (*values, words(page.title)) if "<" in value or "&lt;" in value] == [], address  # type: ignore[arg-type]


def test_no_trace_of_unfinished_rendering(site: Site) -> None:
    for address in site.addresses:
        text = words(site.soup(address).body)  # type: ignore[arg-type]
        for mark in ("klzzwxh", "{#", "{{", "{%", "](", "None", "undefined", "bdi dir"):
            assert mark not in text, (address, mark, text[max(text.find(mark) - 60, 0) : text.find(mark) + 60])


def test_nothing_is_loaded_from_elsewhere(site: Site) -> None:
    for address in site.addresses:
        for element in site.soup(address).select("[src], [srcset], link[href], object, iframe"):
            # These name an address, and nothing is loaded from it.
            names = "hreflang" in element.attrs or element.get("type") == "application/json+oembed"
            if "canonical" in element.get("rel", []) or names:
                continue
            for value in (element.get("src"), element.get("srcset"), element.get("href")):
                assert not str(value or "").startswith(("http:", "https:", "//")), (address, str(element))
    for style in site.folder.rglob("*.css"):
        text = style.read_text(encoding="utf-8")
        assert "url(http" not in text and "@import" not in text and "url(//" not in text, style


def test_tables_can_be_read_by_everyone(site: Site) -> None:
    for address in _all(site):
        for table in site.article(address).select("table"):
            place = (address, str(table)[:120])
            assert table.caption and words(table.caption), place
            heads = table.select("thead th")
            assert heads and all(head.get("scope") == "col" and words(head) for head in heads), place
            for row in table.select("tbody tr, tfoot tr"):
                assert len(row.select("th[scope=row]")) == 1, (place, str(row)[:300])
                cells = row.find_all(["td", "th"], recursive=False)
                assert sum(int(cell.get("colspan", 1)) for cell in cells) == len(heads), (place, str(row)[:300])


def test_pictures_have_a_text_or_say_that_they_need_none(site: Site) -> None:
    for address in site.addresses:
        assert [str(img) for img in site.soup(address).select("img:not([alt])")] == [], address
