"""Old and short addresses and where they lead."""

from collections.abc import Iterator
from dataclasses import dataclass

from ogp.records.redirect import RedirectMatch
from ogp.register import Register
from ogp.site.addresses import address_of, prefix, short_address


@dataclass(frozen=True, slots=True)
class Forward:
    """An address, from the first slash, and the address within the site that it leads to, with its language."""

    old: str
    to: str
    language: str
    whole_section: bool = False


def forwards(register: Register) -> tuple[Forward, ...]:
    """All redirects: those of redirects.yaml and the short addresses of commitments, in every language."""
    return tuple(_forwards(register))


def _forwards(register: Register) -> Iterator[Forward]:
    default = register.site.languages[0].code
    for redirect in register.redirects:
        language = redirect.language or default
        target = prefix(register.site, language) + redirect.to.removeprefix("/")
        whole = redirect.match is RedirectMatch.PREFIX
        yield Forward(redirect.old, target, language, whole)
        if f"{redirect.old.rstrip('/')}/" in register.published:
            # An address of this site stood in every language.
            for other in register.site.languages[1:]:
                before = f"/{prefix(register.site, other.code)}"
                yield Forward(before + redirect.old.removeprefix("/"), before[1:] + redirect.to[1:], other.code, whole)
    for commitment in register.commitments.values():
        for own in register.site.languages:
            before = prefix(register.site, own.code)
            yield Forward(f"/{before}{short_address(commitment)}", before + address_of(commitment), own.code)
