"""What takes long to make is made by several machines, and the site is the same as by one."""

import shutil
from pathlib import Path

import pytest

from built import fingerprints, ogp
from small import small_project


def _kept(store: Path) -> set[str]:
    """The names of the documents and pictures in `store`, whose content stands behind its checksum."""
    files = {path for path in (store / "summed").iterdir() if path.is_file()}
    return {path.name for path in files if path.read_bytes()[32:].startswith((b"%PDF", b"\x89PNG", b"PK"))}


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return small_project(tmp_path / "project")


def _run(project: Path, store: Path, *arguments: str, **settings: str) -> None:
    done = ogp(*arguments, project=project, OGP_CACHE=str(store), **settings)
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_site_of_two_shares_is_that_of_one_build(project: Path, tmp_path: Path) -> None:
    shares = [tmp_path / "first", tmp_path / "second"]
    for number, store in enumerate(shares, 1):
        _run(project, store, "prepare", "--share", f"{number}/2")
    assert not (project / "site").exists()
    first, second = map(_kept, shares)
    assert first
    assert second
    assert not first & second
    merged = Path(shutil.copytree(shares[0], tmp_path / "merged"))
    shutil.copytree(shares[1], merged, dirs_exist_ok=True)
    _run(project, merged, "build", "--site-dir", str(tmp_path / "of-shares"))
    _run(project, tmp_path / "alone", "build", "--site-dir", str(tmp_path / "of-one"))
    assert fingerprints(tmp_path / "of-shares") == fingerprints(tmp_path / "of-one")
    made_alone = {name for name in _kept(tmp_path / "alone") if name in first | second}
    assert made_alone == first | second
    # The rest are workbooks and compressed files, which every build makes.
    assert _kept(merged) == _kept(tmp_path / "alone")


@pytest.mark.parametrize("share", ["3/2", "0/2", "2", "a/b", "1/2/3", "-1/2"])
def test_a_share_that_is_none_is_told_of(project: Path, tmp_path: Path, share: str) -> None:
    done = ogp("prepare", "--share", share, "--lang", "ar", project=project, OGP_CACHE=str(tmp_path / "store"))
    assert done.returncode != 0
    assert share in done.stderr
    assert "2/4" in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "store").exists()
