"""What every page says besides its own content."""

from dataclasses import dataclass
from datetime import date

from ogp.messages import Message
from ogp.records.base import Record, SourceNote
from ogp.records.text import Text

Wording = Text | Message
"""Something to be read: a text of a record or a sentence of the interface."""


@dataclass(frozen=True, slots=True, kw_only=True)
class PageView:
    """The heading, the title for lists and browsers, the one-sentence description, and the record shown, if one."""

    heading: Wording
    title: Wording
    description: Wording
    record: Record | None = None

    @property
    def updated(self) -> date | None:
        """Day on which the record shown was last changed."""
        return self.record.updated if self.record else None

    @property
    def notes(self) -> tuple[SourceNote, ...]:
        """Where the sources of the record shown differ."""
        return self.record.source_notes if self.record else ()
