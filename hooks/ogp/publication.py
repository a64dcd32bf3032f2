"""One build: everything that it rests on, made once for all languages, and all that it writes besides what MkDocs writes."""

import sys
from collections import ChainMap
from collections.abc import Callable, Iterable, Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

from ogp.exports import (
    assets,
    attestation,
    cards,
    compression,
    everything,
    pages,
    promises,
    reports,
    search_index,
    server_settings,
)
from ogp.exports.store import Store, digest_of
from ogp.exports.units import Unit, Units, write_units
from ogp.loading.layout import DOCS
from ogp.problems import Problem
from ogp.processes import as_made, shared
from ogp.records.page_head import PageHead
from ogp.register import Register
from ogp.rendering import filling
from ogp.rendering.filling import Writing
from ogp.rendering.frame import Frame, way_up
from ogp.rendering.renderer import Renderer
from ogp.site.pages import Page
from ogp.site.prose import page_heads
from ogp.site.survey import Survey
from ogp.translation import FOLDER, Translator
from ogp.wanted import former_site, is_draft, spare_site

_HELD = 200
"""Of how many pages the anchors are held."""


@dataclass(slots=True, kw_only=True)
class Publication:
    """The project at `root`, to be published at `address`: what was found, its pages by address, a renderer and the heads of
    the hand-written pages for each language, the keys by which the store has the reports and pictures, by address, that store,
    and where the editor saves.

    As the build goes on: by language and address the frames of sections and hand-written pages and what is written on the
    latter; and of each page its anchors as printed, and the day of its last change.
    """

    root: Path
    address: str
    found: Survey
    register: Register
    today: date
    pages: Mapping[str, Page]
    renderers: Mapping[str, Renderer]
    written: Mapping[str, Mapping[str, PageHead]]
    store: Store
    editor_backend: Mapping[str, Any] | None
    made_files: dict[str, str] = field(default_factory=dict)
    frames: dict[tuple[str, str], Frame] = field(default_factory=dict)
    writings: dict[tuple[str, str], Writing] = field(default_factory=dict)
    anchors: MutableMapping[str, frozenset[str]] = field(default_factory=dict)
    days: dict[str, date | None] = field(default_factory=dict)

    @property
    def assets(self) -> str:
        """The folder of what pages load."""
        return next(iter(self.renderers.values())).assets

    def printed(self, language: str, address: str, problems: Iterable[Problem] = ()) -> str:
        """The HTML of the page at `address` in `language`; `problems` keep the last change from being shown."""
        renderer = self.renderers[language]
        notice = filling.hindrance(renderer, problems)
        if page := self.pages.get(address):
            frame = self.frames.get((language, address)) or self.frames[language, page.section]
            html, body = pages.whole(renderer, page, frame, notice)
            if address not in self.anchors:
                self.anchors[address] = promises.page_anchors(body)
            return html
        own = filling.written(renderer, address, self.written[language][address], self.writings[language, address])
        return self.frames[language, address].filled(
            way_up(renderer.local(address)), address, replace(own, notice=notice)
        )

    def broken_promises(self) -> tuple[Problem, ...]:
        """What was published and would lead nowhere, once all pages are printed."""
        return promises.broken(self.root, self.found, self.anchors)


def publication(
    root: Path, address: str, found: Survey, store: Store, editor_backend: Mapping[str, Any] | None
) -> Publication:
    """The build of what was `found` without a problem, with what the `store` has or makes; without an `editor_backend` there is
    no editor."""
    made = _begun(root, address, found, store, editor_backend)
    if is_draft():
        return made
    # Before any page, because the pages print the checksums of the reports.
    made.made_files |= reports.make(root, made.renderers, store)
    made.made_files |= cards.make(root, made.renderers, made.written, store)
    return made


def following(former: Publication, found: Survey, store: Store) -> Publication:
    """The build of what was `found` after `former`: with its frames, its hand-written texts as long as no others are known, and
    its files that take long to make."""
    made = _begun(former.root, former.address, found, store, former.editor_backend)
    made.made_files, made.frames, made.writings = former.made_files, {**former.frames}, {**former.writings}
    for language, renderer in made.renderers.items():
        renderer.files.update(former.renderers[language].files)
    return made


def _begun(
    root: Path, address: str, found: Survey, store: Store, editor_backend: Mapping[str, Any] | None
) -> Publication:
    register = found.register
    assert register
    by_address = {page.address: page for page in found.pages}
    renderers = {
        language.code: Renderer(
            register,
            by_address,
            language,
            Translator(language.locale, root / FOLDER),
            root / "overrides",
            root=address,
            assets=assets.address(root),
            today=found.today,
            keeper=store,
        )
        for language in register.site.languages
    }
    return Publication(
        root=root, address=address, found=found, register=register, today=found.today, pages=by_address,
        renderers=renderers, store=store, editor_backend=editor_backend,
        written={language: page_heads(root / DOCS / language, files) for language, files in found.prose.items()},
    )  # fmt: skip


