"""The manifest of a built site: what it was built from, and size and SHA-256 of every file, by which anybody can tell a true
copy from an altered one."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError

from ogp.messages import Message, message

NAME = "manifest.json"
SIGNATURE = f"{NAME}.minisig"
OF_SERVER = "_"
"""How the path begins of files that no reader is given: they are the server's."""

SUMS = "_server/SHA256SUMS"
FORMER = "_server/former"
"""What publishing adds to a site on its server: all sums once more, as sha256sum reads them, and what was served before."""


class ManifestError(Exception):
    """There is no manifest, or what is there is none; `message` says so."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


def _inside(path: str) -> str:
    """The `path` of a file from the site's root. Raises ValueError where it would lead out of it."""
    if any(part in ("", ".", "..") for part in path.split("/")):
        raise ValueError(path)
    return path


class _Part(BaseModel):
    model_config = ConfigDict(frozen=True, strict=True)


class Fingerprint(_Part):
    """By what the content of a file is known: its SHA-256 in hexadecimal digits, and its size in bytes."""

    sha256: str = Field(pattern=r"^[0-9a-f]{64}$")
    size: NonNegativeInt


class File(Fingerprint):
    """A file of the site; `path` is from its root, as is the address to which a page leads that only leads on: a server may do so
    in its place."""

    path: Annotated[str, AfterValidator(_inside)]
    leads_to: str | None = None


class Manifest(_Part):
    """What was built: for the address `site`, on the day `day`, from the commit `revision` (None where that is not known), which
    had been `modified` or not, and from the records of the version `data_version`. The files are in the order of their paths."""

    format: Literal["ogp-manifest/1"] = "ogp-manifest/1"
    """What a program reads in a manifest keeps its form as long as this is the same."""

    site: str
    revision: str | None
    modified: bool
    day: str
    data_version: str
    files: tuple[File, ...]

    @property
    def fingerprints(self) -> dict[str, Fingerprint]:
        """The files by path."""
        return {file.path: Fingerprint(sha256=file.sha256, size=file.size) for file in self.files}

    @property
    def size(self) -> int:
        """Bytes of all files."""
        return sum(file.size for file in self.files)


@dataclass(frozen=True, slots=True)
class Differences:
    """The paths of files that are not as the manifest says, that are not there, and that it does not name."""

    altered: tuple[str, ...]
    missing: tuple[str, ...]
    added: tuple[str, ...]

    def __bool__(self) -> bool:
        return bool(self.altered or self.missing or self.added)


def fingerprints(folder: Path) -> dict[str, Fingerprint]:
    """The files below `folder`, by path and in the order of the paths, without what publishing adds."""
    paths = {path.relative_to(folder).as_posix(): path for path in folder.rglob("*") if path.is_file()}
    return {name: _fingerprint(paths[name]) for name in sorted(paths) if name not in (SUMS, FORMER)}


def _fingerprint(path: Path) -> Fingerprint:
    with path.open("rb") as file:
        digest = file_digest(file, sha256).hexdigest()
        return Fingerprint(sha256=digest, size=file.tell())


def listed(found: Mapping[str, Fingerprint], leads_to: Mapping[str, str]) -> tuple[File, ...]:
    """Those of the files `found` that a manifest names: not itself, nor what signs it; and where some of them lead."""
    return tuple(
        File(path=name, sha256=own.sha256, size=own.size, leads_to=leads_to.get(name))
        for name, own in _attested(found).items()
    )


def _attested(found: Mapping[str, Fingerprint]) -> dict[str, Fingerprint]:
    return {name: own for name, own in found.items() if name not in (NAME, SIGNATURE)}


def content(manifest: Manifest) -> bytes:
    """The file of `manifest`: a line for each file, so that two of them can be compared line by line."""
    head = manifest.model_dump(exclude={"files"}) | {"count": len(manifest.files), "size": manifest.size}
    lines = ",\n".join(
        json.dumps({"path": file.path} | file.model_dump(exclude={"path"}, exclude_none=True), ensure_ascii=False)
        for file in manifest.files
    )
    opening = json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}")
    return f'{opening},\n "files": [\n{lines}\n ]\n}}\n'.encode()


def parsed(given: bytes) -> Manifest:
    """The manifest in the file `given`. Raises ManifestError where it is none."""
    try:
        found = Manifest.model_validate_json(given)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"]))
        raise ManifestError(
            message("The manifest cannot be read: {detail}", detail=f"{place} {first['msg']}".strip())
        ) from None
    if len(found.fingerprints) != len(found.files):
        raise ManifestError(message("The manifest cannot be read: {detail}", detail="files"))
    return found


def read(folder: Path) -> Manifest:
    """The manifest of the site in `folder`. Raises ManifestError where there is none."""
    try:
        return parsed((folder / NAME).read_bytes())
    except FileNotFoundError:
        raise ManifestError(message("There is no manifest: {file} is missing", file=f"/{NAME}")) from None


def differences(manifest: Manifest, found: Mapping[str, Fingerprint]) -> Differences:
    """How the files `found` differ from the `manifest`."""
    told, ours = manifest.fingerprints, _attested(found)
    return Differences(
        altered=tuple(name for name, own in ours.items() if name in told and own != told[name]),
        missing=tuple(name for name in told if name not in ours),
        added=tuple(name for name in ours if name not in told),
    )
