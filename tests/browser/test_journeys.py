"""What readers come for, from the first click to the last: on a phone in Arabic, on a desk in English."""

import json
import re

import pytest
from kinds import KINDS
from open_page import Open
from playwright.sync_api import Page, Route, expect

from built import LANGUAGES

ACTIVITIES = "plans/nap5/refresh/activities/"

each_reader = pytest.mark.parametrize(("root", "width"), [("/", 390), ("/en/", 1280)], ids=["phone-ar", "desk-en"])
both_languages = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)


def _go(page: Page, anchor: str) -> None:
    """Follows the contents of the page to `anchor`; on a phone they must be opened."""
    contents = page.locator("article details:has(> nav)")
    if contents.get_attribute("open") is None:
        contents.locator("summary").click()
    contents.locator(f"a[href='#{anchor}']").click()
    expect(page.locator(f"#{anchor}")).to_be_in_viewport()


@each_reader
def test_a_citizen_asks_who_has_to_do_what_was_promised(open_page: Open, root: str, width: int) -> None:
    opened = open_page(root, width=width)
    page = opened.page
    page.emulate_media(reduced_motion="reduce")
    page.locator("article a[href='#commitments']").first.click()
    expect(page.locator("#commitments")).to_be_in_viewport()
    card = page.locator("section[aria-labelledby=commitments] li").nth(4)
    title = card.get_by_role("heading").inner_text()
    card.get_by_role("link").click()
    page.wait_for_url(f"**{root}plans/nap5/commitments/5/")
    assert page.locator("h1").inner_text() == title

    _go(page, "milestones")
    milestone = page.locator("article section[id^=milestone-]").first
    expect(milestone.get_by_role("heading").first).to_contain_text("1")

    _go(page, "responsible")
    office = page.locator("#responsible ~ div a[href*='organizations/']").first
    name = office.inner_text()
    office.click()
    page.wait_for_url(f"**{root}organizations/*/")
    assert page.locator("h1").inner_text() == name
    promise = page.locator("article a[href$='plans/nap5/commitments/5/']").first
    expect(promise).to_be_visible()
    promise.click()
    page.wait_for_url(f"**{root}plans/nap5/commitments/5/")
    assert opened.complaints == []


def _find_table(page: Page, root: str) -> None:
    """From the home page to the table of proposed activities."""
    page.locator("article a[href$='plans/nap5/refresh/']").first.click()
    page.wait_for_url(f"**{root}plans/nap5/refresh/")
    page.locator(f"article a[href$='{ACTIVITIES.removeprefix('plans/nap5/refresh/')}']").first.click()
    page.wait_for_url(f"**{root}{ACTIVITIES}")


@each_reader
def test_a_journalist_cites_a_row(open_page: Open, server: str, root: str, width: int) -> None:
    opened = open_page(root, width=width)
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    _find_table(page, root)
    page.locator("select[name=outcome]").select_option("not-added")
    row = page.locator("tr[data-outcome]:visible").first
    number = row.get_attribute("id")
    row.get_by_role("rowheader").get_by_role("link").click()
    expect(page.get_by_role("status").last).to_have_text("نُسخ الرابط" if root == "/" else "Link copied")
    assert page.url == f"{server}{root}{ACTIVITIES}?outcome=not-added#{number}"
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{server}{root}{ACTIVITIES}#{number}"

    cited = open_page(copied.removeprefix(server), width=width)
    target = cited.page.locator(":target")
    expect(target).to_be_in_viewport()
    assert target.get_attribute("id") == number
    assert target.inner_text() == row.inner_text()
    assert opened.complaints == cited.complaints == []


@both_languages
@pytest.mark.parametrize(
    "address",
    [
        "plans/nap5/commitments/2/",
        "plans/nap5/refresh/",
        "consultations/2024-nap5-refresh/",
        "meetings/2024-07-30-msf/",
    ],
)
def test_every_kind_of_item_has_a_link_to_copy(open_page: Open, server: str, root: str, address: str) -> None:
    page = open_page(root + address).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    link = page.locator("article").get_by_label("رابط هذا البند" if root == "/" else "Link to this item").first
    anchor = link.get_attribute("href")
    link.click()
    expect(page.get_by_role("status").last).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()") == f"{server}{root}{address}{anchor}" == page.url


@both_languages
def test_a_citation_is_copied_with_the_day_of_the_visit(open_page: Open, root: str) -> None:
    opened = open_page(root + "plans/nap5/commitments/4/", width=390)
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.clock.set_fixed_time("2031-02-03T12:00:00")
    box = page.locator(".ogp-cite[data-locale]")
    box.locator("summary").click()
    copied = []
    buttons = box.get_by_role("button")
    expect(buttons).to_have_count(3)
    for button in buttons.all():
        button.click()
        expect(page.locator("[data-ogp-copied]")).not_to_be_empty()
        copied.append(page.evaluate("navigator.clipboard.readText()"))
    in_words, bibtex, csl = copied
    assert ("3 شباط 2031" if root == "/" else "3 February 2031") in in_words
    assert 'urldate = "2031-02-03"' in bibtex
    assert json.loads(csl)[0]["accessed"] == {"date-parts": [[2031, 2, 3]]}
    assert opened.complaints == []


@both_languages
def test_the_code_of_an_embed_is_copied(open_page: Open, root: str) -> None:
    page = open_page(root + "plans/nap5/refresh/", width=390).page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    box = page.locator(".ogp-cite:not([data-locale])")
    box.locator("summary").click()
    box.get_by_role("button").click()
    expect(page.locator("[data-ogp-copied]")).not_to_be_empty()
    assert page.evaluate("navigator.clipboard.readText()").startswith("<iframe src=")


