"""What counts as personal data in a text, and what looks like it and is none."""

import pytest

from ogp.loading.personal_data import Finding, Known, PersonalKind, personal_data

KNOWN = Known(country="JO", person_numbers=("9#########", "nl.bsn"), offices=("unit@example.org", "+962 6 464 4466"))


def _found(text: str, known: Known = KNOWN, *, wary: bool = False) -> list[tuple[str, str]]:
    return [(str(one.kind), text[one.start : one.end]) for one in personal_data(text, known, wary=wary)]


@pytest.mark.parametrize(
    "text",
    [
        "0791234567", "079 123 4567", "079-123-4567", "079–123–4567", "07 9123 4567", "(079) 1234567", "+962 79 123 4567",
        "00962791234567", "962791234567", "+962(0)791234567", "٠٧٩١٢٣٤٥٦٧", "۰۷۹ ۱۲۳ ۴۵۶۷", "０７９１２３４５６７", "790123456",
        "06 5661234", "(06) 566 1234", "065661234", "+44 20 7946 0958", "+1 202-456-1111", "079\n    123 4567",
        "0\u200e79\u20691234567", "079\u00ad1234567",
    ],
)  # fmt: skip
def test_a_telephone_number_however_it_is_written(text: str) -> None:
    for before, after in (("", ""), ("هاتف: ", "، خلوي"), ("call ", ".")):
        assert _found(before + text + after) == [("phone", text)]


@pytest.mark.parametrize("text", ["https://wa.me/962791234567", "https://api.example.org/send?phone=+962791234567"])
def test_a_telephone_number_in_a_link(text: str) -> None:
    assert _found(text) == [("phone", "962791234567")]


@pytest.mark.parametrize(
    "text",
    [
        "first.last@example.com", "a_b+c@mail.example.co", "somebody(at)example(dot)com", "somebody [at] example [dot] com",
        "somebody (at) example.com", "somebody at example dot com", "somebody@example dot com", "somebody%40example.com",
        "somebody&#64;example.com", "somebody＠example.com", "somebody (آت) example (نقطة) com", "شخص@مثال.شبكة",
        "some\u200bbody@exa\u00admple.com", "not.unit@example.org", "unit@example.org.example.com",
    ],
)  # fmt: skip
def test_an_address_for_email_however_it_is_hidden(text: str) -> None:
    for before, after in (("", ""), ("راسل ", "، أو"), ("write to ", "."), ("(", ")")):
        assert _found(before + text + after) == [("email", text)]


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("رقمه الوطني 9871012345.", "person", "9871012345"),
        ("رقمه الوطني:٩٨٧١٠١٢٣٤٥", "person", "٩٨٧١٠١٢٣٤٥"),
        ("Burger 111222333, ", "person", "111222333"),
        ("JO94CBJO0010000000000131000302", "account", "JO94CBJO0010000000000131000302"),
        ("to JO94 CBJO 0010 0000 0000 0131 0003 02 AND", "account", "JO94 CBJO 0010 0000 0000 0131 0003 02"),
        ("card 4111 1111 1111 1111, valid", "card", "4111 1111 1111 1111"),
        ("4111-1111-1111-1111", "card", "4111-1111-1111-1111"),
    ],
)
def test_numbers_of_persons_accounts_and_cards(text: str, kind: str, found: str) -> None:
    assert _found(text) == [(kind, found)]


@pytest.mark.parametrize(
    "text",
    [
        "2021-2025", "2018–2020, 2021–2025", "2019 2020 2021 2022", "(2018-2020)", "٢٠٢١-٢٠٢٥", "2024-04-08 10:30", "08/04/2024",
        "20240408", "2021/12/30 - 2025/06/30", "8–23 April 2024", "06:30 – 16:44", "Law No. 47 of 2007", "117 لسنة 2021",
        "No. 12/2024/3456", "JO0064", "ISO/IEC 40500:2012", "10.1000/xyz123", "P.O. Box 555, Amman 11118", "192.168.100.200",
        "1,234,567,890", "9.876.543.210", "9 876 543 210", "790,123,456 دينار", "9876543210 $", "€ 9876543210", "0.9871012345",
        "31.9539, 35.9106", "ISBN 978-9957-8565-1-4", "ISBN 9957856512", "9789957856514", "4111 1111 1111 1112",
        "JO95CBJO0010000000000131000302", "111222334", "https://example.org/posts/9871012345", "https://example.org/?p=0791234567",
        "sha256 9871012345abcdef", "step 1 2 3 4 5 6 7 8 9 10", "unit@example.org", "[unit](mailto:unit@example.org)",
        "البريدunit@example.org", "UNIT@Example.org", "06 464 4466", "published at ogp.example.org", "@ogpjordan", "12 @ 3.50",
    ],
)  # fmt: skip
def test_what_is_no_personal_data(text: str) -> None:
    for before, after in (("", ""), ("في ", "، أو"), ("see ", ".")):
        assert _found(before + text + after) == []


def test_where_the_country_is_not_known_numbers_written_for_abroad_are_found() -> None:
    nowhere = Known()
    assert _found("+962 79 123 4567, 0791234567, 9871012345", nowhere) == [("phone", "+962 79 123 4567")]


def test_answers_of_a_form_are_cleaned_of_every_long_number() -> None:
    assert _found("0501234567 or 12345 67890", wary=True) == [("number", "0501234567"), ("number", "12345 67890")]
    assert _found("0501234567 or 12345 67890") == []


def test_what_is_said_holds_no_more_than_two_characters_of_it() -> None:
    for text, kind in (("0791234567", PersonalKind.PHONE), ("somebody@example.com", PersonalKind.EMAIL)):
        (found,) = personal_data(text, KNOWN)
        assert found == Finding(kind=kind, start=0, end=len(text), hint=found.hint)
        assert sum(character.isalnum() for character in found.hint) <= 2
