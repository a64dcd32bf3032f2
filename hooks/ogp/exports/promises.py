"""The promises of the site: every address ever published, of a page or of an item on it, still leads there.

Which anchors a page has is known from the page as printed, so this looks at the printed pages of one language: the test of
the built site shows that they are the same in every language.
"""

import re
from collections import ChainMap
from collections.abc import Iterator, Mapping
from pathlib import Path

from ogp.loading.layout import ADDRESSES_FILE, DATA, DOCS
from ogp.messages import Message, message, plural
from ogp.problems import Problem
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site.checks import all_addresses, lost_address
from ogp.site.moved import MovedPage, moved_pages, record_at
from ogp.site.prose import file_anchors, prose_address
from ogp.site.redirects import moved_items
from ogp.site.survey import Survey
from ogp.translation import FOLDER, Translator

Anchors = Mapping[str, frozenset[str]]
"""The anchors of each page, by its address."""

_ID = re.compile(r"\sid=\"([^\"]+)\"")
_TAG = re.compile(r"<(?!input|select)\w+\b(?![^>]*\bogp-moved\b)[^>]*")
_NAME_OF_PART = "-title"
"""Ends the ids by which a part of a page only gets its name."""


def page_anchors(body: str) -> frozenset[str]:
    """The anchors of a page with this HTML `body`, without those of items that have left it."""
    return frozenset(
        found[1]
        for found in _ID.finditer(body)
        # From the beginning of the tag: most tags have no id, so to look through all of them takes longer.
        if (tag := _TAG.match(body, body.rfind("<", 0, found.start())))
        and tag.end() >= found.end()
        and not found[1].endswith(_NAME_OF_PART)
    )


def printed_anchors(root: Path, found: Survey) -> dict[str, frozenset[str]]:
    """Prints the generated pages of the project at `root`, which has no problem, and gives the anchors of each."""
    assert found.register
    language = found.register.site.languages[0]
    pages = {page.address: page for page in found.pages}
    renderer = Renderer(
        found.register,
        pages,
        language,
        Translator(language.locale, root / FOLDER),
        root / "overrides",
        root="/",
        today=found.today,
    )
    return {address: page_anchors(renderer.body(page)) for address, page in pages.items()}


def broken(root: Path, found: Survey, printed: Anchors) -> tuple[Problem, ...]:
    """What leads to an anchor that no page has: published addresses, redirects, links in texts.

    `printed` are the anchors of the generated pages.
    """
    assert found.register
    anchors = all_anchors(root, found, printed)
    return tuple(
        sorted(
            (*lost_items(found.register, anchors), *_redirects(found, anchors), *_links(found, anchors)),
            key=lambda one: one.place,
        )
    )


def current(root: Path, found: Survey, printed: Anchors) -> frozenset[str]:
    """The addresses, without a language, of all pages, items on them and files that there are now."""
    assert found.register
    items = {f"/{page}#{anchor}" for page, anchors in all_anchors(root, found, printed).items() for anchor in anchors}
    return frozenset(items | all_addresses(found.register, found.pages, found.prose))


def unpublished(root: Path, found: Survey, printed: Anchors) -> tuple[str, ...]:
    """The addresses that the list of published ones does not hold yet."""
    assert found.register
    return tuple(sorted(current(root, found, printed) - found.register.published.keys()))


def unlisted(fresh: tuple[str, ...]) -> tuple[Problem, ...]:
    """That the list lacks the addresses `fresh`, where it does: it hinders nothing, for a change is also held to what the
    site had before it."""
    if not fresh:
        return ()
    return (
        Problem(
            file=f"{DATA}/{ADDRESSES_FILE}", line=1, column=1, field="",
            message=plural(
                "{count} new address is not in the list of promises yet",
                "{count} new addresses are not in the list of promises yet",
                len(fresh),
            ),
            fix=message("You may merge without it; `ogp addresses` adds what is new to the list"),
        ),
    )  # fmt: skip


def write(root: Path, found: Survey, fresh: tuple[str, ...]) -> None:
    """Adds the addresses `fresh` to the list of the project at `root`."""
    assert found.register
    kept = sorted({*found.register.published, *fresh})
    (root / DATA / ADDRESSES_FILE).write_text("".join(f"{line}\n" for line in kept), encoding="utf-8")


def all_anchors(root: Path, found: Survey, printed: Anchors) -> Anchors:
    """The anchors of all pages by address: `printed` of the generated ones, those of the hand-written ones as written."""
    assert found.register
    language = found.register.site.languages[0].code
    written = {
        prose_address(file): frozenset(file_anchors(root / DOCS / language / file)) for file in found.prose[language]
    }
    return ChainMap(written, printed)  # type: ignore[arg-type]


def lost_items(register: Register, anchors: Anchors) -> Iterator[Problem]:
    """The published addresses of items that lead nowhere any more, where `anchors` are those of all pages."""
    moved = {f"/{page}#{anchor}" for page, items in moved_items(register).items() for anchor, _ in items}
    pages = {page.old: page for page in moved_pages(register)}
    for address, number in register.published.items():
        page, hash_, anchor = address.removeprefix("/").partition("#")
        if not hash_ or address in moved:
            continue
        # That a page is gone is told once, of the page.
        if page in anchors:
            stands = anchor in anchors[page]
        else:
            stands = page not in pages or _stands_there(pages[page], anchor, anchors)
        if not stands:
            yield lost_address(number, address)


def _stands_there(page: MovedPage, anchor: str, anchors: Anchors) -> bool:
    """Whether the page to which `page` leads has its item `anchor`. What was told on a page that is gone, and not only moved, is
    told by what its redirect names, as a whole."""
    kinds = [found and found[0] for found in (record_at(page.old), record_at(page.in_place))]
    renamed = kinds[0] is not None and kinds[0] is kinds[1] and page.in_place == page.to
    return not renamed or anchor in anchors.get(page.in_place, ())


def _redirects(found: Survey, anchors: Anchors) -> Iterator[Problem]:
    assert found.register
    for redirect in found.register.redirects:
        if _leads_nowhere(redirect.to, anchors):
            yield _problem(found.locate(redirect, ("to",)), "to", *_no_anchor(redirect.to))
        if redirect.anchor and redirect.anchor in anchors.get(redirect.page.removeprefix("/"), ()):
            yield _problem(
                found.locate(redirect, ("old",)), "old",
                message("{old} still stands, and the redirect would hide it", old=redirect.old),
                message("Delete the redirect, or move the item"),
            )  # fmt: skip


def _links(found: Survey, anchors: Anchors) -> Iterator[Problem]:
    assert found.register
    for record in found.register.records():
        for path, address in record.ties.links:
            if _leads_nowhere(address, anchors):
                yield _problem(found.locate(record, path, address), "", *_no_anchor(f"/{address}"))


def _leads_nowhere(address: str, anchors: Anchors) -> bool:
    """Whether the page at `address` stands, but has not its anchor."""
    page, _, anchor = address.removeprefix("/").partition("#")
    return bool(anchor) and anchor not in anchors.get(page, {anchor})


def _no_anchor(address: str) -> tuple[Message, Message]:
    page, _, anchor = address.partition("#")
    return (
        message("The page {target} has no anchor “{anchor}”", target=page, anchor=anchor),
        message("Open the page and copy the address of the item"),
    )


def _problem(place: tuple[str, int, int], field: str, text: Message, fix: Message) -> Problem:
    file, line, column = place
    return Problem(file=file, line=line, column=column, field=field, message=text, fix=fix)
