"""Manifests of small folders, and keys of minisign, for the tests."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

from ogp.verifying.manifest import NAME, Manifest, content, fingerprints, listed


def attest(folder: Path, leads_to: Mapping[str, str] | None = None) -> Manifest:
    """Writes into `folder` the manifest of what is in it; `leads_to` says of a page that only leads on, where."""
    made = Manifest(
        site="https://example.org/",
        revision=None,
        modified=False,
        day="2026-11-26",
        data_version="2026-11-26-0123456789ab",
        files=listed(fingerprints(folder), leads_to or {}),
    )
    (folder / NAME).write_bytes(content(made))
    return made


def minisign_keys(folder: Path, name: str = "key") -> tuple[Path, Path]:
    """Makes a pair of keys without a password: the files of the public and of the secret one."""
    public, secret = folder / f"{name}.pub", folder / f"{name}.key"
    subprocess.run(["minisign", "-G", "-W", "-p", public, "-s", secret], check=True, capture_output=True)
    return public, secret
