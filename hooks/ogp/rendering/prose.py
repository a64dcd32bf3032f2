"""Markdown of records to HTML, sanitized: no raw HTML, safe links only."""

import re
from functools import cache

import nh3
from markdown import Markdown
from markupsafe import Markup

from ogp.rendering.isolation import Directed, IsolateExtension

_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "bdi", "br", "code", "h3", "h4"}
_ATTRIBUTES = {"a": {"href"}, "bdi": {"dir", "class", "lang"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto"}
_CLOSING = re.compile(r"(?:</[a-z0-9]+>\s*)*$")


@cache
def _converter(base: str, rtl: str, ltr: str) -> Markdown:
    isolate = IsolateExtension(base=base, rtl=rtl, ltr=ltr)
    converter = Markdown(extensions=["sane_lists", isolate], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter


def prose_html(text: str, direction: str, languages: Directed) -> Markup:
    """The HTML of the Markdown `text` of a `direction`; `languages` those of passages in each."""
    html = _converter(direction, languages.get("rtl", ""), languages.get("ltr", "")).reset().convert(text)
    return Markup(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None))


def ending(html: Markup, mark: Markup) -> Markup:
    """`html` with `mark` at the end of its last line of text, inside all that closes there."""
    at = _CLOSING.search(html)
    assert at
    return Markup(html[: at.start()]) + mark + Markup(html[at.start() :])
