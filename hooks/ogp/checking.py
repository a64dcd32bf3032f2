"""The commands that check the records, compare them, and write what is derived from them into the repository."""

from contextlib import nullcontext
from pathlib import Path

import click

from ogp.console import CATALOGUES, language, languages
from ogp.exports import (
    affected,
    catalogues,
    differences_report,
    guide,
    promises,
    schemas,
)
from ogp.exports.annotations import Format
from ogp.loading.differences import differences, read_state
from ogp.loading.drafts import write_note
from ogp.loading.layout import DATA
from ogp.loading.revisions import RevisionError, data_of
from ogp.messages import message, plural
from ogp.problems import Problem
from ogp.site import addresses as addresses_of_site
from ogp.site.today import BadDayError, build_day
from ogp.surveying import finish, problem_file, problem_format, refuse, surveyed, tell
from ogp.translation import SOURCE_LANGUAGE, Translator


@click.command()
@languages
@problem_format
@problem_file
def check(translators: tuple[Translator, ...], format_: Format, to: Path | None) -> None:
    """Check all records and addresses and print every problem."""
    found = surveyed(translators[0])
    problems, notices = found.problems, tuple[Problem, ...]()
    if not problems:
        printed = promises.printed_anchors(Path(), found)
        problems = promises.broken(Path(), found, printed)
        if format_ is not Format.PLAIN:
            notices = promises.unlisted(promises.unpublished(Path(), found, printed))
    tell(format_, to, problems, notices, translators)
    if problems:
        raise SystemExit(1)
    if to or format_ is not Format.GITLAB:
        for translate in translators:
            click.echo(translate(message("No problems.")))


@click.command()
@languages
@problem_format
@problem_file
@click.argument("base")
@click.argument("head", required=False)
@click.option(
    "--markdown", is_flag=True, help="Print a summary for a pull request, with the pages and addresses affected."
)
@click.option(
    "--check", "must_be_told", is_flag=True, help="Fail where a change has no note, or an address of BASE is lost."
)
@click.option("--draft", is_flag=True, help="Write a draft of each missing note into the records.")
def diff(
    translators: tuple[Translator, ...],
    format_: Format,
    to: Path | None,
    base: str,
    head: str | None,
    *,
    markdown: bool,
    must_be_told: bool,
    draft: bool,
) -> None:
    """Show what changed in the records between the revision BASE and HEAD, or the files as they are."""
    translate = translators[0]
    if draft and head:
        raise click.UsageError(translate(message("A draft is written into the files as they are: leave out HEAD")))
    try:
        with data_of(Path(), base) as old, data_of(Path(), head) if head else nullcontext(Path(DATA)) as new:
            before, after = read_state(old), read_state(new)
        if after.problems:
            tell(format_, to, after.problems, (), translators)
            raise SystemExit(1)
        effect = _effect(base, head) if markdown or must_be_told else None
    except (RevisionError, BadDayError) as error:
        raise click.ClickException(translate(error.message)) from None
    found = differences(before, after)
    untold = tuple(one for one in found if not one.noted)
    if markdown:
        click.echo(differences_report.markdown(found, translators, effect))
    # Annotations stand alone, so that a program can read them.
    elif to or format_ is Format.PLAIN:
        click.echo("\n".join(differences_report.plain(found, own) for own in translators))
    if draft:
        site = surveyed(translate).site
        drafters = {own.code: Translator(own.locale, CATALOGUES) for own in site.languages} if site else {}
        for one in untold:
            sentences = {code: differences_report.sentence(one, own) for code, own in drafters.items()}
            write_note(Path(), one, build_day(), sentences)
    elif must_be_told:
        problems = (*differences_report.problems(untold), *(effect.lost if effect else ()))
        tell(format_, to, problems, (), translators)
        if problems:
            raise SystemExit(1)


def _effect(base: str, head: str | None) -> affected.Effect | None:
    """What the change from the revision `base` to `head`, or to the files as they are, does to the public site; None where
    either cannot be printed."""
    with affected.edition_of(Path(), base) as before, affected.edition_of(Path(), head) as after:
        return affected.effect(before, after) if before and after else None


@click.command()
@language
def addresses(translate: Translator) -> None:
    """Add the new addresses of pages and items to the list of those that were ever published."""
    found = surveyed(translate)
    if found.problems or found.register is None:
        refuse(found.problems, translate)
    fresh = promises.unpublished(Path(), found, promises.printed_anchors(Path(), found))
    promises.write(Path(), found, fresh)
    click.echo(translate(plural("{count} new address", "{count} new addresses", len(fresh))))


@click.command("schemas")
@language
def write_schemas(translate: Translator) -> None:
    """Write the JSON Schemas of all kinds of records, for editors, and the lists of fields in the guides."""
    found = surveyed(translate)
    if found.register is None:
        refuse(found.problems, translate)
    codes = tuple(language.code for language in found.register.site.languages)
    translators = [Translator(code, CATALOGUES) for code in dict.fromkeys((SOURCE_LANGUAGE, *codes))]
    schemas.write(Path(), codes, translators)
    guide.write(Path(), found.register, translators)


@click.command()
@language
@click.option(
    "--to", type=click.Path(path_type=Path), default=addresses_of_site.BILL, show_default=True, help="The file."
)
def sbom(translate: Translator, to: Path) -> None:
    """Write the bill of materials (CycloneDX): what of others the site holds, and what it is built and tested with."""
    # Takes longer to load than all else.
    from ogp.exports.cyclonedx_bill import bill  # noqa: PLC0415

    to.write_text(bill(), encoding="utf-8")
    click.echo(translate(message("Written: {file}", file=str(to))))


@click.command()
@language
def translations(translate: Translator) -> None:
    """Update the catalogues of translations and print every sentence that lacks one."""
    site = surveyed(translate).site
    codes = [language.code for language in site.languages] if site else []
    problems = catalogues.write(Path(), codes)
    finish(problems, translate, message("Every sentence is translated."))


COMMANDS = (check, diff, addresses, write_schemas, sbom, translations)
