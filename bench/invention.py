"""Invented texts in the languages of the records: their words, as frequent as there, and names that stand on few pages only.

The same seed gives the same texts.
"""

import random
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from itertools import accumulate
from pathlib import Path
from typing import Any

import yaml

DATA = Path(__file__).parents[1] / "data"
LETTERS = {"ar": "ابتثجحدرسشصضطعفقكلمنهوي", "en": "abcdefghiklmnoprstuvwz"}
_WORD = {"ar": r"[\u0621-\u064a]{2,}", "en": r"(?<![A-Za-z’])[a-z]+(?![A-Za-z’])"}
_ENDS = {"ar": ("،", "."), "en": (",", ".")}
_PERSONAL = ("name", "people", "unit", "speaker")
"""Fields whose words are not used, as they may name persons; words with capitals are not used either."""


def _texts(value: Any, language: str) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(found := value.get(language), str):
            yield found
        for name, inner in value.items():
            if name not in _PERSONAL:
                yield from _texts(inner, language)
    elif isinstance(value, list):
        for inner in value:
            yield from _texts(inner, language)


@cache
def _words(language: str) -> tuple[list[str], list[int]]:
    """The words of the commitments and meetings in `language`, and how often each of them and those before it stands there."""
    counts: Counter[str] = Counter()
    for path in sorted(path for part in ("plans", "meetings") for path in (DATA / part).rglob("*.yaml")):
        record = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
        for text in _texts(record, language):
            counts.update(re.findall(_WORD[language], text))
    words = sorted(counts)
    return words, list(accumulate(counts[word] for word in words))


class Author:
    """Writes in one language. Of `names` invented names, some are frequent and most are not."""

    def __init__(self, language: str, seed: int, names: int) -> None:
        self.language = language
        self.chance = random.Random(f"{language} {seed}")
        self._vocabulary, self._totals = _words(language)
        letters = LETTERS[language]
        self._names = ["".join(self.chance.choices(letters, k=self.chance.randint(4, 9))) for _ in range(names)]

    def words(self, count: int) -> list[str]:
        """So many words; in half of all cases one of them is a name."""
        found = self.chance.choices(self._vocabulary, cum_weights=self._totals, k=count)
        if self.chance.random() < 0.5:
            found[self.chance.randrange(count)] = self.name()
        return found

    def name(self) -> str:
        """A name, as written in a sentence."""
        return self._names[int(len(self._names) * self.chance.random() ** 2)].capitalize()

    def phrase(self, least: int, most: int) -> str:
        """Words without an end, for a title."""
        text = " ".join(self.words(self.chance.randint(least, most)))
        return text[0].upper() + text[1:]

    def sentence(self, least: int = 8, most: int = 24) -> str:
        """Words with a full stop, and in long ones a comma."""
        comma, stop = _ENDS[self.language]
        found = self.words(self.chance.randint(least, most))
        if len(found) > 14:
            found[len(found) // 2] += comma
        text = " ".join(found)
        return text[0].upper() + text[1:] + stop

    def prose(self, length: int) -> str:
        """Paragraphs of at least so many characters together."""
        paragraphs: list[str] = []
        while sum(map(len, paragraphs)) < length:
            paragraphs.append(" ".join(self.sentence() for _ in range(self.chance.randint(2, 4))))
        return "\n\n".join(paragraphs)
