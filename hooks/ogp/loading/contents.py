"""Whether a file holds what its name says it is, and may be published: by its content, not by its name alone."""

import re
from pathlib import PurePath

import puremagic

from ogp.loading.marks import Marks
from ogp.messages import message
from ogp.problems import Problem

_TEXTS = (".csv", ".txt")
_OTHERS = (".docx", ".gif", ".jpeg", ".jpg", ".pdf", ".png", ".webp", ".xlsx")
PUBLISHED = (*_TEXTS, *_OTHERS)
"""The endings of files that are published as they are. None of them can hold a script that a browser runs in a page of ours."""

_SURE = 0.4
_DOCUMENTS = frozenset(
    (*_OTHERS, ".doc", ".xls", ".ppt", ".pptx", ".odt", ".ods", ".zip", ".rtf", ".html", ".svg", ".exe", ".gz", ".7z")
)
_NO_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f\x7f]")
_ENOUGH = 4096
"""As many bytes show the type of a file."""


def document_type(content: bytes) -> str | None:
    """The ending of the document, picture or archive that `content` is, or None where it is none that is known."""
    return next((found for found in _types(content, _SURE) if found in _DOCUMENTS), None)


def content_problem(file: str, content: bytes) -> Problem | None:
    """What is wrong with the type of a `file` that is published as it is; any file of text is told from other ones only."""
    ending = PurePath(file).suffix
    if ending not in PUBLISHED:
        return Marks(file).problem(
            (),
            message("Files of this kind are not published"),
            message("Only these endings are, in small letters: {known}", known=", ".join(PUBLISHED)),
        )
    fits = _is_text(content) if ending in _TEXTS else ending in _types(content, 0)
    if fits:
        return None
    return Marks(file).problem(
        (),
        message("The content of the file is not what its ending {ending} says", ending=ending),
        message("Save the document anew in this form, or give the file the ending of what it is"),
    )


def _is_text(content: bytes) -> bool:
    return document_type(content) is None and not _NO_TEXT.search(content.decode(errors="replace"))


def _types(content: bytes, least: float) -> tuple[str, ...]:
    """The endings of what `content` may be, the likeliest first, as sure as `least`."""
    try:
        found = puremagic.magic_string(content[:_ENOUGH])
    except (puremagic.PureError, ValueError):
        return ()
    # By its end alone no file is known: a text may end in any way.
    return tuple(one.extension for one in found if one.confidence >= least and one.offset >= 0)
