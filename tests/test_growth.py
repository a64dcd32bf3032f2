"""What a build does grows with the records, not with their square: counted in calls at two sizes, as times would not tell. What
it holds of pages does not grow at all."""

import gc
import sys
from collections.abc import Callable
from pathlib import Path
from types import FrameType

import pytest

from built import PROJECT, ROOT, TODAY
from ogp.exports import everything, pages
from ogp.exports.store import Store
from ogp.publication import publication
from ogp.rendering.frame import BODY, HEAD, NOTICE, PATH, Frame
from ogp.site.feeds import feeds
from ogp.site.survey import Survey, survey
from ogp.site.tables import filled, tables
from ogp.views.page import PageView

sys.path.insert(0, str(PROJECT / "bench"))

from country import Sizes
from records import write_project

SMALL, LARGE = 36, 144
MOST = 1.25 * LARGE / SMALL
"""A quarter more than linear, for what is sorted and for what a few records have by chance."""


def _calls(work: Callable[[], object]) -> int:
    """How many functions of Python `work` calls."""
    count = 0

    def note(frame: FrameType, event: str, argument: object) -> None:
        nonlocal count
        count += event == "call"

    sys.setprofile(note)
    try:
        work()
    finally:
        sys.setprofile(None)
    return count


@pytest.fixture(scope="module")
def surveys(tmp_path_factory: pytest.TempPathFactory) -> dict[int, tuple[int, Survey]]:
    """Countries of both sizes: the calls that it took to load and check them, and what was found."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("OGP_TODAY", TODAY)
        for size in (SMALL, LARGE):
            project = write_project(tmp_path_factory.mktemp("growth") / "project", Sizes(commitments=size), seed=1)
            kept: list[Survey] = []
            calls = _calls(lambda folder=project, into=kept: into.append(survey(folder)))  # type: ignore[misc]
            assert not kept[0].problems
            found[size] = calls, kept[0]
    return found


def _growth(surveys: dict[int, tuple[int, Survey]], work: Callable[[Survey], object]) -> float:
    small, large = (_calls(lambda found=surveys[size][1]: work(found)) for size in (SMALL, LARGE))  # type: ignore[misc]
    return large / small


def test_loading_and_checking(surveys: dict[int, tuple[int, Survey]]) -> None:
    assert surveys[LARGE][0] / surveys[SMALL][0] < MOST


def test_what_the_pages_say(surveys: dict[int, tuple[int, Survey]]) -> None:
    def say(found: Survey) -> None:
        for page in found.pages:
            page.said.forget()
            page.said()

    assert _growth(surveys, say) < MOST


def test_tables_and_feeds(surveys: dict[int, tuple[int, Survey]]) -> None:
    def make(found: Survey) -> None:
        assert found.register
        for table in filled(found.register, tables(found.register)):
            assert sum(1 for _ in table.rows) == table.count
        list(feeds(found.register, found.today))

    assert _growth(surveys, make) < MOST


def test_what_pages_say_is_held_for_none_whose_files_are_made(
    surveys: dict[int, tuple[int, Survey]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OGP_DRAFT", "1")
    frame = Frame(f"<html>{HEAD}{NOTICE}{PATH}{BODY}</html>", "")
    held = {}
    for size, (_, found) in surveys.items():
        assert found.register
        for page in found.pages:
            page.said.forget()
        made = publication(PROJECT, ROOT, found, Store(tmp_path), None)
        frames = {(language, page.section): frame for language in made.renderers for page in found.pages}
        units = [
            *pages.units(found.pages, made.renderers, frames),
            *everything.units(
                PROJECT, ROOT, found.register,
                renderers=made.renderers, today=found.today, store=made.store, backend=None,
            ),
        ]  # fmt: skip
        before = _views()
        for unit in sorted(units, key=lambda unit: unit.name):
            assert unit.make()
        held[size] = _views() - before
    assert held[LARGE] <= held[SMALL] + 2


def _views() -> int:
    gc.collect()
    return sum(isinstance(one, PageView) for one in gc.get_objects())
