"""Figures and Latin letters inside Arabic keep their own order."""

import re

import pytest

from ogp.rendering.isolation import isolated, isolated_plain

LANGUAGES = {"rtl": "ar", "ltr": "en"}


def arabic(text: str) -> str:
    return isolated(text, True, LANGUAGES)


def runs(html: str) -> list[str]:
    return re.findall(r'<bdi[^>]* dir="ltr"[^>]*>(.*?)</bdi>', html)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("الخطة الخامسة (2021-2025) للمبادرة", ["2021-2025"]),
        ("للأعوام 2021–2025", ["2021–2025"]),
        ("من 2021 - 2025", ["2021 - 2025"]),
        ("الساعة 09:30", ["09:30"]),
        ("بتاريخ 8/4/2024 صدر", ["8/4/2024"]),
        ("بنسبة 50%", ["50%"]),
        ("1,234 نشاطًا", ["1,234"]),
        ("منصة (Webex Meetings) للقاء", ["(Webex Meetings)"]),
        ("انظر https://www.ogp.gov.jo الآن", ["https://www.ogp.gov.jo"]),
        ("المعرّف JO0067.", ["JO0067"]),
        ("أُضيف (II).", ["(II)"]),
        ("يراسل ogunit@mop.gov.jo.", ["ogunit@mop.gov.jo"]),
        ("في عام 2024 فقط", []),
        ("نص عربي", []),
    ],
)
def test_runs_are_isolated(text: str, found: list[str]) -> None:
    assert runs(arabic(text)) == found


def test_the_text_itself_is_unchanged() -> None:
    text = "الخطة (2021-2025) و OGP و 50% <ب>"
    assert re.sub(r"</?bdi[^>]*>", "", arabic(text)) == text.replace("<", "&lt;").replace(">", "&gt;")
    assert re.sub("[\u2066\u2069]", "", isolated_plain(text)) == text


def test_what_is_isolated_is_escaped_too() -> None:
    hostile = arabic('<script>alert("x")</script>')
    assert hostile.count("<") == hostile.count("bdi")
    assert "<script" not in arabic("عنوان <script>x</script>")
    assert arabic("R&D") == '<bdi dir="ltr">R&amp;D</bdi>'


def test_a_phrase_of_the_other_language_says_so() -> None:
    assert '<bdi dir="ltr" lang="en">Open Government Partnership</bdi>' in arabic(
        "مبادرة Open Government Partnership هنا"
    )
    assert 'lang="en"' not in arabic("منصة Webex، https://www.ogp.gov.jo و JO0067")


def test_arabic_inside_english_is_isolated_and_says_so() -> None:
    html = isolated("The note reads «بتفصيل التزامات» and (2021-2025).", False, LANGUAGES)
    assert html == 'The note reads «<bdi dir="rtl" lang="ar">بتفصيل التزامات</bdi>» and (2021-2025).'


def test_no_language_is_named_where_the_site_has_several_of_a_direction() -> None:
    assert isolated("A word كلمة", False, {"ltr": "en"}) == 'A word <bdi dir="rtl">كلمة</bdi>'


def test_titles_are_isolated_by_characters() -> None:
    assert isolated_plain("للأعوام 2021-2025") == "للأعوام \u20662021-2025\u2069"
