"""The copy of the site opened from a disk in a real browser, as by a double click."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from kinds import KINDS
from open_page import Opened
from playwright.sync_api import BrowserContext, expect

from built import DIRECTIONS, LANGUAGES, ROOT
from ogp.archiving.openable import made

FONTS = """async () => {
  await document.fonts.ready;
  return [...document.fonts].filter((font) => font.status === "loaded").length;
}"""
WIDE = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
PAGES = [address for address in KINDS if address != "no-such-page/"]
ACTIVITIES = "plans/nap5/refresh/activities/"


class Copy:
    """Opens files of the copy."""

    def __init__(self, folder: Path, window: BrowserContext) -> None:
        self.folder = folder
        self.window = window

    def open(self, file: str) -> Opened:
        """The page in `file`, on a phone; what it asks for must be in a file too."""
        opened = Opened(self.window.new_page())
        opened.page.set_viewport_size({"width": 390, "height": 844})
        opened.watch("file://")
        opened.page.goto((self.folder / file).as_uri(), wait_until="load")
        return opened

    def page(self, code: str, address: str) -> Opened:
        """The page at `address` in a language."""
        return self.open(f"site{LANGUAGES[code]}{address}index.html")


@pytest.fixture
def copied(copy: Path, windows: Callable[[str, bool], BrowserContext]) -> Iterator[Copy]:
    window = windows("light", True)
    before = set(window.pages)
    yield Copy(copy, window)
    for page in set(window.pages) - before:
        page.close()


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("address", PAGES)
def test_a_page_works_without_a_server(copied: Copy, code: str, address: str) -> None:
    opened = copied.page(code, address)
    page = opened.page
    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (code, DIRECTIONS[code])
    expect(page.locator("h1")).to_be_visible()
    # Only the script shows this button; only the stylesheet knows these fonts.
    expect(page.locator("[data-ogp-theme]")).to_be_visible()
    assert page.evaluate(FONTS) > 0
    assert page.evaluate("[...document.images].every((image) => image.complete && image.naturalWidth)")
    assert page.evaluate(WIDE) <= 0
    assert opened.complaints == []


def test_the_first_page_leads_into_each_language(copied: Copy) -> None:
    for code in LANGUAGES:
        opened = copied.open("index.html")
        page = opened.page
        assert page.evaluate(WIDE) <= 0
        page.locator(f"section[lang={code}] .open").click()
        expect(page.locator("html")).to_have_attribute("lang", code)
        page.locator(".ogp-copy a").last.click()
        assert page.url == (copied.folder / "index.html").as_uri()
        assert opened.complaints == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_row_is_found_cited_and_read_in_the_other_language(copied: Copy, code: str) -> None:
    opened = copied.page(code, ACTIVITIES)
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.locator("select[name=outcome]").select_option("not-added")
    row = page.locator("tr[data-outcome]:visible").first
    row.get_by_role("rowheader").get_by_role("link").click()
    expect(page.locator("[data-ogp-copied]")).not_to_be_empty()
    live = f"{ROOT}{LANGUAGES[code][1:]}{ACTIVITIES}"
    assert page.evaluate("navigator.clipboard.readText()") == f"{live}#{row.get_attribute('id')}"
    page.locator(".ogp-cite[data-locale] summary").click()
    expect(page.locator(".ogp-cite__words")).to_contain_text(live)
    expect(page.locator(".ogp-cite [data-ogp-copy]").first).to_be_visible()
    other = next(own for own in LANGUAGES if own != code)
    page.locator(".ogp-languages a").click()
    expect(page.locator("html")).to_have_attribute("lang", other)
    expect(page.locator("select[name=outcome]")).to_have_value("not-added")
    assert opened.complaints == []


def test_what_leads_on_leads_on(copied: Copy) -> None:
    for old, new in (
        ("c/nap5-4/index.html#recommendation-3", "plans/nap5/commitments/4/index.html#recommendation-3"),
        ("default/en/index.html", "en/index.html"),
    ):
        path, _, anchor = old.partition("#")
        opened = copied.open(f"site/{path}")
        if anchor:
            opened.page.goto(f"{(copied.folder / 'site' / path).as_uri()}#{anchor}")
        opened.page.wait_for_url(f"**/site/{new}")


def test_what_others_frame_is_shown_in_a_frame(copied: Copy, tmp_path: Path) -> None:
    own = copied.folder / "site/en/embed/plans/nap5/refresh/index.html"
    (tmp_path / "frame.html").write_text(
        f'<!doctype html><title>a</title><iframe src="{own.as_uri()}"></iframe>', "utf-8"
    )
    opened = copied.open(str(tmp_path / "frame.html"))
    frame = opened.page.frame_locator("iframe")
    expect(frame.locator("h1")).to_be_visible()
    assert opened.complaints == []


def test_a_page_of_others_is_read_and_runs_nothing(copied: Copy, tmp_path: Path) -> None:
    own = "<!doctype html><title>خبر</title><h1>خبر</h1><script>document.title = 'ran'</script><img src=x onerror='ran()'>"
    ending, content = made(own.encode("windows-1256"), "text/html; charset=windows-1256", "https://example.org/")
    (tmp_path / f"news{ending}").write_bytes(content)
    page = copied.open(str(tmp_path / "news.html")).page
    expect(page.locator("h1")).to_have_text("خبر")
    assert page.title() == "خبر"
    assert page.evaluate("document.compatMode") == "CSS1Compat"
