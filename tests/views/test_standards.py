"""OGP's minimum requirements as the real records show them on three days."""

from datetime import date

import pytest

from ogp.messages import Message
from ogp.records.dates import PartialDate
from ogp.register import Register
from ogp.views.requirements import Requirement, months_before, requirements
from ogp.views.standards import meetings_by_year
from ogp.views.states import Verdict

MET, NOT_MET, NOT_KNOWN = Verdict.MET, Verdict.NOT_MET, Verdict.NOT_KNOWN


def on(real: Register, day: date) -> dict[str, Requirement]:
    return {requirement.number: requirement for requirement in requirements(real, day)}


@pytest.mark.parametrize(
    ("day", "verdicts"),
    [
        (
            date(2024, 6, 1),
            {"1.1": NOT_MET, "2.1": NOT_KNOWN, "2.2": NOT_KNOWN, "3.1": NOT_KNOWN,
             "3.2": NOT_KNOWN, "3.3": NOT_KNOWN, "4.1": NOT_KNOWN, "5.1": NOT_MET},
        ),
        (
            date(2024, 9, 1),
            {"1.1": NOT_KNOWN, "2.1": NOT_KNOWN, "2.2": NOT_KNOWN, "3.1": NOT_KNOWN,
             "3.2": NOT_KNOWN, "3.3": MET, "4.1": MET, "5.1": NOT_KNOWN},
        ),
        (
            date(2026, 11, 23),
            {"1.1": NOT_MET, "2.1": MET, "2.2": NOT_KNOWN, "3.1": NOT_MET,
             "3.2": MET, "3.3": MET, "4.1": MET, "5.1": NOT_MET},
        ),
    ],
)  # fmt: skip
def test_the_verdicts_of_a_day(real: Register, day: date, verdicts: dict[str, Verdict]) -> None:
    assert {number: requirement.verdict for number, requirement in on(real, day).items()} == verdicts


@pytest.mark.parametrize(
    ("day", "meeting", "values"),
    [
        (date(2024, 6, 1), "2021-11-25-msf", {"count": 919, "date": date(2021, 11, 25)}),
        (date(2024, 9, 1), "2024-07-30-msf", {"count": 1}),
        (date(2026, 11, 23), "2024-07-30-msf", {"count": 846, "date": date(2024, 7, 30)}),
    ],
)
def test_the_forum_on_a_day(real: Register, day: date, meeting: str, values: dict[str, object]) -> None:
    requirement = on(real, day)["1.1"]
    finding = requirement.findings[0]
    assert isinstance(finding, Message)
    assert dict(finding.values) == values
    assert [record.id for record in requirement.evidence] == [meeting]


def test_before_the_first_meeting_nothing_is_known_of_the_forum(real: Register) -> None:
    assert on(real, date(2018, 1, 1))["1.1"].verdict is NOT_KNOWN
    for number in ("3.2", "3.3", "4.1"):
        assert on(real, date(2018, 1, 1))[number].verdict is NOT_KNOWN


def test_the_forum_meets_in_time_until_six_months_have_passed(real: Register) -> None:
    assert on(real, date(2025, 1, 30))["1.1"].verdict is NOT_KNOWN
    assert on(real, date(2025, 1, 31))["1.1"].verdict is NOT_MET


@pytest.mark.parametrize(
    ("published", "verdict"),
    [("2024-03-25", MET), ("2024-03-26", NOT_MET), ("2024-04-08", NOT_MET), ("2024-03", NOT_KNOWN)],
)
def test_the_timeline_is_judged_by_its_day_where_that_is_known(
    real: Register, published: str, verdict: Verdict
) -> None:
    refresh = real.refreshes["nap5/refresh"].model_copy(update={"timeline_published": PartialDate(published)})
    register = Register.of(
        site=real.site,
        records=[refresh if record.kind == "refresh" else record for record in real.records()],
        transcripts=real.transcripts,
    )
    assert on(register, date(2024, 6, 1))["3.1"].verdict is verdict


def test_every_refusal_is_counted_with_its_justification(real: Register) -> None:
    values = [dict(f.values) for f in on(real, date(2026, 11, 23))["4.1"].findings if isinstance(f, Message)]
    assert values == [{"activities": 19, "commitments": 4}, {"reasoned": 7, "refused": 7}]


def test_the_years_with_meetings(real: Register) -> None:
    def counted(day: date) -> list[tuple[int, int, int, int]]:
        return [(one.year, one.forum, one.on_results, one.unknown) for one in meetings_by_year(real, day)]

    assert counted(date(2026, 11, 23)) == [(2024, 1, 1, 2), (2022, 0, 0, 1), (2021, 1, 0, 1), (2019, 0, 1, 0)]
    assert counted(date(2019, 12, 31)) == [(2019, 0, 1, 0)]


@pytest.mark.parametrize(
    ("day", "months", "before"),
    [
        (date(2024, 8, 31), 6, date(2024, 2, 29)),
        (date(2023, 8, 31), 6, date(2023, 2, 28)),
        (date(2024, 3, 15), 12, date(2023, 3, 15)),
        (date(2024, 1, 31), 1, date(2023, 12, 31)),
    ],
)
def test_months_before(day: date, months: int, before: date) -> None:
    assert months_before(day, months) == before
