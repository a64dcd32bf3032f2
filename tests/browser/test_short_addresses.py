"""A short address opens the item whose anchor follows it, on a server with the rules and on one without."""

from collections.abc import Iterator

import pytest
from open_page import Open

from built import Site
from served import served_plainly

SHORT = {
    "/c/nap5-4#recommendation-3": "/plans/nap5/commitments/4/#recommendation-3",
    "/en/c/nap5-t1/#a09": "/en/plans/nap5/refresh/activities/#a09",
    "/c/nap5-1/": "/plans/nap5/commitments/1/",
}


@pytest.fixture(scope="module")
def plain(site: Site) -> Iterator[str]:
    """Address, without the last slash, of a host that only serves files."""
    with served_plainly(site.folder) as address:
        yield address


@pytest.mark.parametrize(("short", "whole"), SHORT.items(), ids=SHORT)
def test_with_the_rules_of_the_server(open_page: Open, server: str, short: str, whole: str) -> None:
    page = open_page(short).page
    page.wait_for_url(server + whole)
    assert page.locator(":target").count() == ("#" in whole)


@pytest.mark.parametrize(("short", "whole"), SHORT.items(), ids=SHORT)
def test_on_a_host_that_only_serves_files(open_page: Open, plain: str, short: str, whole: str) -> None:
    page = open_page("/").page
    page.goto(plain + short)
    page.wait_for_url(plain + whole)
    assert page.locator(":target").count() == ("#" in whole)
