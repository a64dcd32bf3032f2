"""The one clock: the day for which the site is built."""

import os
from datetime import UTC, date, datetime


class BadDayError(ValueError):
    """The day given in the environment is not a day."""


def build_day() -> date:
    """The day for which the site is built: OGP_TODAY, else SOURCE_DATE_EPOCH, else the day of the build (UTC).

    Raises BadDayError where OGP_TODAY is not a day written as 2024-08-25.
    """
    if given := os.environ.get("OGP_TODAY"):
        try:
            return date.fromisoformat(given)
        except ValueError:
            raise BadDayError(f"OGP_TODAY: “{given}” is not a day; write it as 2024-08-25") from None
    epoch = os.environ.get("SOURCE_DATE_EPOCH")
    moment = datetime.fromtimestamp(int(epoch), UTC) if epoch else datetime.now(UTC)
    return moment.date()
