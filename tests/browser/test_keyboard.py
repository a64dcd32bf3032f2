"""Everything can be done by keys alone, and the reader always sees where he is."""

from typing import Any

import pytest
from kinds import KINDS
from open_page import Open
from playwright.sync_api import Page, expect

from built import LANGUAGES

ACTIVITIES = "plans/nap5/refresh/activities/"
COMMITMENT = "plans/nap5/commitments/4/"

both_languages = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)

# Numbers what a reader can use, in the order of the document, and gives the count.
NUMBERED = """() => {
  const selector = "a[href], button, input, select, textarea, summary, [tabindex='0']";
  const stops = [...document.querySelectorAll(selector)].filter((e) => e.checkVisibility({ visibilityProperty: true }));
  stops.forEach((stop, number) => { stop.dataset.stop = number; });
  return stops.length;
}"""

# What has the focus: its number, and how well that is seen. The contrast is that of WCAG 2.
FOCUS = """() => {
  const pen = Object.assign(document.createElement("canvas"), { width: 1, height: 1 })
    .getContext("2d", { willReadFrequently: true });
  const channels = (colour) => {
    pen.clearRect(0, 0, 1, 1);
    pen.fillStyle = colour;
    pen.fillRect(0, 0, 1, 1);
    return [...pen.getImageData(0, 0, 1, 1).data];
  };
  const light = (colour) => {
    const [red, green, blue] = channels(colour).slice(0, 3)
      .map((value) => value / 255).map((value) => value <= .04045 ? value / 12.92 : ((value + .055) / 1.055) ** 2.4);
    return .2126 * red + .7152 * green + .0722 * blue;
  };
  const focused = document.activeElement;
  const style = getComputedStyle(focused);
  let ground = parseFloat(style.outlineOffset) >= 0 ? focused.parentElement : focused;
  while (ground.parentElement && channels(getComputedStyle(ground).backgroundColor)[3] < 255) ground = ground.parentElement;
  const [one, other] = [style.outlineColor, getComputedStyle(ground).backgroundColor].map(light);
  const boxes = [...focused.getClientRects()];
  return {
    stop: focused.dataset.stop ?? focused.outerHTML.slice(0, 200),
    name: focused.outerHTML.slice(0, 200),
    outline: style.outlineStyle === "none" ? 0 : parseFloat(style.outlineWidth),
    contrast: (Math.max(one, other) + .05) / (Math.min(one, other) + .05),
    seen: boxes.some((box) => box.width && box.height &&
      box.bottom > 0 && box.top < innerHeight && box.right > 0 && box.left < innerWidth),
    covered: !boxes.some((box) => focused.contains(document.elementFromPoint(
      box.left + box.width / 2, (Math.max(box.top, 0) + Math.min(box.bottom, innerHeight)) / 2))),
  };
}"""


def _walk(page: Page) -> list[dict[str, Any]]:
    """Presses Tab through the whole page and tells of every stop."""
    count = page.evaluate(NUMBERED)
    assert count > 5
    found = []
    for _ in range(count):
        page.keyboard.press("Tab")
        found.append(page.evaluate(FOCUS))
    return found


@both_languages
@pytest.mark.parametrize(
    ("address", "scheme", "width"),
    [(one, "light", 1280) for one in KINDS] + [(one, "dark", 390) for one in ("", ACTIVITIES, COMMITMENT)],
)
def test_tab_reaches_everything_in_order_and_shows_where(
    open_page: Open, address: str, root: str, scheme: str, width: int
) -> None:
    page = open_page(root + address, scheme=scheme, width=width).page
    page.emulate_media(reduced_motion="reduce")
    # The filter comes with its script, a moment after the page.
    expect(page.locator("[data-ogp-filter][hidden]")).to_have_count(0)
    stops = _walk(page)
    assert [stop["stop"] for stop in stops] == [str(number) for number in range(len(stops))]
    assert [stop for stop in stops if stop["outline"] < 2 or stop["contrast"] < 3] == []
    assert [stop for stop in stops if not stop["seen"] or stop["covered"]] == []


