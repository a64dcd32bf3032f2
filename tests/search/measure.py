"""How well a search finds what was judged relevant, whatever the engine."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import yaml

QUERIES = Path(__file__).with_name("queries.yaml")
UNSEEN = Path(__file__).with_name("unseen.yaml")
"""Queries on which nothing was tuned."""
FIRST_PAGE = 10


@dataclass(frozen=True)
class Query:
    """What a reader types, and the addresses of the pages that answer, without the language."""

    language: str
    text: str
    form: str
    pages: tuple[str, ...]


@dataclass(frozen=True)
class Measured:
    """Shares of all queries: relevant pages found at all, found among the first ten, and a relevant page in first place."""

    recall: float
    recall_on_first_page: float
    first_hits: float


def queries(file: Path = QUERIES) -> list[Query]:
    """The queries of a file such as queries.yaml."""
    given: Mapping[str, list[dict[str, object]]] = yaml.safe_load(file.read_text(encoding="utf-8"))
    return [
        Query(language, str(one["query"]), str(one["form"]), tuple(one["pages"]))  # type: ignore[arg-type]
        for language, own in given.items()
        for one in own
    ]


def measure(asked: Iterable[Query], search: Callable[[Query], list[str]]) -> tuple[Measured, list[str]]:
    """The measures of `search`, which gives addresses without the language, the best first; and what it misses."""
    found_all: list[float] = []
    found_first: list[float] = []
    hits: list[bool] = []
    missed: list[str] = []
    for query in asked:
        results = search(query)
        wanted = set(query.pages)
        found_all.append(len(wanted & set(results)) / len(wanted))
        found_first.append(len(wanted & set(results[:FIRST_PAGE])) / len(wanted))
        hits.append(bool(results) and results[0] in wanted)
        lost = [
            f"{page} ({results.index(page) + 1 if page in results else '-'})"
            for page in query.pages
            if page not in results[:FIRST_PAGE]
        ]
        if lost or not hits[-1]:
            missed.append(
                f"{query.language} {query.text} ({query.form}): first {results[:1]}, beyond the first ten {lost}"
            )
    count = len(hits)
    return Measured(sum(found_all) / count, sum(found_first) / count, sum(hits) / count), missed
