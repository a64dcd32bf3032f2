"""A build that takes from the store what was made before is the same, byte for byte, as one that makes everything anew."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from built import fingerprints, ogp
from small import small_project

CHANGES = {
    "nothing": ("", "", ""),
    "a record": ("data/organizations.yaml", "en: Forum", "en: Forum as changed"),
    "a plan": ("data/plans/nap1/plan.yaml", "en: First plan", "en: Plan one"),
    "a commitment": ("data/plans/nap1/commitments/1.yaml", "en: Open data", "en: Opened data"),
    "a refresh": ("data/plans/nap1/refresh.yaml", "en: Refresh of", "en: Renewal of"),
    "a meeting": ("data/meetings/2021-05-20-workshop.yaml", 'start: "09:00"', 'start: "10:00"'),
    "a consultation": ("data/consultations/2021-refresh.yaml", "en: ", "en: Changed "),
    "a news post": ("data/news/2021-04-01-call.yaml", "en: ", "en: Changed "),
    "a document": ("data/documents.yaml", "en: ", "en: Changed "),
    "a redirect": ("data/redirects.yaml", "to: /news/", "to: /meetings/"),
    "what was published": ("data/addresses.txt", "", "/news/\n"),
    "a setting of the site": ("data/site.yaml", "  en: ", "  en: Changed "),
    "a hand-written text": ("docs/en/about/index.md", "# ", "# Changed "),
    "a template": (
        "overrides/parts/page.html",
        '<section class="ogp-history">',
        '<section class="ogp-history"><b></b>',
    ),
    "a style": ("overrides/assets/css/5-parts.css", "", "\n.changed { color: red }\n"),
    "a translation": ("translations/ar/interface.po", 'msgid "Sources and history"\nmsgstr "', None),
    "a setting of MkDocs": ("mkdocs.yml", "            Plans: ", "            Plans: Changed "),
    "code": ("hooks/ogp/rendering/citing.py", '"langid", ', '"language", '),
}
"""What is changed: a file, what stands there, and what stands there then."""


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A project, built once into a store of its own."""
    folder = small_project(tmp_path_factory.mktemp("stored") / "project")
    _build(folder, folder.parent / "store")
    yield folder


def _build(project: Path, store: Path, **settings: str) -> dict[str, str]:
    """The files of a draft: what is kept of documents and pictures is named by all that they are made of."""
    done = ogp("build", "--draft", project=project, OGP_CACHE=str(store), **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return fingerprints(project / "site")


@pytest.mark.parametrize("what", CHANGES)
def test_nothing_of_an_earlier_state_is_shown(project: Path, tmp_path: Path, what: str) -> None:
    name, old, new = CHANGES[what]
    path = project / name
    before = path.read_text(encoding="utf-8") if name else ""
    if name:
        assert old in before
        with_it = old + "Changed " if new is None else new
        path.write_text(before.replace(old, with_it, 1) if old else before + with_it, encoding="utf-8")
    try:
        kept = _build(project, project.parent / "store")
        anew = _build(project, tmp_path / "nothing")
    finally:
        if name:
            path.write_text(before, encoding="utf-8")
    assert {file for file in kept.keys() | anew.keys() if kept.get(file) != anew.get(file)} == set()


def test_another_day_is_not_that_of_an_earlier_build(project: Path, tmp_path: Path) -> None:
    day = {"OGP_TODAY": "2026-12-24"}
    assert _build(project, project.parent / "store", **day) == _build(project, tmp_path / "nothing", **day)


def _states(project: Path) -> dict[str, int]:
    """Which file stands at each address of the site: one that was taken from another is the same."""
    site = project / "site"
    return {path.relative_to(site).as_posix(): path.stat().st_ino for path in site.rglob("*") if path.is_file()}


def test_what_has_not_changed_is_not_made_again(project: Path) -> None:
    store = project.parent / "store"
    _build(project, store)
    before = _states(project)
    path = project / "data/meetings/2021-05-20-workshop.yaml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("en: A workshop for testing.", "en: A workshop for another test."), encoding="utf-8")
    try:
        _build(project, store)
        after = _states(project)
    finally:
        path.write_text(text, encoding="utf-8")
    own = {name for name in before if "2021-05-20-workshop" in name and name.endswith((".html", ".json"))}
    assert own
    assert not {name for name in own if before[name] == after[name]}
    untouched = (
        "news/2021-04-01-call/",
        "organizations/ministry-of-examples/",
        "c/",
    )
    others = {name for name in before if name.removeprefix("en/").startswith(untouched)}
    assert len(others) > 10
    assert not {name for name in others if before[name] != after[name]}


def test_what_somebody_changed_in_the_site_is_made_again(project: Path) -> None:
    store, page = project.parent / "store", project / "site/en/plans/nap1/index.html"
    expected = _build(project, store)
    page.write_text("spoiled", encoding="utf-8")
    (project / "site/organizations/index.html").unlink()
    (project / "site/left-by-somebody.html").touch()
    for _ in range(2):
        assert _build(project, store) == expected
        page.write_text("spoiled again", encoding="utf-8")


def test_the_page_of_a_record_that_is_gone_is_gone(project: Path) -> None:
    store, folder = project.parent / "store", project / "data/news"
    before = _build(project, store)
    text = (folder / "2021-04-01-call.yaml").read_text(encoding="utf-8")
    added = folder / "2021-04-01-again.yaml"
    added.write_text(text.replace("id: 2021-04-01-call", "id: 2021-04-01-again"), encoding="utf-8")
    try:
        assert "news/2021-04-01-again/index.html" in _build(project, store)
    finally:
        added.unlink()
    for _ in range(2):
        assert _build(project, store) == before
        assert not (project / "site/news/2021-04-01-again").exists()


def test_a_draft_takes_no_page_of_a_whole_site(project: Path, tmp_path: Path) -> None:
    shutil.rmtree(project / "site")
    with_the_whole = ogp("build", project=project, OGP_CACHE=str(project.parent / "store"))
    assert with_the_whole.returncode == 0, with_the_whole.stderr
    assert _build(project, project.parent / "store") == _build(project, tmp_path / "nothing")
