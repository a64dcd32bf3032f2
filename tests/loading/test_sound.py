"""Records that were found sound are kept; with them the checker says what it says without."""

import shutil
from pathlib import Path

import pytest

from golden import BASE
from ogp.exports.store import Store
from ogp.loading.load import Loaded, load
from ogp.problems import report
from ogp.records import base
from ogp.records.packing import ALWAYS_OPEN, PACKED
from ogp.translation import Translator


@pytest.fixture
def data(tmp_path: Path) -> Path:
    return Path(shutil.copytree(BASE, tmp_path / "data"))


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def _records(loaded: Loaded) -> list[object]:
    return [entry.record for entry in loaded.files.entries]


def test_kept_records_are_those_that_were_read(data: Path, store: Store) -> None:
    plain, first, second = load(data), load(data, store), load(data, store)
    assert _records(plain) == _records(first) == _records(second)
    assert [repr(record) for record in _records(second)] == [repr(record) for record in _records(plain)]
    assert plain.register
    assert second.register
    digests = [[record.digest for record in found.records()] for found in (plain.register, second.register)]
    assert digests[0] == digests[1]
    assert not [file for file in second.files.keys if file != "data/site.yaml"]


def test_kept_records_have_their_lists_packed_and_are_the_same_in_all_that_is_asked(data: Path, store: Store) -> None:
    load(data, store)
    plain, kept = load(data).register, load(data, store).register
    assert plain
    assert kept
    for one, other in zip(plain.records(), kept.records(), strict=True):
        assert PACKED in other.__dict__
        lists = {
            name for name in type(one).model_fields if isinstance(getattr(one, name), tuple) and getattr(one, name)
        }
        assert (lists - ALWAYS_OPEN).isdisjoint(other.__dict__)
        assert (one.ties, one.lengths, one.digest) == (other.ties, other.lengths, other.digest)
        assert one.model_dump(mode="json") == other.model_dump(mode="json")
        assert [*other.whole().__dict__][: len(type(other).model_fields)] == [*type(other).model_fields]
        for name in type(one).model_fields:
            assert getattr(one, name) == getattr(other, name)
        with pytest.raises(AttributeError):
            _ = other.no_field_of_any_record
    commitment = next(iter(kept.commitments.values()))
    assert commitment == next(iter(plain.commitments.values()))
    changed = commitment.model_copy(update={"milestones": ()})
    assert commitment != changed
    assert [changed.lead, changed.milestones] == [commitment.lead, ()]


def test_the_names_of_fields_are_held_once_for_all_kept_records(data: Path, store: Store) -> None:
    """Else they take more memory than the short values do."""
    load(data, store)
    kept = load(data, Store(store.place)).register
    assert kept
    parts = [part for record in kept.records() for part in (record, *record.sources)]
    names = [name for part in parts for name in part.__dict__]
    assert len(names) > 100
    assert len(set(map(id, names))) == len(set(names))


def test_to_load_what_is_known_few_records_are_looked_into(
    data: Path, store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else a build after a change of one record takes as long as there are records."""
    load(data, store)
    opened = []
    unpack = base.unpacked
    monkeypatch.setattr(base, "unpacked", lambda packed: opened.append(packed) or unpack(packed))
    register = load(data, store).register
    assert register
    # A refresh names milestones of commitments; what its call received names proposals of the refresh.
    named = {activity.commitment for refresh in register.refreshes.values() for activity in refresh.activities}
    assert (
        len({*opened}) <= len(register.refreshes) + len(register.consultations) + len(named) < len(register.records())
    )


def test_only_what_has_changed_is_read_again(data: Path, store: Store) -> None:
    load(data, store)
    changed = next(path for path in sorted(data.rglob("*.yaml")) if "commitments" in path.parts)
    changed.write_text(changed.read_text(encoding="utf-8") + "# a remark\n", encoding="utf-8")
    again = load(data, store)
    assert [*again.files.keys] == [f"data/{changed.relative_to(data).as_posix()}"]


def test_a_mistake_is_told_as_without_the_store(data: Path, store: Store, english: Translator) -> None:
    load(data, store)
    plan = next(path for path in sorted(data.rglob("plan.yaml")))
    plan.write_text(plan.read_text(encoding="utf-8").replace("number:", "numbre:", 1), encoding="utf-8")
    alone = report(load(data).problems, english)
    assert "numbre" in alone
    assert report(load(data, store).problems, english) == alone
    assert report(load(data, store).problems, english) == alone, "what is wrong must not be kept"


def test_a_rule_over_several_files_points_into_a_kept_one(data: Path, store: Store, english: Translator) -> None:
    """The reference stands in a file that has not changed; what it led to has gone."""
    load(data, store)
    meeting = next(iter(sorted((data / "meetings").glob("*.yaml"))))
    meeting.unlink()
    alone = report(load(data).problems, english)
    assert alone
    assert report(load(data, store).problems, english) == alone


def test_other_settings_of_the_site_are_asked_of_every_file(data: Path, store: Store, english: Translator) -> None:
    load(data, store)
    site = data / "site.yaml"
    text = site.read_text(encoding="utf-8")
    launched = next(line for line in text.splitlines() if line.startswith("launched:"))
    site.write_text(text.replace(launched, "launched: 2039-01-01"), encoding="utf-8")
    alone = report(load(data).problems, english)
    assert "2039" in alone
    assert report(load(data, store).problems, english) == alone


def test_a_personal_number_in_a_new_line_is_found(data: Path, store: Store, english: Translator) -> None:
    load(data, store)
    some = next(path for path in sorted(data.rglob("*.yaml")) if "commitments" in path.parts)
    some.write_text(some.read_text(encoding="utf-8") + "# call +44 20 7946 0123\n", encoding="utf-8")
    said = report(load(data, store).problems, english)
    assert said == report(load(data).problems, english)
    assert "telephone number" in said
