"""The documents of others are fetched from a real server, whatever it does, and kept as a WARC file that others can read."""

import csv
from hashlib import sha256
from typing import Any

import pytest
from slow_server import MOST, PAGE, PDF, documents_served
from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped]

from ogp.archiving import documents
from ogp.archiving.fetching import Outcome, Visitor
from ogp.archiving.openable import made
from ogp.register import Register
from ogp.translation import Translator
from served import free_port

AGENT = "ogp-archive (+https://www.example.org/; unit@example.org)"
OUTCOMES = {
    "minutes": Outcome.FETCHED,
    "news": Outcome.FETCHED,
    "moved": Outcome.FETCHED,
    "pieces": Outcome.FETCHED,
    "gone": Outcome.REFUSED,
    "round": Outcome.TOO_MANY_REDIRECTS,
    "huge": Outcome.TOO_LARGE,
    "endless": Outcome.TOO_LARGE,
    "silent": Outcome.TIMED_OUT,
    "drop": Outcome.TIMED_OUT,
    "reset": Outcome.UNREACHABLE,
}


@pytest.fixture(scope="module")
def fetched(real: Register, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What became of every address of the server, by its path, and of one of a server that does not exist."""
    folder = tmp_path_factory.mktemp("copy")
    document = next(iter(real.documents.values()))
    with documents_served() as (address, server):
        nobody = f"http://127.0.0.1:{free_port()}/"
        own = {f"{address}/{name}": document.model_copy(update={"id": name}) for name in OUTCOMES}
        visitor = Visitor(AGENT, timeout=2, most=MOST)
        wanted = {**own, nobody: document.model_copy(update={"id": "nobody"})}
        rows = documents.fetch(wanted, folder, visitor, {"software": "test"})
    return {"rows": {row.document.id: row for row in rows}, "folder": folder, "server": server, "address": address}


def _records(fetched: dict[str, Any]) -> list[tuple[str, str, str, dict[str, str], bytes]]:
    found = []
    with (fetched["folder"] / documents.WARC).open("rb") as file:
        for record in ArchiveIterator(file, check_digests="raise"):
            head = dict(record.rec_headers.headers)
            status = record.http_headers.statusline if record.http_headers else ""
            name = head.get("WARC-Target-URI", "").removeprefix(fetched["address"])
            found.append((record.rec_type, name, status, head, record.content_stream().read()))
    return found


def test_it_is_told_what_became_of_each(fetched: dict[str, Any]) -> None:
    outcomes = {name: row.outcome for name, row in fetched["rows"].items()}
    assert outcomes == OUTCOMES | {"nobody": Outcome.UNREACHABLE}
    moved = fetched["rows"]["moved"]
    assert (moved.address, moved.final_address) == (f"{fetched['address']}/moved", f"{fetched['address']}/minutes")
    assert (moved.status, moved.size, moved.sha256) == (200, len(PDF), sha256(PDF).hexdigest())


def test_the_list_says_the_same(fetched: dict[str, Any]) -> None:
    with (fetched["folder"] / documents.LIST).open(encoding="utf-8", newline="") as file:
        rows = {row["document"]: row for row in csv.DictReader(file)}
    assert {name: row["outcome"] for name, row in rows.items()} == {
        name: str(row.outcome) for name, row in fetched["rows"].items()
    }
    minutes = rows["minutes"]
    assert (minutes["status"], minutes["type"], minutes["file"]) == (
        "200", "application/octet-stream", "documents/minutes.pdf",
    )  # fmt: skip
    assert minutes["sha256"] == sha256((fetched["folder"] / minutes["file"]).read_bytes()).hexdigest()
    assert rows["gone"]["status"] == "404" and rows["gone"]["file"] == rows["silent"]["status"] == ""


def test_the_warc_file_holds_every_request_and_answer(fetched: dict[str, Any]) -> None:
    records = _records(fetched)
    assert records[0][0] == "warcinfo" and b"software: test" in records[0][4]
    answers = [(name, status, content) for type_, name, status, _, content in records if type_ == "response"]
    assert [answer for answer in answers if answer[0] != "/round"] == [
        ("/minutes", "200 OK", PDF),
        ("/news", "200 OK", PAGE),
        ("/moved", "302 Found", b""),
        ("/minutes", "200 OK", PDF),
        ("/pieces", "200 OK", b"firstsecond"),
        ("/gone", "404 Not Found", b"no longer here"),
        ("/huge", "200 OK", b""),
        ("/endless", "200 OK", b""),
    ]
    asked = [(name, line) for type_, name, line, _, _ in records if type_ == "request"]
    assert asked == [(name, f"{name} HTTP/1.1") for name, _, _ in answers]
    cut = {name for _, name, _, head, _ in records if head.get("WARC-Truncated") == "length"}
    assert cut == {"/huge", "/endless"}


def test_each_server_is_asked_politely(fetched: dict[str, Any]) -> None:
    assert fetched["server"].agents == {AGENT}
    assert fetched["server"].most_at_once == 1


def test_files_are_opened_by_what_they_are_and_run_nothing(fetched: dict[str, Any]) -> None:
    files = {path.name for path in (fetched["folder"] / documents.FOLDER).iterdir()}
    assert files == {"minutes.pdf", "moved.pdf", "news.html", "pieces.txt"}
    page = (fetched["folder"] / "documents/news.html").read_bytes()
    head, own = page.split(b"default-src 'none'", 1)
    assert head.startswith(b'<!doctype html><meta charset="windows-1256"><meta http-equiv="Content-Security-Policy"')
    assert own.endswith(PAGE.removeprefix(b"<!doctype html>"))


@pytest.mark.parametrize(
    ("content", "header", "address", "ending"),
    [
        (b"<svg onload='ran()'>", "image/svg+xml", "https://example.org/a.svg", ".bin"),
        (b"<html/>", "application/xhtml+xml", "https://example.org/a.xhtml", ".bin"),
        (b"ran()", "text/javascript", "https://example.org/a.js", ".bin"),
        ("<script>".encode("utf-16"), "text/html", "https://example.org/", ".bin"),
        (b"words", "application/octet-stream", "https://example.org/a.DOCX?b=c", ".docx"),
        (b"words", "", "https://example.org/", ".bin"),
        (b"words", "text/plain;\r\n charset=utf-8", "https://example.org/", ".txt"),
    ],
)
def test_what_could_run_is_no_page(content: bytes, header: str, address: str, ending: str) -> None:
    assert made(content, header, address) == (ending, content)


def test_a_sentence_says_of_each_dead_address_why(
    fetched: dict[str, Any], english: Translator, arabic: Translator
) -> None:
    said = {
        row.document.id: (english(documents.said(row)), arabic(documents.said(row)))
        for row in fetched["rows"].values()
        if row.outcome is not Outcome.FETCHED
    }
    assert len(list(documents.failures(list(fetched["rows"].values())))) == len(said) == 8
    address = fetched["address"]
    assert said["gone"][0] == f"{address}/gone answered with the status 404"
    assert said["silent"][0] == f"{address}/silent did not answer in time"
    assert said["huge"][0] == f"{address}/huge is too large for the copy"
    assert said["round"][0] == f"{address}/round leads on and on"
    assert "cannot be reached: " in said["reset"][0] and "refused" in said["nobody"][0]
    for name, (_, in_arabic) in said.items():
        assert fetched["rows"][name].address in in_arabic and "؀" <= in_arabic[0] <= "ۿ"
