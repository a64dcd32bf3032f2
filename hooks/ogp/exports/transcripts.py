"""The texts of documents that the site publishes, byte for byte as they stand in the repository."""

from pathlib import Path

from ogp.register import Register
from ogp.site.addresses import transcript_address


def write(folder: Path, register: Register) -> None:
    """Writes the transcript of each document that has one into `folder`."""
    for document in register.documents.values():
        if document.transcript:
            path = folder / transcript_address(document)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(register.transcripts[document.transcript.file].encode())
