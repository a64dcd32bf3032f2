"""How many bytes a search costs on a site of 5,000 pages in each language: `make search-bytes`.

The pages are invented (see invention.py), by a fixed seed: their words are as frequent as in the records, and with each
thousand pages come words that stand on few pages only, as names do. The
index is made by the code that makes the real one; the page that searches is the real one, in a real browser, from a server
that compresses text as a web server does.
"""

import gzip
import random
import shutil
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from tempfile import TemporaryDirectory
from urllib.parse import unquote, urlsplit

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/browser"))

from chromium import FLAGS, program

from invention import LETTERS, Author
from ogp.exports import search_index
from ogp.exports.search_text import BETWEEN, PageText, Piece, Place
from ogp.exports.word_forms import TABLE, WordForms
from ogp.views.search import Facts

PAGES = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
SITE = Path("site")
QUERIES = {
    "": (
        "الالتزامات",
        "حوكمه",
        "المشاركة الإلكترونية في صنع القرار",
        "وزارة التخطيط ٢٠٢٤",
        "النزاخة الوطنية",
        "والشفافية للجميع",
    ),
    "en/": (
        "commitments",
        "governance",
        "participation in decision making",
        "ministry of planning 2024",
        "integirty",
        "young people",
    ),
}
PACKED = (".pf_meta", ".pf_index", ".pf_fragment", ".pf_filter", ".pagefind", ".ar", ".en")
SETTLED = """() => {
  const status = document.querySelector("[data-ogp-status]").textContent;
  return status !== "" && !status.endsWith("…");
}"""


def _entries() -> dict[str, search_index.Entry]:
    chance = random.Random(2026)
    entries: dict[str, search_index.Entry] = {}
    for language in LETTERS:
        author = Author(language, 2026, PAGES * 4)
        prefix = "" if language == "ar" else "en/"
        for number in range(PAGES):
            text = PageText()
            while text.length < chance.randint(250, 900):
                words = author.words(chance.randint(3, 20))
                # Each page names a year, as readers search for it.
                words += [] if text.pieces else [str(2012 + number % 15)]
                start = text.length
                text.pieces.append(Piece("p", True, [BETWEEN, *words]))
                text.length += len(words) + 1
                text.places.append(
                    Place(f"item-{len(text.places)}", f"{words[0]} · {len(text.places)}", start, text.length)
                )
            facts = Facts(
                kind=chance.choice(["commitment", "meeting", "news", "document"]), plans=(f"nap{number % 9}",)
            )
            entries[f"/{prefix}pages/{number}/"] = search_index.Entry(
                language=language, title=author.phrase(5, 8), trail="", when="", facts=facts, text=text
            )
    return entries


class _Handler(BaseHTTPRequestHandler):
    """Counts the bytes of every answer's body, compressed unless it is packed already."""

    protocol_version = "HTTP/1.1"
    folder = Path()
    sent: dict[str, int] = {}  # noqa: RUF012

    def do_GET(self) -> None:
        path = self.folder / unquote(urlsplit(self.path).path).lstrip("/")
        path = path / "index.html" if path.is_dir() else path
        body = path.read_bytes() if path.is_file() else b""
        packed = path.suffix in PACKED
        self.send_response(200 if path.is_file() else 404)
        kinds = {".html": "text/html", ".js": "text/javascript", ".css": "text/css", ".json": "application/json"}
        self.send_header("Content-Type", kinds.get(path.suffix, "application/octet-stream"))
        if not packed:
            body = gzip.compress(body)
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)
        self.sent[self.path] = len(body)

    def log_message(self, format: str, *args: object) -> None:
        pass


def main() -> None:
    with TemporaryDirectory() as scratch:
        folder = Path(scratch) / "site"
        shutil.copytree(SITE, folder)
        shutil.rmtree(folder / search_index.FOLDER)
        search_index.write_entries(folder, _entries(), WordForms(next(folder.glob(f"assets/*/{TABLE}"))))
        _Handler.folder = folder
        server = ThreadingHTTPServer(("127.0.0.1", 0), _Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program(), args=FLAGS)
            print(f"{PAGES} pages a language; kB after the page itself, for a first search and a second one")
            for prefix, queries in QUERIES.items():
                for query, second in zip(queries, (*queries[1:], queries[0]), strict=True):
                    context = browser.new_context()
                    page = context.new_page()
                    page.goto(f"http://127.0.0.1:{server.server_port}/{prefix}search/", wait_until="networkidle")
                    said = []
                    for words in (query, second):
                        _Handler.sent.clear()
                        page.locator("#search-words").fill(words)
                        page.locator("#search-words").press("Enter")
                        page.wait_for_function(SETTLED, timeout=60000)
                        page.wait_for_load_state("networkidle")
                        parts: dict[str, int] = {}
                        for name, size in _Handler.sent.items():
                            kind = Path(urlsplit(name).path).suffix
                            parts[kind] = parts.get(kind, 0) + size
                        said.append(f"{sum(parts.values()) / 1000:6.0f}")
                        detail = ", ".join(f"{kind} {size / 1000:.0f}" for kind, size in sorted(parts.items()))
                        said.append(f"({detail})")
                    print(f"{query:40} {' '.join(said)}  {page.locator('[data-ogp-status]').inner_text()}")
                    context.close()
            browser.close()
        server.shutdown()


if __name__ == "__main__":
    main()
