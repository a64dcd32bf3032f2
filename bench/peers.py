"""The same pages for other generators, each in its own form and with a layout of the same parts: see the folder peers/."""

import json
import posixpath
import re
import shutil
from collections import defaultdict
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

from peer_pages import LABELS, Page

TEMPLATES = Path(__file__).with_name("peers")
STYLES = Path(__file__).parents[1] / "overrides/assets/css"
_LINK = re.compile(r"\]\(/([^)]*)\)")

Labels = Mapping[str, Mapping[str, Any]]


def write_hugo(folder: Path, pages: Iterable[Page], labels: Labels) -> None:
    """A project for Hugo: front matter in YAML, lists and what stands above a page by its sections."""
    shutil.copytree(TEMPLATES / "hugo", folder)
    _write_json(folder / "data" / LABELS, labels)
    _write_styles(folder / "static")
    for page in pages:
        head = {"title": page.title, "description": page.description, "date": page.updated}
        name = f"{page.address}_index.md" if page.is_list else f"{page.address.rstrip('/')}.md"
        _write(folder / "content" / page.language / name, head, _prefixed(page, labels))


def write_eleventy(folder: Path, pages: Iterable[Page], labels: Labels) -> None:
    """A project for Eleventy: each page names its address and the pages above it."""
    shutil.copytree(TEMPLATES / "eleventy", folder, ignore=shutil.ignore_patterns("node_modules"))
    (folder / "node_modules").symlink_to(TEMPLATES / "eleventy/node_modules")
    _write_json(folder / "_data" / LABELS, labels)
    _write_styles(folder / "static")
    for page in pages:
        head = {
            "layout": "page.njk",
            "permalink": f"{labels[page.language]['prefix']}/{page.address}",
            "language": page.language,
            "address": page.address,
            "title": page.title,
            "description": page.description,
            "updated": page.updated,
            "above": [{"address": address, "title": title} for address, title in page.above],
        }
        _write(folder / "content" / page.language / f"{page.address}index.md", head, _prefixed(page, labels))


def write_mkdocs(folder: Path, pages: Iterable[Page], labels: Labels) -> None:
    """A project for Material for MkDocs, with the sections in the navigation and the lists as texts."""
    shutil.copytree(TEMPLATES / "mkdocs", folder)
    below: dict[tuple[str, str], list[Page]] = defaultdict(list)
    kept = list(pages)
    for page in kept:
        if page.above:
            below[page.language, page.above[-1][0]].append(page)
    lists = {page.address for page in kept if page.is_list}
    for language in labels:
        _write_styles(folder / "docs" / language)
    for page in kept:
        trail = " › ".join(f"[{title}]({address})" for address, title in page.above)
        children = below[page.language, f"/{page.address}"] if page.is_list else []
        items = "\n".join(f"- [{one.title}](/{one.address}) {one.updated} {one.description}" for one in children)
        text = f"{trail}\n\n# {page.title}\n\n{page.body}\n{items}\n"
        file = _file(page.address, lists)
        body = _LINK.sub(lambda link, here=file: f"]({_relative(here, _file(link[1], lists))})", text)  # type: ignore[misc]
        head = {"title": page.title, "description": page.description}
        _write(folder / "docs" / page.language / file, head, body)


def _file(address: str, lists: set[str]) -> str:
    """The file of the page at `address` for MkDocs."""
    return f"{address}index.md" if address in lists else f"{address.rstrip('/')}.md"


def _relative(here: str, target: str) -> str:
    return posixpath.relpath(target, posixpath.dirname(here) or ".")


def _prefixed(page: Page, labels: Labels) -> str:
    """The text of the `page` with links to pages of its language."""
    return _LINK.sub(lambda link: f"]({labels[page.language]['prefix']}/{link[1]})", page.body)


def _write(path: Path, head: Mapping[str, Any], body: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {json.dumps(value, ensure_ascii=False)}" for name, value in head.items()]
    path.write_text("\n".join(["---", *lines, "---", body]), encoding="utf-8")


def _write_json(path: Path, value: object) -> None:
    path.parent.mkdir(parents=True)
    path.write_text(json.dumps(value, ensure_ascii=False), encoding="utf-8")


def _write_styles(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    style = "\n".join(path.read_text(encoding="utf-8") for path in sorted(STYLES.glob("*.css")))
    (folder / "style.css").write_text(style, encoding="utf-8")
