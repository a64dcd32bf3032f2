"""Every kind of page keeps to the budget of a first visit; `make weights` prints the figures page by page."""

from collections.abc import Callable, Iterator

import pytest
from kinds import KINDS
from playwright.sync_api import Browser
from weight import weigh

from built import LANGUAGES

KILOBYTE = 1000
BYTES, BYTES_WITHOUT_FONTS, REQUESTS = 200 * KILOBYTE, 90 * KILOBYTE, 12

Print = Callable[[str], None]


@pytest.fixture(scope="module")
def table() -> Iterator[Print]:
    """Takes the lines of the table, which is seen where pytest captures no output."""
    lines = [f"{'page':<48} {'KB':>6} {'without fonts':>14} {'requests':>9}"]
    yield lines.append
    print("", *lines, sep="\n")


@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("address", KINDS)
def test_first_visit_keeps_to_the_budget(browser: Browser, server: str, table: Print, address: str, code: str) -> None:
    page = LANGUAGES[code] + address
    weight = weigh(browser, server + page)
    table(f"{page:<48} {weight.bytes / KILOBYTE:>6.1f} {weight.without_fonts / KILOBYTE:>14.1f} {weight.requests:>9}")
    assert {"Document", "Stylesheet", "Script"} <= {load.kind for load in weight.loads}
    assert all(load.bytes for load in weight.loads), f"from a cache:\n{weight.heaviest()}"
    assert weight.bytes <= BYTES, f"{weight.bytes} bytes with fonts:\n{weight.heaviest()}"
    assert weight.without_fonts <= BYTES_WITHOUT_FONTS, f"{weight.without_fonts} bytes:\n{weight.heaviest()}"
    assert weight.requests <= REQUESTS, f"{weight.requests} requests:\n{weight.heaviest()}"
