"""Right to left, measured: where things stand in the browser, in both languages."""

import re

import pytest
from kinds import KINDS
from open_page import Open
from playwright.sync_api import Locator, Page

from built import LANGUAGES

both_languages = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)

# Left edges of the characters of the first visible place where a text stands, in the order of the text.
CHARACTERS = """(text) => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    const start = node.data.indexOf(text);
    if (start < 0 || !node.parentElement.checkVisibility() || node.parentElement.closest("svg, .ogp-sr")) continue;
    return [...text].map((_, index) => {
      const range = document.createRange();
      range.setStart(node, start + index);
      range.setEnd(node, start + index + 1);
      return range.getBoundingClientRect().left;
    });
  }
  return [];
}"""

# Of every icon: whether a mark at its right end is painted at its left.
MIRRORED = """() => [...document.querySelectorAll("svg[viewBox]")].filter((svg) => svg.checkVisibility()).map((svg) => {
  const mark = document.createElementNS("http://www.w3.org/2000/svg", "rect");
  const { x, y, width, height } = svg.viewBox.baseVal;
  for (const [name, value] of Object.entries({ x: x + width - 1, y: y + height / 2, width: 1, height: 1 })) {
    mark.setAttribute(name, value);
  }
  svg.append(mark);
  const [a, b] = [mark.getBoundingClientRect(), svg.getBoundingClientRect()];
  mark.remove();
  return [svg.innerHTML.trim(), a.left + a.width / 2 < b.left + b.width / 2];
})"""
ARROW = "M4 12h15M13 6l6 6-6 6"


def _box(locator: Locator) -> dict[str, float]:
    box = locator.bounding_box()
    assert box
    return {"left": box["x"], "right": box["x"] + box["width"], "top": box["y"], "width": box["width"]}


def _start(page: Page, locator: Locator) -> float:
    """Distance of the element's inline start from that of the window."""
    box, window = _box(locator), page.viewport_size
    assert window
    return window["width"] - box["right"] if _rtl(page) else box["left"]


def _rtl(page: Page) -> bool:
    return page.locator("html").get_attribute("dir") == "rtl"


def _in_order(page: Page, *locators: Locator) -> bool:
    starts = [_start(page, locator) for locator in locators]
    return starts == sorted(starts) and len(set(starts)) == len(starts)


@both_languages
def test_header(open_page: Open, root: str) -> None:
    page = open_page(root + "plans/").page
    header = page.get_by_role("banner")
    brand, search = header.locator("a:has(img)"), header.get_by_role("search")
    theme = header.locator("button[data-ogp-theme]")
    assert _in_order(page, brand.locator("img"), brand.locator("span"), header.locator("a[hreflang]"), search, theme)
    assert abs(_start(page, brand) - _start(page, page.locator("h1"))) < 1, "the name stands above the text"
    sections = header.locator("nav > ul > li > a").all()
    assert len(sections) == 10 and _in_order(page, *sections)
    end = page.viewport_size["width"] - _start(page, theme) - _box(theme)["width"]  # type: ignore[index]
    assert abs(end - _start(page, brand)) < 1, "the last tool stands at the other side"


@both_languages
@pytest.mark.parametrize("width", [390, 1280])
def test_header_on_each_side_of_the_middle(open_page: Open, root: str, width: int) -> None:
    page = open_page(root, width=width).page
    brand, language = page.locator("header img"), page.locator("header a[hreflang]")
    assert _start(page, brand) < width / 2 < _start(page, language)
    assert (_box(brand)["left"] > width / 2) is (root == "/")


@both_languages
def test_contents_stand_beside_the_text(open_page: Open, root: str) -> None:
    page = open_page(root + "plans/nap5/commitments/4/").page
    contents, text = page.locator("article details > nav"), page.locator("article > h2").first
    assert _in_order(page, text, contents)
    text_box, box = _box(text), _box(contents)
    assert box["right"] <= text_box["left"] if root == "/" else text_box["right"] <= box["left"]


@both_languages
def test_cards_run_from_the_start(open_page: Open, root: str) -> None:
    page = open_page(root).page
    cards = page.locator("section[aria-labelledby=commitments] > ol > li")
    assert cards.count() == 6
    first = [card for card in cards.all() if _box(card)["top"] == _box(cards.first)["top"]]
    assert len(first) > 1 and _in_order(page, *first)
    for card in cards.all():
        number = card.locator("p").first
        assert number.evaluate("(e) => getComputedStyle(e).textAlign") == "start"
        ink = page.evaluate(
            "(e) => { const r = document.createRange(); r.selectNodeContents(e);"
            " const box = r.getBoundingClientRect(); return [box.left, box.right]; }",
            number.element_handle(),
        )
        box = _box(card)
        gaps = [ink[0] - box["left"], box["right"] - ink[1]]
        assert min(gaps) == gaps[1 if root == "/" else 0] < 40


