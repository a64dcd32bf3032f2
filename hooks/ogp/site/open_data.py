"""The open data: which files there are, and the page that explains them."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any

from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.plan import Plan
from ogp.records.refresh import ProposedActivity, Refresh
from ogp.register import Register
from ogp.site.addresses import address_of
from ogp.site.table_shapes import ROOTS, TITLES, Table
from ogp.site.tables import items_of, shapes, tables
from ogp.verifying import manifest
from ogp.views.page import PageView, Version, version_of
from ogp.views.sections import SectionView
from ogp.views.standards import StandardsView

PACKAGE = "data/datapackage.json"
DICTIONARY = "data/dictionary.csv"
ARCHIVE = "data/open-government-data.zip"
CATALOGUE = "data/catalog.jsonld"
MANIFEST = manifest.NAME
SIGNATURE = manifest.SIGNATURE
API = "api/v1/"
"""Where the files for programs stand. What a program reads there keeps its form as long as the number is the same."""


WORKBOOK_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"

LONGEST_SHEET = 31
"""More characters a spreadsheet program does not allow in the name of a sheet."""


def csv_path(table: Table) -> str:
    """Where `table` stands as CSV, from the site's root."""
    return f"data/csv/{table.name}.csv"


def json_path(table: Table) -> str:
    """Where `table` stands as JSON, from the site's root."""
    return f"data/json/{table.name}.json"


def own_csv_path(page: str, table: Table) -> str:
    """Where the rows of `table` that belong to the record of the page at `page` stand as CSV, from the site's root."""
    return f"{page}{table.name.replace('_', '-')}.csv"


REQUIREMENTS = "standards/requirements.csv"
MEETINGS_BY_YEAR = "standards/meetings-by-year.csv"

_OF_TEMPLATE = {
    "home": ("plans", "commitments", "proposed_activities", "proposed_commitments"),
    "plans": ("plans",),
    "consultations": ("consultations",),
    "organizations": ("organizations",),
}
_OF_SECTION = {"meeting": "meetings", "news": "news", "document": "documents"}


def tables_of_page(template: str, view: PageView) -> tuple[tuple[str, Message], ...]:
    """The rows of the tables and charts of a page that is not about one record: address from the site's root, and title."""
    if isinstance(view, StandardsView):
        return ((REQUIREMENTS, message("Requirements")), (MEETINGS_BY_YEAR, message("Meetings on record by year")))
    names = _OF_TEMPLATE.get(template, ())
    if isinstance(view, SectionView):
        names = (_OF_SECTION[view.kind],)
    return tuple((f"data/csv/{name}.csv", TITLES[name]) for name in names)


def own_tables(register: Register, record: Record) -> tuple[Table, ...]:
    """The rows that the page of `record` shows: of the lists of the record, but not of its history; of a plan, its own and
    those of its commitments; and what a refresh proposed, also for its plan, its call and each commitment."""
    found = []
    for table in _shown(register)[record.kind]:
        items = items_of(table, _owners(register, table, record))
        if isinstance(record, Commitment) and table.name in _PROPOSED:
            items = [one for one in items if _proposes(one.parts[-1], record)]
        if items:
            found.append(replace(table, items=items))
    return tuple(found)


@lru_cache(maxsize=2)
def _shown(register: Register) -> Mapping[str, tuple[Table, ...]]:
    """By kind of record the tables of which its page may show rows."""
    return {
        kind.kind: tuple(table for table in shapes(register) if _is_shown(table, kind.kind)) for kind in ROOTS.values()
    }


_PROPOSED = ("proposed_activities", "proposed_commitments")


def _is_shown(table: Table, kind: str) -> bool:
    if not table.path:
        return kind == Plan.kind and ROOTS[table.root] in (Plan, Commitment)
    if ROOTS[table.root].kind == kind:
        return not {"changes", "source_notes"} & {name for names in table.path for name in names}
    return table.name in _PROPOSED and kind in (Plan.kind, Consultation.kind, Commitment.kind)


def _owners(register: Register, table: Table, record: Record) -> Iterable[Record]:
    """The records of whose rows in `table` the page of `record` shows some."""
    kind = ROOTS[table.root]
    if isinstance(record, kind):
        return (record,)
    if isinstance(record, Plan) and kind is Commitment:
        return register.commitments_of(record)
    return _refreshes(register, record)


def _proposes(part: Any, commitment: Commitment) -> bool:
    return isinstance(part, ProposedActivity) and part.commitment == commitment.id


