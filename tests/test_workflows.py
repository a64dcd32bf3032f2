"""The workflows of GitHub and GitLab: what they may do, and that every command in them does its work on a real history."""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from built import PROJECT, TODAY, ogp, project_copy
from served import served_plainly

WORKFLOWS = sorted((PROJECT / ".github/workflows").glob("*.yml"))
COMMITMENT = "data/plans/nap5/commitments/4.yaml"
ALLOWED_TO_WRITE = {"publish/publish": {"pages", "id-token"}, "weekly/due": {"issues"}}
ACTIONS = {"checkout", "cache", "cache/restore", "upload-artifact", "upload-pages-artifact", "deploy-pages"}

RUN_HERE = {
    "make ready",
    "make ready test-tools",
    "make annotations",
    "make annotations TO=check.json",
    "make notes",
    "make notes TO=notes.json",
    'make summary | tee summary.md >>"$GITHUB_STEP_SUMMARY"',
    "make summary | tee summary.md",
    "make preview",
    "make code-tests",
    "make site",
    "make verify",
    "mv site public",
    'make links | tee links.md >>"$GITHUB_STEP_SUMMARY"',
    "make links | tee links.md",
    'make audit | tee audit.md >>"$GITHUB_STEP_SUMMARY"',
    "make audit | tee audit.md",
    'make due | tee due.md >>"$GITHUB_STEP_SUMMARY"',
    "make due | tee due.md",
    "make remind",
}
"""Every command of a workflow, all of which the tests below run."""


def _read(path: Path) -> Any:
    # YAML 1.1 reads the key “on” as true.
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def _jobs(path: Path) -> Iterator[tuple[str, Any]]:
    for name, job in _read(path)["jobs"].items():
        yield f"{path.stem}/{name}", job


def _jobs_of_gitlab() -> dict[str, Any]:
    return {name: job for name, job in _read(PROJECT / ".gitlab-ci.yml").items() if "script" in job}


def _steps() -> Iterator[tuple[str, Any]]:
    for path in WORKFLOWS:
        for name, job in _jobs(path):
            yield from ((name, step) for step in job["steps"])


def test_there_is_a_workflow_for_each_occasion() -> None:
    occasions = {path.stem: set(_read(path)["on"]) for path in WORKFLOWS}
    assert occasions == {
        "pull-request": {"pull_request"},
        "publish": {"push", "schedule", "workflow_dispatch"},
        "weekly": {"schedule", "workflow_dispatch"},
    }
    assert set(_jobs_of_gitlab()) == {
        "check", "notes", "summary", "tests", "preview", "pages", "links", "audit", "due",
    }  # fmt: skip


def test_actions_are_github_s_own_pinned_with_their_version() -> None:
    used = [match for path in WORKFLOWS for match in re.findall(r"uses: (.*)", path.read_text(encoding="utf-8"))]
    assert used
    for one in used:
        match = re.fullmatch(r"actions/([a-z-]+(?:/[a-z]+)?)@([0-9a-f]{40}) # v\d+\.\d+\.\d+", one)
        assert match, one
        assert match[1] in ACTIONS
    # One version of each, wherever it is used.
    assert len({one.partition("@")[0].split("/")[1] for one in used}) == len({one.partition("@")[2] for one in used})
    image = _read(PROJECT / ".gitlab-ci.yml")["default"]["image"]
    assert re.fullmatch(r"python:\d+\.\d+\.\d+-\w+@sha256:[0-9a-f]{64}", image)


def test_every_job_may_do_the_least() -> None:
    for path in WORKFLOWS:
        assert _read(path)["permissions"] == {}
        assert _read(path)["concurrency"]["group"]
        for name, job in _jobs(path):
            writing = {what for what, how in job["permissions"].items() if how != "read"}
            assert writing == ALLOWED_TO_WRITE.get(name, set()), name
            assert set(job["permissions"]) - writing <= {"contents"}, name
            assert int(job["timeout-minutes"]) <= 120
            assert job["runs-on"] == "ubuntu-24.04"


