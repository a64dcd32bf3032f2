"""The one clock: the day for which the site is built."""

import os
import re
from datetime import UTC, date, datetime, timedelta

from ogp.messages import Message, message


class BadDayError(ValueError):
    """The day given in the environment is not a day; `message` says so to readers."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


def build_day() -> date:
    """The day for which the site is built: OGP_TODAY, else SOURCE_DATE_EPOCH, else the day of the build (UTC).

    Raises BadDayError where OGP_TODAY is not a day written as 2024-08-25, or SOURCE_DATE_EPOCH no number of seconds.
    """
    if given := os.environ.get("OGP_TODAY"):
        return parsed_day(
            given, message("OGP_TODAY is “{value}”, which is not a day; write it as 2024-08-25", value=given)
        )
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    try:
        moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    except (ValueError, OverflowError):
        text = message("SOURCE_DATE_EPOCH is “{value}”, which is not a number of seconds", value=epoch)
        raise BadDayError(text) from None
    return moment.date()


def parsed_day(given: str, otherwise: Message | None = None) -> date:
    """The day written as 2024-08-25. Raises BadDayError, with the sentence `otherwise` if it is given."""
    try:
        if not re.fullmatch(r"\d{4}-\d\d-\d\d", given, re.ASCII):
            raise ValueError(given)
        return date.fromisoformat(given)
    except ValueError:
        text = otherwise or message("“{value}” is not a day; write it as 2024-08-25", value=given)
        raise BadDayError(text) from None


def in_the_future(day: date) -> tuple[Message, Message]:
    """Sentence and fix for a `day` after the latest one."""
    return (
        message("“{date}” lies in the future", date=day.isoformat()),
        message("Write the day; check the year"),
    )


def latest_day() -> date:
    """The latest day that it can be now anywhere on earth, whatever day the site is built for."""
    return (datetime.now(UTC) + timedelta(hours=14)).date()
