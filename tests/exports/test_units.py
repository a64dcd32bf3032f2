"""What a build makes bit by bit is made again where, and only where, it would be another."""

import itertools
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ogp.exports.store import Store
from ogp.exports.units import Made, Unit, Units
from ogp.questions import Questions

Build = Callable[[], set[str]]


class World:
    """Two facts, one for each unit, and a third that both ask for."""

    def __init__(self, folder: Path) -> None:
        self.facts = {"one": "1", "two": "2", "both": "3"}
        self.given = ""
        self.common = "code"
        self.folder = folder
        self.store = Store(folder / "store")
        self.site = folder / "site"
        self._numbers = itertools.count()

    def build(self) -> set[str]:
        """Builds as a program would; gives the names of the units that were made, and sees that all are right."""
        questions = Questions()
        facts = questions.watched("fact", self.facts)
        made: set[str] = set()

        def unit(name: str) -> Unit:
            def make() -> Made:
                made.add(name)
                return Made([(f"{name}/index.html", self._content(name, facts[name], facts["both"]))], facts[name])

            return Unit(name, self.given, make)

        out, spare = self.folder / f"build-{next(self._numbers)}", self.folder / "spare"
        out.mkdir()
        units = Units(
            out, self.store, questions, self.common,
            site=self.site if self.site.exists() else None, spare=spare if spare.exists() else None,
        )  # fmt: skip
        told = units.finish([task() for task in units.tasks(map(unit, ("one", "two")))])
        if self.site.exists():
            self.site.rename(spare)
        out.rename(self.site)
        for name in ("one", "two"):
            content = self._content(name, self.facts[name], self.facts["both"])
            assert (self.site / name / "index.html").read_bytes() == content
            assert told[name] == self.facts[name]
        return made

    def _content(self, *said: str) -> bytes:
        return " ".join((*said, self.given)).encode()


@pytest.fixture
def world(tmp_path: Path) -> World:
    return World(tmp_path)


def test_only_what_asked_for_the_change_is_made(world: World) -> None:
    assert world.build() == {"one", "two"}
    assert world.build() == set()
    world.facts["one"] = "another"
    assert world.build() == {"one"}
    world.facts["both"] = "another"
    assert world.build() == {"one", "two"}


def test_changes_one_after_the_other_and_back(world: World) -> None:
    """The folder that a build goes on in is older than the site by one change."""
    for _ in range(3):
        world.build()
    former = dict(world.facts)
    world.facts["one"] = "another"
    assert world.build() == {"one"}
    world.facts["two"] = "another"
    assert world.build() == {"two"}
    assert world.build() == set()
    world.facts = former
    assert world.build() == {"one", "two"}
    assert world.build() == set()
    world.facts["one"] = "a third"
    assert world.build() == {"one"}
    assert world.build() == set()


@pytest.mark.parametrize("what", ["given", "common"])
def test_all_is_made_that_rests_on_what_is_no_question(world: World, what: str) -> None:
    world.build()
    setattr(world, what, "another")
    assert world.build() == {"one", "two"}
    assert world.build() == set()
    assert world.build() == set()


def _spoilers() -> Iterator[Callable[[World], object]]:
    yield lambda world: (world.site / "one/index.html").write_bytes(b"spoiled")
    yield lambda world: (world.site / "one/index.html").unlink()
    yield lambda world: shutil.rmtree(world.site / "one")
    yield lambda world: shutil.rmtree(world.store.place)


@pytest.mark.parametrize("spoil", [*_spoilers()])
def test_what_was_spoiled_is_made_again(world: World, spoil: Callable[[World], object]) -> None:
    for _ in range(3):
        spoil(world) if world.site.exists() else None
        world.build()
    spoil(world)
    world.build()


def test_what_no_unit_made_is_gone(world: World) -> None:
    world.build()
    for name in ("stranger.txt", "one/stranger.txt", "folder/in/folder/stranger.txt", "one/index/deep.txt"):
        path = world.site / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("not made by a build", encoding="utf-8")
    (world.site / "link").symlink_to(world.store.place)
    world.build()
    assert world.build() == set()
    assert {path.relative_to(world.site).as_posix() for path in world.site.rglob("*")} == {
        "one", "one/index.html", "two", "two/index.html",
    }  # fmt: skip
    assert any(world.store.place.iterdir())
