"""A real Chromium for the tests of the built site, which share one build, made in tests/built.py."""

import os
import shutil
from collections.abc import Iterator

import pytest
from open_page import Open, Opened
from playwright.sync_api import Browser, sync_playwright

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
HEIGHTS = {390: 844}


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("built")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with a fresh profile."""
    names = ("chromium", "chromium-browser", "google-chrome")
    program = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, names)), None)
    if not program or not shutil.which(program):
        pytest.fail(
            "Chromium was not found. Install it (make system-packages), or set CHROMIUM to its path.", pytrace=False
        )
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program, headless=True, args=FLAGS)
        yield running
        running.close()


@pytest.fixture
def open_page(browser: Browser, server: str) -> Iterator[Open]:
    """Opens pages of the built site, each in a window without memory; all are closed at the end of the test."""
    contexts = []

    def open_(address: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Opened:
        context = browser.new_context(
            viewport={"width": width, "height": HEIGHTS.get(width, 800)},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=scripts,
            base_url=server,
        )
        contexts.append(context)
        opened = Opened(context.new_page())
        opened.watch(server)
        opened.page.goto(address, wait_until="load")
        return opened

    yield open_
    for context in contexts:
        context.close()
