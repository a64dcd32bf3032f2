"""Rules about addresses: none clashes, none that was ever published is lost, every page stands in every language."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date

from ogp.loading.files import Files
from ogp.loading.layout import ADDRESSES_FILE, DATA
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.records.base import Path, Record
from ogp.records.news import NewsPost
from ogp.records.redirect import Redirect, RedirectMatch
from ogp.records.site import Site
from ogp.register import Register
from ogp.site.addresses import BILL, CALENDAR, SECTIONS, address_of, prefix, transcript_address
from ogp.site.embeds import EMBEDS, embeds
from ogp.site.feeds import NAME as FEED
from ogp.site.feeds import archive_addresses, feed_title, lasting_archives
from ogp.site.open_data import kept_files, lasting_files, shows
from ogp.site.pages import Page
from ogp.site.prose import prose_address
from ogp.site.redirects import forwards
from ogp.site.reports import reports
from ogp.site.today import in_the_future

"""A link in Markdown of a record to a page of the site, written from the site's root in the default language."""

_OF_RECORD = re.compile(
    r"/(meetings|news|consultations|organizations|documents)/(?!\d{4}/)[^/]+/|/plans/[^/]+/(?:commitments/\d+/)?"
)
_KIND_OF_SECTION = {"organizations": "organization", "documents": "document"}
"""The kinds whose records share a file, by the section of their addresses."""

Locate = Callable[..., tuple[str, int, int]]
"""File, line and column of a place inside a record, or of a passage in the text there: see `Loaded.locate`."""


def check_site(
    register: Register, pages: Iterable[Page], prose: Mapping[str, Iterable[str]], locate: Locate
) -> tuple[Problem, ...]:
    """All problems of the addresses of `pages`; `prose` gives the files of hand-written pages of each language."""
    pages = tuple(pages)
    written = _written(prose)
    known = _all_addresses(pages, written)
    return (
        *_clashes(pages, written, locate),
        *_targets(register.redirects, known, locate),
        *_redirects(register.site, register.redirects, known, register.published, locate),
        *_links(register, known, locate),
        *lost_pages(register, pages, prose),
    )


def _written(prose: Mapping[str, Iterable[str]]) -> Mapping[str, Mapping[str, str]]:
    """The hand-written pages of each language: address and file."""
    return {language: {prose_address(file): file for file in files} for language, files in prose.items()}


def _problem(place: tuple[str, int, int], field: str, text: Message, fix: Message) -> Problem:
    file, line, column = place
    return Problem(file=file, line=line, column=column, field=field, message=text, fix=fix)


def _clashes(pages: tuple[Page, ...], written: Mapping[str, Mapping[str, str]], locate: Locate) -> Iterator[Problem]:
    seen: set[str] = set()
    for page in pages:
        if page.address in seen:
            yield _problem(
                locate(page.record, ("id",)) if page.record else ("data", 1, 1), "id",
                message("Another page has the same address, /{address}", address=page.address),
                message("Give the record another id"),
            )  # fmt: skip
        seen.add(page.address)
    for language, files in written.items():
        for address, file in files.items():
            if address in seen:
                yield _problem(
                    (f"docs/{language}/{file}", 1, 1), "",
                    message("Another page has the same address, /{address}", address=address),
                    message("Rename the file"),
                )  # fmt: skip


