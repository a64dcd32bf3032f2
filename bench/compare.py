"""How long builds of this project and of other generators take, with the same content, in turns: `make bench`.

The results stand in bench/results: a table, a picture of the growth, and every single run.
"""

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, nullcontext
from dataclasses import asdict
from pathlib import Path

from measuring import Measure, RunError, measure
from tools import BENCH, TOOLS, Start, Tool, node

RESULTS = BENCH / "results"
SEED = 1
TODAY = "2026-11-26"
LANGUAGES = 2


class Contest:
    """The builds of so many pages: their projects below `folder`, and every run."""

    def __init__(self, folder: Path, pages: int, tools: list[Tool]) -> None:
        self.folder = folder
        self.pages = pages
        self.tools = [tool for tool in tools if pages <= tool.most_pages]
        self.runs: list[dict[str, object]] = []
        self._changes = 0
        self._builds = 0

    def prepare(self) -> None:
        """Writes the projects, in a process of its own so that this one stays small, and fills what builds keep."""
        kinds = sorted({tool.project for tool in self.tools})
        commitments = str(self.pages // LANGUAGES)
        script = [sys.executable, BENCH / "contestants.py", self.folder, commitments, str(SEED), *kinds]
        subprocess.run(script, check=True)
        stores = {tool.store: tool for tool in self.tools if tool.start is not Start.CLEAN}
        for tool in stores.values():
            print(f"  not measured, to fill what is kept: {tool.name}", flush=True)
            self._measure(tool)
            if tool.start is Start.CHANGED:
                # From the third build on, each goes on in the folder of the site before the last.
                self._measure(tool)

    def round(self, number: int) -> None:
        """Runs every tool once, in an order that changes from round to round; one that fails is left out from then on."""
        turn = number % len(self.tools)
        for tool in [*self.tools[turn:], *self.tools[:turn]]:
            if number and self.pages > tool.many_pages:
                continue
            try:
                found = self._measure(tool)
            except RunError as error:
                print(f"  {tool.name} failed:\n{error}", file=sys.stderr, flush=True)
                self.tools.remove(tool)
                continue
            self.runs.append({"tool": tool.name, "pages": self.pages, "round": number, **asdict(found)})
            print(f"  {found.seconds:8.2f} s  {found.memory / 2**20:6.0f} MiB  {tool.name}", flush=True)

    def _measure(self, tool: Tool) -> Measure:
        changed = tool.start is Start.CHANGED
        # In new folders, and none is deleted before the end: after many deletions some file systems make new files slowly.
        self._builds += 1
        project = self.folder / tool.project
        site = self.folder / f"{tool.project}-{'kept' if changed else self._builds}"
        command = [part.format(site=site, node=node()) for part in tool.command]
        with self._changed(project) if changed else nullcontext():
            return measure(command, project, site, self._settings(tool, project))

    def _settings(self, tool: Tool, project: Path) -> Mapping[str, str]:
        settings = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "", **tool.settings}
        if tool.project == "own":
            store = self.folder / f"store-{self._builds if tool.start is Start.CLEAN else tool.store}"
            settings |= {"PYTHONPATH": str(project / "hooks"), "OGP_CACHE": str(store), "OGP_TODAY": TODAY}
        return settings

    @contextmanager
    def _changed(self, project: Path) -> Iterator[None]:
        """For a while the first commitment has a new summary; other builds find it as it was."""
        self._changes += 1
        path = project / "data/plans/nap1/commitments/1.yaml"
        former = path.read_text(encoding="utf-8")
        before, _, rest = former.partition("\nsummary:\n")
        rest = rest[rest.index("\nperiod:") :]
        new = f"  original: [ar, en]\n  ar: ملخص جديد {self._changes}\n  en: A new summary {self._changes}"
        path.write_text(f"{before}\nsummary:\n{new}{rest}", encoding="utf-8")
        yield
        path.write_text(former, encoding="utf-8")


def main() -> None:
    """Measures what the command line asks for; with --report, only writes the report on what was measured before."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", default="200,2000,10000", help="Numbers of pages, with commas between.")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument(
        "--tools", default="", help="Only those whose names hold one of these words, with commas between."
    )
    parser.add_argument("--folder", type=Path, help="Where the projects are made; else in a temporary folder.")
    parser.add_argument("--results", type=Path, default=RESULTS)
    parser.add_argument("--report", action="store_true", help="Measure nothing.")
    asked = parser.parse_args()
    asked.results.mkdir(parents=True, exist_ok=True)
    if not asked.report:
        words = [word.lower() for word in asked.tools.split(",")]
        tools = [tool for tool in TOOLS if any(word in tool.name.lower() for word in words)]
        with tempfile.TemporaryDirectory(dir=asked.folder) as scratch:
            _measure_all(Path(scratch), [int(pages) for pages in asked.pages.split(",")], tools, asked)
    # What draws takes long to load, and its memory would count as that of what is started.
    import report  # noqa: PLC0415

    report.write(asked.results)


def _measure_all(scratch: Path, sizes: list[int], tools: list[Tool], asked: argparse.Namespace) -> None:
    machine = _machine()
    runs: list[dict[str, object]] = []
    for pages in sizes:
        print(f"{pages} pages", flush=True)
        contest = Contest(scratch / str(pages), pages, list(tools))
        contest.prepare()
        for number in range(asked.rounds):
            contest.round(number)
            # After each round, so that nothing is lost where a later one is ended.
            found = {"machine": machine, "runs": runs + contest.runs}
            (asked.results / "runs.json").write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
        runs += contest.runs


def _machine() -> dict[str, object]:
    hugo = subprocess.run(["hugo", "version"], capture_output=True, text=True, check=False).stdout.split(" ")[:2]
    return {
        "day": time.strftime("%Y-%m-%d"),
        "processors": len(os.sched_getaffinity(0)),
        "python": platform.python_version(),
        "hugo": hugo[-1],
        "load": round(os.getloadavg()[0], 1),
    }


if __name__ == "__main__":
    main()
