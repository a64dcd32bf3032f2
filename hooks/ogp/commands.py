"""The `ogp` command."""

import os
import shutil
import socket
import subprocess
import sys
from contextlib import nullcontext
from pathlib import Path

import click

from ogp import desk
from ogp.console import CATALOGUES, finish, language, refuse, surveyed
from ogp.exports import catalogues, differences_report, promises, schemas
from ogp.loading.differences import differences, read_state
from ogp.loading.drafts import write_note
from ogp.loading.layout import DATA
from ogp.loading.revisions import RevisionError, data_of
from ogp.messages import message, plural
from ogp.site.today import build_day
from ogp.translation import SOURCE_LANGUAGE, Translator

SCHEMAS = Path("schemas")


@click.group()
def main() -> None:
    """The website of the action plans. Run it in the folder that holds mkdocs.yml."""


for command in desk.COMMANDS:
    main.add_command(command)


@main.command()
@language
def check(translate: Translator) -> None:
    """Check all records and addresses and print every problem."""
    found = surveyed(translate)
    problems = found.problems or promises.broken(Path(), found, promises.printed_anchors(Path(), found))
    finish(problems, translate, message("No problems."))


@main.command()
@language
@click.argument("base")
@click.argument("head", required=False)
@click.option("--markdown", is_flag=True, help="Print a summary for a pull request.")
@click.option("--check", "must_be_told", is_flag=True, help="Fail where a change has no note.")
@click.option("--draft", is_flag=True, help="Write a draft of each missing note into the records.")
def diff(
    translate: Translator, base: str, head: str | None, *, markdown: bool, must_be_told: bool, draft: bool
) -> None:
    """Show what changed in the records between the revision BASE and HEAD, or the files as they are."""
    if draft and head:
        raise click.UsageError(translate(message("A draft is written into the files as they are: leave out HEAD")))
    try:
        with data_of(Path(), base) as old, data_of(Path(), head) if head else nullcontext(Path(DATA)) as new:
            before, after = read_state(old), read_state(new)
    except RevisionError as error:
        raise click.ClickException(translate(error.message)) from None
    if after.problems:
        refuse(after.problems, translate)
    found = differences(before, after)
    click.echo((differences_report.markdown if markdown else differences_report.plain)(found, translate))
    untold = tuple(one for one in found if not one.noted)
    if draft:
        site = surveyed(translate).site
        translators = {own.code: Translator(own.locale, CATALOGUES) for own in site.languages} if site else {}
        for one in untold:
            sentences = {code: differences_report.sentence(one, own) for code, own in translators.items()}
            write_note(Path(), one, build_day(), sentences)
    elif must_be_told and untold:
        refuse(differences_report.problems(untold), translate)


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
    """Write the JSON Schemas of all kinds of records, for editors."""
    found = surveyed(translate)
    if found.register is None:
        refuse(found.problems, translate)
    codes = tuple(language.code for language in found.register.site.languages)
    translators = [Translator(code, CATALOGUES) for code in dict.fromkeys((SOURCE_LANGUAGE, *codes))]
    schemas.write(SCHEMAS, codes, translators)


@main.command()
@language
def translations(translate: Translator) -> None:
    """Update the catalogues of translations and print every sentence that lacks one."""
    site = surveyed(translate).site
    codes = [language.code for language in site.languages] if site else []
    problems = catalogues.write(Path(), codes)
    finish(problems, translate, message("Every sentence is translated."))


@main.command()
@language
@click.option("--site-dir", default="site", type=click.Path(path_type=Path), show_default=True, help="Where to build.")
def build(translate: Translator, site_dir: Path) -> None:
    """Build the whole site; a failed build leaves the former one as it was."""
    site_dir = site_dir.resolve()
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
    click.echo(translate(message("The site is in {folder}", folder=str(site_dir))))


def _switch(built: Path, site_dir: Path) -> None:
    """Puts the folder `built` in the place of `site_dir`."""
    former = built.with_name(f"{built.name}-former")
    if site_dir.exists():
        site_dir.rename(former)
    built.rename(site_dir)
    shutil.rmtree(former, ignore_errors=True)


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
