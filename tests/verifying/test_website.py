"""A published site is compared with its manifest, whatever its server does."""

import gzip
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

import pytest

from attested import minisign_keys
from ogp.translation import Translator
from ogp.verifying.client import Reader
from ogp.verifying.manifest import NAME, SIGNATURE, Manifest
from ogp.verifying.signature import public_key, sign
from ogp.verifying.website import Asked, WebsiteError, faults, published, sampled
from published import run
from served import free_port

Behaviour = Callable[["_Handler"], bool]


class _Handler(SimpleHTTPRequestHandler):
    """Serves files, but for the addresses at which it does what the test wants."""

    def __init__(self, behaviours: dict[str, Behaviour], *arguments: object, directory: str) -> None:
        self.behaviours = behaviours
        super().__init__(*arguments, directory=directory)  # type: ignore[arg-type]

    def do_GET(self) -> None:
        behaviour = self.behaviours.get(self.path)
        if not behaviour or not behaviour(self):
            super().do_GET()

    def log_message(self, format: str, *args: object) -> None:
        pass

    def begin(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: who reads hangs up where there is more than expected."""


@contextmanager
def _served(folder: Path, behaviours: Mapping[str, Behaviour] | None = None) -> Iterator[str]:
    """Serves `folder`, with `behaviours` by address, and gives its own address."""
    own = {"/old/": _leads("/news/#first"), **(behaviours or {})}
    with _Server(("127.0.0.1", 0), partial(_Handler, own, directory=str(folder))) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}/"
        finally:
            running.shutdown()
            thread.join()


def _leads(target: str) -> Behaviour:
    def lead(handler: _Handler) -> bool:
        handler.begin(302, Location=target)
        return True

    return lead


def _fails(status: int) -> Behaviour:
    def fail(handler: _Handler) -> bool:
        handler.begin(status)
        return True

    return fail


def _compresses(handler: _Handler) -> bool:
    handler.begin(200, Content_Encoding="gzip")
    handler.wfile.write(gzip.compress(b"news"))
    return True


def _never_ends(handler: _Handler) -> bool:
    handler.begin(200)
    try:
        while True:
            handler.wfile.write(b"news" * 10_000)
    except OSError:
        return True


def _breaks_off(handler: _Handler) -> bool:
    handler.begin(200, Content_Length="4")
    handler.wfile.write(b"ne")
    return True


def _says_something_else(handler: _Handler) -> bool:
    handler.begin(200)
    handler.wfile.write(b"<!doctype html>")
    return True


def _found(address: str, english: Translator) -> list[str]:
    site = published(address, Reader())
    return [
        f"{fault.address.removeprefix(address)}: {english(fault.message)}".replace("\u2068", "").replace("\u2069", "")
        for fault in faults(site.root, site.files, Reader(), lambda: None)
    ]


@pytest.mark.usefixtures("manifest")
def test_all_is_well_where_the_bytes_are_the_same(tmp_path: Path, english: Translator) -> None:
    with _served(tmp_path / "site", {"/news/": _compresses}) as address:
        assert _found(address, english) == []
        assert _found(f"{address}{NAME}", english) == []
        asked = [asked.file.path for asked in published(address, Reader()).files]
    assert len(asked) == 5 and "_server/rules.nginx.conf" not in asked


_ALTERED = "is not as it was built: its SHA-256 is not that of the manifest"


@pytest.mark.usefixtures("manifest")
@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (_says_something_else, f"news/: {_ALTERED}"),
        (_never_ends, f"news/: {_ALTERED}"),
        (_fails(404), "news/: is missing"),
        (_fails(403), "news/: answers 403"),
        (_leads("https://example.com/news/"), "news/: leads to another site: https://example.com/news/"),
        (_leads("/"), "news/: leads to {root} instead of being there"),
    ],
)
def test_whatever_else_is_served_is_a_fault(
    tmp_path: Path, english: Translator, behaviour: Behaviour, said: str
) -> None:
    with _served(tmp_path / "site", {"/news/": behaviour}) as address:
        assert _found(address, english) == [said.format(root=address)]


@pytest.mark.usefixtures("manifest")
def test_an_answer_that_breaks_off_is_a_fault(tmp_path: Path, english: Translator) -> None:
    with _served(tmp_path / "site", {"/news/": _breaks_off}) as address:
        (said,) = _found(address, english)
    assert said.startswith("news/: does not answer: ")


@pytest.mark.parametrize(
    ("behaviour", "said"),
    [
        (_says_something_else, "The manifest cannot be read: "),
        (_fails(404), "There is no manifest at "),
        (_fails(403), "answers 403"),
        (_leads("https://example.com/manifest.json"), "leads to https://example.com/manifest.json: verify that site"),
    ],
)
@pytest.mark.usefixtures("manifest")
def test_where_there_is_no_manifest_nothing_can_be_told(
    tmp_path: Path, english: Translator, behaviour: Behaviour, said: str
) -> None:
    with _served(tmp_path / "site", {f"/{NAME}": behaviour}) as address, pytest.raises(WebsiteError) as caught:
        published(address, Reader())
    assert said in english(caught.value.message).replace("\u2068", "").replace("\u2069", "")


def test_the_signature_is_checked_where_a_key_is_known(tmp_path: Path, manifest: Manifest, english: Translator) -> None:
    site = tmp_path / "site"
    public, secret = minisign_keys(tmp_path)
    other, _ = minisign_keys(tmp_path, "other")
    key, wrong = public_key(str(public)), public_key(str(other))

    def said(by: str) -> str | None:
        fault = published(address, Reader()).signed_by(by)
        assert fault is None or fault.address == f"{address}{SIGNATURE}"
        return english(fault.message).replace("\u2068", "").replace("\u2069", "") if fault else None

    with _served(site) as address:
        assert said(key) == "The manifest is not signed"
        sign(site, manifest, str(secret), key)
        assert said(key) is None
        assert str(said(wrong)).startswith(f"The manifest is not signed by the key {wrong}: ")
        signed = run("verify", "--key", public, address)
        (site / NAME).write_bytes((site / NAME).read_bytes().replace(b"2026-11-26", b"2026-11-27"))
        altered = run("verify", "--key", key, address)
    assert (signed.returncode, signed.stderr) == (0, "")
    assert f"The manifest is signed by the key {key}.\n" in signed.stdout
    assert altered.returncode == 1
    assert f"{SIGNATURE} — The manifest is not signed by the key {key}: " in altered.stdout


@pytest.mark.parametrize(("language", "said"), [("en", "does not answer"), ("ar", "لا يجيب")])
def test_a_server_that_is_not_there_is_told_in_a_sentence(language: str, said: str, tmp_path: Path) -> None:
    public, _ = minisign_keys(tmp_path)
    done = run("verify", "--lang", language, "--key", public, f"http://127.0.0.1:{free_port()}/")
    assert (done.returncode, done.stdout) == (3, "")
    assert said in done.stderr and "HTTPConnection" not in done.stderr


def test_a_sample_is_as_large_as_is_asked_for(manifest: Manifest) -> None:
    files = tuple(Asked(file, ("identity",)) for file in manifest.files)
    assert len(set(sampled(files, 3))) == 3
    assert sampled(files, None) == sampled(files, 1000) == files
