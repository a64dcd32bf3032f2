"""What pages do when readers use them, with and without scripts."""

import pytest
from open_page import Open
from playwright.sync_api import Page, expect

from built import LANGUAGES

ACTIVITIES = "plans/nap5/refresh/activities/"
COMMITMENT = "plans/nap5/commitments/2/"

both_languages = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)


def _shown(page: Page) -> list[str]:
    return list(page.locator("tr[data-outcome]:visible").evaluate_all("(rows) => rows.map((row) => row.id)"))


def _numbers(*ranges: range) -> list[str]:
    return [f"a{number:02}" for numbers in ranges for number in numbers]


@both_languages
def test_filter_of_table_1(open_page: Open, root: str) -> None:
    page = open_page(root + ACTIVITIES).page
    outcome, commitment = page.locator("select[name=outcome]"), page.locator("select[name=commitment]")
    count = page.locator("[data-ogp-shown]")
    assert _shown(page) == _numbers(range(1, 20))
    expect(count).to_contain_text("19")

    outcome.select_option("not-added")
    assert len(_shown(page)) == 3
    expect(count).to_contain_text("3")
    assert page.url.endswith("?outcome=not-added")

    commitment.select_option("4")
    assert len(_shown(page)) == 1
    assert page.locator("[data-ogp-group]:visible").count() == 1
    assert page.url.endswith("?outcome=not-added&commitment=4")

    outcome.select_option("")
    assert _shown(page) == _numbers(range(10, 17))
    assert page.url.endswith("?commitment=4")

    commitment.select_option("")
    assert len(_shown(page)) == 19
    assert page.url.endswith(ACTIVITIES)


@both_languages
@pytest.mark.parametrize(
    ("query", "count"),
    [
        ("outcome=added", 10),
        ("outcome=will-be-considered", 4),
        ("commitment=5", 3),
        ("outcome=added&commitment=1", 3),
        ("outcome=nonsense", 19),
    ],
)
def test_filter_can_be_shared_as_an_address(open_page: Open, root: str, query: str, count: int) -> None:
    page = open_page(f"{root}{ACTIVITIES}?{query}").page
    expect(page.locator("[data-ogp-filter]")).to_be_visible()
    assert len(_shown(page)) == count


@both_languages
def test_filter_keeps_the_anchor(open_page: Open, root: str) -> None:
    page = open_page(f"{root}{ACTIVITIES}?outcome=added#a07").page
    expect(page.locator("#a07")).to_be_in_viewport()
    assert page.url.endswith("?outcome=added#a07")


@both_languages
def test_everything_can_be_read_without_scripts(open_page: Open, root: str) -> None:
    opened = open_page(root + ACTIVITIES, scripts=False)
    assert _shown(opened.page) == _numbers(range(1, 20))
    expect(opened.page.locator("[data-ogp-filter]")).to_be_hidden()
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("address", "other"),
    [
        ("/", "/en/"),
        (f"/{COMMITMENT}", f"/en/{COMMITMENT}"),
        (f"/en/{ACTIVITIES}", f"/{ACTIVITIES}"),
        ("/about/privacy/", "/en/about/privacy/"),
        ("/en/documents/2024/", "/documents/2024/"),
    ],
)
def test_language_switcher_leads_to_the_same_page(open_page: Open, server: str, address: str, other: str) -> None:
    page = open_page(address).page
    page.locator(".ogp-languages a:visible").click()
    page.wait_for_url(f"{server}{other}")
    assert page.locator("html").get_attribute("lang") == ("en" if other.startswith("/en/") else "ar")


@both_languages
@pytest.mark.parametrize("system", ["light", "dark"])
def test_theme_can_be_switched_and_is_remembered(open_page: Open, root: str, system: str) -> None:
    opened = open_page(root, scheme=system)
    page, other = opened.page, "dark" if system == "light" else "light"

    def colour() -> str:
        return str(page.evaluate("getComputedStyle(document.body).backgroundColor"))

    button, html = page.locator("button[data-ogp-theme]"), page.locator("html")
    own, name = colour(), button.get_attribute("aria-label")
    assert html.get_attribute("data-theme") is None
    button.click()
    expect(html).to_have_attribute("data-theme", other)
    assert colour() != own
    assert button.get_attribute("aria-label") != name
    page.locator(f"a[href$='{COMMITMENT}']:visible").first.click()
    page.wait_for_url(f"**/{COMMITMENT}")
    expect(html).to_have_attribute("data-theme", other)
    assert page.evaluate("getComputedStyle(document.documentElement).colorScheme") == other
    assert colour() != own
    button.click()
    assert colour() == own
    assert opened.complaints == []


@both_languages
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize(
    ("address", "anchor"), [(COMMITMENT, "change-a07"), (ACTIVITIES, "a07"), ("plans/nap5/refresh/", "step-4")]
)
def test_an_anchor_is_shown_and_marked(open_page: Open, root: str, width: int, address: str, anchor: str) -> None:
    page = open_page(f"{root}{address}#{anchor}", width=width).page
    target = page.locator(f"#{anchor}")
    expect(target).to_be_in_viewport()
    place = target.bounding_box()
    assert place and place["y"] >= 0
    marked = target.evaluate("(e) => [e.matches(':target'), getComputedStyle(e).backgroundColor]")
    plain = target.locator("xpath=preceding-sibling::*[1]").evaluate("(e) => getComputedStyle(e).backgroundColor")
    assert marked[0] and marked[1] != plain
