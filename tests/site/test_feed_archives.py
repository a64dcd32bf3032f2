"""The archives of a feed that has more to tell than it holds, as a feed reader follows them (RFC 5005, section 4)."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from types import MappingProxyType
from xml.etree import ElementTree

import feedparser
import pytest

from built import PROJECT, ROOT
from ogp.exports import feeds as written
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import feeds
from ogp.site.checks import all_addresses
from ogp.site.pages import generated_pages
from ogp.translation import Translator

TODAY = date(2026, 11, 26)
COMMITMENT = "nap5/4"
PAGE = "plans/nap5/commitments/4/"
MANY = 240


def _changed(register: Register, count: int) -> Register:
    """The register with `count` notes on changes of a commitment, one a day, the last of them on `TODAY`."""
    commitment = register.commitments[COMMITMENT]
    days = [TODAY - timedelta(days=count - 1 - number) for number in range(count)]
    [like, *_] = register.refreshes["nap5/refresh"].changes
    notes = tuple(like.model_copy(update={"date": day}) for day in days)
    own = commitment.model_copy(update={"changes": notes})
    return replace(register, commitments=MappingProxyType({**register.commitments, COMMITMENT: own}))


def _feed(register: Register, today: date = TODAY) -> feeds.Feed:
    return next(feed for feed in feeds.feeds(register, today) if feed.page == PAGE)


def _documents(register: Register, code: str) -> dict[str, bytes]:
    """What stands at the addresses of the feed and its archives in a language."""
    language = next(one for one in register.site.languages if one.code == code)
    translator = Translator(language.locale, PROJECT / "translations")
    pages = {page.address: page for page in generated_pages(register, TODAY)}
    renderer = Renderer(register, pages, language, translator, PROJECT / "overrides", root=ROOT, today=TODAY)

    return {ROOT + address: content for address, content in written.atom(_feed(register), ROOT, renderer)}


def _followed(documents: dict[str, bytes], start: str) -> Iterator[tuple[str, feedparser.FeedParserDict]]:
    """The feed at `start` and what it leads to, from one archive to the one before it."""
    address: str | None = start
    while address:
        found = feedparser.parse(documents[address])
        assert not found.bozo, found.get("bozo_exception")
        yield address, found
        address = _links(found).get("prev-archive")


def _links(found: feedparser.FeedParserDict) -> dict[str, str]:
    return {link.rel: link.href for link in found.feed.links}


@pytest.mark.parametrize(("code", "root"), [("ar", ROOT), ("en", f"{ROOT}en/")])
def test_a_reader_who_follows_the_archives_finds_every_entry(real: Register, code: str, root: str) -> None:
    documents = _documents(_changed(real, MANY), code)
    feed = f"{root}{PAGE}feed.xml"
    followed = dict(_followed(documents, feed))
    assert set(followed) == set(documents)
    entries = {entry.id for found in followed.values() for entry in found.entries}
    assert {f"tag:www.ogp.gov.jo,2026:{code}/commitment/{COMMITMENT}/change-{n}" for n in range(1, MANY + 1)} <= entries
    assert all(len(found.entries) == feeds.LATEST for found in followed.values())
    for address, found in followed.items():
        is_archive = ElementTree.fromstring(documents[address]).find("{http://purl.org/syndication/history/1.0}archive")
        assert (is_archive is not None) == (address != feed)
        links = _links(found)
        assert links["self"] == address
        assert links["alternate"] == f"{root}{PAGE}"
        assert links.get("current") == (feed if address != feed else None)
        if newer := links.get("next-archive"):
            assert _links(followed[newer])["prev-archive"] == address
    oldest, newest = f"{root}{PAGE}feed-1.xml", _links(followed[feed])["prev-archive"]
    assert "prev-archive" not in _links(followed[oldest])
    assert "next-archive" not in _links(followed[newest])


def test_what_is_in_an_archive_stays_there(real: Register) -> None:
    archives: list[set[str]] = []
    for day in range(MANY):
        feed = _feed(_changed(real, MANY), TODAY - timedelta(days=MANY - 1 - day))
        told = {entry.key for own in (feed.entries, *feed.archives) for entry in own}
        assert {f"commitment/{COMMITMENT}/change-{number}" for number in range(1, day + 2)} <= told
        now = [{entry.key for entry in own} for own in feed.archives]
        assert all(own <= later for own, later in zip(archives, now, strict=bool(archives)))
        archives = now


def test_a_post_of_an_earlier_day_changes_no_archive(real: Register) -> None:
    before, tomorrow = _changed(real, MANY), TODAY + timedelta(days=1)
    late = next(iter(real.news.values())).model_copy(
        update={"id": "late", "date": date(2020, 1, 1), "published": tomorrow, "updated": tomorrow}
    )
    after = replace(before, news=MappingProxyType({**before.news, "late": late}))
    home = [next(feed for feed in feeds.feeds(own, tomorrow) if not feed.page) for own in (before, after)]
    assert home[0].archives == home[1].archives[: len(home[0].archives)]
    assert "news/late" in {entry.key for entry in home[1].entries}


def test_a_short_feed_has_no_archive(real: Register) -> None:
    entries = len(_feed(_changed(real, 1)).entries) - 1
    assert entries < feeds.LATEST
    full = feeds.LATEST - entries
    assert [len(_feed(_changed(real, count)).archives) for count in (1, full, full + 1)] == [0, 0, 1]


def test_archives_are_promised_and_stay_when_records_go(real: Register) -> None:
    many = _changed(real, MANY)
    own = {f"/{PAGE}feed-{number}.xml" for number in range(1, 5)}
    promised = {one for one in all_addresses(many, generated_pages(many, TODAY), {}) if one.startswith(f"/{PAGE}feed-")}
    assert own <= promised
    assert promised == {f"/{_feed(many).archive_address(n)}" for n in range(1, len(_feed(many).archives) + 1)}
    fewer = replace(_changed(real, 60), published={**real.published, **dict.fromkeys(promised, 1)})
    assert promised <= all_addresses(fewer, generated_pages(fewer, TODAY), {})
    documents = _documents(fewer, "ar")
    assert {f"{ROOT}{one.removeprefix('/')}" for one in promised} < set(documents)
    assert f"{ROOT}{PAGE}feed-1.xml" in dict(_followed(documents, f"{ROOT}{PAGE}feed.xml"))
