"""Writes the projects that are compared: FOLDER COMMITMENTS SEED KIND…, of the kinds own, hugo, eleventy and mkdocs."""

import compileall
import sys
from pathlib import Path

import peers
from country import Country, Sizes
from peer_pages import pages
from records import write_project

WRITERS = {"hugo": peers.write_hugo, "eleventy": peers.write_eleventy, "mkdocs": peers.write_mkdocs}


def main() -> None:
    """Writes them."""
    folder, sizes, seed = Path(sys.argv[1]), Sizes(commitments=int(sys.argv[2])), int(sys.argv[3])
    folder.mkdir(parents=True)
    kinds = sys.argv[4:]
    if "own" in kinds:
        project = write_project(folder / "own", sizes, seed)
        # Else the first round would do it.
        compileall.compile_dir(project / "hooks", quiet=1)
    made, labels = pages(Country(sizes, seed))
    for kind in kinds:
        if kind in WRITERS:
            WRITERS[kind](folder / kind, made, labels)


if __name__ == "__main__":
    main()
