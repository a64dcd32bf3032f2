"""Which feeds there are, and what each tells: news posts, and what was published and changed in the records.

What a feed tells no more stands in its archives (RFC 5005, section 4), which are filled from the oldest entry on: what is in
one stays there from the next day on.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from ogp.messages import message
from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.site import addresses
from ogp.site.addresses import address_of
from ogp.views.changes import published_on
from ogp.views.names import name_of
from ogp.views.organizations import roles
from ogp.views.page import Wording

NAME = "feed.xml"
LATEST = 50
"""How many entries a feed holds, and each of its archives."""

_ARCHIVE = re.compile(r"/(.*/)?feed-(\d{1,5})\.xml")


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: `key` stays the same for ever, `address` is where it can be read. The site tells it from the day
    `told` on, which may be later than its own."""

    key: str
    day: date
    told: date
    address: str
    title: Wording
    text: Wording | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed about the page at `page`: its latest entries, newest first, and its archives, the oldest first."""

    page: str
    title: Wording
    entries: tuple[Entry, ...]
    archives: tuple[tuple[Entry, ...], ...] = ()

    @property
    def address(self) -> str:
        """The address of the feed within its language."""
        return self.page + NAME

    def archive_address(self, number: int) -> str | None:
        """The address, within the language, of the archive with this `number`, from 1 on; None where there is none."""
        return _archive_address(self.page, number) if 0 < number <= len(self.archives) else None


def _archive_address(page: str, number: int) -> str:
    return f"{page}feed-{number}.xml"


def feeds(register: Register, today: date, size: int = LATEST) -> Iterator[Feed]:
    """All feeds as they are on `today`, with `size` entries in each document."""
    yield from feeds_of_lists(register, today, size)
    for record in _with_feeds(register):
        yield feed_of(register, record, today, size)


def feeds_of_lists(register: Register, today: date, size: int = LATEST) -> Iterator[Feed]:
    """The feeds that are about no single record."""
    for page, tell in _LISTS.items():
        yield _feed(register, page, tell(register), today=today, size=size)


def feed_of(register: Register, record: Record, today: date, size: int = LATEST) -> Feed:
    """The feed of the page of `record`."""
    return _feed(register, address_of(record), _entries_of(register, record), today=today, size=size)


def has_feed(record: Record) -> bool:
    """Whether the page of `record` has a feed."""
    return isinstance(record, Commitment | Organization)


def _with_feeds(register: Register) -> Iterator[Record]:
    yield from register.commitments.values()
    yield from register.organizations.values()


def archive_addresses(register: Register) -> set[str]:
    """The addresses, within each language, of all archives."""
    entries = {page: tell(register) for page, tell in _LISTS.items()}
    entries |= {address_of(record): _entries_of(register, record) for record in _with_feeds(register)}
    return {
        _archive_address(page, number + 1)
        for page, own in entries.items()
        for number in range(_archives(register, page, len({entry.key for entry in own}), LATEST))
    }


def _entries_of(register: Register, record: Record) -> Iterator[Entry]:
    """What the feed of the page of `record` has to tell."""
    others = [role.commitment for role in roles(register, record)] if isinstance(record, Organization) else []
    return _about(register, record, *dict.fromkeys(others))


def _archives(register: Register, page: str, count: int, size: int) -> int:
    """How many archives of this `size` the feed of `page` has with `count` entries: one that it ever had stays, whatever records
    have gone."""
    return max(published_archives(register).get(page, 0), _full(count, size))


@lru_cache(maxsize=2)
def published_archives(register: Register) -> Mapping[str, int]:
    """The highest number of an archive that a page ever had."""
    found: dict[str, int] = {}
    for address in register.published:
        if match := _ARCHIVE.fullmatch(address):
            page = match[1] or ""
            found[page] = max(found.get(page, 0), int(match[2]))
    return register.questions.watched("archives", found)


def _full(count: int, size: int) -> int:
    """How many full archives of this `size` the oldest of `count` entries make, where the latest stand in the feed."""
    return max(0, count - 1) // size


def feed_title(register: Register, page: str | None) -> Wording | None:
    """What the feed of the page at this address is called; None where the page has no feed."""
    country = register.site.country
    section, _, id_ = (page or "").rstrip("/").rpartition("/")
    if page == addresses.HOME:
        return message("News and changes, open government in {country}", country=country)
    if page == addresses.NEWS:
        return message("News, open government in {country}", country=country)
    if page == addresses.CHANGES:
        return message("Changes, open government in {country}", country=country)
    if f"{section}/" == addresses.ORGANIZATIONS and id_ in register.organizations:
        return register.organizations[id_].name
    plan = section.removeprefix(addresses.PLANS).removesuffix("/commitments")
    commitment = register.commitments.get(f"{plan}/{id_}")
    return name_of(commitment, register) if commitment else None


def feed_links(register: Register, page: str | None) -> tuple[tuple[str, Wording], ...]:
    """Address, within its language, and title of the feeds that the page at `page` leads to: the site's and its own."""
    pages = dict.fromkeys((addresses.HOME, page or addresses.HOME))
    return tuple((own + NAME, title) for own in pages if (title := feed_title(register, own)))


