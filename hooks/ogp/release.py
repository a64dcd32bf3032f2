"""The commands that publish the built site on a server, and that go back."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ogp import approval
from ogp.console import language
from ogp.messages import Message, message
from ogp.publishing import server
from ogp.publishing.target import NOT_CHANGED, PublishingError, Target, target_of
from ogp.replacing import trouble
from ogp.translation import Translator

_ssh = click.option("--ssh", envvar="RSYNC_RSH", default="ssh", show_default=True, help="How the server is reached.")
_after = click.option(
    "--after",
    envvar="OGP_AFTER",
    default="",
    help="What the server runs at the end, such as “sudo -n systemctl reload nginx”.",
)


@contextmanager
def _target(text: str, ssh: str, translate: Translator) -> Iterator[Target]:
    """Gives the target `text`; where publishing to it fails, says why and what that means, and ends the command."""
    try:
        yield target_of(text, ssh)
    except PublishingError as error:
        click.echo(translate(error.message), err=True)
        click.echo(translate(error.state), err=True)
        raise SystemExit(error.code) from None
    except OSError as error:
        # Such as a full disk of this machine, before anything was switched.
        if not (said := trouble(error)):
            raise
        click.echo(translate(said), err=True)
        click.echo(translate(NOT_CHANGED), err=True)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        click.echo(translate(message("Broken off. “ogp releases” tells which release is served.")), err=True)
        raise SystemExit(1) from None


def _served(done: server.Switched, translate: Translator) -> None:
    click.echo(translate(message("{release} is served.", release=done.release)))
    if done.already:
        click.echo(translate(message("It was already; nothing had to be done.")))
    elif done.former:
        click.echo(translate(message("Before it: {release}", release=done.former)))


@click.command()
@language
@_ssh
@_after
@click.option("--site-dir", default="site", type=click.Path(path_type=Path), show_default=True, help="What to publish.")
@click.option("--keep", default=5, type=click.IntRange(min=2), show_default=True, help="How many releases stay there.")
@click.argument("target")
def publish(translate: Translator, *, ssh: str, after: str, site_dir: Path, keep: int, target: str) -> None:
    """Publish the built site to TARGET, which is host:folder or a folder of this machine; PUBLISHING.md tells more.

    What has not been verified is verified first, and not published if anything is wrong with it.
    """

    def tell(progress: Message) -> None:
        click.echo(translate(progress))

    with _target(target, ssh, translate) as place:
        server.check_as_built(site_dir)
        sums = server.sums_of(site_dir)
        if not approval.is_verified(sums):
            tell(message("Verifying the site first, as it has not been verified since it was built"))
            sums = approval.verify(site_dir, translate)
        _served(server.publish(site_dir, sums, place, keep=keep, after=after, tell=tell), translate)


@click.command()
@language
@_ssh
@_after
@click.option("--to", default="", help="Which release to serve; without it, the one before the present one.")
@click.argument("target")
def rollback(translate: Translator, ssh: str, after: str, to: str, target: str) -> None:
    """Serve an earlier release on TARGET again, at once."""
    with _target(target, ssh, translate) as place:
        _served(server.rollback(place, to=to, after=after), translate)


@click.command()
@language
@_ssh
@click.argument("target")
def releases(translate: Translator, ssh: str, target: str) -> None:
    """List the releases that are kept on TARGET, oldest first."""
    with _target(target, ssh, translate) as place:
        kept = server.releases(place)
    for name, served in kept:
        click.echo(translate(message("{release} is served.", release=name)) if served else name)
    if not kept:
        click.echo(translate(message("Nothing has been published there.")))


COMMANDS = (publish, rollback, releases)
