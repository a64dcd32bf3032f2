"""A build that is killed at any moment, or has no room, leaves the former site; the next one leaves nothing of it behind."""

import os
import shutil
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from built import PROJECT, fingerprints, ogp, ogp_command
from killed import kill_after, moments, programs_about, watched
from mounted import in_own_mounts
from ogp import replacing
from ogp.messages import message
from ogp.replacing import take_place, workshop
from ogp.translation import Translator
from served import served
from small import small_project

KILLS = 6


@dataclass(frozen=True, slots=True)
class Small:
    """A small project, its two versions by what is changed for each, and the seconds that a build takes."""

    project: Path
    versions: tuple[dict[str, str], dict[str, str]]
    seconds: float

    @property
    def site(self) -> Path:
        return self.project / "site"

    def write(self, version: int) -> None:
        plan = self.project / "data/plans/nap1/plan.yaml"
        text = plan.read_text(encoding="utf-8")
        plan.write_text(text.replace("Plan A ", "").replace("First", f"{'Plan A ' * version}First"), encoding="utf-8")

    def store(self) -> dict[str, str]:
        return {"OGP_CACHE": str(self.project / "store")}


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Small:
    project = small_project(tmp_path_factory.mktemp("small") / "project")
    made = []
    for version in (1, 0):
        own = Small(project, ({}, {}), 0)
        own.write(version)
        _build(project)
        made.append(fingerprints(project / "site"))
    # A store of its own, in which nothing else than the killed builds can leave anything.
    shutil.copytree(
        PROJECT / ".cache/ogp/summed",
        project / "store/summed",
        copy_function=os.link,
        ignore=shutil.ignore_patterns(".*"),
    )
    began = time.monotonic()
    _build(project, **own.store())
    return Small(project, (made[1], made[0]), time.monotonic() - began)


def _build(project: Path, *arguments: str, **settings: str) -> None:
    done = ogp("build", *arguments, project=project, **settings)
    assert done.returncode == 0, done.stderr


def _beside(site: Path) -> list[str]:
    return [path.name for path in site.parent.iterdir() if path.name.startswith(".")]


def test_whenever_a_build_is_killed_the_site_is_one_whole_version(small: Small, pytestconfig: pytest.Config) -> None:
    """Every fifth one is killed when its site has just taken the place, before it has tidied up."""
    kills = pytestconfig.getoption("--kills") or KILLS
    pages = ("/", "/en/", "/en/plans/nap1/")
    both = {page: {version[f"{page.lstrip('/')}index.html"] for version in small.versions} for page in pages}
    command, settings = ogp_command("build", project=small.project, **small.store())
    stood, switched, killed = 0, 0, 0
    with served(small.site) as server, watched(server, both) as watcher:
        for number, moment in enumerate(moments(kills, small.seconds, seed=19)):
            wanted = 1 - stood
            small.write(wanted)
            before = small.site.stat().st_ino
            running = subprocess.Popen(
                command, cwd=small.project, env=settings, start_new_session=True, text=True,
                stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            )  # fmt: skip
            if number % 5:
                killed += kill_after(running, moment)
            else:
                killed += kill_after(running, 120, lambda: small.site.stat().st_ino != before)  # noqa: B023
            found = fingerprints(small.site)
            assert found in small.versions, moment
            now = small.versions.index(found)
            switched += now != stood
            stood = now
        small.write(1 - stood)
        while programs_about(small.project):
            time.sleep(0.05)
        _build(small.project, **small.store())
    assert fingerprints(small.site) == small.versions[1 - stood]
    assert _beside(small.site) == []
    assert [path.name for path in (small.project / "store").iterdir() if path.name.startswith(".")] == []
    assert killed and switched
    assert watcher.wrong == []
    print(f"\n{killed} builds killed of {kills}, {switched} of them switched; {watcher.answers} answers, all whole")


