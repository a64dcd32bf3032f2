"""A project of an invented country with as many records as are asked for, valid by the checker, to measure on.

    .venv/bin/python bench/records.py FOLDER --commitments 1000 --seed 1

The same sizes and seed give the same bytes.
"""

import argparse
import sys
from pathlib import Path
from typing import Any

import yaml

sys.path.insert(0, str(Path(__file__).parents[1] / "tests"))

from country import Country, Sizes
from small import project_without_records


class _Dumper(yaml.CSafeDumper):
    def ignore_aliases(self, data: Any) -> bool:
        return True


def _scalar(dumper: _Dumper, value: str) -> yaml.Node:
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style="|" if "\n" in value else None)


_Dumper.add_representer(str, _scalar)


def write_project(folder: Path, sizes: Sizes, seed: int) -> Path:
    """Makes a project in the new `folder`, with hand-written pages that are but a title."""
    project = project_without_records(folder)
    write_records(project / "data", sizes, seed)
    return project


def write_records(data: Path, sizes: Sizes, seed: int) -> None:
    """Writes the records into the new folder `data`."""
    data.mkdir()
    (data / "addresses.txt").write_text("/\n", encoding="utf-8")
    for name, content in Country(sizes, seed).files():
        path = data / name
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(content, file, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=120)


def main() -> None:
    """Writes the project that the command line asks for."""
    parser = argparse.ArgumentParser(description="Make a project with many invented records.")
    parser.add_argument("folder", type=Path, help="The new folder of the project.")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--commitments", type=int, default=1000)
    for name in ("plans", "milestones", "meetings", "news"):
        parser.add_argument(f"--{name}", type=int, default=argparse.SUPPRESS)
    asked = vars(parser.parse_args())
    folder, seed = asked.pop("folder"), asked.pop("seed")
    write_project(folder, Sizes(**asked), seed)


if __name__ == "__main__":
    main()
