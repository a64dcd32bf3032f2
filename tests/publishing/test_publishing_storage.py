"""Publishing to object storage: whatever fails, no page stands there without what it loads, and nothing was deleted."""

import os
import shutil
import subprocess
from pathlib import Path

import pytest

from built import PROJECT, fingerprints
from published import environment, program, version

STEPS = 6
"""How often the script calls rclone."""


def publish(site: Path, bucket: Path, failing: int = 0) -> subprocess.CompletedProcess[str]:
    """Publishes to a folder, as rclone treats all storage alike; its call number `failing` is broken off."""
    programs = bucket.with_name("programs")
    programs.mkdir(exist_ok=True)
    calls = programs / "calls"
    calls.write_text("", encoding="utf-8")
    count = f'echo x >>"{calls}"; [ "$(wc -l <"{calls}")" != {failing} ] || exit 1\n'
    program(programs, "rclone", f'{count}exec {shutil.which("rclone")} "$@"\n')
    settings = environment() | {"PATH": f"{programs}:{os.environ['PATH']}", "RCLONE_CONFIG": str(programs / "none")}
    script = PROJECT / "scripts/publish-storage"
    return subprocess.run(
        [script, bucket, site], env=settings, capture_output=True, text=True, timeout=120, check=False
    )


def sent(site: Path) -> dict[str, str]:
    return {name: sum for name, sum in fingerprints(site).items() if not name.startswith("_server/")}


@pytest.mark.parametrize("failing", range(1, STEPS + 1))
def test_a_run_that_fails_leaves_no_page_without_what_it_loads(tmp_path: Path, failing: int) -> None:
    site, bucket = version(tmp_path / "site", 1), tmp_path / "bucket"
    done = publish(site, bucket)
    assert done.returncode == 0, done.stderr
    assert fingerprints(bucket) == sent(site)
    former = set(sent(site))

    done = publish(version(site, 2), bucket, failing)
    assert done.returncode == 1
    assert ("nothing was deleted. Run it again." in done.stderr) == (failing < STEPS)
    assert "Run it again." in done.stderr
    stands = fingerprints(bucket)
    assert former <= set(stands)
    pages = [path.read_text(encoding="utf-8").split()[1] for path in bucket.rglob("*.html")]
    assert "2" not in pages or "pagefind/2.pf_fragment" in stands

    assert publish(site, bucket).returncode == 0
    assert fingerprints(bucket) == sent(site)


def test_without_a_site_nothing_is_sent(tmp_path: Path) -> None:
    done = publish(tmp_path, tmp_path / "bucket")
    assert done.returncode == 1
    assert done.stderr.startswith(f"There is no built site in {tmp_path}: run “make site” first")
    assert not (tmp_path / "bucket").exists()


def test_what_fails_the_verification_is_not_sent(tmp_path: Path) -> None:
    site, bucket = version(tmp_path / "site", 1), tmp_path / "bucket"
    (site / "index.html").write_text("changed since it was verified", encoding="utf-8")
    done = publish(site, bucket)
    assert done.returncode == 1
    assert done.stderr.splitlines()[-2] == "Nothing was sent: the site may not be published as it is."
    assert "The page /plans/ is missing" in done.stdout
    assert not bucket.exists()
