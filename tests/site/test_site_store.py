"""A build that takes from the store what was made before is the same, byte for byte, as one that makes everything anew."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from built import fingerprints, ogp
from small import small_project

CHANGES = {
    "nothing": ("", "", ""),
    "a record": ("data/organizations.yaml", "en: Forum", "en: Forum as changed"),
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
