"""A plain server: every published version is a release in a folder of its own, and a link says which one is served.

A release is sent by rsync into a new folder, compared there with the sums of the built files, and only then does the link
change, in one step. What stands on the server, and what is done there, is told in on_server.sh.
"""

import shlex
import subprocess
import tempfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ogp.messages import Message, message, plural
from ogp.publishing.conversation import SILENCE, Conversation, LostError, conversation
from ogp.publishing.target import PublishingError, Target, UnsettledError, environment, known_cause, lacks
from ogp.verifying.manifest import FORMER, NAME, SUMS, Fingerprint, ManifestError, differences, fingerprints, read

_NONE = "-"
"""Stands for a release that there is not."""

_BROKEN_CONNECTION = {10, 12, 30, 35, 255}
"""Exit codes of rsync."""


@dataclass(frozen=True, slots=True)
class Switched:
    """The release that is served now, and the one that was before; `already` if nothing had to be done for it."""

    release: str
    former: str | None = None
    already: bool = False


def publish(
    site: Path, sums: bytes, target: Target, *, keep: int, after: str, tell: Callable[[Message], None]
) -> Switched:
    """Publishes the built folder `site` if the sums of its files are still those in `sums`, keeps the newest `keep` releases,
    and has the server run the command `after`.

    `tell` is given what is about to happen. Raises PublishingError.
    """
    total = sha256(sums).hexdigest()
    with tempfile.TemporaryDirectory() as own, conversation(target, "publish", total, str(keep), after) as server:
        words = server.hear("upload", "already")
        if words[0] == "already":
            return Switched(words[1], already=True)
        tell(
            plural(
                "Sending {count} file to {place}",
                "Sending {count} files to {place}",
                sums.count(b"\n"),
                place=target.place,
            )
        )
        (Path(own) / SUMS).parent.mkdir()
        (Path(own) / SUMS).write_bytes(sums)
        _send((Path(own), site), target, server, half=words[1], former=words[2])
        server.say("uploaded")
        server.hear("verified")
        server.say("switch")
        return _switched(server, target)


def rollback(target: Target, *, to: str, after: str) -> Switched:
    """Serves the release `to`, or the one before the present one where that is empty, and has the server run the command
    `after`. Raises PublishingError."""
    with conversation(target, "rollback", to, after) as server:
        return _switched(server, target)


def releases(target: Target) -> tuple[tuple[str, bool], ...]:
    """The releases that are kept, oldest first, each with whether it is served. Raises PublishingError."""
    with conversation(target, "releases") as server:
        served = server.hear("served")[1]
        return tuple((name, name == served) for name in server.rest())


def sums_of(site: Path) -> bytes:
    """The sums of all files of the built folder `site`, as sha256sum reads them. Raises PublishingError where there is no site,
    or where it changes meanwhile."""
    return "".join(f"{own.sha256}  {name}\n" for name, own in _fingerprints(site).items()).encode()


def changed(site: Path) -> PublishingError:
    """The files of `site` are not those that they were."""
    return PublishingError(message("The site in {folder} has changed meanwhile: do it again", folder=str(site)))


def _fingerprints(site: Path) -> Mapping[str, Fingerprint]:
    if not (site / "index.html").is_file():
        raise PublishingError(message("There is no built site in {folder}: run “make site” first", folder=str(site)))
    try:
        return fingerprints(site)
    except FileNotFoundError:
        raise changed(site) from None


def check_as_built(site: Path) -> None:
    """Raises PublishingError where the files of `site` are not as they were built."""
    found = _fingerprints(site)
    if NAME in found:
        try:
            differing = differences(read(site), found)
        except ManifestError as error:
            raise PublishingError(error.message) from None
        if names := (*differing.altered, *differing.missing, *differing.added):
            text = plural(
                "{count} file is not as it was built, such as {file}: run “make site” again",
                "{count} files are not as they were built, such as {file}: run “make site” again",
                len(names),
                file=str(site / names[0]),
            )
            raise PublishingError(text)


def _send(folders: Sequence[Path], target: Target, server: Conversation, *, half: str, former: str) -> None:
    """Sends the content of `folders` into the release `half`; the first that has a file counts. Raises PublishingError.

    What is the same in the release `former` becomes a link to it. Contents are compared and times are not sent, for each
    build writes every file anew; so a file that stays the same keeps its time, by which readers' caches know it.
    """
    command = ["rsync", "--recursive", "--copy-links", "--checksum", "--perms", "--chmod=D755,F644", "--protect-args"]
    place = target.folder
    if target.host:
        command += ["--compress", f"--timeout={SILENCE}", f"--rsh={shlex.join(target.shell)}"]
        place = f"{target.host}:{place}"
    if former != _NONE:
        command.append(f"--link-dest=../{former}")
    command += [
        f"--exclude=/{FORMER}",
        "--",
        *(f"{folder.resolve()}/" for folder in folders),
        f"{place}/releases/{half}/",
    ]
    try:
        running = subprocess.Popen(
            command,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.PIPE,
            text=True,
            errors="replace",
        )
    except FileNotFoundError:
        raise lacks("rsync", message("this machine")) from None
    with running:
        errors = _errors_of(running, server)
    if running.returncode == 0:
        return
    said = errors.strip().splitlines() or [str(running.returncode)]
    if known := known_cause(said, target):
        raise known
    values = {"place": target.place, "detail": said[0]}
    if running.returncode in _BROKEN_CONNECTION:
        raise PublishingError(message("The connection to {place} was lost: {detail}", **values))
    raise PublishingError(message("The files could not be sent to {place}: {detail}", **values))


def _errors_of(running: subprocess.Popen[str], server: Conversation) -> str:
    """What rsync complained of when it has ended; until then the `server` is told that someone is there."""
    try:
        while True:
            try:
                return running.communicate(timeout=SILENCE / 4)[1]
            except subprocess.TimeoutExpired:
                server.say("waiting")
    except BaseException:
        running.kill()
        raise


def _switched(server: Conversation, target: Target) -> Switched:
    """What is served when the server has done its work. Raises PublishingError."""
    try:
        words = server.hear("switched", "already")
    except LostError as error:
        state = message("Whether the site was switched is not known: “ogp releases” tells which release is served.")
        raise UnsettledError(error.message, state) from None
    if words[0] == "already":
        return Switched(words[1], already=True)
    rest = server.rest()
    if rest != ["done"]:
        values = {"place": target.place, "detail": server.complaints()[-1]}
        text = message("The connection to {place} was lost: {detail}", **values)
        if rest == ["after-failed"]:
            text = message("The command that was to follow failed on {place}: {detail}", **values)
        raise UnsettledError(
            text, message("The site was switched all the same: {release} is served.", release=words[1])
        )
    return Switched(words[1], None if words[2] == _NONE else words[2])
