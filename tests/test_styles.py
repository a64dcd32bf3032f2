"""The styles speak of the side of the text, not of the side of the screen, so that they serve both directions."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import tinycss2

STYLES = Path(__file__).parents[1] / "overrides" / "assets" / "css"

# Properties and values that name a side of the screen, where CSS has one for the side of the text.
PHYSICAL = re.compile(
    r"(margin|padding|inset|scroll-margin|scroll-padding|border)?-?(left|right)(-(color|style|width))?"
    r"|border-(top|bottom)-(left|right)-radius"
)
FOUR_SIDES = re.compile(r"margin|padding|inset|scroll-margin|scroll-padding|border-(width|style|color)")
SIDED_VALUE = ("text-align", "float", "clear", "text-align-last", "justify-content", "justify-items", "justify-self")


def _declarations(nodes: list[Any]) -> Iterator[tuple[int, str, list[Any]]]:
    """Line, name and value of every declaration, however deep."""
    for node in tinycss2.parse_blocks_contents(nodes, skip_comments=True, skip_whitespace=True):
        if node.type == "declaration":
            yield node.source_line, node.lower_name, [part for part in node.value if part.type != "whitespace"]
        elif node.type in ("qualified-rule", "at-rule") and node.content:
            yield from _declarations(node.content)


def _names_a_side(name: str, value: list[Any]) -> bool:
    words = [part.lower_value for part in value if part.type == "ident"]
    if PHYSICAL.fullmatch(name) or (name in SIDED_VALUE and {"left", "right"} & set(words)):
        return True
    if name == "border-radius" and len(value) > 1:
        corners = [tinycss2.serialize([part]) for part in value]
        top_left, top_right, bottom_right, bottom_left = (
            (corners * 2)[:4] if len(corners) != 3 else [*corners, corners[1]]
        )
        return (top_left, bottom_left) != (top_right, bottom_right)
    if FOUR_SIDES.fullmatch(name) and len(value) == 4:
        return tinycss2.serialize([value[1]]) != tinycss2.serialize([value[3]])
    return name in ("transform", "translate") and any(
        part.type == "function" and part.lower_name in ("translate", "translatex") for part in value
    )


def _physical(text: str) -> list[tuple[int, str]]:
    rules = tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)
    assert not [rule for rule in rules if rule.type == "error"]
    return [
        (line, name)
        for rule in rules
        if rule.content
        for line, name, value in _declarations(rule.content)
        if _names_a_side(name, value)
    ]


@pytest.mark.parametrize("file", sorted(path.name for path in STYLES.glob("*.css")))
def test_styles_name_no_side_of_the_screen(file: str) -> None:
    assert _physical((STYLES / file).read_text(encoding="utf-8")) == []


@pytest.mark.parametrize(
    "style",
    [
        "margin-left: 1px", "left: 0", "border-right-color: red", "border-top-left-radius: 1px", "text-align: right",
        "float: left", "padding: 1px 2px 1px 3px", "inset: 0 0 0 auto", "transform: translateX(1rem)",
        "border-radius: 1px 0 0 1px",
    ],
)  # fmt: skip
def test_a_style_that_names_a_side_is_found(style: str) -> None:
    name = style.partition(":")[0]
    assert _physical(f"a {{ color: red; {style} }}") == [(1, name)]
    assert _physical(f"@media (width > 1px) {{ a {{ b {{ {style} }} }} }}") == [(1, name)]


@pytest.mark.parametrize(
    "style",
    ["margin-inline-start: 1px", "padding: 1px 2px 3px", "inset: 0", "border-radius: 0 0 1px 1px", "text-align: end"],
)
def test_a_style_that_names_no_side_is_let_pass(style: str) -> None:
    assert _physical(f"a {{ {style} }}") == []
