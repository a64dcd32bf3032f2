"""A server of documents on this machine that does whatever a server may do."""

import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Lock, Thread

PDF = b"%PDF-1.7\nthe minutes of the forum\n"
PAGE = "<!doctype html>\n<html><title>خبر</title><script>document.title = 'ran'</script>".encode("windows-1256")
MOST = 100_000
"""Bytes above which /huge and /endless lie."""


class Server(ThreadingHTTPServer):
    """Notes who asks, and how many do so at the same time."""

    agents: set[str]
    at_once: int
    most_at_once: int
    ended: Event
    guard: Lock

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing: who asks hangs up where there is more than wanted."""


class _Handler(BaseHTTPRequestHandler):
    server: Server
    protocol_version = "HTTP/1.1"

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        own = self.server
        with own.guard:
            own.agents.add(self.headers["User-Agent"])
            own.at_once += 1
            own.most_at_once = max(own.most_at_once, own.at_once)
        time.sleep(0.02)
        # Before the answer, for who has it may ask anew.
        with own.guard:
            own.at_once -= 1
        getattr(self, f"answer_{self.path.lstrip('/').partition('?')[0]}", self.answer_gone)()

    def _begin(self, status: int, **headers: str) -> None:
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.end_headers()

    def _whole(self, content: bytes, **headers: str) -> None:
        self._begin(200, Content_Length=str(len(content)), **headers)
        self.wfile.write(content)

    def answer_minutes(self) -> None:
        self._whole(PDF, Content_Type="application/octet-stream")

    def answer_news(self) -> None:
        self._whole(PAGE, Content_Type="text/html; charset=windows-1256")

    def answer_moved(self) -> None:
        self._begin(302, Location="/minutes", Content_Length="0")

    def answer_round(self) -> None:
        self._begin(302, Location="/round", Content_Length="0")

    def answer_pieces(self) -> None:
        self._begin(200, Content_Type="text/plain", Transfer_Encoding="chunked")
        self.wfile.write(b"5\r\nfirst\r\n6\r\nsecond\r\n0\r\n\r\n")

    def answer_huge(self) -> None:
        self._whole(bytes(MOST + 1), Content_Type="application/pdf")

    def answer_endless(self) -> None:
        self._begin(200, Content_Type="text/plain", Connection="close")
        while not self.server.ended.is_set():
            self.wfile.write(bytes(50_000))

    def answer_silent(self) -> None:
        self.server.ended.wait()

    def answer_drop(self) -> None:
        self._begin(200, Content_Type="text/plain", Connection="close")
        while not self.server.ended.wait(0.1):
            self.wfile.write(b".")
            self.wfile.flush()

    def answer_reset(self) -> None:
        # Closed at once, with what was not yet said: the other side sees a reset connection.
        self.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.connection.detach())

    def answer_gone(self) -> None:
        content = b"no longer here"
        self._begin(404, Content_Type="text/plain", Content_Length=str(len(content)))
        self.wfile.write(content)


@contextmanager
def documents_served() -> Iterator[tuple[str, Server]]:
    """Serves them, and gives the address without its last slash, and the server."""
    with Server(("127.0.0.1", 0), _Handler) as running:
        running.agents, running.at_once, running.most_at_once = set(), 0, 0
        running.ended, running.guard = Event(), Lock()
        thread = Thread(target=running.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}", running
        finally:
            running.ended.set()
            running.shutdown()
            thread.join()
