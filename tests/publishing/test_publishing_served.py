"""What is published is served by nginx whole, whenever a run is killed, as deploy/nginx.conf sets it up; and by way of ssh."""

import getpass
import http.client
import os
import random
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Event, Thread

import pytest

from killed import moments, programs_about
from published import AS_IT_WAS, command, content, environment, publish, run, served_as_in_the_example, version
from served import free_port, wait_for

KILLS = 24


def get(connection: http.client.HTTPConnection, path: str) -> tuple[int, str]:
    connection.request("GET", path)
    answer = connection.getresponse()
    return answer.status, answer.read().decode()


def connect(server: str) -> http.client.HTTPConnection:
    return http.client.HTTPConnection(server.removeprefix("http://"), timeout=20)


class Reader(Thread):
    """Reads two pages of the site over and over, and notes what cannot be of one version."""

    def __init__(self, server: str) -> None:
        super().__init__()
        self._connection = connect(server)
        self._end = Event()
        self.rounds = 0
        self.seen: list[int] = []
        self.wrong: list[object] = []

    def run(self) -> None:
        try:
            # A little rest, for what is watched needs the machine too.
            while not self._end.wait(0.002):
                self._read()
            self._read()
        except (OSError, http.client.HTTPException) as error:
            self.wrong.append(error)
        finally:
            self._connection.close()

    def _read(self) -> None:
        answers = [get(self._connection, page) for page in ("/", "/en/39/", "/")]
        self.rounds += 1
        pages = ("index.html", "en/39/index.html", "index.html")
        whole = [
            int(text.split()[1])
            for (status, text), page in zip(answers, pages, strict=True)
            if status == 200 and text.startswith("version ") and text.endswith(f" of {page}\n")
        ]
        # What was read between two pages of one version is of that version.
        if len(whole) < 3 or (whole[0] == whole[2] != whole[1]):
            self.wrong.append(answers)
        for number in whole:
            if number not in self.seen[-1:]:
                self.seen.append(number)

    def stop(self) -> None:
        self._end.set()
        self.join()


@contextmanager
def reading(server: str) -> Iterator[Reader]:
    reader = Reader(server)
    reader.start()
    try:
        yield reader
    finally:
        reader.stop()


def start(site: Path, root: Path) -> subprocess.Popen[str]:
    return subprocess.Popen(
        command("publish", "--site-dir", site, root),
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )


def publish_in_the_end(site: Path, root: Path | str, *options: str) -> None:
    """Publishes when those have ended who were left behind by a run that was killed."""
    for _ in range(200):
        done = publish(site, root, *options)
        if "Someone is publishing" not in done.stderr:
            assert done.returncode == 0, done.stderr
            return
        time.sleep(0.1)
    raise AssertionError("the lock stays")


def test_whenever_a_run_is_killed_the_site_is_one_whole_version(tmp_path: Path, pytestconfig: pytest.Config) -> None:
    """Every second time all that it started is killed with it."""
    kills = pytestconfig.getoption("--kills") or KILLS
    chance = random.Random(8)
    root, site = tmp_path / "root", tmp_path / "site"
    root.mkdir()
    began = time.monotonic()
    publish_in_the_end(version(site, 0), root)
    usual = time.monotonic() - began
    versions = {0: content(site)}
    interrupted = 0
    with served_as_in_the_example(root) as server, reading(server) as reader:
        for number in range(1, kills + 1):
            versions[number] = content(version(site, number))
            running = start(site, root)
            if number % 3:
                assert running.stdout and running.stdout.readline()
            time.sleep(chance.uniform(0, usual * (0.6 if number % 3 else 1)))
            (os.killpg if number % 2 else os.kill)(running.pid, signal.SIGKILL)
            interrupted += running.wait() != 0
            running.communicate()
            # Who is left behind may have been told to switch, and does so at any moment.
            release = (root / "current").resolve()
            now = int((release / "index.html").read_text(encoding="utf-8").split()[1])
            assert content(release) == versions[now]
            if number % 4 == 0:
                publish_in_the_end(site, root)
                assert content(root / "current") == versions[number]
                names = [path.name for path in (root / "releases").iterdir()]
                assert not [name for name in names if name.startswith(".half")], names
        publish_in_the_end(site, root)
    assert interrupted > kills / 2
    assert content(root / "current") == versions[kills]
    assert not list((root / "releases").glob(".half*"))
    assert reader.wrong == []
    assert reader.rounds > kills
    assert reader.seen == sorted(reader.seen) and len(reader.seen) > kills / 4
    print(f"\n{interrupted} publications killed of {kills}; {reader.rounds} readings, all of one whole version")


