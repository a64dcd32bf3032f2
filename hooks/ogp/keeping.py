"""What keeps the results of slow work from one build to the next."""

import os
from pathlib import Path
from typing import Any, Protocol

FOLDER = ".cache/ogp"
"""Where it is kept below the project, unless the environment names another folder."""

SETTING = "OGP_CACHE"


def kept_below(root: Path) -> Path:
    """The folder that holds what is kept of the project at `root`. It may be deleted at any time."""
    return Path(os.environ.get(SETTING) or root / FOLDER)


class Keeper(Protocol):
    """Keeps bytes by name. It may lose any of them at any time, but never gives others than it was given."""

    @property
    def version(self) -> str:
        """Stands for the code that made what is kept, and the packages that it used."""

    @property
    def catalogues(self) -> str:
        """Stands for the translations that it used."""

    @property
    def memory(self) -> dict[str, Any]:
        """What was made of what it keeps, for as long as the program runs: nobody may change it."""

    def get(self, key: str) -> bytes | None:
        """What is kept as `key`, or None."""

    def has(self, key: str) -> bool:
        """Whether something is kept as `key`, as far as can be told without reading it."""

    def put(self, key: str, content: bytes) -> bool:
        """Keeps `content` as `key`; whether it could."""
