"""Embeds in a frame of another website, in a real Chromium without scripts."""

import json
import os
import re
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, Request

from built import PROJECT, ROOT, Site

_EMBEDDED = (
    "plans/nap5/commitments/1/",
    "plans/nap5/commitments/6/",
    "plans/nap4/commitments/1/",
    "plans/nap5/refresh/",
)
EMBEDDED = [prefix + address for prefix in ("", "en/") for address in _EMBEDDED]
AXE = PROJECT / "tests" / "tools" / "node_modules" / "axe-core" / "axe.min.js"


def _frame(address: str) -> str:
    """The address of the embed of the page at `address`."""
    return f"en/embed/{address.removeprefix('en/')}" if address.startswith("en/") else f"embed/{address}"


class _Silent(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def newspaper(tmp_path: Path) -> Iterator[Callable[[str], str]]:
    """Puts HTML on a page of another website, on this machine, and gives its address."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Silent, directory=tmp_path))
    threading.Thread(target=server.serve_forever, daemon=True).start()

    def publish(body: str) -> str:
        (tmp_path / "article.html").write_text(f"<!doctype html><link rel=icon href=data:,>{body}", encoding="utf-8")
        return f"http://127.0.0.1:{server.server_port}/article.html"

    yield publish
    server.shutdown()
    server.server_close()


@pytest.mark.parametrize("address", EMBEDDED)
def test_an_embed_fits_its_frame_on_another_website(
    browser: Browser, site: Site, server: str, newspaper: Callable[[str], str], address: str
) -> None:
    """Nothing has to be scrolled, nothing is fetched but the page and its stylesheet, nothing is refused."""
    document = json.loads((site.folder / address / "oembed.json").read_text(encoding="utf-8"))
    # The code as it is copied, which leads to this machine instead of the published site.
    code = document["html"].replace(ROOT, f"{server}/")
    for width in (320, 600, 900):
        context = browser.new_context(viewport={"width": width + 16, "height": 700})
        page = context.new_page()
        complaints: list[str] = []
        requests: list[str] = []

        def asked(request: Request, requests: list[str] = requests) -> None:
            requests.append(urlsplit(request.url).path)

        page.on("console", lambda message, complaints=complaints: complaints.append(message.text))
        page.on("request", asked)
        page.goto(newspaper(code), wait_until="load")
        frame = page.frames[1]
        frame.wait_for_load_state("load")
        assert frame.locator("h1").is_visible()
        size = frame.evaluate(
            "[innerHeight, document.documentElement.scrollHeight, innerWidth, document.documentElement.scrollWidth]"
        )
        assert size[1] <= size[0], (width, size)
        assert size[3] <= size[2], (width, size)
        own = [path for path in requests if path != "/article.html"]
        page_of_frame, style = own
        assert page_of_frame == f"/{_frame(address)}"
        assert re.fullmatch("/assets/[0-9a-f]{10}/css/embed.css", style)
        assert complaints == []
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_embed(browser: Browser, server: str, scheme: str) -> None:
    context = browser.new_context(color_scheme=scheme, bypass_csp=True)  # type: ignore[arg-type]
    page = context.new_page()
    for address in EMBEDDED:
        page.goto(f"{server}/{_frame(address)}")
        page.evaluate(AXE.read_text(encoding="utf-8"))
        found = page.evaluate(
            "axe.run().then((result) => result.violations.map((one) => one.id + ' ' + one.nodes[0].html))"
        )
        assert found == [], os.linesep.join(found)
    context.close()


def test_a_page_proper_may_not_stand_in_a_frame(browser: Browser, server: str, newspaper: Callable[[str], str]) -> None:
    page = browser.new_page()
    refused: list[str] = []
    page.on("console", lambda message: refused.append(message.text))
    page.goto(newspaper(f'<iframe src="{server}/plans/"></iframe>'))
    assert any("frame-ancestors" in text for text in refused)
    page.close()
