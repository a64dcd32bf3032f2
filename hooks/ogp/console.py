"""What the commands have in common: the language of their messages, the survey of the project, and how they refuse."""

from pathlib import Path
from typing import NoReturn

import click

from ogp.messages import Message, plural
from ogp.problems import Problem, report
from ogp.site.survey import Survey, survey
from ogp.site.today import BadDayError
from ogp.translation import FOLDER, SOURCE_LANGUAGE, Translator

CATALOGUES = Path(FOLDER)


def _translator(context: click.Context, parameter: click.Parameter, language: str) -> Translator:
    known = [SOURCE_LANGUAGE, *sorted(folder.name for folder in CATALOGUES.glob("*/"))]
    if language not in known:
        raise click.BadParameter(f"one of: {', '.join(known)}")
    return Translator(language, CATALOGUES)


language = click.option(
    "--lang",
    "translate",
    envvar="OGP_LANG",
    default=SOURCE_LANGUAGE,
    show_default=True,
    callback=_translator,
    help="Language of the messages.",
)
"""The option of each command: its function gets a translator as `translate`."""


def surveyed(translate: Translator) -> Survey:
    """The project in the folder in which the command runs."""
    try:
        return survey(Path())
    except BadDayError as error:
        raise click.ClickException(translate(error.message)) from None


def refuse(problems: tuple[Problem, ...], translate: Translator) -> NoReturn:
    """Prints all `problems` and how many they are, and ends the command with the code 1."""
    click.echo(report(problems, translate))
    click.echo(translate(plural("{count} problem", "{count} problems", len(problems))), err=True)
    raise SystemExit(1)


def finish(problems: tuple[Problem, ...], translate: Translator, done: Message) -> None:
    """Prints `done`, or refuses if there are `problems`."""
    if problems:
        refuse(problems, translate)
    click.echo(translate(done))
