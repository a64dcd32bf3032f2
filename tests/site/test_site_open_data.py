"""The open data of the built site, read by programs that we did not write, and made into records again."""

import csv
import io
import json
import re
import subprocess
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from frictionless import Package
from pydantic import BaseModel, TypeAdapter

from built import LANGUAGES, ROOT, Site, language, words
from ogp.records.base import Record, Source
from ogp.records.text import LANGUAGES as KNOWN_LANGUAGES
from ogp.records.text import Text
from ogp.register import Register
from ogp.site.addresses import address_of
from ogp.site.table_shapes import NAMES, ROOTS, lists_of, shape_of

Row = dict[str, str]
CODES = ("ar", "en")
Where = tuple[str, str, str, tuple[str, ...]]
"""Kind and id of a record, the path of a part of it, and the positions in the lists that lead there."""


def _rows(site: Site, name: str) -> list[Row]:
    path = site.folder / "data/csv" / f"{name}.csv"
    if not path.exists():
        return []
    rows = csv.DictReader(io.StringIO(path.read_text(encoding="utf-8-sig"), newline=""))
    # As README.txt says: one ' before what would be a formula does not belong to the text.
    return [
        {name: re.sub(r"^'(?=[\s']*[=+\-@＝＋－＠\t\r\n])", "", cell) for name, cell in row.items()} for row in rows
    ]


def _names(site: Site) -> list[str]:
    return sorted(path.stem for path in (site.folder / "data/csv").glob("*.csv"))


