"""The search finds what was judged relevant, on real pages, in every form of the words: see tests/search/queries.yaml."""

import pytest
from open_page import Open
from playwright.sync_api import Page

from built import LANGUAGES
from search.measure import Query, measure, queries

SETTLED = """() => {
  const status = document.querySelector("[data-ogp-status]")?.textContent ?? "";
  return status !== "" && !status.endsWith("…");
}"""
PAGES = """() => [...document.querySelectorAll("[data-ogp-results] .ogp-entry")]
  .sort((one, other) => one.value - other.value)
  .map((entry) => new URL(entry.querySelector("h3 a").href).pathname)"""
ENOUGH = 3
"""Times that further results are asked for."""


def answers(page: Page, query: Query) -> list[str]:
    """The addresses that the search page `page` gives, the best first, without the language."""
    page.locator("#search-words").fill(query.text)
    page.locator("#search-words").press("Enter")
    # By the clock: a page under load may draw no frame, by which it would be looked at otherwise.
    page.wait_for_function(SETTLED, polling=20)
    more = page.locator("[data-ogp-more] button")
    for _ in range(ENOUGH):
        if not more.is_visible():
            break
        before = page.locator("[data-ogp-results] .ogp-entry").count()
        more.click()
        page.wait_for_function(
            "(n) => document.querySelectorAll('[data-ogp-results] .ogp-entry').length > n", arg=before, polling=20
        )
    return [address.removeprefix(LANGUAGES[query.language]) for address in page.evaluate(PAGES)]


@pytest.mark.parametrize(
    ("language", "recall", "on_first_page", "first_hits"), [("ar", 0.95, 0.9, 0.8), ("en", 0.95, 0.9, 0.8)]
)
def test_recall_and_first_hits(
    open_page: Open, language: str, recall: float, on_first_page: float, first_hits: float
) -> None:
    opened = open_page(f"{LANGUAGES[language]}search/")
    opened.page.wait_for_load_state("networkidle")
    own = [query for query in queries() if query.language == language]
    measured, missed = measure(own, lambda query: answers(opened.page, query))
    said = "\n".join([str(measured), *missed])
    print(said)
    assert measured.recall >= recall, said
    assert measured.recall_on_first_page >= on_first_page, said
    assert measured.first_hits >= first_hits, said
    assert opened.complaints == []


def test_there_are_enough_queries() -> None:
    own = [query.language for query in queries()]
    assert own.count("ar") >= 40 and own.count("en") >= 20
