"""One form for all forms of a word, for the search index.

The browser brings what a reader types to the same form: overrides/assets/js/search-words.js does what stands here, with
the same table. Only words in Arabic letters change; the search engine knows the inflections of other languages itself.
"""

import json
import re
import unicodedata
from functools import cache
from pathlib import Path

TABLE = "search/word-forms.json"
"""Where the table stands among what pages load."""

EDGE = "x"
"""Stands around every word in Arabic letters: the engine, which looks for beginnings of words, then finds whole words
only, and does not shorten them further."""

_LETTERS = r"\u0620-\u064a\u066e-\u06d3\u06d5\u06ee\u06ef\u06fa-\u06ff\u0750-\u077f"
_RUNS = re.compile(rf"[{_LETTERS}]+|[^\W_{_LETTERS}]+")
_ARABIC = re.compile(rf"[{_LETTERS}]")
_SHORTEST_AFTER_ARTICLE = 2
_SHORTEST_AFTER_PARTICLE = 3


class WordForms:
    """Brings words to the form under which they are indexed."""

    def __init__(self, table: Path) -> None:
        """`table` is the file word-forms.json."""
        rules = json.loads(table.read_text(encoding="utf-8"))
        self._ignored = re.compile(f"[{rules['ignored']}]")
        self._letters: list[tuple[str, str]] = rules["letters"]
        self._articles: list[str] = rules["articles"]
        self._particles: list[str] = rules["particles"]
        self._suffixes = [(ending, shortest) for shortest, endings in rules["suffixes"] for ending in endings]
        self._common = {self._spelled(word) for word in rules["common"]}
        self._same = {self._stem(word): self._stem(other) for word, other in rules["same"].items()}
        self.words = cache(self._words)

    def _words(self, text: str) -> tuple[str, ...]:
        """The words of `text`, which holds no white space, each in its one form; words too common to be searched for are
        left out."""
        plain = self._ignored.sub("", unicodedata.normalize("NFKC", text)).lower()
        return tuple(self._form(run) for run in _RUNS.findall(self._spelled(plain)) if not self._is_common(run))

    def _is_common(self, word: str) -> bool:
        return word in self._common or (word[0] in self._particles and word[1:] in self._common)

    def bare(self, text: str) -> str:
        """The first word of `text` without marks and punctuation, but otherwise as it is written."""
        return next(iter(_RUNS.findall(self._ignored.sub("", unicodedata.normalize("NFKC", text)))), "")

    def _form(self, word: str) -> str:
        if not _ARABIC.match(word):
            return word
        stem = self._stem(word)
        return EDGE + self._same.get(stem, stem) + EDGE

    def _spelled(self, word: str) -> str:
        for old, new in self._letters:
            word = word.replace(old, new)
        return word

    def _stem(self, word: str) -> str:
        word = self._without_suffixes(self._without_articles(self._spelled(word)))
        while len(word) > _SHORTEST_AFTER_PARTICLE and word[0] in self._particles:
            word = self._without_articles(word[1:])
        return word

    def _without_articles(self, word: str) -> str:
        while article := next((a for a in self._articles if word.startswith(a)), None):
            if len(word) - len(article) < _SHORTEST_AFTER_ARTICLE:
                break
            word = word[len(article) :]
        return word

    def _without_suffixes(self, word: str) -> str:
        while ending := next(
            (e for e, least in self._suffixes if word.endswith(e) and len(word) >= len(e) + least), ""
        ):
            word = word[: -len(ending)]
        return word
