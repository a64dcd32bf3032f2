"""The editor at /admin/ as a person uses it: a copy of the project to save into, and the moves in its forms."""

import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from os import environ
from pathlib import Path

from open_page import Opened
from playwright.sync_api import Locator, Page, expect

from built import PROJECT, TODAY, Site, project_copy
from served import free_port, wait_for

COMMITMENT = "data/plans/nap5/commitments/4.yaml"
ARABIC = "عقد المنتدى اجتماعه السنوي لمتابعة تنفيذ الالتزامات."
ENGLISH = "The forum held its annual meeting to follow up the implementation of the commitments."
COMMENT = "# Why the period is left out: see the forum's minutes."


@dataclass
class Desk:
    """A copy of the project under git, the repository that it sends drafts to, and the address of its editor."""

    project: Path
    remote: Path
    address: str

    def git(self, *arguments: str) -> str:
        done = subprocess.run(["git", "-C", self.project, *arguments], capture_output=True, text=True, check=True)
        return done.stdout

    def changed(self, branch: str) -> dict[str, tuple[int, int]]:
        """How many lines `branch` adds to each file, and how many it takes away."""
        rows = (line.split("\t") for line in self.git("diff", "--numstat", f"main...{branch}").splitlines())
        return {path: (int(added), int(gone)) for added, gone, path in rows}

    def lines(self, branch: str, path: str) -> list[str]:
        return self.git("show", f"{branch}:{path}").split("\n")


@contextmanager
def served_desk(site: Site, folder: Path) -> Iterator[Desk]:
    """The editor of `site` and of a copy of the project below `folder`, which has a remote as that of an office has one."""
    project = project_copy(folder / "project")
    shutil.copytree(PROJECT / ".githooks", project / ".githooks")
    record = project / COMMITMENT
    record.write_text(
        record.read_text(encoding="utf-8").replace("implementing:\n", f"{COMMENT}\nimplementing:\n"), encoding="utf-8"
    )
    for command in (
        ["init", "--quiet", "--initial-branch=main", "."],
        ["config", "user.name", "Staff"],
        ["config", "user.email", "staff@example.org"],
        ["config", "core.hooksPath", ".githooks"],
        ["add", "--all"],
        ["commit", "--quiet", "--no-verify", "-m", "The project"],
    ):
        subprocess.run(["git", "-C", project, *command], check=True)
    subprocess.run(["git", "clone", "--quiet", "--bare", project, folder / "remote.git"], check=True)
    subprocess.run(["git", "-C", project, "remote", "add", "origin", folder / "remote.git"], check=True)
    port = free_port()
    program = Path(sys.executable).with_name("ogp")
    command = [program, "edit", "--site-dir", site.folder, "--address", f"127.0.0.1:{port}"]
    settings = environ | {"OGP_TODAY": TODAY, "PYTHONPATH": str(project / "hooks")}
    with subprocess.Popen(command, cwd=project, env=settings, stdout=subprocess.DEVNULL) as running:
        try:
            wait_for(running, port)
            yield Desk(project, folder / "remote.git", f"http://127.0.0.1:{port}")
        finally:
            running.terminate()


def enter(window: Opened, desk: Desk, place: str, language: str = "en", *, signed_in: bool = False) -> Page:
    """Opens the editor and goes to `place` in it; one who is `signed_in` is not asked again."""
    home = f"{desk.address}/{'' if language == 'ar' else language + '/'}admin/"
    window.page.goto(home)
    if not signed_in:
        window.page.get_by_role("button").first.click()
    expect(window.page.get_by_test_id("news")).to_be_visible()
    window.page.goto(f"{home}#{place}")
    return window.page


def field(page: Page, label: str) -> Locator:
    return page.get_by_label(label, exact=True).first


def write(page: Page, name: str, **said: str) -> None:
    """Writes a text in each language into the field `name`."""
    for language, text in said.items():
        page.locator(f"textarea[id^={name}-field-][id$=-{language}]:visible").last.fill(text)


def choose(page: Page, name: str, value: str) -> None:
    """Chooses what holds `value` in the picker `name`."""
    picker = page.locator(f"input[id^={name}-field-]:visible").last
    picker.fill(value)
    picker.press("Enter")


def add(page: Page, label: str) -> None:
    page.get_by_role("button", name=f"Add: {label}", exact=False).click()


def save(window: Opened) -> None:
    page = window.page
    with page.expect_response(
        lambda answer: "persistEntry" in (answer.request.post_data or ""), timeout=60_000
    ) as saved:
        page.get_by_role("button", name="Save", exact=True).click()
    assert saved.value.ok, saved.value.text()
    expect(page.get_by_role("button", name=re.compile("^Status: "))).to_be_visible()
