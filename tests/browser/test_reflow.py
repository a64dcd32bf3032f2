"""Nothing is lost on narrow screens, in large type, with wide spacing and in forced colours."""

import pytest
from kinds import KINDS
from open_page import Open

from built import LANGUAGES

each_kind = pytest.mark.parametrize("address", KINDS)
both_languages = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)

# Text spacing of WCAG 2.2, 1.4.12.
SPACING = """
* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important; }
p { margin-block-end: 2em !important; }
"""
LARGE = "html { font-size: 200% !important; }"

# Through the object model, as a strict content security policy allows it.
STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [sheet];
}"""

# What a reader would miss: the document scrolls sideways; text stands outside it or is cut off by its box.
LOST = """() => {
  const lost = [];
  const root = document.documentElement;
  if (root.scrollWidth > root.clientWidth) lost.push(`the document is ${root.scrollWidth} wide`);
  const hidden = (e) => e.closest(".ogp-sr") || !e.checkVisibility({ visibilityProperty: true });
  const scrolls = (e) => e.closest("[role=region][tabindex='0'][aria-label]");
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const text = walker.currentNode;
    const e = text.parentElement;
    if (!text.data.trim() || e.closest("script, a[href='#content'], thead") || hidden(e) || scrolls(e)) continue;
    const range = document.createRange();
    range.selectNodeContents(text);
    for (const box of range.getClientRects()) {
      if (box.left < -1 || box.right > innerWidth + 1) lost.push(`outside: ${text.data.trim().slice(0, 60)}`);
    }
  }
  for (const e of document.body.querySelectorAll("*")) {
    if (hidden(e) || e.closest("svg, thead")) continue;
    const style = getComputedStyle(e);
    const cut = (way) => ["hidden", "clip"].includes(style[`overflow${way}`]);
    if (cut("X") && e.scrollWidth > e.clientWidth + 1 || cut("Y") && e.scrollHeight > e.clientHeight + 1) {
      lost.push(`cut off: ${e.outerHTML.slice(0, 100)}`);
    }
    if (style.overflowX === "auto" && e.scrollWidth > e.clientWidth && !scrolls(e)) {
      lost.push(`scrolls, but not by keys: ${e.outerHTML.slice(0, 100)}`);
    }
    if (style.textOverflow === "ellipsis") lost.push(`shortened: ${e.outerHTML.slice(0, 100)}`);
  }
  return lost;
}"""

# Pairs of words of a picture that stand on each other.
CROSSED = """() => [...document.querySelectorAll("svg")].flatMap((svg) => {
  const words = [...svg.querySelectorAll("text")].filter((e) => e.checkVisibility())
    .map((e) => [e.textContent, e.getBoundingClientRect()]);
  return words.flatMap(([word, a], i) => words.slice(i + 1)
    .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 4 && b.top < a.bottom - 4)
    .map(([other]) => `${word} × ${other}`));
})"""


# The shape beside the word of every status, as it is painted.
SHAPES = """() => [...document.querySelectorAll("[data-status]")].filter((e) => e.checkVisibility()).map((e) => {
  const shape = e.querySelector("svg path");
  return [e.dataset.status, getComputedStyle(shape).fill, shape.getAttribute("d")];
})"""

EDGELESS = """() => [...document.querySelectorAll("button, input, select")].filter((e) => e.checkVisibility())
  .filter((e) => ["Top", "Bottom"].some((side) => parseFloat(getComputedStyle(e)[`border${side}Width`]) < 1))
  .map((e) => e.outerHTML.slice(0, 100))"""

# A window of 1280 pixels at 400 % is one of 320.
CONDITIONS = {
    "narrow": (320, ""),
    "spacing, phone": (390, SPACING),
    "spacing, desk": (1280, SPACING),
    "large type, small window": (640, LARGE),
    "large type, desk": (1280, LARGE),
}


@each_kind
@both_languages
def test_nothing_is_lost(open_page: Open, address: str, root: str) -> None:
    page = open_page(root + address).page
    page.evaluate("document.fonts.ready")
    page.evaluate("() => document.querySelectorAll('details').forEach((details) => { details.open = true; })")
    lost = {}
    for name, (width, style) in CONDITIONS.items():
        page.set_viewport_size({"width": width, "height": 844})
        page.evaluate(STYLE, style)
        lost[name] = page.evaluate(LOST) + page.evaluate(CROSSED)
    assert {name: found for name, found in lost.items() if found} == {}


@each_kind
@both_languages
def test_forced_colours(open_page: Open, address: str, root: str) -> None:
    """The reader's two colours are enough: controls have edges, shapes are seen and still tell statuses apart."""
    page = open_page(root + address).page
    page.emulate_media(forced_colors="active")
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    shapes: dict[str, set[str]] = {}
    for status, fill, path in page.evaluate(SHAPES):
        assert fill != ground, status
        shapes.setdefault(status, set()).add(path)
    assert all(len(paths) == 1 for paths in shapes.values()), shapes
    assert page.evaluate(EDGELESS) == []
    assert page.evaluate(LOST) == []


@both_languages
def test_outcomes_have_shapes_of_their_own(open_page: Open, root: str) -> None:
    page = open_page(root + "plans/nap5/refresh/activities/").page
    page.emulate_media(forced_colors="active")
    shapes = {status: path for status, _, path in page.evaluate(SHAPES)}
    assert shapes.keys() == {"added", "already-included", "will-be-considered", "not-added"}
    assert len(set(shapes.values())) == len(shapes)
