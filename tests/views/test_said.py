"""What every kind of page of an invented country says on a day, and what is to be done there.

The records are the example's with those of `said/data`. After a change of the views, `pytest tests/views/test_said.py
--update-cases` writes `said/*.txt` anew: read what differs.
"""

import shutil
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path

import pytest
from outline import outline

from golden import BASE, Golden
from ogp.loading.load import load
from ogp.problems import report
from ogp.register import Register
from ogp.rendering.printing import Printer
from ogp.site.pages import generated_pages
from ogp.translation import Translator
from ogp.views.cards import card
from ogp.views.duties import duties
from ogp.views.meetings import times_of
from ogp.views.names import name_of
from ogp.views.search import facts_of

SAID = Path(__file__).with_name("said")
TODAY = date(2032, 1, 20)
DAYS = (date(2031, 4, 10), date(2031, 11, 10), date(2032, 1, 20), date(2032, 2, 20), date(2032, 3, 1), date(2032, 7, 1))
"""While the first call is open, after it, before the second one opens, on its last day and after it, after the plan."""

Said = Callable[[str, Iterable[str]], None]


@pytest.fixture(scope="module")
def register(tmp_path_factory: pytest.TempPathFactory, english: Translator) -> Register:
    data = Path(shutil.copytree(BASE, tmp_path_factory.mktemp("said") / "data"))
    shutil.copytree(SAID / "data", data, dirs_exist_ok=True)
    loaded = load(data)
    assert report(loaded.problems, english) == ""
    assert loaded.register
    return loaded.register


@pytest.fixture
def printer(register: Register, english: Translator) -> Printer:
    language = register.site.languages[1]
    return Printer(language, {one.code: one.direction for one in register.site.languages}, english)


@pytest.fixture
def said(golden: Golden) -> Said:
    """Compares lines with the file of a name, or writes them into it."""
    return lambda name, lines: golden(SAID / f"{name}.txt", "".join(f"{line}\n" for line in lines))


TEMPLATES = (
    "home", "plans", "plan", "commitment", "refresh", "activities", "proposals", "comparison", "consultations", "consultation",
    "section", "meeting", "news", "organizations", "organization", "document", "standards", "changes", "search",
)  # fmt: skip


@pytest.mark.parametrize("template", TEMPLATES)
def test_what_the_pages_of_a_kind_say(register: Register, printer: Printer, said: Said, template: str) -> None:
    lines: list[str] = []
    for page in generated_pages(register, TODAY):
        if page.template == template:
            lines += [f"/{page.address}", *(f"  {line}" for line in outline(page.view, printer)), "  on its picture:"]
            lines += [f"    {line}" for line in outline(card(page.view), printer)]
    said(template, lines)


def test_what_is_to_be_done_on_some_days(register: Register, printer: Printer, said: Said) -> None:
    lines: list[str] = []
    for day in DAYS:
        lines.append(day.isoformat())
        for duty in duties(register, day):
            about = f"{duty.record.kind} {duty.record.id}" if duty.record else "-"
            lines.append(f"  {duty.kind.value}, {duty.day or '-'}, {about}: {printer.wording(duty.text)}")
    said("duties", lines)


def test_what_records_are_called_and_found_by(register: Register, printer: Printer, said: Said) -> None:
    lines: list[str] = []
    for record in register.records():
        names = dict.fromkeys(printer.wording(name) for name in (name_of(record), name_of(record, register)))
        lines += [" / ".join(names), *(f"  {line}" for line in outline(facts_of(register, record), printer))]
    said("names", lines)


def test_a_meeting_has_its_hours_in_the_time_zone_of_the_site(register: Register) -> None:
    site = register.site.model_copy(update={"time_zone": "Asia/Amman"})
    workshop, forum = register.meetings["2031-05-20-workshop"], register.meetings["2031-09-01-forum"]
    start, end = times_of(workshop, site)
    assert start and end
    assert (start.isoformat(), end.isoformat()) == ("2031-05-20T09:00:00+03:00", "2031-05-20T12:00:00+03:00")
    assert [hour.isoformat() for hour in times_of(workshop, register.site) if hour] == [
        "2031-05-20T09:00:00", "2031-05-20T12:00:00",
    ]  # fmt: skip
    assert times_of(forum, site) == (None, None)