@both_languages
@pytest.mark.parametrize("address", ["plans/nap5/refresh/activities/", "standards/"])
def test_columns_of_tables_run_from_the_start(open_page: Open, root: str, address: str) -> None:
    page = open_page(root + address).page
    table = page.get_by_role("region").first
    assert _in_order(page, *table.locator("thead th").all())
    row = table.locator("tbody tr").first
    assert _in_order(page, *row.locator("th, td").all())
    assert abs(_start(page, row.locator("th")) - _start(page, page.locator("h1"))) < 30


@both_languages
@pytest.mark.parametrize("width", [390, 1280])
def test_timeline(open_page: Open, root: str, width: int) -> None:
    """The dot stands on the line; on a desk the date before it and the event after it."""
    page = open_page(root + "plans/nap5/", width=width).page
    for item in page.locator("li[id^=event-]").all():
        line, dot = (
            item.evaluate(
                """(e, [part, side]) => {
                  const style = getComputedStyle(e, part);
                  return parseFloat(style[side]) + e.ownerDocument.defaultView.parseFloat(style.width) / 2;
                }""",
                [part, "right" if root == "/" else "left"],
            )
            for part in ("::before", "::after")
        )
        assert abs(line - dot) < 1.5
        date, event = item.locator("> p"), item.locator("> div")
        place = _start(page, item) + dot
        assert _start(page, event) > place
        if width == 1280:
            assert _start(page, date) + _box(date)["width"] < place
        else:
            assert place < _start(page, date)


@both_languages
@pytest.mark.parametrize("address", ["", "plans/", "plans/nap5/"])
def test_years_of_the_chart_run_as_the_language_reads(open_page: Open, root: str, address: str) -> None:
    page = open_page(root + address).page
    words = page.locator("figure svg[role=img] text").all()
    years = [word for word in words if re.fullmatch(r"\d{4}", word.text_content() or "") and word.is_visible()]
    names = [int(str(year.text_content())) for year in years]
    assert len(names) > 3 and names == sorted(names)
    assert _in_order(page, *years)


@both_languages
@pytest.mark.parametrize("width", [390, 1280])
def test_steps_run_from_the_start(open_page: Open, root: str, width: int) -> None:
    page = open_page(root + "plans/nap5/refresh/", width=width).page
    steps = page.locator("article > ol[aria-label] > li")
    assert steps.count() == 10
    places = [(round(_box(step)["top"]), _start(page, step)) for step in steps.all()]
    assert places == sorted(places) and len(set(places)) == 10


@both_languages
def test_only_arrows_are_mirrored(open_page: Open, root: str) -> None:
    page = open_page(root + "plans/nap5/commitments/4/").page
    icons = page.evaluate(MIRRORED)
    arrows = [mirrored for drawing, mirrored in icons if ARROW in drawing]
    assert arrows == [root == "/"]
    assert [drawing for drawing, mirrored in icons if mirrored and ARROW not in drawing] == []
    assert len(icons) > 5
    before, after = page.locator("div:has(+ svg), svg + div").all()
    assert _in_order(page, before, after)


@both_languages
@pytest.mark.parametrize("address", KINDS)
def test_no_icon_but_arrows_is_mirrored_anywhere(open_page: Open, root: str, address: str) -> None:
    page = open_page(root + address).page
    assert [drawing for drawing, mirrored in page.evaluate(MIRRORED) if mirrored and ARROW not in drawing] == []


@pytest.mark.parametrize(
    ("address", "text"),
    [
        ("/plans/nap5/commitments/4/", "JO0067"),
        ("/", "2021-2025"),
        ("/", "ogunit@mop.gov.jo"),
        ("/plans/nap5/refresh/activities/", "a07"),
        ("/meetings/2022-06-23-workshop/", "09:30–10:00"),
        ("/consultations/2024-nap5-refresh/", "https://bit.ly/3VR6800"),
        ("/consultations/2024-nap5-refresh/", "2024/4/8"),
        ("/documents/", "SHA-256"),
    ],
)
def test_latin_runs_keep_their_order_in_arabic(open_page: Open, address: str, text: str) -> None:
    edges = open_page(address).page.evaluate(CHARACTERS, text)
    assert len(edges) == len(text)
    assert edges == sorted(edges)


def test_arabic_runs_keep_their_order_in_english(open_page: Open) -> None:
    page = open_page("/en/plans/nap5/commitments/1/").page
    page.evaluate("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    text = page.locator("article [lang=ar][dir=rtl] p").first.inner_text().split()[0]
    edges = page.evaluate(CHARACTERS, text)
    assert len(edges) == len(text) > 2
    assert edges == sorted(edges, reverse=True)
