"""Runs MkDocs on this project without what OGP_WITHOUT names: `search` (Pagefind), `derived` (PDF and Word files, and pictures).

    OGP_WITHOUT=search,derived python bench/without.py build --strict

It stands in for options that `ogp build` does not have.
"""

import os
import sys
from collections.abc import Callable
from typing import Any

from mkdocs.__main__ import cli

from ogp.exports import cards, reports, search_index


def _nothing(result: Any) -> Callable[..., Any]:
    return lambda *_, **__: result


def main() -> None:
    """Leaves out what is named, and runs MkDocs with the rest of the command line."""
    left_out = os.environ.get("OGP_WITHOUT", "").split(",")
    if "search" in left_out:
        search_index.write = _nothing(None)
        search_index.restore = _nothing(None)
    if "derived" in left_out:
        reports.make = _nothing({})
        cards.make = _nothing({})
    cli(sys.argv[1:])


if __name__ == "__main__":
    main()
