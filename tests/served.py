"""A built site on this machine: behind a real nginx, or on a host that only serves files."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

CONFIGURATION = Path(__file__).with_name("served.conf")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serves the folder `site` by nginx, set up as in served.conf, and gives its address without the last slash."""
    with nginx(CONFIGURATION.read_text(encoding="utf-8").replace("@SITE@", str(site.resolve()))) as address:
        yield address


@contextmanager
def nginx(settings: str) -> Iterator[str]:
    """Runs nginx with `settings`, in which a free port stands for @PORT@ and a folder of its own for @FOLDER@, and gives its
    address without the last slash."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert program, "nginx is not installed. Install Debian's package nginx-light, or run: make system-packages"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = settings.replace("@FOLDER@", name).replace("@PORT@", str(port))
        (folder / "nginx.conf").write_text(settings, encoding="utf-8")
        log = folder / "error.log"
        with subprocess.Popen([program, "-e", log, "-c", folder / "nginx.conf", "-p", folder]) as running:
            try:
                _wait(running, port, log)
                yield f"http://127.0.0.1:{port}"
            finally:
                running.terminate()


def _wait(running: subprocess.Popen[bytes], port: int, log: Path) -> None:
    """Returns when nginx answers on `port`."""
    for _ in range(200):
        assert running.poll() is None, log.read_text()
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError("nginx does not answer")


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        pass


@contextmanager
def served_plainly(folder: Path) -> Iterator[str]:
    """Serves the files of `folder`, without any rule of a server, and gives its address without the last slash."""
    with ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(folder))) as running:
        thread = Thread(target=running.serve_forever)
        thread.start()
        try:
            yield f"http://127.0.0.1:{running.server_port}"
        finally:
            running.shutdown()
            thread.join()
