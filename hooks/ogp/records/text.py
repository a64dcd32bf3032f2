"""The one type of every public text: a value for each language and where each value comes from."""

import re
from collections.abc import Mapping
from contextvars import ContextVar
from enum import StrEnum
from types import MappingProxyType
from typing import Annotated, Any, NamedTuple

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_serializer,
    model_validator,
)
from pydantic_core import CoreSchema, PydanticCustomError

LANGUAGES: ContextVar[tuple[str, ...]] = ContextVar("languages")
"""The languages of the site while records are being validated, default language first."""


LanguageCode = Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]
"""Code of a language, such as ar."""


class TextState(StrEnum):
    """What a text's value in one language is."""

    ORIGINAL = "original"
    OFFICIAL = "official"
    UNOFFICIAL = "unofficial"
    MISSING = "missing"


_UNSEEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
"""What no file of XML or iCalendar may hold, and what turns the text behind it around. The checker lets none of it pass."""


class Side(NamedTuple):
    """A text as it is shown to the readers of one language."""

    text: str
    language: str
    state: TextState


def _one_or_more(value: Any) -> Any:
    return (value,) if isinstance(value, str) else value


Languages = Annotated[
    tuple[str, ...],
    BeforeValidator(_one_or_more),
    WithJsonSchema({"anyOf": [{"type": "string"}, {"type": "array", "items": {"type": "string"}}]}),
]
"""One language code, or several."""


class Text(BaseModel):
    """A public text. In YAML its values stand beside its states, each under its language.

    A language that is neither original nor official is an unofficial translation of the site's; one without a
    value must be listed as missing.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    original: Languages = Field(
        min_length=1,
        description="Language or languages in which the source, or the site itself, wrote this text.",
    )
    official: Languages = Field(default=(), description="Languages whose value is an official translation.")
    missing: Languages = Field(default=(), description="Languages in which the text is not yet available.")
    values: Annotated[Mapping[str, str], AfterValidator(MappingProxyType)] = Field(
        description="The text in each language."
    )

    @model_validator(mode="before")
    @classmethod
    def _gather_languages(cls, data: Any) -> Any:
        if not isinstance(data, Mapping):
            raise PydanticCustomError("text_type", "a text needs one value per language")
        if "values" in data:
            raise PydanticCustomError("text_type", "a text needs one value per language")
        languages = LANGUAGES.get()
        values = {code: data[code] for code in languages if code in data}
        return {"values": values} | {key: value for key, value in data.items() if key not in languages}

    @model_validator(mode="after")
    def _complete(self) -> "Text":
        languages = LANGUAGES.get()
        for code, value in self.values.items():
            if not value.strip():
                raise PydanticCustomError("text_empty", "empty in {language}", {"language": code})
            if not any(character.isalnum() for character in value):
                raise PydanticCustomError("text_blank", "no letter in {language}", {"language": code})
        for field in ("original", "official", "missing"):
            for code in getattr(self, field):
                if code not in languages:
                    context = {"language": code, "field": field, "known": ", ".join(languages)}
                    raise PydanticCustomError("text_language", "unknown language {language}", context)
        for field in ("original", "official"):
            for code in getattr(self, field):
                if code not in self.values:
                    context = {"language": code, "field": field}
                    raise PydanticCustomError("text_original", "no value in {language}", context)
        for code in languages:
            if (code in self.values) == (code in self.missing):
                error = "text_both" if code in self.missing else "text_missing"
                raise PydanticCustomError(error, "no value in {language}", {"language": code})
        return self

    @classmethod
    def __get_pydantic_json_schema__(cls, schema: CoreSchema, handler: GetJsonSchemaHandler) -> dict[str, Any]:
        shape = handler.resolve_ref_schema(handler(schema))
        shape["properties"] = {
            **{code: {"type": "string", "minLength": 1} for code in LANGUAGES.get()},
            **{key: value for key, value in shape["properties"].items() if key != "values"},
        }
        shape["required"] = ["original"]
        return shape

    @model_serializer
    def _flat(self) -> dict[str, Any]:
        states = {"original": self.original, "official": self.official, "missing": self.missing}
        return {**self.values, **{key: list(value) for key, value in states.items() if value}}

    def state(self, language: str) -> TextState:
        """What the value in `language` is."""
        if language in self.missing:
            return TextState.MISSING
        if language in self.original:
            return TextState.ORIGINAL
        return TextState.OFFICIAL if language in self.official else TextState.UNOFFICIAL

    def side(self, language: str) -> Side:
        """What readers of `language` see: its value, or the original's where it is missing."""
        state = self.state(language)
        shown = self.original[0] if state is TextState.MISSING else language
        text = self.values[shown]
        # Nearly every text can be printed, which is told more quickly.
        seen = text if text.replace("\n", "").isprintable() else _UNSEEN.sub("\ufffd", text)
        return Side(text=seen, language=shown, state=state)


class Prose(Text):
    """A longer text in Markdown: paragraphs, lists, links and emphasis; no HTML."""