def test_nginx_follows_each_switch_and_the_way_back(tmp_path: Path) -> None:
    root, site = tmp_path / "root", tmp_path / "site"
    root.mkdir()
    publish_in_the_end(version(site, 1), root)
    with served_as_in_the_example(root) as server, reading(server) as reader:
        connection = connect(server)
        assert get(connection, "/")[1] == "version 1 of index.html\n"
        publish_in_the_end(version(site, 2), root)
        assert get(connection, "/")[1] == "version 2 of index.html\n"
        # Who began a search in the first version goes on with it.
        assert get(connection, "/pagefind/1.pf_fragment") == (200, "1")
        assert get(connection, "/pagefind/2.pf_fragment") == (200, "2")
        assert get(connection, "/no/such") == (404, "version 2 of 404.html\n")
        assert get(connection, "/en/no/such") == (404, "version 2 of en/404.html\n")
        assert get(connection, "/_server/SHA256SUMS")[0] == 404
        assert run("rollback", root).returncode == 0
        assert get(connection, "/")[1] == "version 1 of index.html\n"
        connection.request("GET", "/OLD/")
        answer = connection.getresponse()
        assert (answer.status, answer.getheader("Location")) == (301, "/0/")
        connection.close()
    assert reader.wrong == []
    assert reader.seen == [1, 2, 1]


def test_nginx_starts_before_the_first_publication(tmp_path: Path) -> None:
    with served_as_in_the_example(tmp_path) as server:
        connection = connect(server)
        assert get(connection, "/")[0] == 404
        publish_in_the_end(version(tmp_path / "site", 1), tmp_path)
        assert get(connection, "/") == (200, "version 1 of index.html\n")
        connection.close()


@pytest.fixture
def ssh(tmp_path: Path) -> Iterator[str]:
    """A real ssh server on this machine, for its own user, and the command that reaches it."""
    program = shutil.which("sshd", path=f"{os.environ.get('PATH', '')}:/usr/sbin")
    if not program:
        pytest.skip("sshd is not installed; where it would start by itself, make test does not install it")
    keys = tmp_path / "keys"
    keys.mkdir(mode=0o700)
    for name in ("host", "user"):
        subprocess.run(["ssh-keygen", "-q", "-t", "ed25519", "-N", "", "-f", keys / name], check=True)
    port = free_port()
    settings = {
        "ListenAddress": f"127.0.0.1:{port}",
        "HostKey": keys / "host",
        "AuthorizedKeysFile": keys / "user.pub",
        "PidFile": "none",
        "UsePAM": "no",
        "StrictModes": "no",
        "PasswordAuthentication": "no",
        "PermitRootLogin": "yes",
    }
    (keys / "sshd_config").write_text(
        "".join(f"{name} {value}\n" for name, value in settings.items()), encoding="utf-8"
    )
    host_key = (keys / "host.pub").read_text(encoding="utf-8")
    (keys / "known_hosts").write_text(f"[127.0.0.1]:{port} {host_key}", encoding="utf-8")
    if os.getuid() == 0:
        Path("/run/sshd").mkdir(mode=0o755, exist_ok=True)
    with subprocess.Popen([program, "-D", "-e", "-f", keys / "sshd_config"], stderr=subprocess.DEVNULL) as running:
        try:
            wait_for(running, port)
            options = f"-o UserKnownHostsFile={keys}/known_hosts -o IdentitiesOnly=yes"
            yield f"ssh -F none -p {port} -i {keys}/user {options}"
        finally:
            running.terminate()


