"""How records are written: lists of words and sources in one line, longer texts below their field, quotation marks only
where YAML needs them."""

import re
from collections.abc import Mapping, Sequence
from typing import Any

import yaml

WIDTH = 120
_SHORT = 80
"""Up to this length a text stands in the line of its field."""

_NEEDS_QUOTES = re.compile(r"|~|null|\d\d?:\d\d", re.IGNORECASE)
"""What other programs, or our own reader, take for something else than text."""

_SOURCE = {"document", "at"}


def written(value: Any, indent: int, *, sources_in_blocks: bool = False) -> list[str]:
    """The lines of `value` (mappings, sequences and texts, as `read_yaml` gives them), `indent` blanks from the start.

    Sources stand in one line each, unless `sources_in_blocks`.
    """
    dumper = _BlockDumper if sources_in_blocks else HouseDumper
    dumped = yaml.dump(value, Dumper=dumper, allow_unicode=True, sort_keys=False, width=WIDTH - indent)
    blanks = " " * indent
    return [blanks + line if line else "" for line in dumped.rstrip("\n").split("\n")]


def field(name: str, value: Any, indent: int) -> list[str]:
    """The lines of a field of a record or part that is written over several lines."""
    return written({name: value}, indent, sources_in_blocks=name in _SOURCE)


class HouseDumper(yaml.SafeDumper):
    """Writes as the records are written."""

    # Every scalar is text to our reader: nothing has to be told from numbers, days and truth values.
    yaml_implicit_resolvers: dict[str, Any] = {}  # noqa: RUF012

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)

    def ignore_aliases(self, data: Any) -> bool:
        return True


class _BlockDumper(HouseDumper):
    """Writes a source over two lines."""


def _text(dumper: HouseDumper, value: str) -> yaml.Node:
    analysis = dumper.analyze_scalar(value)
    style = None
    if "\n" in value:
        style = "|"
    elif len(value) > _SHORT:
        # A line that begins with a blank is not folded with the next.
        style = '"' if value[0].isspace() else ">"
    elif not analysis.allow_block_plain or _NEEDS_QUOTES.fullmatch(value):
        style = '"'
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: HouseDumper, value: Sequence[Any]) -> yaml.Node:
    words = all(isinstance(item, str) and "\n" not in item for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=words)


def _mapping(dumper: HouseDumper, value: Mapping[str, Any]) -> yaml.Node:
    in_one_line = type(dumper) is not _BlockDumper and value.keys() <= _SOURCE
    node = dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=in_one_line)
    if in_one_line:
        for _, inner in node.value:
            inner.style = '"' if re.search(r"[\s,\[\]{}]", inner.value) else None
    return node


for _dumper in (HouseDumper, _BlockDumper):
    _dumper.add_representer(str, _text)
    _dumper.add_representer(list, _list)
    _dumper.add_representer(tuple, _list)
    _dumper.add_representer(dict, _mapping)
