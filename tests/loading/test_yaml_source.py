"""What our reader of YAML does not take, told where it stands."""

import pytest

from ogp.loading.slips import MAX_BYTES
from ogp.loading.yaml_source import read_yaml
from ogp.problems import report
from ogp.register import Register
from ogp.translation import Translator


@pytest.mark.parametrize(
    ("text", "data", "said"),
    [
        ("a: 1\n[b]: 2\nc: 3\n", {"a": "1", "c": "3"}, "2:1: A field name must be one word — Write “field: value”"),
        ("{b: c}: 2\nc: 3\n", {"c": "3"}, "1:1: A field name must be one word — Write “field: value”"),
        ("a: 1\nb: 2\na: 3\n", {"a": "1", "b": "2"}, "3:1: “a” stands here twice; first in line 1 — Keep one of the two"),
        (
            "a:\n  - x\u200b\n", {"a": ("x\u200b",)},
            "2:5: There is an invisible character at the beginning or end of this value — Delete the value and type it again",
        ),
        (
            "a: b # c\n", {"a": "b"},
            "1:4: What follows “#” in this line is a comment and would not be published — Put the text between quotation marks,"
            " or write the comment in a line of its own",
        ),
        (
            "a: !x b\n", {"a": "b"},
            "1:4: A type tag (!) is not allowed here — Delete the tag; if the text begins with !, put it between quotation marks",
        ),
        (
            "a: &x b\nc: *x\n", {"a": "b", "c": None},
            "1:4: Anchors and aliases (& and *) are not used here — Write the value out; if the text begins with & or *, put it"
            " between quotation marks",
        ),
        ("a: 1\n---\nb: 2\n", {"a": "1"}, "2:1: A second document begins here (---) — Keep one record in one file"),
    ],
)  # fmt: skip
def test_what_is_not_taken(text: str, data: object, said: str, english: Translator) -> None:
    found, _, problems = read_yaml("data/a.yaml", text.encode())
    assert found == data
    assert report(problems, english).splitlines()[0] == f"data/a.yaml:{said}"


@pytest.mark.parametrize(
    ("text", "data"),
    [
        ("", None),
        ("a:\nb: ~\nc: null\nd: ''\n", {"a": None, "b": None, "c": None, "d": ""}),
        ("a: 'b # c'\n", {"a": "b # c"}),
        ("a: |\n  b # c\n", {"a": "b # c\n"}),
        ("- 1\n- [true, 2.0]\n", ("1", ("true", "2.0"))),
        (f"a: {'x ' * 40}\u200b\n", {"a": "x " * 40 + "\u200b"}),
        ("\ufeffa: 1\n", {"a": "1"}),
    ],
)
def test_what_is_read(text: str, data: object) -> None:
    assert read_yaml("", text.encode())[0] == data


def test_how_deep_values_may_stand(english: Translator) -> None:
    def said(depth: int) -> str:
        return report(read_yaml("a", ("[" * depth + "]" * depth).encode())[2], english).strip()

    assert said(12) == ""
    assert said(13) == "a:1:13: The values are nested too deeply — Check the indentation"


def test_a_file_may_not_be_larger_than_its_limit(english: Translator) -> None:
    assert read_yaml("a", b"a: " + b"x" * (MAX_BYTES - 3))[2] == []
    said = report(read_yaml("a", b"a: " + b"x" * (MAX_BYTES - 2))[2], english).strip()
    assert said == "a:1:1: This file is larger than 1 MB — Split it, or ask whether it belongs here"


def test_records_cannot_be_changed(real: Register) -> None:
    post = next(iter(real.news.values()))
    for one in (post, post.title, post.related):
        name = next(iter(type(one).model_fields))
        with pytest.raises(ValueError, match="frozen"):
            setattr(one, name, getattr(one, name))


def test_a_file_may_not_hold_more_values_than_its_limit(english: Translator) -> None:
    def said(values: int) -> str:
        return report(read_yaml("a", b"- 1\n" * values)[2], english).strip()

    assert said(49_999) == ""
    assert (
        said(50_000) == "a:50000:3: This file holds more than 50000 values — Split it, or ask whether it belongs here"
    )
