"""Values as YAML in the manner in which the records are written."""

from typing import Any

import yaml

_WIDTH = 120
_SHORT = 80
"""Up to this length a text stands in the line of its field."""


def dumped(value: Any) -> list[str]:
    """The lines of `value`: fields in their order, lists of words in one line, longer texts below their field."""
    text: str = yaml.dump(value, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH)
    return text.rstrip("\n").split("\n")


class _Dumper(yaml.SafeDumper):
    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        super().increase_indent(flow, indentless=False)


def _text(dumper: yaml.SafeDumper, value: str) -> yaml.Node:
    style = "|" if "\n" in value else ">" if len(value) > _SHORT else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _list(dumper: yaml.SafeDumper, value: list[Any]) -> yaml.Node:
    words = all(isinstance(item, str) for item in value)
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=words)


_Dumper.add_representer(str, _text)
_Dumper.add_representer(list, _list)
