"""Visits to servers of others: one at a time to each, with an end, and with every request and answer told."""

import time
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from threading import Lock, local
from urllib.parse import urljoin, urlsplit

import requests
from urllib3.exceptions import HTTPError

from ogp.verifying.client import plainly

_PIECE = 65_536
_MOST_REDIRECTS = 10
Headers = Sequence[tuple[str, str]]


class Outcome(StrEnum):
    """What became of a visit."""

    FETCHED = "fetched"
    REFUSED = "refused"
    TIMED_OUT = "timed-out"
    TOO_LARGE = "too-large"
    TOO_MANY_REDIRECTS = "too-many-redirects"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True, slots=True, kw_only=True)
class Exchange:
    """A request for `address` and what was answered, at a `moment`; the content is as it was sent, None where it was larger than
    wanted."""

    address: str
    moment: datetime
    asked: Headers
    status: int
    reason: str
    answered: Headers
    content: bytes | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """A visit to an address: what was asked and answered, redirects first, what became of it, and why, in the words of the
    connection, where there was no answer."""

    outcome: Outcome
    exchanges: tuple[Exchange, ...]
    detail: str = ""


class Visitor:
    """Visits addresses; may be used by several threads at the same time."""

    def __init__(self, agent: str, *, timeout: float, most: int) -> None:
        """`agent` is how it names itself. It waits for so many seconds until a server says something and as long again until all
        is said, and reads at most so many bytes."""
        self._agent, self._timeout, self._most = agent, timeout, most
        self._locks: dict[str, Lock] = defaultdict(Lock)
        self._guard = Lock()
        self._own = local()

    def visit(self, address: str) -> Visit:
        """Visits `address` and follows where it leads."""
        exchanges: list[Exchange] = []
        outcome, detail = Outcome.TOO_MANY_REDIRECTS, ""
        try:
            while len(exchanges) <= _MOST_REDIRECTS:
                exchange, target = self._ask(address)
                exchanges.append(exchange)
                if target is None:
                    outcome = _outcome(exchange)
                    break
                address = target
        except (requests.Timeout, TimeoutError):
            outcome = Outcome.TIMED_OUT
        except (requests.RequestException, HTTPError, ValueError) as error:
            outcome, detail = Outcome.UNREACHABLE, plainly(error)
            if "timed out" in detail:
                outcome = Outcome.TIMED_OUT
        return Visit(outcome=outcome, exchanges=tuple(exchanges), detail=detail)

    def _ask(self, address: str) -> tuple[Exchange, str | None]:
        """One request, and where its answer leads. Raises what requests and urllib3 raise, and TimeoutError."""
        if not hasattr(self._own, "session"):
            self._own.session = requests.Session()
        session: requests.Session = self._own.session
        with self._guard:
            lock = self._locks[urlsplit(address).netloc]
        with lock:
            moment = datetime.now(UTC)
            headers = {"User-Agent": self._agent, "Accept": "*/*", "Accept-Encoding": "identity"}
            with session.get(
                address, headers=headers, stream=True, allow_redirects=False, timeout=self._timeout
            ) as answer:
                exchange = Exchange(
                    address=address,
                    moment=moment,
                    asked=(("Host", urlsplit(address).netloc), *answer.request.headers.items()),
                    status=answer.status_code,
                    reason=answer.reason or "",
                    answered=tuple(answer.raw.headers.items()),
                    content=self._content(answer),
                )
                return exchange, urljoin(address, answer.headers["Location"]) if answer.is_redirect else None

    def _content(self, answer: requests.Response) -> bytes | None:
        latest = time.monotonic() + 2 * self._timeout
        content = bytearray()
        # What has arrived, and not only a whole piece: a server may say a byte at a time for ever.
        while piece := answer.raw.read1(_PIECE, decode_content=False):
            content += piece
            if len(content) > self._most:
                return None
            if time.monotonic() > latest:
                raise TimeoutError
        return bytes(content)


def _outcome(last: Exchange) -> Outcome:
    if last.status != requests.codes.ok:
        return Outcome.REFUSED
    return Outcome.TOO_LARGE if last.content is None else Outcome.FETCHED
