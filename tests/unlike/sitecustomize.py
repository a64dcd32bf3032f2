"""Read by Python when it starts: folders are listed backwards, as another file system might."""

import os
from collections.abc import Iterator
from typing import Any

_listdir, _scandir = os.listdir, os.scandir


class _Backwards:
    def __init__(self, *arguments: Any) -> None:
        with _scandir(*arguments) as entries:
            self._entries = iter(list(entries)[::-1])

    def __iter__(self) -> Iterator[Any]:
        return self

    def __next__(self) -> Any:
        return next(self._entries)

    def __enter__(self) -> "_Backwards":
        return self

    def __exit__(self, *arguments: object) -> None:
        self.close()

    def close(self) -> None:
        self._entries = iter(())


def _listed(*arguments: Any) -> list[Any]:
    return _listdir(*arguments)[::-1]


os.listdir, os.scandir = _listed, _Backwards  # type: ignore[assignment]
