"""What is known of a text in Markdown without printing it: its links to pages of the site, and how much is nested in it. Too much
takes the program that reads it very long, or cannot be read at all."""

import re

INTERNAL_LINK = re.compile(r"\]\(<?/([^)\s>]*)")
"""A link to a page of the site: its address from the site's root."""

_LEADING = re.compile(r"(?:[ \t>]|[-*+][ \t]|\d+[.)][ \t])*")
_DEEPEST = 60
"""Columns of blanks and marks of lists and quotations at the beginning of a line."""

_BRACKET = re.compile(r"\[|\]|(?<=\])\(|\)")
_ENDS = {"[": "]", "(": ")"}
_MOST_WORK = 500_000
"""Characters that lie, counted for each opened bracket, between it and its end."""


def is_tangled(text: str) -> bool:
    """Whether more is nested in `text` than anybody writes who wants to be read."""
    return any(
        len(match[0].expandtabs(4)) > _DEEPEST for line in text.splitlines() if (match := _LEADING.match(line))
    ) or any(_work(block) > _MOST_WORK for block in re.split(r"\n\s*\n", text))


def _work(block: str) -> int:
    """How many characters are looked at in search of the ends of the brackets in a paragraph."""
    opened: dict[str, list[int]] = {"]": [], ")": []}
    work = 0
    for match in _BRACKET.finditer(block):
        if match[0] in _ENDS:
            opened[_ENDS[match[0]]].append(match.start())
        elif starts := opened[match[0]]:
            work += match.start() - starts.pop()
    return work + sum(len(block) - start for starts in opened.values() for start in starts)