def write_assets(made: Publication, folder: Path) -> None:
    """Moves what MkDocs has copied into `folder` to where pages load it from."""
    assets.write(folder, made.assets)


def write(made: Publication, folder: Path) -> None:
    """Writes all that is made from records into `folder`, but for what rests on all of it."""
    kept = Units(folder, made.store, made.register.questions, _common(made), site=former_site(), spare=spare_site())
    own = kept.tasks([*pages.units(made.pages.values(), made.renderers, made.frames), *_units(made)])
    # The files of all records first: each of them takes longer than some pages.
    results = as_made([*_tasks(made, folder), *own])
    told = kept.finish(result for _, result in results if result)
    # Nobody writes into it any more.
    made.anchors = ChainMap(made.anchors, _Anchors(made.pages, told))  # type: ignore[arg-type]
    made.days |= {address: told[address][1] for address in made.pages}


class _Anchors(Mapping[str, frozenset[str]]):
    """The anchors of `pages` as their units have `told` them: only those of some pages are held at a time."""

    def __init__(self, pages: Mapping[str, Page], told: Mapping[str, Any]) -> None:
        self._pages = pages
        self._unpacked: Callable[[str], frozenset[str]] = lru_cache(_HELD)(lambda address: told[address][0])

    def __getitem__(self, address: str) -> frozenset[str]:
        if address not in self._pages:
            raise KeyError(address)
        return self._unpacked(address)

    def __iter__(self) -> Iterator[str]:
        return iter(self._pages)

    def __len__(self) -> int:
        return len(self._pages)


def _common(made: Publication) -> str:
    """Stands for what all that is made of records rests on besides them."""
    parts = (
        made.store.version,
        made.store.catalogues,
        digest_of(made.root / "overrides"),
        sys.version,
        made.address,
        made.assets,
        made.today.isoformat(),
        made.register.site.model_dump_json(),
        str(is_draft()),
        *(
            report.path(own)
            for report in next(iter(made.renderers.values())).kinds_of_reports
            for own in report.formats
        ),
    )
    return "\n".join(parts)


def write_last(made: Publication, folder: Path) -> None:
    """Writes what rests on the files in `folder`: archives and redirects, and unless a draft is wanted the search index and
    compressed copies of what is there."""
    tasks = _last_tasks(made, folder)
    if not is_draft():
        tasks = [partial(write_index, made, folder), *tasks, *compression.tasks(folder, made.store)]
    shared(tasks)


def write_index(made: Publication, folder: Path) -> None:
    """Writes the search index of the pages in `folder` into it."""
    search_index.write(
        folder, made.register, pages=made.pages, written=made.written, renderers=made.renderers, store=made.store
    )


def units_by_place(made: Publication) -> Mapping[str, Unit]:
    """What is no page and stands for itself, by the beginnings of the paths of its files."""
    return {place: unit for unit in _units(made) for place in unit.places}


def write_files(made: Publication, folder: Path) -> None:
    """Writes what is no page into `folder`."""
    for task in _tasks(made, folder):
        task()
    write_units(folder, _units(made))
    made.days |= {address: page.view.updated for address, page in made.pages.items()}
    for task in _last_tasks(made, folder):
        task()


def _last_tasks(made: Publication, folder: Path) -> list[Callable[[], None]]:
    """What writes into `folder` the files that rest on others, or on what all pages have told."""
    return everything.last_tasks(
        folder, made.address, made.register, made.renderers, days=made.days, written=made.written
    )


def _units(made: Publication) -> Iterator[Unit]:
    """What is no page and stands for itself."""
    return everything.units(
        made.root,
        made.address,
        made.register,
        renderers=made.renderers,
        today=made.today,
        store=made.store,
        backend=made.editor_backend,
    )


def _tasks(made: Publication, folder: Path) -> list[Callable[[], None]]:
    """What writes the files that are no pages into `folder`."""
    return everything.tasks(
        folder,
        made.address,
        made.register,
        renderers=made.renderers,
        made_files=made.made_files,
        store=made.store,
    )


def finish(made: Publication, folder: Path) -> None:
    """Writes into `folder` what rests on all other files: settings of servers, the compressed copies that are missing, the
    manifest. A draft has none of it, so nothing takes it for a site to be published. Raises SignatureError where the manifest
    cannot be signed."""
    if is_draft():
        return
    attestation.begin(folder)
    server_settings.write(folder, made.register, made.assets)
    shared(compression.tasks(folder, made.store))
    attestation.write(folder, made.root, made.address, made.register, made.today)
