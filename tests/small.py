"""A small project of an invented country, to be built and changed in a hurry."""

import re
import shutil
from pathlib import Path

from built import PROJECT, project_copy


def past(text: str, decade: str = "202") -> str:
    """`text` with its days, of the years from 2030 on, in an earlier `decade`: a record may not be of the future."""
    return re.sub(r"(?<![\da-f])203(?=\d(?!\d))", decade, text)


def small_project(target: Path, decade: str = "202") -> Path:
    """A project at `target` with the records of tests/cases/_base, of that `decade`, and hand-written pages that are but a
    title."""
    project = project_without_records(target)
    shutil.copytree(PROJECT / "tests/cases/_base/data", project / "data")
    for path in [path for path in (project / "data").rglob("*.*") if path.is_file()]:
        text = path.read_text(encoding="utf-8")
        of_records = path.parent.name != "documents"
        moved = path.rename(path.with_name(past(path.name, decade)))
        moved.write_text(past(text, decade) if of_records else text, encoding="utf-8")
    return project


def project_without_records(target: Path) -> Path:
    """A project at `target` with hand-written pages that are but a title, as others would lead to records."""
    project = project_copy(target)
    shutil.rmtree(project / "data")
    for path in (project / "docs").rglob("*.md"):
        head, _, body = path.read_text(encoding="utf-8").partition("# ")
        head = re.sub(r"\n(?:sources|changes):.*?(?=\n\w|\n---)", "", head, flags=re.DOTALL)
        path.write_text(f"{head}# {body.partition('{#page}')[0]}{{#page}}\n", encoding="utf-8")
    return project
