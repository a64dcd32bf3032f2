"""Which file under data/ holds which kind of record, and the id that follows from its place."""

import re
from dataclasses import dataclass

from ogp.records.base import Part
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.redirect import Redirect
from ogp.records.refresh import Refresh
from ogp.records.site import Site

DATA = "data"
"""Name of the folder of records, as messages show it."""

DOCS = "docs"
"""Name of the folder of hand-written pages."""

SITE_FILE = "site.yaml"
ADDRESSES_FILE = "addresses.txt"


@dataclass(frozen=True, slots=True)
class FileKind:
    """A kind of file: the pattern of its path under data/, the type of what it holds, and how ids follow."""

    pattern: str
    type: type[Part]
    id: str | None = None
    many: bool = False

    def path_of(self, id_: str) -> str | None:
        """The path of the record with the id `id_`, or None if no record of this kind can have it."""
        if not self.id:
            return None
        gaps = re.sub(r"\\\{(\w+)\\\}", r"(?P<\1>.+?)", re.escape(self.id))
        match = re.fullmatch(gaps, id_)
        if not match:
            return None
        path = re.sub(r"<(\w+)>", lambda gap: match[gap[1]], self.example)
        return path if re.fullmatch(self.pattern, path) else None

    @property
    def example(self) -> str:
        """The path with its gaps named, for messages: plans/<plan>/plan.yaml."""
        named = re.sub(rf"\(\?P(<\w+>)({re.escape(NAME)}|{re.escape(_NUMBER)})\)", r"\1", self.pattern)
        return named.replace("\\", "")


NAME = r"[a-z0-9]+(-[a-z0-9]+)*"
"""What stands in addresses: small Latin letters, digits and single hyphens."""

_NUMBER = r"[1-9][0-9]*"

FILE_KINDS = (
    FileKind(r"site\.yaml", Site),
    FileKind(r"organizations\.yaml", Organization, many=True),
    FileKind(r"documents\.yaml", Document, many=True),
    FileKind(r"redirects\.yaml", Redirect, many=True),
    FileKind(rf"plans/(?P<plan>{NAME})/plan\.yaml", Plan, "{plan}"),
    FileKind(rf"plans/(?P<plan>{NAME})/refresh\.yaml", Refresh, "{plan}/refresh"),
    FileKind(rf"plans/(?P<plan>{NAME})/commitments/(?P<number>{_NUMBER})\.yaml", Commitment, "{plan}/{number}"),
    FileKind(rf"consultations/(?P<name>{NAME})\.yaml", Consultation, "{name}"),
    FileKind(rf"meetings/(?P<name>{NAME})\.yaml", Meeting, "{name}"),
    FileKind(rf"news/(?P<name>{NAME})\.yaml", NewsPost, "{name}"),
)

_OTHER = re.compile(rf"{ADDRESSES_FILE}|documents/[a-z0-9-]+\.txt")


def kind_of(path: str) -> tuple[FileKind, str | None] | None:
    """What the file at `path` (under data/) holds and the id that its record must have; None if it does not belong."""
    for kind in FILE_KINDS:
        if match := re.fullmatch(kind.pattern, path):
            return kind, kind.id.format(**match.groupdict()) if kind.id else None
    return None


def is_other(path: str) -> bool:
    """Whether `path` is a file under data/ that holds no record, such as a transcript."""
    return bool(_OTHER.fullmatch(path))
