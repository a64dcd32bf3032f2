"""The `ogp` command."""

import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from contextlib import nullcontext
from pathlib import Path

import click

from ogp import desk, edit, release
from ogp.console import CATALOGUES, finish, language, languages, problem_file, problem_format, refuse, surveyed, tell
from ogp.exports import (
    affected,
    catalogues,
    differences_report,
    guide,
    preview,
    promises,
    schemas,
    store,
    verification,
)
from ogp.exports import links as site_links
from ogp.exports.annotations import Format
from ogp.loading.differences import differences, read_state
from ogp.loading.drafts import write_note
from ogp.loading.layout import DATA
from ogp.loading.revisions import RevisionError, data_of, files_of
from ogp.messages import message, plural
from ogp.problems import Problem
from ogp.site.today import BadDayError, build_day
from ogp.translation import SOURCE_LANGUAGE, Translator

SCHEMAS = Path("schemas")


@click.group()
def main() -> None:
    """The website of the action plans. Run it in the folder that holds mkdocs.yml."""


for command in (*desk.COMMANDS, *edit.COMMANDS, *release.COMMANDS):
    main.add_command(command)


@main.command()
@languages
@problem_format
@problem_file
def check(translators: tuple[Translator, ...], format_: Format, to: Path | None) -> None:
    """Check all records and addresses and print every problem."""
    found = surveyed(translators[0])
    problems, notices = found.problems, tuple[Problem, ...]()
    if not problems:
        printed = promises.printed_anchors(Path(), found)
        problems = promises.broken(Path(), found, printed)
        if format_ is not Format.PLAIN:
            notices = promises.unlisted(promises.unpublished(Path(), found, printed))
    tell(format_, to, problems, notices, translators)
    if problems:
        raise SystemExit(1)
    if to or format_ is not Format.GITLAB:
        for translate in translators:
            click.echo(translate(message("No problems.")))


@main.command()
@languages
@problem_format
@problem_file
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--markdown", is_flag=True, help="Print a summary for a pull request, with the pages and addresses affected."
)
@click.option(
    "--check", "must_be_told", is_flag=True, help="Fail where a change has no note, or an address of BASE is lost."
)
@click.option("--draft", is_flag=True, help="Write a draft of each missing note into the records.")
def diff(
    translators: tuple[Translator, ...],
    format_: Format,
    to: Path | None,
    base: str,
    head: str | None,
    *,
    markdown: bool,
    must_be_told: bool,
    draft: bool,
) -> None:
    """Show what changed in the records between the revision BASE and HEAD, or the files as they are."""
    translate = translators[0]
    if draft and head:
        raise click.UsageError(translate(message("A draft is written into the files as they are: leave out HEAD")))
    try:
        with data_of(Path(), base) as old, data_of(Path(), head) if head else nullcontext(Path(DATA)) as new:
            before, after = read_state(old), read_state(new)
        if after.problems:
            tell(format_, to, after.problems, (), translators)
            raise SystemExit(1)
        effect = _effect(base, head) if markdown or must_be_told else None
    except RevisionError as error:
        raise click.ClickException(translate(error.message)) from None
    except BadDayError as error:
        raise click.ClickException(translate(error.message)) from None
    found = differences(before, after)
    untold = tuple(one for one in found if not one.noted)
    if markdown:
        click.echo(differences_report.markdown(found, translators, effect))
    # Annotations stand alone, so that a program can read them.
    elif to or format_ is Format.PLAIN:
        click.echo("\n".join(differences_report.plain(found, own) for own in translators))
    if draft:
        site = surveyed(translate).site
        drafters = {own.code: Translator(own.locale, CATALOGUES) for own in site.languages} if site else {}
        for one in untold:
            sentences = {code: differences_report.sentence(one, own) for code, own in drafters.items()}
            write_note(Path(), one, build_day(), sentences)
    elif must_be_told:
        problems = (*differences_report.problems(untold), *(effect.lost if effect else ()))
        tell(format_, to, problems, (), translators)
        if problems:
            raise SystemExit(1)


def _effect(base: str, head: str | None) -> affected.Effect | None:
    """What the change from the revision `base` to `head`, or to the files as they are, does to the public site; None where
    either cannot be printed."""
    with affected.edition_of(Path(), base) as before, affected.edition_of(Path(), head) as after:
        return affected.effect(before, after) if before and after else None


@main.command()
@language
def addresses(translate: Translator) -> None:
    """Add the new addresses of pages and items to the list of those that were ever published."""
    found = surveyed(translate)
    if found.problems or found.register is None:
        refuse(found.problems, translate)
    fresh = promises.unpublished(Path(), found, promises.printed_anchors(Path(), found))
    promises.write(Path(), found, fresh)
    click.echo(translate(plural("{count} new address", "{count} new addresses", len(fresh))))


@main.command("schemas")
@language
def write_schemas(translate: Translator) -> None:
    """Write the JSON Schemas of all kinds of records, for editors, and the lists of fields in the guides."""
    found = surveyed(translate)
    if found.register is None:
        refuse(found.problems, translate)
    codes = tuple(language.code for language in found.register.site.languages)
    translators = [Translator(code, CATALOGUES) for code in dict.fromkeys((SOURCE_LANGUAGE, *codes))]
    schemas.write(SCHEMAS, codes, translators)
    guide.write(Path(), found.register, translators)


