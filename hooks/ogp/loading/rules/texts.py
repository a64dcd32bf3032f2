"""What a text may hold."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from ogp.loading.files import Files
from ogp.loading.marks import Entry
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.base import Path
from ogp.records.markdown import is_tangled
from ogp.records.site import Direction, Site
from ogp.records.text import Prose, Text

_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^>]*|!--|!\[|\?)|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);|\{[{%]")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|^ *\[[^\]\n]+\]:\s*<?(\S+)", re.MULTILINE)
_AUTOLINK = re.compile(r"(?<=\]\()<[^<>\s]*>|<(https?://|mailto:)[^<>\s]+>")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_PICTURE = re.compile(r"!\[[^\]\n]*\]\(")
_OPEN_LINK = re.compile(r"\]\((?![^()\s]*(?:\([^()\s]*\)[^()\s]*)*\)|\s*<[^<>\n]*>\s*\)|[^()\s]+ \"[^\"\n]*\"\))")
_CREDENTIALS = re.compile(r"(?:https?:)?//[^/]*@")
_BULLET = re.compile(r"^ *([•·▪●◦\uf0b7–—])\s.*$", re.MULTILINE)
_IN_LIST = re.compile(r" *(?:[-*+]|\d+[.)]) | {2,}\S")
_APART = re.compile(r"\]\s+\((?=https?:|/|mailto:)")
_SAFE = ("https", "http", "mailto")


def _values(entry: Entry) -> Iterator[tuple[Path, Text, str]]:
    for path, value in entry.values():
        if isinstance(value, Text):
            for language, text in value.values.items():
                yield (*path, language), value, text


def _long_texts(files: Files) -> Iterator[tuple[Entry, Path, str]]:
    """Every text in Markdown, in each language, with its place."""
    for entry in files.entries:
        for path, value, text in _values(entry):
            if isinstance(value, Prose):
                yield entry, path, text


def _scheme(target: str) -> str | None:
    """The scheme of a link as a browser would read it, whatever hides it."""
    found = _SCHEME.match(re.sub(r"[\x00-\x20]|%0[0-9a-fA-F]|&\w+;?", "", target))
    return found[1].lower() if found else None


def markup_in(markdown: str) -> tuple[str, ...]:
    """The HTML tags, character codes and template marks in a text in Markdown."""
    return _marks(_AUTOLINK.sub("", markdown))


def _marks(text: str) -> tuple[str, ...]:
    """Each mark of HTML or of templates in `text`, once; closing ones only where there are no others."""
    found = tuple(dict.fromkeys(match[0] for match in _MARKUP.finditer(text)))
    return tuple(mark for mark in found if not mark.startswith("</")) or found


def unsafe_links(markdown: str) -> Iterator[str]:
    """The targets of links in a text in Markdown that have a scheme other than https, http and mailto, or a password."""
    for match in _TARGET.finditer(markdown):
        target = match[1] or match[2]
        scheme = _scheme(target)
        if (scheme and scheme not in _SAFE) or _CREDENTIALS.match(target):
            yield target


def no_markup_in_text(files: Files) -> Iterator[Problem]:
    """No text holds HTML, script or template marks. Long texts may hold Markdown, with links between < and >."""
    for entry in files.entries:
        for path, value, text in _values(entry):
            for found in markup_in(text) if isinstance(value, Prose) else _marks(text):
                yield entry.problem(
                    path,
                    message("The text holds HTML or a code: {found}", found=found[:40]),
                    message("Write plain text or, in long texts, Markdown; write < as ‹ or in words"),
                    within=found,
                )


def texts_are_not_tangled(files: Files) -> Iterator[Problem]:
    """In no long text more brackets, lists and quotations stand inside each other than can be read."""
    for entry, path, text in _long_texts(files):
        if is_tangled(text):
            yield entry.problem(path, *TANGLED)


TANGLED = (
    message("Too many brackets, lists or quotations stand inside each other here"),
    message("Close every bracket, and indent lists by two blanks for each level"),
)


def lists_are_lists(files: Files) -> Iterator[Problem]:
    """A list in a long text begins with “- ” in each line and stands apart from the text above it."""
    for entry, path, text in _long_texts(files):
        if bullet := _BULLET.search(text):
            yield entry.problem(
                path,
                message("A line begins with {mark}, which makes no list", mark=bullet[1]),
                message("Begin each item of the list with “- ”"),
                within=bullet[0].strip("\n"),
            )
        if glued := _glued(text):
            yield entry.problem(
                path,
                message("A list would run on in the line above it"),
                message("Leave an empty line before the list"),
                within=glued,
            )


def _glued(text: str) -> str | None:
    """The first line of a list that follows a line of text without an empty line between them, if there is one."""
    lines = text.split("\n")
    for above, line in pairwise(lines):
        if line.startswith("- ") and above.strip() and not _IN_LIST.match(above):
            return line
    return None


def links_are_whole(files: Files) -> Iterator[Problem]:
    """Every link in Markdown is closed, leads to a whole address or to a page of the site, and is not a picture."""
    for entry, path, text in _long_texts(files):
        if picture := _PICTURE.search(text):
            yield entry.problem(
                path,
                message("A picture would not be published here"),
                message("Delete “![…](…)”, or write a link without the exclamation mark"),
                within=picture[0],
            )
        if apart := _APART.search(text):
            yield entry.problem(
                path,
                message("A link is torn: there is a space between “]” and “(”"),
                message("Write it as [text](address), without spaces in the address"),
                within=apart[0],
            )
        if opened := _OPEN_LINK.search(text):
            yield entry.problem(
                path,
                message("A link is opened with “](” and never closed"),
                message("Write it as [text](address), without spaces in the address"),
                within=text[opened.start() : opened.start() + 12].partition("\n")[0],
            )
        for match in _TARGET.finditer(text):
            target = match[1] or match[2]
            if not _scheme(target) and not target.startswith("/") and "&" not in target:
                yield entry.problem(
                    path,
                    message("The link “{target}” leads nowhere", target=target[:60]),
                    message("Write “mailto:” before an address for e-mail")
                    if "@" in target
                    else message(
                        "Write the whole address, or a page of the site from its first slash, such as /plans/nap1/"
                    ),
                    within=target,
                )
                break


_NAMES = 20
"""So many letters of another direction may be names."""


def _looks_right(text: str, direction: Direction) -> bool:
    """Whether one look shows that `text` runs in this `direction`: most texts that run from left to right have no other letters
    than ours, and others begin with one of theirs."""
    return text.isascii() if direction is Direction.LTR else unicodedata.bidirectional(text[:1]) in ("R", "AL")


def _letters(text: str) -> tuple[int, int]:
    """How many letters of `text` run from right to left, and how many from left to right."""
    counts = {"R": 0, "AL": 0, "L": 0}
    for letter, count in Counter(text).items():
        direction = unicodedata.bidirectional(letter)
        if direction in counts:
            counts[direction] += count
    return counts["R"] + counts["AL"], counts["L"]


def languages_are_not_mixed_up(files: Files) -> Iterator[Problem]:
    """A text stands under its own language, as far as its letters show."""
    directions = {language.code: language.direction for site in files.of(Site) for language in site.record.languages}
    if len(set(directions.values())) < 2:
        return
    for entry in files.entries:
        for path, _, text in _values(entry):
            language = str(path[-1])
            if not isinstance(direction := directions.get(language), Direction) or _looks_right(text, direction):
                continue
            rtl, ltr = _letters(text)
            if rtl > ltr if direction is Direction.LTR else not rtl and ltr > _NAMES:
                yield entry.problem(
                    path,
                    message("The text under “{language}” looks as if it were in another language", language=language),
                    message("Write it in this language, or list the language under “missing:”"),
                )


def links_are_safe(files: Files) -> Iterator[Problem]:
    """Links in Markdown lead to https, http or mailto addresses or to pages of the site."""
    for entry, path, text in _long_texts(files):
        for target in dict.fromkeys(unsafe_links(text)):
            yield entry.problem(
                path,
                message("The link “{target}” may not be published", target=target[:60]),
                message("Link to an address that begins with https://"),
                within=target,
            )
