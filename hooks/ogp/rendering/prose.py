"""Markdown of records to HTML, sanitized: no raw HTML, safe links only."""

from functools import cache

import nh3
from markdown import Markdown
from markupsafe import Markup

from ogp.rendering.isolation import IsolateExtension

_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "bdi", "br", "code", "h3", "h4"}
_ATTRIBUTES = {"a": {"href"}, "bdi": {"dir"}, "ol": {"start"}}
_SCHEMES = {"https", "http", "mailto"}


@cache
def _converter(isolate: bool) -> Markdown:
    extensions = [IsolateExtension()] if isolate else []
    converter = Markdown(extensions=["sane_lists", *extensions], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter


def prose_html(text: str, *, isolate: bool) -> Markup:
    """The HTML of the Markdown `text`; `isolate` in right-to-left languages."""
    html = _converter(isolate).reset().convert(text)
    return Markup(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None))
