"""The reports of the built site, read by programs that we did not write."""

import re
import subprocess
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from hashlib import sha256
from pathlib import Path

import pypdf
import pypdfium2
import pytest
from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml.ns import qn

from built import DIRECTIONS, LANGUAGES, ROOT, Site, words
from ogp.records.base import Record, walk
from ogp.records.text import Prose, Text
from ogp.register import Register
from ogp.site.addresses import address_of

_WORD = re.compile(r"[a-zA-Z]+|[\u0621-\u064a][\u0621-\u0652\u0670]*|\d+")
_MARKDOWN = re.compile(r"\]\([^)]*\)|[*_]{1,2}(?=\S)|^\s*\d+\.\s", re.MULTILINE)
_ELSEWHERE = {"changes", "invitations", "short_title"}
"""Fields that the reports leave to the pages."""


def _files(site: Site, ending: str) -> list[str]:
    return sorted(path.relative_to(site.folder).as_posix() for path in site.folder.rglob(f"*.{ending}"))


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", "".join(c for c in text if unicodedata.category(c) != "Cf"))


def _words(text: str) -> Counter[str]:
    return Counter(_WORD.findall(_plain(text)))


def _lost(texts: Iterable[str], said: str) -> list[str]:
    """The words of `texts` that `said` has less often; programs that read PDFs do not always see where a word ends."""
    wanted = sum(map(_words, texts), Counter[str]())
    return [word for word, times in wanted.items() if said.count(word) < times]


def _letters(text: str) -> Counter[str]:
    return Counter(c for c in _plain(text) if c.isalpha())


@cache
def _in_order_of_content(path: Path) -> str:
    return "\n".join(page.extract_text() for page in pypdf.PdfReader(path).pages)


@cache
def _as_copied(path: Path) -> str:
    return "\n".join(page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(path))


def _texts(record: Record, language: str) -> Iterator[str]:
    for path, value in walk(record):
        if isinstance(value, Text | Prose) and path[0] not in _ELSEWHERE:
            yield _MARKDOWN.sub("", value.side(language).text)


def _about(real: Register) -> dict[str, Record]:
    """The reports that show the whole of a record, by their names without language and format."""
    found: dict[str, Record] = {"plans/nap5/refresh/refresh-outcomes-report": real.refreshes["nap5/refresh"]}
    for meeting in real.meetings.values():
        found[f"{address_of(meeting)}minutes"] = meeting
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_a_pdf_says_is_what_the_record_says(site: Site, real: Register, language: str) -> None:
    for name, record in _about(real).items():
        path = site.folder / f"{LANGUAGES[language][1:]}{name}.pdf"
        texts = list(_texts(record, language))
        assert len(texts) >= 5
        assert _lost(texts, _plain(_in_order_of_content(path))) == [], name
        assert sum(map(_letters, texts), Counter[str]()) - _letters(_as_copied(path)) == Counter(), name


@pytest.mark.parametrize("language", LANGUAGES)
def test_libreoffice_reads_in_a_word_file_what_the_record_says(
    site: Site, real: Register, language: str, tmp_path: Path
) -> None:
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    command += ["--convert-to", "txt:Text (encoded):UTF8"]
    for name, record in _about(real).items():
        file = site.folder / f"{LANGUAGES[language][1:]}{name}.docx"
        folder = tmp_path / name
        subprocess.run([*command, "--outdir", str(folder), str(file)], check=True, capture_output=True, timeout=120)
        said = (folder / f"{file.stem}.txt").read_text(encoding="utf-8-sig")
        assert _lost(_texts(record, language), _plain(said)) == [], name


def test_the_refresh_report_has_all_that_the_official_one_has(site: Site, real: Register) -> None:
    refresh = real.refreshes["nap5/refresh"]
    said = _in_order_of_content(site.folder / "en/plans/nap5/refresh/refresh-outcomes-report.pdf")
    headings = [f"Step {step.number}:" for step in refresh.steps]
    headings += ["Proposed activities (Table I)", "New proposed commitments (Table II)", "Main outcomes", "Approvals"]
    places = [said.rindex(heading) for heading in headings]
    assert places == sorted(places)
    tables = said[places[10] :]
    assert re.findall(r"^\s*(a\d\d|p\d)\b", tables, re.MULTILINE) == [
        *(activity.id for activity in refresh.activities), *(proposal.id for proposal in refresh.proposals)
    ]  # fmt: skip


def test_every_commitment_has_a_fact_sheet(site: Site, real: Register) -> None:
    for commitment in real.commitments.values():
        for language, prefix in LANGUAGES.items():
            path = site.folder / f"{prefix[1:]}{address_of(commitment)}fact-sheet.pdf"
            titles = [commitment.title, *(own.title for own in commitment.milestones if own.title)]
            said = _plain(_in_order_of_content(path))
            assert _lost([title.side(language).text for title in titles], said) == []


