"""The same revision built twice, in surroundings as unlike as one machine can make them, and compared byte by byte.

`make reproducible` builds both without anything kept from before; the tests build the second one and compare it with theirs.
"""

import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from built import PROJECT, environment, fingerprints, project_copy

_OTHER_DISK = Path("/dev/shm")
"""A file system in memory, where Linux has one: it lists files in the order in which they were made."""


def same_project(target: Path) -> Path:
    """The project in the folder `target`, at the same commit and with the same changes that are not yet committed."""
    if _git("rev-parse", "HEAD").returncode:
        return project_copy(target)
    subprocess.run(["git", "clone", "--quiet", PROJECT, target], check=True)
    changed = _git("ls-files", "-z", "--modified", "--others", "--deleted", "--exclude-standard").stdout
    for name in filter(None, changed.split("\0")):
        if (PROJECT / name).exists():
            (target / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(PROJECT / name, target / name)
        else:
            (target / name).unlink(missing_ok=True)
    return target


def _git(*arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(["git", "-C", PROJECT, *arguments], capture_output=True, text=True, check=False)


def build_elsewhere(project: Path) -> Path:
    """The site of `project`, a copy in another folder, built from nothing with another clock, time zone, locale (one without
    Unicode), order of hashes, order of files in a folder, mask of rights, and disk for what is temporary."""
    with tempfile.TemporaryDirectory(dir=_OTHER_DISK if _OTHER_DISK.is_dir() else None) as scratch:
        settings = {
            "TZ": "Pacific/Kiritimati",
            "LANG": "C",
            "LC_ALL": "C",
            "PYTHONUTF8": "0",
            "PYTHONCOERCECLOCALE": "0",
            "PYTHONHASHSEED": "4321",
            "PYTHONPATH": f"{PROJECT / 'tests/unlike'}:{project / 'hooks'}",
            "TMPDIR": scratch,
        }
        # Forwards, because a record may not be of the future.
        return _built(["faketime", "-f", "+400d", *_command()], project, settings, umask=0o077)


def _build_here(project: Path) -> Path:
    """The site of `project`, built from nothing in the surroundings as they are."""
    return _built(_command(), project, {})


def _command() -> list[str]:
    return [str(Path(sys.executable).with_name("ogp")), "build"]


def _built(command: list[str], project: Path, settings: dict[str, str], umask: int = 0o022) -> Path:
    done = subprocess.run(
        command,
        cwd=project,
        env=environment(project, OGP_CACHE=str(project / ".cache/ogp"), **settings),
        umask=umask,
        capture_output=True,
        text=True,
        errors="replace",
        timeout=900,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


def differing(one: Path, other: Path) -> list[str]:
    """The files that are not the same in both folders, or only in one of them."""
    ours, theirs = fingerprints(one), fingerprints(other)
    return sorted(name for name in ours.keys() | theirs.keys() if ours.get(name) != theirs.get(name))


def main() -> None:
    """Builds twice, compares, and tells what differs."""
    with tempfile.TemporaryDirectory() as first, tempfile.TemporaryDirectory() as second:
        projects = [same_project(Path(first) / "project"), same_project(Path(second) / "a copy of the" / "project")]
        sites = []
        for build, project in zip((_build_here, build_elsewhere), projects, strict=True):
            began = time.monotonic()
            sites.append(build(project))
            print(f"Built in {time.monotonic() - began:.0f} seconds", flush=True)
        found = differing(*sites)
        sizes = [path.stat().st_size for path in sites[0].rglob("*") if path.is_file()]
    for name in found:
        print(f"{name} differs")
    if found:
        sys.exit(1)
    print(f"{len(sizes)} files, {sum(sizes)} bytes: the same bytes in both")


if __name__ == "__main__":
    main()
