"""Whatever is written in Markdown, what comes out is text, lists and links to safe places."""

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import urljoin, urlsplit

import markdown
from hypothesis import example, given
from hypothesis import strategies as st
from inputs import MARKDOWN, TEXTS, tried
from lxml import html as lxml_html

from ogp.rendering.isolation import IsolateExtension
from ogp.rendering.prose import page_html, prose_html
from ogp.site.addresses import relative

OF_RECORDS = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "bdi", "br", "code", "h3", "h4"}
OF_PAGES = OF_RECORDS | {"h1", "h2", "h5", "h6", "hr", "pre", "table", "thead", "tbody", "tr", "th", "td", "img"}
MARKS = {
    "href",
    "dir",
    "class",
    "lang",
    "start",
    "id",
    "title",
    "src",
    "alt",
    "width",
    "height",
    "scope",
    "colspan",
    "rowspan",
}
SCHEMES = {"", "https", "http", "mailto"}


_NO_XML = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


class _Seen(HTMLParser):
    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.marks: list[tuple[str, str]] = []
        self.others: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.marks += [(name, value or "") for name, value in attrs]

    def handle_comment(self, data: str) -> None:
        self.others.append(data)

    handle_decl = handle_pi = unknown_decl = handle_comment


def scheme(address: str) -> str:
    """What a browser takes for the scheme of a link (WHATWG URL)."""
    found = re.match(
        r"[a-z][a-z0-9+.\-]*(?=:)", re.sub(r"[\t\n\r]", "", address).strip("".join(map(chr, range(33)))).lower()
    )
    return found[0] if found else ""


def is_harmless(text: str, tags: set[str]) -> None:
    seen = _Seen(text)
    assert seen.tags <= tags
    assert {name for name, _ in seen.marks} <= MARKS
    assert not seen.others
    assert {scheme(value) for name, value in seen.marks if name == "href"} <= SCHEMES
    for source in (value for name, value in seen.marks if name == "src"):
        assert urlsplit(urljoin("https://example.org/a/", source)).netloc == "example.org"
    # Another parser sees the same elements.
    others = {element.tag for element in lxml_html.fragment_fromstring(_NO_XML.sub("", text), "div").iter()}
    assert others <= tags | {"div"}


@given(MARKDOWN | TEXTS, st.sampled_from(["rtl", "ltr"]))
@example("[" * 20_000, "ltr")
@example("[a](" * 20_000, "ltr")
@example("![" * 20_000 + "]", "rtl")
@example("- " * 1000 + "a", "ltr")
@example("".join(f"{' ' * 4 * depth}- a\n" for depth in range(300)), "rtl")
@example("1. " * 1000 + "a", "ltr")
def test_markdown_of_records(text: str, direction: str) -> None:
    with tried("Markdown of records"):
        is_harmless(prose_html(text, direction, {"rtl": "ar", "ltr": "en"}), OF_RECORDS)


@given(MARKDOWN)
@example("x{: onclick=ran(1) }")
@example("<svg onload=ran(1)>")
@example("![x](https://evil.invalid/pixel.png) <img src=//evil.invalid/x> <img src=\\\\evil.invalid>")
def test_markdown_of_hand_written_pages(text: str) -> None:
    with tried("Markdown of pages"):
        made = markdown.markdown(text, extensions=["toc", "tables", "fenced_code", "attr_list", IsolateExtension()])
        is_harmless(page_html(made), OF_PAGES)


@given(TEXTS, st.sampled_from(["", "en/", "plans/nap5/", "en/plans/nap5/commitments/4/"]))
@example("javascript:ran(1)", "")
@example("/evil.invalid/", "")
@example("./javascript:ran(1)", "")
def test_a_link_within_the_site_stays_within_it(address: str, page: str) -> None:
    with tried("links within the site"):
        link = relative(address, page)
        assert not scheme(unescape(link))
        clean = re.sub(r"[\t\n\r\\]", "", link)
        assert not clean.startswith("//")
        assert urlsplit(urljoin(f"https://example.org/{page}", clean)).netloc == "example.org"
