"""Every link of the site leads somewhere, and every page can be reached by links."""

import subprocess
import sys
from pathlib import Path

import pytest

from built import LANGUAGES, Site, language

CONFIGURATION = """
[checking]
threads=8
maxrequestspersecond=100000
[filtering]
checkextern=0
[output]
status=0
"""


def test_linkchecker_finds_no_broken_link(server: str, tmp_path: Path) -> None:
    settings = tmp_path / "linkcheckerrc"
    settings.write_text(CONFIGURATION, encoding="utf-8")
    program = Path(sys.executable).with_name("linkchecker")
    done = subprocess.run(
        [program, "--config", settings, "--no-status", f"{server}/", f"{server}/en/"],
        capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout[-6000:] + done.stderr


def test_every_link_and_anchor_exists(site: Site) -> None:
    known = {a: {e["id"] for e in site.soup(a).select("[id]")} for a in site.addresses}
    files = {f"/{path.relative_to(site.folder).as_posix()}" for path in site.folder.rglob("*") if path.is_file()}
    lost = []
    for address in site.addresses:
        for path, anchor in site.links(address):
            # The record quotes an old address, which has no slash at its end.
            page = path if path in known else f"{path}/"
            inside = path.startswith("/") and path not in files
            if inside and (page not in known or anchor not in known[page] | {""}):
                lost.append(f"{address} -> {path}#{anchor}")
    assert lost == []


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_is_reached_from_the_home_page_in_its_own_language(site: Site, code: str) -> None:
    own = {address for address in site.pages if language(address) == code}
    reached: set[str] = set()
    waiting = [LANGUAGES[code]]
    while waiting:
        address = waiting.pop()
        reached.add(address)
        waiting += {path for path, _ in site.links(address)} & own - reached
    assert own - reached == set()


def test_files_that_pages_use_exist(site: Site) -> None:
    lost = set()
    for address in site.addresses:
        for element in site.soup(address).select("link[href], script[src], img[src]"):
            if "canonical" in element.get("rel", []) or "hreflang" in element.attrs:
                continue
            path, _ = site.target(address, str(element.get("href") or element["src"]))
            if not (site.folder / path.lstrip("/")).is_file():
                lost.add(f"{address} -> {path}")
    assert lost == set()
