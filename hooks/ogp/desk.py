"""The commands for the desk of the staff: a new record, what is due, what lacks a translation, what a form brought in."""

import re
from collections.abc import Mapping
from itertools import groupby
from pathlib import Path
from typing import Any

import click

from ogp.asking import Asker, ids_by_kind
from ogp.console import language
from ogp.loading import skeletons
from ogp.loading.drafts import add_suggestions
from ogp.loading.layout import DATA
from ogp.loading.personal_data import Known
from ogp.loading.suggestions import MAX_BYTES, Draft, UnreadableError, counted, import_answers, read_answers
from ogp.loading.untranslated import untranslated
from ogp.messages import message, plural
from ogp.problems import report
from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.records.site import Direction
from ogp.register import Register
from ogp.rendering.isolation import is_rtl
from ogp.rendering.printing import Printer
from ogp.site.today import BadDayError, build_day, parsed_day
from ogp.surveying import refuse, surveyed
from ogp.translation import Translator
from ogp.views.duties import duties

_KINDS: Mapping[str, type[Record]] = {
    type_.kind: type_ for type_ in (NewsPost, Meeting, Consultation, Commitment, Plan, Refresh)
}
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


@click.command()
@language
@click.argument("kind", type=click.Choice(list(_KINDS)))
@click.argument("id_", metavar="ID")
def new(translate: Translator, kind: str, id_: str) -> None:
    """Write a new record with the id ID, such as 2026-12-01-forum for a meeting or nap6/1 for a commitment.

    What it cannot do without is asked for; everything else stands in the file as a comment that says what it is for.
    """
    type_ = _KINDS[kind]
    found = surveyed(translate)
    if found.register is None:
        refuse(found.problems, translate)
    try:
        path = Path(DATA) / skeletons.place_of(type_, id_)
    except skeletons.UnknownRecordError as error:
        raise click.ClickException(translate(error.message)) from None
    if path.exists():
        raise click.ClickException(translate(message("{file} is there already: open it and change it", file=str(path))))
    languages = [own.code for own in found.register.site.languages]
    asker = Asker(type_, languages, translate, ids=ids_by_kind(found.register.records()), usual=_usual(id_))
    day = build_day()
    first = {"published": day.isoformat()} if day > found.register.site.launched else {}
    values = {"id": id_, **first, "updated": day.isoformat()} | asker.answers()
    text = skeletons.skeleton(type_, values, languages, translate)
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    click.echo(translate(message("Written: {file}", file=str(path))))
    left = surveyed(translate).problems
    if left:
        click.echo(translate(message("This is still to be done:")))
        click.echo(report(left, translate))
    click.echo(translate(message("Open the file, take the “# ” from the lines that you need, and run `ogp check`.")))


def _usual(id_: str) -> dict[str, str]:
    """What follows from the id: the day of a meeting, the number of a commitment."""
    day = _DAY.match(id_)
    last = id_.rpartition("/")[2]
    return ({"date": day[0]} if day else {}) | ({"number": last} if last.isdecimal() else {})


@click.command()
@language
@click.option("--today", "day", help="The day, such as 2026-11-26, instead of today.")
@click.option("--markdown", is_flag=True, help="Print it as Markdown, for an issue or a message.")
def status(translate: Translator, day: str | None, *, markdown: bool) -> None:
    """List what is overdue, due soon, not reported or not answered, and what OGP requires next."""
    found = surveyed(translate)
    if found.register is None:
        refuse(found.problems, translate)
    try:
        today = parsed_day(day) if day else found.today
    except BadDayError as error:
        raise click.ClickException(translate(error.message)) from None
    printer = _printer(found.register, translate)
    for kind, group in groupby(duties(found.register, today), key=lambda duty: duty.kind):
        click.echo(f"\n## {printer.wording(kind)}\n" if markdown else f"\n{printer.wording(kind)}")
        for duty in group:
            when = f"{duty.day.isoformat()}: " if duty.day else ""
            click.echo(f"{'-' if markdown else ' '} {when}{printer.wording(duty.text)}")


