"""What is looked at before and after the built site is published finds what is wrong, and nothing in the site as built."""

import gzip
import json
import re
import shutil
from pathlib import Path

from built import ROOT, Site, ogp
from ogp.verifying.manifest import FORMER, SUMS
from served import served


def _problems(folder: Path) -> list[str]:
    done = ogp("verify", str(folder))
    assert "Traceback" not in done.stderr
    assert done.returncode == (1 if "—" in done.stdout else 0)
    return [line.removeprefix(f"{folder}/").partition(" — ")[0] for line in done.stdout.splitlines() if "—" in line]


def test_the_site_as_built_may_be_published(site: Site) -> None:
    assert _problems(site.folder) == []


def test_every_fault_is_told_with_its_file(site: Site, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(site.folder, tmp_path / "broken"))
    picture = bytearray((broken / "card.png").read_bytes())
    picture[-1] ^= 1
    (broken / "card.png").write_bytes(picture)
    (broken / "assets/more.css").write_text("p {}", encoding="utf-8")
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
    altered = "The file is not as it was built: its SHA-256 is not that of the manifest"
    assert f"card.png:1:1: {altered}" in found
    assert f"robots.txt:1:1: {altered}" in found
    missing = "en/news/2024-04-08-refresh-call/index.html:1:1: The file stands in the manifest but is missing"
    assert missing in found
    assert "assets/more.css:1:1: The file does not stand in the manifest" in found
    assert any("The link to /nowhere/ leads nowhere (404" in one for one in found)
    assert any("The link to /en/news/2024-04-08-refresh-call/ leads nowhere (404" in one for one in found)


def test_a_folder_without_a_site_is_told_in_a_sentence(tmp_path: Path) -> None:
    done = ogp("verify", str(tmp_path / "none"))
    assert done.returncode == 1
    assert "No site is built here" in done.stdout
    assert "Traceback" not in done.stderr


def test_what_publishing_adds_is_no_fault(site: Site, tmp_path: Path) -> None:
    release = Path(shutil.copytree(site.folder, tmp_path / "release"))
    for name in (SUMS, FORMER):
        (release / name).write_text("x", encoding="utf-8")
    assert _problems(release) == []


def test_the_published_site_is_compared_with_its_manifest(site: Site, server: str) -> None:
    """Also where the server leads on from an old address in the place of the page that stands there."""
    done = ogp("verify", server)
    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    count = sum(
        not file["path"].startswith("_") and not file["path"].endswith((".gz", ".br"))
        for file in json.loads((site.folder / "manifest.json").read_text(encoding="utf-8"))["files"]
    )
    assert f"{count} files are fetched." in lines
    assert f"It was built for the address {ROOT}" in lines
    assert lines[-1] == "Every file that was fetched is as it was built."


def test_what_is_altered_on_the_server_is_found_whatever_page_it_is(site: Site, tmp_path: Path) -> None:
    broken = Path(shutil.copytree(site.folder, tmp_path / "broken"))
    page = broken / "en/plans/nap5/commitments/4/index.html"
    page.write_text(page.read_text(encoding="utf-8").replace("Commitment", "commitment", 1), encoding="utf-8")
    # Only those get it who take compressed answers.
    other = broken / "meetings/index.html"
    (broken / "meetings/index.html.gz").write_bytes(gzip.compress(other.read_bytes().replace(b"2022", b"2023", 1)))
    (broken / "calendar.ics").unlink()
    with served(broken) as address:
        done = ogp("verify", "--lang", "all", address)
        sample = ogp("verify", "--sample", "3", address)
    assert done.returncode == 1
    told = [line.partition(" — ") for line in done.stdout.splitlines() if " — " in line]
    wrong = [f"{address}/calendar.ics", f"{address}/en/plans/nap5/commitments/4/", f"{address}/meetings/"]
    assert [place for place, _, _ in told] == wrong * 2
    assert [said for _, _, said in told[3:]] == [
        "is missing",
        *["is not as it was built: its SHA-256 is not that of the manifest"] * 2,
    ]
    assert all(re.search(r"[\u0621-\u064a]{3,}", said) for _, _, said in told[:3])
    assert "3 files are fetched." in sample.stdout
