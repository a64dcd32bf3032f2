"""How many readers nginx serves on this machine: `make load`.

wrk asks nginx, set up as deploy/nginx.conf says, for a mix of what readers ask for, and in turns, as the ceiling, for one plain
file of the mix's mean size. Everything runs on this machine, so wrk takes a part of its processors.
"""

import getpass
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from built import PROJECT
from published import nginx_settings, publish
from served import free_port, nginx

SITE = PROJECT / "site"
SCRIPT = Path(__file__).with_name("load.lua")
ROUNDS = int(os.environ.get("ROUNDS", "5"))
SECONDS = int(os.environ.get("SECONDS", "8"))
CONNECTIONS = (50, 500)
SHARES = {
    "pages": (70, ["**/index.html"]),
    "what pages load": (12, ["assets/**/*.css", "assets/**/*.js", "assets/**/*.woff2", "assets/images/*.svg"]),
    "search": (12, ["pagefind/**/*"]),
    "downloads": (6, ["**/*.csv", "**/*.json", "**/*.pdf", "**/*.xlsx", "**/*.zip", "**/feed.xml"]),
}
"""Of a hundred requests, how many are for which files. Most of what a page loads is in the reader's cache after the first one."""

REQUESTS = 5000


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """What one run of wrk measured; times in milliseconds."""

    rate: float
    size: float
    median: float
    p99: float
    errors: int


def main() -> None:
    if not shutil.which("wrk"):
        sys.exit("wrk is not installed. Install Debian's package wrk, or run: make load")
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        (folder / "published").mkdir()
        done = publish(SITE, folder / "published")
        assert done.returncode == 0, done.stderr
        plain = free_port()
        besides = f"server {{ listen 127.0.0.1:{plain}; root {folder}; gzip off; }}"
        settings = nginx_settings(folder / "published", besides=besides)
        # As a service it has a process for each processor; they may read this folder only as the user who made it.
        settings = settings.replace("master_process off;", f"user {getpass.getuser()}; worker_processes auto;")
        settings = settings.replace("worker_connections 256", "worker_connections 2048")
        (folder / "mix").write_text("\n".join(_mix()), encoding="utf-8")
        (folder / "one").write_text("/file.html\n", encoding="utf-8")
        with nginx(settings) as address:
            size = _run(address, folder / "mix", CONNECTIONS[0], 2).size
            (folder / "file.html").write_bytes(os.urandom(round(size)))
            print(f"{REQUESTS} paths in turn, {size / 1024:.1f} KiB an answer; medians of {ROUNDS} runs of {SECONDS} s")
            print("| connections | what | requests a second | MB/s | median ms | 99 in 100 within ms | errors |")
            print("|---|---|---|---|---|---|---|")
            for connections in CONNECTIONS:
                _compare(address, f"http://127.0.0.1:{plain}", folder, connections)


def _mix() -> Iterator[str]:
    """The paths that are asked for, in an order that is the same each time."""
    chance = random.Random(1)
    found = {
        name: sorted({path for pattern in patterns for path in SITE.glob(pattern)})
        for name, (_, patterns) in SHARES.items()
    }
    kinds, shares = list(SHARES), [share for share, _ in SHARES.values()]
    for kind in chance.choices(kinds, shares, k=REQUESTS):
        path = chance.choice([path for path in found[kind] if path.is_file() and path.suffix not in (".gz", ".br")])
        yield f"/{path.relative_to(SITE).as_posix()}".removesuffix("index.html")


def _compare(address: str, ceiling: str, folder: Path, connections: int) -> None:
    mix, one = [], []
    for _ in range(ROUNDS):
        mix.append(_run(address, folder / "mix", connections, SECONDS))
        one.append(_run(ceiling, folder / "one", connections, SECONDS))
    for name, runs in (("the site", mix), ("one plain file", one)):
        rate, size = median(run.rate for run in runs), median(run.size for run in runs)
        half, most = median(run.median for run in runs), median(run.p99 for run in runs)
        errors = sum(run.errors for run in runs)
        print(
            f"| {connections} | {name} | {rate:,.0f} | {rate * size / 1e6:,.0f} | {half:.1f} | {most:.1f} | {errors} |"
        )
    share = median(mine.rate / plain.rate for mine, plain in zip(mix, one, strict=True))
    print(f"| {connections} | the site, in parts of the plain file | {share:.2f} | | | | |")


def _run(address: str, paths: Path, connections: int, seconds: int) -> Run:
    done = subprocess.run(
        ["wrk", "-t1", f"-c{connections}", f"-d{seconds}s", "--timeout", "5s", "-s", SCRIPT, address, "--", paths],
        capture_output=True, text=True, timeout=seconds + 30, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    return Run(
        rate=found["requests"] / found["seconds"], size=found["bytes"] / found["requests"],
        median=found["median"], p99=found["p99"], errors=found["status"] + found["others"],
    )  # fmt: skip


if __name__ == "__main__":
    main()