def test_by_way_of_ssh(tmp_path: Path, ssh: str) -> None:
    root, site = tmp_path / "root of the site", tmp_path / "site"
    root.mkdir()
    target = f"{getpass.getuser()}@127.0.0.1:{root}"
    for number in (1, 2):
        done = run("publish", "--ssh", ssh, "--site-dir", version(site, number), target)
        assert done.returncode == 0, done.stderr
        assert content(root / "current") == content(site)
    one, two = sorted(path.name for path in (root / "releases").glob("[0-9]*"))
    assert (root / "releases" / one / "assets/7 ط.css").samefile(root / "releases" / two / "assets/7 ط.css")
    assert run("releases", target, RSYNC_RSH=ssh).stdout.splitlines() == [one, f"{two} is served."]
    assert run("rollback", "--ssh", ssh, target).stdout == f"{one} is served.\nBefore it: {two}\n"

    running = subprocess.Popen(
        command("publish", "--ssh", ssh, "--site-dir", version(site, 3), target),
        env=environment(),
        stdout=subprocess.PIPE,
        start_new_session=True,
    )
    assert running.stdout and running.stdout.readline()
    os.killpg(running.pid, signal.SIGKILL)
    running.communicate()
    assert (root / "current").readlink() == Path("releases", one)
    publish_in_the_end(site, target, "--ssh", ssh)
    assert content(root / "current") == content(site)


VICTIMS = ("the run", "the server's side", "both", "the connections")


def test_whoever_is_killed_over_ssh_the_site_is_one_whole_version(
    tmp_path: Path, ssh: str, pytestconfig: pytest.Config
) -> None:
    """Who is left says in a sentence that it is alone."""
    kills = pytestconfig.getoption("--kills") or KILLS // 3
    root, site = tmp_path / "root", tmp_path / "site"
    root.mkdir()
    target = f"{getpass.getuser()}@127.0.0.1:{root}"
    began = time.monotonic()
    publish_in_the_end(version(site, 0), target, "--ssh", ssh)
    usual = time.monotonic() - began
    versions, killed = {0: content(site)}, 0
    with served_as_in_the_example(root) as server, reading(server) as reader:
        for number, moment in enumerate(moments(kills, usual, seed=21), 1):
            versions[number] = content(version(site, number))
            running = subprocess.Popen(
                command("publish", "--ssh", ssh, "--site-dir", site, target),
                env=environment(), stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, start_new_session=True,
            )  # fmt: skip
            time.sleep(moment)
            victims = _victims(VICTIMS[number % 4], running.pid, root)
            alive = running.poll() is None
            for pid in victims:
                with suppress(ProcessLookupError):
                    os.kill(pid, signal.SIGKILL)
            killed += alive and bool(victims)
            said = running.communicate(timeout=120)[1]
            assert "Traceback" not in said
            if running.returncode > 0:
                states = (AS_IT_WAS, "“ogp releases” tells which release is served.\n", " is served.\n")
                assert said.endswith(states), said
            release = (root / "current").resolve()
            assert content(release) == versions[int((release / "index.html").read_text(encoding="utf-8").split()[1])]
        publish_in_the_end(site, target, "--ssh", ssh)
    assert content(root / "current") == versions[kills]
    assert not list((root / "releases").glob(".half*"))
    assert reader.wrong == [] and reader.seen == sorted(reader.seen)
    assert killed
    print(f"\n{killed} publications over ssh killed of {kills}; {reader.rounds} readings, all of one whole version")


def _victims(which: str, run: int, root: Path) -> list[int]:
    """The processes to be killed: of the session of the `run`, or those that work on `root` for it."""
    about = programs_about(root)
    own = [pid for pid in about if _session(pid) == run]
    match which:
        case "the run":
            return own
        case "the server's side":
            return [pid for pid in about if pid not in own]
        case "both":
            return about
        case _:
            return [pid for pid in own if Path(f"/proc/{pid}/comm").read_text(encoding="utf-8").strip() == "ssh"]


def _session(pid: int) -> int:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return 0
