"""How much is tried: little and always the same in the whole suite, more than 20,000 inputs by `make fuzz`."""

from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from inputs import COUNTS

_UNCHECKED = (HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.large_base_example)
settings.register_profile("quick", max_examples=40, derandomize=True, deadline=None, suppress_health_check=_UNCHECKED)
settings.register_profile("deep", max_examples=1600, deadline=None, suppress_health_check=_UNCHECKED, print_blob=True)
settings.load_profile("quick")


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Hands what one of several processes counted to the one that prints it."""
    if hasattr(session.config, "workeroutput"):
        session.config.workeroutput["counts"] = dict(COUNTS)


def pytest_testnodedown(node: Any) -> None:
    COUNTS.update(getattr(node, "workeroutput", {}).get("counts", {}))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if COUNTS:
        terminalreporter.section("inputs tried")
        for name, count in sorted(COUNTS.items()):
            terminalreporter.write_line(f"{count:>7}  {name}")
        terminalreporter.write_line(f"{sum(COUNTS.values()):>7}  altogether")
