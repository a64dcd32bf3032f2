"""What all commands have in common: the language of their messages."""

from pathlib import Path

import click

from ogp.translation import FOLDER, SOURCE_LANGUAGE, Translator

CATALOGUES = Path(FOLDER)
LANGUAGE_SETTING = "OGP_LANG"


def _translator(context: click.Context, parameter: click.Parameter, language: str) -> Translator:
    known = [SOURCE_LANGUAGE, *sorted(folder.name for folder in CATALOGUES.glob("*/"))]
    if language not in known:
        raise click.BadParameter(f"one of: {', '.join(known)}")
    return Translator(language, CATALOGUES)


language = click.option(
    "--lang",
    "translate",
    envvar=LANGUAGE_SETTING,
    default=SOURCE_LANGUAGE,
    show_default=True,
    is_eager=True,
    callback=_translator,
    help="Language of the messages.",
)
"""The option of a command whose function gets a translator as `translate`."""


_EVERY_LANGUAGE = "all"


def _translators(context: click.Context, parameter: click.Parameter, language: str) -> tuple[Translator, ...]:
    if language != _EVERY_LANGUAGE:
        return (_translator(context, parameter, language),)
    others = sorted(folder.name for folder in CATALOGUES.glob("*/"))
    return tuple(Translator(own, CATALOGUES) for own in (*others, SOURCE_LANGUAGE))


languages = click.option(
    "--lang",
    "translators",
    envvar=LANGUAGE_SETTING,
    default=SOURCE_LANGUAGE,
    show_default=True,
    callback=_translators,
    help="Language of the messages; “all” says them in every language.",
)
"""The option of a command whose function gets translators as `translators`."""
