"""Publishing to a plain server: a release is whole and verified before it is served, and what goes wrong is said plainly."""

import fcntl
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from built import PROJECT
from ogp.messages import message
from ogp.publishing.target import PublishingError, target_of
from published import AS_IT_WAS, content, kept, program, publish, published, run, served, version

ON_SERVER = PROJECT / "hooks/ogp/publishing/on_server.sh"


def test_a_version_is_served_whole_and_the_next_one_takes_its_place(site: Path, root: Path) -> None:
    first = publish(site, root)
    assert first.stdout == f"Sending 126 files to this machine\n{served(root)} is served.\n", first.stderr
    assert content(root / "current") == content(site)
    before = served(root)

    second = publish(version(site, 2), root)
    assert second.stdout.endswith(f"{served(root)} is served.\nBefore it: {before}\n"), second.stderr
    assert content(root / "current") == content(site)
    assert (root / "former").readlink() == Path("releases", before)
    assert kept(root) == [before, served(root)]
    listed = run("releases", root)
    assert listed.stdout.splitlines() == [before, f"{served(root)} is served."]


def test_what_stays_the_same_is_kept_once_and_keeps_its_time(site: Path, root: Path) -> None:
    old, new = (root / "releases" / name for name in published(site, root, 1, 2))
    same, other = Path("assets/7 ط.css"), Path("7/index.html")
    assert (old / same).samefile(new / same)
    assert not (old / other).samefile(new / other)
    assert oct((new / same).stat().st_mode) == oct(0o100644)
    assert oct((new / "assets").stat().st_mode) == oct(new.stat().st_mode) == oct(0o40755)


def test_the_same_version_is_not_published_twice(site: Path, root: Path) -> None:
    names = published(site, root, 1)
    done = publish(version(site, 1), root)
    assert done.stdout == f"{names[0]} is served.\nIt was already; nothing had to be done.\n"
    assert kept(root) == names


def test_what_has_changed_since_it_was_verified_is_verified_anew(site: Path, root: Path) -> None:
    """It is no site of this project: nearly all pages are missing."""
    names = published(site, root, 1)
    (site / "7/index.html").write_text("changed by hand", encoding="utf-8")
    done = publish(site, root)
    assert done.returncode == 1
    assert done.stdout.startswith("Verifying the site first, as it has not been verified since it was built\n")
    assert "The page /plans/ is missing" in done.stdout
    assert kept(root) == names


def test_a_site_that_changes_while_it_is_sent_is_not_served(site: Path, root: Path, tmp_path: Path) -> None:
    names = published(site, root, 1)
    real = shutil.which("rsync")
    program(tmp_path / "programs", "rsync", f'echo new >"{site}/7/index.html"; exec {real} "$@"\n')
    done = publish(version(site, 2), root, PATH=f"{tmp_path}/programs:{os.environ['PATH']}")
    assert (done.returncode, done.stderr) == (1, f"1 file did not arrive as it was sent: 7/index.html\n{AS_IT_WAS}")
    assert kept(root) == names


def test_a_release_that_was_changed_on_the_server_is_not_built_upon(site: Path, root: Path) -> None:
    (old,) = published(site, root, 1)
    damaged = root / "releases" / old / "assets/7 ط.css"
    kept_time = damaged.stat()
    damaged.write_bytes(b"x" * kept_time.st_size)
    os.utime(damaged, ns=(kept_time.st_atime_ns, kept_time.st_mtime_ns))
    assert publish(site, root).returncode == 0
    assert served(root) != old
    assert content(root / "current") == content(site)


def test_the_newest_releases_are_kept(site: Path, root: Path) -> None:
    names = published(site, root, 1, 2)
    publish(version(site, 3), root, "--keep", "2")
    assert [name[:4] for name in kept(root)] == ["0002", "0003"]
    assert kept(root)[0] == names[1]


def test_rollback_goes_back_one_release_at_a_time(site: Path, root: Path) -> None:
    one, two, three = published(site, root, 1, 2, 3)
    done = run("rollback", root)
    assert (done.returncode, done.stdout) == (0, f"{two} is served.\nBefore it: {three}\n")
    assert run("rollback", root).returncode == 0
    assert served(root) == one
    done = run("rollback", root)
    assert (done.returncode, done.stderr) == (1, f"No earlier release is kept on this machine\n{AS_IT_WAS}")
    assert run("rollback", "--to", three, root).returncode == 0
    assert served(root) == three
    assert kept(root) == [one, two, three]


def test_rollback_passes_by_a_release_that_was_taken_back(site: Path, root: Path) -> None:
    one, bad = published(site, root, 1, 2)
    run("rollback", root)
    *_, mended = published(site, root, 3)
    assert mended.startswith("0003-")
    run("rollback", root)
    assert served(root) == one
    assert bad in kept(root)


@pytest.mark.parametrize("to", ["0009-2026-11-26-abc", "../releases", ".lock", "0001"])
def test_rollback_to_what_is_no_release_is_refused(site: Path, root: Path, to: str) -> None:
    published(site, root, 1, 2)
    before = served(root)
    done = run("rollback", "--to", to, root)
    assert (done.returncode, served(root)) == (1, before)
    assert done.stderr == f"There is no release {to} on this machine; “ogp releases” lists them\n{AS_IT_WAS}"


