"""`make serve` shows a change of every kind of input without a restart, and survives a mistake."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from urllib.error import URLError

import pytest

from built import PROJECT, TODAY, ogp, project_copy

PATIENCE = 60
"""Seconds after which the server is taken to be stuck."""


COMMITMENT = "data/plans/nap5/commitments/4.yaml"
TITLES = (
    "Strengthening the role of youth in developing and implementing governmental plans and strategies related to youth",
    "The role of youth in government plans and strategies",
)


class Server:
    """A running `ogp serve` on a copy of the project."""

    def __init__(self, folder: Path) -> None:
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        self.folder = folder
        self.root = f"http://127.0.0.1:{port}/"
        self.log = folder / "serve.log"
        self.temporary = temporary = folder / "temporary"
        temporary.mkdir()
        with self.log.open("w") as log:
            self.process = subprocess.Popen(
                [sys.executable, "-m", "ogp.commands", "serve", "--address", f"127.0.0.1:{port}"],
                cwd=folder,
                env=os.environ
                | {
                    "OGP_TODAY": TODAY,
                    "SITE_URL": self.root,
                    "PYTHONUNBUFFERED": "1",
                    "PYTHONPATH": str(folder / "hooks"),
                    "TMPDIR": str(temporary),
                },
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    def get(self, address: str) -> str:
        try:
            with urllib.request.urlopen(self.root + address, timeout=5) as answer:
                return str(answer.read().decode())
        except (URLError, OSError):
            return ""

    def wait_for(self, address: str, text: str) -> None:
        """Waits until the page at `address` holds `text`."""
        end = time.monotonic() + PATIENCE
        while time.monotonic() < end:
            if text in self.get(address):
                return
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.1)
        pytest.fail(f"{address} never showed {text!r}\n{self.log.read_text()[-2000:]}")

    def replace(self, file: str, old: str, new: str) -> None:
        path = self.folder / file
        content = path.read_text(encoding="utf-8")
        assert old in content, (file, old)
        path.write_text(content.replace(old, new, 1), encoding="utf-8")


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    folder = project_copy(tmp_path_factory.mktemp("served") / "project")
    running = Server(folder)
    try:
        running.wait_for("en/", "<h1>")
        yield running
    finally:
        running.process.terminate()
        running.process.wait(timeout=20)


def test_a_changed_record_shows(server: Server) -> None:
    server.replace("data/plans/nap5/plan.yaml", "en: Fifth national action plan", "en: Fifth plan as changed")
    server.wait_for("en/plans/", "Fifth plan as changed")


def test_for_what_every_page_loads_no_file_of_a_record_is_written(server: Server) -> None:
    """With thousands of records the first page would wait for all of them."""
    content = (PROJECT / COMMITMENT).read_text(encoding="utf-8")
    (server.folder / COMMITMENT).write_text(content.replace(TITLES[1], "Changed for an icon"), encoding="utf-8")
    server.wait_for("en/plans/nap5/commitments/4/", "Changed for an icon")
    [site] = server.temporary.glob("mkdocs_*")
    (site / "robots.txt").unlink(missing_ok=True)
    assert "<svg" in server.get("assets/images/icon.svg")
    assert not (site / "robots.txt").exists()
    assert "Sitemap" in server.get("robots.txt")


def test_a_changed_text_shows(server: Server) -> None:
    server.replace("docs/en/about/index.md", "# ", "# Changed heading: ")
    server.wait_for("en/about/", "Changed heading: ")


def test_a_changed_template_shows(server: Server) -> None:
    server.replace("overrides/pages/plans.html", "<section", "<p>changed template</p>\n<section")
    server.wait_for("plans/", "changed template")


def test_a_changed_translation_shows(server: Server) -> None:
    server.replace(
        "translations/ar/interface.po", 'msgid "All news"\nmsgstr "', 'msgid "All news"\nmsgstr "ترجمة جديدة '
    )
    server.wait_for("", "ترجمة جديدة")


def test_a_mistake_is_said_on_the_former_page_and_mended_without_a_restart(server: Server) -> None:
    server.replace("data/plans/nap5/plan.yaml", "number: 5", "numbre: 5")
    said = "There is no field “numbre” here — Did you mean “number”?"
    server.wait_for("en/plans/", said)
    assert "Fifth plan as changed" in server.get("en/plans/")
    assert "لا يوجد هنا حقل اسمه" in server.get("plans/")
    assert said in server.log.read_text()
    assert "Traceback" not in server.log.read_text()
    server.replace("data/plans/nap5/plan.yaml", "numbre: 5", "number: 5")
    server.replace("data/plans/nap5/plan.yaml", "Fifth plan as changed", "Fifth plan as mended")
    server.wait_for("en/plans/", "Fifth plan as mended")
    assert said not in server.get("en/plans/")


def test_changed_code_begins_the_server_anew(server: Server) -> None:
    server.replace("hooks/ogp/views/standards.py", "from", "# changed\nfrom")
    server.replace("hooks/ogp/rendering/citing.py", '"online"', '"misc"')
    server.wait_for("en/plans/", "@misc")


@pytest.mark.parametrize(
    "address",
    [
        "api/v1/commitments/nap5/4.json",
        "en/embed/plans/nap5/commitments/4/",
        "en/plans/nap5/commitments/4/oembed.json",
        "en/plans/nap5/commitments/4/feed.xml",
        "plans/nap5/commitments.csv",
        "data/csv/commitments.csv",
    ],
)
def test_what_is_no_page_follows_a_record(server: Server, address: str) -> None:
    said = f"Changed for {address.rpartition('/')[2] or 'an embed'}"
    content = (PROJECT / COMMITMENT).read_text(encoding="utf-8")
    for title in TITLES:
        assert title in content
        content = content.replace(title, said)
    (server.folder / COMMITMENT).write_text(content, encoding="utf-8")
    server.wait_for(address, said)


def test_a_taken_address_is_said_in_one_sentence(server: Server) -> None:
    address = server.root.removeprefix("http://").removesuffix("/")
    done = ogp("serve", "--address", address)
    assert done.returncode != 0
    assert f"{address} is taken" in done.stderr
    assert "Traceback" not in done.stderr + done.stdout