def _printer(register: Register, translate: Translator) -> Printer:
    """Prints in the language of the messages, or in the site's first one where that is not a language of the site."""
    languages = {own.code: own for own in register.site.languages}
    own = languages.get(translate.language, register.site.languages[0])
    return Printer(own, {one.code: one.direction for one in languages.values()}, translate)


@click.command("translate")
@language
def untranslated_texts(translate: Translator) -> None:
    """List the texts that lack a translation, and the translations whose original has changed since."""
    found = surveyed(translate)
    if found.site is None:
        refuse(found.problems, translate)
    codes = [own.code for own in found.site.languages]
    texts = tuple(untranslated(Path(), codes))
    for text in texts:
        click.echo(f"{text.file}:{text.line}: {text.field}: {translate(text.what)}")
    click.echo(translate(plural("{count} text to translate", "{count} texts to translate", len(texts))))


@click.command("import-suggestions")
@language
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--consultation", "id_", required=True, help="The id of the consultation that the form belongs to.")
@click.option("--source", help="The id of the document that stands for the answers, noted with each suggestion.")
def import_suggestions(translate: Translator, file: Path, id_: str, source: str | None) -> None:
    """Draft suggestions from the answers of an online form, exported as CSV, without any personal data.

    The answers are grouped by commitment. Importing the same answers again changes nothing.
    """
    found = surveyed(translate)
    if found.register is None:
        refuse(found.problems, translate)
    register = found.register
    consultation = register.consultations.get(id_)
    if consultation is None:
        known = ", ".join(register.consultations)
        raise click.ClickException(
            translate(message("There is no consultation “{id}”; there are: {known}", id=id_, known=known))
        )
    if source and source not in register.documents:
        raise click.ClickException(translate(message("There is no document “{id}” in documents.yaml", id=source)))
    commitments = register.commitments_of(register.plans[consultation.plan])
    try:
        imported = import_answers(read_answers(_beginning_of(file)), consultation, commitments, Known.of(register.site))
    except UnreadableError as error:
        raise click.ClickException(translate(error.message)) from None
    for remark in imported.remarks:
        click.echo(translate(remark))
    received = consultation.received
    held = received.suggestions if received else ()
    known_keys = {Draft(one.kind, text, one.commitment).key for one in held for text in one.text.values.values()}
    fresh = [draft for draft in imported.drafts if draft.key not in known_keys]
    people = max(imported.people, (received.submitters or 0) if received else 0)
    for said in counted(imported, len(fresh)):
        click.echo(translate(said))
    if fresh or received is None or people != received.submitters:
        suggestions = [
            _suggestion(draft, len(held) + number, register, source) for number, draft in enumerate(fresh, 1)
        ]
        path, _, _ = found.locate(consultation, ())
        add_suggestions(Path(), path, suggestions, people, build_day())
        click.echo(translate(message("Written: {file}", file=path)))
    else:
        click.echo(translate(message("Nothing is new; no file was changed.")))


def _beginning_of(file: Path) -> bytes:
    """What is in `file`, or of one that is too large enough to see it."""
    with file.open("rb") as opened:
        return opened.read(MAX_BYTES + 1)


def _suggestion(draft: Draft, number: int, register: Register, source: str | None) -> dict[str, Any]:
    """A suggestion as the record has it, in the language in which it was written."""
    direction = Direction.RTL if is_rtl(draft.text) else Direction.LTR
    languages = register.site.languages
    own = next((one.code for one in languages if one.direction is direction), languages[0].code)
    missing = [one.code for one in languages if one.code != own]
    made: dict[str, Any] = {"number": str(number), "kind": str(draft.kind)}
    if draft.commitment:
        made["commitment"] = str(draft.commitment)
    made["text"] = {"original": own, own: draft.text} | ({"missing": missing} if missing else {})
    return made | ({"sources": [{"document": source}]} if source else {})


COMMANDS = (new, status, untranslated_texts, import_suggestions)
