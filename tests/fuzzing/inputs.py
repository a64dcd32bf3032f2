"""What is put in: any bytes and texts, and those made of pieces that have a meaning to one of the programs that read them."""

import signal
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

from spoiling import corpus

COUNTS: Counter[str] = Counter()
"""How many inputs each test was given."""


def few() -> settings:
    """For what takes long: a tenth of the inputs."""
    return settings(max_examples=max(3, settings.default.max_examples // 10))


_HUNG = 60
"""Seconds of the processor after which an input is taken to hang the program: many times what any of them takes."""

_YAML = (
    *"\n:-[]{}\"'&*!|>%@`#,?~ \t\r",
    *("\n  ", "\n- ", ": ", "id: ", "original: ", "ar: ", "en: ", "<<: ", "---\n", "...\n", "!!python/object:os.system ", "&a "),
    "*a",
    *("title:\n  ", "sources:\n  - {document: x}\n", "\\u202e", "\\0", "\\x1b", "\u2028", "\ufeff", "2024-02-30", "١٢", ".inf"),
)  # fmt: skip
_MARKDOWN = (
    *"*_`[]()<>!#&\\\"'\n\t:/={}|~^\x02\x03 ",
    *("\n\n", "\n- ", "\n1. ", "\n> ", "\n    ", "](", "[x](", "[1]: ", "<a href=", "javascript:", "https://", "//", "mailto:"),
    *("&#x6A;", "&colon;", "klzzwxh:0001", "{: onclick=ran(1) }", "<!--", "-->", "</p>", "نص", "2021-2025", "\u202e", "\x00"),
)  # fmt: skip
_TABLE = (
    *",;\t\"'\r\n=+-@",
    "\r\n",
    '""',
    "\ufeff",
    "unit@example.org",
    "+962 79 000 0000",
    "\x00",
    "﻿",
    "نعم",
    "x" * 300,
)

_SCRIPTS = st.sampled_from(corpus())


def _pieces(*pieces: str) -> SearchStrategy[str]:
    return st.lists(st.sampled_from(pieces) | _SCRIPTS | st.text(max_size=8), max_size=25).map("".join)


TEXTS = st.text(max_size=200) | _SCRIPTS | _pieces(*_MARKDOWN) | _pieces(*"=+-@\t\r\n;,:\\\"'")
MARKDOWN = _pieces(*_MARKDOWN)
YAML = st.binary(max_size=400) | _pieces(*_YAML).map(lambda text: text.encode(errors="surrogatepass"))
TABLES = st.binary(max_size=400) | _pieces(*_TABLE).map(lambda text: text.encode(errors="surrogatepass"))
CHANGES = st.lists(
    st.tuples(st.floats(0, 1), st.integers(0, 12), st.sampled_from(_YAML) | _SCRIPTS | st.text(max_size=5)),
    min_size=1,
    max_size=6,
)
"""Where in a text, how much of it goes, and what comes in its place."""


def changed(text: str, changes: list[tuple[float, int, str]]) -> bytes:
    """`text` with `changes`."""
    for place, gone, new in changes:
        start = int(place * len(text))
        text = text[:start] + new + text[start + gone :]
    return text.encode(errors="surrogatepass")


@contextmanager
def tried(name: str) -> Iterator[None]:
    """Counts an input of the test `name`, and fails where the program hangs with it."""

    def hung(number: int, frame: FrameType | None) -> None:
        raise AssertionError(f"{name}: still at work after {_HUNG} seconds")

    COUNTS[name] += 1
    before = signal.signal(signal.SIGVTALRM, hung)
    signal.setitimer(signal.ITIMER_VIRTUAL, _HUNG)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)
