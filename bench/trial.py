"""A run of the tests in this process, by which `make mutants` learns what they reach and whether they notice a mutant."""

from collections import defaultdict

import coverage
import pytest
from mutmut.configuration import config


class Trial:
    """A plugin of pytest: runs all tests and notes which lines each reaches and how long it takes, or runs only the `given` ones,
    the quickest first."""

    def __init__(self, given: dict[str, float] | None = None) -> None:
        self.given = given
        self.seconds: dict[str, float] = defaultdict(float)
        self.seen = coverage.Coverage(data_file=None, source=[str(path) for path in config().source_paths])

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        if given := self.given:
            items[:] = sorted((item for item in items if item.nodeid in given), key=lambda item: given[item.nodeid])

    def pytest_runtest_logstart(self, nodeid: str) -> None:
        if not self.given:
            self.seen.switch_context(nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.seconds[report.nodeid] += report.duration
