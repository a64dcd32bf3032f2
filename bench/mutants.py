"""How many small faults in the code the tests notice: `make mutants`.

A fault (a mutant) is one change that mutmut makes to one module. The tests that reach the changed statement run on it, in a
process of their own, until one fails. Of the mutants of every module a share is tried: SAMPLE says how many in all (or `all`),
SEED which; ONLY names a module or folder to be tried alone. Ctrl-C ends it and tells what is known by then. A survivor shows
a test that is missing, or code that is not needed.
"""

import os
import random
import sys
from collections import Counter
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import redirect_stderr, redirect_stdout, suppress
from importlib import import_module
from itertools import islice
from math import sqrt
from multiprocessing import get_context
from pathlib import Path

import pytest
from mutmut.configuration import config

from mutations import Mutant, Mutated, mutants, mutations_of
from trial import Trial

ROOT = Path(__file__).parents[1]
FORK = get_context("fork")
RESULT = Path("bench/results/mutants.md")


def main() -> None:
    """Prints the fate of every mutant of the sample, and writes down the shares and the survivors."""
    os.chdir(ROOT)
    only, size, seed = (
        os.environ.get(name, default) for name, default in (("ONLY", ""), ("SAMPLE", "400"), ("SEED", "1"))
    )
    paths = sorted(path.as_posix() for folder in config().source_paths for path in folder.rglob("*.py"))
    found = {path: mutations_of(path) for path in paths if path.startswith(only)}
    total = sum(len(mutations) for _, mutations in found.values())
    share = 1.0 if size == "all" else min(1.0, int(size) / total)
    with ProcessPoolExecutor(1, FORK) as apart:
        reached, seconds, others = apart.submit(_reached).result()
    for name in others:
        with suppress(ImportError):
            import_module(name)
    chosen: list[Mutant] = []
    for path, (module, mutations) in found.items():
        random.Random(f"{seed} {path}").shuffle(mutations)
        chosen += islice(mutants(path, module, mutations), max(1, round(len(mutations) * share)))
    # In any order, so that what is known after a while stands for the whole.
    random.Random(seed).shuffle(chosen)
    fates: dict[Mutant, str] = {}
    with suppress(KeyboardInterrupt):
        for number, mutant in enumerate(chosen, 1):
            tests = _tests(mutant, reached.get(mutant.file, {}), seconds)
            fates[mutant] = _fate(mutant, {test: seconds[test] for test in tests})
            print(f"{number}/{len(chosen)} {mutant.file}:{mutant.lines.start} {fates[mutant]}", flush=True)
    setting = f"SAMPLE={size} SEED={seed} {f'ONLY={only} ' if only else ''}make mutants"
    told = "\n".join(
        _report(fates, f"`{setting}` tried {len(fates)} of {len(chosen)} chosen of about {total:,} mutants.")
    )
    print(told)
    RESULT.parent.mkdir(exist_ok=True)
    RESULT.write_text(f"{told}\n", encoding="utf-8")


def _reached() -> tuple[dict[str, dict[int, list[str]]], dict[str, float], list[str]]:
    """Which tests reach which lines of which module, how long each test takes, and the modules of others, so that not each
    trial has to load them. All tests must pass."""
    trial = Trial()
    trial.seen.start()
    if code := pytest.main(
        [*config().pytest_add_cli_args, *config().pytest_add_cli_args_test_selection], plugins=[trial]
    ):
        sys.exit(f"The tests fail without any mutant ({code})")
    trial.seen.stop()
    data = trial.seen.get_data()
    lines = {Path(path).relative_to(ROOT).as_posix(): data.contexts_by_lineno(path) for path in data.measured_files()}
    others = [name for name, one in sys.modules.items() if "site-packages" in (getattr(one, "__file__", None) or "")]
    return lines, dict(trial.seconds), others


def _tests(mutant: Mutant, reached: dict[int, list[str]], every: Collection[str]) -> set[str]:
    """The tests that reach the changed statement. Where it runs as the module is loaded: those that reach anything in it, or
    `every` one."""
    found = {test for line in mutant.lines for test in reached.get(line, ())}
    if "" in found:
        found = {test for tests in reached.values() for test in tests if test} or set(every)
    return found


def _fate(mutant: Mutant, tests: dict[str, float]) -> str:
    if not tests:
        return "not reached"
    trial = FORK.Process(target=_try, args=(mutant, tests))
    trial.start()
    trial.join(config().timeout_multiplier * sum(tests.values()) + config().timeout_constant)
    if trial.is_alive():
        trial.kill()
        trial.join()
        return "timed out"
    return "survived" if trial.exitcode in (0, pytest.ExitCode.NO_TESTS_COLLECTED) else "killed"


def _try(mutant: Mutant, tests: dict[str, float]) -> None:
    """Ends with the status of pytest: 0 where no test fails."""
    sys.meta_path.insert(0, Mutated(mutant, ROOT))
    files = sorted({test.split("::")[0] for test in tests})
    with Path(os.devnull).open("w", encoding="utf-8") as nowhere, redirect_stdout(nowhere), redirect_stderr(nowhere):
        status = pytest.main(["-x", "--tb=no", *config().pytest_add_cli_args, *files], plugins=[Trial(tests)])
    sys.exit(status)


def _report(fates: dict[Mutant, str], headline: str) -> Iterator[str]:
    """The shares as a table in Markdown, and the survivors."""
    yield f"# Mutants that the tests notice\n\n{headline}\n"
    yield "| module | tried | killed | timed out | survived | not reached | noticed | 95 % interval |"
    yield "|---|---|---|---|---|---|---|---|"
    for part in ("", *map(str, config().source_paths), *sorted({mutant.file for mutant in fates})):
        counts = Counter(fate for mutant, fate in fates.items() if mutant.file.startswith(part))
        tried, noticed = counts.total(), counts["killed"] + counts["timed out"]
        if tried:
            low, high = _wilson(noticed, tried)
            cells = " | ".join(str(counts[fate]) for fate in ("killed", "timed out", "survived", "not reached"))
            yield f"| {part or 'all'} | {tried} | {cells} | {noticed / tried:.1%} | {low:.1%} – {high:.1%} |"
    yield "\n## Survivors\n"
    for mutant, fate in sorted(fates.items(), key=lambda one: (one[0].file, one[0].lines.start)):
        if fate in ("survived", "not reached"):
            yield f"`{mutant.file}:{mutant.lines.start}` {fate}\n\n```diff\n{mutant.diff}\n```\n"


def _wilson(hits: int, of: int) -> tuple[float, float]:
    """The interval in which the share lies with 95 % confidence, after Wilson."""
    z = 1.959964
    middle, half = hits + z * z / 2, z * sqrt(hits * (of - hits) / of + z * z / 4)
    return (middle - half) / (of + z * z), (middle + half) / (of + z * z)


if __name__ == "__main__":
    main()
