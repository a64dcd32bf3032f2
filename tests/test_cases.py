"""Broken records and every message about them: each folder of tests/cases is one case.

A case holds the files of `data/` that differ from the valid example in `_base`, in `delete.txt` the files that are
missing (one a line), and in `expected.en.txt` and `expected.ar.txt` all messages. After a change of the loader or of
the translations, `pytest tests/test_cases.py --update-cases` writes the expected messages anew: read every one.
"""

import shutil
from pathlib import Path

import pytest

from golden import Golden
from ogp.loading.load import load
from ogp.problems import report
from ogp.translation import Translator

CASES = Path(__file__).parent / "cases"
NAMES = sorted(path.name for path in CASES.iterdir() if path.is_dir())


def _prepare(case: Path, folder: Path) -> Path:
    data = Path(shutil.copytree(CASES / "_base" / "data", folder / "data"))
    if (case / "data").exists() and case.name != "_base":
        shutil.copytree(case / "data", data, dirs_exist_ok=True)
    if (deleted := case / "delete.txt").exists():
        for file in deleted.read_text(encoding="utf-8").split():
            (data / file).unlink()
    return data


@pytest.mark.parametrize("name", NAMES)
def test_every_message_of_a_case(
    name: str, tmp_path: Path, english: Translator, arabic: Translator, golden: Golden
) -> None:
    problems = load(_prepare(CASES / name, tmp_path)).problems
    for language, translate in (("en", english), ("ar", arabic)):
        found = "".join(f"{line}\n" for line in report(problems, translate).splitlines())
        golden(CASES / name / f"expected.{language}.txt", found)


@pytest.mark.parametrize("name", NAMES)
def test_only_the_example_has_no_problems(name: str) -> None:
    assert ((CASES / name / "expected.en.txt").read_text(encoding="utf-8") == "") is (name == "_base")
