"""Whatever the records say, the files made of them say the same to the programs that read them, and nothing else."""

import csv
import io
import json
import re
import xml.etree.ElementTree as etree
from datetime import date
from functools import cache
from itertools import chain

import bibtexparser
import openpyxl
import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from icalendar import Calendar
from inputs import TEXTS, few, tried
from lxml import html as lxml_html
from xlsxwriter import Workbook

from built import PROJECT, ROOT
from ogp.exports import api, calendar, dcat, embeds, feeds, opensearch
from ogp.exports.rows import csv_file
from ogp.exports.store import Store
from ogp.exports.workbook import EXCEL, Cells
from ogp.loading.load import load
from ogp.register import Register
from ogp.rendering.citing import Citation, bibtex, csl_json
from ogp.rendering.heads import _described
from ogp.rendering.renderer import Renderer
from ogp.site import feeds as told
from ogp.site.pages import generated_pages
from ogp.translation import Translator
from ogp.views.page import Version
from spoiling import spoiled

TODAY = date(2031, 6, 1)
FORMULA = re.compile(r"[=+\-@＝＋－＠]")
HIDDEN = re.compile(
    r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\u202a-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufffe\uffff]"
)
MANY = st.lists(TEXTS, min_size=1, max_size=5)


@cache
def _register() -> Register:
    """The records of the invented country."""
    found = load(PROJECT / "tests/cases/_base/data").register
    assert found
    return found


def _renderers(register: Register) -> dict[str, Renderer]:
    pages = {page.address: page for page in generated_pages(register, TODAY)}
    return {
        own.code: Renderer(
            register, pages, own, Translator(own.locale, PROJECT / "translations"), PROJECT / "overrides",
            root=ROOT, today=TODAY,
        )
        for own in register.site.languages
    }  # fmt: skip


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=2), max_size=5))
@example([["=1+1", "-"], ["'=1", "''=1"], ["\t=1", "\r\n"], [" =1", "' =1"], ["＝1", "'"]])
def test_csv_holds_every_text_and_no_formula(rows: list[list[str]]) -> None:
    with tried("rows of CSV"):
        rows = [[text.encode(errors="replace").decode() for text in row] for row in rows]
        content = csv_file(["a", "b"], [dict(zip("ab", row, strict=True)) for row in rows]).decode("utf-8-sig")
        [head, *read] = csv.reader(io.StringIO(content, newline=""))
        assert head == ["a", "b"]
        for cell in (cell for row in read for cell in row):
            assert not FORMULA.match(cell.lstrip()) and not cell.startswith(("\t", "\r", "\n"))
        # As README.txt in the archive says: one ' before what would be a formula does not belong to the text.
        assert [[re.sub(r"^'(?=[\s']*[=+\-@＝＋－＠\t\r\n])", "", cell) for cell in row] for row in read] == rows


