"""Markdown of records: nothing harmful comes through, everything harmless does."""

import re
from html.parser import HTMLParser

import pytest
from hypothesis import event, example, given
from hypothesis import strategies as st

from ogp.records.base import walk
from ogp.records.markdown import is_tangled
from ogp.records.text import Prose
from ogp.register import Register
from ogp.rendering import prose

ALLOWED = {"p", "ul", "ol", "li", "em", "strong", "a", "blockquote", "bdi", "br", "code", "h3", "h4"}


def prose_html(text: str) -> str:
    return prose.prose_html(text, "rtl" if "\u0600" <= text[:1] <= "\u06ff" else "ltr", {"rtl": "ar", "ltr": "en"})


class Elements(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str, str]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(tag, name, value or "") for name, value in attrs]


@pytest.mark.parametrize("before", ["", "نص "], ids=["english", "arabic"])
@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "before\n\n<script>\nalert(1)\n</script>\n\nafter",
        "<img src=x onerror=alert(1)>",
        "<b onclick=alert(1)>x</b>",
        "<a href='javascript:alert(1)'>x</a>",
        "<iframe src='https://example.org'></iframe>",
        "<style>p {}</style>",
        "[x](javascript:alert(1))",
        "[x](JaVaScRiPt:alert(1))",
        "[x](<java\tscript:alert(1)>)",
        "[x](java&#115;cript:alert(1))",
        "[x](&#x6A;avascript:alert(1))",
        "[x](javascript&colon;alert(1))",
        "[x](data:text/html;base64,x)",
        "[x](vbscript:x)",
        "[x](file:///etc/passwd)",
        "<javascript:alert(1)>",
        "[x][1]\n\n[1]: javascript:alert(1)",
        "![x](javascript:alert(1))",
        "![x](https://example.org/x.png)",
        '[x](https://example.org "onmouseover=alert(1)")',
        "<!-- x -->",
        "<svg><a xlink:href='javascript:alert(1)'>x</a></svg>",
        '[x](https://example.org/"onmouseover=alert(1)//)',
    ],
)
def test_nothing_harmful_comes_through(text: str, before: str) -> None:
    seen = Elements(prose_html(before + text))
    assert seen.tags <= ALLOWED
    assert {(tag, name) for tag, name, _ in seen.attributes} <= {
        ("a", "href"),
        ("a", "title"),
        ("bdi", "dir"),
        ("bdi", "class"),
        ("bdi", "lang"),
    }
    for _, name, value in seen.attributes:
        if name == "href":
            read = re.sub(r"[\t\n\r]", "", value).lstrip("".join(map(chr, range(33)))).lower()
            scheme = re.match(r"[a-z+.-]*:", read)
            assert scheme is None or scheme[0] in ("https:", "http:", "mailto:")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("One\n\nTwo", "<p>One</p>\n<p>Two</p>"),
        ("- a\n- b", "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"),
        ("3. c\n4. d", '<ol start="3">\n<li>c</li>\n<li>d</li>\n</ol>'),
        ("**strong** and _soft_", "<p><strong>strong</strong> and <em>soft</em></p>"),
        ("[a](https://example.org/)", '<p><a href="https://example.org/">a</a></p>'),
        ("[a](/plans/)", '<p><a href="/plans/">a</a></p>'),
        ("<https://example.org/>", '<p><a href="https://example.org/">https://example.org/</a></p>'),
        ("5 < 6 & 7", "<p>5 &lt; 6 &amp; 7</p>"),
        ("<em>raw</em>", "<p>&lt;em&gt;raw&lt;/em&gt;</p>"),
    ],
)
def test_harmless_markdown_is_kept(text: str, html: str) -> None:
    assert prose_html(text) == html


def test_figures_in_prose_are_isolated_but_not_inside_addresses() -> None:
    html = prose_html("للأعوام 2021-2025، انظر [النموذج](https://example.org/2021-2025)")
    assert html.count("<bdi") == 1
    assert 'href="https://example.org/2021-2025"' in html


def test_one_text_leaves_nothing_behind_for_the_next() -> None:
    prose_html("[a][1]\n\n[1]: https://example.org/")
    assert prose_html("[a][1]") == "<p>[a][1]</p>"


WORDS = st.sampled_from(
    [
        "نص عربي",
        "OGP",
        "Open Government",
        "2021-2025",
        "50%",
        "(Table I)",
        "3/2026",
        "a",
        "ب",
        ",",
        "،",
        ".",
        ": ",
        "–",
        "’s",
    ]
)
SLIPS = st.sampled_from(
    ["*", "_", "1. ", "- ", "  ", "<b>", "&", '"', "[x](/news/)", "\\", "`", "#", "\u00a0", "\u064b", "!"]
)
TEXTS = st.lists(st.one_of(WORDS, WORDS, WORDS, st.sampled_from([" ", "\n", "\n\n"]), SLIPS), min_size=1, max_size=12)


@given(words=TEXTS, direction=st.sampled_from(["rtl", "ltr"]))
@example(words=["One line\nand another\n\nA second paragraph of 2021-2025, خطة العمل"], direction="ltr")
def test_a_plain_text_is_printed_as_markdown_prints_it(words: list[str], direction: str) -> None:
    text = "".join(words)
    languages = {"rtl": "ar", "ltr": "en"}
    by_markdown = prose.converted(text, direction, languages)
    assert is_tangled(text) or prose.prose_html(text, direction, languages) == by_markdown
    event("plain" if prose.is_plain(text) else "not plain")


def test_the_plain_texts_of_the_records_are_printed_as_markdown_prints_them(real: Register) -> None:
    texts = {
        (own, language)
        for record in real.records()
        for _, value in walk(record)
        if isinstance(value, Prose)
        for language, own in value.values.items()
    }
    plain = [(text, "rtl" if language == "ar" else "ltr") for text, language in texts if prose.is_plain(text)]
    assert len(plain) > len(texts) / 4
    for text, direction in plain:
        assert prose.prose_html(text, direction, {"rtl": "ar", "ltr": "en"}) == prose.converted(
            text, direction, {"rtl": "ar", "ltr": "en"}
        )
