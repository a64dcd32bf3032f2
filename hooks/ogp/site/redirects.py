"""Old and short addresses and where they lead."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ogp.records.redirect import RedirectMatch
from ogp.register import Register
from ogp.site.addresses import prefix, short_addresses


@dataclass(frozen=True, slots=True)
class Forward:
    """An address, from the first slash, and the address within the site that it leads to, with its language."""

    old: str
    to: str
    language: str
    whole_section: bool = False


def forwards(register: Register) -> tuple[Forward, ...]:
    """All redirects of pages: those of redirects.yaml and the short addresses, in every language."""
    return tuple(_forwards(register))


def _forwards(register: Register) -> Iterator[Forward]:
    default = register.site.languages[0].code
    for redirect in register.redirects:
        if redirect.anchor:
            continue
        language = redirect.language or default
        target = prefix(register.site, language) + redirect.to.removeprefix("/")
        whole = redirect.match is RedirectMatch.PREFIX
        yield Forward(redirect.old, target, language, whole)
        if f"{redirect.old.rstrip('/')}/" in register.published:
            # An address of this site stood in every language.
            for other in register.site.languages[1:]:
                before = f"/{prefix(register.site, other.code)}"
                yield Forward(before + redirect.old.removeprefix("/"), before[1:] + redirect.to[1:], other.code, whole)
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
