"""Which texts of the records lack a translation, and which translations are older than their original.

How old a value is, is known from the revisions of the repository; without them only missing ones are known.
"""

import subprocess
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from ogp.loading.layout import DATA
from ogp.loading.marks import dotted
from ogp.loading.yaml_source import read_yaml
from ogp.messages import Message, message
from ogp.records.base import Path as FieldPath


@dataclass(frozen=True, slots=True)
class Untranslated:
    """A text that wants a translator: where it stands, and what is to be done."""

    file: str
    line: int
    field: str
    what: Message


Key = tuple[str, ...]
"""A text's place in its file by the ids and numbers of the items around it, which stay when others come before them."""


def untranslated(root: Path, languages: Sequence[str]) -> Iterator[Untranslated]:
    """All such texts of the project at `root`, by file and line."""
    for path in sorted((root / DATA).rglob("*.yaml")):
        file = path.relative_to(root).as_posix()
        data, marks, problems = read_yaml(file, path.read_bytes())
        if problems:
            continue
        texts = {key: (place, text) for key, place, text in _texts(data, languages)}
        stale = _stale(_versions(root, file), {key: text for key, (_, text) in texts.items()}, languages)
        for key, (place, text) in texts.items():
            line, _ = marks.of(place)
            field = dotted(place)
            for code in _list(text.get("missing")):
                yield Untranslated(file, line, field, message("not yet translated into {language}", language=code))
            for code in stale.get(key, ()):
                what = message("the original has changed since it was translated into {language}", language=code)
                yield Untranslated(file, line, field, what)


def _texts(
    value: Any, languages: Sequence[str], key: Key = (), place: FieldPath = ()
) -> Iterator[tuple[Key, FieldPath, dict[str, Any]]]:
    if isinstance(value, dict):
        if "original" in value and any(code in value for code in languages):
            yield key, place, value
            return
        for name, inner in value.items():
            # A note on a change is written once and never changed.
            if name != "changes":
                yield from _texts(inner, languages, (*key, name), (*place, name))
    elif isinstance(value, tuple):
        for index, inner in enumerate(value):
            known = inner.get("id") or inner.get("number") if isinstance(inner, dict) else None
            yield from _texts(inner, languages, (*key, str(known or index)), (*place, index))


def _list(value: Any) -> tuple[str, ...]:
    return (value,) if isinstance(value, str) else tuple(value or ())


def _translations(text: dict[str, Any], languages: Sequence[str]) -> tuple[str, ...]:
    """The languages in which `text` is a translation of the site's own."""
    others = {*_list(text.get("original")), *_list(text.get("official")), *_list(text.get("missing"))}
    return tuple(code for code in languages if code in text and code not in others)


def _versions(root: Path, file: str) -> Iterator[bytes]:
    """The contents of `file` in the revisions that changed it, oldest first; none without a repository."""
    for revision in _git(root, "log", "--reverse", "--format=%H", "--", file).decode().split():
        yield _git(root, "show", f"{revision}:./{file}")


def _git(root: Path, *arguments: str) -> bytes:
    try:
        done = subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        return b""
    return b"" if done.returncode else done.stdout


def _stale(
    versions: Iterator[bytes], now: dict[Key, dict[str, Any]], languages: Sequence[str]
) -> dict[Key, tuple[str, ...]]:
    """For each text of `now` the languages whose translation is older than the last change of the original."""
    translated = {key: text for key, text in now.items() if _translations(text, languages)}
    if not translated:
        return {}
    former: dict[Key, dict[str, Any]] = {}
    behind: dict[Key, set[str]] = {key: set() for key in translated}
    for content in versions:
        data, _, _ = read_yaml("", content)
        found = {key: text for key, _, text in _texts(data, languages)}
        _compare(former, found, behind, languages)
        former = found
    _compare(former, now, behind, languages)
    return {
        key: tuple(code for code in _translations(now[key], languages) if code in codes)
        for key, codes in behind.items()
    }


def _compare(
    old: dict[Key, dict[str, Any]],
    new: dict[Key, dict[str, Any]],
    behind: dict[Key, set[str]],
    languages: Sequence[str],
) -> None:
    """Notes in `behind` which translations did not follow their original from one version to the next."""
    for key, codes in behind.items():
        before, after = old.get(key), new.get(key)
        if before is None or after is None:
            codes.clear()
            continue
        originals = _list(after.get("original"))
        changed = any(before.get(code) != after.get(code) for code in originals)
        for code in languages:
            if before.get(code) != after.get(code):
                codes.discard(code)
            elif changed and code not in originals:
                codes.add(code)
