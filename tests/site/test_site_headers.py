"""What nginx, Caddy and hosts of static files say with each file of the built site, as the examples in deploy/ set them up."""

import gzip
import http.client
import json
import re
import subprocess
import sys
from base64 import b64encode
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path
from urllib.parse import quote, unquote

import brotli  # type: ignore[import-untyped]
import pytest
from test_site_redirects import OLD

from built import PROJECT, Site
from ogp.exports import assets
from ogp.exports.editor import POLICY
from published import run, served_as_in_the_example, served_by_caddy

Ask = Callable[..., http.client.HTTPResponse]

EVALUATOR = PROJECT / "tests" / "tools" / "csp.mjs"
INFO = 60
"""A severity of csp_evaluator: what is worse has a smaller number."""

NAMES = (
    "Content-Security-Policy", "Strict-Transport-Security", "X-Content-Type-Options", "Referrer-Policy",
    "Permissions-Policy", "Cross-Origin-Opener-Policy", "Cross-Origin-Resource-Policy", "X-Frame-Options",
    "Access-Control-Allow-Origin", "Cache-Control", "X-Robots-Tag",
)  # fmt: skip
PAGES = ("/", "/en/", "/plans/nap5/commitments/4/", "/en/search/", "/about/privacy/")
NEVER_THERE = ("/no/such/page/", "/en/no/such/page/", "/no-such.json", "/en/no-such.csv")
EMBEDS = ("/embed/plans/nap5/refresh/", "/en/embed/plans/nap5/commitments/1/")
EDITORS = ("/admin/", "/en/admin/config.json", "/admin/admin.js")
OPEN = (
    "/feed.xml", "/calendar.ics", "/data/csv/commitments.csv", "/data/datapackage.json", "/data/catalog.jsonld",
    "/plans/nap5/commitments/4/feed.xml", "/card.png", "/data/open-government-data.zip",
    "/plans/nap5/commitments/4/fact-sheet.pdf",
)  # fmt: skip
SHOWN = (*PAGES, *EMBEDS, *EDITORS, *OPEN, "/assets/images/icon.svg", "/robots.txt")


