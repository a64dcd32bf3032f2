"""The help of the commands, and click's own sentences, in the language that is asked for."""

import gettext
import inspect
import os
import tempfile
from collections.abc import Callable, Iterable, Mapping, Sequence
from importlib import import_module
from pathlib import Path
from typing import Any

import click
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

from ogp.console import CATALOGUES, LANGUAGE_SETTING
from ogp.messages import Message, message, plural
from ogp.translation import SOURCE_LANGUAGE, Translator

_OF_CLICK = (
    message("Usage:"),
    message("Options"),
    message("Commands"),
    message("Show this message and exit."),
    message("default: {default}"),
    message("required"),
    message("Aborted!"),
    message("Error: {message}"),
    message("Error: invalid input"),
    message("Try '{command} {option}' for help."),
    message("No such command {name!r}."),
    message("No such option {name!r}."),
    message("Missing command."),
    message("Missing argument"),
    message("Missing option"),
    message("Choose from:\n\t{choices}"),
    message("Invalid value: {message}"),
    message("Invalid value for {param_hint}: {message}"),
    message("{value!r} is not a valid {number_type}."),
    message("{name} {filename!r} does not exist."),
    message("{name} {filename!r} is a directory."),
    message("{name} {filename!r} is a file."),
    message("{name} {filename!r} is not readable."),
    message("File"),
    message("Path"),
    message("Directory"),
    message("file"),
    message("path"),
    message("directory"),
    message("Option {name!r} does not take a value."),
    plural("Option {name!r} requires an argument.", "Option {name!r} requires {nargs} arguments.", 1),
    plural("Did you mean {possibility}?", "(Did you mean one of: {possibilities}?)", 1),
    plural("{value!r} is not {choice}.", "{value!r} is not one of {choices}.", 1),
    plural("Got unexpected extra argument ({args})", "Got unexpected extra arguments ({args})", 1),
)
"""The sentences that click says by itself, for the catalogue."""

_kept: list[tempfile.TemporaryDirectory[str]] = []
"""Where gettext finds the catalogue for as long as the program runs."""


class Commands(click.Group):
    """Commands that are loaded, and their help translated, when they are asked for."""

    def __init__(self, *args: Any, modules: Mapping[str, Sequence[str]], **named: Any) -> None:
        """`modules` are the names of the commands by the module of this package that has them in its COMMANDS."""
        super().__init__(*args, **named)
        self.modules = {name: module for module, names in modules.items() for name in names}
        self.translate: Translator | None = None

    def make_context(
        self, info_name: str | None, args: list[str], parent: click.Context | None = None, **extra: Any
    ) -> click.Context:
        language = _asked_for(args)
        if language != SOURCE_LANGUAGE and (CATALOGUES / language / "interface.po").is_file():
            _teach_click(language)
            self.translate = Translator(language, CATALOGUES)
            _translate(self, self.translate)
        return super().make_context(info_name, args, parent, **extra)

    def list_commands(self, ctx: click.Context) -> list[str]:
        return sorted(self.modules)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name in self.modules and cmd_name not in self.commands:
            commands: Iterable[click.Command] = import_module(f"ogp.{self.modules[cmd_name]}").COMMANDS
            for command in commands:
                self.add_command(command)
                if self.translate:
                    _translate(command, self.translate)
        return super().get_command(ctx, cmd_name)


def _asked_for(args: Sequence[str]) -> str:
    """The language of the messages, as the options that are still to be read name it."""
    for place, word in enumerate(args):
        if word.startswith("--lang="):
            return word.partition("=")[2]
        if word == "--lang" and place + 1 < len(args):
            return args[place + 1]
    return os.environ.get(LANGUAGE_SETTING) or SOURCE_LANGUAGE


def _teach_click(language: str) -> None:
    """Gives click, which asks gettext's default domain, the catalogue of the interface."""
    _kept.append(tempfile.TemporaryDirectory())
    folder = Path(_kept[-1].name) / language / "LC_MESSAGES"
    folder.mkdir(parents=True)
    with (CATALOGUES / language / "interface.po").open("rb") as source, (folder / "messages.mo").open("wb") as target:
        write_mo(target, read_po(source, locale=language))
    gettext.bindtextdomain("messages", _kept[-1].name)
    os.environ["LANGUAGE"] = language


def _translate(command: click.Command, translate: Translator) -> None:
    """Translates the help of `command` and of its options."""
    command.help = _said(command.help, translate)
    for parameter in command.params:
        if isinstance(parameter, click.Option):
            parameter.help = _said(parameter.help, translate)


def _said(text: str | None, translate: Callable[[Message], str]) -> str | None:
    return "\n\n".join(translate(Message(one)) for one in paragraphs(text)) if text else text


def paragraphs(text: str) -> list[str]:
    """The paragraphs of a help text, each in one line, as the catalogue has them."""
    return [" ".join(part.split()) for part in inspect.cleandoc(text).split("\n\n")]
