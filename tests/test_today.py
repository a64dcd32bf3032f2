"""The day for which the site is built, and the latest day that it can be anywhere."""

from datetime import UTC, date, datetime, tzinfo

import pytest

from ogp.site import today
from ogp.site.today import BadDayError, build_day, latest_day
from ogp.translation import Translator


class Clock(datetime):
    """A clock that stands still."""

    moment = datetime(2024, 4, 9, 10, tzinfo=UTC)

    @classmethod
    def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
        return cls.moment.astimezone(tz)


@pytest.fixture(autouse=True)
def settings(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """An environment that says nothing of the day."""
    monkeypatch.delenv("OGP_TODAY", raising=False)
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    monkeypatch.setattr(today, "datetime", Clock)
    return monkeypatch


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2024, 4, 9, 0, 0, tzinfo=UTC), date(2024, 4, 9)),
        (datetime(2024, 4, 9, 9, 59, tzinfo=UTC), date(2024, 4, 9)),
        (datetime(2024, 4, 9, 10, 0, tzinfo=UTC), date(2024, 4, 10)),
        (datetime(2024, 12, 31, 23, 59, tzinfo=UTC), date(2025, 1, 1)),
    ],
)
def test_the_latest_day_is_that_of_the_first_time_zone(
    settings: pytest.MonkeyPatch, moment: datetime, day: date
) -> None:
    settings.setattr(Clock, "moment", moment)
    settings.setenv("OGP_TODAY", "2031-01-01")
    settings.setenv("SOURCE_DATE_EPOCH", "0")
    assert latest_day() == day


def test_the_site_is_built_for_the_day_given_before_the_day_that_it_is(settings: pytest.MonkeyPatch) -> None:
    assert build_day() == date(2024, 4, 9)
    settings.setenv("SOURCE_DATE_EPOCH", "86399")
    assert build_day() == date(1970, 1, 1)
    settings.setenv("OGP_TODAY", "2032-02-29")
    assert build_day() == date(2032, 2, 29)
    settings.setenv("OGP_TODAY", "")
    assert build_day() == date(1970, 1, 1)


@pytest.mark.parametrize(
    "given",
    [
        "20240410",
        "2024-W15-3",
        "2024W153",
        "2024-4-10",
        "24-04-10",
        "10-04-2024",
        "2024/04/10",
        "2024-02-30",
        "2024-13-01",
        "2024-04-10T00:00",
        "2024-04-10\n",
        " 2024-04-10",
        "٢٠٢٤-٠٤-١٠",
        "yesterday",
    ],
)
def test_a_day_is_written_in_one_way_only(
    settings: pytest.MonkeyPatch, given: str, english: Translator, arabic: Translator
) -> None:
    settings.setenv("OGP_TODAY", given)
    with pytest.raises(BadDayError) as caught:
        build_day()
    said = english(caught.value.message)
    assert said == f"OGP_TODAY is “{given}”, which is not a day; write it as 2024-08-25"
    assert f"«\u2068{given}\u2069»" in arabic(caught.value.message)


@pytest.mark.parametrize("given", ["now", "2024-04-10", "1e9", "9" * 20, "-9" * 20])
def test_seconds_are_a_number(settings: pytest.MonkeyPatch, given: str, english: Translator) -> None:
    settings.setenv("SOURCE_DATE_EPOCH", given)
    with pytest.raises(BadDayError) as caught:
        build_day()
    assert english(caught.value.message) == f"SOURCE_DATE_EPOCH is “{given}”, which is not a number of seconds"
