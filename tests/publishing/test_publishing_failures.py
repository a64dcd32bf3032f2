"""Publishing where a program, the connection or the disk fails: it is said plainly, and the published site is as it was."""

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from attested import attest
from mounted import in_own_mounts
from published import (
    AS_IT_WAS,
    command,
    content,
    environment,
    kept,
    pass_for_verified,
    program,
    publish,
    published,
    ran,
    served,
    version,
)


@pytest.mark.parametrize("missing", ["rsync", "flock", "sha256sum"])
def test_a_program_that_the_server_lacks_is_named(
    site: Path, root: Path, tmp_path: Path, fake_ssh: Callable[[str], str], missing: str
) -> None:
    for name in {"sh", "rsync", "flock", "sha256sum"} - {missing}:
        program(tmp_path / "server", name, "exit 1\n")
    (tmp_path / "server/sh").unlink()
    shell = shutil.which("sh")
    done = publish(
        site, f"www:{root}", "--ssh", fake_ssh(f'alias sh={shell}; PATH={tmp_path}/server; eval "$command"\n')
    )
    package = {"flock": "util-linux", "sha256sum": "coreutils"}.get(missing, missing)
    said = f"{missing} is not installed on www: install Debian's package {package}\n"
    assert (done.returncode, done.stderr) == (1, said + AS_IT_WAS)
    assert list(root.iterdir()) == []


def test_a_site_that_is_not_as_it_was_built_is_not_sent(site: Path, root: Path) -> None:
    attest(site)
    pass_for_verified(site)
    assert publish(site, root).returncode == 0
    release = served(root)
    (site / "index.html").write_text("something else", encoding="utf-8")
    (site / "more.html").write_text("more", encoding="utf-8")
    done = publish(site, root)
    told = f"2 files are not as they were built, such as {site / 'index.html'}: run “make site” again\n"
    assert (done.returncode, done.stderr) == (1, told + AS_IT_WAS)
    (site / "manifest.json").write_text("{", encoding="utf-8")
    done = publish(site, root)
    assert done.returncode == 1
    assert done.stderr.startswith("The manifest cannot be read: ") and done.stderr.endswith(AS_IT_WAS)
    assert (kept(root), served(root)) == ([release], release)


def test_a_program_that_this_machine_lacks_is_named(site: Path, root: Path, tmp_path: Path) -> None:
    done = publish(site, f"www:{root}", PATH=str(tmp_path))
    assert done.stderr == f"ssh is not installed on this machine: install Debian's package openssh-client\n{AS_IT_WAS}"
    for name in ("sh", "flock", "sha256sum"):
        (tmp_path / name).symlink_to(str(shutil.which(name)))
    done = publish(site, root, PATH=str(tmp_path))
    assert done.stderr == f"rsync is not installed on this machine: install Debian's package rsync\n{AS_IT_WAS}"


def test_a_server_that_does_not_answer_is_named(site: Path, root: Path, fake_ssh: Callable[[str], str]) -> None:
    done = publish(site, f"web@www:{root}", "--ssh", fake_ssh('echo "Host key verification failed." >&2; exit 255\n'))
    said = "No connection to web@www: Host key verification failed.\n"
    assert (done.returncode, done.stderr) == (1, said + AS_IT_WAS)
    refused = 'echo "web@www: Permission denied (publickey,password)." >&2; exit 255\n'
    done = publish(site, f"web@www:{root}", "--ssh", fake_ssh(refused))
    assert done.stderr == f"No connection to web@www: web@www: Permission denied (publickey,password).\n{AS_IT_WAS}"


LOSSES = {
    "while files are sent": 'case $command in rsync*) head -c 3000 | sh -c "$command" ;; *) sh -c "$command" ;; esac\n',
    "before files are sent": 'case $command in rsync*) exit 255 ;; *) sh -c "$command" ;; esac\n',
    "while files are compared": 'case $command in rsync*) sh -c "$command" ;; *) sh -c "$command" | head -n 1 ;; esac\n',
}


IMPATIENT = "import ogp.publishing.conversation as own; own.SILENCE = 4; from ogp.commands import main; main()"
"""The `ogp` command, to which the other side counts as gone sooner than in life."""


