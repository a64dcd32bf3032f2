"""Ids and numbers."""

import re
from collections.abc import Collection, Iterator, Sequence
from itertools import islice
from typing import Any
from zoneinfo import available_timezones

from babel import Locale, UnknownLocaleError

from ogp.loading.files import Files
from ogp.loading.layout import DATA, NAME
from ogp.loading.marks import Entry
from ogp.loading.salvage import UNREAD
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.base import Path, Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.meeting import Meeting
from ogp.records.plan import Plan
from ogp.records.refresh import Refresh
from ogp.records.site import Site

MOST_GAPS = 20
"""How many commitments of one plan are named as missing, so that one mistyped number does not fill the screen."""


def ids_fit_addresses(files: Files) -> Iterator[Problem]:
    """An id, which becomes part of an address, holds only small Latin letters, digits and single hyphens."""
    for entry in files.entries:
        record = entry.record
        if isinstance(record, Record) and not all(re.fullmatch(NAME, part) for part in record.id.split("/")):
            yield entry.problem(
                ("id",),
                message("The id “{id}” cannot stand in an address", id=record.id[:60]),
                message("Use only small Latin letters, digits and single hyphens"),
            )


def time_zones_are_known(files: Files) -> Iterator[Problem]:
    """The time zone of the site is one of the IANA's time zone database."""
    for entry in files.of(Site):
        zone = entry.record.time_zone
        if isinstance(zone, str) and zone not in available_timezones():
            yield entry.problem(
                ("time_zone",),
                message("There is no time zone “{zone}”", zone=zone[:60]),
                message("Write continent and city, such as Asia/Amman"),
            )


def languages_are_known(files: Files) -> Iterator[Problem]:
    """Each language of the site is declared once, with a locale whose rules for dates and plurals are known (CLDR)."""
    for entry in files.of(Site):
        codes: list[str] = []
        for index, language in enumerate(entry.record.languages):
            if isinstance(language.code, str) and language.code in codes:
                yield entry.problem(
                    ("languages", index, "code"),
                    message("The language “{language}” is declared twice", language=language.code),
                    message("Keep one of the two"),
                )
            codes.append(language.code)
            if not isinstance(language.locale, str):
                continue
            if isinstance(language.code, str) and language.locale.partition("_")[0] != language.code:
                yield entry.problem(
                    ("languages", index, "locale"),
                    message("The locale “{locale}” is of another language", locale=language.locale),
                    message("Write language and country, such as ar_JO; or the language with another country"),
                )
            elif not _is_locale(language.locale):
                yield entry.problem(
                    ("languages", index, "locale"),
                    message("The rules of the locale “{locale}” are not known", locale=language.locale),
                    message("Write language and country, such as ar_JO; or the language with another country"),
                )


def _is_locale(text: str) -> bool:
    try:
        # Babel takes another country where it does not know the one asked for.
        return str(Locale.parse(text)) == text
    except (ValueError, UnknownLocaleError):
        return False


def a_plan_exists(files: Files) -> Iterator[Problem]:
    """There is at least one plan: the home page shows it."""
    if not files.of(Plan) and not any(kind == Plan.kind for kind, _ in files.broken):
        for entry in files.of(Site):
            yield entry.problem(
                (),
                message("There is no plan"),
                message("Add the record of a plan at {path}", path=f"{DATA}/plans/…/plan.yaml"),
            )


def ids_are_unique(files: Files) -> Iterator[Problem]:
    """Within a kind, no two records have the same id."""
    seen: dict[tuple[str, str], Entry] = {}
    for entry in files.entries:
        if not isinstance(entry.record, Record):
            continue
        key = (entry.record.kind, entry.record.id)
        if first := seen.get(key):
            line = first.marks.of((*first.path, "id"))[0]
            yield entry.problem(
                ("id",),
                message(
                    "The id “{id}” is used twice; first in {file}, line {line}",
                    id=key[1], file=first.marks.file, line=line,
                ),
                message("Give one of the two another id"),
            )  # fmt: skip
        seen.setdefault(key, entry)


def numbers_of_ogp_are_unique(files: Files) -> Iterator[Problem]:
    """No two plans have the same number, and no two commitments the same id at the OGP."""
    for type_, field in ((Plan, "number"), (Commitment, "ogp_id")):
        seen: dict[Any, str] = {}
        for entry in files.of(type_):
            value = getattr(entry.record, field)
            if not isinstance(value, int | str):
                continue
            first = seen.setdefault(value, entry.record.id)
            if first != entry.record.id:
                yield entry.problem(
                    (field,),
                    message("“{value}” is that of “{first}” already", value=value, first=first),
                    message("Correct one of the two"),
                )


