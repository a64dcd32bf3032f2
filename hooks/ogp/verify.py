"""The command that looks whether a site is as it was built: a folder before it is published, or a published site."""

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ogp import approval
from ogp.console import languages
from ogp.messages import Message, message, plural
from ogp.publishing.target import PublishingError
from ogp.surveying import surveyed
from ogp.translation import Translator
from ogp.verifying.signature import SignatureError, public_key

if TYPE_CHECKING:
    from ogp.verifying import website

_CANNOT_TELL = 3
"""The exit code where neither is known."""


@click.command()
@languages
@click.option("--key", help="The public key of minisign, or its file; without it, that of data/site.yaml.")
@click.option("--sample", type=click.IntRange(min=1), help="Of a published site, fetch only so many files, by chance.")
@click.option("--once", is_flag=True, help="A folder not again where these very files were verified before.")
@click.argument("place", default="site")
def verify(translators: tuple[Translator, ...], *, key: str | None, sample: int | None, once: bool, place: str) -> None:
    """Look whether the site at PLACE, a folder or an address, is as it was built.

    A folder is looked at before it is published: also pages, promised addresses, links inside it and sizes. Of a published
    site every file is fetched and compared with the manifest. The exit code is 0 when all is well, 1 when something is not, 3
    when it cannot be told.
    """
    try:
        given = public_key(key) if key else None
    except SignatureError as error:
        raise click.ClickException(translators[0](error.message)) from None
    if place.startswith(("http://", "https://")):
        _verify_published(translators, place, given, sample)
    else:
        try:
            approval.verify(Path(place), *translators, key=given, once=once)
        except PublishingError as error:
            raise click.ClickException("\n".join(translate(error.message) for translate in translators)) from None
        _say(translators, message("The site may be published."))


def _verify_published(translators: Sequence[Translator], address: str, key: str | None, sample: int | None) -> None:
    # Loads what speaks with servers.
    from ogp.verifying import website  # noqa: PLC0415
    from ogp.verifying.client import Reader  # noqa: PLC0415

    # The records of the project are not needed, only its key, if it is a project.
    site = None if key else surveyed(translators[0]).site
    known = key or (site.signing_key if site else None)
    reader = Reader()
    try:
        found = website.published(address, reader)
        _say(translators, *_told(found))
        unsigned = found.signed_by(known) if known else None
        _say(translators, _of_signature(found, known, unsigned))
        files = website.sampled(found.files, sample)
        _say(translators, plural("{count} file is fetched.", "{count} files are fetched.", len(files)))
        faults = [unsigned] if unsigned else []
        with click.progressbar(length=len(files), file=sys.stderr, hidden=not sys.stderr.isatty()) as progress:
            faults += website.faults(found.root, files, reader, lambda: progress.update(1))
    except website.WebsiteError as error:
        for translate in translators:
            click.echo(translate(error.message), err=True)
        raise SystemExit(_CANNOT_TELL) from None
    if faults:
        _refuse(translators, faults)
    _say(translators, message("Every file that was fetched is as it was built."))


def _told(found: "website.Published") -> tuple[Message, ...]:
    """What the manifest says of the site."""
    of = found.manifest
    version = message("Version of the data: {version}", version=of.data_version)
    if of.revision is None:
        built = message("Built for {day}, from no known revision", day=of.day)
    elif of.modified:
        built = message(
            "Built for {day} from the revision {revision}, with changes to it", day=of.day, revision=of.revision
        )
    else:
        built = message("Built for {day} from the revision {revision}", day=of.day, revision=of.revision)
    if of.site != found.root:
        return built, version, message("It was built for the address {address}", address=of.site)
    return built, version


def _of_signature(found: "website.Published", known: str | None, fault: "website.Fault | None") -> Message:
    if fault:
        return fault.message
    if known:
        return message("The manifest is signed by the key {key}.", key=known)
    if found.signature is None:
        return message("The manifest is not signed")
    return message("The manifest is signed, but no key is known by which to check that: give it by --key")


def _refuse(translators: Sequence[Translator], faults: "Sequence[website.Fault]") -> None:
    """Prints what is wrong, and ends the command."""
    for translate in translators:
        for fault in faults:
            click.echo(f"{fault.address} — {translate(fault.message)}")
    for translate in translators:
        click.echo(translate(plural("{count} problem", "{count} problems", len(faults))), err=True)
    raise SystemExit(1)


def _say(translators: Sequence[Translator], *texts: Message) -> None:
    for translate in translators:
        for text in texts:
            click.echo(translate(text))


COMMANDS = (verify,)
