"""How long it takes to go back to the former version: `make rollback-seconds`.

The site is published twice, into a new folder or to the TARGET that is named; then it goes back and forth between the two.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROUNDS = 5


def _ogp(*arguments: str) -> float:
    began = time.monotonic()
    subprocess.run([Path(sys.executable).with_name("ogp"), *arguments], check=True, stdout=subprocess.DEVNULL)
    return time.monotonic() - began


def main() -> None:
    """Prints the seconds of each round."""
    with tempfile.TemporaryDirectory() as scratch:
        target = sys.argv[1] if len(sys.argv) > 1 else scratch
        site = Path(shutil.copytree("site", Path(scratch) / "site"))
        for version in ("first", "second"):
            with (site / "robots.txt").open("a", encoding="utf-8") as file:
                file.write(f"# {version}\n")
            print(f"published in {_ogp('publish', '--site-dir', str(site), target):.2f} s")
        newest = subprocess.run(
            [Path(sys.executable).with_name("ogp"), "releases", target], check=True, capture_output=True, text=True
        ).stdout.split()[-3]
        for _ in range(ROUNDS):
            print(f"went back in {_ogp('rollback', target):.2f} s")
            _ogp("rollback", "--to", newest, target)


if __name__ == "__main__":
    main()
