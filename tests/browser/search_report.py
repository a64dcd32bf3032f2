"""How our search compares with the one that the theme brings, on the same pages: `make search-report`.

The theme's search gets each page's heading and text, as ours does, in its stock configuration for both languages.
"""

import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape

import pytest
from open_page import Open
from playwright.sync_api import Page
from test_browser_search_quality import answers

from built import LANGUAGES, Site
from ogp.exports.search_text import page_text
from search.measure import QUERIES, UNSEEN, Query, measure, queries
from served import served_plainly

SETTINGS = """
site_name: Same pages
theme: {name: material, language: ar, font: false}
plugins:
  - search: {lang: [ar, en]}
"""
LEFT_OUT = re.compile(r"/(meetings|news|documents)/\d{4}/|/search/")
"""Pages that our search leaves out because they only repeat others: so that the pages are the same."""
RESULTS = """() => [...document.querySelectorAll(".md-search-result__item > a:first-of-type")]
  .map((link) => new URL(link.href).pathname)"""


@pytest.fixture(scope="module")
def stock(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """Address, without the last slash, of the same pages with the theme's own search."""
    folder = tmp_path_factory.mktemp("stock")
    for address in site.pages:
        if LEFT_OUT.search(address):
            continue
        file = f"{address.lstrip('/')}index"
        title = site.soup(address).h1
        lines = [f"# {title.get_text().strip() if title else ''}", ""]
        for piece in page_text((site.folder / f"{file}.html").read_bytes()).pieces:
            if piece.tag != "h1":
                tag = piece.tag
                lines += [f"<{tag}>{escape(' '.join(piece.words))}</{tag}>", ""]
        path = folder / "docs" / f"{file}.md"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("\n".join(lines), encoding="utf-8")
    (folder / "mkdocs.yml").write_text(SETTINGS, encoding="utf-8")
    subprocess.run([sys.executable, "-m", "mkdocs", "build", "--quiet"], cwd=folder, check=True)
    with served_plainly(folder / "site") as address:
        yield address


def _stock_answers(page: Page, query: Query) -> list[str]:
    field = page.locator("[data-md-component=search-query]")
    field.fill("")
    page.wait_for_timeout(150)
    field.fill(query.text)
    field.press("End")
    page.wait_for_timeout(700)
    found: list[str] = page.evaluate(RESULTS)
    while True:
        page.locator(".md-search__scrollwrap").evaluate("(e) => e.scrollTo(0, e.scrollHeight)")
        page.wait_for_timeout(120)
        more: list[str] = page.evaluate(RESULTS)
        if len(more) == len(found):
            break
        found = more
    root = LANGUAGES[query.language]
    others = [other for other in LANGUAGES.values() if other.startswith(root) and other != root]
    return [a.removeprefix(root) if a.startswith(root) and not a.startswith(tuple(others)) else a for a in found]


def test_report(open_page: Open, browser: object, stock: str, capsys: pytest.CaptureFixture[str]) -> None:
    rows = []
    page = browser.new_page()  # type: ignore[attr-defined]
    page.goto(f"{stock}/")
    page.evaluate("document.getElementById('__search').click()")
    page.wait_for_timeout(2000)
    for language, root in LANGUAGES.items():
        ours = open_page(f"{root}search/").page
        for file in (QUERIES, UNSEEN):
            asked = [query for query in queries(file) if query.language == language]
            for name, search in (
                ("this site", lambda query, ours=ours: answers(ours, query)),
                ("the theme's", lambda query: _stock_answers(page, query)),
            ):
                measured, missed = measure(asked, search)
                rows.append((language, file.stem, len(asked), name, measured))
                print("\n".join(missed))
    page.close()
    with capsys.disabled():
        print("\nlanguage  queries        search       recall  in the first ten  first hit")
        for language, file_name, count, name, one in rows:
            shares = f"{one.recall:6.0%}  {one.recall_on_first_page:16.0%}  {one.first_hits:9.0%}"
            print(f"{language:8}  {count:3} {file_name:9}  {name:11}  {shares}")
