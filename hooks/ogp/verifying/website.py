"""A published site compared with its manifest, file by file, as its readers are given it."""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from random import SystemRandom
from urllib.parse import quote, unquote, urljoin, urlsplit

from ogp.messages import Message, message
from ogp.verifying.client import AT_ONCE, Answer, NoAnswerError, Reader
from ogp.verifying.manifest import NAME, OF_SERVER, SIGNATURE, File, Manifest, ManifestError, parsed
from ogp.verifying.signature import SignatureError, check

_INDEX = "index.html"
_COPIES = {".gz": "gzip", ".br": "br"}
"""How the names end of compressed copies, which a server sends in the place of what they are copies of to those who take them."""

_LARGEST_MANIFEST = 100_000_000
_LARGEST_SIGNATURE = 10_000
_SILENT = 5
"""So many files in a row without an answer, and the rest is not asked for."""


class WebsiteError(Exception):
    """Whether the site is as it was built cannot be told; `message` says why."""

    def __init__(self, text: Message) -> None:
        super().__init__(text.text)
        self.message = text


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong, and at which address."""

    address: str
    message: Message


@dataclass(frozen=True, slots=True)
class Asked:
    """A file to be fetched once for each of the `encodings` in which it is sent."""

    file: File
    encodings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Published:
    """A site that is served at `root`, with its manifest as it was sent, and the signature of that where there is one."""

    root: str
    manifest: Manifest
    content: bytes
    signature: bytes | None

    def signed_by(self, key: str) -> Fault | None:
        """What is wrong with the signature, if it is to be one of the public `key`."""
        if self.signature is None:
            return Fault(self.root + SIGNATURE, message("The manifest is not signed"))
        try:
            check(self.content, self.signature, key)
        except SignatureError as error:
            return Fault(self.root + SIGNATURE, error.message)
        return None

    @property
    def files(self) -> tuple[Asked, ...]:
        """The files that readers are given, each in every form: not those of the server, nor hidden ones."""
        there = self.manifest.fingerprints
        return tuple(
            Asked(
                file, ("identity", *(encoding for ending, encoding in _COPIES.items() if file.path + ending in there))
            )
            for file in self.manifest.files
            if not file.path.startswith(OF_SERVER)
            and not file.path.rpartition("/")[2].startswith(".")
            and not file.path.endswith(tuple(_COPIES))
        )


def published(address: str, reader: Reader) -> Published:
    """The site at `address`, which may be that of its manifest. Raises WebsiteError where it has none."""
    root = address.partition("?")[0].partition("#")[0].removesuffix(NAME).removesuffix(_INDEX).rstrip("/") + "/"
    content = _content(reader, root + NAME, _LARGEST_MANIFEST)
    if content is None:
        raise WebsiteError(message("There is no manifest at {address}", address=root + NAME))
    try:
        manifest = parsed(content)
    except ManifestError as error:
        raise WebsiteError(error.message) from None
    return Published(root, manifest, content, _content(reader, root + SIGNATURE, _LARGEST_SIGNATURE))


def _content(reader: Reader, address: str, most: int) -> bytes | None:
    """What stands at `address`; None where nothing does. Raises WebsiteError."""
    try:
        answer = reader.read(address, most, keeps=True)
    except NoAnswerError as error:
        raise WebsiteError(message("{address} does not answer: {detail}", address=address, detail=str(error))) from None
    if answer.status in (404, 410):
        return None
    if answer.target:
        said = message("{address} leads to {target}: verify that site", address=address, target=answer.target)
        raise WebsiteError(said)
    if answer.status != 200:
        raise WebsiteError(message("{address} answers {status}", address=address, status=answer.status))
    if answer.too_large:
        raise WebsiteError(message("{address} is too large", address=address))
    return answer.content


def sampled(files: tuple[Asked, ...], count: int | None) -> tuple[Asked, ...]:
    """`count` of the files, which nobody can foresee; all of them where no number is given."""
    return files if count is None or count >= len(files) else tuple(SystemRandom().sample(files, count))


def faults(root: str, files: tuple[Asked, ...], reader: Reader, step: Callable[[], None]) -> Iterator[Fault]:
    """What is wrong with `files` as they are served below `root`; `step` is called after each of them.

    Raises WebsiteError where the server does not answer any more.
    """
    silent = 0
    with ThreadPoolExecutor(AT_ONCE) as workers:
        try:
            for fault, answered in workers.map(lambda asked: _fault(root, asked, reader), files):
                step()
                if fault:
                    yield fault
                silent = 0 if answered else silent + 1
                if silent == _SILENT:
                    raise WebsiteError(message("{address} does not answer any more", address=root))
        finally:
            workers.shutdown(cancel_futures=True)


def _fault(root: str, asked: Asked, reader: Reader) -> tuple[Fault | None, bool]:
    """What is wrong with a file, and whether the server answered at all."""
    file = asked.file
    address = root + quote(file.path.removesuffix(_INDEX) if f"/{file.path}".endswith(f"/{_INDEX}") else file.path)
    for encoding in asked.encodings:
        try:
            answer = reader.read(address, file.size, encoding=encoding)
        except NoAnswerError as error:
            return Fault(address, message("does not answer: {detail}", detail=str(error))), False
        said = _leads_wrong(root, file, answer.target) if answer.target else _unlike(answer, file)
        if said:
            return Fault(address, said), True
    return None, True


def _unlike(answer: Answer, file: File) -> Message | None:
    """How the `answer` differs from `file`."""
    if answer.status in (404, 410):
        return message("is missing")
    if answer.status != 200:
        return message("answers {status}", status=answer.status)
    if answer.too_large or answer.size != file.size or answer.sha256 != file.sha256:
        return message("is not as it was built: its SHA-256 is not that of the manifest")
    return None


def _leads_wrong(root: str, file: File, target: str) -> Message | None:
    """What is wrong where the server leads readers on to `target`: it may only do what the page itself would do."""
    if file.leads_to is not None and unquote(urljoin(root, file.leads_to)) == unquote(target):
        return None
    if urlsplit(target).netloc != urlsplit(root).netloc:
        return message("leads to another site: {target}", target=target)
    return message("leads to {target} instead of being there", target=target)
