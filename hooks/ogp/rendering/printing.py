"""Dates, numbers and texts as the readers of one language see them."""

import re
from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from functools import lru_cache
from string import Formatter
from typing import Any

from babel.dates import format_date, get_day_names
from babel.lists import format_list
from babel.numbers import format_decimal
from babel.units import format_unit
from markupsafe import Markup, escape

from ogp.messages import Message, message, plural
from ogp.records.dates import PartialDate, Period, TimeFrame, TimeUnit
from ogp.records.place import Place
from ogp.records.site import Direction, Language
from ogp.records.text import Prose, Side, Text
from ogp.rendering.isolation import is_rtl, isolated, isolated_plain
from ogp.rendering.prose import prose_html
from ogp.translation import Translator
from ogp.views.labels import LABELS, PLACES

_ENOUGH_NUMBERS = 200
"""Among the numbers up to this one every plural form of every language occurs that has forms for whole numbers."""

_MANY = 1 << 12
"""How many results of each kind are kept: names and dates are printed again and again."""

_PARTS = {
    "early": message("early {date}"),
    "mid": message("mid-{date}"),
    "late": message("late {date}"),
}


class Printer:
    """Prints in one language. Every method returns plain text but those that say Markup."""

    def __init__(self, language: Language, directions: dict[str, Direction], translate: Translator) -> None:
        self.language = language
        self.directions = directions
        self.translate = translate
        self.locale = translate.locale
        self.directed = {
            direction.value: codes[0]
            for direction in Direction
            if len(codes := [code for code, own in directions.items() if own is direction]) == 1
        }
        self._last: tuple[Text, Side] | None = None
        # By instance, so that what is kept ends with it.
        self._isolated = lru_cache(_MANY)(lambda text, rtl: isolated(text, rtl, self.directed))
        self._isolated_plain = lru_cache(_MANY)(isolated_plain)
        self._fixed = lru_cache(_MANY)(lambda text: self._filled(message(text)))
        self._parsed = lru_cache(_MANY)(lambda text: tuple(Formatter().parse(text)))
        self._day = lru_cache(_MANY)(lambda day, pattern: format_date(day, pattern, locale=self.locale))

    @property
    def rtl(self) -> bool:
        return self.language.direction is Direction.RTL

    def side(self, text: Text) -> Side:
        """What readers of this language see of `text`."""
        # Templates ask several times for the same one after the other.
        if (last := self._last) and last[0] is text:
            return last[1]
        found = text.side(self.language.code)
        self._last = text, found
        return found

    def wording(self, value: Any) -> str:
        """Any value as plain text: a text, a message, a date, a number, a label."""
        if isinstance(value, Text):
            return self.side(value).text
        if isinstance(value, Message):
            return self.translate(value, self.wording)
        if isinstance(value, StrEnum):
            return self.wording(LABELS[value])
        if isinstance(value, PartialDate | date):
            return self.day(value)
        if isinstance(value, int):
            return self.number(value)
        return str(value)

    def attribute(self, value: Any) -> str:
        """Like `wording`, with isolates in right-to-left languages, for attributes and titles."""
        text = self.wording(value)
        return self._isolated_plain(text) if self.rtl else text

    def inline(self, value: Any) -> Markup:
        """Markup of any value inside a line; what fills the gaps of a sentence is isolated from it."""
        if isinstance(value, Markup):
            return value
        if isinstance(value, Message):
            return self._filled(value) if value.values else self._fixed(value.text)
        return self._isolated(self.wording(value), self.rtl)

    def _filled(self, value: Message) -> Markup:
        parts: list[str] = []
        for literal, name, _, _ in self._parsed(self.translate.sentence(value)):
            parts.append(self._isolated(literal, self.rtl))
            if name:
                filling = value.values[name]
                plain = isinstance(filling, int | Markup)
                parts.append(self.inline(filling) if plain else f"<bdi>{self.inline(filling)}</bdi>")
        # All of it is markup already.
        return Markup("".join(parts))

    def run(self, side: Side) -> Markup:
        """Markup of one side of a text, isolated by the direction of its own language."""
        return self._isolated(side.text, self.directions[side.language] is Direction.RTL)

    def prose(self, text: Prose, language: str | None = None) -> Markup:
        """Markup of a Markdown text as readers of `language` see it."""
        side = text.side(language or self.language.code)
        return prose_html(side.text, self.directions[side.language].value, self.directed)

    def passages(self, text: str) -> list[tuple[str, str, Markup]]:
        """The paragraphs of a text in several languages: direction, language where it is sure, and Markup of each."""
        found = []
        for paragraph in re.split(r"\n\s*\n", text.strip()):
            rtl = is_rtl(paragraph)
            direction = "rtl" if rtl else "ltr"
            language = self.directed.get(direction, "") if any(map(str.isalpha, paragraph)) else ""
            found.append((direction, language, self._isolated(paragraph, rtl)))
        return found

    def number(self, value: int) -> str:
        """A whole number with the language's grouping, in Western digits."""
        return format_decimal(value, locale=self.locale, numbering_system="latn") if abs(value) > 9999 else str(value)

    def file_size(self, size: int) -> str:
        """A size in bytes, in kilobytes."""
        kilobytes = max(1, round(size / 1000))
        return format_unit(kilobytes, "digital-kilobyte", "short", locale=self.locale, numbering_system="latn")

    def forms(self, one: str, several: str) -> dict[str, str]:
        """A sentence with the gap {count}, in all its plural forms by CLDR's name of each, for scripts that count."""
        rule = self.locale.plural_form
        examples = {rule(count): count for count in range(_ENOUGH_NUMBERS, -1, -1)}
        return {name: self.translate.sentence(plural(one, several, count)) for name, count in sorted(examples.items())}

    def day(self, value: PartialDate | date) -> str:
        """A date as exact as it is known: 25 August 2024, August 2024, mid-March 2021, 2021."""
        if isinstance(value, PartialDate):
            if value.day is None:
                return self._partial(value)
            value = value.day
        return self._day(value, "d MMMM y")

    def _partial(self, value: PartialDate) -> str:
        pattern = "MMMM y" if value.month else "y"
        text = self._day(date(value.year, value.month or 1, 1), pattern)
        return self.translate(Message(_PARTS[value.part].text, {"date": text}), str) if value.part else text

    def dated(self, value: PartialDate | date) -> Markup:
        """Markup of a date, readable by machines where it can be: a `time` element."""
        return _time(value.isoformat() if isinstance(value, date) else value.root.rpartition(" ")[2], self.day(value))

    def short_date(self, value: PartialDate) -> Markup:
        """Markup of a date without its year where the day is known, for narrow places: 25 August."""
        short = self._day(value.day, "d MMMM") if value.day else self.day(value)
        return _time(value.root.rpartition(" ")[2], short)

    def weekday(self, value: PartialDate) -> str:
        """Name of the weekday of a date whose day is known, else nothing."""
        return get_day_names(locale=self.locale)[value.day.weekday()] if value.day else ""

    def at(self, fraction: float) -> str:
        """A point of a line that runs as the language reads, 0 its beginning and 1 its end: per cent from the left."""
        return f"{100 * (1 - fraction if self.rtl else fraction):.2f}%"

    def stretch(self, start: float, end: float) -> Markup:
        """Attributes `x` and `width` of a rectangle from one point of such a line to another."""
        left = end if self.rtl else start
        return Markup('x="{}" width="{:.2f}%"').format(self.at(left), 100 * (end - start))

    def period(self, period: Period) -> Message:
        """A sentence on `period`, the extension named."""
        if period.extended_to and period.end:
            return message(
                "{start} – {end}, extended to {extended}",
                start=period.start or message("start not yet published"), end=period.end, extended=period.extended_to,
            )  # fmt: skip
        return message(
            "{start} – {end}",
            start=period.start or message("start not yet published"),
            end=period.last or message("end not yet published"),
        )

    def time_frame(self, frame: TimeFrame) -> str:
        """A stated length of time: 3 months, ongoing."""
        if frame.unit is TimeUnit.ONGOING or frame.amount is None:
            return self.translate(message("Ongoing"))
        forms = {
            TimeUnit.DAYS: plural("{count} day", "{count} days", frame.amount),
            TimeUnit.WEEKS: plural("{count} week", "{count} weeks", frame.amount),
            TimeUnit.MONTHS: plural("{count} month", "{count} months", frame.amount),
            TimeUnit.YEARS: plural("{count} year", "{count} years", frame.amount),
        }
        return self.wording(forms[frame.unit])

    def place(self, place: Place) -> str:
        """A place inside a document, from the larger to the smaller."""
        parts = [
            self.translate(Message(PLACES[kind].text, {"number": "" if number is None else number}), str).strip()
            for kind, number in place.parts
        ]
        return self.translate(message(", ")).join(parts)

    def language_names(self, codes: Iterable[str]) -> str:
        """Names of languages in this language, joined as it joins them."""
        return format_list([self.locale.languages.get(code, code) for code in codes], locale=self.locale)


def _time(machines: str, people: str) -> Markup:
    return Markup(f'<time datetime="{escape(machines)}">{escape(people)}</time>')
