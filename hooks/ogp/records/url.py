"""Addresses of other sites, and for e-mail."""

import re
import unicodedata
from typing import Annotated

from pydantic import AfterValidator, WithJsonSchema
from pydantic_core import PydanticCustomError

_NEVER = r"\s\"<>\\"
"""What stands in no address: blanks and quotation marks."""


def _is_seen(text: str) -> bool:
    """Whether `text` holds nothing that a reader does not see, or sees elsewhere: control and format characters, blanks."""
    return not any(unicodedata.category(character) in ("Cc", "Cf", "Cs", "Zs", "Zl", "Zp") for character in text)


def _checked_url(text: str) -> str:
    if re.match(r"https?://[^/]*@", text):
        raise PydanticCustomError("url_credentials", "a name or password in the address: {text}", {"text": text})
    if not _is_seen(text) or not re.fullmatch(rf"https?://[^/@{_NEVER}]+(/[^{_NEVER}]*)?", text):
        raise PydanticCustomError("url_scheme", "not a web address: {text}", {"text": text})
    return text


Url = Annotated[str, AfterValidator(_checked_url), WithJsonSchema({"type": "string", "pattern": r"^https?://"})]
"""A web address that begins with https:// or http://, without a name or password in it."""


def _checked_email(text: str) -> str:
    if not _is_seen(text) or not re.fullmatch(
        rf"[^@:,;'?&%{_NEVER}]+@[a-z0-9-]+(\.[a-z0-9-]+)+", text, re.IGNORECASE | re.ASCII
    ):
        raise PydanticCustomError("email", "not an e-mail address: {text}", {"text": text})
    return text


Email = Annotated[str, AfterValidator(_checked_email), WithJsonSchema({"type": "string", "format": "email"})]
"""An address for e-mail."""


def _checked_contact(text: str) -> str:
    return _checked_url(text) if text.startswith("http") else _checked_email(text)


Contact = Annotated[str, AfterValidator(_checked_contact), WithJsonSchema({"type": "string"})]
"""An address for e-mail, or that of a page with a form."""
