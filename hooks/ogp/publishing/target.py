"""Where the site is published to, and what may go wrong there."""

import os
import re
import shlex
from collections.abc import Sequence
from dataclasses import dataclass

from ogp.messages import Message, message

_SSH = ("-o", "BatchMode=yes", "-o", "ConnectTimeout=20", "-o", "ServerAliveInterval=15", "-o", "ServerAliveCountMax=4")
_REMOTE = re.compile(r"((?:[^-@/:\s][^@/:\s]*@)?(?:\[[^]/\s]+\]|[^-\[@/:\s][^@/:\s]*)):((?!:|//).+)")
_PACKAGES = {"ssh": "openssh-client", "flock": "util-linux", "sha256sum": "coreutils"}
"""Debian's packages of programs that are named otherwise."""


NOT_CHANGED = message("The published site is as it was.")


class PublishingError(Exception):
    """What could not be done. `message` says why, `state` what that means for the site, `code` is for the shell."""

    def __init__(self, text: Message, state: Message | None = None, code: int = 1) -> None:
        super().__init__(text.text)
        self.message = text
        self.state = state or NOT_CHANGED
        self.code = code


class UnsettledError(PublishingError):
    """Not all went well, but the site was switched, or may have been."""

    def __init__(self, text: Message, state: Message) -> None:
        super().__init__(text, state, 3)


@dataclass(frozen=True, slots=True)
class Target:
    """A folder on a server reached by ssh, or on this machine if there is no `host`; `ssh` is the command and its options."""

    host: str | None
    folder: str
    ssh: tuple[str, ...]

    @property
    def place(self) -> Message | str:
        """The machine, as it is named in messages."""
        return self.host or message("this machine")

    @property
    def shell(self) -> tuple[str, ...]:
        """The command by which the machine is reached: it never asks a question and notices a dead connection."""
        return (*self.ssh, *_SSH)

    def command(self, *words: str) -> list[str]:
        """How `words` are run on the machine."""
        if not self.host:
            return list(words)
        return [*self.shell, "--", self.host.replace("[", "").replace("]", ""), shlex.join(words)]


def target_of(text: str, ssh: str) -> Target:
    """The target `text`: `host:folder`, where the host may have a user before it, or a folder of this machine."""
    remote = _REMOTE.fullmatch(text)
    if remote:
        return Target(remote[1], remote[2], tuple(shlex.split(ssh)))
    if not text or ":" in text.partition("/")[0]:
        raise PublishingError(message("“{target}” is neither a folder nor written as host:folder", target=text))
    return Target(None, os.path.abspath(text), ())  # noqa: PTH100 - links on the way are the server's affair


def environment() -> dict[str, str]:
    """The environment in which other programs say in English what went wrong."""
    return os.environ | {"LC_ALL": "C"}


def lacks(program: str, place: Message | str) -> PublishingError:
    """The `program` is not there."""
    package = _PACKAGES.get(program, program)
    text = message(
        "{program} is not installed on {place}: install Debian's package {package}",
        program=program,
        place=place,
        package=package,
    )
    return PublishingError(text)


def cannot_write(target: Target, detail: str) -> PublishingError:
    """The folder of the site may not be changed."""
    where = {"folder": target.folder, "place": target.place}
    return PublishingError(message("{folder} on {place} cannot be written to: {detail}", detail=detail, **where))


def known_cause(said: Sequence[str], target: Target) -> PublishingError | None:
    """The error behind what a program `said`, line by line, if it is one of the usual."""
    for line in said:
        if "No space left" in line or "quota exceeded" in line:
            return PublishingError(message("The disk of {place} is full: {detail}", place=target.place, detail=line))
        # ssh names in brackets what it has tried; the system does not.
        if "Read-only file system" in line or re.search(r"Permission denied(?!, please| *\([a-z])", line):
            return cannot_write(target, line)
    return None
