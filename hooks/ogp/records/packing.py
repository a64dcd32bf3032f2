"""How a record that is kept holds its lists: pickled and compressed. Of thousands of records few are looked into when one of them
has changed."""

import pickle
import zlib
from collections.abc import Mapping
from functools import lru_cache
from typing import Any

PACKED = "packed"
"""The name under which a record has them."""

ALWAYS_OPEN = frozenset({"sources", "changes"})
"""Lists that are not packed: they are asked for of many records at a time, and are short."""

_LEVEL = 1
"""Of compression: the quickest saves most of what there is to save."""

_AT_ONCE = 300
"""How many packed records are held unpacked, too: as many as the longest plans have commitments."""


def packed(pickled: bytes) -> bytes:
    """The `pickled` lists by the names of their fields, as a record has them."""
    return zlib.compress(pickled, _LEVEL)


@lru_cache(_AT_ONCE)
def unpacked(content: bytes) -> Mapping[str, Any]:
    """The lists by the names of their fields."""
    lists: Mapping[str, Any] = pickle.loads(zlib.decompress(content))
    return lists
