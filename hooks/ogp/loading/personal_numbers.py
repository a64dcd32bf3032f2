"""Numbers in a text that belong to persons: of telephones, national numbers, accounts and cards.

Each function takes a text with plain digits and gives where such numbers begin and end.
"""

import re
import unicodedata
from collections.abc import Callable, Collection, Iterable, Iterator
from importlib import import_module

import phonenumbers
from phonenumbers import Leniency, PhoneNumberFormat, PhoneNumberMatcher, PhoneNumberType
from stdnum import iban, isbn, luhn

Span = tuple[int, int]

_LINK = re.compile(r"https?://[^\s<>\"]+|www\.[^\s<>\"]+", re.IGNORECASE)
_CALL = re.compile(r"(?:wa\.me/|[?&]phone=|tel:)(?:\+|00|%2B)?(\d{8,15})(?!\d)", re.IGNORECASE)
_LONG = re.compile(r"(?<![\d/-])\+?\d(?:[ \-()]?\d){8,14}(?![\d/-])")
_ACCOUNT = re.compile(r"(?<!\w)[A-Z]{2}\d{2}(?: ?[A-Z0-9]){11,30}(?!\w)")
_CARD = re.compile(r"(?<![\w.,\-])[3-6]\d{3}[ \-]?(?:\d{4}[ \-]?){2}\d{1,7}(?![\w\-])")
_TOKEN = re.compile(r"(?<![\w.,\-])[A-Za-z]?\d(?:[ .\-/]?[\dA-Za-z]){6,20}(?![\w\-])")
_IDENTIFIER_OF_BOOK = re.compile(r"(?:ISBN|ISSN)[-: ]*(?:1[03][-: ]*)?$", re.IGNORECASE)


def phones(text: str, country: str | None, offices: Iterable[str]) -> Iterator[Span]:
    """Telephone numbers as they are written in the `country` (a code such as that of a domain) or abroad, but for those of the
    `offices`."""
    known = {_international(office, country) for office in offices}
    for match in _CALL.finditer(text):
        if f"+{match[1]}" not in known:
            yield match.span(1)
    links = _spans(_LINK, text)
    for found in PhoneNumberMatcher(text, country, leniency=Leniency.POSSIBLE):
        if (
            _is_phone(found, text, country)
            and phonenumbers.format_number(found.number, PhoneNumberFormat.E164) not in known
            and not _within(links, found.start)
        ):
            yield found.start, found.end


def _is_phone(found: phonenumbers.PhoneNumberMatch, text: str, country: str | None) -> bool:
    """Whether a number that could be dialled is written as such, and is one that is given out."""
    if not phonenumbers.is_valid_number(found.number) or _is_of_a_book(text, found.start, found.raw_string):
        return False
    alone = next(iter(PhoneNumberMatcher(found.raw_string, country, leniency=Leniency.VALID)), None)
    if alone is not None and alone.raw_string == found.raw_string:
        return True
    # People leave out the zero before the number of a mobile telephone.
    mobile = phonenumbers.number_type(found.number) in (
        PhoneNumberType.MOBILE,
        PhoneNumberType.FIXED_LINE_OR_MOBILE,
    )
    return mobile and len(_digits(found.raw_string)) >= 9 and _stands_alone(text, found.start, found.end)


def _international(number: str, country: str | None) -> str:
    try:
        return str(phonenumbers.format_number(phonenumbers.parse(number, country), PhoneNumberFormat.E164))
    except phonenumbers.NumberParseException:
        return number


def persons(text: str, shapes: Iterable[str], offices: Collection[str]) -> Iterator[Span]:
    """Numbers that a country gives to persons: of the `shapes`, or of kinds that python-stdnum knows by name.

    Only digits that stand together have such a shape: with separators, years and sums would have it too.
    """
    links = _spans(_LINK, text)
    for shape in shapes:
        for start, end in _of_shape(shape, text) if "#" in shape else _of_scheme(shape, text):
            if not (
                _within(links, start)
                or _is_of_a_book(text, start, text[start:end])
                or text[start:end] in offices
                or not _stands_alone(text, start, end)
            ):
                yield start, end


def _of_shape(shape: str, text: str) -> Iterator[Span]:
    pattern = re.escape(shape).replace(r"\#", r"\d")
    yield from _spans(re.compile(rf"(?<![\w.,]){pattern}(?!\w)", re.IGNORECASE), text)


def _of_scheme(name: str, text: str) -> Iterator[Span]:
    is_valid = _validator(name)
    if is_valid:
        yield from (span for span in _spans(_TOKEN, text) if is_valid(text[slice(*span)]))


def is_known_country(code: str) -> bool:
    """Whether the telephone numbers of a country are known."""
    return code in phonenumbers.SUPPORTED_REGIONS


def is_known_scheme(shape: str) -> bool:
    """Whether `shape` shows the digits of a number of persons, or names a kind that python-stdnum knows."""
    return "#" in shape or _validator(shape) is not None


def _validator(name: str) -> Callable[[str], bool] | None:
    """What tells whether a number is of the scheme `name` of python-stdnum, such as nl.bsn; None where it knows none."""
    if not re.fullmatch(r"[a-z]{2}_?\.[a-z][a-z0-9_]*", name):
        return None
    try:
        return getattr(import_module(f"stdnum.{name}"), "is_valid", None)
    except ImportError:
        return None


def accounts(text: str) -> Iterator[Span]:
    """International numbers of bank accounts (IBAN)."""
    for match in _ACCOUNT.finditer(text):
        # What follows the number may look as if it were part of it.
        for end in range(match.end(), match.start() + 14, -1):
            if not text[end : end + 1].isalnum() and iban.is_valid(text[match.start() : end]):
                yield match.start(), end
                break


def cards(text: str) -> Iterator[Span]:
    """Numbers of bank cards: 13 to 19 digits with their check digit."""
    links = _spans(_LINK, text)
    for start, end in _spans(_CARD, text):
        digits = _digits(text[start:end])
        if 13 <= len(digits) <= 19 and luhn.is_valid(digits) and not _within(links, start):
            yield start, end


def long_numbers(text: str) -> Iterator[Span]:
    """Every number that is as long as one of a telephone."""
    yield from _spans(_LONG, text)


def _is_of_a_book(text: str, start: int, number: str) -> bool:
    """Whether a number is that of a book or a journal."""
    return bool(_IDENTIFIER_OF_BOOK.search(text[:start])) or (len(_digits(number)) == 13 and isbn.is_valid(number))


def _stands_alone(text: str, start: int, end: int) -> bool:
    """Whether a number is neither a part of a longer one, with its separators, nor a sum with the sign of a currency."""
    before, after = text[:start].rstrip(" ")[-1:], text[end:].lstrip(" ")[:1]
    part = re.search(r"[\d][.,٫٬/\-]$", text[:start]) or re.match(r"[.,٫٬/\-]\d", text[end:])
    return not part and all(unicodedata.category(sign) != "Sc" for sign in (before, after) if sign)


def _digits(text: str) -> str:
    return "".join(filter(str.isdecimal, text))


def _spans(pattern: re.Pattern[str], text: str) -> list[Span]:
    return [match.span() for match in pattern.finditer(text)]


def _within(spans: Iterable[Span], place: int) -> bool:
    return any(start <= place < end for start, end in spans)