class _Rebuilder:
    """Makes the records of one kind of the rows of their tables."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.sources = _rows(site, "sources")

    def record(self, name: str, row: Row) -> Record:
        type_ = ROOTS[name]
        values = self._part(type_, row, "", name, (type_.kind, row["id"], "", ()))
        token = KNOWN_LANGUAGES.set(CODES)
        try:
            return type_.model_validate(values)
        finally:
            KNOWN_LANGUAGES.reset(token)

    def _part(self, type_: type[BaseModel], row: Row, before: str, table: str, where: Where) -> Any:
        kind, id_, path, at = where
        made: dict[str, Any] = {}
        for name, info in type_.model_fields.items():
            shape, inner = shape_of(info.annotation)
            own = f"{path}.{name}".lstrip(".")
            if shape == "text":
                made[name] = self._text(row, f"{before}{name}")
            elif shape == "part":
                made[name] = self._part(inner, row, f"{before}{name}_", f"{table}_{name}", (kind, id_, own, at))
            elif shape == "values":
                made[name] = row[f"{before}{name}"].split() or None
            elif inner is Source:
                made[name] = [
                    {"document": one["document"]} | ({"at": one["at"]} if one["at"] else {})
                    for one in self.sources
                    if (one["record_kind"], one["record"], one["path"]) == (kind, id_, path)
                ]
            elif shape == "parts":
                made[name] = list(self._list(inner, f"{table}_{name}", (kind, id_, own, at)))
            else:
                value = row[f"{before}{name}"]
                made[name] = {"true": True, "false": False}.get(value, value) if value else None
        made = {name: value for name, value in made.items() if value not in (None, [])}
        return made if made or not before else None

    def _list(self, type_: Any, table: str, where: Where) -> Iterator[Any]:
        kind, id_, path, at = where
        table = NAMES.get(table, table)
        for row in _rows(self.site, table):
            outer = tuple(value for column, value in row.items() if column.endswith("_position"))
            if row["record"] != id_ or outer != at:
                continue
            here = f"{path}[{row['position']}]"
            if issubclass(type_, Text):
                yield self._text(row, "text")
            else:
                yield self._part(type_, row, "", table, (kind, id_, here, (*at, row["position"])))

    def _text(self, row: Row, name: str) -> Any:
        original = row[f"{name}_original"].split()
        if not original:
            return None
        values = {code: row[f"{name}_{code}"] for code in CODES if row[f"{name}_{code}"]}
        missing = [code for code in CODES if code not in values]
        official = row[f"{name}_official"].split()
        return values | {"original": original, "official": official, "missing": missing}


@pytest.mark.parametrize("name", ROOTS)
def test_the_records_can_be_made_of_the_tables_again(site: Site, real: Register, name: str) -> None:
    rebuilder = _Rebuilder(site)
    originals = [record for record in real.records() if isinstance(record, ROOTS[name])]
    rows = _rows(site, name)
    assert [row["id"] for row in rows] == [record.id for record in originals]
    for row, original in zip(rows, originals, strict=True):
        rebuilt = rebuilder.record(name, row)
        dump = TypeAdapter(ROOTS[name]).dump_python
        assert dump(rebuilt) == dump(original), original.id
        assert rebuilt.digest == original.digest


def test_every_list_of_the_records_is_a_table(site: Site) -> None:
    names = set(_names(site))
    for name, type_ in ROOTS.items():
        assert name in names
        for path, _, _ in lists_of(type_, ()):
            table = f"{name}_{'_'.join(path)}"
            full = (site.folder / "data/dictionary.csv").read_text(encoding="utf-8-sig")
            assert (NAMES.get(table, table) in names) or NAMES.get(table, table) not in full


def test_frictionless_finds_no_error(site: Site) -> None:
    report = Package(str(site.folder / "data/datapackage.json")).validate()
    assert report.valid, report.flatten(["type", "title", "message"])[:5]
    assert len(report.tasks) == len(_names(site)) > 40


def test_csv_opens_in_spreadsheet_programs(site: Site) -> None:
    for name in _names(site):
        content = (site.folder / "data/csv" / f"{name}.csv").read_bytes()
        assert content.startswith(b"\xef\xbb\xbf")
        assert b"\r\n" in content


def test_json_holds_the_same_rows_as_csv(site: Site) -> None:
    for name in _names(site):
        found = json.loads((site.folder / "data/json" / f"{name}.json").read_bytes())
        said = [
            {column: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)
             for column, value in row.items()}
            for row in found["rows"]
        ]  # fmt: skip
        assert said == _rows(site, name), name


@pytest.mark.parametrize(("code", "rtl"), [("ar", True), ("en", False)])
def test_the_workbook_has_typed_cells_and_a_dictionary_in_its_direction(site: Site, code: str, rtl: bool) -> None:
    book = openpyxl.load_workbook(site.folder / f"data/open-government-data-{code}.xlsx")
    sheets = {sheet.title: sheet for sheet in book}
    assert all(bool(sheet.sheet_view.rightToLeft) is rtl for sheet in book)
    dictionary = book.worksheets[0]
    assert dictionary.title == {"ar": "القاموس", "en": "Dictionary"}[code]
    assert len(book.worksheets) == len(_names(site)) + 1
    described = {(row[0].value, row[1].value) for row in dictionary.iter_rows(min_row=2)}
    for sheet, name in zip(book.worksheets[1:], [sheet.title for sheet in book.worksheets[1:]], strict=True):
        heads = [cell.value for cell in sheet[1]]
        rows = _rows(site, next((own for own in _names(site) if own.startswith(name)), name))
        if name in _names(site):
            assert heads == list(csv.DictReader(io.StringIO(
                (site.folder / "data/csv" / f"{name}.csv").read_text(encoding="utf-8-sig"))).fieldnames or ())  # fmt: skip
            assert {(name, head) for head in heads} <= described
            assert sheet.max_row == len(rows) + 1
    commitments = sheets["commitments"]
    columns = {cell.value: cell.column for cell in commitments[1]}
    assert commitments.cell(2, columns["number"]).value == 1
    assert commitments.cell(2, columns["updated"]).is_date
    assert commitments.cell(2, columns["title_ar"]).value == _rows(site, "commitments")[0]["title_ar"]


def test_an_item_leads_to_its_own_place(site: Site) -> None:
    for name in ("commitments", "milestones", "activities", "recommendations", "proposed_activities", "agenda_items"):
        for row in _rows(site, name):
            for code in CODES:
                path, _, anchor = row[f"url_{code}"].removeprefix(ROOT.removesuffix("/")).partition("#")
                assert path in site.pages
                assert not anchor or site.find(path, anchor)


def test_the_figures_of_the_refresh_are_in_the_tables(site: Site) -> None:
    outcomes = [row["outcome"] for row in _rows(site, "proposed_activities")]
    assert {outcome: outcomes.count(outcome) for outcome in set(outcomes)} == {
        "added": 10, "already-included": 2, "will-be-considered": 4, "not-added": 3,
    }  # fmt: skip
    assert [row["outcome"] for row in _rows(site, "proposed_commitments")] == ["not-added"] * 4


def _belonging(real: Register, record: Record, name: str) -> Callable[[Row], bool]:
    """Which rows of the table `name` the page of `record` shows."""
    if name in ("plans", "commitments"):
        return lambda row: row["id"].partition("/")[0] == record.id
    refreshes = {own.id: own for own in real.refreshes.values()}
    if name not in ("proposed_activities", "proposed_commitments") or record.kind == "refresh":
        return lambda row: row["record"] == record.id
    if record.kind == "commitment":
        return lambda row: row["commitment"] == record.id
    return lambda row: record.id in (refreshes[row["record"]].plan, refreshes[row["record"]].consultation)


@pytest.mark.parametrize("root", ["/", "/en/"])
def test_every_record_offers_its_own_lists(site: Site, real: Register, root: str) -> None:
    offered = 0
    for record in real.records():
        address = root + address_of(record)
        page = site.article(address)
        for link in page.select("a[href$='.csv']"):
            path, _ = site.target(address, str(link["href"]))
            content = (site.folder / path.lstrip("/")).read_text(encoding="utf-8-sig")
            rows = list(csv.DictReader(io.StringIO(content, newline="")))
            name = Path(path).stem.replace("-", "_")
            # A page offers what it shows of its own record, and of others what belongs to it.
            belongs = _belonging(real, record, name)
            own = [row for row in _rows(site, name) if belongs(row)]
            assert rows == own != []
            for row in rows:
                anchor = row.get("url_ar", "").partition("#")[2]
                assert not anchor or site.find(row["url_ar"].partition("#")[0].removeprefix(ROOT.rstrip("/")), anchor)
            offered += 1
    assert offered > 20


def test_the_archive_holds_every_file(site: Site) -> None:
    folder = site.folder / "data"
    with zipfile.ZipFile(folder / "open-government-data.zip") as archive:
        assert archive.testzip() is None
        held = {name: archive.read(name) for name in archive.namelist()}
    files = {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}
    assert "dictionary.csv" in held.pop("README.txt").decode()
    assert held == {n: c for n, c in files.items() if Path(n).suffix in {".csv", ".json", ".xlsx"}}


@pytest.mark.parametrize("root", ["/", "/en/"])
def test_the_page_names_every_table_with_its_rows(site: Site, root: str) -> None:
    page = site.article(f"{root}data/")
    for name in _names(site):
        row = page.find(id=f"table-{name.replace('_', '-')}")
        assert row, name
        assert words(row.select("td")[0]) == str(len(_rows(site, name)))  # type: ignore[attr-defined]
        for link in row.select("a"):  # type: ignore[attr-defined]
            path, _ = site.target(f"{root}data/", str(link["href"]))
            assert (site.folder / path.lstrip("/")).is_file()


@pytest.mark.parametrize("code", LANGUAGES)
def test_every_page_with_a_table_or_a_chart_offers_its_rows(site: Site, code: str) -> None:
    """Not the log of changes, which has a feed, this page, which offers all tables, and what is not about records."""
    without = {LANGUAGES[code] + address for address in ("changes/", "data/", "licences/")}
    for address in site.pages:
        article = site.article(address)
        # What changed, and how a text was read, are notes on the record itself.
        shown = [one for one in article.select("table, .ogp-period, .ogp-marks") if not one.find_parent("details")]
        if shown and address not in without and language(address) == code:
            files = {path for path, _ in site.links(address, article) if path.endswith(".csv")}
            assert files, address
            for path in files:
                rows = list(csv.reader(io.StringIO((site.folder / path[1:]).read_text("utf-8-sig"), newline="")))
                assert len(rows) > 1, path


def test_the_table_of_requirements_says_what_the_page_says(site: Site) -> None:
    text = (site.folder / "standards/requirements.csv").read_text("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    for code, before in LANGUAGES.items():
        shown = [words(one) for one in site.article(f"{before}standards/").select(".ogp-requirement h2")]
        assert [f"{row['number']} {row[f'text_{code}']}" for row in rows] == shown


@pytest.mark.parametrize("code", LANGUAGES)
def test_libreoffice_opens_the_workbook(site: Site, tmp_path: Path, code: str) -> None:
    book = site.folder / f"data/open-government-data-{code}.xlsx"
    command = ["soffice", "--headless", f"-env:UserInstallation={(tmp_path / 'profile').as_uri()}"]
    # Every sheet as a file of its own: the last of the numbers of LibreOffice's filter for CSV.
    command += ["--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,true,false,false,false,-1"]
    subprocess.run([*command, "--outdir", str(tmp_path), str(book)], check=True, capture_output=True, timeout=180)
    for name in ("commitments", "proposed_activities"):
        [file] = tmp_path.glob(f"*-{name}.csv")
        opened = list(csv.DictReader(io.StringIO(file.read_text("utf-8"), newline="")))
        wanted = _rows(site, name)
        assert len(opened) == len(wanted)
        column = "title_ar" if name == "commitments" else "text_ar"
        assert [row[column] for row in opened] == [row[column] for row in wanted]
