"""What every page says besides its own content."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from hashlib import sha256

from ogp.messages import Message
from ogp.records.base import Record, Source, SourceNote
from ogp.records.references import DocumentRef
from ogp.records.text import Text

Wording = Text | Message
"""Something to be read: a text of a record or a sentence of the interface."""

_DIGITS = 12
"""How many digits of a hash tell versions apart."""


@dataclass(frozen=True, slots=True)
class Version:
    """Which state of the records a page shows: the day of their last change, and the beginning of the hash of their content."""

    date: date
    digest: str

    @property
    def name(self) -> str:
        """Both in one word."""
        return "-".join(filter(None, (self.date.isoformat(), self.digest)))


def version_of(records: Iterable[Record]) -> Version | None:
    """The version of `records` together, in whatever order; None without any."""
    found = {(record.kind, record.id): record for record in records}
    if not found:
        return None
    digests = [found[key].digest for key in sorted(found)]
    whole = digests[0] if len(digests) == 1 else sha256("".join(digests).encode()).hexdigest()
    return Version(max(record.updated for record in found.values()), whole[:_DIGITS])


@dataclass(frozen=True, kw_only=True)
class PageView:
    """The heading, the title for lists and browsers, the one-sentence description, and what the page rests on.

    That is the one record shown or, for a page that shows several, `listed`.
    """

    heading: Wording
    title: Wording
    description: Wording
    record: Record | None = None
    listed: tuple[Record, ...] = ()

    @property
    def quoted(self) -> tuple[Record, ...]:
        """Further records of which it prints more than the name."""
        return ()

    @cached_property
    def version(self) -> Version | None:
        """The version of all records of which it prints more than the name."""
        return version_of((*self._shown, *self.quoted))

    @property
    def _shown(self) -> tuple[Record, ...]:
        return (self.record,) if self.record else self.listed

    @cached_property
    def updated(self) -> date | None:
        """Day on which the record shown, or the last of those listed, was changed."""
        return max((record.updated for record in self._shown), default=None)

    @property
    def sources(self) -> tuple[Source, ...]:
        """The sources of the record shown: its own, then the other documents on which single items of it rest."""
        if self.record is None:
            return ()
        named = {str(source.document) for source in self.record.sources}
        others = {str(one.document) for one in self.record.ties.citations} - named
        return (*self.record.sources, *(Source(document=DocumentRef(id_)) for id_ in sorted(others)))

    @property
    def cited(self) -> tuple[str, ...]:
        """Ids of the documents on which the records listed rest, each once."""
        return tuple(dict.fromkeys(str(source.document) for record in self.listed for source in record.sources))

    @property
    def notes(self) -> tuple[SourceNote, ...]:
        """Where the sources of the record shown differ."""
        return self.record.source_notes if self.record else ()
