"""Files that lead out of the project, or are not what their names say, are named and never read or written."""

import io
import json
import shutil
import tarfile
from http.client import HTTPConnection
from pathlib import Path
from threading import Thread

import pytest

from built import PROJECT
from ogp.editing.branches import RefusedError
from ogp.editing.server import _within, server
from ogp.loading.contents import content_problem
from ogp.loading.load import load
from ogp.loading.revisions import _file
from ogp.problems import report
from ogp.site.prose import check_other_files, prose_files
from ogp.translation import Translator

SECRET = "id: secret\n"
CONTENTS = {
    ".pdf": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n",
    ".png": b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR\x00\x00\x00\x01\x00\x00\x00\x01\x08\x06\x00\x00\x00",
    ".jpg": b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00",
    ".gif": b"GIF89a\x01\x00\x01\x00\x00\x00\x00;",
    ".xlsx": b"PK\x03\x04\x14\x00\x06\x00\x08\x00\x00\x00!\x00",
    ".csv": "الرقم,النص\r\n1,نص\r\n".encode("utf-8-sig"),
    ".txt": "نص الوثيقة\n".encode(),
}
HARMFUL = {
    ".html": b"<script>1</script>",
    ".svg": b"<svg onload=1>",
    ".js": b"1",
    ".exe": b"MZ",
    "": b"x",
    ".PDF": b"%PDF-1.7\n",
}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    path = tmp_path / "outside.yaml"
    path.write_text(SECRET, encoding="utf-8")
    return path


@pytest.mark.parametrize(
    "name", ["news/2031-04-01-call.yaml", "documents/report.txt", "documents/other.txt", "addresses.txt", "plans/nap2"]
)
def test_a_link_of_the_file_system_is_no_record(example: Path, outside: Path, english: Translator, name: str) -> None:
    path = example / name
    path.unlink(missing_ok=True)
    path.symlink_to(outside.parent if name == "plans/nap2" else outside)
    loaded = load(example)
    said = report(loaded.problems, english)
    assert f"data/{name}:1:1: This is a link to another place, and no file" in said
    assert "secret" not in said
    assert all(content != SECRET.encode() for content in loaded.files.others.values())


def test_no_link_among_the_hand_written_pages_is_read(tmp_path: Path, outside: Path) -> None:
    site = load(PROJECT / "data").register
    assert site
    docs = Path(shutil.copytree(PROJECT / "docs", tmp_path / "docs"))
    first = site.site.languages[0].code
    (docs / first / "about/linked.md").symlink_to(outside)
    assert "about/linked.md" not in prose_files(site.site, docs)[first]
    assert [problem.file for problem in check_other_files(docs)] == [f"docs/{first}/about/linked.md"]


@pytest.mark.parametrize("ending", CONTENTS)
def test_a_file_is_what_its_ending_says(ending: str) -> None:
    assert content_problem(f"docs/a{ending}", CONTENTS[ending]) is None
    for other, content in CONTENTS.items():
        if other != ending and {ending, other} != {".csv", ".txt"}:
            assert content_problem(f"docs/a{ending}", content), other
    assert content_problem(f"docs/a{ending}", b"<html><script>ran(1)</script>")


@pytest.mark.parametrize("ending", HARMFUL)
def test_what_may_hold_scripts_is_not_published(tmp_path: Path, ending: str) -> None:
    path = tmp_path / "docs/en/about" / f"file{ending}"
    path.parent.mkdir(parents=True)
    path.write_bytes(HARMFUL[ending])
    assert [problem.file for problem in check_other_files(tmp_path / "docs")] == [f"docs/en/about/file{ending}"]


def test_links_in_a_revision_are_left_out(tmp_path: Path) -> None:
    packed = io.BytesIO()
    with tarfile.open(fileobj=packed, mode="w") as archive:
        for name, target in (("data/a.yaml", "/etc/passwd"), ("data/b.yaml", "../../x")):
            member = tarfile.TarInfo(name)
            member.type, member.linkname = tarfile.SYMTYPE, target
            archive.addfile(member)
        archive.addfile(tarfile.TarInfo("data/c.yaml"))
    packed.seek(0)
    with tarfile.open(fileobj=packed) as archive:
        archive.extractall(tmp_path, filter=_file)
    assert [path.name for path in (tmp_path / "data").iterdir()] == ["c.yaml"]


def test_the_editor_writes_nothing_behind_a_link(tmp_path: Path, outside: Path) -> None:

    (tmp_path / "draft/data").mkdir(parents=True)
    (tmp_path / "draft/data/news").symlink_to(outside.parent)
    (tmp_path / "draft/data/site.yaml").symlink_to(outside)
    for name in ("data/news/2031-04-01-call.yaml", "data/site.yaml", "data/../../outside.yaml", "/etc/passwd"):
        with pytest.raises(RefusedError):
            _within(tmp_path / "draft", name)


def test_no_request_makes_the_server_of_the_editor_stumble(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    running = server(PROJECT, tmp_path, "HEAD", "127.0.0.1", 0)
    host, port = str(running.server_address[0]), running.server_address[1]
    running.RequestHandlerClass.keywords["hosts"] = frozenset({f"{host}:{port}"})  # type: ignore[attr-defined]
    thread = Thread(target=running.serve_forever)
    thread.start()
    try:
        for body, length, language in (
            (b"[]", None, "zz"), (b'{"action": 1}', None, "../x"), (b"[" * 100_000, None, ""),
            (b'{"action": "info", "params": {"a": "\\ud800"}}', None, "en"), (b"x", "-1", "en"), (b"x", "many", "en"),
        ):  # fmt: skip
            asked = HTTPConnection(host, port, timeout=60)
            asked.putrequest("POST", f"/api/v1?lang={language}")
            asked.putheader("Content-Length", length or str(len(body)))
            asked.endheaders(body)
            assert asked.getresponse().status in (400, 403), body[:40]
            asked.close()
        asked = HTTPConnection(host, port, timeout=60)
        asked.request("POST", "/api/v1?lang=zz", json.dumps({"action": "info"}))
        assert asked.getresponse().status == 200
    finally:
        running.shutdown()
        thread.join()
        running.server_close()
    assert "Traceback" not in capfd.readouterr().err


def test_a_redirect_leads_to_a_page_of_the_site_only(example: Path, english: Translator) -> None:
    for target in (
        "//evil.invalid/",
        "/x; } location / { return 301 https://evil.invalid",
        "/../x/",
        "/a b/",
        "/javascript:x",
    ):
        (example / "redirects.yaml").write_text(
            f'- {{old: /old/, to: "{target}", reason: {{original: [ar, en], ar: نص, en: Text}}}}\n', encoding="utf-8"
        )
        said = report(load(example).problems, english)
        assert "does not have the form that this field needs" in said, target
