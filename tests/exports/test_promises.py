"""An address once published is kept: the check misses it, a redirect keeps it, and links to anchors are looked at too."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from built import ogp, project_copy

COMMITMENT = "data/plans/nap5/commitments/4.yaml"
REDIRECT = """
- old: /plans/nap5/commitments/4/#recommendation-99
  to: {to}
  reason:
    original: [ar, en]
    ar: نُقلت التوصية إلى مكان آخر.
    en: The recommendation has moved elsewhere.
  sources:
    - document: refresh-outcomes-report
      at: "step 2"
"""
LOST = "data/addresses.txt:{line}:1: The published address /plans/nap5/commitments/4/#recommendation-99 would be lost"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project that has published an item which is gone."""
    copy = project_copy(tmp_path / "project")
    _append(copy / "data/addresses.txt", "/plans/nap5/commitments/4/#recommendation-99\n")
    return copy


def _append(file: Path, text: str) -> None:
    file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")


def _problems(project: Path, **settings: str) -> list[str]:
    done = ogp("check", project=project, **settings)
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if "—" in done.stdout else 0)
    return [line for line in done.stdout.splitlines() if "—" in line]


def test_a_lost_item_is_told_and_nothing_is_built(project: Path) -> None:
    line = len((project / "data/addresses.txt").read_text(encoding="utf-8").splitlines())
    fix = (
        "Restore the record, or add a redirect from /plans/nap5/commitments/4/#recommendation-99 in data/redirects.yaml"
    )
    assert _problems(project) == [f"{LOST.format(line=line)} — {fix}"]
    (arabic,) = _problems(project, OGP_LANG="ar")
    assert "العنوان المنشور" in arabic
    done = ogp("build", project=project)
    assert done.returncode == 1
    assert LOST.format(line=line) in done.stdout
    assert not (project / "site").exists()


def test_a_redirect_keeps_the_item_at_its_old_anchor(project: Path) -> None:
    _append(project / "data/redirects.yaml", REDIRECT.format(to="/plans/nap5/commitments/5/#recommendation-2"))
    assert _problems(project) == []
    assert ogp("build", project=project).returncode == 0
    for prefix in ("", "en/"):
        page = project / "site" / prefix / "plans/nap5/commitments/4/index.html"
        item = BeautifulSoup(page.read_bytes(), "lxml").find(id="recommendation-99")
        assert item and item.a
        assert item.a["href"] == "../5/#recommendation-2"
        assert item.get_text().strip()


@pytest.mark.parametrize(
    ("to", "problem"),
    [
        ("/plans/nap5/commitments/5/#no-such", "to: The page /plans/nap5/commitments/5/ has no anchor “no-such”"),
        ("/plans/nap5/commitments/55/", "to: No page stands at /plans/nap5/commitments/55/"),
    ],
)
def test_a_redirect_leads_to_something(project: Path, to: str, problem: str) -> None:
    _append(project / "data/redirects.yaml", REDIRECT.format(to=to))
    content = (project / "data/redirects.yaml").read_text(encoding="utf-8").splitlines()
    (said,) = _problems(project)
    assert said.startswith(f"data/redirects.yaml:{content.index(f'  to: {to}') + 1}:7: {problem.removeprefix('to: ')}")


def test_a_redirect_does_not_hide_an_item_that_stands(project: Path) -> None:
    redirect = REDIRECT.format(to="/plans/nap5/commitments/5/#recommendation-2")
    _append(project / "data/redirects.yaml", redirect + redirect.replace("recommendation-99", "recommendation-1"))
    (said,) = _problems(project)
    assert "/plans/nap5/commitments/4/#recommendation-1 still stands, and the redirect would hide it" in said


def test_a_link_in_a_text_leads_to_an_item_that_there_is(project: Path) -> None:
    _append(project / "data/redirects.yaml", REDIRECT.format(to="/plans/nap5/commitments/5/#recommendation-2"))
    refresh = project / "data/plans/nap5/refresh.yaml"
    content = refresh.read_text(encoding="utf-8")
    old = "The Open Government Unit"
    assert old in content
    refresh.write_text(content.replace(old, f"[{old}](/plans/nap5/refresh/activities/#a99)", 1), encoding="utf-8")
    (said,) = _problems(project)
    assert said.startswith("data/plans/nap5/refresh.yaml:")
    assert "The page /plans/nap5/refresh/activities/ has no anchor “a99”" in said


def test_new_items_enter_the_list_and_old_ones_stay(project: Path) -> None:
    _append(project / "data/redirects.yaml", REDIRECT.format(to="/plans/nap5/commitments/5/#recommendation-2"))
    listed = project / "data/addresses.txt"
    before = set(listed.read_text(encoding="utf-8").split())
    kept = {line for line in before if "#recommendation-1" not in line}
    assert len(kept) < len(before)
    listed.write_text("\n".join(kept), encoding="utf-8")
    assert ogp("addresses", project=project).returncode == 0
    lines = listed.read_text(encoding="utf-8").split()
    assert set(lines) == before
    assert lines == sorted(lines)
