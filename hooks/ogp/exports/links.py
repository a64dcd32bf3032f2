"""The links of a built site, as linkchecker finds them: those inside it, and those that lead to other sites."""

import csv
import io
import re
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from html import escape, unescape
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import urlsplit

from ogp.exports.dead_links import advice
from ogp.messages import message, plural
from ogp.site.survey import Survey
from ogp.translation import Translator

_LINK = re.compile(r"<a\s[^>]*?href=\"(https?://[^\"]+)\"")
_MARKUP = re.compile(r"[|<>\s]")
_SETTINGS = """
[checking]
threads=8
timeout={timeout}
maxrequestspersecond={rate}
recursionlevel={depth}
[filtering]
checkextern={external}
[output]
status=0
"""
_AT_ONCE = 10
"""Requests a second to one server of others; our own says that it takes more."""


class LinksError(Exception):
    """linkchecker did not do its work; the text is what it said."""


@dataclass(frozen=True, slots=True)
class DeadLink:
    """An address that does not answer well, what was answered, and where it stands."""

    address: str
    answer: str
    places: tuple[str, ...]


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass

    def end_headers(self) -> None:
        # By this linkchecker asks more often than ten times a second.
        self.send_header("LinkChecker", "allowed")
        super().end_headers()

    def list_directory(self, path: object) -> None:
        """Answers as a server of the published site does: a folder without a page is nothing."""
        self.send_error(404)


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: linkchecker hangs up on files that it does not want to the end."""


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    """Serves the files of `folder` on this machine, and gives the address without its last slash."""
    with _Server(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as server:
        thread = Thread(target=server.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_port}"
        finally:
            server.shutdown()
            thread.join()


def inside(folder: Path) -> tuple[DeadLink, ...]:
    """The links that lead nowhere inside the site built in `folder`, from every page that links reach. Raises LinksError."""
    with _served(folder) as address:
        rows = _check(f"{address}/", external=False, depth=-1, timeout=60, rate=100_000)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in rows:
        found[row["url"].removeprefix(address), row["result"]].add(row["parentname"].removeprefix(address))
    return _dead(found)


def outside(folder: Path, own: str, timeout: int) -> tuple[tuple[DeadLink, ...], int]:
    """The links to other sites than `own`, from the pages of the site built in `folder`, that do not answer well within
    `timeout` seconds; and how many there are in all. Raises LinksError."""
    standing: dict[str, set[str]] = defaultdict(set)
    for path in sorted(folder.rglob("*.html")):
        for found in _LINK.findall(path.read_text(encoding="utf-8")):
            address = unescape(found).partition("#")[0]
            if urlsplit(address).netloc != urlsplit(own).netloc:
                standing[address].add(f"/{path.relative_to(folder).as_posix().removesuffix('index.html')}")
    if not standing:
        return (), 0
    with tempfile.TemporaryDirectory() as name:
        page = Path(name) / "index.html"
        page.write_text("".join(f'<a href="{escape(own)}">.</a>\n' for own in standing), encoding="utf-8")
        # Served, because linkchecker gives up the rights of an administrator and then may not read the file.
        with _served(Path(name)) as here:
            rows = _check(f"{here}/", external=True, depth=1, timeout=timeout, rate=_AT_ONCE)
    dead = {(row["urlname"], row["result"]): standing.get(row["urlname"], set()) for row in rows}
    return _dead(dead), len(standing)


def _dead(found: Mapping[tuple[str, str], set[str]]) -> tuple[DeadLink, ...]:
    return tuple(DeadLink(*key, tuple(sorted(places))) for key, places in sorted(found.items()))


def _check(start: str, *, external: bool, depth: int, timeout: int, rate: int) -> list[dict[str, str]]:
    """The rows of linkchecker's table about what is wrong."""
    with tempfile.TemporaryDirectory() as name:
        settings = Path(name) / "linkcheckerrc"
        text = _SETTINGS.format(external=int(external), depth=depth, timeout=timeout, rate=rate)
        settings.write_text(text, encoding="utf-8")
        program = Path(sys.executable).with_name("linkchecker")
        command = [str(program), "--config", str(settings), "--output", "csv", "--no-warnings", start]
        try:
            done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=name)
        except FileNotFoundError:
            raise LinksError(f"{program} is missing") from None
    if done.returncode not in (0, 1):
        raise LinksError(done.stderr.strip())
    lines = [line for line in done.stdout.splitlines() if not line.startswith("#")]
    return [row for row in csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";") if row.get("valid") == "False"]


def markdown(dead: Sequence[DeadLink], count: int, translators: Sequence[Translator], found: Survey) -> str:
    """What to look at, of so many links to other sites, and what to do about it in the records `found`: one part in each
    language."""
    columns = (message("Link"), message("Answer"), message("Stands on"), message("What to do"))
    parts = []
    for translate in translators:
        said = (
            plural(
                "{count} link to another site does not answer", "{count} links to other sites do not answer", len(dead)
            )
            if dead
            else message("All links to other sites answer.")
        )
        head = " | ".join(translate(column) for column in columns)
        rows = [
            f"| {_cell(one.address)} | {_cell(one.answer)} | {_places(one)} | {_advice(found, one, translate)} |"
            for one in dead
        ]
        table = ["", f"| {head} |", "|---" * len(columns) + "|", *rows] if rows else []
        checked = plural("{count} link was looked at.", "{count} links were looked at.", count)
        direction = translate.locale.text_direction
        text = "\n".join((f"## {translate(said)}", "", translate(checked), *table))
        parts.append(f'<div dir="{direction}">\n\n{text}\n\n</div>' if len(translators) > 1 else text)
    return "\n\n".join(parts)


def _places(dead: DeadLink, most: int = 5) -> str:
    more = " …" if len(dead.places) > most else ""
    return " ".join(_cell(place) for place in dead.places[:most]) + more


def _advice(found: Survey, dead: DeadLink, translate: Translator) -> str:
    return "<br>".join(
        f"{_cell(one.place)} {_MARKUP.sub(' ', translate(one.text))}" for one in advice(found, dead.address)
    )


def _cell(text: str) -> str:
    return "`" + _MARKUP.sub(" ", text).replace("`", "'") + "`"
