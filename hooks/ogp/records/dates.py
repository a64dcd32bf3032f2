"""Days, partial dates and lengths of time, as the sources give them and no more exactly."""

import calendar
import re
import unicodedata
from contextlib import suppress
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, RootModel, WithJsonSchema
from pydantic_core import PydanticCustomError

_PARTIAL = re.compile(
    r"(?:(?P<part>early|mid|late) )?(?P<year>\d{4})(?:-(?P<month>\d\d)(?:-(?P<day>\d\d))?)?", re.ASCII
)
_DAY_FIRST = re.compile(r"(\d{1,2})([/.\-])(\d{1,2})\2(\d{4})")
_YEAR_FIRST = re.compile(r"(\d{4})([/.\-])(\d{1,2})\2(\d{1,2})")
_PART_DAYS = {"early": (1, 10), "mid": (11, 20), "late": (21, 31)}


def readings(text: str) -> set[date]:
    """The days that `text`, written otherwise than 2024-08-25, can mean: 7/8/2024 in July or in August."""
    if match := _DAY_FIRST.fullmatch(text):
        year, orders = int(match[4]), [(match[1], match[3]), (match[3], match[1])]
    elif match := _YEAR_FIRST.fullmatch(text):
        year, orders = int(match[1]), [(match[3], match[4])]
    else:
        return set()
    days = set()
    for month, day in orders:
        with suppress(ValueError):
            days.add(date(year, int(month), int(day)))
    return days


def _refuse(text: str, error: str) -> PydanticCustomError:
    days = readings("".join(str(unicodedata.decimal(character, character)) for character in text))
    if len(days) == 1:
        return PydanticCustomError("date_spelling", "write {day}", {"text": text, "day": days.pop().isoformat()})
    return PydanticCustomError("date_ambiguous" if days else error, "not a date: {text}", {"text": text})


def _parse_day(value: Any) -> Any:
    if isinstance(value, date):
        return value
    text = str(value)
    if not re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII):
        raise _refuse(text, "day_format")
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise PydanticCustomError("date_impossible", "no such day: {text}", {"text": text}) from None


Day = Annotated[
    date,
    BeforeValidator(_parse_day),
    WithJsonSchema({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$", "examples": ["2024-08-25"]}),
]
"""One day, written 2024-08-25."""


def _checked_partial(text: str) -> str:
    match = _PARTIAL.fullmatch(text)
    if not match or (match["part"] and match["day"]):
        raise _refuse(text, "date_format")
    try:
        date(int(match["year"]), int(match["month"] or 1), int(match["day"] or 1))
    except ValueError:
        raise PydanticCustomError("date_impossible", "no such day: {text}", {"text": text}) from None
    return text


class PartialDate(RootModel[str]):
    """A date as exact as its source: 2021, 2021-03, mid 2021-03 or 2021-03-15."""

    model_config = ConfigDict(
        frozen=True,
        json_schema_extra={
            "type": ["string", "integer"],
            "pattern": r"^((early|mid|late) )?\d{4}(-\d\d(-\d\d)?)?$",
            "examples": ["2021", "2021-03", "mid 2021-03", "2021-03-15"],
        },
    )
    root: Annotated[str, BeforeValidator(str), AfterValidator(_checked_partial)]

    def _match(self) -> re.Match[str]:
        match = _PARTIAL.fullmatch(self.root)
        assert match
        return match

    @property
    def year(self) -> int:
        return int(self._match()["year"])

    @property
    def month(self) -> int | None:
        month = self._match()["month"]
        return int(month) if month else None

    @property
    def part(self) -> str | None:
        """“early”, “mid” or “late” in the month or year, where the source says so."""
        return self._match()["part"]

    @property
    def day(self) -> date | None:
        """The day itself where it is known, else None."""
        return date.fromisoformat(self.root) if self._match()["day"] else None

    @property
    def earliest(self) -> date:
        """The first day that the date can mean."""
        if self.day:
            return self.day
        if self.month:
            return date(self.year, self.month, _PART_DAYS[self.part][0] if self.part else 1)
        return date(self.year, {"mid": 5, "late": 9}.get(self.part or "", 1), 1)

    @property
    def latest(self) -> date:
        """The last day that the date can mean."""
        if self.day:
            return self.day
        month = self.month or {"early": 4, "mid": 8}.get(self.part or "", 12)
        last = calendar.monthrange(self.year, month)[1]
        if self.month and self.part:
            last = min(last, _PART_DAYS[self.part][1])
        return date(self.year, month, last)


def _checked_time(value: Any) -> str:
    text = str(value)
    if not re.fullmatch(r"([01]\d|2[0-3]):[0-5]\d", text, re.ASCII):
        raise PydanticCustomError("time_format", "not a time of day: {text}", {"text": text})
    return text


TimeOfDay = Annotated[
    str, BeforeValidator(_checked_time), WithJsonSchema({"type": "string", "pattern": r"^([01]\d|2[0-3]):[0-5]\d$"})
]
"""A local time on the 24-hour clock, written "09:30" or "13:00"."""


class TimeUnit(StrEnum):
    """Unit of a stated time frame."""

    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"
    ONGOING = "ongoing"


class TimeFrame(BaseModel):
    """A length of time as a source states it. It has no start, so no date follows from it."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    amount: int | None = Field(default=None, ge=1, description="How many units. Left out when the work is ongoing.")
    unit: TimeUnit = Field(description="Unit of the time frame: days, weeks, months, years, or ongoing.")


class Period(BaseModel):
    """When something runs, with the end first planned kept beside a later one."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    start: PartialDate | None = Field(default=None, description="Start, as exact as the source gives it.")
    end: PartialDate | None = Field(default=None, description="End first planned.")
    extended_to: PartialDate | None = Field(default=None, description="Later end, where the period was extended.")

    @property
    def last(self) -> PartialDate | None:
        """The end that holds: the extended one where there is one."""
        return self.extended_to or self.end