def test_the_server_runs_a_command_after_the_switch(site: Path, root: Path) -> None:
    done = publish(site, root, "--after", "cat current/0/index.html >seen")
    assert done.returncode == 0
    assert (root / "seen").read_text(encoding="utf-8") == "version 1 of 0/index.html\n"
    done = publish(version(site, 2), root, "--after", "echo no such unit >&2; exit 4")
    assert done.returncode == 3
    assert done.stderr == (
        "The command that was to follow failed on this machine: no such unit\n"
        f"The site was switched all the same: {served(root)} is served.\n"
    )
    assert served(root).startswith("0002-")


DAMAGES = {
    "a changed file": ("echo x >>7/index.html", "1 file did not arrive as it was sent: 7/index.html"),
    "a lost file": ("rm '9/index.html'", "1 file did not arrive as it was sent: 9/index.html"),
    "lost files": ("rm -r en", "42 files did not arrive as they were sent, such as en/0/index.html"),
    "a shorter list": ("sed -i 1d _server/SHA256SUMS", "1 file did not arrive as it was sent: _server/SHA256SUMS"),
    "no list": ("rm _server/SHA256SUMS", "1 file did not arrive as it was sent: _server/SHA256SUMS"),
}


@pytest.mark.parametrize(("damage", "said"), DAMAGES.values(), ids=DAMAGES)
def test_what_did_not_arrive_as_it_was_sent_is_not_served(
    site: Path, root: Path, tmp_path: Path, damage: str, said: str
) -> None:
    names = published(site, root, 1)
    before = content(root / "current")
    real = shutil.which("rsync")
    program(tmp_path / "programs", "rsync", f'{real} "$@" && cd "{root}/releases/"/.half-* && {damage}\n')
    done = publish(version(site, 2), root, PATH=f"{tmp_path}/programs:{os.environ['PATH']}")
    assert (done.returncode, done.stderr) == (1, f"{said}\n{AS_IT_WAS}")
    assert (kept(root), content(root / "current")) == (names, before)


def test_two_runs_do_not_mix(site: Path, root: Path) -> None:
    names = published(site, root, 1)
    with (root / "releases/.lock").open("a") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for done in (publish(version(site, 2), root), run("rollback", root)):
            assert done.returncode == 1
            assert done.stderr == (
                f"Someone is publishing to this machine at this moment: try again when that is done\n{AS_IT_WAS}"
            )
    assert kept(root) == names
    assert len(published(site, root, 2)) == 2


def test_who_says_nothing_any_more_does_not_keep_the_lock(site: Path, root: Path) -> None:
    """As where the network is gone and tells nobody: the other end stays open. A word keeps it waiting."""
    published(site, root, 1)
    script = ["sh", ON_SERVER, "publish", root, "1", "0" * 64, "5", ""]
    with subprocess.Popen(script, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1) as running:
        assert running.stdin and running.stdout
        assert running.stdout.readline().startswith("upload .half-0002-")
        running.stdin.write("waiting\n")
        assert running.wait(60) == 1
    assert [name[:5] for name in published(site, root, 2)] == ["0001-", "0002-"]


def test_what_was_left_half_made_goes_with_the_next_run(site: Path, root: Path) -> None:
    published(site, root, 1)
    shutil.copytree(root / "current", root / "releases/.half-0002-2026-11-26-abc-1")
    assert [name[:5] for name in published(site, root, 2)] == ["0001-", "0002-"]


def test_what_is_no_link_is_not_replaced(site: Path, root: Path) -> None:
    (root / "current").mkdir()
    done = publish(site, root)
    assert done.returncode == 1
    assert done.stderr.startswith(f"“current” in {root} on this machine is not a link: move it away first\n")


def test_without_a_site_or_a_folder_nothing_is_done(site: Path, root: Path, tmp_path: Path) -> None:
    done = publish(tmp_path, root)
    assert (done.returncode, done.stderr) == (
        1,
        f"There is no built site in {tmp_path}: run “make site” first\n{AS_IT_WAS}",
    )
    done = publish(site, root / "typo")
    said = f"There is no folder {root}/typo on this machine: make it, and let it belong to the user who publishes\n"
    assert (done.returncode, done.stderr) == (1, said + AS_IT_WAS)
    assert list(root.iterdir()) == []
    assert run("releases", root).stdout == "Nothing has been published there.\n"


@pytest.mark.parametrize(
    ("text", "host", "folder"),
    [
        ("www.example.org:/srv/ogp", "www.example.org", "/srv/ogp"),
        ("web@www.example.org:site", "web@www.example.org", "site"),
        ("web@[2001:db8::1]:/srv/my site", "web@[2001:db8::1]", "/srv/my site"),
        ("/srv/a:b", None, "/srv/a:b"),
    ],
)
def test_targets(text: str, host: str | None, folder: str) -> None:
    target = target_of(text, "ssh -p 22")
    assert (target.host, target.folder) == (host, folder)
    if host:
        assert target.command("a b")[-3:] == ["--", host.replace("[", "").replace("]", ""), "'a b'"]


@pytest.mark.parametrize(
    "text", ["", "host::module", "rsync://host/module", "-oProxyCommand=x:/srv", "a@-x:/srv", "host:"]
)
def test_what_is_no_target_is_refused(text: str) -> None:
    with pytest.raises(PublishingError) as refused:
        target_of(text, "ssh")
    assert refused.value.message == message("“{target}” is neither a folder nor written as host:folder", target=text)
