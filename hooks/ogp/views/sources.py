"""The sources of a list of items, said once."""

from collections.abc import Sequence
from itertools import takewhile

from ogp.records.base import Item, Source
from ogp.records.place import Place


def shared_sources(items: Sequence[Item]) -> tuple[Source, ...]:
    """The documents of `items` in order, each with the place that its citations have in common."""
    places: dict[str, list[list[str]]] = {}
    sources: dict[str, Source] = {}
    for item in items:
        for source in item.sources:
            sources.setdefault(source.document, source)
            places.setdefault(source.document, []).append(source.at.root.split(", ") if source.at else [])
    return tuple(sources[document].model_copy(update={"at": _common(found)}) for document, found in places.items())


def _common(places: list[list[str]]) -> Place | None:
    alike = takewhile(lambda parts: len(set(parts)) == 1, zip(*places, strict=False))
    common = ", ".join(parts[0] for parts in alike)
    return Place(common) if common else None
