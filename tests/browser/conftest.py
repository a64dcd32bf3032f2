"""A real Chromium for the tests of the built site, which share one build, made in tests/built.py."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Literal

import pytest
from chromium import FLAGS, program
from open_page import Open, Opened
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("built")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Chromium, with a fresh profile."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path=program(), headless=True, args=FLAGS)
        yield running
        running.close()


@pytest.fixture(scope="session")
def windows(browser: Browser) -> Callable[[str, bool], BrowserContext]:
    """One context for each colour scheme, with and without scripts, so that files are fetched once."""

    @cache
    def window(scheme: str, scripts: bool) -> BrowserContext:
        color_scheme: Literal["dark", "light"] = "dark" if scheme == "dark" else "light"
        return browser.new_context(color_scheme=color_scheme, java_script_enabled=scripts)

    return window


@pytest.fixture
def open_page(windows: Callable[[str, bool], BrowserContext], server: str) -> Iterator[Open]:
    """Opens pages of the built site; at the end of the test all are closed, and what they remember is forgotten."""
    pages: list[Page] = []

    def open_(address: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Opened:
        page = windows(scheme, scripts).new_page()
        pages.append(page)
        page.set_viewport_size({"width": width, "height": 844})
        opened = Opened(page)
        opened.watch(server)
        page.goto(server + address, wait_until="load")
        return opened

    yield open_
    for page in pages:
        page.evaluate("localStorage.clear()")
        page.close()
