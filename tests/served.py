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
    port = free_port()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = settings.replace("@FOLDER@", name).replace("@PORT@", str(port))
        (folder / "nginx.conf").write_text(settings, encoding="utf-8")
        log = folder / "error.log"
        with subprocess.Popen([program, "-e", log, "-c", folder / "nginx.conf", "-p", folder]) as running:
            try:
                wait_for(running, port, log)
                yield f"http://127.0.0.1:{port}"
            finally:
                running.terminate()


def free_port() -> int:
    """A port of this machine at which nobody answers."""
    with socket.create_server(("127.0.0.1", 0)) as free:
        port: int = free.getsockname()[1]
    return port


def wait_for(running: subprocess.Popen[bytes], port: int, log: Path | None = None) -> None:
    """Returns when `running`, which writes into `log`, answers on `port`."""
    for _ in range(400):
        assert running.poll() is None, log.read_text() if log else running.args
        try:
            socket.create_connection(("127.0.0.1", port)).close()
            return
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise AssertionError(f"nobody answers: {running.args}")


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
