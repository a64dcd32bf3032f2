"""The files of the project as they were in a revision of the repository."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ogp.loading.layout import DATA
from ogp.messages import Message, message


class RevisionError(Exception):
    """A revision that cannot be read; `message` says why."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


@contextmanager
def data_of(root: Path, revision: str) -> Iterator[Path]:
    """Gives the folder data/ of the project at `root` as it was in `revision`. Raises RevisionError."""
    with files_of(root, revision, DATA) as folder:
        yield folder / DATA


@contextmanager
def files_of(root: Path, revision: str, *paths: str) -> Iterator[Path]:
    """Gives a folder with the files of the project at `root` as they were in `revision`: those `paths` that it had, the first
    of which it must have had, or all where none is named. Raises RevisionError."""
    if revision.startswith("-"):
        raise RevisionError(_unknown(revision))
    had = [path for path in paths[1:] if _git(root, "cat-file", "-e", f"{revision}:./{path}").returncode == 0]
    done = _git(root, "archive", "--format=tar", revision, "--", *paths[:1], *had)
    if done.returncode:
        raise RevisionError(_unknown(revision))
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter=_file)
        yield Path(folder)


def _file(member: tarfile.TarInfo, folder: str) -> tarfile.TarInfo | None:
    """`member` of an archive if it is a file or folder inside it: links, which may lead out, are no records."""
    return None if member.issym() or member.islnk() else tarfile.data_filter(member, folder)


def published_revision(root: Path) -> str:
    """The main branch as the remote of the project at `root` has it now, or had it when it was last reached; HEAD where there
    is none."""
    _git(root, "fetch", "--quiet", "origin", "main")
    known = _git(root, "rev-parse", "--verify", "--quiet", "origin/main").returncode == 0
    return "origin/main" if known else "HEAD"


@dataclass(frozen=True, slots=True)
class State:
    """The commit that is checked out, None outside a repository, and whether the files differ from it."""

    commit: str | None
    modified: bool


def state_of(root: Path) -> State:
    """What the project at `root` is built from."""
    try:
        # A project may lie in somebody else's repository without being part of it.
        part = _git(root, "cat-file", "-e", "HEAD:./mkdocs.yml").returncode == 0
        commit = _git(root, "rev-parse", "--verify", "--quiet", "HEAD")
        changed = _git(root, "--no-optional-locks", "status", "--porcelain", "--untracked-files=normal", "--", ".")
    except RevisionError:
        return State(None, modified=False)
    if not part or commit.returncode:
        return State(None, modified=False)
    return State(commit.stdout.decode().strip(), modified=bool(changed.returncode or changed.stdout))


def _git(root: Path, *arguments: str) -> subprocess.CompletedProcess[bytes]:
    try:
        return subprocess.run(["git", "-C", str(root), *arguments], capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError(message("git is not installed")) from None


def _unknown(revision: str) -> Message:
    return message("There is no revision “{revision}” with records", revision=revision)
