"""The texts of documents that the site publishes, byte for byte as they stand in the repository."""

from collections.abc import Iterator
from functools import partial

from ogp.exports.units import Made, Unit
from ogp.register import Register
from ogp.site.addresses import transcript_address


def units(register: Register) -> Iterator[Unit]:
    """The transcript of each document that has one."""
    for document in register.documents.values():
        if document.transcript:
            address = transcript_address(document)
            make = partial(_made, register, document.transcript.file, address)
            yield Unit(address, document.transcript.file, make, places=(address,))


def _made(register: Register, file: str, address: str) -> Made:
    return Made([(address, register.transcripts[file].encode())])
