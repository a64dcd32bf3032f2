"""Dates, numbers and texts as the readers of Arabic and of English see them."""

from datetime import date
from pathlib import Path

import pytest

from ogp.messages import message, plural
from ogp.records.dates import PartialDate, Period, TimeFrame, TimeUnit
from ogp.records.place import Place
from ogp.records.text import TextState
from ogp.register import Register
from ogp.rendering.printing import Printer
from ogp.translation import SOURCE_LANGUAGE, Translator
from ogp.views.labels import LABELS, PLACES
from ogp.views.states import PlanState

CATALOGUE = r"""
msgid ""
msgstr ""
"Content-Type: text/plain; charset=UTF-8\n"
"Plural-Forms: nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 : n%100>=11 ? 4 : 5);\n"

msgid "{count} month"
msgid_plural "{count} months"
msgstr[0] "لا أشهر"
msgstr[1] "شهر واحد"
msgstr[2] "شهران"
msgstr[3] "{count} أشهر"
msgstr[4] "{count} شهرًا"
msgstr[5] "{count} شهر"

msgid "mid-{date}"
msgstr "منتصف {date}"

msgid "In force"
msgstr "سارية"

msgid "Plan: {state}"
msgstr "الخطة: {state}"
"""


@pytest.fixture(scope="module")
def printers(real: Register, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Printer]:
    """A printer for each language of the real site, with a catalogue of a few sentences."""
    catalogues = tmp_path_factory.mktemp("translations")
    (catalogues / "ar").mkdir()
    (catalogues / "ar" / "some.po").write_text(CATALOGUE, encoding="utf-8")
    directions = {language.code: language.direction for language in real.site.languages}
    return {
        language.code: Printer(language, directions, Translator(language.locale, Path(catalogues)))
        for language in real.site.languages
    }


