"""The feeds and the calendar of the built site, read by a feed parser and by a calendar library."""

from datetime import date, datetime, timedelta
from pathlib import Path

import feedparser
import pytest
from icalendar import Calendar

from built import LANGUAGES, ROOT, Site, ogp, project_copy, words
from ogp.register import Register

FEEDS = ["", "news/", "changes/", "plans/nap5/commitments/4/", "organizations/ministry-of-youth/"]
TIME_ZONE = timedelta(hours=3)
"""Jordan's difference to UTC in June 2022 and in 2024."""


def _feed(site: Site, root: str, page: str) -> feedparser.FeedParserDict:
    found = feedparser.parse((site.folder / root.strip("/") / page / "feed.xml").read_bytes())
    assert not found.bozo, found.get("bozo_exception")
    assert found.version == "atom10"
    return found


def _calendar(folder: Path, root: str) -> Calendar:
    return Calendar.from_ical((folder / root.strip("/") / "calendar.ics").read_bytes())


def test_every_commitment_and_organization_has_a_feed_in_both_languages(site: Site, real: Register) -> None:
    pages = [f"plans/{one.plan}/commitments/{one.number}/" for one in real.commitments.values()]
    pages += [f"organizations/{id_}/" for id_ in real.organizations]
    for root in LANGUAGES.values():
        for page in [*FEEDS, *pages]:
            feed = _feed(site, root, page)
            assert feed.entries, page
            assert [e.updated for e in feed.entries] == sorted((e.updated for e in feed.entries), reverse=True)
            assert feed.feed.updated == feed.entries[0].updated
            links = {link.rel: link.href for link in feed.feed.links}
            assert links["self"] == f"{ROOT}{root.lstrip('/')}{page}feed.xml"
            assert links["alternate"] == f"{ROOT}{root.lstrip('/')}{page}"


@pytest.mark.parametrize(("code", "root"), LANGUAGES.items())
def test_entries_lead_to_pages_and_have_ids_of_their_own(site: Site, code: str, root: str) -> None:
    for page in FEEDS:
        feed = _feed(site, root, page)
        assert feed.feed.language == {"ar": "ar-JO", "en": "en-GB"}[code]
        assert len({entry.id for entry in feed.entries}) == len(feed.entries)
        for entry in feed.entries:
            path, _ = site.target("/", entry.link)
            assert path in site.pages and path.startswith(root)
            assert entry.title.strip()
            assert entry.id.startswith("tag:www.ogp.gov.jo,2026:")


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_the_news_are_in_the_feeds_with_their_days(site: Site, real: Register, root: str) -> None:
    wanted = {(f"{ROOT}{root.lstrip('/')}news/{post.id}/", post.date.isoformat()) for post in real.news.values()}
    assert {(entry.link, entry.published[:10]) for entry in _feed(site, root, "news/").entries} == wanted


def test_a_note_on_a_change_is_told_by_the_feed_of_its_page(site: Site) -> None:
    entries = _feed(site, "/en/", "changes/").entries
    (own,) = [entry for entry in entries if entry.id.endswith("refresh/nap5/refresh/change-1")]
    assert own.summary == "The platform’s name was corrected in the Arabic translation of activity a10."
    assert own.title == "Changed: Midterm refresh (Fifth national action plan)"
    assert own.updated.startswith("2026-11-26")


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_pages_lead_to_the_feeds(site: Site, root: str) -> None:
    for address in site.pages:
        if not address.startswith(root) or (root == "/" and address.startswith("/en/")):
            continue
        heads = [site.target(address, str(link["href"]))[0]
                 for link in site.soup(address).select("link[type='application/atom+xml']")]  # fmt: skip
        assert heads[0] == f"{root}feed.xml"
        own = f"{address}feed.xml"
        has_own = (site.folder / own.lstrip("/")).is_file()
        assert heads[1:] == ([own] if has_own and address != root else [])
        if has_own and address not in LANGUAGES.values():
            assert (own, "") in site.links(address, site.article(address))


@pytest.mark.parametrize(("code", "root"), LANGUAGES.items())
def test_the_calendar_holds_every_meeting_and_call_of_a_known_day(
    site: Site, real: Register, code: str, root: str
) -> None:
    events = {str(event["uid"]): event for event in _calendar(site.folder, root).events}
    wanted = {f"meeting-{id_}@www.ogp.gov.jo" for id_, one in real.meetings.items() if one.date.day}
    assert set(events) == wanted | {"consultation-2024-nap5-refresh@www.ogp.gov.jo"}
    workshop = events["meeting-2022-06-23-workshop@www.ogp.gov.jo"]
    assert workshop.start == datetime(2022, 6, 23, 9, tzinfo=workshop.start.tzinfo)
    assert workshop.start.utcoffset() == TIME_ZONE
    assert workshop.end - workshop.start == timedelta(hours=4)
    assert str(workshop["summary"]) == real.meetings["2022-06-23-workshop"].title.side(code).text
    assert str(workshop["url"]) == f"{ROOT}{root.lstrip('/')}meetings/2022-06-23-workshop/"
    call = events["consultation-2024-nap5-refresh@www.ogp.gov.jo"]
    assert (call.start, call.end) == (date(2024, 4, 8), date(2024, 4, 24))


def test_lines_of_the_calendar_are_short_and_end_as_the_standard_says(site: Site) -> None:
    content = (site.folder / "calendar.ics").read_bytes()
    lines = content.split(b"\r\n")
    assert b"\n" not in b"".join(lines)
    assert max(map(len, lines)) <= 75


def test_a_revised_due_date_is_the_same_event_with_a_higher_number(tmp_path: Path) -> None:
    project = project_copy(tmp_path / "project")
    path = project / "data/plans/nap5/commitments/1.yaml"
    text = path.read_text(encoding="utf-8")
    assert text.count("milestones:\n  - number: 1\n") == 1
    due = "    due:\n      original: 2024-06\n      sources: [{document: workshop-report-2022-06-23, at: agencies}]\n"
    seen = []
    for more in ("", "      revised:\n        - due: 2024-12-31\n"):
        changed = text.replace("milestones:\n  - number: 1\n", f"milestones:\n  - number: 1\n{due}{more}")
        path.write_text(changed, encoding="utf-8")
        done = ogp("build", "--draft", project=project)
        assert done.returncode == 0, done.stdout + done.stderr
        (event,) = [e for e in _calendar(project / "site", "/en/").events if str(e["uid"]).startswith("due-")]
        assert str(event["url"]).endswith("/en/plans/nap5/commitments/1/#milestone-1")
        seen.append((str(event["uid"]), int(event["sequence"]), event.start, str(event["summary"])))
    (uid, sequence, day, title), (later_uid, later_sequence, later_day, later_title) = seen
    assert (uid, day) == (later_uid, date(2024, 6, 30))
    assert (later_sequence, later_day) == (sequence + 1, date(2024, 12, 31))
    assert "June 2024" in title and "31 December 2024" in later_title


@pytest.mark.parametrize("root", LANGUAGES.values())
def test_the_page_of_the_data_explains_feeds_and_calendar(site: Site, root: str) -> None:
    page = site.article(f"{root}data/")
    targets = {path for path, _ in site.links(f"{root}data/", page)}
    for name in ("feed.xml", "news/feed.xml", "changes/feed.xml", "calendar.ics"):
        assert f"{root}{name}" in targets
        assert (site.folder / f"{root}{name}".lstrip("/")).is_file()
    assert "iCalendar" in words(page)
