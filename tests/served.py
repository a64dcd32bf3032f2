"""The built site behind a real nginx on this machine."""

import os
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

CONFIGURATION = Path(__file__).with_name("served.conf")


@contextmanager
def served(site: Path) -> Iterator[str]:
    """Serves the folder `site` by nginx, set up as in served.conf, and gives its address without the last slash."""
    program = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    assert program, "nginx is not installed. Install Debian's package nginx-light, or run: make system-packages"
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        settings = CONFIGURATION.read_text(encoding="utf-8")
        for word, value in {"@FOLDER@": folder, "@PORT@": port, "@SITE@": site.resolve()}.items():
            settings = settings.replace(word, str(value))
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
