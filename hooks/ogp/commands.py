"""The `ogp` command."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import click

from ogp.exports import catalogues, schemas
from ogp.loading.load import load
from ogp.messages import Message, message, plural
from ogp.problems import Problem, report
from ogp.register import Register
from ogp.site.checks import check_site, new_addresses, prose_files
from ogp.site.pages import generated_pages
from ogp.site.today import build_day
from ogp.translation import SOURCE_LANGUAGE, Translator

DATA = Path("data")
DOCS = Path("docs")
SCHEMAS = Path("schemas")
ADDRESSES = DATA / "addresses.txt"

_language = click.option(
    "--lang", envvar="OGP_LANG", default=SOURCE_LANGUAGE, show_default=True, help="Language of the messages."
)


@click.group()
def main() -> None:
    """The website of the action plans. Run it in the folder that holds mkdocs.yml."""


def _checked() -> tuple[Register | None, tuple[Problem, ...], tuple[str, ...]]:
    """The register, every problem, and the addresses that are published for the first time."""
    loaded = load(DATA)
    if loaded.register is None:
        return None, loaded.problems, ()
    pages = generated_pages(loaded.register, build_day())
    prose = prose_files(loaded.register, DOCS)
    problems = check_site(loaded.register, pages, prose, loaded.locate)
    return loaded.register, problems, new_addresses(loaded.register, pages, prose)


def _finish(problems: tuple[Problem, ...], translate: Translator, done: Message) -> None:
    if not problems:
        click.echo(translate(done))
        return
    click.echo(report(problems, translate))
    click.echo(translate(plural("{count} problem", "{count} problems", len(problems))), err=True)
    raise SystemExit(1)


@main.command()
@_language
def check(lang: str) -> None:
    """Check all records and addresses and print every problem."""
    _, problems, _ = _checked()
    _finish(problems, Translator(lang, Path("translations")), message("No problems."))


@main.command()
@_language
def addresses(lang: str) -> None:
    """Add new addresses to the list of those that were ever published."""
    translate = Translator(lang, Path("translations"))
    register, problems, fresh = _checked()
    if register and not problems:
        ADDRESSES.write_text("".join(f"{line}\n" for line in sorted({*register.published, *fresh})), encoding="utf-8")
    _finish(problems, translate, plural("{count} new address", "{count} new addresses", len(fresh)))


@main.command("schemas")
def write_schemas() -> None:
    """Write the JSON Schemas of all kinds of records, for editors."""
    register, problems, _ = _checked()
    if register is None:
        _finish(problems, Translator(SOURCE_LANGUAGE, Path("translations")), message("No problems."))
        return
    locales = [SOURCE_LANGUAGE, *(language.code for language in register.site.languages)]
    translators = [Translator(code, Path("translations")) for code in dict.fromkeys(locales)]
    schemas.write(SCHEMAS, tuple(language.code for language in register.site.languages), translators)


@main.command()
@_language
def translations(lang: str) -> None:
    """Update the catalogues of translations and print every sentence that lacks one."""
    problems = catalogues.write(Path())
    _finish(problems, Translator(lang, Path("translations")), message("Every sentence is translated."))


@main.command()
@_language
@click.option("--site-dir", default="site", type=click.Path(path_type=Path), show_default=True, help="Where to build.")
def build(lang: str, site_dir: Path) -> None:
    """Build the whole site; a failed build leaves the former one as it was."""
    translate = Translator(lang, Path("translations"))
    site_dir = site_dir.resolve()
    staging = site_dir.with_name(f".{site_dir.name}-{os.getpid()}")
    try:
        code = _mkdocs("build", "--strict", "--site-dir", str(staging), lang=lang)
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
@_language
@click.option("--address", default="127.0.0.1:8000", show_default=True, help="Where to serve.")
def serve(lang: str, address: str) -> None:
    """Build and serve the site; a change of a record, text, template or translation shows in the browser."""
    raise SystemExit(_mkdocs("serve", "--livereload", "--dev-addr", address, lang=lang))


def _mkdocs(*arguments: str, lang: str) -> int:
    environment = os.environ | {"OGP_LANG": lang, "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run([sys.executable, "-m", "mkdocs", *arguments], env=environment, check=False).returncode


if __name__ == "__main__":
    main()
