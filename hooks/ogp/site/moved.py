"""Pages of this site that have moved: where each leads, and what belonged to it and goes along.

A page has files beside it, and a record of a kind that has them a short address, an embed and a file for programs.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.redirect import Redirect, RedirectMatch
from ogp.records.refresh import Refresh
from ogp.register import Register
from ogp.site.addresses import PLANS, SECTIONS
from ogp.site.embeds import EMBEDS
from ogp.site.open_data import api_path
from ogp.site.table_shapes import ROOTS

_USUAL = {"card.png", "feed.xml", "oembed.json", "fact-sheet.pdf"}
"""What stands beside pages of some kind, whether it was listed or not."""

_API_NAMES: Mapping[type[Record], str] = {type_: name for name, type_ in ROOTS.items()}
_SECTIONS_OF: Mapping[str, type[Record]] = {
    "consultations": Consultation,
    "meetings": Meeting,
    "documents": Document,
    "organizations": Organization,
    "news": NewsPost,
}
_OF_PLAN = re.compile(rf"{PLANS}([^/]+)/(?:(commitments)/([^/]+)/|(refresh)/)?")
_OF_SECTION = re.compile(rf"({'|'.join(_SECTIONS_OF)})/(?!\d{{4}}/)([^/]+)/")
_SHORT = re.compile(
    rf"{PLANS}([^/]+)/(?:commitments/([^/]+)|(refresh)|refresh/(activities)|refresh/(new-commitments))/"
)


@dataclass(frozen=True, slots=True)
class MovedPage:
    """The address at which a page stood, and the one to which it leads, without language and first slash."""

    old: str
    to: str

    @property
    def in_place(self) -> str:
        """Where it leads, without an anchor."""
        return self.to.partition("#")[0]


def moved_pages(register: Register) -> tuple[MovedPage, ...]:
    """The pages of this site that have moved or gone, one by one or with their section."""
    found = {
        f"{redirect.old.strip('/')}/": redirect.to.removeprefix("/")
        for redirect in register.redirects
        if not redirect.anchor and redirect.match is RedirectMatch.EXACT and is_own(register, redirect)
    }
    sections = [
        (f"{redirect.old.strip('/')}/", redirect.to.removeprefix("/"))
        for redirect in register.redirects
        if redirect.match is RedirectMatch.PREFIX and is_own(register, redirect)
    ]
    for address in register.published:
        page = address.removeprefix("/")
        for section, to in sections:
            if page.endswith("/") and page.startswith(section):
                found.setdefault(page, to)
    return tuple(MovedPage(old, to) for old, to in found.items())


def is_own(register: Register, redirect: Redirect) -> bool:
    """Whether a page at the old address was one of this site, in all its languages, and not of a site before it: it stood in a
    section that this site has."""
    first = redirect.old.strip("/").partition("/")[0]
    return bool(first) and first in _sections(register) and not redirect.language


@lru_cache(maxsize=2)
def _sections(register: Register) -> frozenset[str]:
    """The first parts of the addresses that this site has, or had."""
    published = {address.split("/")[1] for address in register.published if address.count("/") > 1}
    return frozenset(published | {section.partition("/")[0] for section in SECTIONS})


def record_at(address: str) -> tuple[type[Record], str] | None:
    """The kind and the id of the record whose page stands, or stood, at `address`."""
    if of_plan := _OF_PLAN.fullmatch(address):
        plan, commitments, number, refresh = of_plan.groups()
        if commitments:
            return Commitment, f"{plan}/{number}"
        return (Refresh, f"{plan}/{refresh}") if refresh else (Plan, plan)
    if of_section := _OF_SECTION.fullmatch(address):
        return _SECTIONS_OF[of_section[1]], of_section[2]
    return None


def short_of(page: str) -> str | None:
    """The short address that a page at this address has, or had."""
    match = _SHORT.fullmatch(page)
    if not match:
        return None
    plan, number, refresh, activities, proposals = match.groups()
    return f"c/{plan}-{number or refresh or (activities and 't1') or (proposals and 't2')}/"


def embed_of(page: str) -> str | None:
    """The address of the embed that a page at this address may have had."""
    found = record_at(page)
    return f"{EMBEDS}{page}" if found and found[0] in (Commitment, Refresh) else None


def moved_files(register: Register, moved: MovedPage) -> Iterator[tuple[str, str, bool, bool]]:
    """The files that may have stood beside a page that has moved, and the one for programs: each with the one that stands for
    it, if the site has it; whether there is one in each language; and whether it is known to have been published."""
    if "." in moved.old:
        return
    published = set()
    for address in register.published:
        folder, _, name = address.removeprefix("/").rpartition("/")
        if f"{folder}/" == moved.old and "." in name and "#" not in name:
            published.add(name)
    for name in sorted(published | _USUAL):
        yield moved.old + name, moved.in_place + name, not name.endswith(".csv"), name in published
    if of_record := record_at(moved.old):
        there = record_at(moved.in_place)
        name = _API_NAMES[of_record[0]]
        yield (
            api_path(name, of_record[1]),
            api_path(_API_NAMES[there[0]], there[1]) if there else api_path(name),
            False,
            True,
        )
