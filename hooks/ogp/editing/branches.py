"""Drafts on branches of the repository: one branch for each record, which never touches the files that are checked out."""

import os
import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ogp.loading.layout import DATA, kind_of
from ogp.messages import Message, message

PREFIX = "cms"
"""What the names of the branches begin with, as with the editor's other places to save."""

REMOTE = "origin"
"""Where drafts are sent to be looked at by colleagues."""

_WORD = re.compile(r"[A-Za-z0-9][A-Za-z0-9-]*")
DRAFT = "draft"
_HOSTED = re.compile(r"(?:https?://(?:[^/@]*@)?|(?:ssh://)?git@)([^/:]+)(?::\d+)?[/:](.+?)(?:\.git)?/?")


class RefusedError(Exception):
    """Something that is not done; `message` says why."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


@dataclass(frozen=True, slots=True)
class Branches:
    """The branches of the repository at `root` for drafts on `base`."""

    root: Path
    base: str

    def git(self, *arguments: str, folder: Path | None = None) -> str:
        """What git prints; RefusedError with its own words where it fails."""
        command = ["git", "-C", str(folder or self.root), *arguments]
        # Nobody sits at a terminal: what git would ask for there is a failure.
        settings = os.environ | {"GIT_TERMINAL_PROMPT": "0"}
        done = subprocess.run(command, env=settings, capture_output=True, text=True, encoding="utf-8", check=False)
        if done.returncode:
            raise RefusedError(message("git says: {text}", text=done.stderr.strip()))
        return done.stdout

    def exists(self, branch: str) -> bool:
        return bool(self.git("branch", "--list", branch).strip())

    def of(self, collection: str, slug: str) -> str:
        """The branch of a record."""
        if not (_WORD.fullmatch(collection) and _WORD.fullmatch(slug)):
            raise RefusedError(message("“{name}” cannot be the name of a draft", name=f"{collection}/{slug}"))
        return f"{PREFIX}/{collection}/{slug}"

    def drafts(self) -> list[str]:
        """The drafts that there are, as collection/slug."""
        names = self.git("for-each-ref", "--format=%(refname:short)", f"refs/heads/{PREFIX}/").split()
        return [name.removeprefix(f"{PREFIX}/") for name in names]

    def files(self, folder: str) -> list[str]:
        """The files right in `folder`."""
        return self.git("ls-tree", "--name-only", self.base, "--", f"{inside(folder)}/").split()

    def read(self, path: str, branch: str | None = None) -> str | None:
        """The content of a file; None where there is none."""
        try:
            return self.git("show", f"{branch or self.base}:{inside(path)}")
        except RefusedError:
            return None

    def changed(self, branch: str) -> list[tuple[str, bool]]:
        """The files that a draft changes, and whether it adds them."""
        lines = self.git("diff", "--name-status", "--no-renames", f"{self.base}...{branch}", "--", DATA).splitlines()
        return [(path, status == "A") for status, _, path in (line.partition("\t") for line in lines)]

    def day(self, branch: str) -> str:
        """When a draft was last saved."""
        return self.git("log", "-1", "--format=%cI", branch).strip()

    def status(self, branch: str) -> str:
        """How far a draft is: draft, pending_review or pending_publish."""
        try:
            return self.git("config", f"branch.{branch}.ogpstatus").strip()
        except RefusedError:
            return DRAFT

    def set_status(self, branch: str, status: str) -> None:
        """Notes how far a draft is. From the moment that it is more than a draft it is sent to the remote, now and each time
        that it is saved."""
        if status != DRAFT:
            self._send(branch)
        self.git("config", f"branch.{branch}.ogpstatus", status)

    def _send(self, branch: str) -> None:
        if REMOTE not in self.git("remote").split():
            raise RefusedError(
                message("This repository knows no other one by the name “{name}” to send the draft to", name=REMOTE)
            )
        self.git("push", "--quiet", REMOTE, f"{branch}:{branch}")

    def request_address(self, branch: str) -> str | None:
        """Where a pull request for a draft that was sent is opened on GitHub or GitLab; None where that is not known."""
        try:
            hosted = _HOSTED.fullmatch(self.git("remote", "get-url", REMOTE).strip())
        except RefusedError:
            return None
        if hosted is None:
            return None
        host, name = hosted.groups()
        if "gitlab" in host:
            return (
                f"https://{host}/{name}/-/merge_requests/new?merge_request%5Bsource_branch%5D={quote(branch, safe='')}"
            )
        return f"https://{host}/{name}/pull/new/{branch}"

    def delete(self, branch: str) -> None:
        """Takes a draft away, here and where it was sent."""
        if self.status(branch) != DRAFT:
            self.git("push", "--quiet", REMOTE, "--delete", branch)
        self.git("branch", "-D", branch)

    @contextmanager
    def opened(self, branch: str) -> Iterator[Path]:
        """A folder with the files of `branch`, which begins at the base if it is new."""
        with tempfile.TemporaryDirectory() as folder:
            place = Path(folder) / "draft"
            self.git("worktree", "add", "--detach", str(place), branch if self.exists(branch) else self.base)
            try:
                yield place
            finally:
                self.git("worktree", "remove", "--force", str(place))

    def commit(self, folder: Path, branch: str, said: str) -> None:
        """Keeps what changed in the opened `folder` on `branch`; nothing where nothing changed."""
        self.git("add", "--all", "--", DATA, folder=folder)
        if not self.git("status", "--porcelain", "--", DATA, folder=folder):
            return
        # The hook of the desk would look for the programs of the desk in the opened folder; all is checked already.
        self.git("commit", "--quiet", "--no-verify", "-m", said, folder=folder)
        head = self.git("rev-parse", "HEAD", folder=folder).strip()
        self.git("branch", "--force", branch, head)
        if self.status(branch) != DRAFT:
            self._send(branch)


def inside(path: str) -> str:
    """`path`, if it is a folder below data/ or a file of records."""
    name = path.removeprefix(f"{DATA}/")
    folder = re.fullmatch(r"[a-z0-9-]+(/[a-z0-9-]+)*", name)
    if name == path or not (folder or kind_of(name)):
        raise RefusedError(message("“{name}” is no file of records", name=path))
    return path
