"""Prints pages with the templates of overrides/, in one language."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any

from markupsafe import Markup

from ogp.keeping import Keeper
from ogp.messages import Message, message, plural
from ogp.records.base import Record
from ogp.records.site import Language
from ogp.records.text import Prose
from ogp.register import Register
from ogp.rendering.citing import Citation, bibtex, csl_json
from ogp.rendering.printing import Printer
from ogp.rendering.prose import ending
from ogp.rendering.templates import Templates
from ogp.site import addresses, open_data
from ogp.site.embeds import Embed, embeds
from ogp.site.feeds import feed_links
from ogp.site.pages import Page, ancestors, short_name
from ogp.site.redirects import moved_items
from ogp.site.reports import Format, Report, reports
from ogp.translation import Translator
from ogp.views.cards import Card
from ogp.views.changes import published_on
from ogp.views.fields import described
from ogp.views.labels import GROUPS, LABELS
from ogp.views.names import KINDS, LISTS, name_of
from ogp.views.page import Version, Wording
from ogp.views.search import KIND_LISTS
from ogp.views.shortening import ENOUGH
from ogp.views.sources import shared_sources

_CONTENTS = "<!-- contents -->"
"""Where the head of a page leaves room for the table of contents, which is known when the page is printed."""

_ENOUGH_HEADINGS = 3
STYLE_OF_EMBEDS = "css/embed.css"

_INTERNAL = re.compile(r'href="/([^"]*)"')


@dataclass(slots=True)
class Heading:
    """A heading of a page, for its table of contents."""

    level: int
    anchor: str
    text: str
    children: list["Heading"] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class PublishedFile:
    """A file that the site offers: its address from the site's root, size in bytes, SHA-256, and the version of the records in
    it."""

    address: str
    size: int
    sha256: str
    version: Version


class Renderer:
    """Prints pages in one language. Not safe for threads: it keeps the page that it is printing."""

    def __init__(
        self,
        register: Register,
        pages: Mapping[str, Page],
        language: Language,
        translate: Translator,
        templates: Path,
        *,
        root: str,
        today: date,
        assets: str = "assets/",
        keeper: Keeper | None = None,
    ) -> None:
        """`pages` by address; `templates` the folder with pages/ and parts/; `root` the site's address; `assets` the
        folder, from the site's root, of what pages load. With a `keeper`, compiled templates are kept."""
        self.register = register
        watched = register.questions.watched
        self.pages = watched("pages", pages, lambda page: page.identity)
        self.language = language
        self.root = root
        self.assets = assets
        self.today = today
        directions = {other.code: other.direction for other in register.site.languages}
        self.printer = Printer(language, directions, translate)
        register.questions.answered_by("name", self._names)
        self._moved = watched("moved", moved_items(register))
        self._short_addresses = watched(
            "short addresses",
            {whole: short.rstrip("/") for short, whole in addresses.short_addresses(register).items()},
        )
        self.reports = tuple(reports(register, pages))
        self.kinds_of_reports = tuple({report.name: report for report in reversed(self.reports)}.values())
        self._reports: dict[Record, list[Report]] = {}
        for report in self.reports:
            self._reports.setdefault(report.record, []).append(report)
        self.embeds = {own.page.address: own for own in embeds(pages.values())}
        self.files: dict[str, PublishedFile] = {}
        """The files made of the reports, by address, once they are made."""
        self._files = watched(f"files {language.code}", self.files, repr)
        self._page: str | None = ""
        self._headings: list[Heading] = []
        self.environment = Templates(templates, language.code, lambda text: self.printer.inline(message(text)), keeper)
        self._equip()

    def _equip(self) -> None:
        printer = self.printer
        self.environment.globals |= {
            "_": lambda text, **values: printer.inline(message(text, **values)),
            "n": lambda one, several, count, **values: printer.inline(plural(one, several, count, **values)),
            "forms": printer.forms,
            "site": self.register.site,
            "assets": self.assets,
            "register": self.register,
            "language": self.language,
            "languages": {language.code: language for language in self.register.site.languages},
            "url": self.url,
            "href": self.link,
            "local": self.local,
            "heading": self.heading,
            "addresses": addresses,
            "files": open_data,
            "own_feeds": self.own_feeds,
            "own_tables": self.own_tables,
            "own_reports": self.own_reports,
            "kinds_of_reports": self.kinds_of_reports,
            "short_address": lambda record: self._short_addresses.get(addresses.address_of(record)),
            "own_embed": lambda: self.embeds.get(self._here),
            "embed_code": self.embed_code,
            "whole": self.whole,
            "file_size": printer.file_size,
            "side": printer.side,
            "run": printer.run,
            "passages": printer.passages,
            "prose": self.prose,
            "dated": printer.dated,
            "short_date": printer.short_date,
            "date": printer.day,
            "weekday": printer.weekday,
            "at": printer.at,
            "stretch": printer.stretch,
            "period": printer.period,
            "time_frame": printer.time_frame,
            "place": printer.place,
            "label": lambda value: printer.inline(LABELS[value]),
            "name": name_of,
            "kinds": KINDS,
            "lists": LISTS,
            "enough": ENOUGH,
            "search_kinds": KIND_LISTS,
            "groups": GROUPS,
            "shared_sources": shared_sources,
            "described": lambda record, field: described(type(record), field),
            "published_on": lambda record: published_on(self.register, record),
            "moved": self.moved,
            "citation": self.citation,
            "bibtex": bibtex,
            "csl_json": csl_json,
            "today": self.today,
            "language_names": printer.language_names,
        }
        self.environment.filters |= {"say": printer.inline, "plain": printer.attribute, "ending": ending}

    @property
    def _before(self) -> str:
        """What stands before every address in this language."""
        return addresses.prefix(self.register.site, self.language.code)

    @property
    def _here(self) -> str:
        """The address of the page being printed, the same in every language."""
        assert self._page is not None
        return self._page.removeprefix(self._before)

    def link(self, address: str) -> str:
        """`address`, from the site's root, as a link from the page being printed, or a whole one from a report."""
        return self.root + address if self._page is None else addresses.relative(address, self._page)

    def url(self, target: Record | str, anchor: str = "") -> str:
        """A link to a record, or to an address in this language, from the page being printed."""
        address = target if isinstance(target, str) else addresses.address_of(target)
        return self.link(self.local(address) + (f"#{anchor}" if anchor else ""))

    def whole(self, target: Record | str) -> str:
        """The whole address of a record's page, or of an address, in this language."""
        return self.root + self.local(target if isinstance(target, str) else addresses.address_of(target))

    def local(self, address: str) -> str:
        """`address` from the site's root, in this language."""
        return self._before + address

    def prose(self, text: Prose, language: str | None = None) -> Markup:
        """Markup of a Markdown text; its links to pages of the site lead to them in this language."""
        html = self.printer.prose(text, language)
        return Markup(_INTERNAL.sub(lambda match: f'href="{self.url(match[1])}"', html))

    def heading(self, level: int, anchor: str, text: Any) -> str:
        """Notes a heading for the table of contents; returns its anchor."""
        entry = Heading(
            level, anchor, self.printer.wording(text) if not isinstance(text, str) else Markup(text).striptags()
        )
        if level > 2 and self._headings:
            self._headings[-1].children.append(entry)
        else:
            self._headings.append(entry)
        return anchor

    def body(self, page: Page) -> str:
        """The HTML of `page` in this language, without its frame."""
        self._page = self.local(page.address)
        self._headings = []
        body = self.environment.get_template(f"pages/{page.template}.html").render(view=page.view, page=page)
        return body.replace(_CONTENTS, self.contents(self._headings), 1)

    def moved(self) -> list[tuple[str, str, Markup | None]]:
        """The items that have left the page being printed: anchor, address now, and the name of its page if it has a record."""
        found = []
        for anchor, address in self._moved.get(self._here, ()):
            other = self.pages.get(address.partition("#")[0])
            found.append((anchor, address, self.printer.inline(self.name(other)) if other else None))
        return found

    def own_feeds(self) -> tuple[tuple[str, Wording], ...]:
        """Address and title of the feed of the page being printed, if it has one besides the site's."""
        return feed_links(self.register, self._here)[1:]

    def own_tables(self, record: Record | None) -> Sequence[tuple[str, Message]]:
        """Address from the site's root, and title, of the lists inside `record` as CSV, or of what a page without one shows."""
        if record is None:
            shown = self.pages[self._here]
            return open_data.tables_of_page(shown.template, shown.view)
        page = addresses.address_of(record)
        return [
            (open_data.own_csv_path(page, table), open_data.title(table))
            for table in open_data.own_tables(self.register, record)
        ]

    def own_reports(self, record: Record) -> list[tuple[Report, list[tuple[Format, PublishedFile | None]]]]:
        """The reports about `record`, each with its files as far as they are made of this version."""
        return [
            (report, [(own, self._file(report, own)) for own in report.formats])
            for report in self._reports.get(record, ())
        ]

    def _file(self, report: Report, own: Format) -> PublishedFile | None:
        file = self._files.get(self.report_address(report, own))
        return file if file and file.version == report.version else None

    def report_address(self, report: Report, own: Format) -> str:
        """Where `report` stands as a file of the format, from the site's root."""
        return self.local(report.path(own))

    def citation(self, title: Any, version: Version) -> Citation:
        """How to cite the page being printed, which has this title and shows this version."""
        short = self._short_addresses.get(self._here)
        return Citation(
            title=self.printer.wording(title),
            publisher=self.printer.wording(self.register.organizations[self.register.site.publisher].name),
            site=self.printer.wording(self.register.site.name),
            version=version,
            address=self.whole(self._here),
            short=self.whole(short) if short else None,
            language=self.language.locale.replace("_", "-"),
        )

    def contents(self, headings: Sequence[Heading]) -> str:
        """The table of contents of a page with these headings, or nothing where it has few."""
        if len(headings) < _ENOUGH_HEADINGS:
            return ""
        return self.environment.get_template("parts/contents.html").render(headings=headings)

    def path(self, page: Page) -> list[tuple[str, Wording]]:
        """The pages above `page`: address within the language and name, from the home page down."""
        return [(other.address, self.name(other)) for other in ancestors(page, self.pages)]

    def name(self, page: Page) -> Wording:
        """What `page` is called where pages lead to it."""
        return self.register.questions.told(partial(short_name, page), "name", page.address)

    def _names(self, address: str) -> Iterator[str]:
        if page := self.pages.get(address):
            yield repr(short_name(page))

    def report(self, report: Report, style: str) -> str:
        """`report` as an HTML document with the stylesheet `style`; its links are whole addresses."""
        self._page = None
        publisher = self.register.organizations[self.register.site.publisher]
        template = self.environment.get_template(f"reports/{report.name}.html")
        return template.render(report=report, publisher=publisher, style=Markup(style), **report.content.views)

    def embed(self, own: Embed) -> str:
        """The page that other websites show in a frame."""
        context = {"page": own.page, "view": own.page.view, "stylesheet": self.assets + STYLE_OF_EMBEDS}
        return self.part(f"embeds/{own.template}.html", self.local(own.address), **context)

    def embed_code(self, own: Embed) -> str:
        """The HTML by which another website shows `own`."""
        return self.environment.get_template("embeds/code.html").render(
            own=own, title=self.printer.wording(own.page.view.title)
        )

    def card(self, card: Card, address: str) -> str:
        """The HTML of the picture `card` of the page at `address`."""
        self._page = None
        shown = self.whole(self._short_addresses.get(address, address)).partition("://")[2].rstrip("/")
        return self.environment.get_template("cards/card.html").render(card=card, address=shown)

    def card_address(self, address: str) -> str:
        """Where the picture of the page at `address` stands, from the site's root."""
        return f"{self.local(address)}card.png"

    def part(self, template: str, address: str, **context: Any) -> str:
        """The HTML of a template that is no page of its own, with links from the page at `address`."""
        self._page = address
        self._headings = []
        return self.environment.get_template(template).render(**context)
