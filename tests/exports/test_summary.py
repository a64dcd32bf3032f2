"""The summary of a pull request: what it says of pages and addresses, and what others wrote does nothing in it."""

import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import ogp, project_copy
from ogp.exports.differences_report import markdown
from ogp.loading.differences import Difference, Kind
from ogp.records.base import FieldChange
from ogp.translation import Translator

NEWS = "data/news/2024-04-08-refresh-call.yaml"
ADDED = "data/news/2024-04-09-refresh-call.yaml"


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A copy of the project under version control, whose last commit adds a news post that the list of addresses lacks."""
    copy = project_copy(tmp_path_factory.mktemp("summary") / "project")
    _git(copy, "init", "--quiet")
    _commit(copy)
    text = (copy / NEWS).read_text(encoding="utf-8")
    for field in ("id: ", "date: "):
        text = text.replace(f"{field}2024-04-08", f"{field}2024-04-09")
    (copy / ADDED).write_text(text, encoding="utf-8")
    _commit(copy)
    yield copy


def _git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", folder, *author, *arguments], check=True, capture_output=True)


def _commit(folder: Path) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "-m", "Records")


def test_new_pages_and_addresses_are_listed_and_hinder_nothing(project: Path) -> None:
    done = ogp("diff", "HEAD^1", "--markdown", "--check", "--lang", "all", project=project)
    assert done.returncode == 0, done.stdout + done.stderr
    arabic, english = done.stdout.split('<div dir="ltr">')
    for part, before in ((arabic, "/"), (english, "/en/")):
        assert f"- `{before}news/2024-04-09-refresh-call/` " in part
        assert f"- `{before}news/` " in part
        assert "- `/news/2024-04-09-refresh-call/#sources`" in part
    assert "## 1 new page\n" in english
    assert "would be lost" not in english
    done = ogp("check", "--format", "github", project=project)
    assert done.returncode == 0
    assert done.stdout.startswith("::warning file=data/addresses.txt,line=1,col=1::")


def test_an_address_that_the_base_had_is_kept_though_no_list_holds_it(project: Path) -> None:
    kept = (project / ADDED).read_bytes()
    (project / ADDED).unlink()
    try:
        assert ogp("check", project=project).returncode == 0
        done = ogp("diff", "HEAD", "--check", "--format", "github", project=project)
    finally:
        (project / ADDED).write_bytes(kept)
    assert done.returncode == 1
    assert "The published address /news/2024-04-09-refresh-call/ would be lost" in done.stdout


def test_a_revision_with_other_code_does_not_matter_and_one_that_cannot_be_read_is_told(project: Path) -> None:
    (project / ADDED).rename(project / "post")
    (project / ADDED).write_text("id: [\n", encoding="utf-8")
    try:
        done = ogp("diff", "HEAD", "--markdown", project=project)
    finally:
        (project / "post").rename(project / ADDED)
    assert done.returncode == 1
    assert f"{ADDED}:" in done.stdout
    assert "Traceback" not in done.stderr


def _difference(value: str) -> Difference:
    field = FieldChange(field="title.en", before=None, after=value)
    return Difference(kind="news", id="a", file=NEWS, what=Kind.CHANGED, fields=(field,))


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("a | b", "a \\| b"),
        ("a \\| b", "a \\\\\\| b"),
        ("<img src=x>", "\\<img src=x\\>"),
        ("![x](http://example.org)", "!\\[x\\](http://example.org)"),
        ("`code` *bold* &lt;", "\\`code\\` \\*bold\\* &amp;lt;"),
        ("@everybody\n\n# Heading", "@\u2060everybody # Heading"),
        ("a" * 400, "a" * 300 + "…"),
    ],
)
def test_what_others_wrote_is_words_in_a_cell(english: Translator, value: str, cell: str) -> None:
    (row,) = [line for line in markdown([_difference(value)], [english], None).splitlines() if "title.en" in line]
    assert row == f"| `title.en` |  | {cell} |"


def test_a_summary_fits_a_comment(english: Translator, arabic: Translator) -> None:
    many = [_difference("a" * 300)] * 1000
    text = markdown(many, [arabic, english], None)
    assert 55_000 < len(text) < 65_536
    assert "more lines are not shown here." in text
