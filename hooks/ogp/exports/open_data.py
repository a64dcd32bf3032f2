"""The open data: every table as CSV and JSON, all as a workbook in each language and one data package; what programs read."""

import pickle
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from ogp.exports import archives, dcat, workbook
from ogp.exports.files import json_file, write_files
from ogp.exports.pieces import Pieces, grouped
from ogp.exports.rows import TableFiles, csv_file, rooted, rows_in, rows_of
from ogp.exports.store import Store
from ogp.exports.workbook import Sheet
from ogp.messages import message
from ogp.records.base import Record
from ogp.records.site import Direction
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import addresses, open_data
from ogp.site.addresses import STANDARDS
from ogp.site.table_shapes import CODES, ROOTS, Column, Row, Table
from ogp.site.tables import filled
from ogp.views.labels import LABELS
from ogp.views.page import Version
from ogp.views.standards import StandardsView
from ogp.wanted import is_draft

_IN_THE_ARCHIVE = message(
    "csv/ and json/ hold all tables, the .xlsx files the same as workbooks. dictionary.csv says what each column holds, "
    "codes.csv what each code means, datapackage.json how the tables belong together."
)
_GUARDED = message(
    "In CSV one ' stands before texts that spreadsheet programs would take for formulas; it does not belong to the text."
)
_CUT = message("… (longer than a cell may be: the CSV file of this table has the whole text)")


def tasks(
    folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer], store: Store
) -> list[Callable[[], None]]:
    """What writes all files below data/ in `folder` but the archive; `root` is the site's address. The `store` keeps the
    workbooks and the rows. A draft has no workbook."""
    writer = _Writer(folder, root, register, renderers, store)
    return [
        *(partial(writer.write_workbook, renderer) for renderer in renderers.values() if not is_draft()),
        writer.write_tables,
    ]


@dataclass(frozen=True, slots=True)
class _Writer:
    """Writes what `tasks` says."""

    folder: Path
    root: str
    register: Register
    renderers: Mapping[str, Renderer]
    store: Store

    def write_workbook(self, renderer: Renderer) -> None:
        """All tables in the language of `renderer`."""
        found = self._tables()
        facts = (self.root, renderer.language.code, self.register.site.model_dump_json(), *(one.name for one in found))
        content = self.store.kept(
            partial(_workbook, found, self.root, renderer, open_data.version(self.register)),
            b"workbook",
            *(fact.encode() for fact in facts),
            *(record.digest.encode() for record in self.register.records()),
        )
        write_files(self.folder, [(open_data.workbook_path(renderer.language.code), content)])

    def write_tables(self) -> None:
        """Each table for itself, and what says what they hold."""
        found, version = self._tables(), open_data.version(self.register)
        with ExitStack() as opened:
            files = {table.name: opened.enter_context(TableFiles(self.folder, table, version)) for table in found}
            for table in found:
                if table.name == CODES:
                    files[table.name].add(rows_in(table, self.root))
            pieces = Pieces(self.register, self.store, f"tables {self.root}")
            for kind in ROOTS.values():
                for group in grouped(record for record in self.register.records() if isinstance(record, kind)):
                    content = pieces.piece(group, partial(rows_of, self.root, self.register, group))
                    for name, rows in pickle.loads(content).items():
                        files[name].add(rows)
        words = {code: renderer.printer.wording for code, renderer in self.renderers.items()}
        named = [column.name for column in _dictionary_columns(list(words))]
        package = _package(found, self.register, version, self.root, list(words.values()))
        others = {
            open_data.DICTIONARY: csv_file(named, _dictionary(found, words)),
            open_data.PACKAGE: json_file(package),
            open_data.CATALOGUE: dcat.content(self.register, self.renderers),
        }
        write_files(self.folder, chain(others.items(), _standards(self.renderers)))

    def _tables(self) -> list[Table]:
        return [_labelled(table, self.renderers) for table in open_data.all_tables(self.register)]


def csvs_of(root: str, register: Register, record: Record) -> Iterator[tuple[str, bytes]]:
    """The rows that the page of `record` shows, as CSV, each table with its address from the site's root."""
    for path, table in open_data.own_csvs(register, record):
        yield path, csv_file(table.names, rooted(table, root))


def write_archive(folder: Path, root: str, register: Register, renderers: Mapping[str, Renderer]) -> None:
    """Writes the archive of the files that `tasks` have written into `folder`."""
    tables = open_data.all_tables(register)
    held = {open_data.DICTIONARY, open_data.PACKAGE, *map(open_data.workbook_path, renderers)}
    held |= {path(table) for table in tables for path in (open_data.csv_path, open_data.json_path)}
    readme = _readme(register, root, open_data.version(register), renderers)
    with (folder / open_data.ARCHIVE).open("wb") as out:
        archives.write(
            out,
            chain(
                [("README.txt", readme)],
                ((name.removeprefix("data/"), (folder / name).read_bytes()) for name in sorted(held)),
            ),
        )


