"""Sections that grow: meetings, news and documents, grouped by year, with a page for each year."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ogp.messages import Message, message, plural
from ogp.records.base import Record
from ogp.register import Register
from ogp.views.page import PageView

ENOUGH = 20
"""A section's own page shows whole years, newest first, until it holds this many records; the rest are links to years."""


@dataclass(frozen=True, slots=True)
class Year:
    """The records of one year, newest first; year None for records without a date."""

    year: int | None
    records: tuple[Any, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class SectionView(PageView):
    """A section, or one year of it: the years shown, and all the years that have a page."""

    kind: str
    shown: tuple[Year, ...]
    years: tuple[tuple[int, int], ...]
    year: int | None = None


_WORDS: Mapping[str, tuple[Message, Message, Message]] = {
    "meeting": (
        message("Meetings"),
        message("Forum meetings, workshops and reviews of the action plans of {country}: agenda, attendance, decisions."),
        plural(
            "{count} meeting of the year {year} on the action plans of {country}: agenda, attendance and decisions.",
            "{count} meetings of the year {year} on the action plans of {country}: agenda, attendance and decisions.",
            0,
        ),
    ),
    "news": (
        message("News"),
        message("News on the action plans of {country} in the Open Government Partnership, newest first."),
        plural(
            "{count} news post of the year {year} on the action plans of {country} in the Open Government Partnership.",
            "{count} news posts of the year {year} on the action plans of {country} in the Open Government Partnership.",
            0,
        ),
    ),
    "document": (
        message("Documents"),
        message("The repository of documents on which this site rests: date, language, source and checksum of each."),
        plural(
            "{count} document of the year {year} in the repository on the action plans of {country}.",
            "{count} documents of the year {year} in the repository on the action plans of {country}.",
            0,
        ),
    ),
}  # fmt: skip


def _date(record: Any) -> date | None:
    value = record.date
    return value if isinstance(value, date) or value is None else value.earliest


def years_of(records: Iterable[Record]) -> tuple[Year, ...]:
    """`records` by year, newest first; those without a date last."""
    groups: dict[int | None, list[Record]] = {}
    for record in records:
        day = _date(record)
        groups.setdefault(day.year if day else None, []).append(record)
    return tuple(
        Year(year, tuple(sorted(groups[year], key=lambda r: (_date(r) or date.min, r.id), reverse=year is not None)))
        for year in sorted(groups, key=lambda year: -(year or 0))
    )


def _section(register: Register, kind: str) -> tuple[Record, ...]:
    groups: Mapping[str, Mapping[str, Record]] = {
        "meeting": register.meetings,
        "news": register.news,
        "document": register.documents,
    }
    return tuple(groups[kind].values())


def section_view(register: Register, kind: str) -> SectionView:
    """The section of the records of `kind`: the newest years whole, the others as links."""
    heading, description, _ = _WORDS[kind]
    years = years_of(_section(register, kind))
    shown: list[Year] = []
    for year in years:
        if year.year is None or sum(len(other.records) for other in shown) < ENOUGH:
            shown.append(year)
    return SectionView(
        heading=heading,
        title=heading,
        description=Message(description.text, {"country": register.site.country}),
        listed=tuple(record for year in shown for record in year.records),
        kind=kind,
        shown=tuple(shown),
        years=_counted(years),
    )


def _counted(years: tuple[Year, ...]) -> tuple[tuple[int, int], ...]:
    return tuple((year.year, len(year.records)) for year in years if year.year is not None)


def years(register: Register, kind: str) -> tuple[int, ...]:
    """The years of the section of `kind`, newest first."""
    return tuple(year for year, _ in _counted(years_of(_section(register, kind))))


def year_view(register: Register, kind: str, number: int) -> SectionView:
    """The page for the year `number` of the section of `kind`."""
    heading, _, counted = _WORDS[kind]
    every = years_of(_section(register, kind))
    year = next(year for year in every if year.year == number)
    return SectionView(
        heading=message("{section} of {year}", section=heading, year=number),
        title=message("{section} of {year}", section=heading, year=number),
        description=Message(
            counted.text,
            {"count": len(year.records), "year": number, "country": register.site.country},
            counted.plural,
        ),
        listed=year.records,
        kind=kind,
        shown=(year,),
        years=_counted(every),
        year=number,
    )