@pytest.mark.parametrize("lang", ["en", "ar"])
def test_a_full_disk_leaves_the_former_site(small: Small, tmp_path: Path, lang: str) -> None:
    """It has room for half of the site."""
    half = sum(path.stat().st_size for path in small.site.rglob("*") if path.is_file()) // 2048
    script = """disk=$1 half=$2; shift 2
mount -t tmpfs -o size="$half"k none "$disk"
mkdir "$disk/site"
echo former >"$disk/site/index.html"
"$@" --site-dir "$disk/site" >"$disk.log" 2>&1 || echo "code $?"
cat "$disk/site/index.html"
ls -A "$disk"
"""
    command, settings = ogp_command("build", "--lang", lang, project=small.project, **small.store())
    done = in_own_mounts(settings, script, tmp_path, str(half), *command, cwd=small.project)
    assert done.stdout.splitlines() == ["code 1", "former", "site"]
    translate = Translator("ar_JO" if lang == "ar" else "en_GB", PROJECT / "translations")
    full = translate(message("The disk is full: make room and try again"))
    as_it_was = translate(message("Nothing was written: {folder} is as it was.", folder=f"{tmp_path}/site"))
    said = tmp_path.with_name(f"{tmp_path.name}.log").read_text(encoding="utf-8")
    assert said.splitlines()[-2:] == [full, as_it_was]
    assert "Traceback" not in said


def test_a_folder_that_may_not_be_written_to_is_told(small: Small, tmp_path: Path) -> None:
    script = """disk=$1; shift
mount -t tmpfs none "$disk"
mkdir "$disk/site"
echo former >"$disk/site/index.html"
mount -o remount,ro "$disk"
"$@" --site-dir "$disk/site" || echo "code $?"
cat "$disk/site/index.html"
"""
    command, settings = ogp_command("build", project=small.project, **small.store())
    done = in_own_mounts(settings, script, tmp_path, *command, cwd=small.project)
    assert done.stdout.splitlines() == ["code 1", "former"]
    assert done.stderr == (
        f"{tmp_path} cannot be written to: Read-only file system\nNothing was written: {tmp_path}/site is as it was.\n"
    )


@pytest.mark.parametrize(("options", "draft"), [("size=100k", []), ("ro", ["--draft"])])
def test_what_cannot_be_kept_hinders_no_build(small: Small, tmp_path: Path, options: str, draft: list[str]) -> None:
    """The store stands on a disk that is full or may not be written to."""
    expected = small.site
    if draft:
        expected = tmp_path.with_name("draft")
        _build(small.project, *draft, "--site-dir", str(expected))
    script = """disk=$1 options=$2; shift 2
mount -t tmpfs -o "$options" none "$disk"
OGP_CACHE="$disk" "$@"
ls -A "$disk" | grep -c half || true
"""
    own = tmp_path.with_name(f"{tmp_path.name}-own")
    command, settings = ogp_command("build", *draft, "--site-dir", str(own), project=small.project)
    done = in_own_mounts(settings, script, tmp_path, options, *command, cwd=small.project)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "0"
    assert f"could not be kept in {tmp_path}, so the next build takes as long: " in done.stderr
    assert fingerprints(own) == fingerprints(expected)


def test_a_run_that_lives_is_left_alone_and_what_the_dead_left_is_not(tmp_path: Path) -> None:
    place = tmp_path / "site"
    with workshop(place) as living:
        living.made.mkdir()
        dead = tmp_path / ".site-half-abcd1234"
        (dead / "site").mkdir(parents=True)
        with workshop(place) as other:
            assert other.made.parent != living.made.parent
            assert living.made.is_dir() and not dead.exists()
    assert list(tmp_path.iterdir()) == []


def test_what_a_killed_run_took_away_comes_back(tmp_path: Path) -> None:
    """As where the file system cannot exchange two folders, and the run was killed between two steps."""
    place, dead = tmp_path / "site", tmp_path / ".site-half-abcd1234"
    for name in ("former", "site"):
        (dead / name).mkdir(parents=True)
        (dead / name / "index.html").write_text(name, encoding="utf-8")
    with workshop(place):
        assert (place / "index.html").read_text(encoding="utf-8") == "former"
    assert list(tmp_path.iterdir()) == [place]


@pytest.mark.parametrize("can", [True, False])
def test_one_folder_takes_the_place_of_another(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, *, can: bool) -> None:
    if not can:
        monkeypatch.setattr(replacing, "_exchange", lambda one, other: False)
    place = tmp_path / "site"
    for text in ("first", "second"):
        with workshop(place) as own:
            own.made.mkdir()
            (own.made / "index.html").write_text(text, encoding="utf-8")
            take_place(own.made, place)
            assert (place / "index.html").read_text(encoding="utf-8") == text
    assert list(tmp_path.iterdir()) == [place]
