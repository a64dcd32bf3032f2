"""security.txt: where weaknesses of the site are reported (RFC 9116). Without such a contact there is none."""

from collections.abc import Iterator
from datetime import date, timedelta

from ogp.exports.units import Made, Unit
from ogp.records.site import Site

ADDRESS = ".well-known/security.txt"
_HOLDS = timedelta(days=180)
"""How long it holds, which the standard wants to be less than a year. The site is built anew every night."""


def units(root: str, site: Site, today: date) -> Iterator[Unit]:
    """The file, if the `site` has one; `root` is its address, `today` the day for which it is built."""
    if site.security_contact:
        content = security(root, site, today)
        yield Unit(ADDRESS, content, lambda: Made([(ADDRESS, content.encode())]), places=(ADDRESS,))


def security(root: str, site: Site, today: date) -> str:
    """The text of the file."""
    contact = site.security_contact or ""
    fields = {
        "Contact": contact if "://" in contact else f"mailto:{contact}",
        "Expires": f"{today + _HOLDS}T00:00:00Z",
        "Preferred-Languages": ", ".join(language.code for language in site.languages),
        "Canonical": root + ADDRESS,
    }
    return "".join(f"{name}: {value}\n" for name, value in fields.items())
