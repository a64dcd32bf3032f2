"""Sentences with a number, for numbers of every plural form; and dates, as Jordan writes them."""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale
from babel.messages.pofile import read_po

from ogp.messages import Message, plural
from ogp.records.site import Direction, Language
from ogp.rendering.printing import Printer
from ogp.translation import Translator

TRANSLATIONS = Path(__file__).parents[2] / "translations"
LOCALES = {"ar": "ar_JO", "en": "en_GB"}
CATEGORIES = {0: "zero", 1: "one", 2: "two", 3: "few", 11: "many", 99: "many", 100: "other"}
# Forms stand in the catalogue in the order of the categories of the language.
ORDER = ("zero", "one", "two", "few", "many", "other")


def _plurals() -> Iterator[tuple[str, str, tuple[str, ...]]]:
    """Singular, plural and Arabic forms of every sentence that says its number, as all of ours do."""
    for path in sorted(TRANSLATIONS.glob("ar/*.po")):
        with path.open("rb") as file:
            for entry in read_po(file):
                if entry.pluralizable and entry.id and "{count}" in "".join(entry.id):
                    yield entry.id[0], entry.id[1], tuple(entry.string)


PLURALS = list(_plurals())
each_plural = pytest.mark.parametrize(("singular", "several", "forms"), PLURALS, ids=[one[0] for one in PLURALS])
each_count = pytest.mark.parametrize("count", CATEGORIES)


def _printed(translate: Translator, singular: str, several: str, count: int) -> str:
    gaps = {name for _, name, _, _ in Formatter().parse(singular + several) if name}
    return translate(plural(singular, several, count, **dict.fromkeys(gaps - {"count"}, "…")))


def test_all_sentences_with_a_number_are_seen() -> None:
    assert len(PLURALS) > 25


@pytest.mark.parametrize("count", CATEGORIES)
def test_arabic_has_six_categories(count: int) -> None:
    assert Locale.parse("ar_JO").plural_form(count) == CATEGORIES[count]


@each_count
@each_plural
def test_the_form_is_that_of_the_number_in_arabic(
    arabic: Translator, singular: str, several: str, forms: tuple[str, ...], count: int
) -> None:
    message = Message(singular, {"count": count}, several)
    assert arabic.sentence(message) == forms[ORDER.index(CATEGORIES[count])]
    said = _printed(arabic, singular, several, count)
    assert "{" not in said and "}" not in said
    assert (str(count) in said) is (count > 2), "0, 1 and 2 are said in words"


@each_count
@each_plural
def test_the_form_is_that_of_the_number_in_english(
    english: Translator, singular: str, several: str, forms: tuple[str, ...], count: int
) -> None:
    said = _printed(english, singular, several, count)
    assert said == _printed(english, *([singular if count == 1 else several] * 2), count)
    assert "{" not in said
    if "{count}" in (singular if count == 1 else several):
        assert str(count) in said.split() or f"({count})" in said


@pytest.mark.parametrize(
    ("singular", "several", "said"),
    [
        (
            "{count} commitment", "{count} commitments",
            ["لا التزامات", "التزام واحد", "التزامان", "3 التزامات", "11 التزامًا", "99 التزامًا", "100 التزام"],
        ),
        (
            "{count} day is left", "{count} days are left",
            ["لم تبقَ أيام", "بقي يوم واحد", "بقي يومان", "بقيت 3 أيام", "بقي 11 يومًا", "بقي 99 يومًا", "بقي 100 يوم"],
        ),
        (
            "{count} year", "{count} years",
            ["لا سنوات", "سنة واحدة", "سنتان", "3 سنوات", "11 سنة", "99 سنة", "100 سنة"],
        ),
        (
            "{count} activity added", "{count} activities added",
            [
                "لم يُضف أي نشاط", "أُضيف نشاط واحد", "أُضيف نشاطان", "أُضيفت 3 أنشطة", "أُضيف 11 نشاطًا",
                "أُضيف 99 نشاطًا", "أُضيف 100 نشاط",
            ],
        ),
        (
            "Show the activity", "Show the {count} activities",
            [
                "لا أنشطة لعرضها", "اعرض النشاط", "اعرض النشاطين", "اعرض 3 أنشطة", "اعرض 11 نشاطًا", "اعرض 99 نشاطًا",
                "اعرض 100 نشاط",
            ],
        ),
        (
            "{count} woman", "{count} women",
            ["لا نساء", "امرأة واحدة", "امرأتان", "3 نساء", "11 امرأة", "99 امرأة", "100 امرأة"],
        ),
        (
            "{count} organization or individual", "{count} organizations or individuals",
            [
                "لا مؤسسات ولا أفراد", "جهة واحدة (مؤسسة أو فرد)", "جهتان من المؤسسات أو الأفراد",
                "3 جهات من مؤسسات وأفراد", "11 جهة من مؤسسات وأفراد", "99 جهة من مؤسسات وأفراد",
                "100 جهة من مؤسسات وأفراد",
            ],
        ),
    ],
)  # fmt: skip
def test_sentences_as_an_arab_reader_expects_them(
    arabic: Translator, singular: str, several: str, said: list[str]
) -> None:
    assert [_printed(arabic, singular, several, count) for count in CATEGORIES] == said


MONTHS = {
    "ar": [
        "كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران", "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني",
        "كانون الأول",
    ],
    "en": [
        "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
        "December",
    ],
}  # fmt: skip


@pytest.mark.parametrize("code", LOCALES)
@pytest.mark.parametrize("month", range(1, 13))
def test_dates_are_day_month_year_with_the_names_of_jordan(code: str, month: int) -> None:
    directions = {"ar": Direction.RTL, "en": Direction.LTR}
    language = Language(code=code, name=code, locale=LOCALES[code], direction=directions[code])
    printer = Printer(language, directions, Translator(LOCALES[code], TRANSLATIONS))
    assert printer.day(date(2024, month, 3)) == f"3 {MONTHS[code][month - 1]} 2024"
