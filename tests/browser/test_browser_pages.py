"""Pages in a real browser: on a phone and a desk, in light and dark, in both languages."""

from datetime import date
from pathlib import Path

import pytest
from kinds import KINDS
from open_page import Open

from built import DIRECTIONS, LANGUAGES, TODAY
from ogp.register import Register
from ogp.site.pages import generated_pages

WIDTHS = (390, 1280)
SCHEMES = ("light", "dark")
FONTS = """async () => {
  await document.fonts.ready;
  return [...document.fonts].map((font) => [font.family, font.status]);
}"""
OVERFLOW = """() => [...document.querySelectorAll("body *")]
  .filter((e) => e.getClientRects().length)
  .filter((e) => e.getBoundingClientRect().right > innerWidth + 1 || e.getBoundingClientRect().left < -1)
  .filter((e) => !e.closest("[role=region], .ogp-sr, pre"))
  .map((e) => e.outerHTML.slice(0, 120))"""


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("address", KINDS)
def test_page(open_page: Open, address: str, code: str, scheme: str) -> None:
    opened = open_page(LANGUAGES[code] + address, scheme=scheme)
    page = opened.page

    root = page.locator("html")
    assert (root.get_attribute("lang"), root.get_attribute("dir")) == (code, DIRECTIONS[code])
    assert page.evaluate("getComputedStyle(document.querySelector('article')).direction") == DIRECTIONS[code]
    assert page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches") is (scheme == "dark")
    assert page.locator("h1").is_visible()

    fonts = page.evaluate(FONTS)
    assert [font for font in fonts if font[1] == "error"] == []
    assert [font for font in fonts if font[1] == "loaded"]
    sample = "شراكة" if code == "ar" else "Open"
    assert page.evaluate(
        "(text) => document.fonts.check('16px ' + getComputedStyle(document.body).fontFamily, text)", sample
    )

    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": 844})
        assert page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth") <= 0, width
        assert page.evaluate(OVERFLOW) == [], width
    assert opened.complaints == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_page_is_dark_where_the_reader_wants_it_dark(open_page: Open, code: str) -> None:
    light, dark = (
        open_page(LANGUAGES[code], scheme=scheme).page.evaluate("getComputedStyle(document.body).backgroundColor")
        for scheme in SCHEMES
    )
    assert light != dark


def test_every_template_is_looked_at(root: Path, real: Register) -> None:
    templates = {page.address: page.template for page in generated_pages(real, date.fromisoformat(TODAY))}
    shown = {templates[address] for address in KINDS if address in templates}
    assert shown == {path.stem for path in (root / "overrides" / "pages").glob("*.html")}


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("address", ["c/nap5-4/index.html", "admin/", "embed/plans/nap5/refresh/"])
def test_what_is_no_page_proper_obeys_its_policy_too(open_page: Open, address: str, code: str) -> None:
    """A redirect by script where no server leads on, the editor, an embed: nothing is refused, nothing comes from elsewhere."""
    opened = open_page(LANGUAGES[code] + address)
    opened.page.locator("h1, #nc-root button").first.wait_for()
    if address.startswith("c/"):
        opened.page.wait_for_url(f"**{LANGUAGES[code]}plans/nap5/commitments/4/")
    # A page that leads on while it is still loading counts as one that failed.
    assert [complaint for complaint in opened.complaints if not complaint.endswith(f"/{address}")] == []
