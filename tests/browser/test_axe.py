"""axe-core finds nothing to object to on any kind of page: every rule but the experimental ones, AAA and best practices too."""

from collections.abc import Sequence
from itertools import product
from typing import Literal

import pytest
from kinds import KINDS
from open_page import Open
from playwright.sync_api import Page

from built import LANGUAGES, PROJECT

AXE = PROJECT / "tests" / "tools" / "node_modules" / "axe-core" / "axe.min.js"
RUN = """() => axe.run(document, {
  resultTypes: ["violations"],
  runOnly: axe.getRules().filter((rule) => !rule.tags.some((tag) => ["experimental", "deprecated"].includes(tag)))
    .map((rule) => rule.ruleId),
}).then((result) => result.violations)"""
UNFOLD = "document.querySelectorAll('details:not([open])').forEach((details) => { details.open = true; })"

Scheme = Literal["light", "dark"]
SCHEMES: tuple[Scheme, ...] = ("light", "dark")
WIDTHS = (390, 1280)

both_languages = pytest.mark.parametrize("code", LANGUAGES)


@pytest.fixture(scope="module")
def axe() -> str:
    """The source of axe-core."""
    assert AXE.is_file(), "axe-core is not installed. Run: make test-tools"
    return AXE.read_text(encoding="utf-8")


def _objections(page: Page, widths: Sequence[int] = WIDTHS, schemes: Sequence[Scheme] = SCHEMES) -> list[str]:
    """A line for each violation of the page as it stands, at each of the widths and in each of the colour schemes."""
    lines = []
    for width, scheme in product(widths, schemes):
        page.set_viewport_size({"width": width, "height": 844})
        page.emulate_media(color_scheme=scheme, reduced_motion="reduce")
        for violation in page.evaluate(RUN):
            for node in violation["nodes"]:
                target = " ".join(map(str, node["target"]))
                reason = " ".join(node["failureSummary"].split("\n")[1:]).strip()
                lines.append(f"{width} {scheme}: {violation['id']} at {target}: {violation['help']}. {reason}")
    return lines


@both_languages
@pytest.mark.parametrize("address", KINDS)
def test_axe_finds_nothing(open_page: Open, axe: str, address: str, code: str) -> None:
    """As the page is loaded on a phone; then everywhere with everything unfolded, which shows what is folded and the rest."""
    page = open_page(LANGUAGES[code] + address, width=390).page
    page.evaluate(axe)
    lines = _objections(page, [390], ["light"])
    page.evaluate(UNFOLD)
    lines += _objections(page, [390], ["dark"]) + _objections(page, [1280])
    assert not lines, "\n".join(lines)


@both_languages
def test_axe_finds_nothing_in_the_open_menu(open_page: Open, axe: str, code: str) -> None:
    page = open_page(LANGUAGES[code], width=390).page
    page.evaluate(axe)
    page.locator("[popovertarget=menu]").first.click()
    assert page.locator("#menu").is_visible()
    lines = _objections(page, [390])
    assert not lines, "\n".join(lines)


@both_languages
def test_axe_finds_nothing_while_a_table_is_filtered(open_page: Open, axe: str, code: str) -> None:
    page = open_page(f"{LANGUAGES[code]}plans/nap5/refresh/activities/").page
    page.evaluate(axe)
    rows = page.locator("tr[data-outcome]:visible")
    everything = rows.count()
    page.locator("select[name=commitment]").select_option(index=2)
    assert 0 < rows.count() < everything
    lines = _objections(page)
    assert not lines, "\n".join(lines)
