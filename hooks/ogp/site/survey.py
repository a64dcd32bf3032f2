"""Everything that a build rests on, loaded and checked: records, pages, hand-written files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ogp.keeping import Keeper
from ogp.loading.configuration import check_configuration
from ogp.loading.layout import DATA, DOCS
from ogp.loading.load import load, uncollected
from ogp.loading.rules.privacy import known_of
from ogp.problems import Problem
from ogp.records.site import Site
from ogp.register import Register
from ogp.site.attachments import check_attachments
from ogp.site.checks import Locate, check_days, check_parity, check_records, check_site
from ogp.site.pages import Page, generated_pages, markdown_files
from ogp.site.prose import check_names, check_other_files, check_prose, prose_files
from ogp.site.today import build_day, latest_day
from ogp.site.translations import check_catalogues


@dataclass(frozen=True, slots=True)
class Survey:
    """What was found: the settings and the register, None where they cannot be read; all problems in order; where a value
    stands; the pages on `today` and the hand-written files."""

    site: Site | None
    register: Register | None
    problems: tuple[Problem, ...]
    today: date
    locate: Locate
    pages: tuple[Page, ...] = ()
    prose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def survey(root: Path, keeper: Keeper | None = None) -> Survey:
    """The project in the folder `root`, for the day of the build; records that the `keeper` has are not read again. Raises
    BadDayError where that is not a day."""
    with uncollected():
        return _survey(root, keeper)


def _survey(root: Path, keeper: Keeper | None) -> Survey:
    today = build_day()
    loaded = load(root / DATA, keeper)
    latest = latest_day()
    problems = [*loaded.problems, *check_days(loaded.files, latest)]
    entry = next((entry for entry in loaded.files.of(Site) if not loaded.files.is_wrong(entry, ("languages",))), None)
    site = entry.record if entry else None
    prose = prose_files(site, root / DOCS) if site else {}
    problems += check_parity(prose)
    problems += check_attachments(root / DOCS)
    problems += check_catalogues(root, site.languages) if site else ()
    if site:
        problems += check_names(root / DOCS, site)
        problems += check_configuration(root, site, prose[site.languages[0].code])
    problems += check_other_files(root / DOCS)
    pages: tuple[Page, ...] = ()
    if loaded.register:
        pages = generated_pages(loaded.register, today)
        problems += check_site(loaded.register, pages, prose, loaded.locate)
    elif site:
        problems += check_records(site, loaded.files, prose, loaded.locate)
    made = markdown_files(pages) if loaded.register else None
    problems += check_prose(root / DOCS, prose, made, latest, known_of(loaded.files))
    ordered = tuple(sorted(problems, key=lambda problem: problem.place))
    return Survey(site, loaded.register, ordered, today, loaded.locate, pages, prose)
