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
        pattern=r"^(/[\w%~-]*(\.[\w%~-]+)*)+(#[\w-]+)?$",
        description="Old address, from the first slash, in its known spelling; with “#” and an anchor for one item of a page.",
    )
    to: str = Field(
        pattern=r"^/([\w%~-]+(\.[\w%~-]+)*/)*([\w%~-]+(\.[\w%~-]+)*)?(#[\w-]+)?$",
        description="Present address in the default language, from the first slash.",
    )
    language: str | None = Field(default=None, description="Language of the page to go to, if not the default one.")
    match: RedirectMatch = Field(
        default=RedirectMatch.EXACT, description="exact, or prefix for all addresses that begin so."
    )
    reason: Text = Field(description="Why it leads there.")

    @property
    def page(self) -> str:
        """The old address without its anchor."""
        return self.old.partition("#")[0]

    @property
    def anchor(self) -> str:
        """The anchor of the old address, or nothing where a whole page is redirected."""
        return self.old.partition("#")[2]
