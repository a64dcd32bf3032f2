"""Addresses of the previous site and short addresses lead to pages, on any host and on nginx in any case."""

import http.client

import pytest

from built import Site

OLD = {
    "/Default/Ar": "/",
    "/DEFAULT/AR": "/",
    "/default/ar/": "/",
    "//Default//Ar": "/",
    "/Default/En": "/en/",
    "/default/EN": "/en/",
    "/ar/Pages/Commitments/57": "/plans/nap4/",
    "/Ar/pages/commitments/57": "/plans/nap4/",
    "/AR/PAGES/COMMITMENTS/57/": "/plans/nap4/",
    "/en/Pages/Commitments/63": "/en/plans/nap4/",
    "/EN//Pages/commitments//63": "/en/plans/nap4/",
    "/ar/Pages/Commitments/56": "/plans/",
    "/AR/NewsDetails/1": "/news/",
    "/ar/newsdetails/%D8%AE%D8%A8%D8%B1": "/news/",
    "/EN/NewsDetails/anything": "/en/news/",
    "/EN//NewsDetails/Register_of_Societies_and_Companies_Control_Department_hold_a_workshop": "/en/news/",
    "/en/newsdetails/": "/en/news/",
    "/c/nap5-4": "/plans/nap5/commitments/4/",
    "/C/NAP5-4/": "/plans/nap5/commitments/4/",
    "/en/c/nap4-1": "/en/plans/nap4/commitments/1/",
    "/En/C/Nap5-6": "/en/plans/nap5/commitments/6/",
    "/c/nap5-refresh": "/plans/nap5/refresh/",
    "/c/nap5-t1": "/plans/nap5/refresh/activities/",
    "/en/C/NAP5-T2": "/en/plans/nap5/refresh/new-commitments/",
}
"""Addresses as people and other sites write them, and where they lead."""


def test_redirect_pages_lead_to_pages_in_their_own_language(site: Site) -> None:
    assert set(site.redirects.values()) <= set(site.pages)
    for address, target in site.redirects.items():
        page = site.soup(address)
        assert page.title and page.title.string
        assert site.links(address) == [(target, "")]
        canonical = page.select_one("link[rel=canonical]")
        assert canonical and site.target(address, str(canonical["href"])) == (target, "")
        assert page.select_one("meta[name=robots][content=noindex]")


def test_old_addresses_work_on_hosts_without_rules(site: Site) -> None:
    for old in ("/Default/Ar", "/Default/En", "/ar/Pages/Commitments/57", "/ar/Pages/Commitments/56", "/c/nap5-4"):
        assert site.redirects[f"{old}/"] == OLD[old]
    assert site.redirects["/default/en/"] == "/en/"


def test_every_commitment_has_a_short_address_in_both_languages(site: Site) -> None:
    numbers = [("nap4", n) for n in range(1, 6)] + [("nap5", n) for n in range(1, 7)]
    for prefix in ("/", "/en/"):
        for plan, number in numbers:
            assert site.redirects[f"{prefix}c/{plan}-{number}/"] == f"{prefix}plans/{plan}/commitments/{number}/"


def _ask(server: str, path: str) -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    result = answer.status, answer.getheader("Location"), answer.read()
    connection.close()
    return result


@pytest.mark.parametrize(("old", "new"), OLD.items(), ids=OLD)
def test_nginx_redirects_old_addresses_in_any_case(server: str, site: Site, old: str, new: str) -> None:
    assert _ask(server, old)[:2] == (301, new)
    assert new in site.pages


def test_nginx_serves_every_page(server: str, site: Site) -> None:
    assert {address: status for address in site.pages if (status := _ask(server, address)[0]) != 200} == {}


@pytest.mark.parametrize(("path", "own"), [("/no/such/page", "/404.html"), ("/en/no/such/page", "/en/404.html")])
def test_nginx_answers_missing_pages_in_their_language(server: str, site: Site, path: str, own: str) -> None:
    status, _, body = _ask(server, path)
    assert (status, body) == (404, (site.folder / own.lstrip("/")).read_bytes())