def test_what_strangers_write_is_no_part_of_a_command() -> None:
    for path in (*WORKFLOWS, PROJECT / ".gitlab-ci.yml"):
        text = path.read_text(encoding="utf-8")
        assert not re.search(r"^\s+(pull_request_target|workflow_run|issue_comment):", text, re.MULTILINE), path
        # What publishes runs on the main branch only, and may sign there.
        assert re.findall(r"secrets\.(\w+)", text) == (["OGP_SIGNING_KEY"] if path.stem == "publish" else []), path
    for name, step in _steps():
        assert "${{" not in step.get("run", ""), name
    for job in _jobs_of_gitlab().values():
        assert not any("$" in command for command in job["script"])


def test_no_checkout_leaves_its_credentials_behind() -> None:
    checkouts = [step for _, step in _steps() if step.get("uses", "").startswith("actions/checkout@")]
    assert checkouts
    assert all(step["with"]["persist-credentials"] == "false" for step in checkouts)


def test_what_publishes_runs_nothing_of_the_project() -> None:
    steps = [step for name, step in _steps() if name == "publish/publish"]
    assert [set(step) for step in steps] == [{"uses", "id"}]


def test_the_linter_finds_nothing() -> None:
    program = shutil.which("zizmor", path=f"{Path(sys.executable).parent}:{os.environ['PATH']}")
    assert program, "zizmor is not installed"
    command = [program, "--offline", "--no-config", "--no-progress", "--persona", "pedantic", ".github"]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_every_command_is_run_by_these_tests() -> None:
    ours = {step["run"] for _, step in _steps() if "run" in step}
    theirs = {command for job in _jobs_of_gitlab().values() for command in job["script"]}
    assert ours | theirs == RUN_HERE


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the project with a history: its last commit changes a record, and tells it."""
    copy = project_copy(tmp_path_factory.mktemp("workflows") / "project")
    (copy / "tests/tools").mkdir(parents=True)
    for path in (PROJECT / "tests/tools").glob("*.*"):
        if path.is_file():
            shutil.copy(path, copy / "tests/tools" / path.name)
    # The copy borrows the packages of these tests: nothing that it runs may install any.
    for name in ("python-packages", "test-tools", "system-packages"):
        _program(copy / "scripts" / name, "echo Installing is not for tests >&2; exit 1")
    _git(copy, "init", "--quiet", "--initial-branch=main")
    (copy / ".gitignore").write_text((PROJECT / ".gitignore").read_text(encoding="utf-8").replace("/.venv/", "/.venv"))
    _commit(copy, "Before")
    _replace(
        copy / COMMITMENT, "  en: The role of youth in government plans and strategies\n", "  en: Youth in plans\n"
    )
    assert ogp("diff", "HEAD", "--draft", project=copy).returncode == 0
    _commit(copy, "After")
    # The packages are those that run these tests; npm, gh and pip-audit are replaced, for they ask the network.
    (copy / ".venv/bin").mkdir(parents=True)
    own = Path(sys.executable).parent
    for path in own.iterdir():
        if path.name != "npm":
            (copy / ".venv/bin" / path.name).symlink_to(path)
    for name in ("lib", "pyvenv.cfg"):
        (copy / ".venv" / name).symlink_to(own.parent / name)
    _program(copy / ".venv/bin/npm", 'echo "npm $*"; exit ${NPM_FINDS:-0}')
    stubs = _stubs(copy)
    _program(stubs / "gh", 'printf "%s\\n" "$*" >>gh.log; [ "$2" != list ] || echo "$OPEN_ISSUE"')
    make = shutil.which("make")
    _program(stubs / "make", f'exec {make} -o .venv/ready -o tests/tools/node_modules/.ready "$@"')
    return copy


def _stubs(project: Path) -> Path:
    """The folder of what stands in for other programs: beside the copy, where no commit takes it away."""
    return project.parent / "stubs"


def _program(path: Path, script: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
    path.chmod(0o755)


def _git(folder: Path, *arguments: str) -> None:
    author = ("-c", "user.name=Test", "-c", "user.email=test@example.org")
    subprocess.run(["git", "-C", folder, *author, *arguments], check=True, capture_output=True)


def _commit(folder: Path, said: str) -> None:
    _git(folder, "add", "--all")
    _git(folder, "commit", "--quiet", "-m", said)


def _replace(path: Path, old: str, new: str) -> None:
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, (path, old)
    path.write_text(content.replace(old, new), encoding="utf-8")


_OF_OTHERS = ("OGP_LANG", "SITE_URL", "MAKEFLAGS", "MAKELEVEL", "MFLAGS", "FORMAT")
"""Settings of whoever runs the tests, also of the make that does, that are none of a workflow."""


def _run(project: Path, command: str, **settings: str) -> subprocess.CompletedProcess[str]:
    """Runs `command` as a workflow does."""
    assert command in RUN_HERE
    environment = {k: v for k, v in os.environ.items() if k not in _OF_OTHERS}
    environment |= {
        "PATH": f"{_stubs(project)}:{os.environ['PATH']}",
        "PIP_DRY_RUN": "1",
        "PYTHONPATH": str(project / "hooks"),
        "OGP_TODAY": TODAY,
        "OGP_CACHE": str(PROJECT / ".cache/ogp"),
        "BASE": "HEAD^1",
        "GITHUB_STEP_SUMMARY": str(project / "step-summary.md"),
    } | settings
    return subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", command],
        cwd=project, env=environment, capture_output=True, text=True, timeout=600, check=False,
    )  # fmt: skip


def _succeeds(project: Path, command: str, **settings: str) -> str:
    done = _run(project, command, **settings)
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-4000:]
    return done.stdout


@pytest.mark.parametrize("command", ["make ready", "make ready test-tools"])
def test_packages_that_are_there_are_not_installed_again(project: Path, command: str) -> None:
    assert "Installing" not in _succeeds(project, command)


def test_the_check_stands_at_file_and_line(project: Path) -> None:
    assert "::error" not in _succeeds(project, "make annotations")
    path = project / COMMITMENT
    good = path.read_text(encoding="utf-8")
    path.write_text(good + "idd: 1\n", encoding="utf-8")
    try:
        line = len(good.splitlines()) + 1
        done = _run(project, "make annotations")
        assert done.returncode != 0
        (said,) = [one for one in done.stdout.splitlines() if one.startswith("::")]
        assert said.startswith(f"::error file={COMMITMENT},line={line},col=1::")
        assert "There is no field “idd” here" in said
        assert "لا يوجد" in said
        done = _run(project, "make annotations TO=check.json", FORMAT="gitlab")
        assert done.returncode != 0
        assert f"{COMMITMENT}:{line}:1: " in done.stdout
        (entry,) = json.loads((project / "check.json").read_text(encoding="utf-8"))
        assert entry["location"] == {"path": COMMITMENT, "lines": {"begin": line}}
    finally:
        path.write_text(good, encoding="utf-8")
        (project / "check.json").unlink(missing_ok=True)


def test_a_change_needs_its_note(project: Path) -> None:
    assert _succeeds(project, "make notes") == ""
    _succeeds(project, "make notes TO=notes.json", FORMAT="gitlab")
    assert json.loads((project / "notes.json").read_text(encoding="utf-8")) == []
    path = project / "data/documents.yaml"
    good = path.read_text(encoding="utf-8")
    _replace(path, "  en: Al-Mamlaka’s news on the fourth national action plan\n", "  en: News of a plan\n")
    try:
        done = _run(project, "make notes")
        assert done.returncode != 0
        assert "::error file=data/documents.yaml,line=1,col=1::" in done.stdout
    finally:
        path.write_text(good, encoding="utf-8")
        (project / "notes.json").unlink()


@pytest.mark.parametrize(
    "command", ["make summary | tee summary.md", 'make summary | tee summary.md >>"$GITHUB_STEP_SUMMARY"']
)
def test_the_summary_says_it_in_both_languages(project: Path, command: str) -> None:
    _succeeds(project, command)
    summary = (project / "summary.md").read_text(encoding="utf-8")
    arabic, english = summary.split('<div dir="ltr">')
    assert arabic.startswith('<div dir="rtl">')
    assert "| `short_title.en` | The role of youth in government plans and strategies | Youth in plans |" in arabic
    assert "- `/en/plans/nap5/commitments/4/` Commitment 4: Youth in plans" in english
    assert "page changes" not in arabic
    if "GITHUB" in command:
        assert (project / "step-summary.md").read_text(encoding="utf-8").endswith(summary)


def test_all_tests_run_only_where_code_has_changed(project: Path) -> None:
    # With -n, make runs the line that calls make and only prints the rest.
    assert "pytest" not in _succeeds(project, "make code-tests", MAKEFLAGS="n")
    hook = project / "hooks/publish.py"
    _git(project, "switch", "--quiet", "--create", "code")
    try:
        hook.write_text(hook.read_text(encoding="utf-8") + "# A change.\n", encoding="utf-8")
        _commit(project, "Code")
        assert "pytest" in _succeeds(project, "make code-tests", MAKEFLAGS="n")
    finally:
        _git(project, "switch", "--quiet", "main")


@pytest.mark.parametrize("command", ["make links | tee links.md", 'make links | tee links.md >>"$GITHUB_STEP_SUMMARY"'])
def test_dead_links_are_reported_and_hinder_nothing(project: Path, tmp_path: Path, command: str) -> None:
    (tmp_path / "there.html").write_text("Here.", encoding="utf-8")
    site = project / "site"
    site.mkdir()
    with served_plainly(tmp_path) as address:
        page = f'<a href="{address}/there.html">a</a><a href="{address}/gone.html#x">b</a>'
        (site / "index.html").write_text(page, encoding="utf-8")
        try:
            _succeeds(project, command)
        finally:
            shutil.rmtree(site)
    report = (project / "links.md").read_text(encoding="utf-8")
    assert "1 link to another site does not answer" in report
    assert f"| `{address}/gone.html` | `404 File not found` | `/` |" in report
    assert "there.html" not in report


@pytest.mark.parametrize("command", ["make audit | tee audit.md", 'make audit | tee audit.md >>"$GITHUB_STEP_SUMMARY"'])
def test_the_audit_asks_for_all_that_is_pinned(project: Path, command: str) -> None:
    _program(project / ".cache/audit/bin/pip-audit", 'echo "pip-audit $*"; exit ${PIP_FINDS:-0}')
    (project / ".cache/audit/ready").touch()
    _succeeds(project, command)
    report = (project / "audit.md").read_text(encoding="utf-8")
    of_bench = "bench/requirements.lock"
    for lock in ("requirements.lock", "tests/tools/requirements.lock", "tests/tools/audit.lock", of_bench):
        assert f"--disable-pip -r {lock} " in report
    assert "npm audit" in report
    bundle = (PROJECT / "scripts/editor-bundle").read_text(encoding="utf-8")
    kept = [re.sub(r"^\w+=", f"{name}@", line) for line in bundle.splitlines()
            for key, name in (("DECAP", "decap-cms"), ("YAML", "js-yaml"), ("JANUS", "cssjanus"))
            if line.startswith(f"{key}=")]  # fmt: skip
    assert f"npm install --package-lock-only --ignore-scripts --no-audit --silent {' '.join(kept)}" in report
    assert report.count("npm audit --package-lock-only") == 3
    for finding in ("PIP_FINDS", "NPM_FINDS"):
        assert _run(project, command, **{finding: "1"}).returncode != 0


def test_what_audits_is_pinned_by_hashes() -> None:
    lock = (PROJECT / "tests/tools/audit.lock").read_text(encoding="utf-8")
    packages = re.findall(r"^\S+==", lock, re.MULTILINE)
    assert "pip-audit==" in packages
    assert lock.count("--hash=sha256:") >= len(packages)


@pytest.mark.parametrize("command", ["make due | tee due.md", 'make due | tee due.md >>"$GITHUB_STEP_SUMMARY"'])
def test_what_is_due_is_told(project: Path, command: str) -> None:
    _succeeds(project, command)
    assert (project / "due.md").read_text(encoding="utf-8").strip()


@pytest.mark.parametrize(("open_issue", "told"), [("", "issue create"), ("7", "issue comment 7")])
def test_the_reminder_is_one_issue(project: Path, open_issue: str, told: str) -> None:
    (project / "due.md").write_text("## Due\n", encoding="utf-8")
    (project / "gh.log").unlink(missing_ok=True)
    _succeeds(project, "make remind", OPEN_ISSUE=open_issue)
    asked, done = (project / "gh.log").read_text(encoding="utf-8").splitlines()
    assert asked.startswith("issue list --state open")
    assert done.startswith(told)
    assert done.endswith("--body-file due.md")


def test_nothing_due_is_no_reminder(project: Path) -> None:
    (project / "due.md").write_text("", encoding="utf-8")
    (project / "gh.log").unlink(missing_ok=True)
    _succeeds(project, "make remind")
    assert not (project / "gh.log").exists()


def test_the_site_is_built_verified_and_moved(project: Path) -> None:
    _succeeds(project, "make site")
    assert "The site may be published." in _succeeds(project, "make verify")
    (project / "site/en/plans/index.html").unlink()
    done = _run(project, "make verify")
    assert done.returncode != 0
    assert "site/en/plans/index.html:1:1: The page /en/plans/ is missing — " in done.stdout
    _succeeds(project, "mv site public")
    assert (project / "public/index.html").is_file()


def test_the_preview_lists_the_pages_that_change(project: Path) -> None:
    _succeeds(project, "make preview")
    page = (project / "preview/preview.html").read_text(encoding="utf-8")
    arabic, english = page.split('<section lang="en"')
    assert '<a href="en/plans/nap5/commitments/4/index.html"><bdi>Commitment 4: Youth in plans' in english
    assert "could not be built" not in english
    assert "manifest.json" not in page and not (project / "preview/manifest.json").exists()
    assert 'href="en/' not in arabic
    assert 'href="plans/nap5/commitments/4/index.html"' in arabic
    commitment = (project / "preview/en/plans/nap5/commitments/4/index.html").read_text(encoding="utf-8")
    assert not re.search(r'<a [^>]*href="(?![a-z]+:|#)[^"#]*/"', commitment)


def test_owners_are_the_same_for_both_services_and_own_what_is_there() -> None:
    owners = (PROJECT / ".github/CODEOWNERS").read_text(encoding="utf-8")
    assert owners == (PROJECT / ".gitlab/CODEOWNERS").read_text(encoding="utf-8")
    for line in owners.splitlines():
        pattern, *names = line.partition("#")[0].split() or [""]
        if pattern:
            assert names
            assert all(re.fullmatch(r"@open-government/[a-z]+", name) for name in names)
            assert pattern == "*" or list(PROJECT.glob(pattern.strip("/"))), pattern


def test_each_task_has_a_template_in_both_languages_on_both_services() -> None:
    ours, theirs = (PROJECT / name for name in (".github/PULL_REQUEST_TEMPLATE", ".gitlab/merge_request_templates"))
    tasks = {path.name: path.read_text(encoding="utf-8") for path in ours.iterdir()}
    assert set(tasks) == {f"{own}.md" for own in ("news", "meeting", "progress", "consultation", "refresh", "other")}
    general = (PROJECT / ".github/pull_request_template.md").read_text(encoding="utf-8")
    for name, text in tasks.items():
        arabic, english = text.split("</div>")
        assert arabic.startswith('<div dir="rtl">')
        assert arabic.count("- [ ] ") == english.count("- [ ] ") >= 3
        assert text == (theirs / name).read_text(encoding="utf-8")
        assert name == "other.md" or general.count(f"?expand=1&template={name}") == 2
    assert general.endswith(tasks["other.md"])
    assert tasks["other.md"] == (theirs / "Default.md").read_text(encoding="utf-8")


def test_what_is_told_of_publishing_is_so() -> None:
    told = (PROJECT / "PULL-REQUESTS.md").read_text(encoding="utf-8")
    makefile = (PROJECT / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"`make ([a-z-]+)", told):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
    for name, job in _jobs(PROJECT / ".github/workflows/pull-request.yml"):
        assert f"`{job['name']}`" in told, name
