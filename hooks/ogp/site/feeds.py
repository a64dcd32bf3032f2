"""Which feeds there are, and what each tells: news posts, and what was published and changed in the records."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from ogp.messages import message
from ogp.records.base import Record
from ogp.records.consultation import Consultation
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
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
"""How many entries a feed holds."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One thing that happened: `key` stays the same for ever, `address` is where it can be read."""

    key: str
    day: date
    address: str
    title: Wording
    text: Wording | None


@dataclass(frozen=True, slots=True)
class Feed:
    """A feed about the page at `page`: its entries, newest first."""

    page: str
    title: Wording
    entries: tuple[Entry, ...]

    @property
    def address(self) -> str:
        """The address of the feed within its language."""
        return self.page + NAME


def feeds(register: Register, today: date) -> tuple[Feed, ...]:
    """All feeds as they are on `today`."""
    posts = tuple(register.news.values())
    others = tuple(record for record in register.records() if not isinstance(record, NewsPost))
    entries: dict[str, Iterable[Entry]] = {
        addresses.HOME: (*_posts(posts), *_notes(posts, register), *_history(register, others, everything=True)),
        addresses.NEWS: _posts(posts),
        addresses.CHANGES: _history(register, register.records(), everything=True),
    }
    for commitment in register.commitments.values():
        entries[address_of(commitment)] = _about(register, commitment)
    for organization in register.organizations.values():
        commitments = dict.fromkeys(role.commitment for role in roles(register, organization))
        entries[address_of(organization)] = _about(register, organization, *commitments)
    return tuple(_feed(register, page, own, today) for page, own in entries.items())


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


def _feed(register: Register, page: str, entries: Iterable[Entry], today: date) -> Feed:
    title = feed_title(register, page)
    assert title
    past = {entry.key: entry for entry in entries if entry.day <= today}
    latest = sorted(past.values(), key=lambda entry: (entry.day, entry.key), reverse=True)[:LATEST]
    return Feed(page, title, tuple(latest))


def _about(register: Register, *records: Record) -> Iterator[Entry]:
    """What happened to `records`, and the news posts, meetings, calls and refreshes that deal with the first of them."""
    yield from _history(register, records)
    yield from _posts(register.linking(records[0], NewsPost.kind))
    for kind in (Meeting.kind, Consultation.kind, Refresh.kind):
        yield from _history(register, register.linking(records[0], kind))


def _posts(posts: Iterable[NewsPost]) -> Iterator[Entry]:
    for post in posts:
        yield Entry(f"news/{post.id}", post.date, address_of(post), post.title, post.summary)


def _history(register: Register, records: Iterable[Record], *, everything: bool = False) -> Iterator[Entry]:
    """What happened to `records`; `everything`, where they are all that the site has."""
    for record in records:
        if not isinstance(record, NewsPost):
            name = name_of(record, register)
            title = message("Published: {record}", record=name)
            text = getattr(record, "summary", None) or getattr(record, "description", None)
            key = f"{record.kind}/{record.id}/published"
            # With the site all its first records were published: that is no news of any of them.
            if not everything or published_on(register, record) > register.site.launched:
                yield Entry(key, published_on(register, record), address_of(record), title, text)
        yield from _notes((record,), register)


def _notes(records: Iterable[Record], register: Register) -> Iterator[Entry]:
    for record in records:
        for number, note in enumerate(record.changes, 1):
            if not note.minor:
                title = message("Changed: {record}", record=name_of(record, register))
                key = f"{record.kind}/{record.id}/change-{number}"
                yield Entry(key, note.date, address_of(record), title, note.text)