@given(MANY)
@example(
    ["=1+1", '=HYPERLINK("https://evil.invalid/","x")', "https://evil.invalid/", "{=1}", "2031-02-30", "0001-01-01"]
)
def test_every_text_in_a_workbook_is_a_text(texts: list[str]) -> None:
    with tried("cells of a workbook"):
        texts = [text.encode(errors="replace").decode() for text in texts]
        out = io.BytesIO()
        book = Workbook(out, {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
        sheet, cells = book.add_worksheet(), Cells(book, "…", EXCEL.characters)
        for row, text in enumerate(texts):
            cells.write(sheet, (row, 0), text)
        book.close()
        found = openpyxl.load_workbook(out).active
        for row, text in enumerate(texts, 1):
            cell = found.cell(row, 1)
            assert cell.data_type in (("s", "d") if text else ("n",))
            assert cell.hyperlink is None


@few()
@given(MANY)
@example(["{", "a } b {", "\\{", "\\"])
@example(["</script><script>ran(1)</script>", "<!--<script>", "]]>"])
@example(["a\rb\r\nEND:VEVENT\x85\u2028c", "\x00\x0b\ufffe"])
def test_what_programs_read_says_what_the_records_say(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    with tried("feeds, calendars, JSON-LD and other files"):
        hostile = spoiled(_register(), texts)
        renderers = _renderers(hostile)
        folder = tmp_path_factory.getbasetemp() / "exports"
        store = Store(folder / "store")
        for code, renderer in renderers.items():
            found = [
                b"".join(calendar._calendar(one.register, ROOT, one, store))
                for one in (_renderers(_register())[code], renderer)
            ]
            _is_calendar(found[1], found[0].count(b"BEGIN:VEVENT"))
            for feed in told.feeds(hostile, TODAY, 2):
                titles = [
                    [renderer.printer.attribute(one.title) for one in own] for own in (feed.entries, *feed.archives)
                ]
                for (_, content), own in zip(feeds.atom(feed, ROOT, renderer), titles, strict=True):
                    _is_feed(content, own)
            for unit in opensearch.units(ROOT, {code: renderer}):
                [(path, content)] = unit.make().files
                assert path == f"{renderer.local('')}{opensearch.NAME}"
                etree.fromstring(content)
            _is_head(renderer, hostile)
            for own in renderer.embeds.values():
                document = json.loads(embeds._document(renderer, own))
                [frame] = lxml_html.fragments_fromstring(document["html"])
                assert set(frame.attrib) == {"src", "title", "width", "height", "style", "loading"} and not len(frame)
        lists = chain.from_iterable(unit.make().files for unit in api.units(hostile, renderers))
        for _, content in chain(lists, (api.file_of(hostile, renderers, record) for record in hostile.records())):
            json.loads(content)
        json.loads(dcat.content(hostile, renderers))


def _is_calendar(content: bytes, events: int) -> None:
    read = Calendar.from_ical(content)
    assert len(read.walk("VEVENT")) == events
    assert not re.search(rb"\r(?!\n)|(?<!\r)\n|\n\r\n", content)
    allowed = {
        "SUMMARY",
        "DESCRIPTION",
        "LOCATION",
        "DTSTART",
        "DTEND",
        "UID",
        "DTSTAMP",
        "LAST-MODIFIED",
        "SEQUENCE",
        "URL",
        "TRANSP",
    }
    assert {name for event in read.walk("VEVENT") for name in event} <= allowed


def _is_feed(content: bytes, titles: list[str]) -> None:
    atom = "{http://www.w3.org/2005/Atom}"
    read = etree.fromstring(content)
    allowed = {
        "feed",
        "id",
        "title",
        "updated",
        "author",
        "name",
        "email",
        "link",
        "generator",
        "entry",
        "published",
        "summary",
    }
    archive = "{http://purl.org/syndication/history/1.0}archive"
    assert {element.tag for element in read.iter()} <= {archive, *(atom + name for name in allowed)}
    assert [entry.findtext(f"{atom}title") for entry in read.iter(f"{atom}entry")] == titles


def _is_head(renderer: Renderer, register: Register) -> None:
    """The JSON-LD of a page of every kind stays one element and says the title."""
    for page in {page.template: page for page in renderer.pages.values()}.values():
        found, script = _described(renderer, page.address, None)
        [element] = lxml_html.fragments_fromstring(f'<script type="application/ld+json">{script}</script>')
        assert "<" not in script
        graph = json.loads(element.text)["@graph"]
        assert found.title in [node.get("name") for node in graph]


@given(TEXTS, TEXTS)
@example("{", "}{")
@example("\\", "\\")
def test_a_citation_holds_one_entry(title: str, publisher: str) -> None:
    with tried("citations"):
        clean = HIDDEN.sub("\ufffd", title), HIDDEN.sub("\ufffd", publisher)
        own = Citation(
            title=clean[0], publisher=clean[1], site=clean[0], version=Version(TODAY, "abc"),
            address=f"{ROOT}plans/", short=None, language="en-GB",
        )  # fmt: skip
        [item] = json.loads(csl_json(own).replace('"ACCESSED"', "2031, 6, 1"))
        assert item["title"] == clean[0]
        text = bibtex(own)
        assert len(bibtexparser.parse_string(text).entries) == 1
        assert text.count("{") == text.count("}")
