"""Shell scripts that may mount file systems, which nobody else sees: small ones, that are soon full, and read-only ones."""

import subprocess
from collections.abc import Mapping
from pathlib import Path

import pytest


def in_own_mounts(
    environment: Mapping[str, str], script: str, *arguments: str | Path, cwd: Path | None = None
) -> subprocess.CompletedProcess[str]:
    """Runs a `script` with `arguments`; whatever happens, it is said in sentences."""
    if subprocess.run(["unshare", "-rm", "true"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount file systems, even for oneself")
    done = subprocess.run(
        ["unshare", "-rm", "sh", "-euc", script, "sh", *arguments],
        cwd=cwd, env=environment, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stdout + done.stderr
    return done
