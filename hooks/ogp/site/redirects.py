"""Old and short addresses and where they lead."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from ogp.records.commitment import Commitment
from ogp.records.redirect import RedirectMatch
from ogp.register import Register
from ogp.site.addresses import prefix, short_addresses
from ogp.site.embeds import EMBEDS
from ogp.site.moved import embed_of, is_own, moved_pages, record_at, short_of


@dataclass(frozen=True, slots=True)
class Forward:
    """An address, from the first slash, and the address within the site that it leads to, with its language. `by_items`, if
    some items of the old page stand elsewhere: what follows “#” decides, which only the reader's browser knows."""

    old: str
    to: str
    language: str
    whole_section: bool = False
    by_items: bool = False


@lru_cache(maxsize=2)
def forwards(register: Register) -> tuple[Forward, ...]:
    """All redirects of pages: those of redirects.yaml, the short addresses, and what went along with pages that moved; in every
    language that the address had."""
    return tuple(dict.fromkeys((*_written(register), *_moved(register), *_short(register))))


def _written(register: Register) -> Iterator[Forward]:
    default = register.site.languages[0].code
    for redirect in register.redirects:
        whole = redirect.match is RedirectMatch.PREFIX
        own = is_own(register, redirect)
        if redirect.anchor or (own and not whole):
            continue
        # A section of this site stood in every language.
        codes = [language.code for language in register.site.languages] if own else [redirect.language or default]
        for code in codes:
            before = prefix(register.site, code)
            old = f"/{before if own else ''}{redirect.old[1:]}"
            yield Forward(old, before + redirect.to[1:], code, whole)


def _moved(register: Register) -> Iterator[Forward]:
    left = moved_items(register)
    short = short_addresses(register)
    for page in moved_pages(register):
        leads = [(page.old, page.to, page.old in left)]
        if (embed := embed_of(page.old)) and embed != page.to:
            leads.append((embed, f"{EMBEDS}{page.in_place}" if _has_embed(register, page.in_place) else page.to, False))
        if (named := short_of(page.old)) and named not in short:
            leads.append((named, page.old if page.old in left else page.to, False))
        for own in register.site.languages:
            before = prefix(register.site, own.code)
            for old, to, by_items in leads:
                yield Forward(f"/{before}{old}", before + to, own.code, by_items=by_items)


def _has_embed(register: Register, page: str) -> bool:
    kind, id_ = record_at(page) or (None, "")
    refresh = register.refreshes.get(id_)
    return (kind is Commitment and id_ in register.commitments) or bool(
        refresh and (refresh.activities or refresh.proposals)
    )


def _short(register: Register) -> Iterator[Forward]:
    for short, address in short_addresses(register).items():
        for own in register.site.languages:
            before = prefix(register.site, own.code)
            yield Forward(f"/{before}{short}", before + address, own.code)


def moved_items(register: Register) -> Mapping[str, tuple[tuple[str, str], ...]]:
    """By the address of each page, the anchors of items that have left it and the address, with its anchor, of each now."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for redirect in register.redirects:
        if redirect.anchor:
            found[redirect.page.removeprefix("/")].append((redirect.anchor, redirect.to.removeprefix("/")))
    return {page: tuple(items) for page, items in found.items()}
