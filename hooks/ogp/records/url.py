"""Addresses of other sites."""

import re
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError


def _checked(text: str) -> str:
    if not re.fullmatch(r"https?://[^\s/]+(/\S*)?", text):
        raise PydanticCustomError("url_scheme", "not a web address: {text}", {"text": text})
    return text


Url = Annotated[str, AfterValidator(_checked), WithJsonSchema({"type": "string", "pattern": r"^https?://"})]
"""A web address that begins with https:// or http://."""
