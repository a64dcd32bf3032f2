"""The records on which the benchmark measures are valid, and the same each time."""

import sys
from datetime import date
from pathlib import Path

import pytest

from built import PROJECT, TODAY, fingerprints
from ogp.problems import report
from ogp.site.survey import survey
from ogp.translation import Translator

sys.path.insert(0, str(PROJECT / "bench"))

from country import Sizes
from records import write_project, write_records

SIZES = Sizes(commitments=24)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with few of them."""
    return write_project(tmp_path_factory.mktemp("benchmark") / "project", SIZES, seed=1)


def test_the_records_are_valid(project: Path, english: Translator, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OGP_TODAY", TODAY)
    found = survey(project)
    assert report(found.problems, english) == ""
    assert found.today == date.fromisoformat(TODAY)
    assert found.register
    assert len(found.register.commitments) == SIZES.commitments
    assert {len(commitment.milestones) for commitment in found.register.commitments.values()} == {SIZES.milestones}
    assert all(commitment.recommendations for commitment in found.register.commitments.values())


def test_the_seed_tells_what_they_say(project: Path, tmp_path: Path) -> None:
    for seed in (1, 2):
        write_records(tmp_path / str(seed), SIZES, seed)
    expected = fingerprints(project / "data")
    assert fingerprints(tmp_path / "1") == expected
    other = fingerprints(tmp_path / "2")
    assert {name for name in other if name.startswith("plans/")} == {
        name for name in expected if name.startswith("plans/")
    }
    assert not set(other.values()) & {digest for name, digest in expected.items() if name.startswith("plans/")}
