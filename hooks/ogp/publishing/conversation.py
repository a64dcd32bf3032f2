"""The other side of on_server.sh: what it is told, and what its answers mean."""

import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import IO

from ogp.messages import message, plural
from ogp.publishing.target import PublishingError, Target, cannot_write, environment, known_cause, lacks

_SCRIPT = Path(__file__).with_name("on_server.sh")
_PATIENCE = 30
"""Seconds that the server has for tidying up when it is left."""

SILENCE = 60
"""Seconds without a word after which a connection counts as lost."""


class LostError(PublishingError):
    """The server says nothing any more."""


class Conversation:
    """One verb that runs on the server."""

    def __init__(self, target: Target, running: subprocess.Popen[str], errors: IO[str]) -> None:
        self._target = target
        self._running = running
        self._errors = errors
        self._heard = False

    def say(self, word: str) -> None:
        """Tells the server to go on. If it is gone, that shows when it is heard."""
        assert self._running.stdin
        with suppress(OSError):
            self._running.stdin.write(f"{word}\n")
            self._running.stdin.flush()

    def hear(self, *expected: str) -> list[str]:
        """The words of the next line, of which the first is among `expected`. Raises PublishingError where it is not."""
        assert self._running.stdout
        words = self._running.stdout.readline().split()
        if words and words[0] in expected:
            self._heard = True
            return words
        raise self._refusal(words)

    def rest(self) -> list[str]:
        """All lines that are left, of one word each."""
        assert self._running.stdout
        return self._running.stdout.read().split()

    def complaints(self) -> list[str]:
        """What the server's programs complained of, line by line. Waits for their end."""
        self._end()
        self._errors.seek(0)
        return [line for line in self._errors.read().splitlines() if line.strip()] or [str(self._running.returncode)]

    def _end(self) -> None:
        assert self._running.stdin
        with suppress(OSError):
            self._running.stdin.close()
        try:
            self._running.wait(_PATIENCE)
        except subprocess.TimeoutExpired:
            self._running.kill()
            self._running.wait()

    def _refusal(self, words: list[str]) -> PublishingError:
        target = self._target
        said = self.complaints()
        where = {"place": target.place, "folder": target.folder, "detail": said[-1]}
        match words:
            case ["lacks", program]:
                return lacks(program, target.place)
            case ["no-folder"]:
                text = message(
                    "There is no folder {folder} on {place}: make it, and let it belong to the user who publishes",
                    **where,
                )
            case ["no-link"]:
                text = message("“current” in {folder} on {place} is not a link: move it away first", **where)
            case ["locked"]:
                text = message("Someone is publishing to {place} at this moment: try again when that is done", **where)
            case ["damaged", count, file]:
                text = plural(
                    "{count} file did not arrive as it was sent: {file}",
                    "{count} files did not arrive as they were sent, such as {file}",
                    int(count),
                    file=file,
                )
            case ["no-former"]:
                text = message("No earlier release is kept on {place}", **where)
            case ["no-release", *release]:
                text = message(
                    "There is no release {release} on {place}; “ogp releases” lists them",
                    release=" ".join(release),
                    **where,
                )
            case _:
                if known := known_cause(said, target):
                    return known
                if words == ["cannot-write"]:
                    return cannot_write(target, said[-1])
                if not self._heard:
                    return LostError(message("No connection to {place}: {detail}", **where))
                return LostError(message("The connection to {place} was lost: {detail}", **where))
        return PublishingError(text)


@contextmanager
def conversation(target: Target, verb: str, *arguments: str) -> Iterator[Conversation]:
    """Runs `verb` on the server; what is left unfinished at the end is undone there. Raises PublishingError."""
    script = _SCRIPT.read_text(encoding="utf-8")
    command = target.command("sh", "-c", script, "ogp", verb, target.folder, str(SILENCE), *arguments)
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as errors:
        try:
            running = subprocess.Popen(
                command,
                env=environment(),
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=errors,
                text=True,
                errors="replace",
            )
        except FileNotFoundError:
            raise lacks(command[0], message("this machine")) from None
        with running:
            server = Conversation(target, running, errors)
            try:
                yield server
            finally:
                server.complaints()