@pytest.mark.parametrize(
    ("month", "name"),
    list(enumerate(
        ["كانون الثاني", "شباط", "آذار", "نيسان", "أيار", "حزيران",
         "تموز", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"],
        1,
    )),
)  # fmt: skip
def test_arabic_dates_have_the_months_of_jordan(printers: dict[str, Printer], month: int, name: str) -> None:
    assert printers["ar"].day(date(2024, month, 25)) == f"25 {name} 2024"


@pytest.mark.parametrize(
    ("text", "in_arabic", "in_english"),
    [
        ("2024-08-25", "25 آب 2024", "25 August 2024"),
        ("2024-08", "آب 2024", "August 2024"),
        ("2024", "2024", "2024"),
        ("mid 2021-03", "منتصف آذار 2021", "mid-March 2021"),
        ("early 2021", "early 2021", "early 2021"),
    ],
)
def test_a_date_is_as_exact_as_it_is_known(
    printers: dict[str, Printer], text: str, in_arabic: str, in_english: str
) -> None:
    assert printers["ar"].day(PartialDate(text)) == in_arabic
    assert printers["en"].day(PartialDate(text)) == in_english


def test_a_date_is_readable_by_machines(printers: dict[str, Printer]) -> None:
    assert printers["en"].dated(PartialDate("2024-08-25")) == '<time datetime="2024-08-25">25 August 2024</time>'
    assert printers["en"].dated(PartialDate("mid 2021-03")) == '<time datetime="2021-03">mid-March 2021</time>'
    assert printers["en"].dated(date(2024, 8, 25)) == '<time datetime="2024-08-25">25 August 2024</time>'


def test_the_weekday_of_a_day(printers: dict[str, Printer]) -> None:
    assert printers["ar"].weekday(PartialDate("2022-06-23")) == "الخميس"
    assert printers["en"].weekday(PartialDate("2022-06-23")) == "Thursday"
    assert printers["en"].weekday(PartialDate("2022-06")) == ""


@pytest.mark.parametrize(
    ("count", "in_arabic"),
    [
        (1, "شهر واحد"),
        (2, "شهران"),
        (3, "3 أشهر"),
        (10, "10 أشهر"),
        (11, "11 شهرًا"),
        (100, "100 شهر"),
        (103, "103 أشهر"),
    ],
)
def test_arabic_has_six_plural_forms(printers: dict[str, Printer], count: int, in_arabic: str) -> None:
    assert printers["ar"].time_frame(TimeFrame(amount=count, unit=TimeUnit.MONTHS)) == in_arabic


def test_english_has_two_plural_forms(printers: dict[str, Printer]) -> None:
    assert printers["en"].time_frame(TimeFrame(amount=1, unit=TimeUnit.MONTHS)) == "1 month"
    assert printers["en"].time_frame(TimeFrame(amount=3, unit=TimeUnit.MONTHS)) == "3 months"
    assert printers["en"].time_frame(TimeFrame(unit=TimeUnit.ONGOING)) == "Ongoing"


def test_sentences_inside_sentences_are_translated(printers: dict[str, Printer]) -> None:
    sentence = message("Plan: {state}", state=LABELS[PlanState.IN_FORCE])
    assert printers["ar"].wording(sentence) == "الخطة: سارية"
    assert printers["en"].wording(sentence) == "Plan: In force"
    assert printers["ar"].wording(PlanState.IN_FORCE) == "سارية"


def test_every_value_has_its_wording(printers: dict[str, Printer], real: Register) -> None:
    english = printers["en"]
    assert english.wording(real.site.country) == "Jordan"
    assert english.wording(12345) == "12,345"
    assert english.wording(2024) == "2024"
    assert english.wording(date(2024, 8, 25)) == "25 August 2024"
    assert english.wording(plural("{count} day", "{count} days", 16)) == "16 days"
    assert printers["ar"].wording(12345) == "12,345"


def test_figures_are_isolated_in_arabic_only(printers: dict[str, Printer]) -> None:
    assert "<bdi " in printers["ar"].inline("2021-2025")
    assert printers["en"].inline("2021-2025") == "2021-2025"
    assert printers["ar"].attribute("2021-2025") == "\u20662021-2025\u2069"
    assert printers["en"].attribute("2021-2025") == "2021-2025"


def test_values_are_escaped(printers: dict[str, Printer]) -> None:
    for printer in printers.values():
        assert "<script" not in printer.inline("عنوان <script>alert(1)</script>")
        assert "<script" not in printer.inline(message("Plan: {state}", state="<script>"))


def test_a_text_is_isolated_by_its_own_language(printers: dict[str, Printer], real: Register) -> None:
    post = real.news["2024-04-08-refresh-call"].title
    arabic = post.side("ar")
    assert arabic.state is TextState.ORIGINAL
    assert "<bdi" in printers["en"].run(arabic)
    assert "<bdi" not in printers["ar"].run(post.side("en"))


def test_a_period_says_what_is_not_known(printers: dict[str, Printer]) -> None:
    english = printers["en"]
    start, end, later = PartialDate("2018"), PartialDate("2020-08-31"), PartialDate("2021-08-31")
    assert english.wording(english.period(Period(start=start, end=end))) == "2018 – 31 August 2020"
    assert english.wording(english.period(Period(start=start, end=end, extended_to=later))) == (
        "2018 – 31 August 2020, extended to 31 August 2021"
    )
    assert english.wording(english.period(Period(end=end))) == "start not yet published – 31 August 2020"
    assert english.wording(english.period(Period(start=start))) == "2018 – end not yet published"


def test_a_place_in_a_document(printers: dict[str, Printer]) -> None:
    assert printers["en"].place(Place("table 1, commitment 4")) == "table 1, commitment 4"
    assert printers["en"].place(Place("focal points")) == "focal points"


def test_every_value_of_a_vocabulary_has_a_label() -> None:
    for vocabulary in {type(value) for value in LABELS}:
        assert set(vocabulary) <= set(LABELS)
    assert set(PLACES) == set(type(next(iter(PLACES))))


def test_the_source_language_needs_no_catalogue() -> None:
    assert Translator(SOURCE_LANGUAGE)(message("Home")) == "Home"
