"""The documents of others to which the site links, fetched for the copy: a WARC file, a list, and each as a file to be opened."""

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from ogp.archiving import openable
from ogp.archiving.fetching import Exchange, Outcome, Visit, Visitor
from ogp.archiving.pages import Kept
from ogp.archiving.warc import Warc, content_of
from ogp.messages import Message, message
from ogp.records.document import Document
from ogp.register import Register

WARC = "documents.warc.gz"
LIST = "documents.csv"
FOLDER = "documents/"
_AT_ONCE = 4
_COLUMNS = ("document", "address", "final_address", "time", "outcome", "status", "type", "size", "sha256", "file")


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    """What became of an address of a document: when, the last answer, and the file in the copy, if there is one."""

    document: Document
    address: str
    final_address: str
    time: datetime | None
    outcome: Outcome
    detail: str
    status: int | None = None
    type: str | None = None
    size: int | None = None
    sha256: str | None = None
    file: str | None = None

    @property
    def kept(self) -> Kept | None:
        """What the copy has of it."""
        return Kept(self.file, self.time.date()) if self.file and self.time else None


def addresses(register: Register) -> Mapping[str, Document]:
    """The addresses of documents at which something may be found: an archived copy's where the document's own is dead."""
    found: dict[str, Document] = {}
    for document in register.documents.values():
        address = document.archived if document.dead_since else document.url
        if address:
            found.setdefault(address, document)
    return found


def fetch(wanted: Mapping[str, Document], folder: Path, visitor: Visitor, about: Mapping[str, str]) -> tuple[Row, ...]:
    """Fetches what is `wanted` into the `folder` of the copy; `about` is noted in the WARC file. Returns what became of each."""
    with (folder / WARC).open("wb") as out, ThreadPoolExecutor(_AT_ONCE) as pool:
        warc = Warc(out, WARC, about)
        rows = []
        for (address, document), visit in zip(wanted.items(), pool.map(visitor.visit, wanted), strict=True):
            for exchange in visit.exchanges:
                warc.add(exchange)
            rows.append(_row(document, address, visit, folder))
    (folder / LIST).write_bytes(_list(rows))
    return tuple(rows)


def _row(document: Document, address: str, visit: Visit, folder: Path) -> Row:
    last = visit.exchanges[-1] if visit.exchanges else None
    row = Row(
        document=document,
        address=address,
        final_address=last.address if last else address,
        time=last.moment if last else None,
        outcome=visit.outcome,
        detail=visit.detail,
    )
    if last and row.outcome in (Outcome.FETCHED, Outcome.REFUSED, Outcome.TOO_LARGE):
        return _filled(row, last, folder)
    return row


def _filled(row: Row, last: Exchange, folder: Path) -> Row:
    """`row` with what the `last` answer says; where that is the document, it is written into the `folder` of the copy."""
    header = _header(last, "content-type")
    media = openable.media_of(header)
    row = replace(row, status=last.status, type=media)
    if last.content is None:
        return row
    content = content_of(last)
    row = replace(row, size=len(content), sha256=sha256(content).hexdigest())
    if row.outcome is not Outcome.FETCHED:
        return row
    ending, made = openable.made(content, header, last.address)
    file = f"{FOLDER}{row.document.id}{ending}"
    (folder / file).parent.mkdir(exist_ok=True)
    (folder / file).write_bytes(made)
    return replace(row, file=file)


def _header(exchange: Exchange, name: str) -> str:
    return next((value for own, value in exchange.answered if own.lower() == name), "")


def _list(rows: Sequence[Row]) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(_COLUMNS)
    for row in rows:
        values = {name: getattr(row, name) for name in _COLUMNS}
        values["document"] = row.document.id
        values["time"] = row.time.isoformat(timespec="seconds") if row.time else ""
        writer.writerow(["" if value is None else str(value) for value in values.values()])
    return out.getvalue().encode()


def failures(rows: Sequence[Row]) -> Iterator[Message]:
    """A sentence for each address of which the copy has nothing."""
    for row in rows:
        if row.outcome is not Outcome.FETCHED:
            yield said(row)


def said(row: Row) -> Message:
    """Why the copy has nothing of the address of `row`."""
    match row.outcome:
        case Outcome.TIMED_OUT:
            return message("{address} did not answer in time", address=row.address)
        case Outcome.TOO_LARGE:
            return message("{address} is too large for the copy", address=row.address)
        case Outcome.TOO_MANY_REDIRECTS:
            return message("{address} leads on and on", address=row.address)
        case Outcome.REFUSED:
            return message("{address} answered with the status {status}", address=row.address, status=str(row.status))
    return message("{address} cannot be reached: {detail}", address=row.address, detail=row.detail)
