"""Lighthouse on every kind of page in every language, on a simulated phone: `make lighthouse`.

Builds the site, serves it by nginx, and prints a line for each page with the median of all runs. Ends with 1 where a page
misses a limit. `RUNS=1` runs each page once; `PAGES=plans/,news/` measures these pages only.
"""

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).parents[1]))

from chromium import FLAGS, program
from kinds import KINDS

from built import LANGUAGES, PROJECT, ogp
from served import served

TOOL = PROJECT / "tests" / "tools" / "node_modules" / "lighthouse" / "cli" / "index.js"
AT_LEAST = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
SHIFT_BELOW = 0.02
MISSING = "404.html"
"""Measured at its own address: at a missing one the answer 404 alone would count as a fault."""
TIMES = {"largest-contentful-paint": "LCP s", "first-contentful-paint": "FCP s", "total-blocking-time": "TBT s"}

Figures = dict[str, float]


def measure(url: str, report: Path) -> tuple[Figures, set[str]]:
    """One run: the scores (0 to 100), the layout shift and the times in seconds, and the audits that a score suffers from."""
    flags = " ".join([*FLAGS, "--headless=new"])
    if not TOOL.is_file():
        sys.exit("Lighthouse is not installed. Run: make lighthouse")
    node = Path(sys.executable).with_name("node")
    done = subprocess.run(
        [node, TOOL, url, "--quiet", "--output=json", f"--output-path={report}", f"--chrome-flags={flags}",
         f"--only-categories={','.join(AT_LEAST)}"],
        env=os.environ | {"CHROME_PATH": program()}, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    if done.returncode:
        sys.exit(f"Lighthouse failed on {url}:\n{done.stderr}")
    found = json.loads(report.read_text(encoding="utf-8"))
    audits, categories = found["audits"], found["categories"]
    figures = {name: 100 * categories[name]["score"] for name in AT_LEAST}
    figures["shift"] = audits["cumulative-layout-shift"]["numericValue"]
    figures |= {name: audits[name]["numericValue"] / 1000 for name in TIMES}
    wrong = {
        f"{ref['id']}: {audits[ref['id']]['title']}"
        for category in categories.values()
        for ref in category["auditRefs"]
        if ref["weight"]
        and (audits[ref["id"]]["score"] or 0) < 0.9
        and audits[ref["id"]]["scoreDisplayMode"] != "notApplicable"
    }
    return figures, wrong


def misses(address: str, figures: Figures) -> list[str]:
    """The names of the limits that a page misses; search engines need not find the page for missing ones."""
    return [
        name
        for name, limit in AT_LEAST.items()
        if round(figures[name]) < limit and not (name == "seo" and address.endswith(MISSING))
    ] + (["shift"] if figures["shift"] >= SHIFT_BELOW else [])


def main() -> int:
    """Measures all pages and prints the table; gives the exit code."""
    runs = int(os.environ.get("RUNS", "5"))
    kinds = os.environ.get("PAGES", ",".join(KINDS)).replace("no-such-page/", MISSING).split(",")
    failed = False
    with tempfile.TemporaryDirectory() as name:
        site = Path(name) / "site"
        built = ogp("build", "--site-dir", str(site))
        if built.returncode:
            sys.exit(built.stdout + built.stderr)
        print(
            f"{'page':<44} {'perf':>5} {'a11y':>5} {'best':>5} {'seo':>5} {'CLS':>6}",
            *map("{:>6}".format, TIMES.values()),
        )
        with served(site) as server:
            for address in (root + kind for kind in kinds for root in LANGUAGES.values()):
                taken = [measure(server + address, Path(name) / "report.json") for _ in range(runs)]
                middle = {key: median(figures[key] for figures, _ in taken) for key in taken[0][0]}
                scores = " ".join(f"{middle[key]:>5.0f}" for key in AT_LEAST)
                times = " ".join(f"{middle[key]:>6.2f}" for key in TIMES)
                missed = misses(address, middle)
                print(f"{address:<44} {scores} {middle['shift']:>6.3f} {times} {' '.join(missed)}".rstrip(), flush=True)
                if missed:
                    failed = True
                    print(*(f"    {line}" for line in sorted(set().union(*(wrong for _, wrong in taken)))), sep="\n")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
