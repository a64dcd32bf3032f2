"""What a field of a record is called, from the description that it bears."""

import re
from typing import Any

from pydantic import BaseModel

from ogp.messages import Message
from ogp.records.base import model_in


def described(type_: type[BaseModel], field: str) -> Message | None:
    """The description of the field at a dotted path inside a record of `type_`; None where there is no such field.

    For a value inside a text, such as `title.ar`, it is the description of the text.
    """
    found: Message | None = None
    inner: Any = type_
    for name in re.sub(r"\[[^\]]*\]", "", field).split("."):
        model = model_in(inner)
        own = model.model_fields.get(name) if model else None
        if own is None:
            return found
        found = Message(own.description or "")
        inner = own.annotation
    return found
