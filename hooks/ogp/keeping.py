"""What keeps the results of slow work from one build to the next."""

from typing import Any, Protocol


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

    def put(self, key: str, content: bytes) -> None:
        """Keeps `content` as `key`, if it can."""