@main.command()
@language
def translations(translate: Translator) -> None:
    """Update the catalogues of translations and print every sentence that lacks one."""
    site = surveyed(translate).site
    codes = [language.code for language in site.languages] if site else []
    problems = catalogues.write(Path(), codes)
    finish(problems, translate, message("Every sentence is translated."))


def _site_dir(default: str, said: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--site-dir", default=default, type=click.Path(path_type=Path), show_default=True, help=said)


@main.command()
@language
@_site_dir("site", "Where to build.")
def build(translate: Translator, site_dir: Path) -> None:
    """Build the whole site; a failed build leaves the former one as it was."""
    _build(translate, site_dir.resolve())
    click.echo(translate(message("The site is in {folder}", folder=str(site_dir.resolve()))))


def _build(translate: Translator, site_dir: Path) -> None:
    """Builds into `site_dir`, or ends the command."""
    staging = site_dir.with_name(f".{site_dir.name}-{os.getpid()}")
    try:
        command = _mkdocs("build", "--strict", "--site-dir", str(staging))
        code = subprocess.run(command, env=_settings(translate), check=False).returncode
        if code == 0:
            _switch(staging, site_dir)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    if code:
        click.echo(translate(message("Nothing was written: {folder} is as it was.", folder=str(site_dir))), err=True)
        raise SystemExit(code)


def _switch(built: Path, site_dir: Path) -> None:
    """Puts the folder `built` in the place of `site_dir`."""
    former = built.with_name(f"{built.name}-former")
    if site_dir.exists():
        site_dir.rename(former)
    built.rename(site_dir)
    shutil.rmtree(former, ignore_errors=True)


@main.command("preview")
@language
@_site_dir("preview", "Where to build.")
@click.argument("base")
def build_preview(translate: Translator, site_dir: Path, base: str) -> None:
    """Build the site to be looked at without a server, with a page that lists what differs from BASE: a revision, or the
    folder of a site that is built."""
    site_dir = site_dir.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        before: Path | None = Path(base)
        if not (Path(base) / "index.html").is_file():
            before = _built_revision(translate, base, Path(scratch))
        _build(translate, site_dir)
        preview.write(Path(), surveyed(translate), site_dir, before)
    click.echo(translate(message("What changes is told in {file}", file=str(site_dir / preview.NAME))))


def _built_revision(translate: Translator, revision: str, scratch: Path) -> Path | None:
    """The site of `revision`, built with its own code into the folder `scratch`; None where that fails."""
    site = scratch / "site"
    try:
        with files_of(Path(), revision) as project:
            own = {
                "PYTHONPATH": str(project / "hooks"),
                "OGP_TODAY": build_day().isoformat(),
                store.SETTING: str(store.store_of(Path()).folder.resolve()),
            }
            done = subprocess.run(
                _mkdocs("build", "--site-dir", str(site)), cwd=project, env=_settings(translate) | own, check=False
            )
    except (RevisionError, BadDayError) as error:
        raise click.ClickException(translate(error.message)) from None
    return site if done.returncode == 0 else None


@main.command()
@languages
@_site_dir("site", "The built site.")
def verify(translators: tuple[Translator, ...], site_dir: Path) -> None:
    """Look at the built site before it is published: pages, promised addresses, links inside it, sizes."""
    found = surveyed(translators[0])
    if found.problems:
        refuse(found.problems, *translators)
    try:
        problems = verification.broken(site_dir, found)
    except site_links.LinksError as error:
        raise click.ClickException(str(error)) from None
    if problems:
        refuse(problems, *translators)
    for translate in translators:
        click.echo(translate(message("The site may be published.")))


@main.command()
@languages
@_site_dir("site", "The built site.")
@click.option("--timeout", default=30, show_default=True, help="Seconds that another site has to answer.")
def links(translators: tuple[Translator, ...], site_dir: Path, timeout: int) -> None:
    """Report the links of the built site to other sites that do not answer, as Markdown; that is no failure."""
    try:
        dead, count = site_links.outside(site_dir, _address_of(site_dir), timeout)
    except site_links.LinksError as error:
        raise click.ClickException(str(error)) from None
    click.echo(site_links.markdown(dead, count, translators))


def _address_of(site_dir: Path) -> str:
    """The address for which the site in `site_dir` was built, from its sitemap; nothing where it has none."""
    sitemap = site_dir / "sitemap.xml"
    found = re.search(r"<loc>([^<]+)</loc>", sitemap.read_text(encoding="utf-8")) if sitemap.is_file() else None
    return found[1] if found else ""


@main.command()
@language
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
def serve(translate: Translator, address: str) -> None:
    """Build and serve the site; a change of a record, text, template or translation shows in the browser."""
    host, _, port = address.rpartition(":")
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, int(port)))
        except (OSError, ValueError):
            taken = message(
                "{address} is taken or not an address of this machine; end what runs there or choose another (--address)",
                address=address,
            )
            raise click.ClickException(translate(taken)) from None
    # In the place of this process, so that ending it ends the server.
    os.execve(
        sys.executable, _mkdocs("serve", "--no-strict", "--livereload", "--dev-addr", address), _settings(translate)
    )


def _mkdocs(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "mkdocs", *arguments]


def _settings(translate: Translator) -> dict[str, str]:
    return os.environ | {"OGP_LANG": translate.language, "NO_MKDOCS_2_WARNING": "1"}


if __name__ == "__main__":
    main()
