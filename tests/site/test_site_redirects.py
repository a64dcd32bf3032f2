"""Addresses of the previous site and short addresses lead to pages, on any host and on nginx in any case."""

import http.client
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import Site

CONFIGURATION = """
daemon off;
master_process off;
pid {folder}/nginx.pid;
error_log {folder}/error.log;
events {{ worker_connections 64; }}
http {{
  access_log off;
  absolute_redirect off;
  client_body_temp_path {folder}/body;
  proxy_temp_path {folder}/proxy;
  fastcgi_temp_path {folder}/fastcgi;
  uwsgi_temp_path {folder}/uwsgi;
  scgi_temp_path {folder}/scgi;
  types {{ text/html html; text/css css; image/svg+xml svg; }}
  server {{
    listen 127.0.0.1:{port};
    root {site};
    include {site}/_server/redirects.nginx.conf;
    location /en/ {{ error_page 404 /en/404.html; }}
    error_page 404 /404.html;
  }}
}}
"""

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


@pytest.fixture(scope="module")
def nginx(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[int]:
    """Port on this machine at which the real nginx serves the site with the rules that the build wrote."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert program, "nginx is not installed. Install Debian's package nginx-light, or run: make system-packages"
    folder = tmp_path_factory.mktemp("nginx")
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    settings = folder / "nginx.conf"
    settings.write_text(CONFIGURATION.format(folder=folder, site=site.folder, port=port), encoding="utf-8")
    with subprocess.Popen([program, "-e", folder / "error.log", "-c", settings, "-p", folder]) as running:
        try:
            _wait(running, port, folder)
            yield port
        finally:
            running.terminate()


def _wait(running: subprocess.Popen[bytes], port: int, folder: Path) -> None:
    for _ in range(200):
        assert running.poll() is None, (folder / "error.log").read_text()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")


def _ask(port: int, path: str) -> tuple[int, str | None, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=10)
    connection.request("GET", path)
    answer = connection.getresponse()
    result = answer.status, answer.getheader("Location"), answer.read()
    connection.close()
    return result


@pytest.mark.parametrize(("old", "new"), OLD.items(), ids=OLD)
def test_nginx_redirects_old_addresses_in_any_case(nginx: int, site: Site, old: str, new: str) -> None:
    assert _ask(nginx, old)[:2] == (301, new)
    assert new in site.pages


def test_nginx_serves_every_page(nginx: int, site: Site) -> None:
    assert {address: status for address in site.pages if (status := _ask(nginx, address)[0]) != 200} == {}


@pytest.mark.parametrize(("path", "own"), [("/no/such/page", "/404.html"), ("/en/no/such/page", "/en/404.html")])
def test_nginx_answers_missing_pages_in_their_language(nginx: int, site: Site, path: str, own: str) -> None:
    status, _, body = _ask(nginx, path)
    assert (status, body) == (404, (site.folder / own.lstrip("/")).read_bytes())