def test_every_agenda_is_to_be_had(site: Site, real: Register) -> None:
    for meeting in real.meetings.values():
        path = site.folder / f"{address_of(meeting)}agenda.pdf"
        assert path.exists() == bool(meeting.agenda)
        if meeting.agenda:
            titles = [item.title.side("ar").text for item in meeting.agenda]
            assert _lost(titles, _plain(_in_order_of_content(path))) == []


def test_every_pdf_is_tagged_named_and_in_its_language(site: Site) -> None:
    files = _files(site, "pdf")
    assert len(files) >= 40
    for file in files:
        reader = pypdf.PdfReader(site.folder / file)
        root = reader.trailer["/Root"]
        assert root["/MarkInfo"]["/Marked"]
        assert root["/StructTreeRoot"]["/K"]
        assert str(root["/Lang"]) == ("en" if file.startswith("en/") else "ar")
        assert root["/ViewerPreferences"]["/DisplayDocTitle"]
        assert reader.metadata and reader.metadata.title and reader.metadata.author
        assert b"pdfuaid" in root["/Metadata"].get_data()
        for page in reader.pages:
            for font in page["/Resources"].get("/Font", {}).values():
                inner = font["/DescendantFonts"][0]["/FontDescriptor"]
                assert {"/FontFile2", "/FontFile3"} & set(inner), file


def test_tables_and_headings_are_tagged_as_such(site: Site) -> None:
    reader = pypdf.PdfReader(site.folder / "plans/nap5/refresh/refresh-outcomes-report.pdf")
    tags: Counter[str] = Counter()

    def count(node: object) -> None:
        node = node.get_object() if isinstance(node, pypdf.generic.IndirectObject) else node
        if isinstance(node, list):
            for child in node:
                count(child)
        elif isinstance(node, dict):
            tags[str(node.get("/S", ""))] += 1
            count(node.get("/K"))

    count(reader.trailer["/Root"]["/StructTreeRoot"])
    assert tags["/H1"] == 1
    assert tags["/H2"] >= 7
    assert tags["/Table"] >= 6
    assert tags["/TH"] > 40
    assert tags["/L"] >= 3


def test_every_address_in_a_pdf_leads_to_a_page(site: Site) -> None:
    for file in _files(site, "pdf"):
        for page in pypdf.PdfReader(site.folder / file).pages:
            for note in page.get("/Annots", ()):
                address = note.get_object().get("/A", {}).get("/URI")
                if address and address.startswith(ROOT):
                    path = address.removeprefix(ROOT).partition("#")[0]
                    assert (site.folder / path / "index.html").exists(), f"{file}: {address}"


def test_each_page_offers_its_reports_with_version_and_checksum(site: Site) -> None:
    for file in (*_files(site, "pdf"), *_files(site, "docx")):
        address = f"/{file.rpartition('/')[0]}/"
        [link] = site.article(address).select(f'a[download][href="{file.rpartition("/")[2]}"]')
        entry = link.find_parent("li")
        assert entry
        content = (site.folder / file).read_bytes()
        assert sha256(content).hexdigest() in words(entry)
        name = str(link["download"])
        assert name.endswith(f"-{'en' if file.startswith('en/') else 'ar'}.{file.rpartition('.')[2]}")
    for prefix in ("", "en/"):
        for address in (f"{prefix}plans/nap5/commitments/4/", f"{prefix}meetings/2022-06-23-workshop/"):
            for entry in site.article(f"/{address}").select(".ogp-files > li"):
                [digest] = re.findall(r"\b[0-9a-f]{12}\b", words(entry))
                for link in entry.select("a[href$='.pdf']"):
                    assert digest in _in_order_of_content(site.folder / address / str(link["href"]))


def test_word_files_run_as_their_language_does(site: Site) -> None:
    files = _files(site, "docx")
    assert len(files) >= 14
    for file in files:
        language = "en" if file.startswith("en/") else "ar"
        document = Document(str(site.folder / file))
        rtl = DIRECTIONS[language] == "rtl"
        assert document.core_properties.title and document.core_properties.author
        assert document.tables
        for table in document.tables:
            assert table.table_direction == (WD_TABLE_DIRECTION.RTL if rtl else WD_TABLE_DIRECTION.LTR)
        paragraphs = [p for p in document.paragraphs if any("\u0600" < c < "\u06ff" for c in p.text)]
        if rtl:
            assert all(p._p.pPr is not None and p._p.pPr.find(qn("w:bidi")) is not None for p in paragraphs)
