"""The search page as readers use it: by keyboard, by address, with filters, with and without scripts."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from open_page import Open
from playwright.sync_api import Page, expect
from test_browser_search_quality import SETTLED

from built import LANGUAGES

both_languages = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)
WORD = {"/": "الحوكمه", "/en/": "governance"}
NONSENSE = "qqqqqqqq"


def _asked(page: Page) -> dict[str, list[str]]:
    return parse_qs(page.evaluate("location.search.slice(1)"))


def _search(page: Page, words: str) -> None:
    page.locator("#search-words").fill(words)
    page.locator("#search-words").press("Enter")
    page.wait_for_function(SETTLED)


@both_languages
def test_nothing_is_fetched_before_the_reader_searches(open_page: Open, root: str) -> None:
    opened = open_page(f"{root}search/")
    opened.page.wait_for_load_state("networkidle")
    fetched: list[str] = []
    opened.page.on("request", lambda request: fetched.append(urlsplit(request.url).path))
    opened.page.reload(wait_until="networkidle")
    assert not [path for path in fetched if "pagefind" in path or "word-forms" in path]
    _search(opened.page, WORD[root])
    assert any("/pagefind/" in path for path in fetched)
    assert opened.complaints == []


@both_languages
def test_the_box_in_the_header_leads_to_the_results(open_page: Open, root: str) -> None:
    opened = open_page(f"{root}plans/")
    page = opened.page
    page.wait_for_load_state("networkidle")
    page.keyboard.press("/")
    field = page.locator(".ogp-find input")
    expect(field).to_be_focused()
    page.keyboard.type(WORD[root])
    page.keyboard.press("Enter")
    page.wait_for_function(SETTLED)
    assert _asked(page) == {"q": [WORD[root]]}
    expect(page.locator("#search-words")).to_have_value(WORD[root])
    assert page.locator("[data-ogp-results] .ogp-entry").count() > 3
    page.go_back()
    assert page.url.endswith(f"{root}plans/")
    assert opened.complaints == []


@both_languages
def test_slash_is_a_letter_where_the_reader_writes(open_page: Open, root: str) -> None:
    page = open_page(f"{root}search/").page
    page.keyboard.press("/")
    expect(page.locator("#search-words")).to_be_focused()
    page.keyboard.type("a/b")
    expect(page.locator("#search-words")).to_have_value("a/b")


@both_languages
def test_results_are_counted_aloud_and_grouped_by_kind(open_page: Open, root: str) -> None:
    page = open_page(f"{root}search/").page
    status = page.get_by_role("status").first
    _search(page, WORD[root])
    expect(status).to_contain_text(re.compile(r"\d+"))
    expect(status).to_contain_text(WORD[root])
    heads = page.locator(".ogp-results__group > h2").all_inner_texts()
    assert len(heads) == len(set(heads)) > 1
    assert page.locator(".ogp-results mark").count() > 5


@both_languages
def test_filters_stand_in_the_address_and_can_be_shared(open_page: Open, root: str) -> None:
    page = open_page(f"{root}search/").page
    _search(page, WORD[root])
    everything = page.locator(".ogp-results__group").count()
    page.locator("[name=kind][value=commitment]").check(force=True)
    page.wait_for_function("() => document.querySelectorAll('.ogp-results__group').length === 1")
    assert everything > 1
    page.locator("select[name=plan]").select_option("nap5")
    page.wait_for_function("() => location.search.includes('plan=')")
    assert _asked(page) == {"q": [WORD[root]], "kind": ["commitment"], "plan": ["nap5"]}
    page.wait_for_function(SETTLED)
    links = page.locator(".ogp-results h3 a")
    expect(links.first).to_have_attribute("href", re.compile("/plans/nap5/commitments/"))
    hrefs = links.evaluate_all("(links) => links.map((link) => link.pathname)")

    shared = open_page(page.evaluate("location.pathname + location.search")).page
    shared.wait_for_function(SETTLED)
    assert shared.locator(".ogp-results h3 a").evaluate_all("(links) => links.map((link) => link.pathname)") == hrefs
    expect(shared.locator("select[name=plan]")).to_have_value("nap5")


@both_languages
def test_choices_say_how_many_they_leave(open_page: Open, root: str) -> None:
    page = open_page(f"{root}search/").page
    _search(page, WORD[root])
    said = page.locator("[name=kind][value=meeting] + span").inner_text()
    count = int(re.findall(r"\((\d+)\)", said)[0])
    page.locator("[name=kind][value=meeting]").check(force=True)
    page.wait_for_function("() => document.querySelectorAll('.ogp-results__group').length === 1")
    page.wait_for_function(SETTLED)
    assert page.locator(".ogp-results .ogp-entry").count() == count


@both_languages
def test_a_result_leads_to_the_very_item(open_page: Open, root: str) -> None:
    page = open_page(f"{root}search/?q=a07").page
    page.wait_for_function(SETTLED)
    link = page.locator(".ogp-results__places a[href$='activities/#a07']")
    expect(link).to_contain_text("a07")
    link.click()
    expect(page.locator("#a07")).to_be_in_viewport()
    page.go_back()
    page.wait_for_function(SETTLED)
    assert _asked(page) == {"q": ["a07"]}
    assert page.locator(".ogp-results .ogp-entry").count() > 0


@both_languages
def test_every_place_that_a_result_names_exists(open_page: Open, root: str) -> None:
    page = open_page(f"{root}search/?q={WORD[root]}").page
    page.wait_for_function(SETTLED)
    links = page.locator(".ogp-results__places a").evaluate_all("(links) => links.map((link) => link.href)")
    assert len(links) > 5
    for link in links:
        address, _, anchor = link.partition("#")
        page.goto(address)
        assert page.locator(f"[id='{anchor}']").count() == 1, link


@both_languages
def test_further_results_come_by_keyboard(open_page: Open, root: str) -> None:
    page = open_page(f"{root}search/?q={'الخطة' if root == '/' else 'plan'}").page
    page.wait_for_function(SETTLED)
    entries = page.locator(".ogp-results .ogp-entry")
    assert entries.count() == 10
    page.locator("[data-ogp-more] button").focus()
    page.keyboard.press("Enter")
    expect(entries).to_have_count(20)
    assert page.evaluate("document.activeElement.closest('.ogp-entry').value") == 11


@both_languages
def test_where_nothing_is_found_readers_are_helped_on(open_page: Open, root: str) -> None:
    opened = open_page(f"{root}search/?q={NONSENSE}&kind=news")
    page = opened.page
    page.wait_for_function(SETTLED)
    page.wait_for_load_state("networkidle")
    help_ = page.locator("[data-ogp-nothing]")
    expect(help_).to_be_visible()
    expect(help_.locator("a[href^='mailto:']")).to_be_visible()
    examples = page.locator(".ogp-search__examples a")
    assert examples.count() >= 3
    page.locator("[data-ogp-unfilter] button").click()
    page.wait_for_function(SETTLED)
    assert _asked(page) == {"q": [NONSENSE]}
    examples.first.click()
    page.wait_for_function(SETTLED)
    assert page.locator(".ogp-results .ogp-entry").count() > 0
    assert opened.complaints == []


@pytest.mark.parametrize(
    ("address", "meant"),
    [("/search/?q=النزاخة", "النزاهة"), ("/en/search/?q=refersh", "refresh"), ("/en/search/?q=integirty", "integrity")],
)
def test_a_mistyped_word_is_mended_and_said(open_page: Open, address: str, meant: str) -> None:
    page = open_page(address).page
    page.wait_for_function(SETTLED)
    expect(page.locator("[data-ogp-meant]")).to_contain_text(meant)
    assert page.locator(".ogp-results .ogp-entry").count() > 0


@both_languages
def test_without_scripts_the_page_says_so_and_leads_on(open_page: Open, root: str) -> None:
    opened = open_page(f"{root}search/?q=x", scripts=False)
    expect(opened.page.locator("article .ogp-note")).to_contain_text("JavaScript")
    assert opened.page.locator("[data-ogp-begin] .ogp-links a:visible").count() >= 6
    assert opened.complaints == []


@both_languages
@pytest.mark.parametrize("width", [390, 1280])
def test_results_fit_the_page(open_page: Open, root: str, width: int) -> None:
    page = open_page(f"{root}search/?q={WORD[root]}", width=width).page
    page.wait_for_function(SETTLED)
    assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0


@pytest.mark.parametrize("hostile", ["<img src=x onerror=alert(1)>", '"><script>alert(1)</script>', "%00", "\u202e"])
def test_what_is_typed_stays_text(open_page: Open, hostile: str) -> None:
    opened = open_page("/en/search/")
    _search(opened.page, hostile)
    assert opened.page.locator("article img, article script").count() == 0
    assert opened.complaints == []
