"""The commands that build the site and serve it to its editors. They load little: a build begins with a process of its own."""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import click

from ogp.console import language
from ogp.keeping import kept_below
from ogp.messages import message
from ogp.replacing import take_place, trouble, workshop
from ogp.translation import Translator
from ogp.wanted import DRAFT, FORMER_SITE, SHARE, SIGNING_KEY, SPARE_SITE


def site_folder(default: str, *, help: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """The option of a command whose function gets the folder of the built site as `site_dir`."""
    return click.option("--site-dir", default=default, type=click.Path(path_type=Path), show_default=True, help=help)


@click.command()
@language
@site_folder("site", help="Where to build.")
@click.option(
    "--sign",
    envvar=SIGNING_KEY,
    default="",
    help="The secret key of minisign by which the manifest is signed: its file, or what that holds.",
)
@click.option(
    "--draft",
    is_flag=True,
    help="Only what is made quickly, to be looked at and not to be published: no search, documents to print, workbooks, archive,"
    " pictures of links, settings of servers, compressed copies or manifest.",
)
def build(translate: Translator, site_dir: Path, sign: str, draft: bool) -> None:
    """Build the whole site; a failed build leaves the former one as it was."""
    build_site(translate, site_dir.resolve(), sign=sign, draft=draft)
    click.echo(translate(message("The site is in {folder}", folder=str(site_dir.resolve()))))


def build_site(translate: Translator, site_dir: Path, *, sign: str = "", draft: bool = False) -> None:
    """Builds into `site_dir` and signs by the secret key `sign`, if there is one, or ends the command. A `draft` is not whole."""
    spare = kept_below(Path()) / "sites" / sha256(os.fsencode(site_dir)).hexdigest()[:16]
    try:
        with workshop(site_dir) as own:
            done = subprocess.run(
                mkdocs_command("build", "--strict", "--site-dir", str(own.made)),
                env=settings_of(translate)
                | {SIGNING_KEY: sign, "TMPDIR": str(own.scratch)}
                | ({DRAFT: "1"} if draft else {})
                | {FORMER_SITE: str(site_dir), SPARE_SITE: str(own.borrowed(spare) or "")},
                pass_fds=(own.lock,),
                check=False,
            )
            if done.returncode == 0:
                own.lend(take_place(own.made, site_dir), spare)
                return
    except OSError as error:
        if not (said := trouble(error, site_dir.parent)):
            raise
        click.echo(translate(said), err=True)
    click.echo(translate(message("Nothing was written: {folder} is as it was.", folder=str(site_dir))), err=True)
    raise SystemExit(1)


@click.command()
@language
@click.option("--share", required=True, help="Which share of how many, such as 2/4, each made on a machine of its own.")
def prepare(translate: Translator, share: str) -> None:
    """Make a share of the documents to print and of the pictures of links that a build needs, and keep them.

    A build that finds all shares in .cache/ogp makes none of them again."""
    number, _, of = share.partition("/")
    if not (number.isdecimal() and of.isdecimal() and 1 <= int(number) <= int(of)):
        said = message("Write which share of how many, such as 2/4, not “{value}”", value=share)
        raise click.ClickException(translate(said))
    with tempfile.TemporaryDirectory() as scratch:
        command = mkdocs_command("build", "--strict", "--site-dir", scratch)
        done = subprocess.run(command, env=settings_of(translate) | {SHARE: share}, check=False)
    raise SystemExit(done.returncode)


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
        sys.executable,
        mkdocs_command("serve", "--no-strict", "--livereload", "--dev-addr", address),
        settings_of(translate),
    )


def mkdocs_command(*arguments: str) -> list[str]:
    """The command that has MkDocs do what the `arguments` say."""
    return [sys.executable, "-m", "mkdocs", *arguments]


def settings_of(translate: Translator) -> dict[str, str]:
    """The environment of that command, whose messages are to be in the language of `translate`."""
    return os.environ | {"OGP_LANG": translate.language, "NO_MKDOCS_2_WARNING": "1", SIGNING_KEY: "", SHARE: ""}


COMMANDS = (build, prepare, serve)
