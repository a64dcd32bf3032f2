"""Tests of the built site share one build, made in tests/built.py."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1]))


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("built")
