"""Pagefind run as a service: it is given page after page, so that it numbers them in our order. A folder of pages it would
read in the order of the file system, which is another on every machine, and so the bytes of the index.

Its own client for Python does the same but waits a tenth of a second for each page.
"""

import base64
import json
import os
import subprocess
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from pagefind.service import get_executable

_END = b","
"""Ends each request and each answer, which are JSON in base64."""


_CHUNK = 1 << 20


class _Service:
    def __init__(self, running: subprocess.Popen[bytes]) -> None:
        self.running = running
        self.asked = 0

    def ask(self, type_: str, **values: Any) -> Any:
        """The answer to a request. Raises RuntimeError where Pagefind refuses it or has ended."""
        assert self.running.stdin and self.running.stdout
        self.asked += 1
        request = json.dumps({"message_id": self.asked, "payload": {"type": type_, **values}})
        self.running.stdin.write(base64.b64encode(request.encode()) + _END)
        self.running.stdin.flush()
        said = bytearray()
        while not said.endswith(_END):
            more = os.read(self.running.stdout.fileno(), _CHUNK)
            if not more:
                raise RuntimeError(f"Pagefind has ended: {bytes(said)!r}")
            said += more
        answer = json.loads(base64.b64decode(said.removesuffix(_END)))["payload"]
        if answer["type"] == "Error":
            raise RuntimeError(f"Pagefind: {answer['message']}")
        return answer


def index(pages: Mapping[str, str], folder: Path) -> None:
    """Writes the index of `pages`, HTML by address, into `folder`."""
    program = get_executable()
    assert program, "Pagefind is among the packages"
    with subprocess.Popen([program, "--service"], stdin=subprocess.PIPE, stdout=subprocess.PIPE) as running:
        service = _Service(running)
        number = service.ask("NewIndex", config={})["index_id"]
        for address, html in pages.items():
            service.ask("AddFile", index_id=number, file_path=None, url=address, file_contents=html)
        # Pagefind says that it has written its files before they are whole, and says nothing where the disk is full.
        for file in service.ask("GetFiles", index_id=number)["files"]:
            path = folder / file["path"]
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(base64.b64decode(file["content"]))
