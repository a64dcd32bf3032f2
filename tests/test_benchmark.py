"""The records on which the benchmark measures are valid and the same each time, and other generators get the same pages."""

import re
import sys
from pathlib import Path

import pytest

from built import PROJECT, TODAY, fingerprints
from ogp.problems import report
from ogp.register import Register
from ogp.site.addresses import address_of
from ogp.site.survey import survey
from ogp.translation import Translator

sys.path.insert(0, str(PROJECT / "bench"))

from country import Country, Sizes
from peer_pages import pages
from records import write_project, write_records

SIZES = Sizes(commitments=24)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with few of them."""
    return write_project(tmp_path_factory.mktemp("benchmark") / "project", SIZES, seed=1)


@pytest.fixture(scope="module")
def register(project: Path, english: Translator) -> Register:
    """Its records, which must have no problems."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OGP_TODAY", TODAY)
        found = survey(project)
    assert report(found.problems, english) == ""
    assert found.register
    return found.register


def test_the_records_are_valid_and_as_many_as_asked_for(register: Register) -> None:
    assert len(register.commitments) == SIZES.commitments
    assert len(register.plans) == 2
    for commitment in register.commitments.values():
        assert len(commitment.milestones) == SIZES.milestones
        assert commitment.recommendations
        long_texts = [text for one in commitment.progress for text in (one.text, one.challenges) if text]
        for language in register.site.languages:
            assert sum(len(text.values[language.code]) for text in long_texts) >= 1000


def test_the_seed_tells_what_they_say(project: Path, tmp_path: Path) -> None:
    for seed in (1, 2):
        write_records(tmp_path / str(seed), SIZES, seed)
    expected, other = fingerprints(project / "data"), fingerprints(tmp_path / "2")
    assert fingerprints(tmp_path / "1") == expected
    plans = {name for name in expected if name.startswith("plans/")}
    assert {name for name in other if name.startswith("plans/")} == plans
    assert not {expected[name] for name in plans} & {other[name] for name in plans}


def test_other_generators_get_the_same_pages(register: Register) -> None:
    made, labels = pages(Country(SIZES, seed=1))
    assert [language.code for language in register.site.languages] == list(labels)
    by_place = {(page.language, page.address): page for page in made}
    addresses = {page.address for page in made}
    assert len(by_place) == len(made) == len(addresses) * len(labels)
    assert addresses >= {address_of(record) for record in register.records()}
    for page in made:
        assert set(re.findall(r"\]\(/([^)]*)\)", page.body)) <= addresses, page.address
    for commitment in register.commitments.values():
        for language in labels:
            page = by_place[language, address_of(commitment)]
            assert page.title == commitment.title.values[language]
            texts = [commitment.summary, *(milestone.title for milestone in commitment.milestones)]
            assert all(text and text.values[language] in page.body for text in texts)