@both_languages
def test_a_link_is_only_a_link_where_nothing_may_be_copied(open_page: Open, root: str) -> None:
    opened = open_page(root + ACTIVITIES)
    page = opened.page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new DOMException()); }")
    page.locator("#a07").get_by_role("rowheader").get_by_role("link").click()
    expect(page.locator("#a07")).to_be_in_viewport()
    assert page.url.endswith("#a07")
    expect(page.locator("[data-ogp-copied]")).to_be_empty()
    page.evaluate("() => { Object.defineProperty(navigator, 'clipboard', { value: undefined }); }")
    page.locator("#a08").get_by_role("rowheader").get_by_role("link").click()
    assert page.url.endswith("#a08")
    assert opened.complaints == []


@both_languages
@pytest.mark.parametrize("address", KINDS)
def test_the_other_language_and_back(open_page: Open, server: str, root: str, address: str) -> None:
    page = open_page(root + address, width=390).page
    other = "/en/" if root == "/" else "/"
    page.locator("header a[hreflang]").click()
    page.wait_for_url(f"{server}{other}{'' if address == 'no-such-page/' else address}")
    assert page.locator("html").get_attribute("lang") == ("en" if other == "/en/" else "ar")
    page.locator("header a[hreflang]").click()
    page.wait_for_url(f"{server}{root}{'' if address == 'no-such-page/' else address}")
    assert page.locator("html").get_attribute("lang") == ("en" if root == "/en/" else "ar")


@both_languages
@pytest.mark.parametrize("place", [f"{ACTIVITIES}?outcome=added#a07", "plans/nap5/commitments/2/#responsible"])
def test_the_other_language_shows_the_same_place(open_page: Open, server: str, root: str, place: str) -> None:
    page = open_page(root + place).page
    page.locator("header a[hreflang]").click()
    page.wait_for_url(f"{server}{'/en/' if root == '/' else '/'}{place}")
    expect(page.locator(":target")).to_be_in_viewport()


@both_languages
@pytest.mark.parametrize("scripts", [True, False])
def test_the_menu_on_a_phone(open_page: Open, root: str, scripts: bool) -> None:
    page = open_page(root, width=390, scripts=scripts).page
    menu, button = page.locator("header nav[popover]"), page.locator("header button[popovertarget]:visible")
    expect(menu).to_be_hidden()
    button.click()
    expect(menu).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    menu.get_by_role("button").click()
    expect(menu).to_be_hidden()
    expect(button).to_be_focused()
    button.click()
    for link in menu.get_by_role("link").all():
        expect(link).to_be_visible()
    for section in ("plans/", "meetings/", "documents/", "standards/", "about/take-part/"):
        if not menu.is_visible():
            button.click()
        menu.locator(f"a[href$='{section}']").click()
        page.wait_for_url(f"**{root}{section}")
        assert page.locator("h1").is_visible()


@both_languages
@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("width", [390, 1280])
def test_without_scripts_nothing_is_missing(open_page: Open, root: str, address: str, width: int) -> None:
    """The same words stand in the text; only what would not work is left out; every section is reached."""
    plain = open_page(root + address, width=width, scripts=False)
    page, scripted = plain.page, open_page(root + address, width=width).page
    script = """() => {
      document.querySelectorAll("article :is([data-ogp-filter], noscript)").forEach((e) => e.remove());
      document.querySelectorAll("article details").forEach((e) => { e.open = true; });
      return document.querySelector("article").innerText.split(/\\s+/).filter(Boolean);
    }"""
    assert page.evaluate(script) == scripted.evaluate(script)
    assert page.locator("[data-ogp-theme]:visible, [data-ogp-filter]:visible").count() == 0
    if width == 390:
        page.locator("header button[popovertarget]:visible").click()
    sections = page.locator("header nav[popover] > ul > li > a")
    assert sections.count() == 10
    for section in sections.all():
        expect(section).to_be_visible()
    assert plain.complaints == []


def _forget_popovers(route: Route) -> None:
    """Answers as if the names that make a popover meant nothing, as in a browser that does not know them."""
    response = route.fetch()
    text = response.text().replace("popovertarget", "data-target").replace(":popover-open", ":unknown")
    route.fulfill(response=response, body=re.sub(r"(?<=[\[ ])popover(?=[\] ])", "data-popover", text))


@both_languages
def test_the_menu_stands_open_where_the_browser_knows_no_popover(open_page: Open, root: str) -> None:
    page = open_page(root, width=390).page
    page.route(re.compile(r"(/|\.css)$"), _forget_popovers)
    page.goto(page.url)
    assert page.locator("[popover], [popovertarget]").count() == 0
    for section in page.locator("header nav > ul > li > a").all():
        expect(section).to_be_visible()
    assert page.locator("[data-target]").count() == 2
    assert page.locator("[data-target]:visible").count() == 0


@pytest.mark.parametrize("motion", ["reduce", "no-preference"])
@pytest.mark.parametrize("address", ["", ACTIVITIES, "plans/nap5/commitments/2/", "plans/nap5/refresh/"])
def test_nothing_moves_for_readers_who_want_less_motion(open_page: Open, address: str, motion: str) -> None:
    page = open_page(f"/{address}").page
    page.emulate_media(reduced_motion="reduce" if motion == "reduce" else "no-preference")
    assert page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == (
        "auto" if motion == "reduce" else "smooth"
    )
    moving = page.evaluate(
        """() => [...document.querySelectorAll("*")].flatMap((e) => [null, "::before", "::after"].map((part) => {
          const style = getComputedStyle(e, part);
          const still = style.animationName === "none" && parseFloat(style.transitionDuration) === 0;
          return still ? null : e.outerHTML.slice(0, 80);
        })).filter(Boolean)"""
    )
    assert motion == "no-preference" or moving == []
