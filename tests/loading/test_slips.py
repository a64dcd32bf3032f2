"""What is wrong with a file as text: invisible characters, what a merge left over, lines that are no addresses."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ogp.loading.load import load
from ogp.loading.slips import address_problems, text_problems
from ogp.problems import report
from ogp.translation import Translator

Change = Callable[..., None]
Report = Callable[[], list[str]]

NEWS = "news/2031-04-01-call.yaml"
TURNS = [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]


def _places(text: str) -> list[tuple[str, int, int]]:
    return [problem.place for problem in text_problems("x", text.encode())]


@pytest.mark.parametrize("code", TURNS, ids=lambda code: f"U+{code:04X}")
def test_a_character_that_turns_the_text_around_it_is_told(code: int, english: Translator) -> None:
    found = report(text_problems("x", f"ا\nab{chr(code)}c\n".encode()), english)
    assert found.startswith(f"x:2:3: There is an invisible control character here (U+{code:04X}) — ")


@pytest.mark.parametrize(
    "code", [0x200C, 0x200D, 0x200E, 0x200F, 0x061C, 0x00A0, 0x00AD], ids=lambda code: f"U+{code:04X}"
)
def test_invisible_characters_that_texts_need_are_allowed(change: Change, problems: Report, code: int) -> None:
    change(NEWS, f"خبر{chr(code)} للاختبار", old="خبر للاختبار")
    assert problems() == []


@pytest.mark.parametrize("escape", ["\\u202E", "\\u2067", "\\x07", "\\0", "\\uFEFF"])
def test_a_control_character_may_not_be_written_as_a_code(change: Change, problems: Report, escape: str) -> None:
    change(NEWS, f'en: "A news {escape}post for testing."', old="en: A news post for testing.")
    assert [line.partition(":")[2].partition(":")[0] for line in problems()] == ["9"]


@pytest.mark.parametrize("mark", ["<<<<<<< HEAD", "||||||| 1a2b3c4", "=======", ">>>>>>> branch", "<<<<<<<"])
@pytest.mark.parametrize("before", ["", "  ", "      "])
def test_what_a_merge_left_over_is_told_at_any_depth(mark: str, before: str) -> None:
    assert _places(f"a\n{before}{mark}\nb\n") == [("x", 2, 1)]


@pytest.mark.parametrize(
    "line", ["========", "a =======", "=======a", "- =======", "<<<<<< a", "> > > > > > >", "| a | b |"]
)
def test_what_only_looks_like_a_merge_is_none(line: str) -> None:
    assert _places(f"a\n{line}\nb\n") == []


def test_every_line_is_told(english: Translator) -> None:
    content = "<<<<<<< a\n\tb: c\n=======\nd: \u202ee\n>>>>>>> f\n"
    assert [line for _, line, _ in _places(content)] == [1, 2, 3, 4, 5]


@pytest.mark.parametrize(
    ("content", "lines"),
    [
        ("/\n/plans/\n/documents/report.txt\n", []),
        ("/\r\n/plans/\r\n", []),
        ("/", []),
        ("/الخطط/\n", []),
        ("/\n\n/plans/\n", []),
        ("", []),
        ("plans/\n/\n", [1]),
        ("/\n https://example.org/plans/\n", [2]),
        ("/\n/plans/ /news/\n/plans/ \n  \n# a\n- /\n", [2, 5, 6]),
    ],
)
def test_a_line_of_the_addresses_is_an_address_or_empty(content: str, lines: list[int]) -> None:
    found = list(address_problems("data/addresses.txt", content.encode()))
    assert [(problem.line, problem.column) for problem in found] == [(line, 1) for line in lines]


def test_a_long_line_among_the_addresses_is_not_repeated_in_full(english: Translator) -> None:
    assert len(report(address_problems("x", b"a" * 5000), english)) < 200


@pytest.mark.parametrize(
    "spoil",
    [
        lambda content: content.replace(b"/plans/nap1/\n", b"<<<<<<< HEAD\n/plans/nap1/\n"),
        lambda content: b"\xef\xbb\xbf" + content,
        lambda content: content.replace(b"/plans/nap1/\n", b"/plans/nap1\n\xff\n"),
        lambda content: content.replace(b"/plans/nap1/\n", b"\t/plans/nap1/\n"),
        lambda content: content.replace(b"/plans/nap1/\n", b"/plans/nap1/\x00\n"),
        lambda content: content.replace(b"/plans/nap1/\n", b"/plans/\xe2\x80\xaenap1/\n"),
    ],
    ids=["conflict", "byte-order-mark", "encoding", "tab", "null", "turned"],
)
def test_the_published_addresses_are_plain_lines(example: Path, spoil: Callable[[bytes], bytes]) -> None:
    path = example / "addresses.txt"
    path.write_bytes(spoil(path.read_bytes()))
    loaded = load(example)
    assert loaded.register is None
    assert [problem.file for problem in loaded.problems] == ["data/addresses.txt"]
