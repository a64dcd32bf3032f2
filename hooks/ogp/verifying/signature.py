"""The signature of a manifest, made and checked by minisign: who has the public key can tell that the owner of the secret one
has made the manifest."""

import re
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from ogp.messages import Message, message
from ogp.records.site import SIGNING_KEY
from ogp.verifying.manifest import NAME, SIGNATURE, Manifest

"""The setting that names the file of the secret key, or is that key: services keep secrets as texts."""

_KEY_BEGINS = "untrusted comment:"


class SignatureError(Exception):
    """A manifest could not be signed, or is not signed by the key; `message` says why."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


def sign(folder: Path, manifest: Manifest, secret: str, public: str | None) -> None:
    """Writes the signature of the `manifest` that stands in `folder`, by the key `secret`: its file, or what that holds.

    The same manifest gets the same signature. Where the key has a password, minisign asks for it.

    Raises SignatureError where that fails, or where the signature is not one of the key `public`.
    """
    told = f"{manifest.site} {manifest.day} {manifest.revision or '-'}"
    with _file_of(secret) as file:
        command = ["minisign", "-S", "-s", str(file), "-m", str(folder / NAME), "-x", str(folder / SIGNATURE)]
        # What minisign asks and complains of, it says to the person who signs.
        done = _run([*command, "-c", NAME, "-t", told], stdin=None, stderr=None)
    if done.returncode:
        raise SignatureError(message("The manifest could not be signed by the key that was given"))
    if public:
        check((folder / NAME).read_bytes(), (folder / SIGNATURE).read_bytes(), public)


@contextmanager
def _file_of(secret: str) -> Iterator[Path]:
    """Gives the file of the key `secret`, made for the while where it is given by itself. Raises SignatureError."""
    if not secret.startswith(_KEY_BEGINS):
        if not Path(secret).is_file():
            raise SignatureError(message("There is no signing key in {file}", file=secret))
        yield Path(secret)
        return
    with tempfile.NamedTemporaryFile("w", encoding="utf-8") as file:
        file.write(f"{secret.strip()}\n")
        file.flush()
        yield Path(file.name)


def check(content: bytes, signature: bytes, public: str) -> None:
    """Raises SignatureError where `signature` is not one of the key `public` for the manifest with this `content`."""
    with tempfile.TemporaryDirectory() as scratch:
        file, signed = Path(scratch) / NAME, Path(scratch) / SIGNATURE
        file.write_bytes(content)
        signed.write_bytes(signature)
        done = _run(["minisign", "-V", "-q", "-P", public, "-m", str(file), "-x", str(signed)])
    if done.returncode:
        raise SignatureError(
            message("The manifest is not signed by the key {key}: {detail}", key=public, detail=_said(done))
        )


def public_key(given: str) -> str:
    """The public key `given` as itself or as the file that holds it. Raises SignatureError where it is neither."""
    path = Path(given)
    lines = path.read_text(encoding="utf-8", errors="replace").splitlines() if path.is_file() else [given]
    for line in lines:
        if re.fullmatch(SIGNING_KEY, line.strip(), re.ASCII):
            return line.strip()
    raise SignatureError(
        message("“{value}” is neither a public key of minisign, such as RWQ…, nor a file with one", value=given)
    )


def _run(
    command: list[str], *, stdin: int | None = subprocess.DEVNULL, stderr: int | None = subprocess.PIPE
) -> subprocess.CompletedProcess[str]:
    try:
        return subprocess.run(
            command, stdin=stdin, stdout=subprocess.PIPE, stderr=stderr, text=True, errors="replace", check=False
        )
    except FileNotFoundError:
        raise SignatureError(message("minisign is not installed: install Debian's package minisign")) from None


def _said(done: subprocess.CompletedProcess[str]) -> str:
    """The last line of what minisign said."""
    return (done.stderr.strip().splitlines() or [str(done.returncode)])[-1]
