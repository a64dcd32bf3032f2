"""That a built site may be published: what was found of a site holds until one of its files changes."""

from pathlib import Path

import click

from ogp.exports import links, verification
from ogp.exports.store import Store, key_of, store_of
from ogp.messages import message
from ogp.problems import Problem
from ogp.publishing.server import changed, sums_of
from ogp.surveying import refuse, surveyed
from ogp.translation import Translator
from ogp.verifying import manifest
from ogp.verifying.signature import SignatureError, check


def is_verified(sums: bytes) -> bool:
    """Whether the site whose files have these `sums` was verified."""
    return store_of(Path()).get(_note(sums)) is not None


def verify(site_dir: Path, *translators: Translator, key: str | None = None, once: bool = False) -> bytes:
    """Looks at the site in `site_dir`, notes that it may be published, and gives the sums of its files; else prints why not and
    ends the command. `once`: not where these very files were verified before.

    `key` is the public key by which it must be signed. Raises PublishingError where the site changes meanwhile.
    """
    before = sums_of(site_dir) if (site_dir / "index.html").is_file() else b""
    if once and not key and is_verified(before):
        return before
    found = surveyed(translators[0])
    if found.problems:
        refuse(found.problems, *translators)
    try:
        problems = verification.broken(site_dir, found)
    except links.LinksError as error:
        raise click.ClickException(str(error)) from None
    known = key or (found.site.signing_key if found.site else None)
    signed = (site_dir / manifest.SIGNATURE).is_file()
    if known and not problems and (signed or key):
        problems += _wrongly_signed(site_dir, known)
    if problems:
        refuse(problems, *translators)
    if sums_of(site_dir) != before:
        raise changed(site_dir)
    if known and not signed:
        for translate in translators:
            click.echo(translate(message("The manifest is not signed")))
    note_verified(before, store_of(Path()))
    return before


def note_verified(sums: bytes, store: Store) -> None:
    """Notes in `store` that the site whose files have these `sums` was verified."""
    store.put(_note(sums), b"")


def _note(sums: bytes) -> str:
    return key_of(b"verified", sums)


def _wrongly_signed(folder: Path, key: str) -> tuple[Problem, ...]:
    file = folder / manifest.SIGNATURE
    if not file.is_file():
        return (verification.problem(folder, file.name, message("The manifest is not signed")),)
    try:
        check((folder / manifest.NAME).read_bytes(), file.read_bytes(), key)
    except SignatureError as error:
        return (verification.problem(folder, file.name, error.message),)
    return ()
