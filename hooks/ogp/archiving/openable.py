"""Documents of others as files that can be opened without harm: no script in them runs."""

import re
from email.message import EmailMessage
from pathlib import PurePosixPath
from urllib.parse import urlsplit

_HTML = "text/html"
_ENDINGS = {
    _HTML: ".html",
    "text/plain": ".txt",
    "text/csv": ".csv",
    "application/json": ".json",
    "application/pdf": ".pdf",
    "application/rtf": ".rtf",
    "application/msword": ".doc",
    "application/vnd.ms-excel": ".xls",
    "application/vnd.ms-powerpoint": ".ppt",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ".xlsx",
    "application/vnd.openxmlformats-officedocument.presentationml.presentation": ".pptx",
    "application/vnd.oasis.opendocument.text": ".odt",
    "application/vnd.oasis.opendocument.spreadsheet": ".ods",
    "application/zip": ".zip",
    "image/png": ".png",
    "image/jpeg": ".jpg",
    "image/gif": ".gif",
    "image/webp": ".webp",
}
_UNKNOWN = ".bin"
_BEGINNING = re.compile(rb"\A(?:\xef\xbb\xbf)?\s*(?:<!doctype[^>]*>)?", re.IGNORECASE)
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:"
_TWO_BYTES = (b"\xff\xfe", b"\xfe\xff")
"""The byte order marks of UTF-16, in which nothing can be put without knowing more."""


def media_of(header: str) -> str:
    """The type of media in the `header` Content-Type, in small letters."""
    return _parsed(header).get_content_type() if header else ""


def made(content: bytes, header: str, address: str) -> tuple[str, bytes]:
    """How the name of a file with this `content` ends, and the file, as far as the `header` Content-Type, or else the `address`,
    says what it is. A page gets a policy by which no script in it runs, and the characters that the header names."""
    if content.startswith(b"%PDF-"):
        return _ENDINGS["application/pdf"], content
    ending = _ENDINGS.get(media_of(header)) or _ending(address)
    if ending != _ENDINGS[_HTML]:
        return ending, content
    charset = str(_parsed(header).get_content_charset() or "").lower() if header else ""
    if charset.startswith("utf-16") or content.startswith(_TWO_BYTES):
        return _UNKNOWN, content
    told = f'<meta charset="{charset}">' if re.fullmatch(r"[\w.:-]+", charset, re.ASCII) else ""
    head = f'{told}<meta http-equiv="Content-Security-Policy" content="{_POLICY}">'.encode()
    return ending, _BEGINNING.sub(lambda match: match[0] + head, content, count=1)


def _ending(address: str) -> str:
    found = PurePosixPath(urlsplit(address).path).suffix.lower()
    return found if found in _ENDINGS.values() else _UNKNOWN


def _parsed(header: str) -> EmailMessage:
    message = EmailMessage()
    message["Content-Type"] = " ".join(header.split())
    return message
