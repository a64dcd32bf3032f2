"""Whatever stands in the files, the answer is a list of problems: no crash, no endless work."""

import random
from collections.abc import Callable
from pathlib import Path

import pytest

from ogp.loading.load import load
from ogp.loading.slips import MAX_BYTES
from ogp.loading.yaml_source import read_yaml

NEWS = "news/2031-04-01-call.yaml"

LAUGHS = "a: &a [x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 9)}]\n" for n in range(20)
)

HOSTILE = {
    "deep-list": b"id: " + b"[" * 100_000,
    "deep-mapping": b"".join(b" " * depth + b"a:\n" for depth in range(1000)),
    "deep-and-closed": b"a: " + b"[" * 900 + b"]" * 900,
    "many-laughs": LAUGHS.encode(),
    "huge-scalar": b"title: " + b"a" * 900_000,
    "huge-key": b"a" * 900_000 + b": b",
    "too-large": b"a" * (MAX_BYTES + 1),
    "null-bytes": b"id: a\x00b\n",
    "only-null-bytes": b"\x00" * 10_000,
    "utf-16": "id: a\n".encode("utf-16"),
    "lone-surrogate": b"id: \xed\xa0\x80\n",
    "directive": b"%YAML 9.9\n---\nid: a\n",
    "mapping-as-key": b"? {a: b}\n: c\n{{ x }}: y\n",
    "list-as-key": b"? [a, b]\n: c\n",
    "alias-as-key": b"*a : b\n",
    "merge": b"<<: {id: a}\n",
    "only-a-list": b"- a\n- b\n",
    "only-a-number": b"42",
    "only-null": b"~\n",
    "only-a-comment": b"# nothing\n",
    "huge-numbers": b"id: 1\nnumber: " + b"9" * 10_000 + b"\n",
    "carriage-returns": b"id: a\rid: b\r",
    "many-items": b"sources:\n" + b"- {document: x}\n" * 20_000,
    "many-brackets": b"body: {original: en, ar: x, en: '" + b"](" * 50_000 + b"[a]: <" * 25_000 + b"'}\n",
    "many-newlines": b'title: {original: en, ar: x, en: "' + b"\\n" * 150_000 + b"[" + b"\\n" * 150_000 + b'"}\n',
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_file_is_a_problem_and_no_crash(example: Path, name: str) -> None:
    (example / NEWS).write_bytes(HOSTILE[name])
    loaded = load(example)
    assert loaded.register is None
    assert any(problem.file == f"data/{NEWS}" for problem in loaded.problems)


def test_hostile_markup_and_links_end_in_one_problem(example: Path) -> None:
    text = (example / NEWS).read_text(encoding="utf-8")
    hostile = '"' + "\\n" * 100_000 + "[a]: <" * 50_000 + "](" * 50_000 + "<a" * 50_000 + "&a" * 50_000 + '"'
    (example / NEWS).write_text(
        text[: text.index("body:")] + f"body: {{original: ar, ar: x, en: {hostile}}}\n", encoding="utf-8"
    )
    problems = load(example).problems
    assert {problem.field for problem in problems} == {"body.en"}


def test_a_hugely_numbered_commitment_does_not_fill_the_screen(example: Path) -> None:
    text = (example / "plans/nap1/commitments/1.yaml").read_text(encoding="utf-8")
    number = "9" * 18
    (example / f"plans/nap1/commitments/{number}.yaml").write_text(
        text.replace("id: nap1/1", f"id: nap1/{number}").replace("number: 1\ntitle", f"number: {number}\ntitle"),
        encoding="utf-8",
    )
    assert len(load(example).problems) == 20


def test_a_broken_commitment_may_have_any_id(example: Path) -> None:
    path = example / "plans/nap1/commitments/1.yaml"
    path.write_text("id: nap1/first\nmilestones: none\n", encoding="utf-8")
    assert {problem.file for problem in load(example).problems} == {"data/plans/nap1/commitments/1.yaml"}


@pytest.mark.parametrize("seed", range(20))
def test_random_bytes_are_problems(seed: int) -> None:
    content = random.Random(seed).randbytes(2000)
    assert read_yaml("data/x.yaml", content)[2]


@pytest.mark.parametrize("seed", range(200))
def test_a_record_with_a_random_change_is_loaded_or_refused(seed: int) -> None:
    chance = random.Random(seed)
    base = Path(__file__).parents[1] / "cases" / "_base" / "data"
    content = bytearray((base / "plans/nap1/commitments/1.yaml").read_bytes())
    for _ in range(5):
        content[chance.randrange(len(content))] = chance.choice(b"\n:-[]{}\"'&*!|>%@`#,? a1")
    values, marks, problems = read_yaml("data/x.yaml", bytes(content))
    assert values is not None or problems
    assert all(line >= 1 and column >= 1 for line, column in marks.values.values())


@pytest.mark.parametrize(
    "spoil",
    [
        lambda data: [path.unlink() for path in data.rglob("*") if path.is_file()],
        lambda data: (data / "site.yaml").unlink(),
        lambda data: (data / "site.yaml").write_text("", encoding="utf-8"),
        lambda data: (data / "site.yaml").write_text("- a\n", encoding="utf-8"),
        lambda data: (data / "site.yaml").write_text("languages: []\n", encoding="utf-8"),
        lambda data: (data / "site.yaml").write_text("languages: [ar, {code: [en]}]\n", encoding="utf-8"),
        lambda data: (data / "site.yaml").write_text("languages: {ar: x}\n", encoding="utf-8"),
        lambda data: (data / "site.yaml").write_bytes(b"\xff\xfe\x00"),
    ],
    ids=["empty-folder", "no-site", "empty", "list", "no-languages", "odd-languages", "mapping", "bytes"],
)
def test_without_its_settings_the_site_has_problems_there_only(example: Path, spoil: Callable[[Path], object]) -> None:
    spoil(example)
    loaded = load(example)
    assert loaded.register is None
    assert {problem.file for problem in loaded.problems} == {"data/site.yaml"}


def test_a_folder_that_does_not_exist(tmp_path: Path) -> None:
    assert [problem.file for problem in load(tmp_path / "none").problems] == ["data/site.yaml"]


def test_a_list_of_published_addresses_in_another_encoding(example: Path) -> None:
    (example / "addresses.txt").write_bytes("/\n/ابت/".encode() + "ا/\n".encode("windows-1256"))
    assert [problem.place for problem in load(example).problems] == [("data/addresses.txt", 2, 6)]
