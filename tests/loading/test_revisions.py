"""Files as they were in a revision, and translations that are older than their originals."""

import os
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from ogp.loading.revisions import RevisionError, State, data_of, files_of, published_revision, state_of
from ogp.loading.untranslated import untranslated
from ogp.translation import Translator

Change = Callable[..., None]
NEWS = "news/2031-04-01-call.yaml"


def git(folder: Path, *arguments: str) -> str:
    own = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    return subprocess.run(
        ["git", "-C", str(folder), *own, *arguments], check=True, capture_output=True, text=True
    ).stdout.strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "Records")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def project(example: Path) -> Path:
    """The example under version control, with a configuration and a link that leads out."""
    project = example.parent
    git(project, "init", "--quiet", "--initial-branch", "main")
    (project / "mkdocs.yml").write_text("site_name: Example\n", encoding="utf-8")
    (example / "out.yaml").symlink_to("/etc/hostname")
    commit(project)
    return project


def test_the_records_as_they_were(project: Path, change: Change) -> None:
    former = (project / "data" / NEWS).read_bytes()
    change(NEWS, "en: It is open}", old="en: The call is open}")
    with data_of(project, "HEAD") as data:
        assert data.name == "data"
        assert (data / NEWS).read_bytes() == former
        assert not os.path.lexists(data / "out.yaml")
        assert not (data.parent / "mkdocs.yml").exists()
    assert not data.exists()


def test_all_files_as_they_were_or_those_that_there_were(project: Path) -> None:
    with files_of(project, "main") as folder:
        assert sorted(path.name for path in folder.iterdir()) == ["data", "mkdocs.yml"]
    with files_of(project, "main", "mkdocs.yml", "docs", "data/news") as folder:
        assert sorted(path.name for path in folder.iterdir()) == ["data", "mkdocs.yml"]
        assert [path.name for path in (folder / "data").iterdir()] == ["news"]


@pytest.mark.parametrize("revision", ["gone", "-x", "--output=out.tar"])
def test_a_revision_that_is_none(project: Path, revision: str, english: Translator) -> None:
    with pytest.raises(RevisionError) as refused, data_of(project, revision):
        pass
    assert english(refused.value.message) == f"There is no revision “{revision}” with records"
    assert str(refused.value) == refused.value.message.text
    assert not (project / "out.tar").exists()


def test_a_first_path_that_the_revision_does_not_have(project: Path) -> None:
    with pytest.raises(RevisionError), files_of(project, "HEAD", "docs", "data"):
        pass


def test_without_git_there_is_no_revision(project: Path, monkeypatch: pytest.MonkeyPatch, english: Translator) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(RevisionError) as refused, data_of(project, "HEAD"):
        pass
    assert english(refused.value.message) == "git is not installed"
    assert state_of(project) == State(None, modified=False)
    assert [one.field for one in untranslated(project, ("ar", "en"))] == []


def test_what_is_published_is_the_main_branch_of_the_remote(project: Path, tmp_path: Path) -> None:
    assert published_revision(project) == "HEAD"
    remote = tmp_path / "remote.git"
    git(project, "clone", "--quiet", "--bare", str(project), str(remote))
    git(project, "remote", "add", "origin", str(remote))
    assert published_revision(project) == "origin/main"
    assert git(project, "rev-parse", "origin/main") == git(project, "rev-parse", "main")


def test_the_state_of_a_project(project: Path) -> None:
    head = git(project, "rev-parse", "HEAD")
    assert state_of(project) == State(head, modified=False)
    (project / "data" / "new.yaml").write_text("", encoding="utf-8")
    assert state_of(project) == State(head, modified=True)


def test_a_folder_in_a_repository_that_is_no_project_of_it(project: Path, tmp_path: Path) -> None:
    inside = project / "data" / "news"
    assert state_of(inside) == State(None, modified=False)
    git(project, "rm", "--quiet", "--cached", "mkdocs.yml")
    commit_without = project / ".git" / "info" / "exclude"
    commit_without.write_text("mkdocs.yml\n", encoding="utf-8")
    commit(project)
    assert state_of(project) == State(None, modified=False)
    empty = tmp_path / "empty"
    empty.mkdir()
    git(empty, "init", "--quiet")
    assert state_of(empty) == State(None, modified=False)


def _wanted(project: Path, english: Translator) -> list[tuple[str, int, str, str]]:
    return [(one.file, one.line, one.field, english(one.what)) for one in untranslated(project, ("ar", "en"))]


def test_what_lacks_a_translation(project: Path, change: Change, english: Translator) -> None:
    assert _wanted(project, english) == []
    change(NEWS, "title: {original: ar, ar: فُتح باب المقترحات, missing: [en]}", old=(
        "title: {original: [ar, en], ar: فُتح باب المقترحات, en: The call is open}"
    ))  # fmt: skip
    change(NEWS, "changes:\n  - {date: 2032-01-01, text: {original: ar, ar: نص, missing: en}}\n")
    change("organizations.yaml", "name: {original: en, missing: ar, en: Forum}", old=(
        "name: {original: [ar, en], ar: المنتدى, en: Forum}"
    ))  # fmt: skip
    change("site.yaml", "unclosed: [\n")
    assert _wanted(project, english) == [
        (f"data/{NEWS}", 8, "title", "not yet translated into en"),
        ("data/organizations.yaml", 16, "[3].name", "not yet translated into ar"),
    ]


STALE = "the original has changed since it was translated into"


def test_a_translation_is_old_until_it_follows_its_original(project: Path, change: Change, english: Translator) -> None:
    file = "plans/nap1/commitments/1.yaml"
    change(file, "title: {original: en, ar: جرد, en: Stocktaking}", old="title: {original: en, ar: جرد, en: Inventory}")
    stale = [(f"data/{file}", 15, "milestones[1].title", f"{STALE} ar")]
    assert _wanted(project, english) == stale
    commit(project)
    assert _wanted(project, english) == stale
    third = "  - number: 3\n    title: {original: en, ar: ثالث, en: Third}\n"
    first = "  - number: 1\n    title: {original: en, ar: جرد,"
    change(file, third + first, old=first)
    assert [line for _, line, _, _ in _wanted(project, english)] == [17]
    change(file, "ar: حصر, en: Stocktaking}", old="ar: جرد, en: Stocktaking}")
    assert _wanted(project, english) == []
    commit(project)
    assert _wanted(project, english) == []


def test_what_is_official_or_original_too_is_never_old(project: Path, change: Change, english: Translator) -> None:
    file = "plans/nap1/commitments/1.yaml"
    change(file, "{original: en, official: ar, ar: بوابة, en: A portal}", old="{original: en, ar: بوابة, en: Portal}")
    change(file, "{original: [ar, en], ar: البيانات المفتوحة, en: Data}", old=(
        "{original: [ar, en], ar: البيانات المفتوحة, en: Open data}"
    ))  # fmt: skip
    assert _wanted(project, english) == []
