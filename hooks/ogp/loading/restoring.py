"""A record that another program has written anew, brought back to the lines in which it stood.

Editors in the browser read a whole file and write a whole file: comments, order, quotation marks and line breaks are
lost, and empty fields come in. Here only what differs in content is carried over into the former lines.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from difflib import SequenceMatcher
from textwrap import wrap
from typing import Any

import yaml
from pydantic import BaseModel

from ogp.loading.differences import named
from ogp.loading.house_style import WIDTH, field, written
from ogp.loading.layout import FileKind
from ogp.loading.yaml_source import read_yaml
from ogp.records.base import Record, model_in
from ogp.records.text import Text

_NOTHING: tuple[Any, ...] = (None, "", (), {})
_FIRST = ("id", "published", "updated")
LAST = ("sources", "note", "source_notes", "changes")
"""The fields that every kind of record or item has, and that stand below its own."""

_STATES = ("original", "official", "missing")


@dataclass(frozen=True, slots=True)
class _Edit:
    """Lines `start` to before `stop`, counted from 0, that give way to `lines`."""

    start: int
    stop: int
    lines: Sequence[str] = ()


class UnreadableError(Exception):
    """A file that is no YAML as records are written; the checker says why."""


def restored(kind: FileKind, old: str | None, new: str, *, day: date | None = None) -> str:
    """The content of `new` in the lines of `old`, both files of `kind`; in the style of the house where there is no `old`.

    Records without a day of their last update get `day`. What was not there and says nothing (an empty text, an empty
    list, a value that holds anyway) is left out.
    Raises UnreadableError where one of them cannot be read.
    """
    former = _values(old) if old is not None else None
    wanted = _said(_values(new), former, kind.type)
    if day and issubclass(kind.type, Record):
        wanted = tuple(_dated(one, day) for one in wanted) if kind.many else _dated(wanted, day)
    if old is None:
        return "\n".join(_file(wanted, kind)) + "\n"
    if _same(former, wanted):
        return old
    lines = old.split("\n")
    edits = sorted(
        _Source(lines).changes(yaml.compose(old, Loader=yaml.CSafeLoader), wanted),
        key=lambda edit: (edit.start, edit.stop),
    )
    # From below, and of those in one place the outer ones first: what comes in inside an item belongs above the next item.
    for edit in reversed(edits):
        lines[edit.start : edit.stop] = edit.lines
    result = "\n".join(lines)
    assert _same(_values(result), wanted), "the restored file says something else"
    return result


def comments(text: str) -> set[str]:
    """The comments of a file that stand in lines of their own."""
    return {line.strip() for line in text.split("\n") if line.lstrip().startswith("#")}


def _dated(record: Mapping[str, Any], day: date) -> dict[str, Any]:
    first = {name: record[name] for name in ("id",) if name in record}
    return first | {"updated": day.isoformat()} | {name: value for name, value in record.items() if name not in first}


def _file(value: Any, kind: FileKind) -> list[str]:
    if not kind.many:
        return written(value, 0)
    lines: list[str] = []
    for item in value:
        lines += ["", *_item(item, 0)]
    return lines[1:]


def _values(text: str) -> Any:
    value, _, problems = read_yaml("", text.encode())
    if value is None or problems:
        raise UnreadableError
    return value


def _said(value: Any, former: Any, model: type[BaseModel] | None) -> Any:
    """`value` without what says nothing; what holds anyway stays where it was written before."""
    if isinstance(value, Mapping):
        known = former if isinstance(former, Mapping) else {}
        kept = {}
        for name, inner in value.items():
            own = model.model_fields.get(name) if model else None
            said = _said(inner, known.get(name), model_in(own.annotation) if own else None)
            by_default = own is not None and name not in known and _written_default(own.default) == said
            if said not in _NOTHING and not by_default:
                kept[name] = said
        return _text_in_order(kept) if model and issubclass(model, Text) else _in_order(kept, model)
    if isinstance(value, tuple):
        known_items = former if isinstance(former, tuple) else ()
        partners = dict(_pairs(known_items, value))
        items = (
            _said(item, known_items[partners[place]] if place in partners else None, model)
            for place, item in enumerate(value)
        )
        return tuple(item for item in items if item not in _NOTHING)
    if isinstance(value, str) and value != former:
        return "\n".join(line.rstrip() for line in value.split("\n")).strip()
    return value


def _in_order(value: Mapping[str, Any], model: type[BaseModel] | None) -> dict[str, Any]:
    """The fields of `value` as people write them: what it is, what it says, what it rests on."""
    fields = [name for name in model.model_fields if name in value] if model else []
    inherited = [name for name in (*_FIRST, *LAST) if name in fields]
    order = [name for name in inherited if name in _FIRST]
    order += [name for name in fields if name not in inherited]
    order += [name for name in inherited if name in LAST]
    return {name: value[name] for name in dict.fromkeys((*order, *value))}


def _written_default(value: Any) -> Any:
    return str(value).lower() if isinstance(value, bool | int | str) else None


def _text_in_order(text: Mapping[str, Any]) -> dict[str, Any]:
    """A text with its states first; one language alone stands without brackets, except where it is missing."""
    if text.keys() <= set(_STATES):
        return {}
    states = {name: text[name] for name in _STATES if name in text}
    for name in ("original", "official"):
        if isinstance(states.get(name), tuple) and len(states[name]) == 1:
            states[name] = states[name][0]
    if isinstance(states.get("missing"), str):
        states["missing"] = (states["missing"],)
    return states | {name: value for name, value in text.items() if name not in _STATES}


def _same(one: Any, other: Any) -> bool:
    """Whether two values say the same; a list of one word is that word, as in the languages of a text."""
    if isinstance(one, Mapping) and isinstance(other, Mapping):
        return one.keys() == other.keys() and all(_same(one[key], other[key]) for key in one)
    if isinstance(one, tuple) and isinstance(other, tuple):
        return len(one) == len(other) and all(_same(*both) for both in zip(one, other, strict=True))
    if isinstance(one, tuple) != isinstance(other, tuple):
        return bool(_listed(one) == _listed(other))
    return bool(one == other)


def _listed(value: Any) -> Any:
    return value if isinstance(value, tuple) else (value,)


def _pairs(old: Sequence[Any], new: Sequence[Any]) -> Iterator[tuple[int, int]]:
    """The places of items of `new` with those of the items of `old` that they were, in rising order of both."""
    ours, theirs = named(old), named(new)
    keys = [_key(item) for item in old], [_key(item) for item in new]
    if ours is not None and theirs is not None:
        keys = [*ours], [*theirs]
    matcher = SequenceMatcher(a=keys[0], b=keys[1], autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag in ("equal", "replace"):
            yield from zip(range(c, d), range(a, b), strict=False)


def _key(item: Any) -> str:
    return repr(sorted(item.items())) if isinstance(item, Mapping) else repr(item)


def _item(value: Any, indent: int, *, sources_in_blocks: bool = False) -> list[str]:
    """`value` as an item of a list whose hyphens stand at `indent`."""
    if isinstance(value, str):
        first, *more = field("k", value, indent)
        return [first.replace("k:", "-", 1), *more]
    return written((value,), indent, sources_in_blocks=sources_in_blocks)


class _Source:
    """The lines of a file and where its values stand in them."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines

    def changes(self, node: yaml.Node | None, new: Any) -> Iterator[_Edit]:
        """The edits inside `node` by which it says `new`, which is of the same shape."""
        if isinstance(node, yaml.MappingNode):
            yield from self._mapping(node, new)
        elif isinstance(node, yaml.SequenceNode):
            yield from self._sequence(node, new)

    def _last(self, node: yaml.Node) -> int:
        """The last line of `node`, without the comments and blank lines below it."""
        if isinstance(node, yaml.CollectionNode) and not node.flow_style and node.value:
            inner = node.value[-1]
            return self._last(inner[1] if isinstance(inner, tuple) else inner)
        if isinstance(node, yaml.ScalarNode) and node.style in ("|", ">"):
            return self._last_of_block(node)
        return int(node.end_mark.line)

    def _last_of_block(self, node: yaml.ScalarNode) -> int:
        last = node.start_mark.line
        depth = 0
        for number in range(last + 1, len(self.lines)):
            own = _depth(self.lines[number])
            if own is None:
                continue
            depth = depth or own
            if own < depth:
                break
            last = number
        return int(last)

    def _mapping(self, node: yaml.MappingNode, new: Mapping[str, Any]) -> Iterator[_Edit]:
        there = {key.value: (key, value) for key, value in node.value}
        indent = node.value[0][0].start_mark.column
        for name, (key, value) in there.items():
            if name not in new:
                yield _Edit(key.start_mark.line, self._last(value) + 1)
            elif not _same(_plain(value), new[name]):
                if _fits(value, new[name]):
                    yield from self.changes(value, new[name])
                else:
                    yield self._rewritten(key, value, new[name])
        above: yaml.Node = node.value[0][1]
        fresh: dict[int, list[str]] = {}
        for name, inner in new.items():
            if name in there:
                above = there[name][1]
            else:
                if name in LAST:
                    above = node.value[-1][1]
                fresh.setdefault(self._last(above) + 1, []).extend(field(name, inner, indent))
        yield from (_Edit(line, line, lines) for line, lines in fresh.items())

    def _rewritten(self, key: yaml.Node, value: yaml.Node, new: Any) -> _Edit:
        first, last, indent = key.start_mark.line, self._last(value), key.start_mark.column
        if isinstance(value, yaml.ScalarNode) and value.style == ">" and isinstance(new, str):
            lines = self._refolded(value, new)
            if lines:
                return _Edit(first + 1, last + 1, lines)
        lines = field(key.value, new, indent)
        # What stands before the first field of an item is the item's hyphen.
        return _Edit(first, last + 1, [self.lines[first][:indent] + lines[0][indent:], *lines[1:]])

    def _refolded(self, node: yaml.ScalarNode, new: str) -> list[str]:
        """The lines of a folded text of one paragraph that says `new`: those that can stay, and between them new ones."""
        old = self.lines[node.start_mark.line + 1 : self._last(node) + 1]
        words = new.split(" ")
        if "\n" in new + node.value or "" in words:
            return []
        spoken = [line.split() for line in old]
        above, start = _shared(spoken, words)
        below, stop = _shared([line[::-1] for line in reversed(spoken[above:])], words[start:][::-1])
        blanks = " " * (_depth(old[0]) or 0)
        # Long words, such as addresses, stand out: breaking them would break what they say.
        made = wrap(
            " ".join(words[start : len(words) - stop]),
            WIDTH - len(blanks),
            break_long_words=False,
            break_on_hyphens=False,
        )
        return [*old[:above], *(blanks + line for line in made), *old[len(old) - below :]]

    def _sequence(self, node: yaml.SequenceNode, new: Sequence[Any]) -> Iterator[_Edit]:
        old = [_plain(item) for item in node.value]
        kept = dict(_pairs(old, new))
        indent = node.start_mark.column
        in_blocks = any(isinstance(item, yaml.MappingNode) and not item.flow_style for item in node.value)
        apart = len(node.value) > 1 and any(not self.lines[item.start_mark.line - 1].strip() for item in node.value[1:])
        for place, item in enumerate(node.value):
            if place not in kept.values():
                first = item.start_mark.line
                yield _Edit(first - (place > 0 and not self.lines[first - 1].strip()), self._last(item) + 1)
        above: yaml.Node | None = None
        fresh: dict[int, list[str]] = {}
        for place, value in enumerate(new):
            if place not in kept:
                lines = _item(value, indent, sources_in_blocks=in_blocks)
                if apart:
                    lines = ["", *lines] if above else [*lines, ""]
                fresh.setdefault(self._last(above) + 1 if above else node.start_mark.line, []).extend(lines)
                continue
            above = node.value[kept[place]]
            if _same(old[kept[place]], value):
                continue
            if _fits(above, value) and (isinstance(value, tuple) or above.value[0][0].value in value):
                yield from self.changes(above, value)
            else:
                lines = _item(value, indent, sources_in_blocks=not getattr(above, "flow_style", True))
                yield _Edit(above.start_mark.line, self._last(above) + 1, lines)
        yield from (_Edit(line, line, lines) for line, lines in fresh.items())


def _fits(node: yaml.Node, new: Any) -> bool:
    """Whether the lines of `node` can stay, with edits inside them."""
    if isinstance(node, yaml.MappingNode):
        return isinstance(new, Mapping) and not node.flow_style and not new.keys().isdisjoint(_plain(node))
    return isinstance(node, yaml.SequenceNode) and isinstance(new, tuple) and not node.flow_style


def _shared(lines: Sequence[list[str]], words: Sequence[str]) -> tuple[int, int]:
    """How many `lines`, and how many words in them, the beginning of `words` has too."""
    count = said = 0
    for line in lines:
        if words[said : said + len(line)] != line:
            break
        count, said = count + 1, said + len(line)
    return count, said


def _depth(line: str) -> int | None:
    """How many blanks `line` begins with; None where there is nothing else in it."""
    return len(line) - len(line.lstrip()) if line.strip() else None


def _plain(node: yaml.Node) -> Any:
    """The value of `node`, as `read_yaml` gives it."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return tuple(_plain(item) for item in node.value)
    assert isinstance(node, yaml.ScalarNode)
    return None if not node.style and node.value in ("", "~", "null") else str(node.value)
