"""What is looked at before the built site is published finds what is wrong with it, and nothing in the site as built."""

import shutil
from pathlib import Path

from built import Site, ogp


def _problems(folder: Path) -> list[str]:
    done = ogp("verify", "--site-dir", str(folder))
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if "—" in done.stdout else 0)
    return [line.removeprefix(f"{folder}/").partition(" — ")[0] for line in done.stdout.splitlines() if "—" in line]


def test_the_site_as_built_may_be_published(site: Site) -> None:
    assert _problems(site.folder) == []


def test_every_fault_is_told_with_its_file(site: Site, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(site.folder, tmp_path / "broken"))
    # A page that only the sections' lists link to; an item; a file; a link; a page that has grown.
    (broken / "en/news/2024-04-08-refresh-call/index.html").unlink()
    plans = broken / "plans/index.html"
    plans.write_text(plans.read_text(encoding="utf-8").replace('id="sources"', 'id="gone"'), encoding="utf-8")
    (broken / "robots.txt").write_bytes(b"")
    news = broken / "news/index.html"
    text = news.read_text(encoding="utf-8").replace("</article>", '<a href="../nowhere/">x</a></article>')
    news.write_text(text + " " * 300_000, encoding="utf-8")
    found = _problems(broken)
    size = news.stat().st_size
    assert (
        "en/news/2024-04-08-refresh-call/index.html:1:1: The page /en/news/2024-04-08-refresh-call/ is missing" in found
    )
    assert "plans/index.html:1:1: The published address /plans/#sources is lost" in found
    assert "robots.txt:1:1: The file /robots.txt is empty" in found
    assert f"news/index.html:1:1: The page /news/index.html has {size} bytes; at most 300000 are allowed" in found
    assert any("The link to /nowhere/ leads nowhere (404" in one for one in found)
    assert any("The link to /en/news/2024-04-08-refresh-call/ leads nowhere (404" in one for one in found)


def test_a_folder_without_a_site_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = ogp("verify", "--site-dir", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "No site is built here" in done.stdout
    assert "Traceback" not in done.stderr
