"""What of others is in the site that readers get, and what it is built with: names, versions, licences."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.metadata import Distribution, PackageNotFoundError, distribution, version
from pathlib import Path

from ogp.messages import Message, message

REVISED = date(2026, 11, 26)
"""The day on which the list below was last changed."""

_ROOT = Path(__file__).parents[3]
_PINNED = re.compile(r"^([A-Za-z0-9._-]+)==(\S+)", re.MULTILINE)
_CLASSIFIER = re.compile(r"License :: (?:OSI Approved :: )?(.+)")
_SAME = {
    "MIT License": "MIT",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "ISC License (ISCL)": "ISC",
}
_LONGEST_NAME = 60
"""What is longer is the text of a licence, not its name."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Component:
    """A work of others. `licence` is an SPDX expression where there is one, or the name that the work gives; None where it gives
    none. `purl` says what it is for programs (package-url.github.io)."""

    name: str
    version: str
    licence: str | None
    purl: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Shipped(Component):
    """A component of which something stands in the built site.

    `files` are the patterns of the files that are its own, from the site's root; without any it is a part of others. `text` is
    the address of its licence's text, where that must go along.
    """

    holder: str
    home: str
    what: Message
    files: tuple[str, ...] = ()
    text: str | None = None


def shipped() -> tuple[Shipped, ...]:
    """Everything of others that the built site holds."""
    return (
        Shipped(
            name="IBM Plex Sans Arabic",
            version="1.101",
            licence="OFL-1.1",
            purl="pkg:npm/%40fontsource/ibm-plex-sans-arabic",
            holder="IBM Corp.",
            home="https://github.com/IBM/plex",
            what=message("Letters of the pages, as subsets under another name"),
            files=("assets/*/fonts/text-*.woff2",),
            text="assets/licences/ibm-plex-sans-arabic.txt",
        ),
        Shipped(
            name="Noto Naskh Arabic, Noto Serif",
            version="2.004",
            licence="OFL-1.1",
            purl="pkg:deb/debian/fonts-noto-core@20201225-1",
            holder="Google LLC",
            home="https://notofonts.github.io/",
            what=message("Letters inside the PDF files"),
        ),
        Shipped(
            name="Material for MkDocs",
            version=version("mkdocs-material"),
            licence="MIT",
            purl=f"pkg:pypi/mkdocs-material@{version('mkdocs-material')}",
            holder="Martin Donath",
            home="https://squidfunk.github.io/mkdocs-material/",
            what=message("Parts of the frame of each page; none of its styles and scripts"),
            text="assets/licences/mkdocs-material.txt",
        ),
        Shipped(
            name="Pagefind",
            version=version("pagefind"),
            licence="MIT",
            purl=f"pkg:pypi/pagefind@{version('pagefind')}",
            holder="Pagefind",
            home="https://pagefind.app/",
            what=message("The search, which runs in the browser"),
            files=("pagefind/pagefind*.js", "pagefind/wasm.*.pagefind"),
            text="assets/licences/pagefind.txt",
        ),
        Shipped(
            name="Pandoc",
            version=f"pypandoc_binary {version('pypandoc-binary')}",
            licence="GPL-2.0-or-later",
            purl=f"pkg:pypi/pypandoc-binary@{version('pypandoc-binary')}",
            holder="John MacFarlane",
            home="https://pandoc.org/",
            what=message("Styles inside the Word files"),
        ),
        Shipped(
            name="Decap CMS",
            version="3.16.3",
            licence="MIT",
            purl="pkg:npm/decap-cms@3.16.3",
            holder="Netlify",
            home="https://decapcms.org/",
            what=message("The editor, for staff only; its own list of what it holds stands beside it"),
            files=("admin/vendor/decap-cms.js", "admin/vendor/decap-cms.LICENSE.txt"),
            text="assets/licences/decap-cms.txt",
        ),
        Shipped(
            name="js-yaml",
            version="4.3.2",
            licence="MIT",
            purl="pkg:npm/js-yaml@4.3.2",
            holder="Vitaly Puzrin",
            home="https://github.com/nodeca/js-yaml",
            what=message("Part of the editor"),
            files=("admin/vendor/js-yaml.js",),
            text="admin/vendor/js-yaml.LICENSE.txt",
        ),
        Shipped(
            name="CSSJanus",
            version="2.3.1",
            licence="Apache-2.0",
            purl="pkg:npm/cssjanus@2.3.1",
            holder="Google Inc., Roan Kattouw, Trevor Parscal",
            home="https://github.com/cssjanus/cssjanus",
            what=message("Part of the editor"),
            files=("admin/vendor/cssjanus.js",),
            text="admin/vendor/cssjanus.LICENSE.txt",
        ),
    )


@cache
def packages() -> tuple[Component, ...]:
    """The Python packages with which the site is built and checked, as they are pinned, as far as this machine needs them."""
    return tuple(_python("requirements.lock"))


def tools() -> tuple[Component, ...]:
    """The packages of npm that only tests use."""
    lock = _ROOT / "tests/tools/package-lock.json"
    found = json.loads(lock.read_text(encoding="utf-8"))["packages"] if lock.is_file() else {}
    return tuple(
        Component(
            name=name,
            version=one["version"],
            licence=one.get("license"),
            purl=f"pkg:npm/{name.replace('@', '%40')}@{one['version']}",
        )
        for path, one in sorted(found.items())
        if (name := path.rpartition("node_modules/")[2])
    )


def _python(lock: str) -> Iterator[Component]:
    for name, pinned in _PINNED.findall((_ROOT / lock).read_text(encoding="utf-8")):
        try:
            found = distribution(name)
        except PackageNotFoundError:
            continue
        yield Component(name=name, version=pinned, licence=_licence(found), purl=f"pkg:pypi/{name.lower()}@{pinned}")


def _licence(found: Distribution) -> str | None:
    """What a package says of its licence: an expression, a short name, or the names of its classifiers."""
    told = found.metadata
    named = next((str(told[field]) for field in ("License-Expression", "License") if told[field]), "")
    if named and named != "UNKNOWN" and len(named) <= _LONGEST_NAME:
        return _SAME.get(named, named)
    names = [match[1] for one in told.get_all("Classifier") or () if (match := _CLASSIFIER.fullmatch(one))]
    return "; ".join(_SAME.get(name, name) for name in names) or None
