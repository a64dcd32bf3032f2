"""Where the time of a build goes: `make profile`.

A site of COMMITMENTS (200) is built under cProfile, without search and derived files. The time of libraries and of Python itself
counts for those of our modules, templates or of MkDocs' parts that called them, by what each of the callers took. The profiler
makes calls of small functions look dearer than they are: use the shares, and measure seconds with `make bench`. The build has one
processor, so that it prints all pages in the process that the profiler sees.
"""

import os
import pstats
import subprocess
import sys
import tempfile
from collections import defaultdict
from collections.abc import Mapping
from pathlib import Path

from compare import LANGUAGES, SEED, TODAY
from country import Sizes
from records import write_project

ROUNDS = 60
"""Times that what is called is laid upon its callers: more than calls stand above each other between two of our modules."""

MOST = 40
_MAIN = "Python and libraries at the start"

Function = tuple[str, int, str]
Shares = dict[str, float]


def main() -> None:
    """Builds, and prints the shares as Markdown."""
    commitments = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    with tempfile.TemporaryDirectory() as scratch:
        project = write_project(Path(scratch) / "project", Sizes(commitments=commitments), SEED)
        kept = Path(scratch) / "profile"
        command = [sys.executable, "-m", "cProfile", "-o", kept, "-m", "mkdocs", "build", "--strict", "--quiet"]
        own = {
            "PYTHONPATH": str(project / "hooks"),
            "OGP_TODAY": TODAY,
            "OGP_DRAFT": "1",
            "NO_MKDOCS_2_WARNING": "1",
        }
        os.sched_setaffinity(0, {min(os.sched_getaffinity(0))})
        subprocess.run(command, cwd=project, env=os.environ | own, check=True)
        times = spread(pstats.Stats(str(kept)).stats, project)  # type: ignore[attr-defined]
    total = sum(times.values())
    print(f"{commitments * LANGUAGES} pages of commitments; {total:.1f} s under the profiler")
    _print_table("part", _summed(times), total)
    _print_table("module or template", times, total)


def group_of(file: str, project: Path) -> str | None:
    """The part of ours, of the theme or of MkDocs that the code in `file` belongs to; None for libraries and Python."""
    path = file.replace("\\", "/")
    for root, name in ((f"{project}/hooks/ogp/", "ogp/"), (f"{project}/overrides/", "templates/")):
        if path.startswith(root):
            return name + path.removeprefix(root).removesuffix(".py")
    if path.startswith(f"{project}/"):
        return path.removeprefix(f"{project}/")
    for part, name in (("/material/templates/", "frame/"), ("/material/", "theme/"), ("/mkdocs_static_i18n/", "i18n/")):
        if part in path:
            return name + path.partition(part)[2].removesuffix(".py")
    return f"mkdocs/{path.partition('/mkdocs/')[2].removesuffix('.py')}" if "/mkdocs/" in path else None


def spread(stats: Mapping[Function, tuple[int, int, float, float, Mapping[Function, tuple[int, int, float, float]]]],
           project: Path) -> Shares:  # fmt: skip
    """Seconds by part: the own time of every function of `stats`, that of libraries given to the parts that called them."""
    parts = {function: group_of(function[0], project) for function in stats}
    shares: dict[Function, Shares] = {function: {part: 1.0} for function, part in parts.items() if part}
    others = [function for function, part in parts.items() if not part]
    for _ in range(ROUNDS):
        for function in others:
            shares[function] = _shares_of_callers(stats[function][4], shares)
    times: Shares = defaultdict(float)
    for function, (_, _, own, _, _) in stats.items():
        known = shares[function]
        for part, share in known.items():
            times[part] += own * share
        times[_MAIN] += own * (1 - sum(known.values()))
    return times


def _shares_of_callers(
    callers: Mapping[Function, tuple[int, int, float, float]], shares: Mapping[Function, Shares]
) -> Shares:
    total = sum(entry[3] for entry in callers.values()) or 1.0
    found: Shares = defaultdict(float)
    for caller, (_, _, _, taken) in callers.items():
        for part, share in shares.get(caller, {}).items():
            found[part] += taken / total * share
    return found


def _summed(times: Shares) -> Shares:
    """The seconds by folder of modules or templates."""
    found: Shares = defaultdict(float)
    for part, seconds in times.items():
        folders = part.split("/")
        found["/".join(folders[: 2 if part.startswith("ogp/") else 1])] += seconds
    return found


def _print_table(head: str, times: Shares, total: float) -> None:
    print(f"\n| {head} | s | % |\n|---|--:|--:|")
    for part, seconds in sorted(times.items(), key=lambda one: -one[1])[:MOST]:
        print(f"| {part} | {seconds:.2f} | {100 * seconds / total:.1f} |")


if __name__ == "__main__":
    main()
