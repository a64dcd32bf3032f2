"""A small folder with its manifest."""

from pathlib import Path

import pytest

from attested import attest
from ogp.verifying.manifest import Manifest

FILES = {
    "index.html": b"home",
    "404.html": b"nothing here",
    "news/index.html": b"news",
    "old/index.html": b"moved",
    "assets/ط %.css": b"p {}",
    "data/all.json.gz": b"\x1f\x8b not really",
    "_server/rules.nginx.conf": b"rules",
    ".nojekyll": b"",
}


@pytest.fixture
def manifest(tmp_path: Path) -> Manifest:
    """The manifest of the files in the folder `site` of the test's own."""
    for name, inside in FILES.items():
        path = tmp_path / "site" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(inside)
    return attest(tmp_path / "site", {"old/index.html": "news/#first"})