@pytest.fixture(scope="module")
def published(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder to which the built site is published."""
    root = tmp_path_factory.mktemp("published")
    done = run("publish", "--site-dir", site.folder, root)
    assert done.returncode == 0, done.stderr
    return root


@pytest.fixture(scope="module", params=["nginx", "caddy"])
def ask(request: pytest.FixtureRequest, published: Path) -> Iterator[Ask]:
    """Asks one of the servers for a path, as a browser that takes the encoding `accept`."""
    serve = served_as_in_the_example if request.param == "nginx" else served_by_caddy
    with serve(published) as server:
        yield _asker(server)


def _asker(server: str) -> Ask:
    def ask(path: str, accept: str = "identity") -> http.client.HTTPResponse:
        connection = http.client.HTTPConnection(server.removeprefix("http://"), timeout=20)
        connection.request("GET", quote(path), headers={"Accept-Encoding": accept})
        answer = connection.getresponse()
        answer.body = answer.read()  # type: ignore[attr-defined]
        connection.close()
        return answer

    return ask


def _policy(answer: http.client.HTTPResponse) -> dict[str, list[str]]:
    written = str(answer.getheader("Content-Security-Policy")).split(";")
    return {words[0]: words[1:] for part in written if (words := part.split())}


def test_pages_may_run_their_own_scripts_only(ask: Ask, site: Site) -> None:
    named = set()
    for address in site.addresses:
        for script in site.soup(address).select("script:not([src]):not([type='application/ld+json'])"):
            digest = sha256(script.decode_contents().encode()).digest()
            named.add(f"'sha256-{b64encode(digest).decode()}'")
    for path in (*PAGES, *NEVER_THERE, "/c/nap5-4/index.html", *OPEN):
        policy = _policy(ask(path))
        assert set(policy["script-src"]) == {*named, "'strict-dynamic'", "'wasm-unsafe-eval'", "'self'"}, path
        assert policy["default-src"] == policy["base-uri"] == policy["frame-ancestors"] == ["'none'"], path
        assert policy["style-src"] == policy["connect-src"] == ["'self'"], path


def test_no_page_brings_a_style_or_a_handler_of_its_own(site: Site) -> None:
    for address in site.addresses:
        page = site.soup(address)
        assert page.select("style, [style]") == [], address
        handlers = [name for tag in page.find_all(True) for name in tag.attrs if name.startswith("on")]
        assert handlers == [], address


def test_embeds_may_be_framed_by_anyone_and_run_nothing(ask: Ask) -> None:
    for path in EMBEDS:
        policy = _policy(ask(path))
        assert policy["frame-ancestors"] == ["*"]
        assert "script-src" not in policy and policy["default-src"] == ["'none'"]
        assert ask(path).getheader("X-Frame-Options") is None


def test_the_editor_has_a_policy_of_its_own(ask: Ask) -> None:
    for path in EDITORS:
        answer = ask(path)
        policy = _policy(answer)
        assert answer.getheader("Content-Security-Policy") == POLICY
        assert "'unsafe-inline'" not in policy["script-src"]
        assert policy["frame-ancestors"] == ["'self'"] and policy["default-src"] == ["'none'"]
        assert answer.getheader("X-Robots-Tag") == "noindex"
        assert answer.getheader("Access-Control-Allow-Origin") is None


def test_data_and_feeds_may_be_read_by_any_website(ask: Ask) -> None:
    for path in OPEN:
        answer = ask(path)
        assert answer.status == 200, path
        assert answer.getheader("Access-Control-Allow-Origin") == "*"
        assert answer.getheader("Cross-Origin-Resource-Policy") == "cross-origin"


def test_what_holds_everywhere(ask: Ask) -> None:
    for path in (*SHOWN, *NEVER_THERE):
        answer = ask(path)
        assert re.match(r"max-age=(\d{8,});", str(answer.getheader("Strict-Transport-Security"))), path
        assert answer.getheader("X-Content-Type-Options") == "nosniff"
        assert answer.getheader("Referrer-Policy") == "strict-origin-when-cross-origin"
        assert "camera=()" in str(answer.getheader("Permissions-Policy"))


def test_files_named_by_content_are_kept_and_all_else_is_asked_for(ask: Ask, site: Site) -> None:
    loaded = [str(link["href"]) for link in site.soup("/").select("link[rel=stylesheet], link[rel=preload]")]
    fragment = next((site.folder / "pagefind/fragment").iterdir()).relative_to(site.folder)
    assert len(loaded) > 1
    for path in (*(f"/{own}" for own in loaded), f"/{fragment}"):
        answer = ask(path)
        assert answer.status == 200, path
        assert answer.getheader("Cache-Control") == "public, max-age=31536000, immutable", path
    for path in (*PAGES, *EMBEDS, *EDITORS, *OPEN, "/pagefind/pagefind.js"):
        answer = ask(path)
        assert answer.getheader("Cache-Control") == "no-cache", path
        assert answer.getheader("ETag"), path


def test_texts_come_compressed_as_built(ask: Ask, site: Site) -> None:
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}
    for path in ("/", "/en/data/", "/data/csv/commitments.csv", "/feed.xml", "/admin/vendor/decap-cms.js"):
        file = site.folder / (f"{path}index.html" if path.endswith("/") else path).lstrip("/")
        sizes = []
        for accept, encoding in (("gzip, br", "br"), ("gzip", "gzip"), ("identity", None)):
            answer = ask(path, accept)
            body = answer.body  # type: ignore[attr-defined]
            assert answer.getheader("Content-Encoding") == encoding, (path, accept)
            assert unpack[encoding](body) == file.read_bytes()
            assert encoding is None or answer.getheader("Vary") == "Accept-Encoding"
            sizes.append(len(body))
        assert sizes == sorted(sizes), path


def test_what_is_for_servers_is_not_for_readers(ask: Ask, site: Site) -> None:
    for path in ("_headers", "_server/http.nginx.conf", "_server/SHA256SUMS"):
        assert path == "_server/SHA256SUMS" or (site.folder / path).is_file()
        assert ask(f"/{path}").status == 404


def test_missing_pages_are_answered_in_their_language(ask: Ask, site: Site) -> None:
    for path in NEVER_THERE:
        answer = ask(path)
        own = "en/404.html" if path.startswith("/en/") else "404.html"
        assert answer.status == 404
        assert answer.getheader("Content-Type") == "text/html; charset=utf-8"
        assert answer.body == (site.folder / own).read_bytes()  # type: ignore[attr-defined]


def test_old_addresses_lead_on_in_any_case(ask: Ask) -> None:
    for old, new in OLD.items():
        answer = ask(unquote(old))
        assert (answer.status, answer.getheader("Location")) == (301, new)


def test_both_servers_and_the_file_for_static_hosts_say_the_same(published: Path, site: Site) -> None:
    rules = _rules((site.folder / "_headers").read_text(encoding="utf-8"))
    assert len(rules) <= 100, "Cloudflare Pages reads no more"
    with served_as_in_the_example(published) as first, served_by_caddy(published) as second:
        for path in (*SHOWN, *NEVER_THERE):
            by_nginx, by_caddy = (
                {name: answer.getheader(name) for name in NAMES if answer.getheader(name)}
                for answer in (_asker(first)(path), _asker(second)(path))
            )
            assert by_nginx == by_caddy, path
            if path not in NEVER_THERE:
                assert _by_rules(rules, path) == by_nginx, path
            assert _asker(first)(path).getheader("Content-Type") == _asker(second)(path).getheader("Content-Type"), path


def _rules(text: str) -> list[tuple[str, dict[str, str]]]:
    """The rules of a file of headers: pattern, and headers by name."""
    rules: list[tuple[str, dict[str, str]]] = []
    for line in text.splitlines():
        if line.startswith("/"):
            rules.append((line, {}))
        else:
            assert line.startswith("  ") and len(line) <= 2000, line
            name, _, value = line.strip().partition(": ")
            rules[-1][1][name] = value
    return rules


def _by_rules(rules: list[tuple[str, dict[str, str]]], path: str) -> dict[str, str]:
    """What a host sends with `path`; no header is named by two rules that fit it."""
    found: dict[str, str] = {}
    for pattern, headers in rules:
        if re.fullmatch(re.escape(pattern).replace(r"\*", ".*"), path):
            assert not found.keys() & headers.keys(), (path, pattern)
            found |= headers
    return found


@pytest.mark.parametrize("path", [*PAGES[:1], *EMBEDS[:1]])
def test_csp_evaluator_finds_nothing(published: Path, path: str) -> None:
    with served_as_in_the_example(published) as server:
        policy = str(_asker(server)(path).getheader("Content-Security-Policy"))
    node = Path(sys.executable).with_name("node")
    done = subprocess.run([node, EVALUATOR, policy], capture_output=True, text=True, timeout=60, check=True)
    found = json.loads(done.stdout)
    assert [one for one in found if one["severity"] < INFO] == []


def test_what_pages_load_has_another_address_when_it_changes(tmp_path: Path) -> None:
    (tmp_path / "overrides/assets/css").mkdir(parents=True)
    (tmp_path / "overrides/embeds").mkdir()
    (tmp_path / "overrides/embeds/embed.css").write_text("p {}")
    style = tmp_path / "overrides/assets/css/1-text.css"
    style.write_text("a {}")
    first = assets.address(tmp_path)
    assert first == assets.address(tmp_path)
    style.write_text("b {}")
    second = assets.address(tmp_path)
    style.rename(style.with_name("2-text.css"))
    third = assets.address(tmp_path)
    (tmp_path / "overrides/embeds/embed.css").write_text("q {}")
    assert len({first, second, third, assets.address(tmp_path)}) == 4
