"""What a change of the records and texts does to the public site: the pages and the addresses that it touches.

Both states are printed with the templates of now, so that only what was written makes a difference.
"""

from collections.abc import Iterator, Mapping, Set
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from ogp.exports import promises
from ogp.loading.layout import DATA, DOCS
from ogp.loading.revisions import files_of
from ogp.problems import Problem
from ogp.rendering.renderer import Renderer
from ogp.site.addresses import prefix
from ogp.site.checks import lost_pages
from ogp.site.prose import page_heads, prose_address
from ogp.site.survey import Survey, survey
from ogp.translation import FOLDER, Translator

_OF_NOW = ("overrides", FOLDER, "mkdocs.yml")
"""What both states are printed with."""


@dataclass(frozen=True, slots=True)
class Edition:
    """One state of the project: what was found in its folder; every page in each language by address, its title and all that it
    says; the anchors of each page; and the addresses, without a language, of all pages, items and files."""

    found: Survey
    pages: Mapping[str, Mapping[str, tuple[str, str]]]
    anchors: promises.Anchors
    addresses: frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Effect:
    """The addresses of pages, from the site's root, in each language; those of new pages and items, which are promises from
    now on; those that lead on from now on; and what would be lost."""

    added: Mapping[str, tuple[str, ...]]
    changed: Mapping[str, tuple[str, ...]]
    removed: Mapping[str, tuple[str, ...]]
    titles: Mapping[str, str]
    new_addresses: tuple[str, ...]
    led_on: tuple[str, ...]
    lost: tuple[Problem, ...]


@contextmanager
def edition_of(root: Path, revision: str | None) -> Iterator[Edition | None]:
    """Gives the project at `root` as it was in `revision`, or as its files are; None where it has problems.

    Raises RevisionError, and BadDayError as `survey` does.
    """
    if revision is None:
        yield _read(root)
        return
    with files_of(root, revision, DATA, DOCS) as folder:
        for name in _OF_NOW:
            (folder / name).symlink_to((root / name).resolve())
        yield _read(folder)


def _read(root: Path) -> Edition | None:
    found = survey(root)
    if found.problems or found.register is None:
        return None
    pages = {page.address: page for page in found.pages}
    printed: dict[str, dict[str, tuple[str, str]]] = {}
    anchors: dict[str, frozenset[str]] = {}
    for language in found.register.site.languages:
        renderer = Renderer(
            found.register, pages, language, Translator(language.locale, root / FOLDER), root / "overrides",
            root="/", today=found.today,
        )  # fmt: skip
        before = f"/{prefix(found.register.site, language.code)}"
        own = printed[language.code] = {}
        for page in found.pages:
            body = renderer.body(page)
            title, description = map(renderer.printer.attribute, (page.view.title, page.view.description))
            own[before + page.address] = (title, f"{title}\n{description}\n{body}")
            anchors.setdefault(page.address, promises.page_anchors(body))
        docs, files = root / DOCS / language.code, found.prose[language.code]
        titles = {address: head.title for address, head in page_heads(docs, files).items()}
        for file in files:
            address = prose_address(file)
            own[before + address] = (titles[address], (docs / file).read_text(encoding="utf-8"))
    return Edition(found, printed, promises.all_anchors(root, found, anchors), promises.current(root, found, anchors))


def effect(before: Edition, after: Edition) -> Effect:
    """What the change from `before` to `after` does."""
    languages = {code: (before.pages.get(code, {}), pages) for code, pages in after.pages.items()}
    gone = before.addresses - after.addresses
    lost = _lost(after, gone | (_led_on(before) - _led_on(after)))
    return Effect(
        added={code: _sorted(now.keys() - then.keys()) for code, (then, now) in languages.items()},
        changed={
            code: _sorted({a for a in now.keys() & then.keys() if now[a] != then[a]})
            for code, (then, now) in languages.items()
        },
        removed={code: _sorted(then.keys() - now.keys()) for code, (then, now) in languages.items()},
        titles={a: title for _, now in languages.values() for a, (title, _) in now.items()},
        new_addresses=_sorted(after.addresses - before.addresses),
        led_on=_sorted({address for address in gone if address.partition("#")[0] not in lost and address not in lost}),
        lost=tuple(lost.values()),
    )


def _sorted(addresses: Set[str]) -> tuple[str, ...]:
    return tuple(sorted(addresses))


def _led_on(edition: Edition) -> set[str]:
    """The old addresses that have redirects: they are promises too."""
    assert edition.found.register
    return {one.old if one.anchor else f"{one.old.rstrip('/')}/" for one in edition.found.register.redirects}


def _lost(after: Edition, gone: Set[str]) -> dict[str, Problem]:
    """Those of the addresses `gone` that lead nowhere in the edition `after`, each with its problem."""
    register = after.found.register
    assert register
    found = {}
    for address in sorted(gone):
        one = replace(register, published={address: register.published.get(address, 1)})
        problems = (
            *lost_pages(one, after.found.pages, after.found.prose),
            *promises.lost_items(one, after.anchors),
        )
        if problems:
            found[address] = problems[0]
    return found