@both_languages
@pytest.mark.parametrize("address", KINDS)
def test_the_first_key_skips_to_the_content(open_page: Open, address: str, root: str) -> None:
    page = open_page(root + address).page
    link = page.locator("body a[href]").first
    assert link.evaluate("(e) => e.getBoundingClientRect().bottom") <= 0
    page.keyboard.press("Tab")
    expect(link).to_be_focused()
    expect(link).to_be_in_viewport(ratio=1)
    page.keyboard.press("Enter")
    expect(page.locator("article")).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement === document.querySelector('article').querySelector('a, summary')")


@both_languages
def test_shift_and_tab_lead_back_from_the_end(open_page: Open, root: str) -> None:
    page = open_page(root + COMMITMENT).page
    count = page.evaluate(NUMBERED)
    page.locator(f"[data-stop='{count - 1}']").focus()
    back = []
    for _ in range(count - 1):
        page.keyboard.press("Shift+Tab")
        back.append(page.evaluate("Number(document.activeElement.dataset.stop)"))
    assert back == list(range(count - 2, -1, -1))


@both_languages
def test_the_menu_on_a_phone(open_page: Open, root: str) -> None:
    page = open_page(root, width=390).page
    menu = page.locator("header nav[popover]")
    button = page.locator("button[popovertarget]:visible")
    button.focus()
    expect(menu).to_be_hidden()
    page.keyboard.press("Enter")
    expect(menu).to_be_visible()
    page.keyboard.press("Tab")
    expect(menu.get_by_role("button")).to_be_focused()
    for link in menu.get_by_role("link").all():
        page.keyboard.press("Tab")
        expect(link).to_be_focused()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()


@both_languages
def test_the_filter(open_page: Open, root: str) -> None:
    page = open_page(root + ACTIVITIES).page
    rows = page.locator("tr[data-outcome]:visible")
    outcome = page.locator("select[name=outcome]")
    outcome.focus()
    page.keyboard.press("ArrowDown")
    shown = rows.count()
    assert 0 < shown < 19
    page.keyboard.press("Tab")
    expect(page.locator("select[name=commitment]")).to_be_focused()
    page.keyboard.press("ArrowDown")
    assert 0 < rows.count() < shown
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Home")
    page.keyboard.press("Tab")
    page.keyboard.press("Home")
    assert rows.count() == 19


@both_languages
def test_the_original_of_a_text(open_page: Open, root: str) -> None:
    page = open_page(root + (ACTIVITIES if root == "/" else "plans/nap5/commitments/1/")).page
    details = page.locator("details:has([lang][dir])").first
    original = details.locator("[lang][dir]").first
    expect(original).to_be_hidden()
    details.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(original).to_be_visible()
    assert original.evaluate("(e) => getComputedStyle(e).direction") == ("ltr" if root == "/" else "rtl")
    page.keyboard.press("Space")
    expect(original).to_be_hidden()


@both_languages
def test_the_contents_of_a_page(open_page: Open, root: str) -> None:
    page = open_page(root + COMMITMENT, width=390).page
    contents = page.locator("details:has(> nav)")
    contents.locator("summary").focus()
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    link = contents.get_by_role("link").first
    expect(link).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(str(link.get_attribute("href")))).to_be_in_viewport()


@both_languages
@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_the_theme(open_page: Open, root: str, key: str) -> None:
    page = open_page(root).page
    page.locator("button[data-ogp-theme]").focus()
    page.keyboard.press(key)
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.keyboard.press(key)
    expect(page.locator("html")).to_have_attribute("data-theme", "light")


@both_languages
def test_a_wide_table_scrolls_by_keys(open_page: Open, root: str) -> None:
    page = open_page(root + "plans/nap5/refresh/", width=390).page
    page.emulate_media(reduced_motion="reduce")
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    table = page.get_by_role("region").filter(has=page.locator("a[href$='commitments/4/#changes']"))
    assert table.evaluate("(e) => e.scrollWidth > e.clientWidth")
    table.focus()
    page.keyboard.press("ArrowLeft" if root == "/" else "ArrowRight")
    page.wait_for_function("(e) => e.scrollLeft !== 0", arg=table.element_handle())
    assert table.evaluate("(e) => Math.sign(e.scrollLeft)") == (-1 if root == "/" else 1)
