"""That a built site may be published: what was found of a site holds until one of its files changes."""

from pathlib import Path

import click

from ogp.console import refuse, surveyed
from ogp.exports import links, verification
from ogp.exports.store import Store, key_of, store_of
from ogp.publishing.server import changed, manifest_of
from ogp.translation import Translator


def is_verified(manifest: bytes) -> bool:
    """Whether the site whose files are those in `manifest` was verified."""
    return store_of(Path()).get(_note(manifest)) is not None


def verify(site_dir: Path, *translators: Translator, once: bool = False) -> bytes:
    """Looks at the site in `site_dir`, notes that it may be published, and gives its manifest; else prints why not and ends the
    command. `once`: not where these very files were verified before. Raises PublishingError where the site changes meanwhile."""
    before = manifest_of(site_dir) if (site_dir / "index.html").is_file() else b""
    if once and is_verified(before):
        return before
    found = surveyed(translators[0])
    if found.problems:
        refuse(found.problems, *translators)
    try:
        problems = verification.broken(site_dir, found)
    except links.LinksError as error:
        raise click.ClickException(str(error)) from None
    if problems:
        refuse(problems, *translators)
    if manifest_of(site_dir) != before:
        raise changed(site_dir)
    note_verified(before, store_of(Path()))
    return before


def note_verified(manifest: bytes, store: Store) -> None:
    """Notes in `store` that the site whose files are those in `manifest` was verified."""
    store.put(_note(manifest), b"")


def _note(manifest: bytes) -> str:
    return key_of(b"verified", manifest)