def _standards(renderers: Mapping[str, Renderer]) -> Iterator[tuple[str, bytes]]:
    """The tables of the page on the minimum requirements, which are computed and stand in no record."""
    renderer = next(iter(renderers.values()))
    view = renderer.pages[STANDARDS].view
    assert isinstance(view, StandardsView)
    words = {code: own.printer.wording for code, own in renderers.items()}
    names = ["number", "verdict", *(f"{name}_{code}" for name in ("text", "findings") for code in words), "evidence"]
    rows = [
        {"number": one.number, "verdict": one.verdict.value}
        | {f"text_{code}": word(one.text) for code, word in words.items()}
        | {f"findings_{code}": " ".join(map(word, one.findings)) for code, word in words.items()}
        | {"evidence": " ".join(f"{record.kind}:{record.id}" for record in one.evidence)}
        for one in view.requirements
    ]
    yield open_data.REQUIREMENTS, csv_file(names, rows)
    names = ["year", "forum", "on_results", "unknown"]
    yield (
        open_data.MEETINGS_BY_YEAR,
        csv_file(names, [{name: getattr(one, name) for name in names} for one in view.years]),
    )


_DICTIONARY = (
    ("table", message("Table")),
    ("column", message("Column")),
    ("type", message("Type")),
    ("language", message("Language")),
    ("derived", message("Computed by this site")),
    ("choices", message("Possible values")),
)


def _dictionary_columns(languages: Sequence[str]) -> list[Column]:
    """The columns of the dictionary, which describes each column in these languages."""
    described = ((f"description_{code}", message("Description")) for code in languages)
    return [Column(name=name, type="string", description=text) for name, text in (*_DICTIONARY, *described)]


def _dictionary(found: Sequence[Table], words: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    for table in found:
        for column in table.columns:
            yield {
                "table": table.name, "column": column.name, "type": column.type, "language": column.language,
                "derived": column.derived, "choices": " ".join(column.choices),
            } | {f"description_{code}": word(column.description) for code, word in words.items()}  # fmt: skip


def _labelled(table: Table, renderers: Mapping[str, Renderer]) -> Table:
    """The table of codes with what each means in every language; any other as it is."""
    if table.name != CODES:
        return table
    known = {str(value): text for value, text in LABELS.items()}

    def labelled(row: Row) -> Row:
        said = known.get(str(row["code"]), row["code"])
        return row | {f"label_{code}": own.printer.wording(said) for code, own in renderers.items()}

    return replace(table, row=labelled)


def _readme(register: Register, root: str, version: Version, renderers: Mapping[str, Renderer]) -> bytes:
    """What is in the archive, in every language."""
    lines = []
    for renderer in renderers.values():
        word = renderer.printer.wording
        lines += [
            word(register.site.name),
            f"{root}{addresses.prefix(register.site, renderer.language.code)}{addresses.OPEN_DATA}",
            f"{word(message('Version of the data:'))} {version.name}",
            word(_IN_THE_ARCHIVE),
            word(_GUARDED),
            "",
        ]
    return "\n".join(lines).encode()


def _said(text: Any, words: Sequence[Any]) -> str:
    """A description in every language of the site, one a line."""
    return "\n".join(dict.fromkeys(word(text) for word in words))


def _package(
    found: Sequence[Table], register: Register, version: Version, root: str, words: Sequence[Any]
) -> dict[str, Any]:
    """The description of all tables after the Frictionless standard (Data Package 1.0)."""
    site = register.site
    package: dict[str, Any] = {
        "profile": "tabular-data-package",
        "name": "open-government-data",
        "title": _said(site.name, words),
        "description": _said(site.description, words),
        "homepage": f"{root}data/",
        "version": version.name,
        "contributors": [{"title": _said(register.organizations[site.publisher].name, words), "role": "publisher"}],
        "resources": [_resource(table, words) for table in found],
    }
    if site.licence:
        package["licenses"] = [{"title": _said(site.licence.name, words), "path": site.licence.url}]
    return package


def _resource(table: Table, words: Sequence[Any]) -> dict[str, Any]:
    fields = []
    for column in table.columns:
        about = {"name": column.name, "type": column.type, "description": _said(column.description, words)}
        constraints: dict[str, Any] = {"required": True} if column.required else {}
        if column.choices:
            constraints["enum"] = list(column.choices)
        fields.append(about | ({"constraints": constraints} if constraints else {}))
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.root:
        schema["primaryKey"] = list(table.key)
    if table.path:
        schema["foreignKeys"] = [{"fields": ["record"], "reference": {"resource": table.root, "fields": ["id"]}}]
    return {
        "profile": "tabular-data-resource",
        "name": table.name.replace("_", "-"),
        "title": _said(open_data.title(table), words),
        "description": _said(table.description, words),
        "path": open_data.csv_path(table).removeprefix("data/"),
        "format": "csv",
        "mediatype": "text/csv",
        "encoding": "utf-8-sig",
        "dialect": {"lineTerminator": "\r\n"},
        "schema": schema,
    }


def _workbook(found: Sequence[Table], root: str, renderer: Renderer, version: Version) -> bytes:
    """All tables as sheets, behind one that describes them, in the direction of the language."""
    word = renderer.printer.wording
    about = _dictionary_columns([renderer.language.code])
    dictionary = Sheet(
        name=word(message("Dictionary")),
        columns=tuple((column.name, word(column.description)) for column in about),
        rows=list(_dictionary(found, {renderer.language.code: word})),
    )
    tables = (
        Sheet(open_data.sheet_name(table), tuple((name, name) for name in table.names), list(rooted(table, root)))
        for table in filled(renderer.register, found)
    )
    return workbook.content(
        (dictionary, *tables),
        title=word(renderer.register.site.name),
        version=version,
        right_to_left=renderer.language.direction is Direction.RTL,
        cut=word(_CUT),
    )
