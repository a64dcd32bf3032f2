"""The commands of the editor in the browser: serve it, and finish what it wrote elsewhere."""

from pathlib import Path

import click

from ogp.console import CATALOGUES, language
from ogp.editing.finishing import finish
from ogp.editing.server import server
from ogp.loading.layout import DOCS
from ogp.loading.revisions import RevisionError, data_of, published_revision
from ogp.messages import message
from ogp.site.today import build_day
from ogp.surveying import surveyed
from ogp.translation import Translator


@click.command()
@language
@click.argument("base")
def tidy(translate: Translator, base: str) -> None:
    """Bring records that the editor wrote back to their lines in the revision BASE, and tell what changed.

    Pictures and PDF files beside the hand-written pages lose what they tell besides what they show.
    """
    from ogp.loading.metadata import strip  # noqa: PLC0415

    site = surveyed(translate).site
    translators = {own.code: Translator(own.locale, CATALOGUES) for own in site.languages} if site else {}
    try:
        with data_of(Path(), base) as old:
            for file in finish(Path(), old, build_day(), translators):
                click.echo(file)
        for bare in strip(Path(DOCS)):
            click.echo(bare.as_posix())
    except RevisionError as error:
        raise click.ClickException(translate(error.message)) from None


@click.command()
@language
@click.option("--address", default="127.0.0.1:8081", show_default=True, help="Where to serve.")
@click.option("--site-dir", default="site", type=click.Path(path_type=Path), show_default=True, help="The built site.")
@click.option("--base", help="The revision at which drafts begin: what is published (origin/main) where that is known.")
def edit(translate: Translator, address: str, site_dir: Path, base: str | None) -> None:
    """Serve the built site with its editor at /admin/, which saves each record on a branch of this repository."""
    host, _, port = address.rpartition(":")
    running = server(Path().resolve(), site_dir.resolve(), base or published_revision(Path()), host, int(port))
    click.echo(translate(message("The editor is at {address}; Ctrl-C ends it", address=f"http://{address}/admin/")))
    try:
        running.serve_forever()
    except KeyboardInterrupt:
        running.server_close()


COMMANDS = (edit, tidy)
