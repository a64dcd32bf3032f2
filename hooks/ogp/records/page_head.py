"""The head of a hand-written page."""

from typing import ClassVar

from pydantic import Field

from ogp.records.base import Part
from ogp.records.dates import Day


class PageHead(Part):
    """What a hand-written page says of itself, between two lines “---” at its beginning. Its sources stand in its text."""

    kind: ClassVar[str] = "page"

    title: str = Field(min_length=1, description="Title of the page, for the browser and for lists.")
    description: str = Field(min_length=1, description="What the page says, in one sentence.")
    updated: Day = Field(description="Day on which the content of this page was last changed.")
