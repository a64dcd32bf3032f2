"""The bill of materials as a file of the site."""

from collections.abc import Iterator
from functools import partial

from ogp.exports.store import Store
from ogp.exports.units import Made, Unit
from ogp.site.addresses import BILL
from ogp.site.components import packages, shipped, tools


def units(store: Store) -> Iterator[Unit]:
    """The bill, which the `store` keeps, too."""
    yield Unit(BILL, repr(tools()), partial(_made, store), places=(BILL,))


def _made(store: Store) -> Made:
    components = repr((shipped(), packages(), tools())).encode()
    return Made([(BILL, store.kept(_content, b"bill", components))])


def _content() -> bytes:
    # The library takes long to load, and most builds find the bill in the store.
    from ogp.exports.cyclonedx_bill import bill  # noqa: PLC0415

    return bill().encode()
