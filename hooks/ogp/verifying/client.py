"""Requests to somebody's server: few at once, with an end, and of each answer no more than is expected."""

import re
import time
from dataclasses import dataclass
from hashlib import sha256
from threading import local
from urllib.parse import urljoin

import requests
from requests.adapters import HTTPAdapter
from urllib3.exceptions import HTTPError
from urllib3.util import Retry

AT_ONCE = 4
_TO_CONNECT, _TO_SAY = 10, 30
"""Seconds until the server must have taken the connection, and must have said something more."""

_SLOWEST = 20_000
"""Bytes a second below which an answer is given up, when it has lasted longer than the time above."""

_PIECE = 65_536
_OBJECT = re.compile(r"^\w+\(.*?\): ")
_BUSY = (429, 502, 503, 504)


class NoAnswerError(Exception):
    """The server cannot be reached, or does not come to an end; the text is what the connection says."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server answered: the status, the address to which it leads, if it does, size and SHA-256 of the content without the
    compression of the connection, that content where it was to be kept, and whether it was larger than expected."""

    status: int
    target: str | None
    size: int
    sha256: str
    content: bytes
    too_large: bool


class Reader:
    """Reads addresses; may be used by several threads at the same time."""

    def __init__(self) -> None:
        self._own = local()

    def _session(self) -> requests.Session:
        if not hasattr(self._own, "session"):
            session = requests.Session()
            # Asks again where the server is busy, a little later each time.
            retry = Retry(
                total=3, connect=1, read=1, redirect=False, backoff_factor=1, status_forcelist=_BUSY,
                raise_on_status=False, respect_retry_after_header=False,
            )  # fmt: skip
            for scheme in ("http://", "https://"):
                session.mount(scheme, HTTPAdapter(max_retries=retry))
            session.headers["User-Agent"] = "ogp-verify"
            self._own.session = session
        found: requests.Session = self._own.session
        return found

    def read(self, address: str, most: int, *, encoding: str = "identity", keeps: bool = False) -> Answer:
        """What is answered at `address` to one who wants it compressed by `encoding`, of which at most `most` bytes are read.

        Raises NoAnswerError.
        """
        headers = {"Accept-Encoding": encoding}
        try:
            with self._session().get(
                address, headers=headers, stream=True, allow_redirects=False, timeout=(_TO_CONNECT, _TO_SAY)
            ) as answer:
                target = urljoin(address, answer.headers.get("Location", "")) if answer.is_redirect else None
                return _read(answer, target, most, keeps=keeps)
        except (requests.RequestException, HTTPError, ValueError) as error:
            raise NoAnswerError(plainly(error)) from None


def _read(answer: requests.Response, target: str | None, most: int, *, keeps: bool) -> Answer:
    """Reads what `answer` holds, if it is the thing asked for and not a page about an error."""
    digest, size, kept = sha256(), 0, bytearray()
    latest = time.monotonic() + _TO_SAY + most / _SLOWEST
    if answer.status_code == 200:
        for piece in answer.raw.stream(_PIECE, decode_content=True):
            size += len(piece)
            if size > most:
                break
            digest.update(piece)
            if keeps:
                kept += piece
            if time.monotonic() > latest:
                raise NoAnswerError("timed out")
    return Answer(answer.status_code, target, size, digest.hexdigest(), bytes(kept), size > most)


def plainly(error: Exception) -> str:
    """The innermost reason, without the objects of the library in which it comes."""
    while (inner := getattr(error, "reason", None) or (error.args[0] if error.args else None)) and isinstance(
        inner, Exception
    ):
        error = inner
    return _OBJECT.sub("", str(error)) or type(error).__name__
