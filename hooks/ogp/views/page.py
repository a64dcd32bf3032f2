"""What every page says besides its own content."""

from dataclasses import dataclass, field
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
    updated: date | None = None
    notes: tuple[SourceNote, ...] = field(default=())
