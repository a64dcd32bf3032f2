"""Addresses of other sites and for e-mail."""

import pytest
from pydantic import TypeAdapter, ValidationError

from ogp.records.url import Email, Url


def error_of(type_: object, text: object) -> str:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(type_).validate_python(text)
    return str(caught.value.errors()[0]["type"])


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org",
        "http://example.org/",
        "https://www.example.org:8080/a/b.html?c=d&e=f#g",
        "https://example.org/@unit/posts/1",
        "https://example.org/mail?to=unit@example.org",
        "https://مثال.إختبار/صفحة",
        "https://example.org?a=b",
    ],
)
def test_addresses_that_may_be_linked(text: str) -> None:
    assert TypeAdapter(Url).validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "https://unit:secret@example.org/",
        "https://unit@example.org",
        "https://example.org@evil.example/",
        "https://example.org:443@evil.example",
    ],
)
def test_addresses_with_a_name_or_password(text: str) -> None:
    assert error_of(Url, text) == "url_credentials"


@pytest.mark.parametrize(
    "text",
    [
        "www.example.org",
        "//example.org/",
        "javascript:alert(1)",
        "javascript:https://example.org/",
        "ftp://example.org/",
        "https://",
        "https:///a",
        "https:example.org",
        "https://example.org/a b",
        "https://example.org/\n",
        " https://example.org/",
        "",
    ],
)
def test_addresses_that_may_not(text: str) -> None:
    assert error_of(Url, text) == "url_scheme"


@pytest.mark.parametrize(
    "text", ["unit@example.org", "open.government-unit+site@mail.example.org", "UNIT@EXAMPLE.ORG", "a@b.c"]
)
def test_addresses_for_mail(text: str) -> None:
    assert TypeAdapter(Email).validate_python(text) == text


@pytest.mark.parametrize(
    "text",
    [
        "unit",
        "unit@example",
        "@example.org",
        "unit@",
        "unit@@example.org",
        "unit@example..org",
        "unit@.example.org",
        "unit at example.org",
        "unit@example.org, forum@example.org",
        "unit@example.org;forum@example.org",
        "The unit <unit@example.org>",
        "mailto:unit@example.org",
        "unit@example.org?subject=a",
        "unit?cc=x@example.org",
        "unit@example.org\n",
        "unit@example.org ",
        "",
    ],
)
def test_what_is_no_address_for_mail(text: str) -> None:
    assert error_of(Email, text) == "email"
