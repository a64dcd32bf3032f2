"""The manifest of the site: written last, for it names every other file."""

import os
from datetime import date
from pathlib import Path

from ogp.exports.redirects import file_forwards
from ogp.loading.revisions import state_of
from ogp.register import Register
from ogp.site.open_data import version
from ogp.site.redirects import forwards
from ogp.verifying import manifest, signature
from ogp.wanted import SIGNING_KEY


def begin(folder: Path) -> None:
    """Makes room for what is written last, so that the settings of servers, which name what is published, know of it."""
    (folder / manifest.NAME).touch()
    if os.environ.get(SIGNING_KEY):
        (folder / manifest.SIGNATURE).touch()


def write(folder: Path, root: Path, address: str, register: Register, today: date) -> None:
    """Writes the manifest of the site built in `folder` for `address` from the project at `root`, and signs it where the
    environment names a key. Raises SignatureError where that fails."""
    state = state_of(root)
    leads = {f"{forward.old.strip('/')}/index.html": forward.to for forward in forwards(register)}
    leads |= {forward.old.removeprefix("/"): forward.to for forward in file_forwards(folder, register)}
    made = manifest.Manifest(
        site=address,
        revision=state.commit,
        modified=state.modified,
        day=today.isoformat(),
        data_version=version(register).name,
        files=manifest.listed(manifest.fingerprints(folder), leads),
    )
    (folder / manifest.NAME).write_bytes(manifest.content(made))
    if secret := os.environ.get(SIGNING_KEY):
        signature.sign(folder, made, secret, register.site.signing_key)
