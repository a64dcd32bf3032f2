"""A WARC file (ISO 28500), in which libraries keep what was asked of servers and answered."""

import io
from collections.abc import Mapping
from typing import IO, Any

from warcio.statusandheaders import StatusAndHeaders  # type: ignore[import-untyped]
from warcio.warcwriter import WARCWriter  # type: ignore[import-untyped]

from ogp.archiving.fetching import Exchange, Headers

_OF_CONNECTION = "transfer-encoding"
"""Says how the content was sent in pieces; it is kept whole."""


class Warc:
    """Writes a compressed WARC file."""

    def __init__(self, out: IO[bytes], name: str, about: Mapping[str, str]) -> None:
        """`about` says who made the file, and how."""
        self._writer = WARCWriter(out, gzip=True)
        self._writer.write_record(self._writer.create_warcinfo_record(name, about))

    def add(self, exchange: Exchange) -> None:
        """Adds the request and the response of `exchange`."""
        response = _response(self._writer, exchange)
        request = self._writer.create_warc_record(
            exchange.address,
            "request",
            http_headers=StatusAndHeaders(_asked(exchange.address), list(exchange.asked), is_http_request=True),
            warc_headers_dict={"WARC-Date": _moment(exchange)},
        )
        self._writer.write_request_response_pair(request, response)


def content_of(exchange: Exchange) -> bytes:
    """What the response of `exchange` holds, without the compression in which it was sent."""
    record = _response(WARCWriter(io.BytesIO()), exchange)
    content: bytes = record.content_stream().read()
    return content


def _response(writer: Any, exchange: Exchange) -> Any:
    status = f"{exchange.status} {exchange.reason}".strip()
    about = {"WARC-Date": _moment(exchange)}
    if exchange.content is None:
        about["WARC-Truncated"] = "length"
    return writer.create_warc_record(
        exchange.address,
        "response",
        payload=io.BytesIO(exchange.content or b""),
        http_headers=StatusAndHeaders(status, _answered(exchange.answered), protocol="HTTP/1.1"),
        warc_headers_dict=about,
    )


def _answered(headers: Headers) -> list[tuple[str, str]]:
    return [(f"X-Archive-Orig-{name}" if name.lower() == _OF_CONNECTION else name, value) for name, value in headers]


def _asked(address: str) -> str:
    path = address.partition("://")[2].partition("#")[0].partition("/")[2]
    return f"GET /{path} HTTP/1.1"


def _moment(exchange: Exchange) -> str:
    return exchange.moment.strftime("%Y-%m-%dT%H:%M:%SZ")
