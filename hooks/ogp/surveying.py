"""What the commands that look at the records have in common: the survey of the project, and how they refuse."""

from collections.abc import Sequence
from pathlib import Path
from typing import NoReturn

import click

from ogp.exports import annotations
from ogp.exports.annotations import Format
from ogp.messages import Message, plural
from ogp.problems import Problem
from ogp.site.survey import Survey, survey
from ogp.site.today import BadDayError
from ogp.translation import Translator

problem_format = click.option(
    "--format",
    "format_",
    type=click.Choice([str(own) for own in Format]),
    default=str(Format.PLAIN),
    show_default=True,
    callback=lambda _context, _parameter, value: Format(value),
    help="How problems are written: for people, or to be shown at their lines in a pull request.",
)
problem_file = click.option(
    "--to",
    type=click.Path(path_type=Path),
    help="File for problems in another format than the plain one, printed besides.",
)


def surveyed(translate: Translator) -> Survey:
    """The project in the folder in which the command runs."""
    try:
        return survey(Path())
    except BadDayError as error:
        raise click.ClickException(translate(error.message)) from None


def refuse(problems: tuple[Problem, ...], *translators: Translator) -> NoReturn:
    """Prints all `problems` and how many they are, and ends the command with the code 1."""
    tell(Format.PLAIN, None, problems, (), translators)
    raise SystemExit(1)


def tell(
    format_: Format,
    to: Path | None,
    problems: tuple[Problem, ...],
    notices: tuple[Problem, ...],
    translators: Sequence[Translator],
) -> None:
    """Prints all `problems` in the format, or writes them so into the file `to` and prints them plainly; then their number."""
    text = annotations.written(format_, problems, notices, translators)
    if to:
        to.write_text(f"{text}\n", encoding="utf-8")
        text = annotations.written(Format.PLAIN, problems, (), translators)
    if text:
        click.echo(text)
    for translate in translators if problems else ():
        click.echo(translate(plural("{count} problem", "{count} problems", len(problems))), err=True)


def finish(problems: tuple[Problem, ...], translate: Translator, done: Message) -> None:
    """Prints `done`, or refuses if there are `problems`."""
    if problems:
        refuse(problems, translate)
    click.echo(translate(done))
