"""Tests of the built site share one build, made in tests/built.py."""

import pytest


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("built")
