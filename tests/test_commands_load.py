"""Each command loads what it needs, and no more: most people wait for it many times a day."""

import os
import subprocess
import sys
from importlib import import_module

import pytest

from built import PROJECT
from ogp.commands import main


@pytest.mark.parametrize("module", sorted(set(main.modules.values())))
def test_every_command_of_a_module_is_known_by_its_name(module: str) -> None:
    held = {command.name for command in import_module(f"ogp.{module}").COMMANDS}
    assert held == {name for name, own in main.modules.items() if own == module}


def test_a_build_begins_without_what_only_other_commands_need() -> None:
    program = "import sys, ogp.commands, ogp.building; print(*sys.modules)"
    environment = os.environ | {"PYTHONPATH": str(PROJECT / "hooks")}
    done = subprocess.run([sys.executable, "-c", program], env=environment, capture_output=True, text=True, check=True)
    loaded = set(done.stdout.split())
    assert "ogp.building" in loaded
    assert not loaded & {"mkdocs", "pydantic", "requests", "weasyprint", "ogp.register", "ogp.exports"}
