"""The search index: an index for each language, made by Pagefind, read piece by piece by the reader's browser.

Pagefind is given each page's words in their one form (see word_forms), and afterwards the texts that it stores for results
get the words as published, which are as many, and the places in the page.
"""

import gzip
import json
import pickle
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from hashlib import sha256
from html import escape
from pathlib import Path
from tempfile import TemporaryDirectory

from ogp.exports.files import write_files
from ogp.exports.indexing import index
from ogp.exports.search_order import pack, put_in_order, unpacked
from ogp.exports.search_text import PageText, page_text
from ogp.exports.store import Store
from ogp.exports.word_forms import TABLE, WordForms
from ogp.records.commitment import Commitment
from ogp.records.document import Document
from ogp.records.page_head import PageHead
from ogp.records.plan import Plan
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import addresses
from ogp.site.pages import Page
from ogp.views.search import Facts, facts_of

FOLDER = "pagefind"
"""Pagefind's script takes the folder above one of this name to be the root of the site."""

NAMED_BY_CONTENT = tuple(f"{FOLDER}/{name}/" for name in ("filter", "fragment", "index"))
"""The folders whose files have names that change with what they hold."""

KNOWN_WORDS = 5000
"""The most frequent words of a language that are kept to mend what readers mistype."""

_NOT_USED = ("*.css", "pagefind-*ui.js", "pagefind-highlight.js", "wasm.unknown.pagefind")
_HEADING_WEIGHT = 2
"""Most headings below that of the page are the same on all pages of a kind."""

_TITLE_FIELDS = {Plan.kind: "main", Commitment.kind: "main", Document.kind: "name"}
"""Plans and commitments are what most readers look for; documents are named after what they are about."""

_OF_A_PERIOD = {Plan.kind, Commitment.kind}
"""Kinds whose date is but the beginning of their period."""

_LIST_WEIGHT = 0.1
"""Lists repeat what the pages of their records say."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A page to be found."""

    language: str
    title: str
    trail: str
    when: str
    facts: Facts
    text: PageText = field(default_factory=PageText)
    is_list: bool = False


def write(
    folder: Path,
    register: Register,
    *,
    pages: Mapping[str, Page],
    written: Mapping[str, Mapping[str, PageHead]],
    renderers: Mapping[str, Renderer],
    store: Store,
) -> None:
    """Writes the index of the site published in `folder` into it, which the `store` keeps. `pages` by address; `written` the
    heads of the hand-written pages and `renderers`, by language."""
    entries = dict(_entries(register, pages, written, renderers))
    table = folder / next(iter(renderers.values())).assets / TABLE
    parts = [
        f"{address} {entry!r}".encode() + sha256(_html(folder, address)).digest() for address, entry in entries.items()
    ]
    content = store.kept(partial(_index, folder, entries, table), b"search index", table.read_bytes(), *parts)
    write_files(folder, pickle.loads(content).items())


def _entries(
    register: Register,
    pages: Mapping[str, Page],
    written: Mapping[str, Mapping[str, PageHead]],
    renderers: Mapping[str, Renderer],
) -> Iterator[tuple[str, Entry]]:
    """What is to be found, by address, without the texts."""
    for language, renderer in renderers.items():
        prefix = addresses.prefix(register.site, language)
        for address, page in pages.items():
            if not page.searched:
                continue
            facts = facts_of(register, page.view.record)
            yield (
                f"/{prefix}{address}",
                Entry(
                    language=language,
                    title=renderer.printer.attribute(page.view.title),
                    trail=" › ".join(renderer.printer.attribute(name) for _, name in renderer.path(page)[1:]),
                    when=renderer.printer.day(facts.date) if facts.date and facts.kind not in _OF_A_PERIOD else "",
                    facts=facts,
                    is_list=page.view.record is None,
                ),
            )
        for address, head in written[language].items():
            yield f"/{prefix}{address}", Entry(language=language, title=head.title, trail="", when="", facts=Facts())


def _html(folder: Path, address: str) -> bytes:
    return (folder / address.removeprefix("/") / "index.html").read_bytes()


def _index(folder: Path, entries: Mapping[str, Entry], table: Path) -> bytes:
    """The files of the index of the `entries`, whose pages stand in `folder`, by their paths."""
    whole = {address: replace(entry, text=page_text(_html(folder, address))) for address, entry in entries.items()}
    with TemporaryDirectory() as scratch:
        write_entries(Path(scratch), whole, WordForms(table))
        return pickle.dumps(files(Path(scratch)))


