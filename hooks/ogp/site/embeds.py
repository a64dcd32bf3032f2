"""The embeds: small pages that other websites show in a frame, and where they and their oEmbed documents stand."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ogp.records.commitment import Commitment
from ogp.records.refresh import Refresh
from ogp.site.pages import Page

EMBEDS = "embed/"
WIDTH = 600
"""The width in CSS pixels that oEmbed documents name; an embed fits into any."""

_HEIGHTS: Mapping[str, int] = {"commitment": 560, "refresh": 480}
"""The heights of the frames in CSS pixels: nothing has to be scrolled from a width of 320 on."""


@dataclass(frozen=True, slots=True)
class Embed:
    """What can be embedded of `page`: `template` prints it."""

    page: Page
    template: str

    @property
    def address(self) -> str:
        """Its address within its language."""
        return EMBEDS + self.page.address

    @property
    def document(self) -> str:
        """The address of its oEmbed document within its language."""
        return f"{self.page.address}oembed.json"

    @property
    def height(self) -> int:
        """The height of its frame in CSS pixels."""
        return _HEIGHTS[self.template]


def embeds(pages: Iterable[Page]) -> Iterator[Embed]:
    """All embeds of `pages`."""
    for page in pages:
        record = page.record
        if isinstance(record, Commitment):
            yield Embed(page, "commitment")
        elif isinstance(record, Refresh) and page.template == Refresh.kind and (record.activities or record.proposals):
            yield Embed(page, "refresh")
