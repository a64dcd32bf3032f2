"""What takes long to make is made once."""

import os
import shutil
from collections.abc import Callable, Iterator
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from built import PROJECT, ogp, project_copy
from ogp.exports.store import GoneError, Store, key_of
from ogp.messages import Message, message

WHAT = message("Numbers")


def _doubled(orders: list[int]) -> list[bytes]:
    return [str(2 * order).encode() for order in orders]


def _failing(orders: list[int]) -> list[bytes]:
    raise AssertionError(f"made again: {orders}")


def filled(
    store: Store, orders: dict[str, int], make: Callable[[list[int]], list[bytes]], at_once: int = 1
) -> dict[str, bytes]:
    """What the store gives, none of it twice."""
    given: list[tuple[str, bytes]] = []
    store.filled(
        orders.items(),
        make,
        lambda key, content: given.append((key, content)),
        at_once=at_once,
        among=len(orders),
        what=WHAT,
    )
    assert len(dict(given)) == len(given)
    return dict(given)


@pytest.fixture
def store(tmp_path: Path) -> Store:
    return Store(tmp_path / "store")


def test_what_is_missing_is_made_and_the_rest_is_kept(store: Store) -> None:
    orders = {key_of(str(number).encode()): number for number in range(5)}
    wanted = {key: str(2 * number).encode() for key, number in orders.items()}
    assert filled(store, orders, _doubled, at_once=2) == wanted
    assert filled(store, orders, _failing, at_once=2) == wanted


@pytest.mark.parametrize("parts", [(b"b", b"a"), (b"ab",), (b"a", b"b", b""), (b"", b"ab")])
def test_other_parts_have_another_key(parts: tuple[bytes, ...]) -> None:
    assert key_of(*parts) != key_of(b"a", b"b")


def test_what_nobody_asks_for_goes(store: Store, make_old: Callable[[Path], None]) -> None:
    filled(store, {"kept": 1, "left": 2}, _doubled)
    for path in (*store.folder.iterdir(), store.place / "pruned"):
        make_old(path)
    filled(Store(store.place), {"kept": 1, "new": 3}, _doubled)
    assert {path.name for path in store.folder.iterdir()} == {"kept", "new"}


@pytest.fixture
def make_old() -> Callable[[Path], None]:
    """Gives a file the date of last year."""
    return lambda path: os.utime(path, (path.stat().st_mtime - 365 * 24 * 3600,) * 2)


def test_a_store_that_does_not_make_gives_what_it_has(store: Store) -> None:
    filled(store, {"one": 1}, _doubled)
    assert filled(Store(store.folder.parent, makes=False), {"one": 1, "two": 2}, _failing) == {"one": b"2"}


def test_what_is_old_is_looked_for_once_a_day(store: Store, make_old: Callable[[Path], None]) -> None:
    filled(store, {"one": 1}, _doubled)
    make_old(store.folder / "one")
    filled(Store(store.place), {}, _doubled)
    assert (store.folder / "one").is_file()
    make_old(store.place / "pruned")
    filled(Store(store.place), {}, _doubled)
    assert not (store.folder / "one").exists()


def test_of_what_takes_long_it_is_told_how_much_is_made(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[Message] = []
    store.tell = told.append
    filled(store, {"one": 1, "two": 2}, _doubled)
    assert told == []
    monkeypatch.setattr(f"{Store.__module__}._TOLD_EVERY", -1)
    filled(store, {str(number): number for number in range(5)}, _doubled, at_once=2)
    assert [str(one.values["done"]) for one in told] == ["2", "4", "5"]


def test_the_folder_may_be_deleted_at_any_time(store: Store) -> None:
    filled(store, {"one": 1}, _doubled)
    shutil.rmtree(store.folder)
    assert filled(store, {"one": 1}, _doubled) == {"one": b"2"}


def test_what_the_store_could_not_keep_is_there_for_this_build(store: Store) -> None:
    store.place.write_bytes(b"no folder")
    assert filled(store, {"one": 1}, _doubled) == {"one": b"2"}
    assert store.trouble
    assert store.content("one") == b"2"


def test_what_this_build_needs_stays_whatever_the_clock_says(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    store.put("left", b"1")
    monkeypatch.setattr("time.time", lambda: 4_000_000_000.0)
    filled(store, {"one": 1}, _doubled)
    assert store.content("one") == b"2"
    assert not store.has("left")


def test_what_vanishes_while_it_is_needed_is_told_of(store: Store) -> None:
    filled(store, {"one": 1}, _doubled)
    shutil.rmtree(store.place)
    with pytest.raises(GoneError) as told:
        store.content("one")
    assert told.value.message.values["folder"] == str(store.place)


def test_no_more_orders_are_held_than_are_under_way(store: Store) -> None:
    asked: list[int] = []

    def orders() -> Iterator[tuple[str, int]]:
        for number in range(100):
            asked.append(number)
            yield str(number), number

    ahead: list[int] = []
    store.filled(
        orders(), _doubled, lambda key, _: ahead.append(len(asked) - int(key)), at_once=2, among=100, what=WHAT
    )
    assert len(ahead) == 100
    assert max(ahead) < 20


def test_a_build_makes_only_what_has_changed(tmp_path: Path) -> None:
    """In both languages the fact sheet, and as two files each the report of the refresh and the record of the meeting that
    recommended something, which quote the commitment."""
    assert ogp("build", "--site-dir", str(tmp_path / "first")).returncode == 0
    cache = Path(shutil.copytree(PROJECT / ".cache/ogp", tmp_path / "cache"))
    before = {path.name for path in cache.rglob("*")}
    project = project_copy(tmp_path / "project")
    path = project / "data/plans/nap5/commitments/4.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("young people", "the young", 1), encoding="utf-8")
    done = ogp("build", project=project, OGP_CACHE=str(cache))
    assert done.returncode == 0, done.stdout + done.stderr
    store = Store(cache)
    made = [store.get(path.name) or b"" for path in store.folder.iterdir() if path.name not in before]
    assert sum(content.startswith(b"%PDF") for content in made) == 6
    documents = [name for content in made if content.startswith(b"PK") for name in ZipFile(BytesIO(content)).namelist()]
    assert documents.count("word/document.xml") == 4


def test_what_a_power_cut_left_in_a_file_is_not_taken_for_what_was_kept(store: Store) -> None:
    store.put("one", b"whole")
    (store.folder / "one").write_bytes(b"\0" * (store.folder / "one").stat().st_size)
    assert store.get("one") is None
    assert store.kept(lambda: b"made again", b"part") == store.kept(lambda: b"not made", b"part") == b"made again"
