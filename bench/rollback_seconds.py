"""How long it takes to go back to the former version: `make rollback-seconds`.

The site is built for two days and published, into a new folder or to the TARGET that is named; then it goes back and forth
between the two.
"""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5
DAYS = ("2026-11-26", "2026-11-27")
OGP = Path(sys.executable).with_name("ogp")


def _ogp(*arguments: str, **settings: str) -> float:
    began = time.monotonic()
    subprocess.run([OGP, *arguments], check=True, capture_output=True, env=os.environ | settings)
    return time.monotonic() - began


def main() -> None:
    """Prints the seconds of each round."""
    with tempfile.TemporaryDirectory() as scratch:
        target = sys.argv[1] if len(sys.argv) > 1 else f"{scratch}/served"
        (Path(scratch) / "served").mkdir()
        for day in DAYS:
            _ogp("build", "--site-dir", f"{scratch}/site", OGP_TODAY=day)
            print(f"verified and published in {_ogp('publish', '--site-dir', f'{scratch}/site', target):.2f} s")
        listed = subprocess.run([OGP, "releases", target], check=True, capture_output=True, text=True).stdout
        newest = listed.splitlines()[-1].split()[0]
        for _ in range(ROUNDS):
            print(f"went back in {_ogp('rollback', target):.2f} s")
            _ogp("rollback", "--to", newest, target)


if __name__ == "__main__":
    main()
