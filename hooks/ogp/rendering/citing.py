"""How a page is cited by programs that manage references."""

import json
import re
from dataclasses import dataclass
from datetime import date
from functools import cache

from pybtex.database import BibliographyData, Entry  # type: ignore[import-untyped]
from pybtex.database.output.bibtex import Writer  # type: ignore[import-untyped]

from ogp.views.page import Version

ACCESSED = "ACCESSED"
"""Stands for the day of the reader's visit, in BibTeX as year-month-day, in CSL-JSON as the list of the three."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """What a citation of a page says, in plain text of one language. `short` is its short address, if it has one."""

    title: str
    publisher: str
    site: str
    version: Version
    address: str
    short: str | None
    language: str
    """Language and country, such as en-GB."""

    @property
    def key(self) -> str:
        """A name that no other version of any page has."""
        path = re.sub(r"[^a-z0-9]+", "-", self.address.partition("://")[2].lower()).strip("-")
        return f"{path}-{self.version.date.isoformat()}"


def bibtex(citation: Citation) -> str:
    """`citation` as an entry of the type that BibLaTeX, Zotero and JabRef know for pages on the web."""
    day: date = citation.version.date
    entry = Entry(
        "online",
        [
            ("title", _contained(citation.title)),
            ("author", f"{{{_contained(citation.publisher)}}}"),
            ("organization", _contained(citation.site)),
            ("year", str(day.year)),
            ("date", day.isoformat()),
            ("version", citation.version.name),
            ("url", citation.address),
            ("urldate", ACCESSED),
            ("langid", citation.language),
        ],
    )
    # By its name pybtex would look the writer up among all installed packages, each time.
    return str(_Writer().to_string(BibliographyData({citation.key: entry}))).strip()


class _Writer(Writer):  # type: ignore[misc]
    """Looks each letter up only once, and texts of which LaTeX has another spelling for none as a whole."""

    def _encode(self, text: str) -> str:
        return text if all(map(_is_same_in_latex, text)) else str(super()._encode(text))


@cache
def _is_same_in_latex(letter: str) -> bool:
    return bool(Writer()._encode(letter) == letter)


def _contained(text: str) -> str:
    """`text` so that BibTeX takes nothing behind it for a part of it: without braces that do not fit together, and with the
    backslash by its name."""
    depth = 0
    for character in text:
        depth += {"{": 1, "}": -1}.get(character, 0)
        if depth < 0:
            break
    return (re.sub(r"[{}]", "", text) if depth else text).replace("\\", "\\textbackslash{}")


def csl_json(citation: Citation) -> str:
    """`citation` as a list of one item of the Citation Style Language's JSON, version 1.0.2."""
    day: date = citation.version.date
    item = {
        "id": citation.key,
        "type": "webpage",
        "title": citation.title,
        "author": [{"literal": citation.publisher}],
        "container-title": citation.site,
        "publisher": citation.publisher,
        "issued": {"date-parts": [[day.year, day.month, day.day]]},
        "accessed": {"date-parts": [[ACCESSED]]},
        "version": citation.version.name,
        "URL": citation.address,
        "language": citation.language,
    }
    lines = ",\n  ".join(f"{json.dumps(key)}: {json.dumps(value, ensure_ascii=False)}" for key, value in item.items())
    return f"[{{\n  {lines}\n}}]"
