"""Places inside a document, from a closed vocabulary so that they read in every language."""

import re
from enum import StrEnum

from pydantic import ConfigDict, RootModel, field_validator
from pydantic_core import PydanticCustomError


class PlaceKind(StrEnum):
    """A kind of place inside a document."""

    PAGE = "page"
    STEP = "step"
    TABLE = "table"
    ROW = "row"
    COLUMN = "column"
    COMMITMENT = "commitment"
    MILESTONE = "milestone"
    ACTIVITY = "activity"
    SECTION = "section"
    PARAGRAPH = "paragraph"
    ITEM = "item"
    TOPIC = "topic"
    GROUP = "group"
    STAGE = "stage"
    HEADING = "heading"
    HEADER = "header"
    AGENDA = "agenda"
    AIM = "aim"
    ATTENDANCE = "attendance"
    PROCEEDINGS = "proceedings"
    AGENCIES = "agencies"
    FOCAL_POINTS = "focal points"
    UNIT = "unit"
    RECOMMENDATIONS = "recommendations"
    INDICATORS = "indicators"
    TIME_FRAMES = "time frames"
    DISCUSSION = "discussion"
    RESULTS = "results"
    DECISIONS = "decisions"
    OUTCOMES = "outcomes"
    INTRODUCTION = "introduction"
    PROCEDURES = "procedures"
    FORM = "form"
    POST = "post"
    INVITATION = "invitation"
    HANDOUT = "handout"
    EMAIL = "email"
    NEWS_POST = "news post"
    JUSTIFICATION = "justification"


_PART = re.compile(r"(?P<kind>[a-z][a-z ]*?)(?: (?P<number>\d+))?")


class Place(RootModel[str]):
    """A place inside a document: kinds with their numbers, from the larger to the smaller, “table 1, commitment 4”."""

    model_config = ConfigDict(frozen=True, json_schema_extra={"examples": ["step 4", "table 1, commitment 4"]})

    @field_validator("root")
    @classmethod
    def _known_kinds(cls, text: str) -> str:
        for part in text.split(", "):
            match = _PART.fullmatch(part)
            if not match or match["kind"] not in set(PlaceKind):
                raise PydanticCustomError("place_kind", "unknown place {text}", {"text": part})
        return text

    @property
    def parts(self) -> tuple[tuple[PlaceKind, int | None], ...]:
        """The kinds of place with their numbers, from the larger to the smaller."""
        matches = [_PART.fullmatch(part) for part in self.root.split(", ")]
        return tuple(
            (PlaceKind(match["kind"]), int(match["number"]) if match["number"] else None) for match in matches if match
        )
