"""The folder data/ as it was in a revision of the repository."""

import io
import subprocess
import tarfile
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
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
    if revision.startswith("-"):
        raise RevisionError(_unknown(revision))
    command = ["git", "-C", str(root), "archive", "--format=tar", revision, "--", DATA]
    try:
        done = subprocess.run(command, capture_output=True, check=False)
    except FileNotFoundError:
        raise RevisionError(message("git is not installed")) from None
    if done.returncode:
        raise RevisionError(_unknown(revision))
    with tempfile.TemporaryDirectory() as folder:
        with tarfile.open(fileobj=io.BytesIO(done.stdout)) as archive:
            archive.extractall(folder, filter="data")
        yield Path(folder) / DATA


def _unknown(revision: str) -> Message:
    return message("There is no revision “{revision}” with records", revision=revision)
