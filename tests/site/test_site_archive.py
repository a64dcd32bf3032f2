"""The copy of the site that is handed over: whole, the same from the same site, and with every link leading to a file."""

import json
import re
import subprocess
import zipfile
from collections import Counter
from functools import cache
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup

from built import LANGUAGES, ROOT, TODAY, Site, fingerprints, ogp, words
from ogp.archiving import copying
from ogp.archiving.pages import Kept
from ogp.exports.unserved import renderers
from ogp.register import Register
from ogp.site.survey import survey
from ogp.verifying import manifest

_LINKING = ("href", "src", "action", "srcset", "poster", "data-src", "data-index", "data-forms", "data-words")
_STYLED = re.compile(r"url\(\s*[\"']?([^\"')]+)")


def _links(page: BeautifulSoup) -> list[str]:
    found = [str(element[name]) for name in _LINKING for element in page.select(f"[{name}]")]
    for element in page.select("meta[http-equiv=refresh]"):
        found.append(str(element["content"]).partition("url=")[2])
    return [link for link in found if urlsplit(link).scheme not in ("http", "https", "mailto", "data")]


def test_every_link_of_every_page_leads_to_a_file_and_its_anchor(copy: Path) -> None:
    pages = {path: BeautifulSoup(path.read_bytes(), "lxml") for path in sorted(copy.rglob("*.html"))}

    @cache
    def anchors(path: Path) -> set[str]:
        return {str(element["id"]) for element in pages[path].select("[id]")}

    lost, count = [], 0
    for path, page in pages.items():
        for link in _links(page):
            count += 1
            url = urlsplit(link)
            target = (path.parent / unquote(url.path)).resolve() if url.path else path
            if link.startswith("/") or not target.is_file() or copy not in target.parents:
                lost.append(f"{path} -> {link}")
            elif url.fragment and unquote(url.fragment) not in anchors(target):
                lost.append(f"{path} -> {link}, which has no such anchor")
    assert lost == []
    assert count > 10_000


def test_styles_and_scripts_load_nothing(copy: Path) -> None:
    styles, scripts = sorted(copy.rglob("*.css")), sorted(copy.rglob("*.js"))
    assert styles and scripts
    for path in styles:
        text = path.read_text(encoding="utf-8")
        assert all(found.startswith("data:") for found in _STYLED.findall(text)), path
        # Such a font is shown only where it is loaded before the page is.
        assert "font-display: optional" not in text
    for path in scripts:
        assert not re.search(r"""(import\(|from )\s*["'](?!data:)""", path.read_text(encoding="utf-8")), path


def test_it_has_what_readers_have_and_nothing_of_servers(site: Site, copy: Path) -> None:
    there = {path.relative_to(copy / "site").as_posix() for path in (copy / "site").rglob("*") if path.is_file()}
    built = {path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.is_file()}
    left_out = {name for name in built - there if not name.endswith((".gz", ".br"))}
    assert there < built
    assert {name.removeprefix("en/").partition("/")[0] for name in left_out} == {
        "404.html", "Default", "_headers", "_server", "admin", "opensearch.xml", "pagefind", "robots.txt",
    }  # fmt: skip
    # Of two names that a disk may take for one, one stays.
    assert not [name for name, count in Counter(name.casefold() for name in there).items() if count > 1]
    kept = {f"default/{name}" for name in ("ar/index.html", "en/index.html")}
    assert {name for name in left_out if name.startswith("Default")} == {
        "Default/Ar/index.html",
        "Default/En/index.html",
    }
    assert kept < there
    for ending in (".pdf", ".docx", ".csv", ".json", ".xlsx", ".zip", ".txt", ".xml", ".ics", ".png", ".woff2", ".svg"):
        assert {name for name in built if name.endswith(ending)} - left_out <= there, ending
    for name in there:
        if not name.endswith((".html", ".js", ".css")):
            assert (copy / "site" / name).read_bytes() == (site.folder / name).read_bytes(), name


@pytest.mark.parametrize("code", LANGUAGES)
def test_its_first_page_says_what_it_is(site: Site, copy: Path, code: str) -> None:
    of = json.loads((site.folder / "manifest.json").read_text(encoding="utf-8"))
    page = BeautifulSoup((copy / "index.html").read_bytes(), "lxml")
    [section] = page.select(f"section[lang={code}]")
    text = words(section)
    assert section.find("a", href=f"site{LANGUAGES[code]}index.html")
    assert section.find("a", href=ROOT + LANGUAGES[code][1:])
    for told in (of["revision"] or "", of["data_version"], "2026", "SHA256SUMS"):
        assert told in text
    assert f"{ROOT}{LANGUAGES[code][1:]}." in words(section.select_one("blockquote") or section)
    revision = (of["revision"] or of["data_version"].rpartition("-")[2])[:12]
    assert copy.name == f"www.ogp.gov.jo-{TODAY}-{revision}{'-modified' if of['modified'] else ''}"


