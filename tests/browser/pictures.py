"""Pictures of every kind of page in both languages, widths and colour schemes: `make pictures`, then look at them."""

from pathlib import Path

import pytest
from kinds import KINDS
from open_page import Open

from built import LANGUAGES, PROJECT

FOLDER = PROJECT / "pictures" / "pages"


@pytest.mark.parametrize("address", KINDS)
@pytest.mark.parametrize("code", LANGUAGES)
@pytest.mark.parametrize("width", [390, 1280])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_picture(open_page: Open, address: str, code: str, width: int, scheme: str) -> None:
    """The whole page, as a reader sees it when he has scrolled through it."""
    page = open_page(LANGUAGES[code] + address, width=width, scheme=scheme).page
    page.evaluate("document.fonts.ready")
    name = address.strip("/").replace("/", "-") or "home"
    picture = Path(FOLDER / f"{name}-{code}-{width}-{scheme}.png")
    page.screenshot(path=picture, full_page=True)
    assert picture.stat().st_size > 0
