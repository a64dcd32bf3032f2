"""A build gives the same bytes everywhere, or nothing at all."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from built import Site, fingerprints, ogp, project_copy
from reproducible import build_elsewhere, differing, same_project

Break = Callable[[Path], None]

PROBLEM = re.compile(r"^(?:ERROR +- )?((?:data|docs)/\S+|mkdocs\.yml):(\d+):(\d+): .+ — .+$", re.MULTILINE)
NEWS = "data/news/2024-04-08-refresh-call.yaml"
MEETING = "data/meetings/2022-06-23-workshop.yaml"
ARABIC = re.compile(r"[\u0621-\u064a]{3,}")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the project to be broken by one test."""
    return project_copy(tmp_path / "project")


def _break_two_records(project: Path) -> None:
    for file, old, new in (
        (NEWS, "date: 2024-04-08", "date: 2024-04-38"),
        (MEETING, "date: 2022-06-23", "date: 2022-06-23\nno_such_field: 1"),
    ):
        path = project / file
        content = path.read_text(encoding="utf-8")
        assert content.count(f"\n{old}\n") == 1, file
        path.write_text(content.replace(f"\n{old}\n", f"\n{new}\n"), encoding="utf-8")


def _break_an_address(project: Path) -> None:
    with (project / "data/addresses.txt").open("a", encoding="utf-8") as file:
        file.write("/zz-no-page/\n")


def test_the_same_records_give_the_same_bytes_everywhere(site: Site, tmp_path: Path) -> None:
    """PDF and Word files, workbooks, pictures, archives, the index of the search and the manifest as well."""
    other = build_elsewhere(same_project(tmp_path / "a copy of the" / "project"))
    kinds = {path.suffix for path in site.folder.rglob("*.*")}
    assert kinds >= {".pdf", ".docx", ".xlsx", ".zip", ".png", ".pf_meta", ".ics", ".json"}
    assert (site.folder / "manifest.json").is_file()
    assert differing(site.folder, other) == []


def test_nothing_is_left_beside_the_site(site: Site) -> None:
    assert [path.name for path in site.folder.parent.iterdir()] == ["site"]


@pytest.mark.parametrize("language", ["en", "ar"])
def test_a_failed_build_says_every_problem_and_changes_nothing(copy: Path, language: str) -> None:
    former = copy / "site"
    (former / "en").mkdir(parents=True)
    (former / "index.html").write_text("former", encoding="utf-8")
    (former / "en" / "index.html").write_text("former, English", encoding="utf-8")
    before = fingerprints(copy)
    _break_two_records(copy)
    broken = fingerprints(copy)
    assert broken != before

    done = ogp("build", "--lang", language, project=copy)

    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert fingerprints(copy) == broken
    assert {place[0] for place in PROBLEM.findall(said)} == {NEWS, MEETING}, said
    assert "Traceback" not in said
    lines = [line for line in said.splitlines() if NEWS in line or MEETING in line]
    assert all(bool(ARABIC.search(line)) == (language == "ar") for line in lines), lines


@pytest.mark.parametrize("language", ["en", "ar"])
def test_check_says_the_same_problems(copy: Path, language: str) -> None:
    _break_two_records(copy)
    done = ogp("check", "--lang", language, project=copy)
    assert done.returncode == 1
    assert {place[0] for place in PROBLEM.findall(done.stdout)} == {NEWS, MEETING}, done.stdout
    assert "Traceback" not in done.stdout + done.stderr
    assert bool(ARABIC.search(done.stderr)) == (language == "ar"), done.stderr


def test_check_finds_no_problem_in_the_project() -> None:
    done = ogp("check")
    assert (done.returncode, done.stderr) == (0, ""), done.stdout


@pytest.mark.parametrize("command", ["check", "build"])
def test_no_published_address_may_be_lost(copy: Path, command: str) -> None:
    _break_an_address(copy)
    done = ogp(command, project=copy)
    assert done.returncode == 1
    assert [place[0] for place in PROBLEM.findall(done.stdout + done.stderr)] == ["data/addresses.txt"]
    assert "/zz-no-page/" in done.stdout + done.stderr
    assert not (copy / "site").exists()


