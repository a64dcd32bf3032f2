"""`ogp diff` on a repository: what a pull request changes in the records, what lacks a note, and the draft of one."""

import difflib
import subprocess
from pathlib import Path

import pytest

from built import TODAY, ogp, project_copy

COMMITMENT = "data/plans/nap5/commitments/4.yaml"
DOCUMENTS = "data/documents.yaml"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project under version control."""
    copy = project_copy(tmp_path / "project")
    _git(copy, "init", "--quiet")
    _git(copy, "add", "data")
    _git(copy, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Records")
    return copy


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


def _replace(project: Path, file: str, old: str, new: str) -> None:
    path = project / file
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, (file, old)
    path.write_text(content.replace(old, new), encoding="utf-8")


def _change(project: Path) -> None:
    _replace(
        project, COMMITMENT, "  en: The role of youth in government plans and strategies\n", "  en: Youth in plans\n"
    )
    _replace(
        project, DOCUMENTS, "  en: Al-Mamlaka’s news on the fourth national action plan\n", "  en: News of a plan\n"
    )


def test_nothing_changed(project: Path) -> None:
    done = ogp("diff", "HEAD", "--check", project=project)
    assert (done.returncode, done.stdout) == (0, "No record changed.\n")


def test_the_fields_that_changed_and_the_notes_that_lack(project: Path) -> None:
    _change(project)
    done = ogp("diff", "HEAD", "--check", project=project)
    assert done.returncode == 1
    assert done.stdout.splitlines() == [
        f"{COMMITMENT}: commitment nap5/4: changed",
        "  short_title.en: “The role of youth in government plans and strategies” → “Youth in plans”",
        f"{DOCUMENTS}: document almamlaka-15911: changed",
        "  title.en: “Al-Mamlaka’s news on the fourth national action plan” → “News of a plan”",
        f"{COMMITMENT}:1:1: commitment nap5/4 changed and its history does not say so — Run `ogp diff BASE --draft` and"
        " correct the draft, or add a note with “minor: true”",
        f"{DOCUMENTS}:1:1: document almamlaka-15911 changed and its history does not say so — Run `ogp diff BASE --draft` and"
        " correct the draft, or add a note with “minor: true”",
    ]
    arabic = ogp("diff", "HEAD", "--check", project=project, OGP_LANG="ar")
    assert "ولا يذكر سجل تغييراته ذلك" in arabic.stdout


def test_two_revisions_are_compared_without_the_files_as_they_are(project: Path) -> None:
    _change(project)
    assert ogp("diff", "HEAD", "HEAD", project=project).stdout == "No record changed.\n"


def test_the_summary_of_a_pull_request(project: Path) -> None:
    _change(project)
    summary = ogp("diff", "HEAD", "--markdown", project=project).stdout
    assert summary.startswith("## 2 records changed\n\n### `commitment nap5/4`: changed · **needs a note**\n\n")
    row = "| `short_title.en` | The role of youth in government plans and strategies | Youth in plans |"
    assert f"| Field | Before | After |\n|---|---|---|\n{row}\n" in summary


def test_a_draft_tells_the_change_and_touches_nothing_else(project: Path) -> None:
    _change(project)
    before = {file: (project / file).read_text(encoding="utf-8").splitlines() for file in (COMMITMENT, DOCUMENTS)}
    assert ogp("diff", "HEAD", "--draft", project=project).returncode == 0
    for file, lines in before.items():
        after = (project / file).read_text(encoding="utf-8").splitlines()
        touched = [line for line in difflib.ndiff(lines, after) if line.startswith("- ")]
        assert len(touched) == 1
        assert "updated:" in touched[0]
        added = [line[2:].strip() for line in difflib.ndiff(lines, after) if line.startswith("+ ")]
        assert f"updated: {TODAY}" in added
        assert f"- date: {TODAY}" in added
        assert "original: [ar, en]" in added
    assert ogp("check", project=project).stdout == "No problems.\n"
    assert ogp("diff", "HEAD", "--check", project=project).returncode == 0
    again = (project / COMMITMENT).read_text(encoding="utf-8")
    assert 'en: "Changed: Short title for lists and cards, in the site\'s words."' in again
    assert "before: The role of youth in government plans and strategies" in again


def test_a_new_record_says_when_it_was_published(project: Path) -> None:
    """Else its page would say that it was published on the day of the launch."""
    news = project / "data/news/2026-11-26-a.yaml"
    text = (project / "data/news/2024-08-25-refresh-outcomes.yaml").read_text(encoding="utf-8")
    fresh = text.replace("2024-08-25-refresh-outcomes", "2026-11-26-a").replace("date: 2024-08-25", "date: 2026-11-26")
    fresh = fresh.partition("changes:")[0].replace("updated: 2026-11-23", "updated: 2026-11-25")
    news.write_text(fresh, encoding="utf-8")
    organizations = project / "data/organizations.yaml"
    unit = "- id: a-unit\n  updated: 2026-11-26\n  sources:\n    - document: ogp-standards\n"
    unit += "  name: {original: [ar, en], ar: وحدة, en: A unit}\n  type: unit\n\n"
    first = organizations.read_text(encoding="utf-8")
    organizations.write_text(unit + first, encoding="utf-8")

    done = ogp("diff", "HEAD", "--check", project=project)
    assert done.returncode == 1
    for record in ("news 2026-11-26-a", "organization a-unit"):
        assert f"{record} is new and does not say when it was first published" in done.stdout
    assert ogp("diff", "HEAD", "--draft", project=project).returncode == 0
    wanted = fresh.replace("updated: 2026-11-25", f"published: {TODAY}\nupdated: {TODAY}")
    assert news.read_text(encoding="utf-8") == wanted
    written = unit.replace("  updated:", f"  published: {TODAY}\n  updated:")
    assert organizations.read_text(encoding="utf-8") == written + first
    assert ogp("diff", "HEAD", "--check", project=project).returncode == 0
    assert ogp("check", project=project).stdout == "No problems.\n"


def test_a_second_draft_follows_the_first(project: Path) -> None:
    _change(project)
    assert ogp("diff", "HEAD", "--draft", project=project, OGP_TODAY="2026-11-25").returncode == 0
    _git(project, "add", "data")
    _git(project, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Changed")
    _replace(project, COMMITMENT, "  en: Youth in plans\n", "  en: Youth in all plans\n")
    assert ogp("diff", "HEAD", "--draft", project=project).returncode == 0
    text = (project / COMMITMENT).read_text(encoding="utf-8")
    assert text.count("\nchanges:\n") == 1
    assert text.index("- date: 2026-11-25") < text.index(f"- date: {TODAY}")
    assert ogp("check", project=project).stdout == "No problems.\n"


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("no-such-revision",), "There is no revision “no-such-revision” with records"),
        (("HEAD", "HEAD", "--draft"), "leave out HEAD"),
        (("--output=x",), "No such option"),
        (("--", "--output=x"), "There is no revision “--output=x” with records"),
    ],
)
def test_what_cannot_be_compared_is_said_in_one_sentence(project: Path, arguments: tuple[str, ...], said: str) -> None:
    done = ogp("diff", *arguments, project=project)
    assert done.returncode != 0
    assert said in done.stderr
    assert "Traceback" not in done.stderr
