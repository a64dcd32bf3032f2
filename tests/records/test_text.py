"""The one type of every public text, in languages that the code does not know."""

from collections.abc import Iterator

import pytest
from pydantic import ValidationError

from ogp.records.text import LANGUAGES, Side, Text, TextState


@pytest.fixture(autouse=True)
def languages() -> Iterator[None]:
    token = LANGUAGES.set(("fa", "fr", "qu"))
    yield
    LANGUAGES.reset(token)


def test_each_side_knows_its_state() -> None:
    text = Text.model_validate({"original": "fa", "official": ["fr"], "fa": "سلام", "fr": "Salut", "qu": "Napaykuyki"})
    assert [text.state(code) for code in ("fa", "fr", "qu")] == [
        TextState.ORIGINAL,
        TextState.OFFICIAL,
        TextState.UNOFFICIAL,
    ]
    assert text.side("fr") == Side(text="Salut", language="fr", state=TextState.OFFICIAL)


def test_where_a_language_is_missing_the_original_is_shown() -> None:
    text = Text.model_validate({"original": "fr", "missing": ["fa", "qu"], "fr": "Salut"})
    assert text.side("fa") == Side(text="Salut", language="fr", state=TextState.MISSING)
    assert text.side("fr") == Side(text="Salut", language="fr", state=TextState.ORIGINAL)
    both = Text.model_validate({"original": ["fr", "fa"], "missing": "qu", "fr": "Salut", "fa": "سلام"})
    assert both.side("qu") == Side(text="Salut", language="fr", state=TextState.MISSING)


def test_a_text_is_written_as_it_was_read() -> None:
    data = {"original": ["fr"], "missing": ["qu"], "fr": "Salut", "fa": "سلام"}
    assert Text.model_validate(data).model_dump() == data


@pytest.mark.parametrize(
    ("data", "error"),
    [
        ("Salut", "text_type"),
        ({"original": "fr", "values": {"fr": "Salut"}}, "text_type"),
        ({"fr": "Salut", "fa": "سلام", "qu": "Hi"}, "missing"),
        ({"original": [], "fr": "Salut", "fa": "سلام", "qu": "Hi"}, "too_short"),
        ({"original": "fr", "fr": "Salut", "fa": "سلام"}, "text_missing"),
        ({"original": "fr", "missing": "qu", "fr": "Salut", "fa": "سلام", "qu": "Hi"}, "text_both"),
        ({"original": "fr", "fr": " ", "fa": "سلام", "qu": "Hi"}, "text_empty"),
        ({"original": "fr", "fr": "—", "fa": "سلام", "qu": "Hi"}, "text_blank"),
        ({"original": "fr", "fr": "Salut", "fa": "؟ …", "qu": "Hi"}, "text_blank"),
        ({"original": "fr", "fr": "**\n\n- ", "fa": "سلام", "qu": "Hi"}, "text_blank"),
        ({"original": "de", "fr": "Salut", "fa": "سلام", "qu": "Hi"}, "text_language"),
        ({"original": "qu", "missing": "qu", "fr": "Salut", "fa": "سلام"}, "text_original"),
        ({"original": "fr", "official": "qu", "missing": "qu", "fr": "Salut", "fa": "سلام"}, "text_original"),
        ({"original": "fr", "fr": "Salut", "fa": "سلام", "qu": "Hi", "de": "Hallo"}, "extra_forbidden"),
        ({"original": "fr", "fr": ("Salut",), "fa": "سلام", "qu": "Hi"}, "string_type"),
    ],
)
def test_an_incomplete_text_is_refused(data: object, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        Text.model_validate(data)
    assert [found["type"] for found in caught.value.errors()] == [error]


@pytest.mark.parametrize("value", ["5", "٥", "ق", "— a —", "½", "中"])
def test_a_single_letter_or_digit_is_a_text(value: str) -> None:
    text = Text.model_validate({"original": "fr", "fr": value, "missing": ["fa", "qu"]})
    assert text.side("fr").text == value


def test_a_text_cannot_be_changed() -> None:
    text = Text.model_validate({"original": "fr", "missing": ["fa", "qu"], "fr": "Salut"})
    with pytest.raises(TypeError):
        text.values["fr"] = "Adieu"  # type: ignore[index]
