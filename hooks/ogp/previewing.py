"""The commands that show what differs from another state of the site, and where the links of a built site lead."""

import re
import subprocess
import tempfile
from pathlib import Path

import click

from ogp.building import build_site, mkdocs_command, settings_of, site_folder
from ogp.console import language, languages
from ogp.exports import links as site_links
from ogp.exports import preview
from ogp.keeping import SETTING, kept_below
from ogp.loading.revisions import RevisionError, files_of
from ogp.messages import message
from ogp.site.today import BadDayError, build_day
from ogp.surveying import surveyed
from ogp.translation import Translator


@click.command("preview")
@language
@site_folder("preview", help="Where to build.")
@click.argument("base")
def build_preview(translate: Translator, site_dir: Path, base: str) -> None:
    """Build the site to be looked at without a server, with a page that lists what differs from BASE: a revision, or the
    folder of a site that is built."""
    site_dir = site_dir.resolve()
    with tempfile.TemporaryDirectory() as scratch:
        before: Path | None = Path(base)
        if not (Path(base) / "index.html").is_file():
            before = _built_revision(translate, base, Path(scratch))
        build_site(translate, site_dir)
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
                SETTING: str(kept_below(Path()).resolve()),
            }
            done = subprocess.run(
                mkdocs_command("build", "--site-dir", str(site)),
                cwd=project,
                env=settings_of(translate) | own,
                check=False,
            )
    except (RevisionError, BadDayError) as error:
        raise click.ClickException(translate(error.message)) from None
    return site if done.returncode == 0 else None


@click.command()
@languages
@site_folder("site", help="The built site.")
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


COMMANDS = (build_preview, links)
