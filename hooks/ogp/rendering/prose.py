"""Markdown to HTML, sanitized: of records without raw HTML; of hand-written pages with what such pages need. Safe links only."""

import re
from functools import cache, lru_cache

import nh3
from markdown import Markdown
from markupsafe import Markup, escape

from ogp.records.markdown import is_tangled
from ogp.rendering.isolation import Directed, IsolateExtension, isolated

_TAGS = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "bdi", "br", "code", "h3", "h4"}
_ATTRIBUTES = {"a": {"href"}, "bdi": {"dir", "class", "lang"}, "ol": {"start"}}
_PAGE_TAGS = _TAGS | {"h1", "h2", "h5", "h6", "hr", "pre", "table", "thead", "tbody", "tr", "th", "td", "img"}
_PAGE_ATTRIBUTES = _ATTRIBUTES | {
    "*": {"id", "class", "dir", "lang", "title"},
    "img": {"src", "alt", "width", "height"},
    "th": {"scope", "colspan", "rowspan"},
    "td": {"colspan", "rowspan"},
}
_SCHEMES = {"https", "http", "mailto"}
_OWN = re.compile(r"(?:\.\./)*[\w%~-][\w%~./-]*")
_LINE = r"[^\W\d_](?: ?(?:[^\W_]|[\u064b-\u0655.,;:%/()،؛؟«»‘’“”–…-]))*"
_PLAIN = re.compile(rf"{_LINE}(?:\n\n?{_LINE})*")
"""Most texts of records are like that, and quickly printed."""
_HELD = 100
"""Of how many texts the HTML is held: the page in the next language mostly prints some of the same."""

_CLOSING = re.compile(r"(?:</[a-z0-9]+>\s*)*$")


@cache
def _converter(base: str, rtl: str, ltr: str) -> Markdown:
    isolate = IsolateExtension(base=base, rtl=rtl, ltr=ltr)
    converter = Markdown(extensions=["sane_lists", isolate], output_format="html")
    converter.preprocessors.deregister("html_block")
    converter.inlinePatterns.deregister("html")
    return converter


def prose_html(text: str, direction: str, languages: Directed) -> Markup:
    """The HTML of the Markdown `text` of a `direction`; `languages` those of passages in each. A tangled text stands as it
    is written."""
    if is_plain(text):
        paragraphs = (isolated(paragraph, direction == "rtl", languages) for paragraph in text.split("\n\n"))
        return Markup("\n".join(f"<p>{paragraph}</p>" for paragraph in paragraphs))
    if is_tangled(text):
        return Markup("<p>{}</p>").format(escape(text))
    return converted(text, direction, languages)


def is_plain(text: str) -> bool:
    """Whether `text` is paragraphs in which nothing means more in Markdown or HTML than it says."""
    return bool(_PLAIN.fullmatch(text))


def converted(text: str, direction: str, languages: Directed) -> Markup:
    """The HTML of the Markdown `text`, as by `prose_html`, whatever it holds."""
    return _converted(text, direction, languages.get("rtl", ""), languages.get("ltr", ""))


@lru_cache(_HELD)
def _converted(text: str, direction: str, rtl: str, ltr: str) -> Markup:
    html = _converter(direction, rtl, ltr).reset().convert(text)
    return Markup(nh3.clean(html, tags=_TAGS, attributes=_ATTRIBUTES, url_schemes=_SCHEMES, link_rel=None))


def page_html(html: str) -> Markup:
    """The `html` of a hand-written page without what could do anything in a browser but show text and pictures of the site."""
    return Markup(
        nh3.clean(
            html,
            tags=_PAGE_TAGS,
            attributes=_PAGE_ATTRIBUTES,
            url_schemes=_SCHEMES,
            link_rel=None,
            attribute_filter=_own_pictures,
        )
    )


def _own_pictures(tag: str, name: str, value: str) -> str | None:
    """Pictures of other websites would tell them who reads the page."""
    return None if (tag, name) == ("img", "src") and not _OWN.fullmatch(value) else value


def ending(html: Markup, mark: Markup) -> Markup:
    """`html` with `mark` at the end of its last line of text, inside all that closes there."""
    at = _CLOSING.search(html)
    assert at
    return Markup(html[: at.start()]) + mark + Markup(html[at.start() :])
