"""A public call: how people could answer, what came in and where each answer went."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Account, Item, Record
from ogp.records.dates import PartialDate
from ogp.records.references import CommitmentRef, DocumentRef, MeetingRef, NewsRef, PlanRef, RefreshRef
from ogp.records.text import Text
from ogp.records.url import Url


class ChannelKind(StrEnum):
    """A way in which a call was made or could be answered."""

    WEBSITE = "website"
    SOCIAL_MEDIA = "social-media"
    FORM = "form"
    EMAIL = "email"
    IN_PERSON = "in-person"


class Channel(Item):
    """Where the call was published or could be answered."""

    kind: ChannelKind = Field(description="Kind of channel. One of website, social-media, form, email and in-person.")
    text: Text = Field(description="What it was, in a few words.")
    url: Url | None = Field(default=None, description="Its address, as the source prints it.")


class SuggestionKind(StrEnum):
    """What a suggestion asked for."""

    AMENDMENT = "amendment"
    NEW_COMMITMENT = "new-commitment"


class Question(Item):
    """A question of the form."""

    number: int = Field(ge=1, description="Number, in the order of the form.")
    text: Text = Field(description="The question, word for word in its original language.")
    required: bool | None = Field(default=None, description="Whether it had to be answered, where the source shows it.")
    choices: tuple[Text, ...] = Field(default=(), description="The answers offered, where the question had any.")
    personal: bool = Field(default=False, description="Whether it asked for personal data, which is never published.")
    asks: SuggestionKind | None = Field(
        default=None,
        description="What its answers suggest, amendment or new-commitment, so that they can be imported as suggestions.",
    )

    @property
    def anchor(self) -> str:
        """Anchor on the consultation's page."""
        return f"question-{self.number}"


class Suggestion(Item):
    """A suggestion that was received, without the person who made it."""

    number: int = Field(ge=1, description="Number, in the order of the source.")
    kind: SuggestionKind = Field(description="What it asks for. Either amendment or new-commitment.")
    text: Text = Field(description="What was suggested, word for word in its original language.")
    commitment: CommitmentRef | None = Field(default=None, description="The commitment that an amendment concerns.")
    proposal: str | None = Field(
        default=None, description="Id of the proposed commitment (p1 …) that answers it, in the refresh's Table II."
    )

    @property
    def anchor(self) -> str:
        """Anchor on the consultation's page."""
        return f"suggestion-{self.number}"


class Received(Item):
    """What came in."""

    submitters: int | None = Field(
        default=None, ge=0, description="How many organizations and individuals took part; never who."
    )
    date: PartialDate | None = Field(
        default=None, description="Date on which the source says that suggestions were received."
    )
    suggestions: tuple[Suggestion, ...] = Field(default=(), description="The suggestions.")


class Consultation(Record):
    """A public call for suggestions or comments."""

    kind: ClassVar[str] = "consultation"

    title: Text = Field(description="Title of the call.")
    summary: Text = Field(description="What was asked and what became of it, in one or two sentences.")
    plan: PlanRef = Field(description="The plan that it concerns.")
    refresh: RefreshRef | None = Field(default=None, description="The refresh that it is part of.")
    opens: PartialDate | None = Field(default=None, description="First day for answers.")
    closes: PartialDate | None = Field(default=None, description="Last day for answers.")
    announcement: Account | None = Field(default=None, description="The text of the call.")
    channels: tuple[Channel, ...] = Field(default=(), description="Where the call was published and how to answer it.")
    questions: tuple[Question, ...] = Field(default=(), description="The questions of the form.")
    received: Received | None = Field(default=None, description="What came in. Left out until the call has closed.")
    discussed_at: tuple[MeetingRef, ...] = Field(default=(), description="Meetings that discussed what came in.")
    news: tuple[NewsRef, ...] = Field(default=(), description="News posts on the call.")
    documents: tuple[DocumentRef, ...] = Field(default=(), description="Documents of the call.")
