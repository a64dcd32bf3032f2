"""One build: everything that it rests on, made once for all languages, and all that it writes besides what MkDocs writes."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ogp.exports import (
    assets,
    attestation,
    cards,
    compression,
    editor,
    embeds,
    everything,
    pages,
    promises,
    reports,
    search_index,
    server_settings,
)
from ogp.exports.store import Store
from ogp.loading.layout import DOCS
from ogp.problems import Problem
from ogp.records.page_head import PageHead
from ogp.register import Register
from ogp.rendering.frame import Frame
from ogp.rendering.renderer import Renderer
from ogp.site.pages import Page
from ogp.site.prose import page_heads
from ogp.site.survey import Survey
from ogp.translation import FOLDER, Translator


@dataclass(slots=True, kw_only=True)
class Publication:
    """The project at `root`, to be published at `address`: what was found, its pages by address, a renderer and the heads of
    the hand-written pages for each language, the reports and pictures, and the store; and, as the build goes on, the frames
    by language and section, and the anchors of each page as printed."""

    root: Path
    address: str
    found: Survey
    register: Register
    today: date
    pages: Mapping[str, Page]
    renderers: Mapping[str, Renderer]
    written: Mapping[str, Mapping[str, PageHead]]
    made_files: Mapping[str, bytes]
    store: Store
    frames: dict[tuple[str, str], Frame] = field(default_factory=dict)
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def assets(self) -> str:
        """The folder of what pages load."""
        return next(iter(self.renderers.values())).assets

    def broken_promises(self) -> tuple[Problem, ...]:
        """What was published and would lead nowhere, once all pages are printed."""
        return promises.broken(self.root, self.found, self.anchors)


def publication(root: Path, address: str, found: Survey, store: Store) -> Publication:
    """The build of what was `found` without a problem, with what the `store` has or makes."""
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
    written = {language: page_heads(root / DOCS / language, files) for language, files in found.prose.items()}
    # Before any page, because the pages print the checksums of the reports.
    made = reports.make(root, renderers, store)
    made |= cards.make(root, renderers, written, store) | embeds.make(root, renderers)
    return Publication(
        root=root, address=address, found=found, register=register, today=found.today, pages=by_address,
        renderers=renderers, written=written, made_files=made, store=store,
    )  # fmt: skip


def write_pages(made: Publication, folder: Path) -> None:
    """Writes the pages made from records that are not printed yet into `folder`."""
    rest = [page for address, page in made.pages.items() if address not in made.anchors]
    made.anchors |= pages.write(folder, rest, made.renderers, made.frames)


def write_rest(made: Publication, folder: Path) -> None:
    """Writes what is no page into `folder`."""
    assets.write(folder, made.assets)
    everything.write(
        folder,
        made.address,
        made.register,
        pages=made.pages,
        written=made.written,
        renderers=made.renderers,
        made_files=made.made_files,
        today=made.today,
        store=made.store,
    )


def write_editor(made: Publication, folder: Path, backend: Mapping[str, object]) -> None:
    """Writes the editor, which saves to `backend`, into `folder`."""
    editor.write(folder, made.root, made.renderers, backend)


def write_index(made: Publication, folder: Path) -> None:
    """Writes the search index of the site in `folder` into it."""
    search_index.write(folder, made.register, made.pages, made.written, made.renderers)


def finish(made: Publication, folder: Path) -> None:
    """Writes into `folder` what rests on all other files: settings of servers, compressed copies, the manifest. Raises
    SignatureError where that cannot be signed."""
    attestation.begin(folder)
    server_settings.write(folder, made.register, made.assets)
    compression.write(folder, made.store)
    attestation.write(folder, made.root, made.address, made.register, made.today)
