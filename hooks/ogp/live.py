"""The site of a server for editors. Where only records have changed they are read and checked again, and a page, or what stands
beside it, is made when a browser asks for it; all else is built anew; changed code begins the server anew."""

import gc
import os
import shutil
import sys
import time
from collections.abc import Callable, Iterable, Mapping
from hashlib import sha256
from logging import getLogger
from pathlib import Path
from threading import RLock, Thread
from typing import Any

from ogp import publication as publishing
from ogp.exports import assets, search_index
from ogp.exports.files import write_files
from ogp.exports.units import Unit
from ogp.problems import Problem
from ogp.publication import Publication
from ogp.site.survey import survey
from ogp.translation import FOLDER

log = getLogger("mkdocs.plugins.ogp")

_CODE = ("hooks",)
_BUILT = ("docs", "overrides", FOLDER, "mkdocs.yml")
"""What is built anew as a whole when it changes."""

_INDEX = "index.html"
_SECONDS_OF_QUIET = 0.1
_SECONDS_OF_TURN = 0.002
_SECONDS_OF_REST = 1
"""After a change the browsers that look at pages come first."""

Frames = Callable[[Publication, str], Any]
"""What the frames of a language take from the records of a publication."""


class Live:
    """Keeps the folder of a server in step with the project. Safe for several threads."""

    def __init__(
        self,
        folder: Path,
        made: Publication,
        *,
        build_all: Callable[[], tuple[Publication, tuple[Problem, ...]]],
        frames: Frames,
        tell: Callable[[tuple[Problem, ...]], None],
    ) -> None:
        """`folder` holds the assets of the site `made`; `build_all` writes them anew, or gives the site as it was with the
        problems that hinder that; `tell` tells the editor of problems."""
        self.folder = folder
        self.made = made
        self.build_all = build_all
        self.frames = frames
        self.tell = tell
        self.problems: tuple[Problem, ...] = ()
        self.index: Mapping[str, bytes] | None = None
        """The files of the search index, once it is made: it stays as it is for as long as the server runs."""
        self._lock = RLock()
        self._stale: set[str] = set()
        self._files_are_stale = False
        self._code = _state(made.root, _CODE)
        self._built = _state(made.root, _BUILT)
        self._take(made)

    def follow(self) -> None:
        """Takes notice of what has changed."""
        root = self.made.root
        if _state(root, _CODE) != self._code:
            self._begin_anew()
        with self._lock:
            built = _state(root, _BUILT)
            if built != self._built or not self._follow_records():
                self._built = built
                self._take(*self.build_all())

    def _take(self, made: Publication, problems: tuple[Problem, ...] = ()) -> None:
        """Shows what was `made`, of which only assets are written, or the same as before with the `problems` that keep the last
        change from being shown."""
        self.made, self.problems = made, problems
        self._pages = {
            renderer.local(address)
            for language, renderer in made.renderers.items()
            for address in (*made.pages, *made.written[language])
        }
        self._stale = {*self._pages}
        self._files_are_stale = not problems
        self._units: Mapping[str, Unit] | None = None
        self._written: set[str] = set()
        Thread(target=self._catch_up, args=(made, problems), daemon=True).start()

    def _begin_anew(self) -> None:
        """The same command again, in the place of this process: code that is loaded stays as it is."""
        log.info("The code has changed: the server begins anew")
        # A file that is just being written would end the new server as it begins.
        state = b""
        while state != (state := _state(self.made.root, _CODE)):
            time.sleep(_SECONDS_OF_QUIET)
        shutil.rmtree(self.folder, ignore_errors=True)
        os.execv(sys.executable, [sys.executable, *sys.orig_argv[1:]])

    def _follow_records(self) -> bool:
        """Whether all that has changed since could be shown without building anew."""
        found = survey(self.made.root, self.made.store)
        if found.problems or found.register is None:
            self.tell(found.problems)
            self._take(self.made, found.problems)
            return True
        new = publishing.following(self.made, found, self.made.store)
        languages = [*new.renderers]
        if languages != [*self.made.renderers] or any(
            self.frames(new, language) != self.frames(self.made, language) for language in languages
        ):
            return False
        self._take(new)
        return True

    def answer(self, environ: dict[str, Any], serve: Callable[[], Iterable[bytes]]) -> Iterable[bytes]:
        """What `serve` answers, after the file that is asked for was brought up to date."""
        path = environ["PATH_INFO"].encode("latin-1").decode("utf-8", "ignore")
        if not path.startswith("/livereload/"):
            with self._lock:
                self._refresh(path.removeprefix(self._mount()))
        return serve()

    def _mount(self) -> str:
        return f"/{self.made.address.partition('://')[2].partition('/')[2]}"

    def _refresh(self, path: str) -> None:
        path = path.removesuffix(_INDEX)
        if path in self._stale:
            self._print(path)
        elif path.startswith(f"{search_index.FOLDER}/"):
            self._make_index()
        elif self._files_are_stale and path not in self._pages and not self._is_asset(path):
            self._write_file(path)

    def _is_asset(self, path: str) -> bool:
        """Whether the file at `path` stands there as it is, whatever the records say: every page loads some."""
        return path.startswith(assets.FOLDER) and (self.folder / path).is_file()

    def _print(self, path: str) -> None:
        made = self.made
        for language, renderer in reversed([*made.renderers.items()]):
            address = path.removeprefix(renderer.local(""))
            if path == renderer.local(address):
                html = made.printed(language, address, self.problems)
                file = self.folder / path / _INDEX
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(html, encoding="utf-8")
                break
        self._stale.discard(path)

    def _write_file(self, path: str) -> None:
        """Writes the file at `path` with what belongs to it, if it stands for itself, else all that are no pages."""
        if path in self._written:
            return
        if self._units is None:
            self._units = publishing.units_by_place(self.made)
        # From the whole path up to the folder that stands highest: the pages of commitments stand below those of plans.
        steps = path.split("/")
        above = (f"{'/'.join(steps[:count])}/" for count in range(len(steps) - 1, 0, -1))
        unit = next((found for place in (path, *above) if (found := self._units.get(place))), None)
        files = unit.make().files if unit else ()
        write_files(self.folder, files)
        self._written |= {name.removesuffix(_INDEX) for name, _ in files}
        if path not in self._written:
            publishing.write_files(self.made, self.folder)
            self._files_are_stale = False

    def _make_index(self) -> None:
        """Makes the search index of all pages, unless there is one. It waits until somebody searches, as of many pages it takes
        long."""
        if self.index is None:
            while self._stale:
                self._print(next(iter(self._stale)))
            publishing.write_index(self.made, self.folder)
            self.index = search_index.files(self.folder)

    def _catch_up(self, made: Publication, problems: tuple[Problem, ...]) -> None:
        """Prints the pages that nobody has asked for, unless something changes again, and tells of what was published and leads
        nowhere now."""
        time.sleep(_SECONDS_OF_REST)
        while True:
            with self._lock:
                if self.made is not made or self.problems is not problems:
                    return
                if not self._stale:
                    break
                self._print(next(iter(self._stale)))
            # A lock goes to whoever asks for it first, and without a pause that is this thread, page after page.
            time.sleep(_SECONDS_OF_TURN)
        self._tidy()
        if not problems and (broken := made.broken_promises()):
            self.tell(broken)

    @staticmethod
    def _tidy() -> None:
        """Frees what former states of the site have left, and has Python not look for that in this one with every page."""
        gc.unfreeze()
        gc.collect()
        gc.freeze()


def _state(root: Path, names: Iterable[str]) -> bytes:
    """Stands for the content of these files and folders below `root`."""
    content = sha256()
    for name in names:
        top = root / name
        for path in sorted(top.rglob("*")) if top.is_dir() else [top]:
            if path.is_file() and path.suffix not in (".pyc", ".mo"):
                content.update(str(path).encode() + sha256(path.read_bytes()).digest())
    return content.digest()
