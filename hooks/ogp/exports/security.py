"""security.txt: where weaknesses of the site are reported (RFC 9116). Without such a contact there is none."""

from datetime import date, timedelta
from pathlib import Path

from ogp.records.site import Site

ADDRESS = ".well-known/security.txt"
_HOLDS = timedelta(days=180)
"""How long it holds, which the standard wants to be less than a year. The site is built anew every night."""


def write(folder: Path, root: str, site: Site, today: date) -> None:
    """Writes the file into the built site at `folder`; `root` is the site's address, `today` the day for which it is built."""
    if site.security_contact:
        path = folder / ADDRESS
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(security(root, site, today), encoding="utf-8")


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
