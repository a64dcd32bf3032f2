"""Partial dates, days, times and time frames."""

from datetime import date

import pytest
from pydantic import TypeAdapter, ValidationError

from ogp.records.dates import Day, PartialDate, Period, TimeFrame, TimeOfDay, TimeUnit


@pytest.mark.parametrize(
    ("text", "earliest", "latest"),
    [
        ("2024", date(2024, 1, 1), date(2024, 12, 31)),
        ("early 2024", date(2024, 1, 1), date(2024, 4, 30)),
        ("mid 2024", date(2024, 5, 1), date(2024, 8, 31)),
        ("late 2024", date(2024, 9, 1), date(2024, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2023-02", date(2023, 2, 1), date(2023, 2, 28)),
        ("early 2021-03", date(2021, 3, 1), date(2021, 3, 10)),
        ("mid 2021-03", date(2021, 3, 11), date(2021, 3, 20)),
        ("late 2021-03", date(2021, 3, 21), date(2021, 3, 31)),
        ("late 2023-02", date(2023, 2, 21), date(2023, 2, 28)),
        ("2024-08-25", date(2024, 8, 25), date(2024, 8, 25)),
    ],
)
def test_a_partial_date_spans_every_day_that_it_can_mean(text: str, earliest: date, latest: date) -> None:
    partial = PartialDate(text)
    assert (partial.earliest, partial.latest) == (earliest, latest)


def test_the_parts_of_a_partial_date() -> None:
    exact, rough, year = PartialDate("2024-08-25"), PartialDate("mid 2021-03"), PartialDate("2021")
    assert (exact.year, exact.month, exact.part, exact.day) == (2024, 8, None, date(2024, 8, 25))
    assert (rough.year, rough.month, rough.part, rough.day) == (2021, 3, "mid", None)
    assert (year.year, year.month, year.part, year.day) == (2021, None, None, None)


def error_of(type_: object, value: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(type_).validate_python(value)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("7/8/2024", "date_ambiguous"),
        ("7.8.2024", "date_ambiguous"),
        ("8/8/2024", "date_spelling"),
        ("25/8/2024", "date_spelling"),
        ("8-25-2024", "date_spelling"),
        ("2024/8/25", "date_spelling"),
        ("2024-8-5", "date_spelling"),
        ("2024-13-01", "date_impossible"),
        ("2024-02-30", "date_impossible"),
        ("0000-01-01", "date_impossible"),
        ("7/8/24", "day_format"),
        ("25/8-2024", "day_format"),
        ("40/40/2024", "day_format"),
        ("25 August 2024", "day_format"),
        ("2024", "day_format"),
        ("٢٠٢٤-٠٨-٢٥", "date_spelling"),
    ],
)
def test_a_day_is_written_in_one_way_only(text: str, error: str) -> None:
    assert error_of(Day, text) == error


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("7/8/2024", "date_ambiguous"),
        ("25/8/2024", "date_spelling"),
        ("2024-13", "date_impossible"),
        ("2024-02-30", "date_impossible"),
        ("mid 2024-08-25", "date_format"),
        ("end of 2024", "date_format"),
        ("Mid 2024", "date_format"),
        ("", "date_format"),
        ("٢٠٢٤-٠٨", "date_format"),
        ("٢٠٢٤-٠٨-٢٥", "date_spelling"),
    ],
)
def test_a_partial_date_is_written_in_one_way_only(text: str, error: str) -> None:
    assert error_of(PartialDate, text) == error


@pytest.mark.parametrize("text", ["25/8/2024", "8.25.2024", "2024/8/25", "٢٥/٨/٢٠٢٤", "٢٠٢٤-٠٨-٢٥"])
def test_the_only_reading_of_a_date_is_proposed(text: str) -> None:
    with pytest.raises(ValidationError) as caught:
        PartialDate(text)
    assert caught.value.errors()[0]["ctx"]["day"] == "2024-08-25"


@pytest.mark.parametrize("text", ["00:00", "09:30", "23:59"])
def test_a_time_of_day(text: str) -> None:
    assert TypeAdapter(TimeOfDay).validate_python(text) == text


@pytest.mark.parametrize("text", ["9:30", "24:00", "12:60", "09:30 am", "٠٩:٣٠", ""])
def test_not_a_time_of_day(text: str) -> None:
    assert error_of(TimeOfDay, text) == "time_format"


def test_a_time_frame_may_be_ongoing() -> None:
    assert TimeFrame.model_validate({"unit": "ongoing"}) == TimeFrame(amount=None, unit=TimeUnit.ONGOING)
    assert TimeFrame.model_validate({"amount": "3", "unit": "months"}) == TimeFrame(amount=3, unit=TimeUnit.MONTHS)
    assert error_of(TimeFrame, {"amount": "0", "unit": "months"}) == "greater_than_equal"
    assert error_of(TimeFrame, {"amount": "3", "unit": "moons"}) == "enum"


def test_an_extension_replaces_the_end_of_a_period() -> None:
    planned, extended = PartialDate("2020-08-31"), PartialDate("2021-08-31")
    assert Period(end=planned).last == planned
    assert Period(end=planned, extended_to=extended).last == extended
    assert Period(start=planned).last is None
