"""What of others the site holds is listed, with its licence: on a page for people, and in a bill of materials for programs."""

import json
import re
from fnmatch import fnmatch
from importlib.metadata import files
from pathlib import Path

import pytest
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
from fontTools.ttLib import TTFont

from built import LANGUAGES, PROJECT, Site, ogp, words
from ogp.exports.cyclonedx_bill import bill
from ogp.site.components import packages, shipped

OWN = (
    "assets/*/css/*.css", "assets/*/js/*.js", "assets/images/icon.svg", "admin/admin.js", "admin/admin.css", "admin/preview.css",
)  # fmt: skip
"""Styles, programs and drawings that were written for the site."""
WORKS = {".css", ".js", ".svg", ".woff2", ".woff", ".ttf", ".wasm", ".pagefind"}


def _known(name: str) -> list[str]:
    return [one.name for one in shipped() if any(fnmatch(name, pattern) for pattern in one.files)]


def test_every_program_style_and_font_is_ours_or_listed_once(site: Site) -> None:
    found = [path.relative_to(site.folder).as_posix() for path in site.folder.rglob("*") if path.suffix in WORKS]
    assert len(found) > 15
    for name in found:
        ours = any(fnmatch(name, pattern) for pattern in OWN)
        assert len(_known(name)) == (not ours), name


def test_every_file_that_is_listed_is_there_with_its_licence(site: Site) -> None:
    for one in shipped():
        for pattern in one.files:
            assert list(site.folder.glob(pattern)), pattern
        if one.licence in ("MIT", "Apache-2.0") or one.files:
            assert one.text, one.name
        if one.text:
            text = (site.folder / one.text).read_text(encoding="utf-8")
            assert len(text) > 900, one.name
            assert any(holder.strip() in text for holder in one.holder.split(",")) or one.licence == "Apache-2.0"


def test_versions_are_those_of_what_is_shipped(site: Site) -> None:
    known = {one.name: one.version for one in shipped()}
    bundle = dict(re.findall(r"^(\w+)=([\d.]+)$", (PROJECT / "scripts/editor-bundle").read_text("utf-8"), re.MULTILINE))
    assert [known[name] for name in ("Decap CMS", "js-yaml", "CSSJanus")] == [
        bundle[name] for name in ("DECAP", "YAML", "JANUS")
    ]
    for pattern, name in (
        ("assets/fonts/*", "IBM Plex Sans Arabic"),
        ("reports/fonts/*", "Noto Naskh Arabic, Noto Serif"),
    ):
        fonts = list((PROJECT / "overrides").glob(f"{pattern}.woff2"))
        assert fonts
        for path in fonts:
            assert abs(TTFont(path)["head"].fontRevision - float(known[name])) < 0.001, path
    pinned = dict(re.findall(r"^(\S+?)==(\S+)", (PROJECT / "requirements.lock").read_text("utf-8"), re.MULTILINE))
    assert (known["Pagefind"], known["Material for MkDocs"]) == (pinned["pagefind"], pinned["mkdocs-material"])
    entry = json.loads((site.folder / "pagefind/pagefind-entry.json").read_text("utf-8"))
    assert entry["version"] == known["Pagefind"]


def test_the_licence_of_the_theme_is_the_one_that_it_brings(site: Site) -> None:
    (own,) = (path for path in files("mkdocs-material") or () if path.match("licenses/LICENSE"))
    assert (site.folder / "assets/licences/mkdocs-material.txt").read_bytes() == own.read_binary()


@pytest.mark.parametrize("start", LANGUAGES.values())
def test_the_page_lists_all_and_leads_to_the_texts(site: Site, start: str) -> None:
    page = site.article(f"{start}licences/")
    shown, built = ([[words(cell) for cell in row.select("th, td")] for row in table.select("tbody tr")]
                    for table in page.select("table"))  # fmt: skip
    for (work, *rest), one in zip(shown, shipped(), strict=True):
        assert work.startswith(f"{one.name} {one.version} ") and len(work) > len(f"{one.name} {one.version}") + 5
        assert rest == [one.licence, one.holder]
    assert [row[:2] for row in built] == [[one.name, one.version] for one in packages()]
    linked = {path for path, _ in site.links(f"{start}licences/", page)}
    assert {f"/{one.text}" for one in shipped() if one.text and not one.text.startswith("admin/")} <= linked
    assert "/sbom.cdx.json" in linked


def test_the_bill_is_valid_and_the_same_each_time(site: Site) -> None:
    published = (site.folder / "sbom.cdx.json").read_text(encoding="utf-8")
    assert JsonStrictValidator(SchemaVersion.V1_6).validate_str(published) is None
    assert published == bill()
    assert not re.search(r"serialNumber|timestamp|\d{4}-\d\d-\d\dT", published)


def test_the_bill_names_all_that_is_pinned_and_shipped() -> None:
    told = json.loads(bill())
    use = {(one["name"], one["version"]): one["properties"][0]["value"] for one in told["components"]}
    assert {(one.name, one.version) for one in shipped()} == {key for key, value in use.items() if value == "shipped"}
    names = {name for (name, _), value in use.items() if value == "build"}
    for line in (PROJECT / "requirements.in").read_text("utf-8").split():
        assert re.split(r"[=<\[]", line)[0].replace("_", "-").lower() in {
            one.replace("_", "-").lower() for one in names
        }, line
    npm = json.loads((PROJECT / "tests/tools/package.json").read_text("utf-8"))
    for name, version in {**npm["dependencies"], **npm["devDependencies"]}.items():
        assert use[name, version] == "test"


def test_the_bill_is_written_by_a_command(tmp_path: Path) -> None:
    done = ogp("sbom", "--to", str(tmp_path / "bill.json"))
    assert (done.returncode, done.stderr) == (0, "")
    assert (tmp_path / "bill.json").read_text(encoding="utf-8") == bill()
