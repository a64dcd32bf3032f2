"""The guides for staff say what the records are, their examples are right, and editors and hooks know the same rules."""

import json
import re
import subprocess
import sys
from pathlib import Path

import pytest

from built import PROJECT, project_copy
from ogp.exports import guide
from ogp.loading.layout import FILE_KINDS
from ogp.loading.marks import Marks
from ogp.loading.validation import validate
from ogp.loading.yaml_source import read_yaml
from ogp.problems import report
from ogp.records.text import LANGUAGES
from ogp.register import Register
from ogp.site.table_shapes import ROOTS
from ogp.translation import Translator

GUIDES = {"en": PROJECT / "CONTRIBUTING.md", "ar": PROJECT / "CONTRIBUTING.ar.md"}
_CODE = re.compile(r"`([^`\n]+)`")


def _intro(language: str) -> str:
    return GUIDES[language].read_text(encoding="utf-8").partition("<!-- fields:")[0]


def _examples(language: str) -> dict[str, str]:
    """The example of each kind, by the name of its list of fields."""
    text = GUIDES[language].read_text(encoding="utf-8")
    return {kind: code for code, kind in re.findall(r"```yaml\n(.*?)```.*?<!-- fields: (\w+) -->", text, re.DOTALL)}


@pytest.mark.parametrize("language", GUIDES)
def test_the_lists_of_fields_are_those_of_the_records(real: Register, language: str) -> None:
    text = GUIDES[language].read_text(encoding="utf-8")
    made = guide.filled(text, real, Translator(language, PROJECT / "translations"))
    assert made == text, "run `ogp schemas`"
    for type_ in ROOTS.values():
        for name in type_.model_fields:
            assert f"\n| `{name}` | " in text


@pytest.mark.parametrize("language", GUIDES)
def test_there_is_a_right_example_of_each_kind(language: str, english: Translator) -> None:
    examples = _examples(language)
    kinds = {type_.kind: type_ for type_ in ROOTS.values()}
    assert examples.keys() == kinds.keys()
    token = LANGUAGES.set(("ar", "en"))
    try:
        for kind, code in examples.items():
            # A remark behind a value is for the reader of the guide; in a record it stands in a line of its own.
            plain = "\n".join(re.sub(r"\s+# .*", "", line) for line in code.split("\n"))
            data, _, problems = read_yaml(kind, plain.encode())
            assert not problems
            (record,) = data if isinstance(data, tuple) else (data,)
            found = validate(kinds[kind], record, Marks(kind))
            assert report(found.problems, english) == ""
            assert code.count("  # ") >= 1 or kind == "organization"
    finally:
        LANGUAGES.reset(token)


def test_both_guides_say_the_same() -> None:
    english, arabic = _intro("en"), _intro("ar")
    assert set(_CODE.findall(english)) == set(_CODE.findall(arabic))
    assert len(re.findall(r"^\*\*\d+\. ", english, re.MULTILINE)) == 10
    assert len(re.findall(r"^\*\*\d+\. ", arabic, re.MULTILINE)) == 10
    assert english.count("\n## ") == arabic.count("\n## ")
    for kind, code in _examples("en").items():
        other = _examples("ar")[kind]
        assert [re.sub(r"\s+# .*", "", a) for a in code.split("\n")] == [
            re.sub(r"\s+# .*", "", b) for b in other.split("\n")
        ]


def test_every_picture_is_there_and_said_in_words() -> None:
    shown = {}
    for language, path in GUIDES.items():
        text = path.read_text(encoding="utf-8")
        pictures = re.findall(r"!\[([^\]]+)\]\((pictures/guide/(\w+)/([\w-]+)\.png)\)", text)
        assert len(pictures) == text.count("![")
        assert all(len(words) > 10 and own == language for words, _, own, _ in pictures)
        shown[language] = [name for _, _, _, name in pictures]
        assert {PROJECT / file for _, file, _, _ in pictures} == {*(PROJECT / "pictures/guide" / language).iterdir()}
    assert shown["ar"] == shown["en"]


def test_every_command_of_the_guides_is_one() -> None:
    done = subprocess.run([Path(sys.executable).with_name("ogp"), "--help"], capture_output=True, text=True, check=True)
    for name in re.findall(r"\bogp ([a-z-]+)", _intro("en")):
        assert f"\n  {name} " in done.stdout, name


def test_editors_find_the_schema_of_every_file() -> None:
    settings = json.loads((PROJECT / ".vscode/settings.json").read_text(encoding="utf-8"))["yaml.schemas"]
    files = {path.relative_to(PROJECT).as_posix() for path in (PROJECT / "data").rglob("*.yaml")}
    found = {}
    for schema, pattern in settings.items():
        assert (PROJECT / schema).is_file()
        for path in PROJECT.glob(pattern):
            found[path.relative_to(PROJECT).as_posix()] = Path(schema).stem
    assert found.keys() == files
    for file, kind in found.items():
        [own] = [one for one in FILE_KINDS if re.fullmatch(one.pattern, file.removeprefix("data/"))]
        assert own.type.kind == kind  # type: ignore[attr-defined]


def test_the_hook_refuses_a_commit_with_a_mistake(tmp_path: Path) -> None:
    project = project_copy(tmp_path / "project")
    hooks = project / ".githooks"
    hooks.mkdir()
    (hooks / "pre-commit").write_bytes((PROJECT / ".githooks/pre-commit").read_bytes())
    (hooks / "pre-commit").chmod(0o755)
    program = project / ".venv/bin/ogp"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{project}/hooks" exec "{Path(sys.executable).with_name("ogp")}" "$@"\n')
    program.chmod(0o755)

    def git(*arguments: str) -> subprocess.CompletedProcess[str]:
        own = ["-c", "user.name=Test", "-c", "user.email=test@example.org", "-c", "core.hooksPath=.githooks"]
        return subprocess.run(["git", "-C", project, *own, *arguments], capture_output=True, text=True, check=False)

    git("init", "--quiet")
    git("add", "data", "docs")
    assert git("commit", "--quiet", "-m", "Records").returncode == 0
    record = project / "data/news/2024-04-08-refresh-call.yaml"
    record.write_text(record.read_text(encoding="utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    git("add", "data")
    done = git("commit", "-m", "A slip")
    assert done.returncode != 0
    assert "There is no field “titel” here" in done.stdout + done.stderr
