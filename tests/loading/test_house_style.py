"""How records are written: by what a reader of the files sees, and so that reading gives back what was written."""

import pytest

from ogp.loading.contents import document_type
from ogp.loading.house_style import WIDTH, field, written
from ogp.loading.yaml_source import read_yaml


@pytest.mark.parametrize(
    ("value", "line"),
    [
        ("plain", "a: plain"),
        ("", 'a: ""'),
        ("~", 'a: "~"'),
        ("Null", 'a: "Null"'),
        ("9:30", 'a: "9:30"'),
        ("09:30", 'a: "09:30"'),
        ("2031-01-01", "a: 2031-01-01"),
        ("true", "a: true"),
        ("12", "a: 12"),
        ("a: b", 'a: "a: b"'),
        ("# a", 'a: "# a"'),
        ("x" * 80, "a: " + "x" * 80),
        (["one", "two"], "a: [one, two]"),
        (("one",), "a: [one]"),
        ([], "a: []"),
        ({"document": "report", "at": "page 1"}, 'a: {document: report, at: "page 1"}'),
        ({"document": "report"}, "a: {document: report}"),
    ],
)
def test_a_value_in_one_line(value: object, line: str) -> None:
    assert written({"a": value}, 0) == [line]


def test_longer_values_stand_below_their_field() -> None:
    assert written({"a": "one\n\ntwo"}, 2) == ["  a: |-", "    one", "", "    two"]
    assert written({"a": [{"number": "1", "text": "b"}]}, 0) == ["a:", "  - number: 1", "    text: b"]
    assert written({"a": ["one\ntwo"]}, 0) == ["a:", "  - |-", "    one", "    two"]
    assert written({"a": {"document": "report", "note": "b"}}, 0) == ["a:", "  document: report", "  note: b"]
    assert field("at", "page 1", 0) == ["at: page 1"]
    assert written({"document": "report", "at": "page 1"}, 0, sources_in_blocks=True) == [
        "document: report",
        "at: page 1",
    ]


@pytest.mark.parametrize("indent", [0, 8])
def test_a_long_text_is_wrapped_at_the_width_of_the_files(indent: int) -> None:
    lines = written({"a": "word " * 60 + "end"}, indent)
    assert lines[0] == " " * indent + "a: >-"
    assert all(line.startswith(" " * (indent + 2)) for line in lines[1:])
    assert WIDTH - 5 <= max(map(len, lines)) <= WIDTH + len("word")


def test_a_long_text_that_begins_with_a_blank_is_quoted() -> None:
    assert written({"a": " " + "word " * 30 + "end"}, 0)[0].startswith('a: " word')


def test_what_is_written_is_read_again() -> None:
    value = {
        "a": "9:30",
        "b": "one\n\ntwo",
        "c": "word " * 60 + "end",
        "d": ({"document": "r", "at": "[1], 2"},),
        "e": "~",
    }
    data, _, problems = read_yaml("", "\n".join(written(value, 0)).encode())
    assert (data, problems) == (value, [])


@pytest.mark.parametrize(
    ("content", "ending"),
    [
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", ".pdf"),
        (b"GIF89a" + bytes(20), ".gif"),
        (b"\x89PNG\r\n\x1a\n" + bytes(20), ".png"),
        (b"RIFF\x24\0\0\0WEBPVP8 ", ".webp"),
        (b"{\\rtf1\\ansi}", ".rtf"),
        (b"<!DOCTYPE html><html>", ".html"),
        (b"<svg xmlns='http://www.w3.org/2000/svg'>", ".svg"),
        (b"MZ\x90\0", ".exe"),
        (b"7z\xbc\xaf\x27\x1c\0\4", ".7z"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(60), ".doc"),
        (b"", None),
        ("نص، %PDF".encode(), None),
    ],
)
def test_a_document_is_known_by_its_content(content: bytes, ending: str | None) -> None:
    assert document_type(content) == ending
