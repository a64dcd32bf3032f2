"""The folders that publishing needs, and a connection to a server that is this machine."""

from collections.abc import Callable
from pathlib import Path

import pytest

from published import program, version


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """The folder on the server."""
    folder = tmp_path / "where it is served"
    folder.mkdir()
    return folder


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The built site, in its first version."""
    return version(tmp_path / "site", 1)


@pytest.fixture
def fake_ssh(tmp_path: Path) -> Callable[[str], str]:
    """Makes a program that is called like ssh and does on this machine what `lines` make of "$command"."""
    options = 'while :; do case $1 in -o | -l) shift 2 ;; --) shift ;; *) break ;; esac; done; shift; command="$*"\n'
    return lambda lines: str(program(tmp_path / "programs", "ssh", options + lines))
