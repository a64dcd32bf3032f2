"""The command that starts the site of another country."""

import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import click
from babel import Locale, UnknownLocaleError

from ogp.asking import Asker
from ogp.console import language
from ogp.loading.revisions import RevisionError, files_of
from ogp.messages import Message, message
from ogp.problems import report
from ogp.records.base import Part
from ogp.records.document import Document, DocumentKind
from ogp.records.organization import Organization, OrganizationKind
from ogp.records.plan import Plan
from ogp.records.site import Site
from ogp.site.survey import survey
from ogp.site.today import build_day
from ogp.starting import project
from ogp.translation import Translator

_BODIES: Mapping[str, tuple[Message, Mapping[str, str]]] = {
    "publisher": (
        message("The ministry or agency that is responsible for the country’s part in OGP"),
        {"id": "lead-agency"},
    ),
    "unit": (message("The open government unit"), {"id": "open-government-unit", "type": str(OrganizationKind.UNIT)}),
    "forum": (
        message("The multi-stakeholder forum"),
        {"id": "multi-stakeholder-forum", "type": str(OrganizationKind.FORUM)},
    ),
}
"""The bodies that the record of the site names: what is asked for, and what is known of each."""


_NO_LOCALE = message("write language and country, such as fr_BE")


def _unfit(context: click.Context, text: Message, value: str = "") -> click.BadParameter:
    said = context.params["translate"](text)
    return click.BadParameter(f"{value}: {said}" if value else said)


def _locales(context: click.Context, parameter: click.Parameter, values: tuple[str, ...]) -> tuple[str, ...]:
    known = []
    for value in values:
        try:
            known.append(Locale.parse(value))
        except UnknownLocaleError:
            raise _unfit(context, message("its rules for dates and plurals are not known"), value) from None
        except ValueError:
            raise _unfit(context, _NO_LOCALE, value) from None
        if str(known[-1]) != value or not known[-1].territory:
            raise _unfit(context, _NO_LOCALE, value)
    if len({locale.language for locale in known}) < len(known):
        raise _unfit(context, message("each language stands once"))
    return values


def _address(context: click.Context, parameter: click.Parameter, value: str) -> str:
    parts = urlsplit(value)
    if parts.scheme != "https" or not parts.hostname:
        raise _unfit(context, message("write the whole address, such as https://opengov.example.org/"))
    return value if value.endswith("/") else f"{value}/"


@click.command()
@language
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--language",
    "locales",
    multiple=True,
    required=True,
    callback=_locales,
    help="A language of the site with its country, such as fr_BE; once for each, the default one first.",
)
@click.option(
    "--address", required=True, callback=_address, help="Address of the site, such as https://opengov.example.org/"
)
def init(translate: Translator, folder: Path, locales: tuple[str, ...], address: str) -> None:
    """Make a project for another country in FOLDER: the generator, and an empty valid site with its first plan.

    What the site cannot do without is asked for. Everything of the country that this project belongs to stays behind.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.ClickException(translate(message("{folder} is there already, and not empty", folder=str(folder))))
    start = _asked(translate, locales, address)
    try:
        with files_of(Path(), "HEAD") as generator:
            _write(generator, folder, start)
    except RevisionError as error:
        raise click.ClickException(translate(error.message)) from None
    if problems := survey(folder).problems:
        click.echo(translate(message("This is still to be done:")))
        click.echo(report(problems, translate))
    click.echo(
        translate(message("The project is in {folder}; its README.md says what to do next.", folder=str(folder)))
    )


def _write(generator: Path, folder: Path, start: project.Start) -> None:
    """Makes the project beside its place, and moves it there when it is whole."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=folder.parent) as scratch:
        made = Path(scratch) / "project"
        made.mkdir()
        project.write(generator, made, start)
        made.rename(folder)


def _asked(translate: Translator, locales: tuple[str, ...], address: str) -> project.Start:
    day = build_day().isoformat()
    codes = [own["code"] for own in project.languages_of(locales)]

    def answers(type_: type[Part], of: Message, given: Mapping[str, Any], *fields: str, **usual: str) -> dict[str, Any]:
        click.echo(f"\n{translate(of)}")
        return dict(given) | Asker(type_, codes, translate, ids={}, usual=usual).answers(fields, {*given, "sources"})

    site = answers(
        Site,
        message("The site"),
        {
            "languages": project.languages_of(locales),
            **{role: given["id"] for role, (_, given) in _BODIES.items()},
            "personal_data": {"country": Locale.parse(locales[0]).territory},
            "launched": day,
        },
    )
    bodies = {role: answers(Organization, said, given) for role, (said, given) in _BODIES.items()}
    plan = answers(Plan, message("The plan in force, or the one that is being prepared"), {"updated": day})
    document = answers(
        Document,
        message("The document in which that plan was published"),
        {"id": f"action-plan-{plan['number']}", "updated": day, "type": str(DocumentKind.ACTION_PLAN), "languages": []},
        "url",
    )
    document["languages"] = document["title"]["original"]
    sources = {"sources": [{"document": document["id"]}]}
    first = {"id": f"nap{plan['number']}", "updated": day} | sources
    organizations = [{"id": body["id"], "updated": day} | sources | body for body in bodies.values()]
    organizations[1]["parent"] = bodies["publisher"]["id"]
    return project.Start(
        locales,
        address,
        site,
        first | plan | {"documents": [document["id"]]},
        {"organizations.yaml": organizations, "documents.yaml": [document]},
        day,
    )


COMMANDS = (init,)
