"""Everything that a build rests on, loaded and checked: records, pages, hand-written files."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from ogp.loading.layout import DATA
from ogp.loading.load import load
from ogp.problems import Problem
from ogp.register import Register
from ogp.site.checks import check_promises, check_site
from ogp.site.pages import Page, generated_pages, markdown_files
from ogp.site.prose import check_prose, prose_files
from ogp.site.today import build_day


@dataclass(frozen=True, slots=True)
class Survey:
    """The register, or None where records cannot be read; all problems; the pages on `today` and the hand-written files."""

    register: Register | None
    problems: tuple[Problem, ...]
    today: date
    pages: tuple[Page, ...] = ()
    prose: Mapping[str, tuple[str, ...]] = field(default_factory=dict)


def survey(root: Path) -> Survey:
    """The project in the folder `root`, for the day of the build. Raises BadDayError where that is not a day."""
    today = build_day()
    loaded = load(root / DATA)
    if loaded.register is None:
        return Survey(None, (*loaded.problems, *check_promises(loaded.files)), today)
    pages = generated_pages(loaded.register, today)
    prose = prose_files(loaded.register, root / "docs")
    problems = (
        *check_site(loaded.register, pages, prose, loaded.locate),
        *check_prose(root / "docs", prose, markdown_files(pages)),
    )
    return Survey(loaded.register, problems, today, pages, prose)
