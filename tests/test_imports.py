"""Imports point down only, and what is known in one room is not known in another."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from ogp.translation import SOURCE_LANGUAGE

HOOKS = Path(__file__).parents[1] / "hooks"
SHARED = ("keeping", "processes", "problems", "messages", "translation", "wanted", "questions")
BELOW = {
    "publish": {"mkdocs_bridge"},
    "mkdocs_bridge": {
        "live",
        "publication",
        "replacing",
        "exports",
        "rendering",
        "site",
        "views",
        "loading",
        "register",
        "records",
        "verifying",
    },
    "live": {"publication", "exports", "site"},
    "publication": {"exports", "rendering", "site", "loading", "register", "records"},
    "commands": {"help"},
    "checking": {"surveying", "console", "exports", "loading", "site"},
    "building": {"console", "replacing"},
    "previewing": {"building", "surveying", "console", "exports", "loading", "site"},
    "approval": {"publishing", "surveying", "exports", "verifying"},
    "verify": {"approval", "surveying", "console", "publishing", "verifying"},
    "desk": {
        "asking",
        "surveying",
        "console",
        "exports",
        "rendering",
        "site",
        "views",
        "loading",
        "register",
        "records",
    },
    "surveying": {"exports", "site"},
    "console": set[str](),
    "help": {"console"},
    "asking": {"loading", "records"},
    "start": {"asking", "starting", "console", "loading", "site", "records"},
    "starting": {"exports", "loading", "records"},
    "release": {"approval", "console", "publishing", "replacing"},
    "archive": {
        "archiving",
        "surveying",
        "console",
        "exports",
        "publishing",
        "replacing",
        "site",
        "register",
        "verifying",
    },
    "archiving": {"exports", "rendering", "site", "register", "records", "verifying"},
    "publishing": {"verifying"},
    "edit": {"editing", "surveying", "console", "loading", "site"},
    "editing": {"exports", "site", "loading", "records"},
    "exports": {"rendering", "site", "views", "loading", "register", "records", "verifying"},
    "rendering": {"site", "views", "register", "records"},
    "site": {"views", "loading", "register", "records", "verifying"},
    "verifying": {"records"},
    "views": {"register", "records"},
    "loading": {"register", "records"},
    "register": {"records"},
    "records": set[str](),
    "replacing": {"messages"},
    "keeping": set[str](),
    "questions": set[str](),
    "processes": set[str](),
    "problems": {"messages"},
    "translation": {"messages"},
    "messages": set[str](),
    "wanted": set[str](),
}
"""The floors of the house, each with those that it may import besides itself and the shared ones."""

ONLY_IN = {
    "mkdocs": "mkdocs_bridge",
    "mkdocs_static_i18n": "mkdocs_bridge",
    "material": "mkdocs_bridge",
    "yaml": "loading",
}
MODULES = sorted(path for path in HOOKS.rglob("*.py") if path.name != "__init__.py" or path.stat().st_size)


def floor_of(path: Path) -> str:
    parts = path.relative_to(HOOKS).with_suffix("").parts
    return parts[1] if parts[0] == "ogp" and len(parts) > 1 else parts[0]


def imports(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def own_imports(path: Path) -> set[str]:
    return {name.split(".")[1] for name in imports(path) if name.startswith("ogp.")}


def test_every_floor_is_in_the_plan() -> None:
    assert {floor_of(path) for path in MODULES} - {"__init__", "ogp"} <= set(BELOW)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_imports_point_down_only(path: Path) -> None:
    floor = floor_of(path)
    if floor == "__init__":
        assert own_imports(path) == set()
        return
    shared = {"messages"} if floor in {"records", *SHARED} else set(SHARED)
    assert own_imports(path) <= BELOW[floor] | {floor} | shared


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_only_one_room_knows_each_foreign_library(path: Path) -> None:
    foreign = {name.split(".")[0] for name in imports(path)}
    assert {ONLY_IN[name] for name in foreign & ONLY_IN.keys()} <= {floor_of(path)}


MAY_NAME_A_LANGUAGE = {"ogp/translation.py"}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(HOOKS).as_posix())
def test_no_language_is_named(path: Path) -> None:
    named = {
        node.value
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and node.value.partition("_")[0].partition("-")[0] in ("ar", "en")
    }
    allowed = {SOURCE_LANGUAGE} if path.relative_to(HOOKS).as_posix() in MAY_NAME_A_LANGUAGE else set()
    assert named == allowed
