"""Nothing that is published tells who made it, where or with what, besides the body that publishes it."""

import zipfile
from pathlib import Path

import pytest
from lxml import etree
from pypdf import PdfReader

from built import Site
from ogp.loading.metadata import PICTURES, metadata
from ogp.register import Register

ABOUT = {"{http://schemas.openxmlformats.org/package/2006/metadata/core-properties}lastModifiedBy",
         "{http://purl.org/dc/elements/1.1/}creator"}  # fmt: skip
TOLD = {"/Title", "/Author", "/Subject", "/Producer", "/CreationDate", "/ModDate", "/Keywords"}


@pytest.fixture(scope="module")
def publishers(real: Register) -> set[str]:
    """The names of the body that publishes the site."""
    return set(real.organizations[real.site.publisher].name.values.values())


def _files(site: Site, *suffixes: str) -> list[Path]:
    found = [path for path in sorted(site.folder.rglob("*")) if path.suffix in suffixes]
    assert found
    return found


def test_pictures_carry_nothing_but_what_they_show(site: Site) -> None:
    for path in _files(site, *PICTURES):
        assert not metadata(path, path.read_bytes()), path


def test_papers_name_the_publisher_as_their_author(site: Site, publishers: set[str]) -> None:
    for path in _files(site, ".pdf"):
        told = PdfReader(path).metadata or {}
        assert told.keys() <= TOLD, path
        assert told["/Author"] in publishers, path
        assert str(told["/Producer"]).startswith("WeasyPrint"), path


def test_word_files_and_workbooks_name_nobody_else(site: Site, publishers: set[str]) -> None:
    for path in _files(site, ".docx", ".xlsx"):
        with zipfile.ZipFile(path) as archive:
            core = etree.fromstring(archive.read("docProps/core.xml"))
            about = etree.fromstring(archive.read("docProps/app.xml"))
            pictures = [name for name in archive.namelist() if "/media/" in name]
        assert {element.text or "" for element in core.iter(*ABOUT)} <= {"", *publishers}, path
        told = {etree.QName(element).localname for element in about.iter() if element.text}
        assert not told & {"Company", "Manager", "Template", "TotalTime", "HyperlinkBase"}, path
        assert not pictures, path


def test_drawings_carry_no_notes_of_a_program(site: Site) -> None:
    for path in _files(site, ".svg"):
        tree = etree.fromstring(path.read_bytes())
        spaces = {etree.QName(element).namespace for element in tree.iter(etree.Element)}
        assert spaces == {"http://www.w3.org/2000/svg"}, path
        assert not list(tree.iter("{http://www.w3.org/2000/svg}metadata")), path