def write_entries(folder: Path, entries: Mapping[str, Entry], forms: WordForms) -> None:
    """Writes the index of `entries`, by address, into the site's `folder`."""
    index(
        {address: _skeleton(entry, forms) for address, entry in sorted(entries.items())},
        folder / FOLDER,
    )
    _keep_what_is_used(folder / FOLDER)
    for path in (folder / FOLDER / "fragment").iterdir():
        _dress(path, entries)
    put_in_order(folder / FOLDER)
    for language in sorted({entry.language for entry in entries.values()}):
        own = [entry.text for entry in entries.values() if entry.language == language]
        words = gzip.compress(_known_words(own, forms).encode(), mtime=0)
        (folder / FOLDER / f"words.{language}").write_bytes(words)


def _keep_what_is_used(index: Path) -> None:
    """Deletes from the folder `index` what our pages do not use, and puts the rest in order."""
    for pattern in _NOT_USED:
        for path in index.glob(pattern):
            path.unlink()


def _skeleton(entry: Entry, forms: WordForms) -> str:
    """A page as Pagefind is to see it: as many words as the page published, each in its one form.

    The name of the field with the title says how much that counts: `metaWeights` in search.js.
    """
    facts = entry.facts
    weight = f' data-pagefind-weight="{_LIST_WEIGHT}"' if entry.is_list else ""
    field = "name" if entry.is_list else _TITLE_FIELDS.get(facts.kind, "title")
    filters = [("kind", facts.kind), *(("plan", plan) for plan in facts.plans)]
    filters += [("organization", organization) for organization in facts.organizations]
    filters += [("year", str(facts.date.year))] if facts.date else []
    lines = [
        f'<html lang="{entry.language}"><body data-pagefind-body{weight}>',
        f'<i data-pagefind-meta="{field}:{escape(" ".join(_forms(entry.title.split(), forms)))}"></i>',
        *(f'<i data-pagefind-filter="{name}:{escape(value)}"></i>' for name, value in filters),
    ]
    for piece in entry.text.pieces:
        words = _forms(piece.words, forms) if piece.indexed else ["-"] * len(piece.words)
        heavier = "" if piece.tag == "p" else f' data-pagefind-weight="{_HEADING_WEIGHT}"'
        lines.append(f"<p{heavier}>{escape(' '.join(words))}</p>")
    return "\n".join(lines)


def _forms(words: list[str], forms: WordForms) -> Iterator[str]:
    # Pagefind splits a word at hyphens and counts it as one.
    return ("-".join(forms.words(word)) or "-" for word in words)


def _dress(path: Path, entries: Mapping[str, Entry]) -> None:
    """Gives the stored text at `path` the words, title and places of its page as published."""
    stored = json.loads(unpacked(path))
    entry = entries[stored["url"]]
    words = entry.text.words()
    assert len(stored["content"].split()) == len(words), stored["url"]
    stored |= {
        "content": " ".join(words),
        "meta": {"title": entry.title, "kind": entry.facts.kind, "trail": entry.trail, "when": entry.when},
        "anchors": [],
        "places": [[place.anchor, place.label, place.start, place.end] for place in entry.text.places],
        "filters": {},
    }
    pack(path, json.dumps(stored, ensure_ascii=False, separators=(",", ":")).encode())


def _known_words(texts: list[PageText], forms: WordForms) -> str:
    """A line for each of the most frequent words, the most frequent first, in the way in which it is written most often."""
    counts: Counter[str] = Counter()
    written: dict[str, Counter[str]] = {}
    for text in texts:
        for piece in text.pieces:
            for word in piece.words if piece.indexed else ():
                found = forms.words(word)
                if len(found) == 1 and found[0].isalpha():
                    counts[found[0]] += 1
                    written.setdefault(found[0], Counter())[forms.bare(word)] += 1
    frequent = sorted(counts, key=lambda form: (-counts[form], form))[:KNOWN_WORDS]
    return "\n".join(min(written[form].items(), key=lambda pair: (-pair[1], pair[0]))[0] for form in frequent)


def files(folder: Path) -> dict[str, bytes]:
    """Every file of the index in the site's `folder`, by its path in there."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted((folder / FOLDER).rglob("*"))
        if path.is_file()
    }
