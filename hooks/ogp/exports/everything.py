"""All that a site has besides its pages and its search index."""

from collections.abc import Callable, Iterator, Mapping
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from ogp.exports import (
    api,
    beside,
    bill,
    calendar,
    editor,
    embeds,
    feeds,
    open_data,
    opensearch,
    redirects,
    robots,
    security,
    sitemap,
    transcripts,
)
from ogp.exports.files import write_files
from ogp.exports.store import Store
from ogp.exports.units import Unit
from ogp.records.page_head import PageHead
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.wanted import is_draft

_COPIES = 500
"""How many files that the store has are copied at a time."""


def tasks(
    folder: Path,
    root: str,
    register: Register,
    *,
    renderers: Mapping[str, Renderer],
    made_files: Mapping[str, str],
    store: Store,
) -> list[Callable[[], None]]:
    """What writes into `folder`, in any order, the longest tasks first, what rests on all records, and what took long to make.

    `root` is the site's address; `renderers` by language, `made_files` the keys of files that `store` has, such as reports and
    pictures, by address.
    """
    return [
        *open_data.tasks(folder, root, register, renderers, store),
        *(partial(calendar.write, folder, root, register, renderer, store) for renderer in renderers.values()),
        *_copies(folder, made_files, store),
    ]


def _copies(folder: Path, made_files: Mapping[str, str], store: Store) -> Iterator[Callable[[], None]]:
    """What writes `made_files` into `folder`, some at a time."""
    names = list(made_files)
    for start in range(0, len(names), _COPIES):
        yield partial(_copy, folder, {name: made_files[name] for name in names[start : start + _COPIES]}, store)


def _copy(folder: Path, made_files: Mapping[str, str], store: Store) -> None:
    write_files(folder, ((name, store.content(key)) for name, key in made_files.items()))


def units(
    project: Path,
    root: str,
    register: Register,
    *,
    renderers: Mapping[str, Renderer],
    today: date,
    store: Store,
    backend: Mapping[str, Any] | None,
) -> Iterator[Unit]:
    """What stands for itself, as it is on `today`; `project` is the folder of the project, `root` the site's address, and
    `backend` tells where the editor saves, if there is one."""
    yield from beside.units(root, register, renderers)
    yield from redirects.units(root, register, renderers)
    yield from feeds.units(root, register, renderers)
    yield from api.units(register, renderers)
    yield from bill.units(store)
    yield from transcripts.units(register)
    yield from opensearch.units(root, renderers)
    yield from security.units(root, register.site, today)
    yield robots.unit(root)
    yield embeds.style(project, next(iter(renderers.values())))
    if backend:
        yield from editor.units(project, renderers, backend)


def last_tasks(
    folder: Path,
    root: str,
    register: Register,
    renderers: Mapping[str, Renderer],
    *,
    days: Mapping[str, date | None],
    written: Mapping[str, Mapping[str, PageHead]],
) -> list[Callable[[], None]]:
    """What writes the files that rest on those of `tasks`, which stand in `folder`, and on the `days` on which the pages were
    last changed, by address: a draft has no archive of the tables."""
    archive = partial(open_data.write_archive, folder, root, register, renderers)
    return [
        *([] if is_draft() else [archive]),
        partial(sitemap.write, folder, root, register, days, written),
        partial(redirects.write_copies, folder, register),
    ]
