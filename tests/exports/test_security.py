"""security.txt stands where the site names a contact for weaknesses, and only there."""

from collections.abc import Callable
from datetime import date

import pytest

from ogp.exports.security import ADDRESS, units
from ogp.register import Register

ROOT = "https://www.example.org/"
TODAY = date(2026, 11, 26)


@pytest.mark.parametrize(
    ("contact", "line"),
    [
        ("security@example.org", "Contact: mailto:security@example.org"),
        ("https://example.org/report", "Contact: https://example.org/report"),
    ],
)
def test_the_contact_of_the_data_is_told_until_a_day_that_follows_from_the_build(
    real: Register, contact: str, line: str
) -> None:
    site = real.site.model_copy(update={"security_contact": contact})
    [unit] = units(ROOT, site, TODAY)
    [(path, content)] = unit.make().files
    assert path == ADDRESS
    assert content.decode().splitlines() == [
        line,
        "Expires: 2027-05-25T00:00:00Z",
        "Preferred-Languages: ar, en",
        "Canonical: https://www.example.org/.well-known/security.txt",
    ]


def test_without_a_contact_there_is_none(real: Register) -> None:
    assert real.site.security_contact is None
    assert not [*units(ROOT, real.site, TODAY)]


def test_a_contact_that_is_none_is_refused(change: Callable[..., None], problems: Callable[[], list[str]]) -> None:
    change(
        "site.yaml", "contact_email: unit@example.org\nsecurity_contact: ask us", old="contact_email: unit@example.org"
    )
    assert "“ask us” is not an address for e-mail" in "\n".join(problems())


def test_the_contact_may_stand_in_texts(change: Callable[..., None], problems: Callable[[], list[str]]) -> None:
    change(
        "site.yaml",
        "contact_email: unit@example.org\nsecurity_contact: security@example.org",
        old="contact_email: unit@example.org",
    )
    change("organizations.yaml", "  type: ministry\n  email: security@example.org", old="  type: ministry")
    assert problems() == []
