"""The bill of materials as a file of the site."""

from pathlib import Path

from ogp.exports.store import Store
from ogp.site.addresses import BILL
from ogp.site.components import packages, shipped, tools


def write(folder: Path, store: Store) -> None:
    """Writes the bill, which the `store` keeps, into the built site at `folder`."""
    components = repr((shipped(), packages(), tools())).encode()
    (folder / BILL).write_bytes(store.kept(_made, b"bill", components))


def _made() -> bytes:
    # The library takes long to load, and most builds find the bill in the store.
    from ogp.exports.cyclonedx_bill import bill  # noqa: PLC0415

    return bill().encode()
