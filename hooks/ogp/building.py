"""The commands that build the site, serve it to its editors, and report where its links lead."""

import os
import re
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path

import click

from ogp import publication
from ogp.console import language, languages, surveyed
from ogp.exports import links as site_links
from ogp.exports import preview, store
from ogp.loading.revisions import RevisionError, files_of
from ogp.messages import message
from ogp.replacing import take_place, trouble, workshop
from ogp.site.today import BadDayError, build_day
from ogp.translation import Translator
from ogp.verifying.signature import SETTING


def _site_dir(default: str, *, help: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return click.option("--site-dir", default=default, type=click.Path(path_type=Path), show_default=True, help=help)


@click.command()
@language
@_site_dir("site", help="Where to build.")
@click.option(
    "--sign",
    envvar=SETTING,
    default="",
    help="The secret key of minisign by which the manifest is signed: its file, or what that holds.",
)
@click.option(
    "--draft",
    is_flag=True,
    help="Only what is made quickly, to be looked at and not to be published: no search, documents to print, pictures of links,"
    " settings of servers, compressed copies or manifest.",
)
def build(translate: Translator, site_dir: Path, sign: str, draft: bool) -> None:
    """Build the whole site; a failed build leaves the former one as it was."""
    _build(translate, site_dir.resolve(), sign=sign, draft=draft)
    click.echo(translate(message("The site is in {folder}", folder=str(site_dir.resolve()))))


def _build(translate: Translator, site_dir: Path, *, sign: str = "", draft: bool = False) -> None:
    """Builds into `site_dir` and signs by the secret key `sign`, if there is one, or ends the command. A `draft` is not whole."""
    try:
        with workshop(site_dir) as own:
            done = subprocess.run(
                _mkdocs("build", "--strict", "--site-dir", str(own.made)),
                env=_settings(translate)
                | {SETTING: sign, "TMPDIR": str(own.scratch)}
                | ({publication.DRAFT: "1"} if draft else {}),
                pass_fds=(own.lock,),
                check=False,
            )
            if done.returncode == 0:
                take_place(own.made, site_dir)
                return
    except OSError as error:
        if not (said := trouble(error, site_dir.parent)):
            raise
        click.echo(translate(said), err=True)
    click.echo(translate(message("Nothing was written: {folder} is as it was.", folder=str(site_dir))), err=True)
    raise SystemExit(1)


@click.command("preview")
@language
@_site_dir("preview", help="Where to build.")
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
                store.SETTING: str(store.store_of(Path()).place.resolve()),
            }
            done = subprocess.run(
                _mkdocs("build", "--site-dir", str(site)), cwd=project, env=_settings(translate) | own, check=False
            )
    except (RevisionError, BadDayError) as error:
        raise click.ClickException(translate(error.message)) from None
    return site if done.returncode == 0 else None


@click.command()
@languages
@_site_dir("site", help="The built site.")
@click.option("--timeout", default=30, show_default=True, help="Seconds that another site has to answer.")
def links(translators: tuple[Translator, ...], site_dir: Path, timeout: int) -> None:
    """Report the links of the built site to other sites that do not answer, as Markdown; that is no failure."""
    try:
        dead, count = site_links.outside(site_dir, _address_of(site_dir), timeout)
    except site_links.LinksError as error:
        raise click.ClickException(str(error)) from None
    click.echo(site_links.markdown(dead, count, translators, surveyed(translators[0])))


def _address_of(site_dir: Path) -> str:
    """The address for which the site in `site_dir` was built, from its robots.txt; nothing where it has none."""
    robots = site_dir / "robots.txt"
    found = (
        re.search(r"^Sitemap: (.+/)", robots.read_text(encoding="utf-8"), re.MULTILINE) if robots.is_file() else None
    )
    return found[1] if found else ""


@click.command()
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
    return os.environ | {"OGP_LANG": translate.language, "NO_MKDOCS_2_WARNING": "1", SETTING: ""}


COMMANDS = (build, build_preview, links, serve)
