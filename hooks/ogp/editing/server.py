"""The built site on the own machine, with the place where the editor saves: branches of the own repository.

Speaks the protocol of Decap CMS' proxy backend (one address, POST, `action` and `params` as JSON).
"""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from http import HTTPStatus
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Lock
from typing import Any
from urllib.parse import parse_qs, urlsplit

from ogp.editing.branches import DRAFT, Branches, RefusedError, inside
from ogp.editing.finishing import finish
from ogp.exports import promises
from ogp.exports.editor import FOLDER, POLICY
from ogp.loading.revisions import data_of
from ogp.messages import Message, message
from ogp.problems import report
from ogp.site.survey import survey
from ogp.site.today import build_day
from ogp.translation import FOLDER as CATALOGUES
from ogp.translation import SOURCE_LANGUAGE, Translator

API = "/api/v1"
_LIMIT = 10_000_000
"""Bytes of a request: more than any file of records, less than would hurt."""


@dataclass(frozen=True, slots=True)
class Keeper:
    """Answers the editor: reads records from the base, and saves each on its branch, finished and checked."""

    branches: Branches

    def answer(self, action: str, params: Mapping[str, Any], translate: Translator) -> Any:
        """What the editor wants to know. Raises RefusedError."""
        deeds: dict[str, Callable[[], Any]] = {
            "info": lambda: {"repo": self.branches.root.name, "publish_modes": ["editorial_workflow"], "type": "ogp"},
            "entriesByFolder": lambda: self._entries(
                path for path in self.branches.files(params["folder"]) if path.endswith(".yaml")
            ),
            "entriesByFiles": lambda: self._entries(file["path"] for file in params["files"]),
            "getEntry": lambda: self._entry(params["path"]),
            "unpublishedEntries": self.branches.drafts,
            "unpublishedEntry": lambda: self._draft(params),
            "unpublishedEntryDataFile": lambda: {"data": self.branches.read(params["path"], self._branch(params))},
            "persistEntry": lambda: self._save(params, translate),
            "updateUnpublishedEntryStatus": lambda: self.branches.set_status(self._branch(params), params["newStatus"]),
            "deleteUnpublishedEntry": lambda: self.branches.delete(self._branch(params)),
            "publishUnpublishedEntry": lambda: self._refuse_to_publish(params),
            "getMedia": list,
            "getNotes": lambda: {"notes": []},
            "getDeployPreview": lambda: None,
        }
        if action not in deeds:
            raise RefusedError(message("The editor cannot do this here: {action}", action=action))
        return deeds[action]()

    def _branch(self, params: Mapping[str, Any]) -> str:
        return self.branches.of(params["collection"], params["slug"])

    def _entries(self, paths: Any) -> list[dict[str, Any]]:
        return [self._entry(path) for path in paths]

    def _entry(self, path: str) -> dict[str, Any]:
        return {"file": {"path": path, "id": path}, "data": self.branches.read(path)}

    def _draft(self, params: Mapping[str, Any]) -> dict[str, Any] | None:
        own = params.get("id") or f"{params['collection']}/{params['slug']}"
        collection, _, slug = own.partition("/")
        branch = self.branches.of(collection, slug)
        if not self.branches.exists(branch):
            return None
        return {
            "collection": collection,
            "slug": slug,
            "status": self.branches.status(branch),
            "updatedAt": self.branches.day(branch),
            "diffs": [
                {"path": path, "newFile": new, "id": path, "binary": False}
                for path, new in self.branches.changed(branch)
            ],
        }

    def _refuse_to_publish(self, params: Mapping[str, Any]) -> None:
        branch = self._branch(params)
        if self.branches.status(branch) == DRAFT:
            raise RefusedError(
                message("Merging publishes: set the status to “In review”, which sends the draft to your colleagues")
            )
        raise RefusedError(
            message(
                "Merging publishes: open a pull request at {address}",
                address=self.branches.request_address(branch) or branch,
            )
        )

    def _save(self, params: Mapping[str, Any], translate: Translator) -> dict[str, str]:
        options, files = params["options"], params["dataFiles"]
        branch = self.branches.of(options["collectionName"], files[0]["slug"])
        fresh = not self.branches.exists(branch)
        with self.branches.opened(branch) as folder, data_of(self.branches.root, self.branches.base) as base:
            for file in files:
                path = _within(folder, file["path"])
                path.parent.mkdir(parents=True, exist_ok=True)
                path.write_text(file["raw"], encoding="utf-8")
            site = survey(folder).site
            codes = {own.code: own.locale for own in site.languages} if site else {}
            finish(
                folder,
                base,
                build_day(),
                {code: Translator(locale, folder / CATALOGUES) for code, locale in codes.items()},
            )
            found = survey(folder)
            problems = found.problems or promises.broken(folder, found, promises.printed_anchors(folder, found))
            if problems:
                raise RefusedError(Message("{text}", {"text": report(problems, translate)}))
            self.branches.commit(folder, branch, options["commitMessage"])
        if fresh and self.branches.exists(branch):
            self.branches.set_status(branch, options.get("status") or DRAFT)
        return {"message": "saved"}