@pytest.mark.parametrize("loss", LOSSES.values(), ids=LOSSES)
def test_a_lost_connection_loses_nothing(site: Path, root: Path, fake_ssh: Callable[[str], str], loss: str) -> None:
    (one,) = published(site, root, 1)
    version(site, 2)
    done = ran([sys.executable, "-c", IMPATIENT, "publish", "--site-dir", site, "--ssh", fake_ssh(loss), f"www:{root}"])
    assert done.returncode == 1
    assert done.stderr.startswith("The connection to www was lost: "), done.stderr
    assert done.stderr.endswith(AS_IT_WAS)
    assert served(root) == one
    done = publish(site, f"www:{root}", "--ssh", fake_ssh('exec sh -c "$command"\n'))
    assert done.returncode == 0, done.stderr
    assert [name[:5] for name in kept(root)] == ["0001-", "0002-"]
    assert content(root / "current") == content(site)


def test_a_connection_lost_at_the_switch_is_told_as_such(
    site: Path, root: Path, fake_ssh: Callable[[str], str]
) -> None:
    published(site, root, 1)
    passed_on = "for line in upload verified; do read -r line; echo $line; done"
    loss = f'case $command in rsync*) sh -c "$command" ;; *) sh -c "$command" | {{ {passed_on}; }} ;; esac\n'
    done = publish(version(site, 2), f"www:{root}", "--ssh", fake_ssh(loss))
    assert done.returncode == 3
    assert done.stderr.endswith(
        "Whether the site was switched is not known: “ogp releases” tells which release is served.\n"
    )
    assert content(root / "current") == content(site)


def test_who_breaks_off_is_told_where_to_look(site: Path, root: Path, fake_ssh: Callable[[str], str]) -> None:
    (one,) = published(site, root, 1)
    slow = fake_ssh('case $command in rsync*) exec sleep 60 ;; *) exec sh -c "$command" ;; esac\n')
    running = subprocess.Popen(
        # What runs in the background of a script ignores the signal.
        [
            "env",
            "--default-signal=INT",
            *command("publish", "--ssh", slow, "--site-dir", version(site, 2), f"www:{root}"),
        ],
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert running.stdout and running.stdout.readline()
    os.killpg(running.pid, signal.SIGINT)
    said = running.communicate(timeout=60)[1]
    assert (running.returncode, said) == (1, "Broken off. “ogp releases” tells which release is served.\n")
    assert served(root) == one


def test_a_read_only_target_is_told(site: Path, root: Path) -> None:
    (one,) = published(site, root, 1)
    script = """root=$1 site=$2; shift 2
mount --bind "$root" "$root"
mount -o remount,bind,ro "$root"
"$@" publish --site-dir "$site" "$root" || echo "code $?"
"$@" rollback "$root" || echo "code $?"
"$@" releases "$root"
"""
    done = in_own_mounts(environment(), script, root, version(site, 2), *command())
    assert done.stdout.splitlines() == ["code 1", "code 1", f"{one} is served."]
    said = done.stderr.splitlines()
    assert said[0].startswith(f"{root} on this machine cannot be written to: ")
    assert "Read-only file system" in said[0]
    assert [said[0], AS_IT_WAS.strip()] * 2 == said
    assert kept(root) == [one]


def test_a_full_disk_is_told_and_freed_again(site: Path, root: Path, tmp_path: Path) -> None:
    """The second version has new files everywhere; a small one fits again."""
    big, small = version(tmp_path / "big", 2, size=30_000), version(tmp_path / "small", 3)
    script = """root=$1 one=$2 big=$3 small=$4; shift 4
mount -t tmpfs -o size=2m none "$root"
"$@" publish --site-dir "$one" "$root" >/dev/null
"$@" publish --site-dir "$big" "$root" || echo "code $?"
cat "$root/current/index.html"
ls -A "$root/releases" | wc -l
"$@" publish --site-dir "$small" "$root" >/dev/null
cat "$root/current/index.html"
"""
    done = in_own_mounts(environment(), script, root, site, big, small, *command())
    assert done.stdout.splitlines() == [
        "Sending 126 files to this machine",
        "code 1",
        "version 1 of index.html",
        "2",
        "version 3 of index.html",
    ]
    assert done.stderr.startswith("The disk of this machine is full: ")
    assert done.stderr.endswith(AS_IT_WAS)
