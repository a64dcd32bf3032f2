"""A manifest names every file, is the same for the same files, and is refused where it is none."""

import hashlib
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from ogp.loading.revisions import State, state_of
from ogp.verifying.manifest import (
    NAME,
    SIGNATURE,
    SUMS,
    Manifest,
    ManifestError,
    content,
    differences,
    fingerprints,
    parsed,
    read,
)


def test_it_names_every_file_but_itself(tmp_path: Path, manifest: Manifest) -> None:
    site = tmp_path / "site"
    (site / SIGNATURE).write_text("signed", encoding="utf-8")
    (site / SUMS).write_text("sums", encoding="utf-8")
    told = json.loads((site / NAME).read_text(encoding="utf-8"))
    files = {
        path.relative_to(site).as_posix(): path.read_bytes()
        for path in site.rglob("*")
        if path.is_file() and path.name not in (NAME, SIGNATURE, "SHA256SUMS")
    }
    assert [one["path"] for one in told["files"]] == sorted(files)
    for one in told["files"]:
        inside = files[one["path"]]
        assert (one["sha256"], one["size"]) == (hashlib.sha256(inside).hexdigest(), len(inside))
    assert (told["count"], told["size"]) == (len(files), sum(map(len, files.values())))
    assert [one["path"] for one in told["files"] if "leads_to" in one] == ["old/index.html"]
    assert read(site) == manifest
    assert not differences(manifest, fingerprints(site))


def test_every_difference_is_found(tmp_path: Path, manifest: Manifest) -> None:
    site = tmp_path / "site"
    (site / "index.html").write_bytes(b"hove")
    (site / "404.html").unlink()
    (site / "news/more.html").write_bytes(b"")
    found = differences(manifest, fingerprints(site))
    assert (found.altered, found.missing, found.added) == (("index.html",), ("404.html",), ("news/more.html",))


@pytest.mark.parametrize(
    "change",
    [
        {"format": "ogp-manifest/2"},
        {"files": None},
        {"files": [{"path": "../x", "sha256": "0" * 64, "size": 1}]},
        {"files": [{"path": "/etc/passwd", "sha256": "0" * 64, "size": 1}]},
        {"files": [{"path": "", "sha256": "0" * 64, "size": 1}]},
        {"files": [{"path": "a", "sha256": "0" * 63, "size": 1}]},
        {"files": [{"path": "a", "sha256": "0" * 64, "size": -1}]},
        {"files": [{"path": "a", "sha256": "0" * 64, "size": "1"}]},
        {"files": [{"path": "a", "sha256": str(digit) * 64, "size": 1} for digit in range(2)]},
    ],
)
def test_what_is_no_manifest_is_refused(manifest: Manifest, change: dict[str, Any]) -> None:
    told = json.loads(content(manifest))
    with pytest.raises(ManifestError):
        parsed(json.dumps(told | change).encode())


@pytest.mark.parametrize("given", [b"", b"<!doctype html>", b"[]", b"\xff\xfe", b'{"format": "ogp-manifest/1"}'])
def test_something_else_is_refused(given: bytes) -> None:
    with pytest.raises(ManifestError):
        parsed(given)


def test_the_revision_is_told_as_it_is(tmp_path: Path) -> None:
    def git(*arguments: str) -> str:
        own = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
        done = subprocess.run(["git", "-C", tmp_path, *own, *arguments], check=True, capture_output=True, text=True)
        return done.stdout.strip()

    project = tmp_path / "project"
    project.mkdir()
    (project / "mkdocs.yml").write_text("a: 1\n", encoding="utf-8")
    assert state_of(project) == State(None, modified=False)
    git("init", "--quiet")
    (tmp_path / "other.txt").write_text("x", encoding="utf-8")
    git("add", "other.txt")
    git("commit", "--quiet", "-m", "Somebody else's")
    assert state_of(project) == State(None, modified=False)
    git("add", "project")
    git("commit", "--quiet", "-m", "The project")
    commit = git("rev-parse", "HEAD")
    assert state_of(project) == State(commit, modified=False)
    (tmp_path / "other.txt").write_text("y", encoding="utf-8")
    assert state_of(project) == State(commit, modified=False)
    (project / "new.yaml").write_text("b: 1\n", encoding="utf-8")
    assert state_of(project) == State(commit, modified=True)
