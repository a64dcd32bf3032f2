"""The results as a table and as a picture of how the time grows with the number of pages."""

import json
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path
from statistics import median
from typing import Any

import matplotlib as mpl
from matplotlib import pyplot

from tools import HUGO, OURS, TOOLS

Runs = dict[tuple[int, str], list[dict[str, Any]]]


def write(results: Path) -> None:
    """Writes results.md and growth.svg into the folder `results` from the runs that stand there."""
    found = json.loads((results / "runs.json").read_text(encoding="utf-8"))
    runs: Runs = defaultdict(list)
    for run in found["runs"]:
        runs[run["pages"], run["tool"]].append(run)
    (results / "results.md").write_text("\n".join(_lines(found["machine"], runs)) + "\n", encoding="utf-8")
    _draw(runs, results / "growth.svg")


def _lines(machine: dict[str, Any], runs: Runs) -> Iterator[str]:
    yield "# How long builds take"
    yield ""
    yield (
        f"Measured by `make bench` on {machine['day']}: {machine['processors']} processors, Python {machine['python']}, Hugo"
        f" {machine['hugo']}; load before it began {machine['load']}. Each round runs every tool once; medians, and medians of"
        " the ratios to Hugo within a round."
    )
    yield ""
    yield (
        "To ten commitments there are a meeting and a news post, to twelve a plan and a document, besides 60 organizations. The"
        " content is the same everywhere, in Arabic and English; a layout of the same parts is around it. Only this project"
        " also writes feeds, tables, an API and embeds of what the pages say. A draft lacks search, documents to print, workbooks"
        ", pictures of links and compressed copies. Memory is that of all processes of a build together."
    )
    for pages in sorted({pages for pages, _ in runs}):
        yield ""
        yield f"## {pages:,} pages of commitments"
        yield ""
        yield "| build | rounds | s | × Hugo | s of processors | peak MiB | files | MB written |"
        yield "|---|--:|--:|--:|--:|--:|--:|--:|"
        for tool in (tool.name for tool in TOOLS if (pages, tool.name) in runs):
            yield _row(tool, runs[pages, tool], runs.get((pages, HUGO), []))
    growth = list(_growth(runs))
    if growth:
        yield ""
        yield "## Growth"
        yield ""
        yield "| build | from | to | pages × | time × |"
        yield "|---|--:|--:|--:|--:|"
        yield from growth
        yield ""
        yield "![Seconds by number of pages, both on logarithmic scales](growth.svg)"


def _median(runs: list[dict[str, Any]], name: str) -> float:
    return float(median(run[name] for run in runs))


def _row(tool: str, own: list[dict[str, Any]], hugo: list[dict[str, Any]]) -> str:
    by_round = {run["round"]: run["seconds"] for run in hugo}
    ratios = [run["seconds"] / by_round[run["round"]] for run in own if run["round"] in by_round]
    cells = (
        tool,
        len(own),
        f"{_median(own, 'seconds'):.2f}",
        f"{median(ratios):.2f}" if ratios else "",
        f"{_median(own, 'processor_seconds'):.2f}",
        f"{_median(own, 'memory') / 2**20:,.0f}",
        f"{_median(own, 'files'):,.0f}",
        f"{_median(own, 'size') / 1e6:,.1f}",
    )
    return f"| {' | '.join(map(str, cells))} |"


def _growth(runs: Runs) -> Iterator[str]:
    for tool in (tool.name for tool in TOOLS):
        sizes = sorted(pages for pages, name in runs if name == tool)
        for less, more in pairwise(sizes):
            times = _median(runs[more, tool], "seconds") / _median(runs[less, tool], "seconds")
            yield f"| {tool} | {less:,} | {more:,} | {more / less:.1f} | {times:.1f} |"


def _draw(runs: Runs, path: Path) -> None:
    # The same bytes for the same runs.
    mpl.rcParams["svg.hashsalt"] = "growth"
    figure, axes = pyplot.subplots(figsize=(8, 5))
    for tool in (tool.name for tool in TOOLS):
        sizes = sorted(pages for pages, name in runs if name == tool)
        if sizes:
            seconds = [_median(runs[pages, tool], "seconds") for pages in sizes]
            axes.plot(sizes, seconds, marker="o", label=tool, linewidth=2 if tool.startswith(OURS) else 1)
    axes.set(xscale="log", yscale="log", xlabel="pages", ylabel="seconds", title="Builds, medians")
    axes.grid(True, which="both", alpha=0.3)
    axes.legend(fontsize="small")
    figure.tight_layout()
    figure.savefig(path, metadata={"Date": None})