def _within(folder: Path, name: str) -> Path:
    """Where the file of records `name` stands in `folder`: not behind a link of the file system that leads out of it."""
    path = folder / inside(name)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise RefusedError(message("“{name}” is no file of records", name=name))
    return path


class _Handler(SimpleHTTPRequestHandler):
    """Files of the site; at one address the keeper."""

    lock = Lock()

    def __init__(self, *arguments: Any, keeper: Keeper, root: Path, hosts: frozenset[str], **settings: Any) -> None:
        self.keeper, self.root, self.hosts = keeper, root, hosts
        super().__init__(*arguments, **settings)

    def end_headers(self) -> None:
        if f"/{FOLDER}" in urlsplit(self.path).path:
            self.send_header("Content-Security-Policy", POLICY)
            self.send_header("X-Robots-Tag", "noindex")
        self.send_header("X-Content-Type-Options", "nosniff")
        self.send_header("Cache-Control", "no-cache")
        super().end_headers()

    def log_message(self, format: str, *values: Any) -> None:
        """Says nothing of requests."""

    def do_POST(self) -> None:
        address = urlsplit(self.path)
        # Any website can send requests to this machine: only pages of this server may save.
        origin = self.headers.get("Origin")
        allowed = self.headers.get("Host") in self.hosts and (origin is None or urlsplit(origin).netloc in self.hosts)
        length = self.headers.get("Content-Length") or "0"
        if address.path != API or not allowed or not length.isdecimal() or int(length) > _LIMIT:
            self.send_error(HTTPStatus.FORBIDDEN)
            return
        languages = parse_qs(address.query).get("lang", [""])
        known = languages[0].isalpha() and (self.root / CATALOGUES / languages[0]).is_dir()
        translate = Translator(languages[0] if known else SOURCE_LANGUAGE, self.root / CATALOGUES)
        try:
            action, params = _asked(self.rfile.read(int(length)))
        except (ValueError, RecursionError):
            self.send_error(HTTPStatus.BAD_REQUEST)
            return
        try:
            with self.lock:
                said = self.keeper.answer(action, params, translate)
            missing = said is None and action == "unpublishedEntry"
            self._send(
                {"message": "Not Found"} if missing else said, HTTPStatus.NOT_FOUND if missing else HTTPStatus.OK
            )
        except RefusedError as error:
            self._send({"error": translate(error.message, str)}, HTTPStatus.UNPROCESSABLE_ENTITY)

    def _send(self, said: Any, status: HTTPStatus) -> None:
        body = json.dumps(said, ensure_ascii=False).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json; charset=utf-8")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def _asked(body: bytes) -> tuple[str, Mapping[str, Any]]:
    """The action and what it is about, as the editor sends them. Raises ValueError or RecursionError for anything else."""
    asked = json.loads(body)
    # Half of a pair of surrogates is no character, and can be written nowhere.
    json.dumps(asked, ensure_ascii=False).encode()
    match asked:
        case {"action": str(action), **rest} if isinstance(params := rest.get("params", {}), dict):
            return action, params
    raise ValueError(asked)


def server(root: Path, site: Path, base: str, host: str, port: int) -> ThreadingHTTPServer:
    """A server, not yet running, of the built `site` of the repository at `root`; drafts begin at the revision `base`."""
    hosts = frozenset({f"{host}:{port}", f"localhost:{port}"})
    handler = partial(_Handler, directory=str(site), keeper=Keeper(Branches(root, base)), root=root, hosts=hosts)
    return ThreadingHTTPServer((host, port), handler)
