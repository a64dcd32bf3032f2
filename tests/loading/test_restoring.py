"""A file that another program wrote anew comes back to its former lines, and only what differs in content changes."""

import difflib
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from ogp.loading.layout import kind_of
from ogp.loading.restoring import comments, restored
from ogp.loading.yaml_source import read_yaml

DATA = Path(__file__).parents[2] / "data"
FILES = sorted(path.relative_to(DATA).as_posix() for path in DATA.rglob("*.yaml"))
COMMITMENT = "plans/nap5/commitments/4.yaml"


def values(text: str) -> Any:
    """What `text` says, with lists that can be changed."""
    return json.loads(json.dumps(read_yaml("", text.encode())[0]))


def written_anew(value: Any) -> str:
    """As another program may write it: fields by name, other quotation marks, other line breaks."""
    return yaml.safe_dump(value, allow_unicode=True, sort_keys=True, width=60)


def edited(name: str, old: str, value: Any) -> list[str]:
    """The lines that differ, with their signs."""
    new = restored(kind_of(name)[0], old, written_anew(value))  # type: ignore[index]
    assert comments(new) >= comments(old)
    return [
        line for line in difflib.unified_diff(old.split("\n"), new.split("\n"), n=0, lineterm="") if line[0] in "+-"
    ][2:]


def commented(text: str) -> str:
    """`text` with a comment above every third field and item."""
    lines = []
    for number, line in enumerate(text.split("\n")):
        inside_text = not line.lstrip().startswith("- ") and ": " not in line and not line.endswith(":")
        if number % 3 == 0 and line.strip() and not inside_text and _starts_a_field(text, number):
            lines.append(f"{' ' * (len(line) - len(line.lstrip()))}# why {number}")
        lines.append(line)
    return "\n".join(lines)


def _starts_a_field(text: str, number: int) -> bool:
    return number in _field_lines(text)


def _field_lines(text: str) -> set[int]:
    marks = read_yaml("", text.encode())[1]
    return {line - 1 for line, _ in marks.keys.values()}


@pytest.mark.parametrize("name", FILES)
def test_what_says_the_same_stays_as_it_is(name: str) -> None:
    old = commented((DATA / name).read_text(encoding="utf-8"))
    assert restored(kind_of(name)[0], old, written_anew(values(old))) == old  # type: ignore[index]


def _paths(value: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    if path:
        yield path
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ():
        yield from _paths(inner, (*path, key))


def _changed(value: Any, chance: random.Random) -> None:
    """Changes, deletes, adds or repeats something at any place inside `value`."""
    *above, last = chance.choice([*_paths(value)])
    parent = value
    for key in above:
        parent = parent[key]
    here, deed = parent[last], chance.choice(["write", "delete", "add", "repeat"])
    if deed == "delete":
        del parent[last]
    elif deed == "add" and isinstance(here, dict):
        here["note"] = {"original": "en", "en": "long " * chance.choice([2, 60]), "ar": "س"}
    elif deed == "repeat" and isinstance(parent, list):
        parent.insert(last + chance.choice([0, 1]), json.loads(json.dumps(here)))
    elif isinstance(here, str):
        words = here.split(" ")
        words[chance.randrange(len(words))] = chance.choice(["word", "two words: here", '"q"', "- x", "#y", "[z"])
        parent[last] = " ".join(words)


@pytest.mark.parametrize("name", FILES)
def test_any_change_is_carried_over_and_little_else(name: str) -> None:
    chance = random.Random(name)  # the same changes at every run
    old = (DATA / name).read_text(encoding="utf-8")
    for count in (1, 1, 1, 1, 2, 4) * 3:
        value = values(old)
        for _ in range(count):
            if value:
                _changed(value, chance)
        # `restored` itself makes sure that the result says what was wanted.
        restored(kind_of(name)[0], old, written_anew(value))  # type: ignore[index]


def test_one_word_in_a_long_text_is_one_line() -> None:
    old = commented((DATA / COMMITMENT).read_text(encoding="utf-8"))
    value = values(old)
    text = value["recommendations"][1]["text"]
    text["en"] = text["en"].replace("two years", "ten years")
    said = edited(COMMITMENT, old, value)
    assert [line[0] for line in said] == ["-", "+"]
    assert "ten years" in said[1]


def test_a_new_report_is_written_in_the_style_of_the_house() -> None:
    old = (DATA / COMMITMENT).read_text(encoding="utf-8")
    value = values(old)
    value["progress"] = [
        {
            "start": "2026-01",
            "end": "2026-06",
            "status": "substantial",
            "text": {"original": ["ar"], "official": [], "missing": ["en"], "ar": "أُعدت الاستراتيجية."},
            "evidence": [],
            "milestone": "",
            "sources": [{"document": "ogp-jo0067", "at": "section 2"}],
        }
    ]
    value["lead"] = []
    assert [line[1:] for line in edited(COMMITMENT, old, value)] == [
        "progress:",
        "  - start: 2026-01",
        "    end: 2026-06",
        "    status: substantial",
        "    text:",
        "      original: ar",
        "      missing: [en]",
        "      ar: أُعدت الاستراتيجية.",
        "    sources:",
        '      - {document: ogp-jo0067, at: "section 2"}',
    ]


def test_an_emptied_field_goes() -> None:
    old = (DATA / COMMITMENT).read_text(encoding="utf-8")
    value = values(old)
    value["ogp_id"] = ""
    value["ogp_title"] = {"original": ["en"]}
    assert [line[0] for line in edited(COMMITMENT, old, value)] == ["-"] * 5


def test_a_record_is_added_to_a_list_without_touching_the_others() -> None:
    old = commented((DATA / "organizations.yaml").read_text(encoding="utf-8"))
    value = values(old)
    value.insert(2, {"id": "new-body", "type": "unit", "name": {"original": ["ar", "en"], "ar": "وحدة", "en": "Unit"}})
    said = edited("organizations.yaml", old, value)
    assert {line[0] for line in said} == {"+"}
    assert said[-1] == "+" or said[0] == "+"
    assert len(said) == 7


def test_a_new_file() -> None:
    new = written_anew({"id": "x", "date": "2026-11-26", "title": {"original": ["ar"], "ar": "خبر", "missing": ["en"]}})
    assert restored(kind_of("news/x.yaml")[0], None, new) == (  # type: ignore[index]
        "id: x\ndate: 2026-11-26\ntitle:\n  original: ar\n  missing: [en]\n  ar: خبر\n"
    )
