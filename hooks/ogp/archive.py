"""The command that makes a copy of the built site to be handed over: opened from a disk, without a server."""

import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NoReturn
from urllib.parse import urlsplit

import click

from ogp.archiving import copying, cover, documents
from ogp.archiving.fetching import Visitor
from ogp.archiving.pages import Kept
from ogp.console import languages
from ogp.exports import archives, unserved
from ogp.messages import Message, message, plural
from ogp.publishing.server import check_as_built
from ogp.publishing.target import PublishingError
from ogp.register import Register
from ogp.replacing import take_place, trouble, workshop
from ogp.site.open_data import version
from ogp.site.survey import Survey
from ogp.site.today import parsed_day
from ogp.surveying import refuse, surveyed
from ogp.translation import Translator
from ogp.verifying import manifest
from ogp.verifying.manifest import Manifest, ManifestError

_MEGABYTE = 1_000_000


@click.command("archive")
@languages
@click.option("--site-dir", default="site", type=click.Path(path_type=Path), show_default=True, help="The built site.")
@click.option(
    "--to", default="archive", type=click.Path(path_type=Path), show_default=True, help="The folder of the copies."
)
@click.option(
    "--documents",
    "fetches",
    is_flag=True,
    help="Fetch the documents of other sites too, into the copy and a WARC file.",
)
@click.option(
    "--timeout", default=30, show_default=True, help="Seconds that another site has to answer, and again to end."
)
@click.option("--most", default=100, show_default=True, help="Megabytes of a document above which it is left out.")
def archive(
    translators: tuple[Translator, ...], site_dir: Path, to: Path, timeout: int, most: int, *, fetches: bool
) -> None:
    """Make a copy of the built site that is opened from a disk, without a server, and a ZIP file of it."""
    found = surveyed(translators[0])
    if found.problems or found.register is None:
        refuse(found.problems, *translators)
    of = _made(site_dir, found.register, translators)
    visitor = Visitor(_agent(of, found.register), timeout=timeout, most=most * _MEGABYTE) if fetches else None
    place = to.resolve() / _name(of)
    try:
        with workshop(place) as own:
            own.made.mkdir()
            rows = _write(site_dir, own.made, found, of, visitor)
            packed = own.scratch / "zip"
            _pack(own.made, packed, place.name)
            take_place(own.made, place)
            packed.replace(place.with_name(f"{place.name}.zip"))
    except OSError as error:
        if not (said := trouble(error, to)):
            raise
        _refuse(said, translators)
    _tell(rows, place, translators)


def _made(site_dir: Path, register: Register, translators: Sequence[Translator]) -> Manifest:
    """What the site in `site_dir` was built from; ends the command where it is not as it was built, or of other records."""
    try:
        of = manifest.read(site_dir)
        check_as_built(site_dir)
    except (ManifestError, PublishingError) as error:
        _refuse(error.message, translators)
    if of.data_version != version(register).name:
        text = message("{folder} was built from other records: run “make site” again", folder=str(site_dir))
        _refuse(text, translators)
    return of


def _refuse(text: Message, translators: Sequence[Translator]) -> NoReturn:
    for translate in translators:
        click.echo(translate(text), err=True)
    raise SystemExit(1)


def _name(of: Manifest) -> str:
    """The name of the copy: site, day and revision, or what is known in its place."""
    address = urlsplit(of.site)
    site = re.sub(r"[^a-z0-9.]+", "-", f"{address.netloc}{address.path}".lower()).strip("-")
    revision = of.revision[:12] if of.revision else of.data_version.rpartition("-")[2]
    return f"{site}-{of.day}-{revision}{'-modified' if of.modified else ''}"


def _agent(of: Manifest, register: Register) -> str:
    return f"ogp-archive (+{of.site}; {register.site.contact_email})"


def _write(
    site_dir: Path, folder: Path, found: Survey, of: Manifest, visitor: Visitor | None
) -> tuple[documents.Row, ...] | None:
    """Writes the copy into `folder`; returns what became of the documents of others, None where there is no `visitor`."""
    register = found.register
    assert register
    renderers = unserved.renderers(Path(), found, of.site, parsed_day(of.day))
    rows = None
    if visitor:
        about = {"software": "ogp archive, warcio", "format": "WARC File Format 1.0", "isPartOf": of.site}
        rows = documents.fetch(documents.addresses(register), folder, visitor, about)
    kept: Mapping[str, Kept] = {row.address: row.kept for row in rows or () if row.kept}
    extent = copying.write(Path(), site_dir, folder, renderers, kept)
    cover.write(Path(), folder, renderers, of=of, extent=extent, rows=rows)
    copying.write_sums(folder)
    return rows


def _pack(folder: Path, target: Path, name: str) -> None:
    paths = sorted((path for path in folder.rglob("*") if path.is_file()), key=lambda path: path.as_posix())
    with target.open("wb") as out:
        archives.write(out, ((f"{name}/{path.relative_to(folder).as_posix()}", path.read_bytes()) for path in paths))


def _tell(rows: Sequence[documents.Row] | None, place: Path, translators: Sequence[Translator]) -> None:
    said: list[Message] = []
    if rows is not None:
        said += documents.failures(rows)
        fetched = sum(1 for row in rows if row.kept)
        said.append(plural("{count} document was fetched", "{count} documents were fetched", fetched))
    said.append(message("The copy is in {folder}", folder=str(place)))
    said.append(message("The same as one file: {file}", file=f"{place}.zip"))
    for translate in translators:
        for text in said:
            click.echo(translate(text))


COMMANDS = (archive,)
