"""Pages on which many records stand, with as many as a country may have after decades."""

from collections import Counter
from collections.abc import Callable, Mapping
from datetime import date, timedelta
from functools import cache

import pytest
from bs4 import BeautifulSoup

from built import PROJECT
from ogp.exports.promises import page_anchors
from ogp.records.dates import PartialDate
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import address_of, stretch_address
from ogp.site.pages import Page, generated_pages
from ogp.translation import Translator
from ogp.views.changes import published_on

TODAY = date(2046, 12, 31)
PLANS = 100
COMMITMENTS = 5000
MEETINGS = 1000
WORKING_DAYS = 2600
LONGEST = 150_000 - 15_000
"""Bytes of a page without its frame, which is not as long as what is taken off here."""
CITED = "ogp-standards"
GROWING = {"home", "plans", "organizations", "section", "changes", "standards", "search", "consultations"}
"""Templates of pages that list records."""


def _many(real: Register) -> Register:
    """The real records and many like them: each commitment is led by the same organization and rests on the same document."""
    plan, commitment = real.plans["nap5"], real.commitments["nap5/4"]
    meeting, [note, *_] = real.meetings["2024-07-30-msf"], real.refreshes["nap5/refresh"].changes
    source = commitment.sources[0].model_copy(update={"document": CITED})
    empty = {
        "milestones": (),
        "recommendations": (),
        "indicators": (),
        "focal_points": (),
        "supporting": (),
        "ogp_id": None,
    }
    records = list(real.records())
    for number in range(10, 10 + PLANS):
        records.append(plan.model_copy(update={"id": f"nap{number}", "number": number, "events": (), "drafts": ()}))
    for number in range(COMMITMENTS):
        # Half of them are published on one day, and all change on some working day of ten years.
        day = date(2027, 1, 4) + timedelta(days=number // 100 if number % 2 else 0)
        weeks, weekday = divmod(number * 7 % WORKING_DAYS, 5)
        changed = note.model_copy(update={"date": date(2028, 1, 3) + timedelta(weeks=weeks, days=weekday)})
        own = {"id": f"nap{10 + number // 50}/{number % 50 + 1}", "number": number % 50 + 1, "sources": (source,)}
        days = {"published": day, "updated": changed.date, "changes": (changed,)}
        records.append(commitment.model_copy(update=empty | own | days))
    for number in range(MEETINGS):
        day = date(2027, 1, 1) + timedelta(weeks=number % 520)
        own = {"id": f"{day}-meeting-{number}", "date": PartialDate(day.isoformat()), "published": day, "updated": day}
        records.append(meeting.model_copy(update=own))
    return Register.of(site=real.site, records=records, published=real.published, transcripts=real.transcripts)


@pytest.fixture(scope="module")
def many(real: Register) -> Register:
    return _many(real)


@pytest.fixture(scope="module")
def pages(many: Register) -> Mapping[str, Page]:
    return {page.address: page for page in generated_pages(many, TODAY)}


def test_pages_are_called_what_their_headings_say(pages: Mapping[str, Page]) -> None:
    called = [page for page in pages.values() if page.called]
    assert {page.template for page in called} >= {"plans", "consultations", "section", "organizations", "changes"}
    assert [page.address for page in called if page.called != page.view.heading] == []


@pytest.fixture(scope="module")
def printed(many: Register, pages: Mapping[str, Page]) -> Callable[[str], str]:
    """The page at an address, without its frame, in the language whose pages are longest."""
    language = many.site.languages[0]
    translator = Translator(language.locale, PROJECT / "translations")
    renderer = Renderer(many, pages, language, translator, PROJECT / "overrides", root="/", today=TODAY)
    return cache(lambda address: str(renderer.body(pages[address])))


def test_no_page_grows_with_the_records(
    many: Register, pages: Mapping[str, Page], printed: Callable[[str], str]
) -> None:
    commitment = many.commitments["nap10/1"]
    responsible = [many.organizations[role.organization] for role in (*commitment.lead, *commitment.implementing)]
    assert responsible
    crowded = [*responsible, many.organizations[many.site.forum], many.documents[CITED], many.plans["nap10"]]
    asked = [page.address for page in pages.values() if page.template in GROWING] + [address_of(one) for one in crowded]
    assert Counter(pages[address].template for address in asked)["changes"] > 20
    long = {address: len(printed(address).encode()) for address in asked}
    assert {address: size for address, size in long.items() if size > LONGEST} == {}


def test_every_change_stands_on_the_page_of_its_month_or_year(
    many: Register, pages: Mapping[str, Page], printed: Callable[[str], str]
) -> None:
    counted: Counter[date] = Counter()
    for record in many.records():
        days = {published_on(many, record), *(note.date for note in record.changes), record.updated}
        counted.update(days)
    found: Counter[date] = Counter()
    for day in counted:
        last = next(
            address
            for address in (stretch_address(day.year, day.month), stretch_address(day.year), "changes/")
            if address in pages and any(own.day == day for own in pages[address].view.days)
        )
        [own] = [one for one in pages[last].view.days if one.day == day]
        found[day] = len(own.changes) + sum(own.more.values())
    assert {day: (count, found[day]) for day, count in counted.items() if found[day] < count} == {}


def test_the_anchor_of_a_day_leads_on_to_the_page_that_has_it(
    pages: Mapping[str, Page], printed: Callable[[str], str]
) -> None:
    days = {own.day for page in pages.values() if page.template == "changes" for own in page.view.days}
    assert {f"day-{day}" for day in days} <= page_anchors(printed("changes/"))
    first = BeautifulSoup(printed("changes/"), "lxml")
    for day in sorted(days)[::200]:
        link = first.find(id=f"day-{day}").find_parent("li").a  # type: ignore[union-attr]
        year = stretch_address(day.year)
        assert str(link["href"]).endswith(f"{day.year}/") and f"day-{day}" in page_anchors(printed(year))  # type: ignore[index]


def test_the_anchor_of_a_year_stays_when_the_section_shows_it_no_more(
    many: Register, printed: Callable[[str], str]
) -> None:
    years = {f"year-{meeting.date.year}" for meeting in many.meetings.values()}
    assert years <= page_anchors(printed("meetings/"))
    heads = {str(head["id"]) for head in BeautifulSoup(printed("meetings/"), "lxml").select("h2[id^=year-]")}
    assert heads and heads < years


def test_a_long_list_leads_to_every_plan_and_counts_its_commitments(
    many: Register, printed: Callable[[str], str]
) -> None:
    document = BeautifulSoup(printed(address_of(many.documents[CITED])), "lxml")
    links = {str(link["href"]) for link in document.select("a[href]")}
    for plan in (plan for plan in many.plans.values() if plan.number >= 10):
        of_plan = [one for one in many.commitments.values() if one.plan == plan.id]
        named = [one for one in of_plan if any(link.endswith(f"/{address_of(one)}") for link in links)]
        counted = any(link.endswith(f"/{address_of(plan)}#commitments") for link in links)
        assert len(named) == len(of_plan) or (counted and not named), plan.id


def test_every_plan_keeps_its_anchor_on_the_list_of_plans(many: Register, printed: Callable[[str], str]) -> None:
    assert many.plans.keys() <= page_anchors(printed("plans/"))