def check_parity(prose: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """The hand-written pages that do not stand in every language; `prose` gives the files of each."""
    written = _written(prose)
    for language, files in written.items():
        for other, others in written.items():
            for address in sorted(files.keys() - others.keys()):
                yield _problem(
                    (f"docs/{language}/{files[address]}", 1, 1), "",
                    message("The page has no counterpart in the language “{language}”", language=other),
                    message("Write docs/{language}/{file}", language=other, file=files[address]),
                )  # fmt: skip


def _all_addresses(pages: tuple[Page, ...], written: Mapping[str, Mapping[str, str]]) -> set[str]:
    return {page.address for page in pages} | {address for files in written.values() for address in files}


def _files(register: Register, pages: tuple[Page, ...]) -> set[str]:
    """The addresses of files: texts and tables, which stand once, and reports, feeds with their archives, embeds and calendar,
    in each language."""
    return _lasting_files(register, pages) | kept_files(register) | archive_addresses(register)


def _lasting_files(register: Register, pages: tuple[Page, ...]) -> set[str]:
    """Those of which is told without a look into every list of every record."""
    texts = {transcript_address(document) for document in register.documents.values() if document.transcript}
    by_address = {page.address: page for page in pages}
    papers = {report.path(own) for report in reports(register, by_address) for own in report.formats}
    feeds = {page.address + FEED for page in pages if feed_title(register, page.address)}
    feeds |= lasting_archives(register)
    frames = {address for own in embeds(pages) for address in (own.address, own.document)}
    return texts | lasting_files(register) | papers | feeds | frames | {CALENDAR, BILL}


def _plain(address: str) -> str:
    """`address` as the server's rules for redirects compare it: without regard to capitals and repeated slashes."""
    return re.sub("/+", "/", address).strip("/").lower()


def _covered(site: Site, old: str) -> str:
    """The address, without its language, of the page that would stand behind a redirect from `old`."""
    address = f"{_plain(old)}/".lstrip("/")
    for language in site.languages[1:]:
        address = address.removeprefix(prefix(site, language.code))
    return address


def _targets(redirects: Iterable[Redirect], known: set[str], locate: Locate) -> Iterator[Problem]:
    for redirect in redirects:
        if redirect.to.removeprefix("/").partition("#")[0] not in known:
            yield _problem(
                locate(redirect, ("to",)), "to",
                message("No page stands at {to}", to=redirect.to),
                message("Write “{to}”, with its last slash", to=f"{redirect.to}/")
                if f"{redirect.to.removeprefix('/')}/" in known
                else message("Lead the redirect to a page that exists"),
            )  # fmt: skip


def _redirects(
    site: Site, redirects: Iterable[Redirect], known: set[str], published: Mapping[str, int], locate: Locate
) -> Iterator[Problem]:
    languages = {language.code for language in site.languages}
    seen: dict[str, str] = {}
    for redirect in redirects:
        if redirect.language and redirect.language not in languages:
            yield _problem(
                locate(redirect, ("language",)), "language",
                message("“{language}” is not a language of this site", language=redirect.language),
                message("Use one of: {known}", known=", ".join(sorted(languages))),
            )  # fmt: skip
        is_file = "." in redirect.old.rpartition("/")[2]
        if (is_file and redirect.old not in published) or _plain(redirect.old).startswith("assets/"):
            yield _problem(
                locate(redirect, ("old",)), "old",
                message("{old} is the address of a file, not of a page", old=redirect.old),
                message("Redirect pages only; files keep their address"),
            )  # fmt: skip
        if (first := seen.setdefault(_plain(redirect.old), redirect.to)) != redirect.to:
            yield _problem(
                locate(redirect, ("old",)), "old",
                message("{old} is redirected to {to} already: capitals make no difference", old=redirect.old, to=first),
                message("Keep one of the two"),
            )  # fmt: skip
        if not redirect.anchor and _covered(site, redirect.old) in known:
            yield _problem(
                locate(redirect, ("old",)), "old",
                message("A page of the site stands at {old}, and the redirect would hide it", old=redirect.old),
                message("Delete the redirect, or move the page"),
            )  # fmt: skip
        below = redirect.match is RedirectMatch.PREFIX and _hidden(site, redirect, known)
        if below:
            yield _problem(
                locate(redirect, ("old",)), "old",
                message("The page /{address} stands below {old}, and the redirect would hide it",
                        address=below, old=redirect.old),
                message("Delete the redirect, or move the page"),
            )  # fmt: skip


def _hidden(site: Site, redirect: Redirect, known: set[str]) -> str | None:
    """A page that stands below the section that `redirect` leads on."""
    section = _covered(site, redirect.old)
    return min((page for page in known if page.startswith(section) and page != section), default=None)


def _links(register: Register, known: set[str], locate: Locate) -> Iterator[Problem]:
    for record in register.records():
        for path, address in record.ties.links:
            if address.partition("#")[0] not in known:
                yield _problem(
                    locate(record, path, address), "",
                    message("No page stands at {to}", to=f"/{address}"),
                    message("Write the address in the default language, with its last slash"),
                )  # fmt: skip


def lost_pages(register: Register, pages: Iterable[Page], prose: Mapping[str, Iterable[str]]) -> Iterator[Problem]:
    """The published addresses of pages and files that lead nowhere any more; `prose` as in `check_site`."""
    pages = tuple(pages)
    if not register.published:
        yield _problem(
            (f"{DATA}/{ADDRESSES_FILE}", 1, 1), "",
            message("The list of published addresses is missing or empty"),
            message("Restore the file: it holds the promises of this site"),
        )  # fmt: skip
    left = [*_not_promised(register, pages, prose)]
    # What a record showed once may have come to be another: that takes long to tell, and most times there is nothing of it.
    kept = all_addresses(register, pages, prose) if left else set()
    redirected = {_plain(forward.old) for forward in forwards(register)}
    sections = tuple(f"{_plain(forward.old)}/" for forward in forwards(register) if forward.whole_section)
    for address in left:
        plain = _plain(address)
        # What belongs to a page goes with it: its embed, its feed and its reports.
        page = _plain(address.rpartition("/")[0] if "." in address.rpartition("/")[2] else address).removeprefix(EMBEDS)
        if address not in kept and not {plain, page} & redirected and not plain.startswith(sections):
            yield lost_address(register.published[address], address)


def _not_promised(register: Register, pages: tuple[Page, ...], prose: Mapping[str, Iterable[str]]) -> Iterator[str]:
    """The published addresses of pages and files that are none of which it is plain that they stay."""
    known = _all_addresses(pages, _written(prose)) | _lasting_files(register, pages)
    records = {page.address: page.record for page in pages if page.record}
    for address in register.published:
        folder, _, name = address.removeprefix("/").rpartition("/")
        if "#" not in address and address.removeprefix("/") not in known:
            record = records.get(f"{folder}/")
            if not (record and shows(register, record, name)):
                yield address


def check_records(site: Site, files: Files, prose: Mapping[str, Iterable[str]], locate: Locate) -> Iterator[Problem]:
    """What `check_site` finds where the records have other problems too, so that their pages cannot be made.

    Only addresses that a record of its own, a section or a hand-written page would have are looked at.
    """
    records = [entry.record for entry in files.entries if isinstance(entry.record, Record)]
    known = {address_of(record) for record in records} | SECTIONS
    known |= {address for written in _written(prose).values() for address in written}
    redirects = [entry.record for entry in files.of(Redirect) if not files.is_wrong(entry, ())]
    yield from _redirects(site, redirects, known, files.published, locate)
    ends = tuple(f"/{id_.rpartition('/')[2]}/" for _, id_ in files.broken)
    exact = {_plain(redirect.old) for redirect in redirects}
    sections = tuple(f"{_plain(redirect.old)}/" for redirect in redirects if redirect.match is RedirectMatch.PREFIX)
    for address, number in files.published.items():
        of_record = _OF_RECORD.fullmatch(address)
        if (
            of_record
            and _KIND_OF_SECTION.get(of_record[1]) not in files.unknown
            and address.removeprefix("/") not in known
            and _plain(address) not in exact
            and not f"{_plain(address)}/".startswith(sections)
            and not address.endswith(ends)
        ):
            yield lost_address(number, address)


def check_days(files: Files, latest: date) -> Iterator[Problem]:
    """Days of launch, news and change that lie in the future: after `latest`, the day that it is."""
    for entry in files.entries:
        days: list[tuple[Path, date]] = []
        if isinstance(entry.record, Site):
            days.append((("launched",), entry.record.launched))
        elif isinstance(entry.record, Record):
            days.append((("updated",), entry.record.updated))
            if isinstance(entry.record, NewsPost):
                days.append((("date",), entry.record.date))
            days += [(("changes", index, "date"), change.date) for index, change in enumerate(entry.record.changes)]
        for path, day in days:
            if isinstance(day, date) and day > latest:
                yield entry.problem(
                    path,
                    *in_the_future(day),
                )


def lost_address(number: int, address: str) -> Problem:
    """The problem that an `address`, in the line `number` of the list, leads nowhere any more."""
    return _problem(
        (f"{DATA}/{ADDRESSES_FILE}", number, 1), "",
        message("The published address {address} would be lost", address=address),
        message("Restore the record, or add a redirect from {address} in data/redirects.yaml", address=address),
    )  # fmt: skip


def all_addresses(register: Register, pages: Iterable[Page], prose: Mapping[str, Iterable[str]]) -> set[str]:
    """The addresses, without a language, of all pages and files, from the first slash; `prose` as in `check_site`."""
    pages = tuple(pages)
    return {f"/{address}" for address in _all_addresses(pages, _written(prose)) | _files(register, pages)}


def new_addresses(register: Register, pages: Iterable[Page], prose: Mapping[str, Iterable[str]]) -> tuple[str, ...]:
    """The addresses that are published for the first time, to be added to the list that is kept."""
    return tuple(sorted(all_addresses(register, pages, prose) - register.published.keys()))
