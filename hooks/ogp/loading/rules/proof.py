"""What must be shown: sources, justifications, challenges, figures that agree, documents that can be seen."""

import hashlib
from collections.abc import Iterator
from datetime import date

from ogp.loading.files import Files
from ogp.loading.layout import DATA
from ogp.loading.salvage import UNREAD
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.base import Item, Record
from ogp.records.commitment import Commitment, Completion
from ogp.records.dates import PartialDate
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.refresh import Outcome, Refresh


def records_have_sources(files: Files) -> Iterator[Problem]:
    """Every record but a document, which is its own source, names at least one source."""
    for entry in files.entries:
        if isinstance(entry.record, Record) and not isinstance(entry.record, Document) and not entry.record.sources:
            yield entry.problem(
                ("sources",),
                message("The record names no source"),
                message("Add “sources:” with the id of a document and the place in it"),
                key=True,
            )


def items_name_their_sources(files: Files) -> Iterator[Problem]:
    """In a record that rests on several documents each item names its own source. Items inside an item may rest on its
    sources."""
    for entry in files.entries:
        if not isinstance(entry.record, Record) or len({str(one.document) for one in entry.record.ties.citations}) < 2:
            continue
        items = {path: value for path, value in entry.values() if isinstance(value, Item)}
        for path, item in items.items():
            inside = any(path[:length] in items for length in range(1, len(path)))
            if not item.sources and not inside:
                yield entry.problem(
                    (*path, "sources"),
                    message("The record rests on several documents, and here no source is named"),
                    message("Add “sources:” with the id of the document and the place in it"),
                )


def items_name_their_places(files: Files) -> Iterator[Problem]:
    """An item that rests on a document whose text is here names the place in it."""
    texts = {entry.record.id for entry in files.of(Document) if entry.record.transcript}
    for entry in files.entries:
        for citation in entry.record.ties.citations:
            if citation.of_item and citation.at is None and citation.document in texts:
                yield entry.problem(
                    citation.path,
                    message("The place in the document is missing"),
                    message("Add “at:” with the place, such as “step 4” or “table 1, commitment 4”"),
                )


def refusals_are_justified(files: Files) -> Iterator[Problem]:
    """A proposal that is not added has a justification (OGP standard 4.1: a reasoned response)."""
    for entry in files.of(Refresh):
        for name in ("activities", "proposals"):
            for index, item in enumerate(getattr(entry.record, name)):
                if item.outcome is Outcome.NOT_ADDED and item.justification is None:
                    yield entry.problem(
                        (name, index, "outcome"),
                        message("“{id}” was not added, and no justification is given", id=item.id),
                        message("Add “justification:” with the reason that was published"),
                    )


def slow_progress_names_challenges(files: Files) -> Iterator[Problem]:
    """A progress report with the status not-started or limited says which challenges stood in the way."""
    for entry in files.of(Commitment):
        for index, report in enumerate(entry.record.progress):
            if report.status in (Completion.NOT_STARTED, Completion.LIMITED) and report.challenges is None:
                yield entry.problem(
                    ("progress", index, "status"),
                    message("The status “{status}” needs an explanation", status=str(report.status)),
                    message("Add “challenges:” and say what stood in the way"),
                )


def changes_are_told(files: Files) -> Iterator[Problem]:
    """A note on a change says in a sentence what changed, unless the change is minor."""
    for entry in files.entries:
        for index, change in enumerate(entry.record.changes if isinstance(entry.record, Record) else ()):
            if change.text is None and not change.minor and not files.is_wrong(entry, ("changes", index)):
                yield entry.problem(
                    ("changes", index),
                    message("The change has no sentence that tells it"),
                    message("Add “text:”, or “minor: true” where no reader needs to know"),
                )


def completion_is_shown(files: Files) -> Iterator[Problem]:
    """A progress report with the status complete names evidence."""
    for entry in files.of(Commitment):
        for index, report in enumerate(entry.record.progress):
            if (
                report.status is Completion.COMPLETE
                and not report.evidence
                and not files.is_wrong(entry, ("progress", index, "evidence"))
            ):
                yield entry.problem(
                    ("progress", index, "status"),
                    message("The status “{status}” needs evidence", status=str(report.status)),
                    message("Add “evidence:” and say what shows it"),
                )


