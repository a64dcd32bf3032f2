"""Personal data in a text: e-mail addresses, numbers of telephones, of persons, of accounts and of cards.

Telephone numbers are known by the plans that libphonenumber keeps for every country, account and card numbers by their check
digits. Of the numbers that a country gives to persons, its site says what they look like. A number without separators counts as
such a number wherever it stands: most have no check digit. Sums of money and other long numbers are told from them by separators.
"""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import StrEnum
from itertools import pairwise

from ogp.loading.personal_numbers import accounts, cards, long_numbers, persons, phones
from ogp.records.site import Site


class PersonalKind(StrEnum):
    """What is found."""

    EMAIL = "email"
    PHONE = "phone"
    PERSON = "person"
    ACCOUNT = "account"
    CARD = "card"
    NUMBER = "number"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """Personal data at `start` up to `end` of a text; `hint` shows no more of it than is needed to find it there."""

    kind: PersonalKind
    start: int
    end: int
    hint: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a site says of personal data: country, shapes of the numbers of persons, contacts of offices, which may stand."""

    country: str | None = None
    person_numbers: tuple[str, ...] = ()
    offices: tuple[str, ...] = ()

    @classmethod
    def of(cls, site: Site) -> "Known":
        """What the record of the `site` says."""
        own = site.personal_data
        return cls(
            country=own.country,
            person_numbers=own.person_numbers,
            offices=(site.contact_email, *filter(None, (site.security_contact,)), *own.office_contacts),
        )


_AT = r"(?:@|&#0*64;|&commat;|%40|\s?[(\[{]\s?(?:at|@|آت|ات|أت)\s?[)\]}]\s?)"
_DOT = r"(?:\.|\sdot\s|\s?[(\[{]\s?(?:dot|\.|نقطة|دوت)\s?[)\]}]\s?)"
_LABEL = r"[^\W_](?:[\w-]*[^\W_])?"
_LOCAL = r"(?:[A-Za-z0-9_+\-]|\w)(?:[\w+\-]|\.(?=\w)){0,63}"
_IN_WORDS = rf"\sat\s{_LABEL}(?:\s(?:dot|\.)\s{_LABEL})+"
_EMAIL = re.compile(
    rf"{_LOCAL}(?:{_AT}{_LABEL}(?:{_DOT}{_LABEL})*{_DOT}[^\W\d_]{{2,}}|{_IN_WORDS})",
    re.IGNORECASE,
)
"""An address, also where it is written so that programs do not see it: name (at) domain (dot) org."""

_IN_BRACKETS = r"\s?(?:[aA][tT]|@|آت|ات|أت)\s?[)\]}]"
_SIGN = re.compile(rf"@|&#0*64;|&[cC][oO][mM][mM][aA][tT];|%40|\({_IN_BRACKETS}|\[{_IN_BRACKETS}|\{{{_IN_BRACKETS}")
_SIGN_IN_WORDS = re.compile(_IN_WORDS, re.IGNORECASE)
"""Either of them stands in every address. They are looked for in very many texts, and quickly where each choice begins with a
letter of its own."""

_DIGIT = re.compile(r"\d")
_FEWEST_DIGITS = 4
"""No number that is looked for has fewer."""

_DAY = re.compile(r"(?:19|20)\d\d-[01]\d-[0-3]\d(?![\d-])")
"""Most digits in the records are those of days."""


def personal_data(text: str, known: Known, *, wary: bool = False) -> tuple[Finding, ...]:
    """All personal data in `text`, in order. If `wary`, every number that is as long as one of a telephone counts as such.

    Digits of every script are read; invisible characters and line breaks hide nothing.
    """
    if not any(suspicious(text, (0, len(text)))):
        return ()
    seen, places = _plain(text)
    taken: list[Finding] = []
    for kind, spans in _found(seen, known, wary=wary):
        for start, end in spans:
            if not any(start < other.end and other.start < end for other in taken):
                taken.append(Finding(kind=kind, start=start, end=end, hint=_hint(kind, seen[start:end])))
    return tuple(
        Finding(kind=one.kind, start=places[one.start], end=places[one.end - 1] + 1, hint=one.hint)
        for one in sorted(taken, key=lambda one: one.start)
    )


def _found(text: str, known: Known, *, wary: bool) -> Iterator[tuple[PersonalKind, Iterator[tuple[int, int]]]]:
    """What each way of looking finds in `text`, the surest first: what overlaps counts once."""
    numbers = len(_DIGIT.findall(text)) >= _FEWEST_DIGITS
    if numbers:
        yield PersonalKind.ACCOUNT, accounts(text)
    if _has_sign(text):
        yield PersonalKind.EMAIL, _emails(text, known)
    if numbers:
        yield PersonalKind.CARD, cards(text)
        yield PersonalKind.PERSON, persons(text, known.person_numbers, known.offices)
        yield PersonalKind.PHONE, phones(text, known.country, [office for office in known.offices if "@" not in office])
        if wary:
            yield PersonalKind.NUMBER, long_numbers(text)


def suspicious(text: str, cuts: Iterable[int]) -> Iterator[tuple[int, int]]:
    """Start and end of those stretches of `text`, from one of the `cuts` to the next, in which there is a reason to look
    closely: in most there is none."""
    seen = text.translate(_IN_PLACE) if _UNUSUAL.search(text) else text.replace("\n", " ")
    has_signs = _has_sign(seen)
    digits = [match.start() for match in _DIGIT.finditer(_DAY.sub(_without_day, seen))]
    for start, end in pairwise(cuts):
        if bisect_left(digits, end) - bisect_left(digits, start) >= _FEWEST_DIGITS or (
            has_signs and _has_sign(seen[start:end])
        ):
            yield start, end


def _without_day(match: re.Match[str]) -> str:
    before = match.string[: match.start()][-1:]
    return match[0] if before == "-" or before.isdecimal() else " " * len(match[0])


def _has_sign(seen: str) -> bool:
    plain = re.sub("  +", " ", seen.replace(_HIDDEN, ""))
    in_words = " dot " in (lower := plain.lower()) or " . " in lower
    return bool(_SIGN.search(plain) or (in_words and _SIGN_IN_WORDS.search(plain)))


class _Plain(dict[int, str]):
    """The usual form of characters by their code, nothing for those that are not seen; worked out once for each."""

    def __missing__(self, code: int) -> str:
        character = chr(code)
        if unicodedata.category(character) in ("Cf", "Mn") or character == "ـ":
            plain = ""
        elif character.isspace():
            plain = " "
        else:
            usual = unicodedata.normalize("NFKC", character)
            plain = character if len(usual) > 1 else str(unicodedata.decimal(usual, usual))
        self[code] = plain
        return plain


_UNUSUAL = re.compile("[^\n -~ء-غف-ي،؛؟«»–—’“”…]")
"""A character that may have another form, besides the end of a line, which counts as a blank."""

_PLAIN = _Plain()
_HIDDEN = "\0"


class _InPlace(dict[int, str]):
    """The same, with a mark for what is not seen, so that all else stays in its place."""

    def __missing__(self, code: int) -> str:
        self[code] = plain = _PLAIN[code] or _HIDDEN
        return plain


_IN_PLACE = _InPlace()


def _plain(text: str) -> tuple[str, list[int]]:
    """`text` with digits and letters in their usual form, without invisible characters and with single blanks, and the place
    in `text` of each of its characters."""
    kept: list[str] = []
    places: list[int] = []
    last = ""
    for place, character in enumerate(text):
        plain = _PLAIN[ord(character)]
        if plain and not plain == last == " ":
            kept.append(plain)
            places.append(place)
            last = plain
    return "".join(kept), places


def _hint(kind: PersonalKind, found: str) -> str:
    return f"{found[0]}…@…" if kind is PersonalKind.EMAIL else f"{found[:2]}…"


def _emails(text: str, known: Known) -> Iterator[tuple[int, int]]:
    offices = {office.lower() for office in known.offices if "@" in office}
    for match in _EMAIL.finditer(text):
        address = match[0].lower()
        # Arabic letters may stand right before an address; they are no part of it.
        own = re.search(r"[!-~]+$", address)
        if not (own and own[0].removeprefix("mailto:") in offices):
            yield match.span()
