"""A small site in numbered versions, published to a folder, and that folder behind nginx as the example in deploy/ says."""

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from built import PROJECT, fingerprints
from ogp.approval import note_verified
from ogp.exports.store import Store
from ogp.publishing.server import sums_of
from served import free_port, nginx, wait_for

EXAMPLE = PROJECT / "deploy/nginx.conf"
FILES = 40

AS_IT_WAS = "The published site is as it was.\n"
"""What is said last where nothing was changed."""

_CACHE = PROJECT / ".cache/tests"
_RULES = """location ~* "^/old/*$" { return 301 /0/; }
error_page 404 /404.html;
location /en/ { error_page 404 /en/404.html; }
location /_server/ { return 404; }
"""

_BROTLI = "load_module /usr/lib/nginx/modules/ngx_http_brotli_static_module.so;\n"
_AROUND = """daemon off;
master_process off;
pid @FOLDER@/nginx.pid;
error_log @FOLDER@/error.log;
events { worker_connections 256; }
http {
  access_log off;
  client_body_temp_path @FOLDER@/body;
  proxy_temp_path @FOLDER@/proxy;
  fastcgi_temp_path @FOLDER@/fastcgi;
  uwsgi_temp_path @FOLDER@/uwsgi;
  scgi_temp_path @FOLDER@/scgi;
%s
}
"""


def version(folder: Path, number: int, *, size: int = 2000) -> Path:
    """Makes the small site in `folder` anew, with `number` in every page and files of `size` bytes that never change."""
    for language in ("", "en/"):
        for page in ("index.html", "404.html", *(f"{page}/index.html" for page in range(FILES))):
            path = folder / language / page
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(f"version {number} of {language}{page}\n", encoding="utf-8")
    for name in range(FILES):
        path = folder / "assets" / f"{name} ط.css"
        path.parent.mkdir(exist_ok=True)
        path.write_bytes(str(name).encode() * size)
    fragments = folder / "pagefind"
    fragments.mkdir(exist_ok=True)
    for fragment in fragments.iterdir():
        fragment.unlink()
    (fragments / f"{number}.pf_fragment").write_text(str(number), encoding="utf-8")
    rules = folder / "_server/server.nginx.conf"
    rules.parent.mkdir(exist_ok=True)
    rules.write_text(_RULES, encoding="utf-8")
    pass_for_verified(folder)
    return folder


def pass_for_verified(folder: Path) -> None:
    """Lets the small site in `folder` be published: it is no site of this project, and would be refused."""
    note_verified(sums_of(folder), Store(_CACHE))


def command(*arguments: str | Path) -> list[str]:
    """The `ogp` command with `arguments`."""
    return [sys.executable, "-m", "ogp.commands", *map(str, arguments)]


def environment(**settings: str) -> dict[str, str]:
    """The environment in which the command runs, with `settings`."""
    own = {"PYTHONPATH": str(PROJECT / "hooks"), "PYTHONDONTWRITEBYTECODE": "1", "OGP_CACHE": str(_CACHE)}
    left_out = ("OGP_LANG", "RSYNC_RSH")
    return {name: value for name, value in os.environ.items() if name not in left_out} | own | settings


def run(*arguments: str | Path, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs the `ogp` command; whatever happens, it says it in sentences."""
    return ran(command(*arguments), **settings)


def ran(line: Sequence[str | Path], **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs `line`, which may call the `ogp` command."""
    done = subprocess.run(
        line,
        cwd=PROJECT,
        env=environment(**settings),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert "Traceback" not in done.stderr
    return done


def publish(site: Path, root: Path | str, *options: str, **settings: str) -> subprocess.CompletedProcess[str]:
    return run("publish", "--site-dir", site, *options, root, **settings)


def published(site: Path, root: Path, *numbers: int) -> list[str]:
    """Publishes these versions one after the other; gives the names of the releases that are kept then."""
    for number in numbers:
        done = publish(version(site, number), root)
        assert done.returncode == 0, done.stderr
    return kept(root)


def kept(root: Path) -> list[str]:
    """The releases, oldest first, and nothing half-made."""
    names = sorted(path.name for path in (root / "releases").iterdir())
    assert names[0] == ".lock"
    return names[1:]


def served(root: Path) -> str:
    """The release that is served."""
    link = (root / "current").readlink()
    assert link.parent == Path("releases")
    return link.name


def content(folder: Path) -> dict[str, str]:
    """The fingerprints of the site in `folder`, without what publishing adds."""
    return {
        name: sum for name, sum in fingerprints(folder).items() if name not in ("_server/SHA256SUMS", "_server/former")
    }


def program(folder: Path, name: str, lines: str) -> Path:
    """A shell script of these `lines` as the program `name` in `folder`."""
    folder.mkdir(exist_ok=True)
    path = folder / name
    path.write_text(f"#!/bin/sh\n{lines}", encoding="utf-8")
    path.chmod(0o755)
    return path


def nginx_settings(root: Path, listen: str = "listen 127.0.0.1:@PORT@;", besides: str = "") -> str:
    """Settings of nginx, to be given to served.nginx, that serve what is published in `root` as deploy/nginx.conf says, with all
    that stands there as an offer; `besides` what else the http block holds."""
    example = EXAMPLE.read_text(encoding="utf-8")
    example = example.replace("  listen [::]:80;\n", "").replace("listen 80;", listen)
    example = example.replace("# brotli_static", "brotli_static").replace("/srv/ogp", str(root.resolve()))
    return _BROTLI + _AROUND % (example + besides)


@contextmanager
def served_as_in_the_example(root: Path) -> Iterator[str]:
    """Serves what is published in `root` with the settings of deploy/nginx.conf, and gives its address."""
    with nginx(nginx_settings(root)) as address:
        yield address


@contextmanager
def served_by_caddy(root: Path) -> Iterator[str]:
    """Serves what is published in `root` with the settings of deploy/Caddyfile, and gives its address."""
    port = free_port()
    example = (PROJECT / "deploy/Caddyfile").read_text(encoding="utf-8").replace("/srv/ogp", str(root.resolve()))
    example = example.replace("www.ogp.gov.example {", f"http://127.0.0.1:{port} {{")
    with tempfile.TemporaryDirectory() as folder:
        settings = Path(folder) / "Caddyfile"
        settings.write_text(f"{{\n\tadmin off\n\tauto_https off\n}}\n{example}", encoding="utf-8")
        line = ["caddy", "run", "--adapter", "caddyfile", "--config", settings]
        own = {"XDG_DATA_HOME": folder, "XDG_CONFIG_HOME": folder}
        log = Path(folder) / "log"
        with log.open("w") as said, subprocess.Popen(line, env=os.environ | own, stderr=said) as running:
            try:
                wait_for(running, port, log)
                yield f"http://127.0.0.1:{port}"
            finally:
                running.terminate()