@pytest.mark.parametrize("link", ["no-such-page.md", "site.md#no-such-place"])
def test_a_broken_link_or_a_warning_fails_the_build(copy: Path, link: str) -> None:
    page = copy / "docs/en/about/unit.md"
    page.write_text(page.read_text(encoding="utf-8") + f"\n[broken]({link})\n", encoding="utf-8")
    done = ogp("build", project=copy)
    said = done.stdout + done.stderr
    assert done.returncode != 0
    assert "about/unit.md" in said and link.rpartition("#")[2] in said
    assert "Traceback" not in said
    assert not (copy / "site").exists()
    assert [path.name for path in copy.iterdir() if path.name.startswith(".")] == []


def test_a_page_in_one_language_only_fails_the_build(copy: Path) -> None:
    (copy / "docs/ar/about/privacy.md").unlink()
    done = ogp("build", project=copy)
    said = done.stdout + done.stderr
    assert done.returncode != 0 and "Traceback" not in said
    assert "docs/en/about/privacy.md" in {place[0] for place in PROBLEM.findall(said)}, said


def test_a_day_that_is_no_day_is_refused(tmp_path: Path) -> None:
    for command in (["check"], ["build", "--site-dir", str(tmp_path / "site")]):
        done = ogp(*command, OGP_TODAY="yesterday")
        said = done.stdout + done.stderr
        assert done.returncode != 0
        assert "OGP_TODAY" in said and "“yesterday”" in said and "Traceback" not in said
    assert not (tmp_path / "site").exists()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_the_configuration_must_name_the_languages_of_the_records(copy: Path, command: str, language: str) -> None:
    configuration = copy / "mkdocs.yml"
    lines = configuration.read_text(encoding="utf-8").splitlines(keepends=True)
    assert lines.count("        - locale: en\n") == 1
    place = ("mkdocs.yml", str(lines.index("        - locale: ar\n") + 1), "9")
    configuration.write_text("".join(lines).replace("- locale: en\n", "- locale: fr\n"), encoding="utf-8")
    done = ogp(command, "--lang", language, project=copy)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert PROBLEM.findall(said) == [place], said
    plain = said.replace("\u2068", "").replace("\u2069", "")
    assert "(ar (default: true), fr)" in plain and "(ar (default: true), en)" in plain
    assert bool(ARABIC.search(said)) == (language == "ar"), said
    assert "Traceback" not in said
    assert not (copy / "site").exists()


@pytest.mark.parametrize("language", ["en", "ar"])
@pytest.mark.parametrize("command", ["check", "build"])
def test_everything_that_is_wrong_is_said_at_once(copy: Path, command: str, language: str) -> None:
    _break_two_records(copy)
    with (copy / "data/addresses.txt").open("a", encoding="utf-8") as file:
        file.write("/meetings/zz-no-meeting/\n")
    page = copy / "docs/en/about/unit.md"
    page.write_text(page.read_text(encoding="utf-8") + "\nIt is <b>bold</b>.\n", encoding="utf-8")
    configuration = copy / "mkdocs.yml"
    text = configuration.read_text(encoding="utf-8")
    configuration.write_text(text.replace("- locale: en\n", "- locale: fr\n", 1), encoding="utf-8")
    done = ogp(command, "--lang", language, project=copy)
    said = done.stdout + done.stderr
    assert done.returncode == 1
    assert sorted(place[0] for place in PROBLEM.findall(said)) == [
        "data/addresses.txt",
        MEETING,
        NEWS,
        "docs/en/about/unit.md",
        "mkdocs.yml",
    ], said
    lines = [line for line in said.splitlines() if PROBLEM.match(line)]
    assert all(bool(ARABIC.search(line)) == (language == "ar") for line in lines), lines
    assert "Traceback" not in said


def test_a_language_without_a_folder_gets_its_catalogues(copy: Path) -> None:
    settings = copy / "data/site.yaml"
    text = settings.read_text(encoding="utf-8")
    language = "  - {code: fr, name: Français, locale: fr_FR, direction: ltr}\n"
    assert text.count("\nname:\n") == 1
    settings.write_text(text.replace("\nname:\n", f"\n{language}name:\n"), encoding="utf-8")
    done = ogp("translations", project=copy)
    assert done.returncode == 1
    assert "Traceback" not in done.stdout + done.stderr
    assert {path.name for path in (copy / "translations/fr").iterdir()} == {"fields.po", "interface.po"}
