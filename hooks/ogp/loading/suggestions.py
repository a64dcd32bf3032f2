"""The answers of an online form as drafts of suggestions, without the people who gave them.

The export of the form is a table with a column for each question. Which questions ask for what is known from the record of
the consultation. Names, addresses and telephone numbers are read only to count people and are never written anywhere.
"""

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from itertools import islice

from ogp.loading.contents import document_type
from ogp.loading.personal_data import Known, personal_data
from ogp.messages import Message, message, plural
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation, Question, SuggestionKind
from ogp.records.dates import readings

_HIDDEN = "[…]"
_MARKS = re.compile(r"[\u064b-\u0652\u0670\u0640]")
_PUNCTUATION = re.compile(r"[*:：؟?!.،,;؛\"'«»“”‘’()\[\]]")
_LETTERS = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ٱ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي"})
"""Letters that people do not always tell apart when they type."""

_NOTHING = {"", "-", "لا", "لا يوجد", "لايوجد", "no", "none", "na", "n/a"}
"""Answers, in the form of `plain`, that say nothing."""

_ENCODINGS = ("utf-8-sig", "utf-16", "cp1256")

MAX_BYTES = 20_000_000
MAX_ROWS = 50_000


_NO_QUESTION = message(
    "No question of this consultation says what it asks for: "
    "write “asks: amendment” or “asks: new-commitment” in its record"
)
_REPLACED = message("Row {number}: a name, address or number inside an answer was replaced by “{mark}”")