def numbers_fit_ids(files: Files) -> Iterator[Problem]:
    """A commitment's number is the last part of its id; the numbers of a plan's commitments have no undeclared gap."""
    numbers: dict[str, list[int]] = {}
    for entry in files.of(Commitment):
        plan, _, number = entry.record.id.rpartition("/")
        if number.isdecimal():
            numbers.setdefault(plan, []).append(int(number))
        if isinstance(entry.record.number, int) and str(entry.record.number) != number:
            yield entry.problem(
                ("number",),
                message(
                    "The number {number} does not fit the id “{id}”", number=entry.record.number, id=entry.record.id
                ),
                message("Write “number: {expected}”", expected=number),
            )
    for kind, id_ in files.broken:
        plan, _, number = id_.rpartition("/")
        if kind == Commitment.kind and number.isdecimal():
            numbers.setdefault(plan, []).append(int(number))
    for entry in files.of(Plan):
        if files.is_wrong(entry, ("commitments_not_published",)):
            continue
        gaps = _gaps(numbers.get(entry.record.id, ()), entry.record.commitments_not_published)
        for missing in islice(gaps, MOST_GAPS):
            yield entry.problem(
                (),
                message("There is no commitment {number} of this plan", number=missing),
                message("Add its record, or list {number} under “commitments_not_published:”", number=missing),
            )


def _gaps(numbers: Sequence[int], declared: Sequence[int]) -> Iterator[int]:
    named = {number for number in (*numbers, *declared) if isinstance(number, int)}
    return (number for number in range(1, max(named, default=0)) if number not in named)


def _numbered(record: Any) -> Iterator[tuple[Path, Sequence[Any], tuple[int, ...], str | None]]:
    """The numbered lists of a record: path, items, numbers declared as not published, and the field for these."""
    if isinstance(record, Commitment):
        yield ("milestones",), record.milestones, record.milestones_not_published, "milestones_not_published"
        for index, milestone in enumerate(record.milestones):
            path = ("milestones", index, "activities")
            yield path, milestone.activities, milestone.activities_not_published, "activities_not_published"
    elif isinstance(record, Plan):
        yield ("preparation",), record.preparation, (), None
        yield ("drafts",), record.drafts, (), None
    elif isinstance(record, Refresh):
        yield ("steps",), record.steps, (), None
        yield ("outcomes",), record.outcomes, (), None
    elif isinstance(record, Consultation):
        yield ("questions",), record.questions, (), None
        yield ("received", "suggestions"), record.received.suggestions if record.received else (), (), None
    elif isinstance(record, Meeting):
        yield ("invitations",), record.invitations, (), None
        yield ("agenda",), record.agenda, (), None
        yield ("topics",), record.topics, (), None
        yield ("decisions",), record.decisions, (), None
        yield ("results",), record.results, (), None
        for index, group in enumerate(record.results):
            yield ("results", index, "results"), group.results, (), None


def numbering_has_no_undeclared_gap(files: Files) -> Iterator[Problem]:
    """Numbered items are in order, without repetition, and without a gap that the record does not declare."""
    for entry in files.entries:
        for path, items, declared, field in _numbered(entry.record):
            if field and files.is_wrong(entry, (*path[:-1], field)):
                continue
            yield from _sequence(entry, path, [item.number for item in items], declared, field)
        if isinstance(entry.record, Commitment):
            for name in ("recommendations", "indicators"):
                yield from _within_milestones(entry, name)
        if isinstance(entry.record, Refresh):
            for name in ("activities", "proposals"):
                ids = [item.id for item in getattr(entry.record, name)]
                numbers = [int(id_[1:]) if isinstance(id_, str) else id_ for id_ in ids]
                yield from _sequence(entry, (name,), numbers, (), None, key="id")


def _within_milestones(entry: Entry, name: str) -> Iterator[Problem]:
    items = getattr(entry.record, name)
    groups: dict[Any, list[int]] = {}
    for index, item in enumerate(items):
        groups.setdefault(item.milestone, []).append(index)
    for indexes in () if UNREAD in groups else groups.values():
        for place, number, expected in _out_of_order([items[index].number for index in indexes], ()):
            yield entry.problem(
                (name, indexes[place], "number"),
                message("Number {number} stands here where {expected} should follow", number=number, expected=expected),
                message("Number the items from 1 within their milestone, in order"),
            )


def _out_of_order(numbers: Sequence[Any], declared: Collection[int]) -> Iterator[tuple[int, int, int]]:
    """Where `numbers` do not follow each other from 1: position, number, and the one expected.

    Those `declared` may be left out. A number after which the next one goes on is a gap, any other a slip: the count goes
    on accordingly, so that one mistake is one problem.
    """
    expected = 1
    for place, number in enumerate(numbers):
        while expected in declared and number != expected:
            expected += 1
        if isinstance(number, int) and number != expected:
            yield place, number, expected
            following = numbers[place + 1] if place + 1 < len(numbers) else None
            if following == number + 1:
                expected = number
        expected += 1


def _sequence(
    entry: Entry,
    path: Path,
    numbers: Sequence[Any],
    declared: Collection[int],
    field: str | None,
    *,
    key: str = "number",
) -> Iterator[Problem]:
    for index, number in enumerate(numbers):
        if number in declared:
            yield entry.problem(
                (*path, index, key),
                message("Number {number} is declared as not published but stands here", number=number),
                message("Delete it from “{field}:”", field=field or ""),
            )
    for index, number, expected in _out_of_order(numbers, declared):
        if number in declared:
            continue
        if number in numbers[:index]:
            text = message("Number {number} is used twice", number=number)
        else:
            text = message(
                "Number {number} stands here where {expected} should follow", number=number, expected=expected
            )
        fix = (
            message("Correct the number, or list the missing ones under “{field}:”", field=field)
            if field
            else message("Number the items in order")
        )
        yield entry.problem((*path, index, key), text, fix)
