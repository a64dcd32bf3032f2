"""An old address and where its content stands now."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Item
from ogp.records.text import Text


class RedirectMatch(StrEnum):
    """How much of an address a redirect covers."""

    EXACT = "exact"
    PREFIX = "prefix"


class Redirect(Item):
    """A permanent redirect. Old addresses are matched in any mixture of capitals by the server's rules."""

    kind: ClassVar[str] = "redirect"

    old: str = Field(
        pattern=r"^(/[\w%~-]*(\.[\w%~-]+)*)+$",
        description="Old address, from the first slash, in its known spelling.",
    )
    to: str = Field(pattern=r"^/", description="Present address in the default language, from the first slash.")
    language: str | None = Field(default=None, description="Language of the page to go to, if not the default one.")
    match: RedirectMatch = Field(
        default=RedirectMatch.EXACT, description="exact, or prefix for all addresses that begin so."
    )
    reason: Text = Field(description="Why it leads there.")
