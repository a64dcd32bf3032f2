"""What is made of some records at a time and then put together: a piece is kept for as long as its records stay as they are."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import TypeVar

from ogp.exports.store import Store, key_of
from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.register import Register

Kind = TypeVar("Kind", bound=Record)

_AT_ONCE = 20
"""How many records a piece is made of, but for commitments, which go by their plan."""


@dataclass(frozen=True, slots=True)
class Pieces:
    """Pieces of one `use`, which names all that they rest on besides records, the settings of the site, code and translations."""

    register: Register
    store: Store
    use: str

    def piece(self, records: Iterable[Record], make: Callable[[], bytes]) -> bytes:
        """What `make` gives, which rests on `records`. Where it asks for another, it is made anew each time."""
        records = list(records)
        key = key_of(
            self.store.version.encode(),
            self.store.catalogues.encode(),
            self.register.site.model_dump_json().encode(),
            self.use.encode(),
            *(record.digest.encode() for record in records),
        )
        content = self.store.get(key)
        if content is None:
            with self.register.questions.noting() as asked:
                content = make()
            if asked <= {(record.kind, record.id) for record in records}:
                self.store.put(key, content)
        return content


def grouped(records: Iterable[Kind]) -> Iterator[list[Kind]]:
    """`records` in their order, as many at a time as a piece is made of."""
    numbered = enumerate(records)
    for _, group in groupby(
        numbered, key=lambda pair: pair[1].plan if isinstance(pair[1], Commitment) else pair[0] // _AT_ONCE
    ):
        yield [record for _, record in group]
