"""That a built site may be published: what was found of a site holds until one of its files changes."""

from pathlib import Path

import click

from ogp.console import refuse, surveyed
from ogp.exports import links, verification
from ogp.exports.store import Store, key_of, store_of
from ogp.publishing.server import changed, sums_of
from ogp.translation import Translator


def is_approved(sums: bytes) -> bool:
    """Whether the site whose files have these `sums` was looked at and may be published."""
    return store_of(Path()).get(_note(sums)) is not None


def approve(site_dir: Path, *translators: Translator) -> bytes:
    """Looks at the site in `site_dir`, notes that it may be published, and gives its sums; else prints why not and ends the
    command. Raises PublishingError where the site changes meanwhile."""
    before = sums_of(site_dir) if (site_dir / "index.html").is_file() else b""
    found = surveyed(translators[0])
    if found.problems:
        refuse(found.problems, *translators)
    try:
        problems = verification.broken(site_dir, found)
    except links.LinksError as error:
        raise click.ClickException(str(error)) from None
    if problems:
        refuse(problems, *translators)
    if sums_of(site_dir) != before:
        raise changed(site_dir)
    note_approved(before, store_of(Path()))
    return before


def note_approved(sums: bytes, store: Store) -> None:
    """Notes in `store` that the site whose files have these `sums` may be published."""
    store.put(_note(sums), b"")


def _note(sums: bytes) -> str:
    return key_of(b"approved", sums)
