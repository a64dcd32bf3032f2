"""A call on a day: how long it lasts, and how many days are left while it is open."""

from datetime import date

import pytest

from ogp.register import Register
from ogp.views.consultations import call
from ogp.views.requirements import requirements
from ogp.views.states import CallState, Verdict


@pytest.mark.parametrize(
    ("day", "state", "left"),
    [
        (date(2024, 4, 7), CallState.ANNOUNCED, None),
        (date(2024, 4, 8), CallState.OPEN, 15),
        (date(2024, 4, 23), CallState.OPEN, 0),
        (date(2024, 4, 24), CallState.CLOSED, None),
    ],
)
def test_the_call_of_2024(real: Register, day: date, state: CallState, left: int | None) -> None:
    shown = call(real, real.consultations["2024-nap5-refresh"], day)
    assert (shown.state, shown.days, shown.days_left) == (state, 16, left)


def test_evidence_of_one_process_says_nothing_of_another(real: Register) -> None:
    refresh = real.refreshes["nap5/refresh"].model_copy(update={"id": "nap6/refresh", "consultation": "later"})
    later = real.consultations["2024-nap5-refresh"].model_copy(update={"id": "later", "refresh": "nap6/refresh"})
    register = Register.of(
        site=real.site,
        records=[*(record for record in real.records() if record.kind != "refresh"), refresh, later],
    )
    verdicts = {requirement.number: requirement.verdict for requirement in requirements(register, date(2026, 11, 23))}
    assert [verdicts[number] for number in ("3.1", "3.2", "3.3")] == [Verdict.NOT_KNOWN] * 3
