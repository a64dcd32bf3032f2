"""The open data: which files there are, and the page that explains them."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache

from ogp.messages import Message, message
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.plan import Plan
from ogp.records.refresh import ProposedActivity, ProposedCommitment, Refresh
from ogp.register import Register
from ogp.site.addresses import address_of
from ogp.site.table_shapes import ROOTS, TITLES, Table
from ogp.site.tables import Item, tables
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


@lru_cache(maxsize=2)
def own_tables(register: Register) -> Mapping[tuple[str, str], tuple[Table, ...]]:
    """By kind and id of each record the rows that its page shows: of the lists of the record, but not of its history; of a
    plan, its own and those of its commitments; and what a refresh proposed, also for its plan, its call and each commitment."""
    found: dict[tuple[str, str], dict[str, list[Item]]] = defaultdict(lambda: defaultdict(list))
    every = {table.name: table for table in tables(register) if table.root}
    for table in every.values():
        for item in table.items:
            for key in _shown_with(register, table, item):
                found[key][table.name].append(item)
    return {key: tuple(replace(every[name], items=items) for name, items in own.items()) for key, own in found.items()}


def _shown_with(register: Register, table: Table, item: Item) -> Iterator[tuple[str, str]]:
    """Kind and id of the records whose pages show the row of `item`."""
    record, part = item.record, item.parts[-1]
    if table.name in ("plans", "commitments"):
        yield Plan.kind, record.id.partition("/")[0]
    elif table.path and not {"changes", "source_notes"} & {name for names in table.path for name in names}:
        yield record.kind, record.id
        if isinstance(record, Refresh) and isinstance(part, ProposedActivity | ProposedCommitment):
            yield Plan.kind, str(record.plan)
            if record.consultation:
                yield Consultation.kind, str(record.consultation)
            if isinstance(part, ProposedActivity):
                yield Commitment.kind, str(part.commitment)


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
    own = own_csv_files(register).keys()
    books = {workbook_path(language.code) for language in register.site.languages}
    lists = {api_path(name) for name in ROOTS} | {f"{API}index.json", f"{API}openapi.json"}
    return (
        {MANIFEST, PACKAGE, DICTIONARY, ARCHIVE, CATALOGUE, REQUIREMENTS, MEETINGS_BY_YEAR}
        | paths
        | own
        | books
        | lists
    )


def own_csv_files(register: Register) -> dict[str, Table]:
    """By address, from the site's root, the rows that the page of each record shows; none, where it showed some once."""
    found: dict[str, Table] = {}
    for record in register.records():
        page = address_of(record)
        for table in tables(register):
            if f"/{own_csv_path(page, table)}" in register.published:
                found[own_csv_path(page, table)] = replace(table, items=())
        own = own_tables(register).get((record.kind, record.id), ())
        found |= {own_csv_path(page, table): table for table in own}
    return found


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
        if table.items or table.name in TITLES or f"/{csv_path(table)}" in register.published
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
            table.name, title(table), len(table.items), len(table.columns), csv_path(table), json_path(table)
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
