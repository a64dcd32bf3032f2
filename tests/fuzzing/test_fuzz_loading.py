"""Whatever stands in the files of records and pages, the answer is sentences with file, line and fix."""

import shutil
import unicodedata
from collections.abc import Iterable
from datetime import date
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inputs import CHANGES, MARKDOWN, TEXTS, YAML, changed, tried
from pydantic import TypeAdapter, ValidationError

from built import PROJECT
from ogp.loading.house_style import written
from ogp.loading.load import load
from ogp.loading.personal_data import Known
from ogp.loading.slips import CONTROL_IN_VALUE
from ogp.loading.yaml_source import read_yaml
from ogp.problems import Problem, report
from ogp.records.url import Email, Url
from ogp.site.prose import check_prose
from ogp.translation import Translator

BASE = PROJECT / "tests/cases/_base/data"
FILES = sorted(path.relative_to(BASE).as_posix() for path in BASE.rglob("*.yaml"))
PAGE = "---\ntitle: A page\ndescription: What it is.\nupdated: 2031-01-01\n---\n\n# A page {#page}\n\nText, [link](b.md).\n"


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the invented country's data, one file of which is spoiled at a time."""
    return Path(shutil.copytree(BASE, tmp_path_factory.mktemp("fuzzing") / "data"))


def are_sentences(problems: Iterable[Problem], translators: Iterable[Translator]) -> None:
    for problem in problems:
        assert problem.file and problem.line >= 1 and problem.column >= 1
        for translate in translators:
            assert len(report([problem], translate)) > 20


@given(YAML)
@example(b"?")
@example(b"a: [" + b"a," * 400_000 + b"]")
@example(b"a:\n" + b"- *a\n" * 190_000)
@example(b"".join(b"k%d: b\n" % number for number in range(80_000)))
def test_any_bytes_are_values_or_problems(english: Translator, arabic: Translator, content: bytes) -> None:
    with tried("bytes as YAML"):
        _, marks, problems = read_yaml("data/x.yaml", content)
        are_sentences(problems, (english, arabic))
        assert all(line >= 1 and column >= 1 for line, column in marks.values.values())


@given(YAML, st.sampled_from(FILES))
def test_any_bytes_as_a_record(copy: Path, english: Translator, arabic: Translator, content: bytes, file: str) -> None:
    with tried("bytes as a file of records"):
        _loaded(copy, file, content, (english, arabic))


@given(st.sampled_from(FILES), CHANGES)
def test_a_record_with_slips(
    copy: Path, english: Translator, arabic: Translator, file: str, changes: list[tuple[float, int, str]]
) -> None:
    with tried("records with slips"):
        _loaded(copy, file, changed((BASE / file).read_text("utf-8"), changes), (english, arabic))


def _loaded(copy: Path, file: str, content: bytes, translators: Iterable[Translator]) -> None:
    path = copy / file
    path.write_bytes(content)
    try:
        loaded = load(copy)
    finally:
        shutil.copyfile(BASE / file, path)
    are_sentences(loaded.problems, translators)
    assert (loaded.register is None) == bool(loaded.problems)


@given(TEXTS)
@example("\r")
@example("a" * 100 + "\x85")
@example(" " + "0" * 117 + " 0")
def test_what_is_written_is_read_again(text: str) -> None:
    """A text that came from elsewhere stands in the record as it was, or is named as what it cannot hold."""
    with tried("texts written as YAML"):
        try:
            content = "\n".join([*written({"text": text}, 0), ""]).encode()
        except UnicodeEncodeError:
            return
        values, _, problems = read_yaml("data/x.yaml", content)
        # Empty lines at its end are not counted.
        assert problems or values["text"].rstrip("\n") == text.rstrip("\n")
        assert problems or not CONTROL_IN_VALUE.search(text)


@given(TEXTS | st.from_regex(r"https?://[^ ]*", fullmatch=True) | st.emails(), st.sampled_from([Url, Email]))
@example("https://example.org\\@evil.invalid/", Url)
@example("https://example.org/\u202egro.", Url)
@example("unit%0d%0aBcc:x@example.org", Email)
def test_addresses_hold_nothing_but_an_address(text: str, type_: object) -> None:
    with tried("addresses"):
        try:
            found: str = TypeAdapter(type_).validate_python(text)
        except ValidationError:
            return
        assert found == text and not set(text) & set(' "<>\\')
        assert not {unicodedata.category(character) for character in text} & {"Cc", "Cf", "Cs", "Zs", "Zl", "Zp"}
        assert text.startswith(("https://", "http://")) if type_ is Url else text.count("@") == 1


@given(MARKDOWN | TEXTS | CHANGES)
def test_any_hand_written_page(
    tmp_path_factory: pytest.TempPathFactory,
    english: Translator,
    arabic: Translator,
    added: str | list[tuple[float, int, str]],
) -> None:
    with tried("hand-written pages"):
        docs = tmp_path_factory.getbasetemp() / "docs"
        page = docs / "en/a.md"
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_bytes(
            f"{PAGE}{added}".encode(errors="surrogatepass") if isinstance(added, str) else changed(PAGE, added)
        )
        are_sentences(check_prose(docs, {"en": ("a.md",)}, ["b.md"], date(2031, 1, 2), Known()), (english, arabic))
