"""What a text may hold."""

import re
from collections.abc import Iterator

from ogp.loading.files import Files
from ogp.loading.marks import Entry
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.base import Path, walk
from ogp.records.text import Prose, Text

_MARKUP = re.compile(r"<(?:/?[a-zA-Z][^>]*|!--|!\[|\?)|&(?:#\d+|#x[0-9a-fA-F]+|[a-zA-Z]+);|\{[{%]")
_TARGET = re.compile(r"\]\(\s*<?([^)\s>]+)|^ *\[[^\]\n]+\]:\s*<?(\S+)", re.MULTILINE)
_AUTOLINK = re.compile(r"(?<=\]\()<[^<>\s]*>|<(https?://|mailto:)[^<>\s]+>")
_SCHEME = re.compile(r"([a-zA-Z][a-zA-Z0-9+.\-]*):")
_SAFE = ("https", "http", "mailto")


def _values(entry: Entry) -> Iterator[tuple[Path, Text, str]]:
    for path, value in walk(entry.record):
        if isinstance(value, Text):
            for language, text in value.values.items():
                yield (*path, language), value, text


def no_markup_in_text(files: Files) -> Iterator[Problem]:
    """No text holds HTML, script or template marks. Long texts may hold Markdown, with links between < and >."""
    for entry in files.entries:
        for path, value, text in _values(entry):
            bare = _AUTOLINK.sub("", text) if isinstance(value, Prose) else text
            if found := _MARKUP.search(bare):
                yield entry.problem(
                    path,
                    message("The text holds HTML or a code: {found}", found=found[0][:40]),
                    message("Write plain text or, in long texts, Markdown; write < as ‹ or in words"),
                )


def links_are_safe(files: Files) -> Iterator[Problem]:
    """Links in Markdown lead to https, http or mailto addresses or to pages of the site."""
    for entry in files.entries:
        for path, value, text in _values(entry):
            if not isinstance(value, Prose):
                continue
            for match in _TARGET.finditer(text):
                target = match[1] or match[2]
                scheme = _SCHEME.match(re.sub(r"[\x00-\x20]|%0[0-9a-fA-F]|&\w+;?", "", target))
                if scheme and scheme[1].lower() not in _SAFE:
                    yield entry.problem(
                        path,
                        message("The link “{target}” may not be published", target=target[:60]),
                        message("Link to an address that begins with https://"),
                    )