def _refreshes(register: Register, record: Record) -> Iterable[Refresh]:
    """The refreshes whose proposals the page of `record` shows."""
    if isinstance(record, Plan):
        refresh = register.refresh_of(record)
        return (refresh,) if refresh else ()
    if isinstance(record, Consultation):
        return (own for own in register.linking(record, Refresh.kind) if own.consultation == record.id)
    if isinstance(record, Commitment):
        return dict.fromkeys(refresh for refresh, _ in register.activities_of(record))
    return ()


def workbook_path(language: str) -> str:
    """Where all tables stand as a workbook in `language`, from the site's root."""
    return f"data/open-government-data-{language}.xlsx"


def api_path(name: str, id_: str | None = None) -> str:
    """Where the records of the table `name` are listed for programs, or the one with the id `id_` stands."""
    return f"{API}{name}{f'/{id_}' if id_ else ''}.json"


def kept_files(register: Register) -> set[str]:
    """The files that are promised to stay, from the site's root, but for those of single records for programs, which stand and
    move with the pages of the records."""
    paths = {path(table) for table in all_tables(register) for path in (csv_path, json_path)}
    own = {path for record in register.records() for path, _ in own_csvs(register, record)}
    return lasting_files(register) | paths | own


def lasting_files(register: Register) -> set[str]:
    """Those of them that stay whatever the records hold: also the tables that once had a row."""
    books = {workbook_path(language.code) for language in register.site.languages}
    lists = {api_path(name) for name in ROOTS} | {f"{API}index.json", f"{API}openapi.json"}
    had = [table for table in shapes(register) if f"/{csv_path(table)}" in register.published]
    paths = {path(table) for table in had for path in (csv_path, json_path)}
    alone = {MANIFEST, PACKAGE, DICTIONARY, ARCHIVE, CATALOGUE, REQUIREMENTS, MEETINGS_BY_YEAR}
    return alone | books | lists | paths


def shows(register: Register, record: Record, file: str) -> bool:
    """Whether a `file` beside the page of `record` holds rows that such a page shows, or showed once."""
    page = address_of(record)
    return any(own_csv_path(page, table) == page + file for table in _shown(register)[record.kind])


def own_csvs(register: Register, record: Record) -> Iterator[tuple[str, Table]]:
    """The rows that the page of `record` shows, each table with its address; none of a table of which it showed some once."""
    page, own = address_of(record), {table.name: table for table in own_tables(register, record)}
    for table in _shown(register)[record.kind]:
        path = own_csv_path(page, table)
        if table.name in own:
            yield path, own[table.name]
        elif f"/{path}" in register.published:
            yield path, table


def sheet_name(table: Table) -> str:
    """What the sheet of `table` is called."""
    return table.name.replace("attendance", "att").replace("transcript", "text")[:LONGEST_SHEET]


def title(table: Table) -> Message:
    """What `table` is called, for readers."""
    return TITLES.get(table.name, table.description)


def all_tables(register: Register) -> tuple[Table, ...]:
    """The tables with at least one row, and those that had one once."""
    return tuple(
        table
        for table in tables(register)
        if table.count or table.name in TITLES or f"/{csv_path(table)}" in register.published
    )


def version(register: Register) -> Version:
    """The version of all records together."""
    found = version_of(tuple(register.records()))
    assert found
    return found


@dataclass(frozen=True, slots=True)
class Dataset:
    """A table in the list of the page: its name, what it is called, and how many rows and columns it has."""

    name: str
    title: Message
    rows: int
    columns: int
    csv: str
    json: str


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenDataView(PageView):
    """The page of the open data: the tables that most readers look for, and the others."""

    datasets: tuple[Dataset, ...]
    others: tuple[Dataset, ...]
    workbooks: tuple[tuple[str, str], ...]

    @property
    def cited(self) -> tuple[str, ...]:
        """None: each row names its sources."""
        return ()


def open_data_view(register: Register, today: date) -> OpenDataView:
    """The page of the open data."""
    found = {
        table.name: Dataset(
            table.name, title(table), table.count, len(table.columns), csv_path(table), json_path(table)
        )
        for table in all_tables(register)
    }
    return OpenDataView(
        heading=message("Open data"),
        title=message("Open data"),
        description=message(
            "Everything on this site as tables: for Excel, as CSV and as JSON, to use without asking anybody."
        ),
        listed=tuple(record for record in register.records() if record.updated <= today),
        datasets=tuple(found[name] for name in TITLES),
        others=tuple(dataset for name, dataset in found.items() if name not in TITLES),
        workbooks=tuple((language.code, workbook_path(language.code)) for language in register.site.languages),
    )
