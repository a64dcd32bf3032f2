"""The `ogp` command."""

from pathlib import Path

import click

from ogp.loading.load import load
from ogp.messages import message, plural
from ogp.problems import Problem
from ogp.translation import Translator

_LOCALES = {"ar": "ar_JO", "en": "en_GB"}


def report(problems: tuple[Problem, ...], translate: Translator) -> str:
    """All problems as `path:line:column: sentence — fix`, one a line."""
    return "\n".join(
        f"{problem.file}:{problem.line}:{problem.column}: {translate(problem.message)} — {translate(problem.fix)}"
        for problem in problems
    )


@click.group()
def main() -> None:
    """The website of the action plans."""


@main.command()
@click.option("--lang", default="en", help="Language of the messages.")
@click.option("--data", "folder", default="data", type=click.Path(path_type=Path), help="Folder of the records.")
def check(lang: str, folder: Path) -> None:
    """Check all records and print every problem."""
    translate = Translator(_LOCALES.get(lang, lang), Path("translations"))
    loaded = load(folder)
    if loaded.problems:
        click.echo(report(loaded.problems, translate))
        click.echo(translate(plural("{count} problem", "{count} problems", len(loaded.problems))), err=True)
        raise SystemExit(1)
    click.echo(translate(message("No problems.")))


if __name__ == "__main__":
    main()
