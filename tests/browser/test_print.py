"""Pages on paper: what stands there, read from real PDF files, and what does not."""

import re
import unicodedata
from datetime import date
from io import BytesIO

import pytest
from babel.dates import format_date
from bs4 import Tag
from kinds import KINDS
from open_page import Open
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from built import LANGUAGES, ROOT, TODAY, Site, words

ON_SCREEN_ONLY = (
    "body > header", "header nav", "[role=search]", "a[href='#content']", "article details:has(> nav)", "footer nav",
    "[data-ogp-filter]", "[data-ogp-theme]", "[data-ogp-copied]",
)  # fmt: skip
SOURCES = {"ar": "المصادر وسجل التغييرات", "en": "Sources and history"}
AS_OF = {"ar": "بحسب المعلوم في", "en": "As of"}
FIGURES = "article details:has(table)"

both_languages = pytest.mark.parametrize("code", LANGUAGES)


def _said(text: str) -> set[str]:
    """The words of a text, without vowel signs. In PDF files Arabic letters have the shapes in which they are painted."""
    letters = unicodedata.normalize("NFKC", text)
    return set(re.findall(r"\w+", "".join(one for one in letters if unicodedata.category(one) != "Mn")))


def _printed(page: Page) -> str:
    """The text of the page as printed, in the order in which it is painted."""
    file = page.pdf(format="A4", prefer_css_page_size=True)
    return "\n".join(sheet.extract_text() for sheet in PdfReader(BytesIO(file)).pages)


@both_languages
@pytest.mark.parametrize("address", [one for one in KINDS if one != "no-such-page/"])
def test_a_printed_page(open_page: Open, address: str, code: str) -> None:
    """With its address, day and sources; without what only a screen can use; dark on light, whatever the reader chose."""
    page = open_page(LANGUAGES[code] + address, scheme="dark").page
    page.locator("button[data-ogp-theme]").click()
    page.locator("button[data-ogp-theme]").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    text = _printed(page)
    said = _said(text)
    day = format_date(date.fromisoformat(TODAY), "d MMMM y", locale="ar_JO" if code == "ar" else "en_GB")
    assert f"{ROOT}{LANGUAGES[code][1:]}{address}" in text.split()
    for phrase in (AS_OF[code], day, page.locator("h1").inner_text()):
        assert _said(phrase) <= said, phrase
    # A hand-written page names its sources in its text; the search page states nothing.
    assert _said(SOURCES[code]) <= said or address.startswith(("about/", "search/"))

    page.emulate_media(media="print")
    for selector in ON_SCREEN_ONLY:
        for one in page.locator(selector).all():
            expect(one).to_be_hidden()
    assert page.evaluate("getComputedStyle(document.body).backgroundColor") == "rgb(255, 255, 255)"
    assert page.evaluate("getComputedStyle(document.body).color") == "rgb(0, 0, 0)"
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == "light"
    assert page.locator("article button:visible, article input:visible, article select:visible").count() == 0


@both_languages
@pytest.mark.parametrize("address", ["", "plans/nap5/", "plans/nap5/refresh/", "documents/refresh-outcomes-report/"])
def test_what_stands_closed_is_printed(open_page: Open, site: Site, address: str, code: str) -> None:
    page = open_page(LANGUAGES[code] + address).page
    expect(page.locator(f"{FIGURES} table").first).to_be_hidden()
    said = _said(_printed(page))
    table = site.article(LANGUAGES[code] + address).select_one("details table")
    assert isinstance(table, Tag) and table.caption
    # A vowel sign, painted by itself, breaks its word in two.
    plain = [word for word in words(table.caption).split() if not any(map(unicodedata.combining, word))]
    assert len(plain) > 3
    assert _said(" ".join(plain)) <= said


@both_languages
def test_an_original_is_printed_if_it_was_opened(open_page: Open, code: str) -> None:
    address = "plans/nap5/refresh/activities/" if code == "ar" else "plans/nap5/commitments/4/"
    page = open_page(LANGUAGES[code] + address).page
    original = page.locator("article details:has(> [lang][dir])").first
    text = _said(str(original.locator("[lang][dir]").text_content()))
    before = _said(_printed(page))
    original.locator("summary").click()
    after = _said(_printed(page))
    assert len(text - before) > 3
    assert text <= after


@both_languages
@pytest.mark.parametrize("address", ["", "plans/nap5/refresh/activities/", "plans/nap5/commitments/1/"])
def test_nothing_is_cut_off_at_the_edge_of_the_paper(open_page: Open, address: str, code: str) -> None:
    """178 mm of text on A4 are 673 pixels."""
    page = open_page(LANGUAGES[code] + address, width=673).page
    page.emulate_media(media="print")
    wide = page.evaluate(
        "() => [...document.querySelectorAll('article *')].filter((e) => e.scrollWidth > 674"
        " || e.getBoundingClientRect().right > 674 || e.getBoundingClientRect().left < -1)"
        ".map((e) => e.outerHTML.slice(0, 100))"
    )
    assert wide == []


@both_languages
def test_a_sum_stands_once_at_the_end_of_its_table(open_page: Open, code: str) -> None:
    """As a foot of the table it would be repeated on every sheet, below a part of what it adds up."""
    page = open_page(LANGUAGES[code] + "plans/nap5/refresh/").page
    page.emulate_media(media="print")
    sums = page.locator("article tfoot").evaluate_all("(all) => all.map((e) => getComputedStyle(e).display)")
    assert len(sums) == 2 and set(sums) == {"table-row-group"}