def attendance_adds_up(files: Files) -> Iterator[Problem]:
    """Women and men together make the total where both are given; neither is more than the total."""
    for entry in files.of(Meeting):
        attendance = entry.record.attendance
        if not attendance or not isinstance(attendance.total, int):
            continue
        women, men, total = attendance.women, attendance.men, attendance.total
        if UNREAD in (women, men):
            continue
        fix = message("Correct the figures, or leave out the one that is not known")
        if women is not None and men is not None:
            if women + men != total:
                sentence = message("{women} women and {men} men do not make {total}", women=women, men=men, total=total)
                yield entry.problem(("attendance", "total"), sentence, fix)
        elif (counted := women or men or 0) > total:
            sentence = message("More women or men ({counted}) than people ({total})", counted=counted, total=total)
            yield entry.problem(("attendance", "total"), sentence, fix)


def documents_can_be_seen(files: Files) -> Iterator[Problem]:
    """A document has an address, a text published here, or a sentence that says why not."""
    for entry in files.of(Document):
        document = entry.record
        if not (document.url or document.transcript or document.unavailable):
            yield entry.problem(
                ("id",),
                message("The document has neither an address nor a text"),
                message("Add “url:”, “transcript:”, or say under “unavailable:” why there is none"),
            )


def dead_addresses_are_known(files: Files) -> Iterator[Problem]:
    """A day on which an address no longer answered needs the address, and comes neither before the document's date nor after
    the last update of its record."""
    for entry in files.of(Document):
        document = entry.record
        day = document.dead_since
        if not isinstance(day, date):
            continue
        if document.url is None:
            yield entry.problem(
                ("dead_since",),
                message("“{field}” is given without an address", field="dead_since"),
                message("Add “url:” with the address that no longer answers, or delete “{field}:”", field="dead_since"),
            )
        if isinstance(document.date, PartialDate) and day < document.date.earliest:
            yield entry.problem(
                ("dead_since",),
                message(
                    "The address is said not to have answered on {day}, before the document’s date ({date})",
                    day=day.isoformat(), date=document.date.root,
                ),
                message("Correct one of the two"),
            )  # fmt: skip
        if isinstance(document.updated, date) and day > document.updated:
            yield entry.problem(
                ("dead_since",),
                message(
                    "The address is said not to have answered on {day}, after the record’s last update",
                    day=day.isoformat(),
                ),
                message("Correct one of the two"),
            )


def transcripts_are_intact(files: Files) -> Iterator[Problem]:
    """A transcript's file exists and has the checksum that its record states; no file stands there unused."""
    used = set()
    unsure = Document.kind in files.unknown or any(kind == Document.kind for kind, _ in files.broken)
    for entry in files.of(Document):
        transcript = entry.record.transcript
        if not transcript:
            continue
        if files.is_wrong(entry, ("transcript",)):
            unsure = True
            continue
        used.add(f"documents/{transcript.file}")
        content = files.others.get(f"documents/{transcript.file}")
        if content is None:
            yield entry.problem(
                ("transcript", "file"),
                message("There is no file “{file}” in data/documents", file=transcript.file),
                message("Add the file, or correct its name"),
            )
            continue
        checksum = hashlib.sha256(content).hexdigest()
        if checksum != transcript.published_sha256:
            yield entry.problem(
                ("transcript", "published_sha256"),
                message("The text has been changed: its checksum is {checksum}", checksum=checksum),
                message("Restore the text, or write the new checksum and log the correction"),
            )
    for path in sorted(files.others):
        if path.startswith("documents/") and path not in used and not unsure:
            yield Problem(
                file=f"{DATA}/{path}", line=1, column=1, field="",
                message=message("No document record uses this file"),
                fix=message("Name it in documents.yaml under “transcript:”, or delete it"),
            )  # fmt: skip