def _feed(register: Register, page: str, entries: Iterable[Entry], *, today: date, size: int) -> Feed:
    """The feed of the page at `page`. How many archives there are does not depend on the day."""
    title = feed_title(register, page)
    assert title
    every = {entry.key: entry for entry in entries}.values()
    ordered = sorted(every, key=lambda entry: (entry.told, entry.day, entry.key))
    past = [entry for entry in ordered if entry.day <= today]
    archives = tuple(
        _newest_first([entry for entry in ordered[number * size : (number + 1) * size] if entry.day <= today])
        for number in range(_archives(register, page, len(ordered), size))
    )
    return Feed(page, title, _newest_first(past[-size:]), archives)


def _newest_first(entries: Sequence[Entry]) -> tuple[Entry, ...]:
    return tuple(sorted(entries, key=lambda entry: (entry.day, entry.key), reverse=True))


def _about(register: Register, *records: Record) -> Iterator[Entry]:
    """What happened to `records`, and the news posts, meetings, calls and refreshes that deal with the first of them."""
    yield from _history(register, records)
    yield from _posts(register.linking(records[0], NewsPost.kind), register)
    for kind in (Meeting.kind, Consultation.kind, Refresh.kind):
        yield from _history(register, register.linking(records[0], kind))


def _posts(posts: Iterable[NewsPost], register: Register) -> Iterator[Entry]:
    for post in posts:
        told = max(post.date, published_on(register, post))
        yield Entry(f"news/{post.id}", post.date, told, address_of(post), post.title, post.summary)


def _history(register: Register, records: Iterable[Record], *, everything: bool = False) -> Iterator[Entry]:
    """What happened to `records`; `everything`, where they are all that the site has."""
    for record in records:
        published = published_on(register, record)
        # With the site all its first records were published: that is no news of any of them.
        if not isinstance(record, NewsPost) and (not everything or published > register.site.launched):
            title = message("Published: {record}", record=name_of(record, register))
            text = getattr(record, "summary", None) or getattr(record, "description", None)
            key = f"{record.kind}/{record.id}/published"
            yield Entry(key, published, published, address_of(record), title, text)
        yield from _notes((record,), register)


def _notes(records: Iterable[Record], register: Register) -> Iterator[Entry]:
    for record in records:
        for number, note in enumerate(record.changes, 1):
            if not note.minor:
                title = message("Changed: {record}", record=name_of(record, register))
                key = f"{record.kind}/{record.id}/change-{number}"
                yield Entry(key, note.date, note.date, address_of(record), title, note.text)


def lasting_archives(register: Register) -> set[str]:
    """Those of them that were published and stay, whatever records have gone."""
    return {
        _archive_address(page, number + 1)
        for page, highest in published_archives(register).items()
        if feed_title(register, page)
        for number in range(highest)
    }


def _everything(register: Register) -> Iterator[Entry]:
    posts = tuple(register.news.values())
    yield from _posts(posts, register)
    yield from _notes(posts, register)
    others = (record for record in register.records() if not isinstance(record, NewsPost))
    yield from _history(register, others, everything=True)


_LISTS: Mapping[str, Callable[[Register], Iterable[Entry]]] = {
    addresses.HOME: _everything,
    addresses.NEWS: lambda register: _posts(register.news.values(), register),
    addresses.CHANGES: lambda register: _history(register, register.records(), everything=True),
}
"""What the feeds that are about no single record have to tell, by the addresses of their pages."""
