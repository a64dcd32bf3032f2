"""The real site, published and served as deploy/nginx.conf says; and the instructions say the same in both languages."""

import http.client
import re
from pathlib import Path
from urllib.parse import quote

from built import PROJECT, Site, fingerprints
from published import run, served_as_in_the_example

TYPES = {
    "/": "text/html; charset=utf-8",
    "/feed.xml": "application/xml; charset=utf-8",
    "/calendar.ics": "text/calendar; charset=utf-8",
    "/data/catalog.jsonld": "application/ld+json",
    "/assets/images/icon.svg": "image/svg+xml; charset=utf-8",
    "/data/open-government-data.zip": "application/zip",
    "/card.png": "image/png",
}


def test_the_published_site_is_served_as_it_was_built(site: Site, tmp_path: Path) -> None:
    done = run("publish", "--site-dir", site.folder, tmp_path)
    assert done.returncode == 0, done.stderr
    built = fingerprints(site.folder)
    assert built.items() <= fingerprints(tmp_path / "current").items()
    with served_as_in_the_example(tmp_path) as server:
        connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=20)

        def ask(path: str) -> http.client.HTTPResponse:
            connection.request("GET", quote(path))
            answer = connection.getresponse()
            answer.read()
            return answer

        assert {address: status for address in site.pages if (status := ask(address).status) != 200} == {}
        assert {path: ask(path).getheader("Content-Type") for path in TYPES} == TYPES
        assert (ask("/Default/EN").status, ask("/Default/EN").getheader("Location")) == (301, "/en/")
        page, embed = ask("/plans/"), ask("/embed/plans/nap5/refresh/")
        assert "frame-ancestors 'none'" in str(page.getheader("Content-Security-Policy"))
        assert "frame-ancestors *" in str(embed.getheader("Content-Security-Policy"))
        assert page.getheader("Cache-Control") == embed.getheader("Cache-Control") == "no-cache"
        connection.close()


def _code(file: str) -> list[str]:
    """What stands as code in `file`, without the remarks in it."""
    text = (PROJECT / file).read_text(encoding="utf-8")
    return sorted(
        re.sub(" +# .*", "", line) for block in re.findall(r"```\n(.*?)```", text, re.S) for line in block.splitlines()
    )


def test_both_instructions_have_the_same_commands_and_chapters() -> None:
    english, arabic = ((PROJECT / file).read_text(encoding="utf-8") for file in ("PUBLISHING.md", "PUBLISHING.ar.md"))
    assert _code("PUBLISHING.md") == _code("PUBLISHING.ar.md")
    assert set(re.findall("`([^`\n]+)`", english)) - set(re.findall("`([^`\n]+)`", arabic)) == set()
    assert english.count("\n## ") == arabic.count("\n## ")
    assert english.count("\n| ") == arabic.count("\n| ")
    for option in ("--ssh", "--after", "--keep", "--to", "--lang"):
        assert f"`{option}`" in english