class UnreadableError(Exception):
    """A file that is no export of the form; `message` says why."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


@dataclass(frozen=True, slots=True)
class Draft:
    """A suggestion as it would be published: kind, text, and for an amendment the id of its commitment."""

    kind: SuggestionKind
    text: str
    commitment: str | None

    @property
    def key(self) -> tuple[SuggestionKind, str | None, str]:
        """The same for the same suggestion however it is typed."""
        return self.kind, self.commitment, plain(self.text)


@dataclass(slots=True)
class Imported:
    """What an export holds: drafts by commitment, how many people answered, and what was noticed, one sentence each."""

    drafts: list[Draft] = field(default_factory=list)
    people: int = 0
    remarks: list[Message] = field(default_factory=list)


def plain(text: str) -> str:
    """`text` as two people may type it alike: digits, marks, forms of letters and blanks do not count."""
    text = "".join(str(unicodedata.decimal(c, c)) for c in unicodedata.normalize("NFKC", text))
    return " ".join(_PUNCTUATION.sub(" ", _MARKS.sub("", text)).translate(_LETTERS).lower().split())


def read_answers(content: bytes) -> list[dict[str, str]]:
    """The rows of the exported table by their headings. Raises UnreadableError."""
    if len(content) > MAX_BYTES:
        raise UnreadableError(message("This file is larger than {limit} MB", limit=MAX_BYTES // 1_000_000))
    if found := document_type(content):
        raise UnreadableError(
            message("By its content the file is of the kind {ending}; export the answers as CSV", ending=found)
        )
    for encoding in _ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeError:
            continue
        if "\x00" not in text:
            break
    else:
        raise UnreadableError(message("The file is not a text; export the answers as CSV"))
    first = text.partition("\n")[0]
    separator = max(",;\t", key=first.count)
    try:
        table = csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)
        rows = list(islice(table, MAX_ROWS + 2))
    except csv.Error:
        raise UnreadableError(
            message("The file is no table: in a row of it a text is opened and not closed; export the answers as CSV")
        ) from None
    if len(rows) > MAX_ROWS + 1:
        raise UnreadableError(message("The file holds more than {limit} answers", limit=MAX_ROWS))
    filled = [row for row in rows[1:] if any(cell.strip() for cell in row)]
    if not filled or not first.strip():
        raise UnreadableError(
            message("The file holds no answers: the first line has the questions, each further one an answer")
        )
    heads = [head.strip() for head in rows[0]]
    return [dict(zip(heads, map(str.strip, row), strict=False)) for row in filled]


def import_answers(
    rows: Sequence[Mapping[str, str]], consultation: Consultation, commitments: Sequence[Commitment], known: Known
) -> Imported:
    """The drafts in `rows`, which answer the questions of `consultation` on `commitments`, grouped by these.

    `known` is what the site says of personal data.
    """
    found = Imported()
    columns = _columns(rows[0], consultation, found)
    if not any(question.asks for question in columns.values()):
        raise UnreadableError(_NO_QUESTION)
    people: set[str] = set()
    seen: set[tuple[str, str]] = set()
    drafts: dict[tuple[SuggestionKind, str | None, str], Draft] = {}
    for number, row in enumerate(rows, 2):
        person = _person(row, columns, number)
        answers = " ".join(plain(row.get(head, "")) for head, question in columns.items() if not question.personal)
        if (person, answers) in seen:
            found.remarks.append(
                message("Row {number}: the same person sent the same answers before; left out", number=number)
            )
            continue
        seen.add((person, answers))
        people.add(person)
        _check_day(row, columns, consultation, (number, found))
        for draft in _drafts(row, columns, commitments, known, (number, found)):
            drafts.setdefault(draft.key, draft)
    order = {commitment.id: commitment.number for commitment in commitments}
    found.drafts = sorted(drafts.values(), key=lambda one: order.get(one.commitment or "", len(order) + 1))
    found.people = len(people)
    return found


def _columns(row: Mapping[str, str], consultation: Consultation, found: Imported) -> dict[str, Question]:
    """The question that each column answers; columns that answer none are left out, and said."""
    texts = {plain(text): question for question in consultation.questions for text in question.text.values.values()}
    columns = {head: question for head in row if (question := texts.get(plain(head)))}
    for head in row:
        if head not in columns and head:
            found.remarks.append(message("Column “{name}” answers no question of the record; left out", name=head))
        elif head and columns[head].personal:
            found.remarks.append(message("Column “{name}” holds personal data; left out", name=head))
    return columns


def _person(row: Mapping[str, str], columns: Mapping[str, Question], number: int) -> str:
    """Tells people apart without saying who they are."""
    own = [plain(row.get(head, "")) for head, question in columns.items() if question.personal]
    told = next((value for value in own if "@" in value), " ".join(filter(None, own))) or f"row {number}"
    return sha256(told.encode()).hexdigest()


def _check_day(
    row: Mapping[str, str], columns: Mapping[str, Question], consultation: Consultation, said: tuple[int, Imported]
) -> None:
    """Notes an answer that did not come in while the call was open, if a column says when it came."""
    number, found = said
    opens = consultation.opens.day if consultation.opens else None
    closes = consultation.closes.day if consultation.closes else None
    if not (opens and closes):
        return
    for head, value in row.items():
        if head not in columns and (days := _days(value)):
            if not any(opens <= day <= closes for day in days):
                text = message(
                    "Row {number}: sent on {date}, when the call was not open", number=number, date=min(days)
                )
                found.remarks.append(text)
            return


def _days(value: str) -> set[date]:
    """The days that a moment, such as 08/04/2024 3:15 or ٢٠٢٤/٤/٨, may be on."""
    western = "".join(str(unicodedata.decimal(c, c)) for c in value)
    match = re.search(r"\d{1,4}([/.\-])\d{1,2}\1\d{1,4}", western)
    return readings(match[0]) if match else set()


def _drafts(
    row: Mapping[str, str],
    columns: Mapping[str, Question],
    commitments: Sequence[Commitment],
    known: Known,
    said: tuple[int, Imported],
) -> Iterator[Draft]:
    number, found = said
    commitment: str | None = None
    for head, question in columns.items():
        value = row.get(head, "")
        if question.choices and not question.asks:
            commitment = _chosen(value, question, commitments) or commitment
    for head, question in columns.items():
        value = " ".join(row.get(head, "").split())
        if not question.asks or plain(value) in _NOTHING:
            continue
        clean = _without_people(value, row, columns, known)
        if clean != value:
            found.remarks.append(Message(_REPLACED.text, {"number": number, "mark": _HIDDEN}))
        if question.asks is SuggestionKind.AMENDMENT and commitment is None:
            found.remarks.append(message("Row {number}: an amendment names no commitment; left out", number=number))
            continue
        yield Draft(question.asks, clean, commitment if question.asks is SuggestionKind.AMENDMENT else None)


def _chosen(value: str, question: Question, commitments: Sequence[Commitment]) -> str | None:
    """The commitment that an answer names: by its title, or as the one at the place of the choice."""
    answer = plain(value)
    if not answer:
        return None
    for commitment in commitments:
        if any(plain(title) in answer for title in commitment.title.values.values()):
            return commitment.id
    choices = [[plain(text) for text in choice.values.values()] for choice in question.choices]
    place = next((n for n, texts in enumerate(choices) if any(text and text in answer for text in texts)), None)
    return commitments[place].id if place is not None and len(choices) == len(commitments) else None


def _without_people(value: str, row: Mapping[str, str], columns: Mapping[str, Question], known: Known) -> str:
    """`value` without personal data and without what the person gave as such in other answers."""
    for head, question in columns.items():
        own = row.get(head, "")
        if question.personal and len(own) > 3:
            value = value.replace(own, _HIDDEN)
    for found in reversed(personal_data(value, known, wary=True)):
        value = value[: found.start] + _HIDDEN + value[found.end :]
    return value


def counted(found: Imported, fresh: int) -> Iterator[Message]:
    """What the import brought, in sentences."""
    yield plural("{count} person answered", "{count} people answered", found.people)
    yield plural("{count} suggestion is new", "{count} suggestions are new", fresh)
