"""A page of the site as it stands in the copy."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from html import unescape

from ogp.exports.unserved import INDEX, opened
from ogp.rendering.renderer import Renderer

SITE = "site/"
"""Where the pages stand in the copy."""

_CONTENT = re.compile(r'(?=<div class="md-container")')
"""Where the head of a page ends."""

_SCRIPT = re.compile(r"<script data-src=\"([^\"]+)\">.*?</script>", re.DOTALL)
_OF_SERVERS = re.compile(r'<link rel="(?:preload|search)"[^>]*>\n?')
"""What is loaded before it is needed, by a request; and what lets a browser search."""

_FIND = re.compile(r'<form class="ogp-find"[^>]*? action="([^"]*)".*?</form>', re.DOTALL)
_SEARCH = re.compile(r'<form class="ogp-search".*?(?=<section class="ogp-search__help" data-ogp-begin>)', re.DOTALL)
_SEARCHES = re.compile(r'<h2>[^<]*</h2>\s*<ul class="ogp-search__examples">.*?</ul>\n?', re.DOTALL)
_OUTSIDE = re.compile(r"<a\s[^>]*?href=\"(https?://[^\"]+)\"[^>]*>.*?</a>", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Kept:
    """What was fetched of another site: its file in the copy, and the day."""

    file: str
    day: date


def copied(page: str, name: str, renderer: Renderer, kept: Mapping[str, Kept]) -> str:
    """The HTML `page`, at the path `name` of the site, so that it works from a disk, says what it is, and leads to
    what is `kept` of other sites, by address, beside the links to it."""
    root = "../" * f"{SITE}{name}".count("/")
    live = renderer.root + name.removesuffix(INDEX)

    def part(template: str, **context: str) -> str:
        return renderer.part(f"archive/{template}.html", "", root=root, live=live, **context)

    def with_copy(match: re.Match[str]) -> str:
        own = kept.get(unescape(match[1]))
        link = renderer.part("archive/kept.html", "", root=root, kept=own) if own else ""
        return match[0] + link

    page = _OF_SERVERS.sub("", opened(page))
    page = _FIND.sub(lambda match: part("find", search=f"{match[1]}{INDEX}"), page)
    page = _SCRIPT.sub(r'<script src="\1" defer></script>', page)
    if _SEARCH.search(page):
        page = _SEARCHES.sub("", _SEARCH.sub(lambda _: part("search"), page))
    page = _OUTSIDE.sub(with_copy, page) if kept else page
    return _CONTENT.sub(lambda _: part("note"), page, count=1)