@pytest.mark.parametrize("code", LANGUAGES)
def test_pages_say_that_they_are_a_copy_and_where_the_search_is(site: Site, copy: Path, code: str) -> None:
    for address in site.pages:
        if not address.startswith("/en/") if code == "en" else address.startswith("/en/"):
            continue
        page = BeautifulSoup((copy / "site" / address[1:] / "index.html").read_bytes(), "lxml")
        [note] = page.select("aside.ogp-copy")
        assert note.find("a", href=ROOT + address[1:]), address
        [find] = page.select("header .ogp-find a")
        assert words(find) == ("البحث في الموقع على الإنترنت فقط" if code == "ar" else "Search on the website only")
        assert not page.select("[role=search], [type=module], [data-ogp-search], link[rel=preload]"), address
    search = BeautifulSoup((copy / "site" / LANGUAGES[code][1:] / "search/index.html").read_bytes(), "lxml")
    said = "يعمل البحث في الموقع على الإنترنت فقط" if code == "ar" else "The search works on the website only"
    [sentence] = [note for note in search.select(".ogp-note") if said in words(note)]
    assert sentence.find("a", href=f"{ROOT}{LANGUAGES[code][1:]}search/")
    assert not search.select("a[href*='?q=']")


def test_its_sums_and_its_zip_file_hold_every_file(copy: Path) -> None:
    done = subprocess.run(["sha256sum", "--check", "--quiet", "SHA256SUMS"], cwd=copy, check=False, capture_output=True)
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    found = fingerprints(copy)
    assert len((copy / "SHA256SUMS").read_text(encoding="utf-8").splitlines()) == len(found) - 1
    with zipfile.ZipFile(copy.with_name(f"{copy.name}.zip")) as packed:
        assert packed.testzip() is None
        inside = {name: sha256(packed.read(name)).hexdigest() for name in packed.namelist()}
    assert inside == {f"{copy.name}/{name}": sum_ for name, sum_ in found.items()}


def test_the_same_site_gives_the_same_bytes(site: Site, copy: Path, tmp_path: Path) -> None:
    done = ogp("archive", "--site-dir", str(site.folder), "--to", str(tmp_path), "--lang", "ar", TZ="Asia/Amman")
    assert done.returncode == 0, done.stdout + done.stderr
    assert fingerprints(tmp_path / copy.name) == fingerprints(copy)
    assert (tmp_path / f"{copy.name}.zip").read_bytes() == copy.with_name(f"{copy.name}.zip").read_bytes()
    assert sorted(path.name for path in tmp_path.iterdir()) == [copy.name, f"{copy.name}.zip"]
    assert done.stdout.startswith("النسخة في ") and f"{tmp_path / copy.name}.zip" in done.stdout


def test_what_was_altered_or_is_of_other_records_is_not_copied(site: Site, tmp_path: Path) -> None:
    altered = tmp_path / "site"
    for name in ("index.html", "manifest.json"):
        (altered / name).parent.mkdir(exist_ok=True)
        (altered / name).write_bytes((site.folder / name).read_bytes())
    for change, said in (
        (lambda: None, "are not as they were built, such as "),
        (lambda: _of_other_records(altered), "was built from other records: run “make site” again"),
        ((altered / "manifest.json").unlink, "There is no manifest: /manifest.json is missing"),
    ):
        change()
        done = ogp("archive", "--site-dir", str(altered), "--to", str(tmp_path / "copies"), "--lang", "all")
        assert done.returncode == 1
        assert said in done.stderr and "Traceback" not in done.stderr
        assert len(done.stderr.splitlines()) == 2
    assert not (tmp_path / "copies").exists()


def _of_other_records(folder: Path) -> None:
    (folder / "index.html").write_bytes(b"")
    of = manifest.read(folder)
    files = manifest.listed(
        {name: own for name, own in manifest.fingerprints(folder).items() if name != manifest.NAME}, {}
    )
    changed = of.model_copy(update={"data_version": "2020-01-01-000000000000", "files": files})
    (folder / manifest.NAME).write_bytes(manifest.content(changed))


def test_a_kept_document_is_linked_beside_every_link_to_it(
    site: Site, root: Path, real: Register, tmp_path: Path
) -> None:
    found = survey(root)
    document = next(one for one in real.documents.values() if one.url)
    assert document.url
    kept = {document.url: Kept("documents/a.pdf", found.today)}
    copying.write(root, site.folder, tmp_path, renderers(root, found, ROOT, found.today), kept)
    for code, said in (("ar", "نسخة محفوظة في"), ("en", "archived copy of")):
        path = tmp_path / "site" / LANGUAGES[code][1:] / f"documents/{document.id}/index.html"
        [link] = BeautifulSoup(path.read_bytes(), "lxml").select("a[href$='documents/a.pdf']")
        assert said in words(link)
        assert (path.parent / str(link["href"])).resolve() == (tmp_path / "documents/a.pdf").resolve()
        before = link.find_previous("a")
        assert before and before["href"] == document.url
