"""How long it takes from a change to its sight in a browser: `make edit-seconds`.

A server for editors serves a copy of the project, or of the one in the FOLDER that is named; Chromium has a page open.
Each kind of input is changed several times.
"""

import os
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from playwright.sync_api import sync_playwright

sys.path.insert(0, str(Path(__file__).parents[1] / "tests/browser"))

from chromium import FLAGS, program

ROUNDS = 5
PORT = 8765
PATIENCE = 600_000
"""Milliseconds."""
ADDRESS = f"http://127.0.0.1:{PORT}/"
ROOT = Path(__file__).parents[1]
COPIED = ("data", "docs", "hooks", "overrides", "translations", "mkdocs.yml", "requirements.lock")

IN_TEXT = "token => document.body?.innerText.includes(token)"
IN_STYLE = "token => getComputedStyle(document.documentElement).getPropertyValue('--edit').includes(token)"
CODE = """
_generated_{token} = generated


def generated(renderer: Renderer, page: Page) -> Filling:
    made = _generated_{token}(renderer, page)
    return Filling(made.head, made.path, made.body + "<p>{token}</p>")
"""


@dataclass(frozen=True, slots=True)
class Change:
    """A change of `file`: `new` stands in the place of what `old` matches, or at the end; it shows on the page at `page` where
    `seen` holds, within so many seconds."""

    file: str
    old: str
    new: str
    page: str
    seen: str
    budget: float

    def apply(self, project: Path, token: str) -> None:
        """Changes the file so that it holds `token`."""
        path = project / self.file
        text = path.read_text(encoding="utf-8")
        new = self.new.replace("{token}", token)
        path.write_text(re.sub(self.old, new, text, count=1) if self.old else text + new, encoding="utf-8")


def changes(project: Path) -> dict[str, Change]:
    """A change of each kind of input of the project."""
    plan = sorted(path.parent.name for path in (project / "data/plans").glob("*/plan.yaml"))[-1]
    page = f"en/plans/{plan}/"
    return {
        "record": Change(f"data/plans/{plan}/plan.yaml", r"(\n  en: )", r"\1{token} ", page, IN_TEXT, 0.5),
        "hand-written text": Change("docs/en/about/index.md", r"(\n# )", r"\1{token} ", "en/about/", IN_TEXT, 2),
        "template": Change("overrides/pages/plan.html", "", "<p>{token}</p>", page, IN_TEXT, 2),
        "style": Change("overrides/assets/css/5-parts.css", "", ":root { --edit: {token} }", page, IN_STYLE, 2),
        "translation": Change(
            "translations/ar/interface.po",
            r'(msgid "Sources and history"\nmsgstr ")',
            r"\1{token} ",
            f"plans/{plan}/",
            IN_TEXT,
            2,
        ),
        "code": Change("hooks/ogp/rendering/filling.py", "", CODE, page, IN_TEXT, 4),
    }


@contextmanager
def serving(project: Path) -> Iterator[None]:
    """Runs `ogp serve` on `project`."""
    command = [sys.executable, "-m", "ogp.commands", "serve", "--address", f"127.0.0.1:{PORT}"]
    own = {"PYTHONPATH": str(project / "hooks"), "SITE_URL": ADDRESS}
    with (project / "serve.log").open("w") as log:
        process = subprocess.Popen(command, cwd=project, env=os.environ | own, stdout=log, stderr=log)
    try:
        while not answers():
            assert process.poll() is None, (project / "serve.log").read_text()
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        process.wait()


def answers() -> bool:
    """Whether the server answers."""
    try:
        urlopen(ADDRESS, timeout=5).close()
    except (URLError, OSError):
        return False
    return True


def main() -> None:
    """Prints the seconds of each kind of change."""
    source = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT
    with tempfile.TemporaryDirectory() as scratch, sync_playwright() as playwright:
        project = Path(scratch) / "project"
        for name in COPIED:
            copy = shutil.copytree if (source / name).is_dir() else shutil.copyfile
            (project / name).parent.mkdir(exist_ok=True)
            copy(source / name, project / name)
        began = time.monotonic()
        with serving(project):
            print(f"serves after {time.monotonic() - began:.1f} s")
            page = playwright.chromium.launch(executable_path=program(), args=FLAGS).new_page()
            for name, change in changes(project).items():
                if not (project / change.file).is_file():
                    print(f"{name}: the project has no {change.file}")
                    continue
                page.goto(ADDRESS + change.page)
                taken = []
                for number in range(ROUNDS):
                    time.sleep(2)
                    token = f"Edit{number}{int(time.time())}"
                    began = time.monotonic()
                    change.apply(project, token)
                    page.wait_for_function(change.seen, arg=token, timeout=PATIENCE)
                    taken.append(time.monotonic() - began)
                print(
                    f"{name}: {statistics.median(taken):.2f} s ({min(taken):.2f}–{max(taken):.2f}); budget {change.budget} s",
                    flush=True,
                )


if __name__ == "__main__":
    main()
