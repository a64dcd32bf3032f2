"""The only module that knows MkDocs and its plugin for languages.

MkDocs builds once for each language, one build nested in the other; the publication is made once, in the outermost. MkDocs
prints the hand-written pages and the first page of each section; that one's frame serves all pages below it.
"""

import gc
import os
import re
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from logging import LogRecord, getLogger
from pathlib import Path
from string import Template
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment, FileSystemLoader
from markupsafe import Markup
from mkdocs import livereload
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

from ogp import publication as publishing
from ogp.exports.files import write_files
from ogp.exports.store import GoneError, store_of
from ogp.live import Live
from ogp.messages import message
from ogp.problems import Problem, report
from ogp.publication import Publication
from ogp.rendering import filling, frame, isolation
from ogp.rendering.filling import Writing
from ogp.rendering.frame import ADDRESS, BASE, Frame
from ogp.rendering.prose import page_html
from ogp.rendering.renderer import Heading
from ogp.rendering.templates import Compiled
from ogp.replacing import trouble
from ogp.site import addresses
from ogp.site.pages import markdown_files
from ogp.site.prose import linked_files
from ogp.site.survey import survey
from ogp.site.today import BadDayError
from ogp.translation import FOLDER, SOURCE_LANGUAGE, Translator
from ogp.verifying.signature import SignatureError
from ogp.wanted import share

log = get_plugin_logger("ogp")

_GENERATED = "ogp"

_QUIET = 0.02
"""Seconds without a further change after which a server builds: editors write a file in several steps."""


_OBJECTS = 50_000
"""After how many new objects Python looks whether some of them have become free: pages leave few that it would find, documents
more."""

_ASKED_AGAIN = "200"
"""Milliseconds after which a browser asks again whether there is something new, where the server did not answer."""


class _State:
    """What lives from build to build: whether MkDocs serves, the last good publication, what hinders the next, and what shows the
    pages of a server."""

    serving = False
    publication: Publication | None = None
    hindrance: tuple[Problem, ...] = ()
    live: Live | None = None


def _languages(config: MkDocsConfig) -> Any:
    return config.plugins["i18n"]


def _translator(root: Path) -> Translator:
    """For the messages of the build."""
    return Translator(os.environ.get("OGP_LANG", SOURCE_LANGUAGE), root / FOLDER)


def _publication() -> Publication:
    assert _State.publication
    return _State.publication


def _language(config: MkDocsConfig) -> str:
    return str(_languages(config).current_language)


def on_startup(command: str, dirty: bool) -> None:
    """Notes whether MkDocs serves. Its presence also makes MkDocs keep this hook between the builds of one `serve`."""
    _State.serving = command == "serve"
    if not _State.serving:
        # Until all is loaded, Python would look again and again for what nothing leads to, and in vain.
        gc.disable()
    getLogger("mkdocs.commands.build").addFilter(_is_news)


def _is_news(record: LogRecord) -> bool:
    """Whether staff need to read it: MkDocs tells of each page and template that it leaves to us as of one that it skipped."""
    return not record.getMessage().endswith("enerated empty output.")


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads and checks everything, once for all languages; with any problem the build ends before it writes."""
    if _languages(config).building:
        return _isolating(config)
    _leave_out_icons(config)
    root = Path(config.config_file_path).parent
    translate = _translator(root)
    store = store_of(root, makes=not _State.serving)
    store.tell = lambda told: log.info(translate(told))
    try:
        found = survey(root, store)
    except BadDayError as error:
        raise Abort(translate(error.message)) from None
    if not _State.serving:
        # Nothing of this becomes free before the end, so nobody need look whether it has, and at the rest not often.
        gc.freeze()
        gc.set_threshold(_OBJECTS)
        gc.enable()
    _State.hindrance = found.problems
    if found.problems or found.register is None:
        said = report(found.problems, translate)
        if not (_State.serving and _State.publication):
            raise Abort(said)
        # MkDocs' server would let the browser wait until the problems are mended: it shows the last good site with them.
        log.error(said)
        return config
    editor = config.extra["admin_backend"] if config.extra["admin"] else None
    if _State.live:
        _State.publication = publishing.following(_publication(), found, store)
    else:
        _State.publication = publishing.publication(root, str(config.site_url), found, store, editor)
    if store.trouble:
        kept_not = message(
            "What took long to make could not be kept in {folder}, so the next build takes as long: {detail}",
            folder=str(store.place),
            detail=str(store.trouble.strerror),
        )
        log.info(translate(kept_not))
    if share():
        # What is kept now was all that was wanted.
        raise SystemExit(1 if store.trouble else 0)
    log.info(f"{len(found.pages)} pages from {len(found.register.records())} records, as of {found.today}")
    return _isolating(config)


def _leave_out_icons(config: MkDocsConfig) -> None:
    """Has MkDocs look for files to be copied among ours alone: the theme brings thousands of icons."""
    own = FileSystemLoader(str(config.theme.custom_dir))
    themed = config.theme.get_env

    def environment() -> Environment:
        made: Environment = themed()
        made.list_templates = Environment(loader=own).list_templates  # type: ignore[method-assign]
        return made

    config.theme.get_env = environment  # type: ignore[method-assign]


def _isolating(config: MkDocsConfig) -> MkDocsConfig:
    """Tells the extension that isolates passages of the other direction which languages the site has."""
    printer = next(iter(_publication().renderers.values())).printer
    config.mdx_configs[isolation.__name__] = dict(printer.directed)
    return config


@event_priority(50)
def _add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a file for each generated page that MkDocs must know, where the plugin expects it."""
    language = _language(config)
    for name in _known(config):
        source = f"{language}/{name}"
        file = File.generated(config, source, content="")
        file.abs_src_path = str(Path(config.docs_dir) / source)
        files.append(file)
    return files


def _known(config: MkDocsConfig) -> Iterator[str]:
    """The Markdown files of the generated pages that stand in the menu or that hand-written pages link to."""
    publication = _publication()
    linked = {
        name
        for language, files in publication.found.prose.items()
        for name in linked_files(Path(config.docs_dir) / language, files)
    }
    for name, page in markdown_files(publication.pages.values()).items():
        if page.address == page.section or name in linked:
            yield name


_NOT_PUBLISHED = (
    "assets/javascripts/",
    "assets/stylesheets/",
    "assets/images/favicon.png",
    "reports/",
    "cards/",
    "embeds/",
    "admin/",
    "previews/",
    "archive/",
    "inline/",
)
"""Files of the theme that no page uses, and the styles and fonts of what is not a page."""


@event_priority(-150)
def _claim_files(files: Files, config: MkDocsConfig) -> Files:
    """Restores what the plugin drops when it makes the files anew; leaves out what no page uses."""
    known = set(_known(config))
    for file in files.documentation_pages():
        if file.src_uri.removeprefix(f"{_language(config)}/") in known:
            file.content_string = ""
            file.generated_by = _GENERATED
            file.edit_uri = None
    for file in list(files):
        if file.src_uri.startswith(_NOT_PUBLISHED):
            files.remove(file)
    return files


on_files = CombinedEvent(_add_files, _claim_files)


def on_nav(nav: Navigation, config: MkDocsConfig, files: Files) -> Navigation:
    """Puts generated pages that are not in the navigation below the page of their section, so that its tab is active."""
    publication = _publication()
    by_address = {_address(file): file.page for file in files.documentation_pages() if file.page}
    for page in publication.pages.values():
        own, above = by_address.get(page.address), by_address.get(page.section)
        if own and above and own is not above and page.section:
            own.parent = above  # type: ignore[assignment]
    return nav


def on_env(env: Environment, config: MkDocsConfig, files: Files) -> Environment:
    """Gives the theme's templates the interface sentences of the language and the places of a frame, and lets them escape
    texts, as ours do."""
    env.autoescape = True
    env.bytecode_cache = Compiled(_publication().store, f"theme {_language(config)}")
    renderer = _publication().renderers[_language(config)]
    for name in ("_", "n"):
        env.globals[name] = renderer.environment.globals[name]
    env.globals["slots"] = frame
    env.filters["url"] = _based
    return env


def _based(address: str) -> Markup:
    """`address`, from the site's root, as a frame holds it."""
    own = not urlsplit(address).scheme and not address.startswith("//")
    return BASE + ("" if address in (".", "./") else address) if own else Markup("{}").format(address)


def _address(file: File) -> str:
    """The address of a page without its language's prefix."""
    prefix = addresses.prefix(_publication().register.site, file.locale)  # type: ignore[attr-defined]
    return "" if file.url in (".", "./") else file.url.removeprefix(prefix)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> Markup:
    """Sanitizes a hand-written page; the body of a generated one fills its frame later."""
    return page_html(html)


def _headings(links: Iterable[AnchorLink]) -> list[Heading]:
    return [Heading(link.level, link.id, link.title, _headings(link.children)) for link in links]


def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:
    """What the frame needs besides the menu."""
    context.update(_frame(config))
    return context


def _home(config: MkDocsConfig) -> str:
    """The path at which the site stands on its server, for pages that may be shown at any address."""
    return urlsplit(str(config.site_url)).path or "/"


def _frame(config: MkDocsConfig) -> dict[str, Any]:
    """Context of the frame."""
    return _context_of(_publication(), _language(config))


def _context_of(publication: Publication, language: str) -> dict[str, Any]:
    """Context of the frame in `language`: what it takes from the records."""
    site = publication.register.site
    renderer = publication.renderers[language]
    printer = renderer.printer
    return {
        "site": site,
        "assets": publication.assets,
        "site_title": printer.wording(site.name),
        "language": printer.language,
        "alternates": [(language, addresses.prefix(site, language.code) + ADDRESS) for language in site.languages],
        "canonical": renderer.whole(ADDRESS),
        "search": renderer.local(addresses.SEARCH),
        "publisher": printer.wording(publication.register.organizations[site.publisher].name),
        "licence": printer.wording(site.licence.name) if site.licence else None,
        "today": printer.day(publication.today),
    }


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Keeps the frame of the page, that of a section for the pages below it too, and what is written on it. Fills the frame of
    a hand-written page; the others are printed with all pages that MkDocs does not know, and a server's when they are asked
    for."""
    publication = _publication()
    language, address = _language(config), _address(page.file)
    publication.frames[language, address] = Frame(_framed(output, config), address)
    if address not in publication.pages:
        top = _headings(page.toc)
        below = top[0].children if top else []
        publication.writings[language, address] = Writing(str(page.content), below)
    # MkDocs writes no page that is empty.
    return "" if address in publication.pages or _State.serving else publication.printed(language, address)


def _framed(output: str, config: MkDocsConfig) -> str:
    """Sets the direction on the html element, and drops what only the theme's script uses."""
    language = _publication().renderers[_language(config)].language
    direction = language.direction.value
    for pattern, ours in (
        (rf'<html lang="{language.code}" class="no-js">', f'<html lang="{language.code}" dir="{direction}">'),
        (r"<body[^>]*>.*?(?=<a class=\"ogp-skip\")", "<body>\n"),
        (r'<div class="md-dialog".*?</div>\s*</div>\s*(?=</body>|<script)', ""),
    ):
        output, count = re.subn(pattern, ours, output, count=1, flags=re.DOTALL)
        if not count:
            raise Abort(f"The theme no longer writes {pattern}; see mkdocs_bridge.py")
    return output


def on_template_context(context: Any, template_name: str, config: MkDocsConfig) -> Any:
    """The frame's context for the theme's own page for addresses without one."""
    if template_name == "404.html":
        context.update(_frame(config))
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Writes each language's 404 page in its own folder; drops the theme's sitemap, which knows no x-default."""
    if template_name == "sitemap.xml":
        return ""
    if template_name != "404.html":
        return output_content
    renderer = _publication().renderers[_language(config)]
    around = Frame(_framed(output_content, config), template_name)
    home = _home(config)
    output = around.filled(home, "", filling.lost(renderer, template_name, home))
    prefix = addresses.prefix(_publication().register.site, _language(config))
    if not prefix:
        return output
    path = Path(config.site_dir) / prefix / "404.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(output, encoding="utf-8")
    return ""


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """After all languages: what MkDocs does not write. A server writes it when somebody asks for it."""
    if _languages(config).building:
        return
    made, folder = _publication(), Path(config.site_dir)
    publishing.write_assets(made, folder)
    if _State.serving:
        write_files(folder, _State.live.index.items() if _State.live and _State.live.index else ())
        return
    try:
        publishing.write(made, folder)
    except GoneError as error:
        raise Abort(_translator(made.root)(error.message)) from None
    if problems := made.broken_promises():
        raise Abort(report(problems, _translator(made.root)))
    publishing.write_last(made, folder)
    try:
        publishing.finish(made, folder)
    except SignatureError as error:
        raise Abort(_translator(made.root)(error.message)) from None


class _Watch(Observer):  # type: ignore[misc,valid-type]
    """Tells of changes at once, and not of files that were merely read."""

    def schedule(self, handler: Any, path: str, *, recursive: bool = False, event_filter: Any = None) -> Any:
        return super().schedule(handler, path, recursive=recursive, event_filter=event_filter or _CHANGES)


_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]


def on_serve(server: LiveReloadServer, config: MkDocsConfig, builder: Callable[[], None]) -> LiveReloadServer:
    """Lets the server see changes at once, and print what records say when a browser asks for it."""

    def build_all() -> tuple[Publication, tuple[Problem, ...]]:
        builder()
        return _publication(), _State.hindrance

    def tell(problems: tuple[Problem, ...]) -> None:
        log.error(report(problems, _translator(_publication().root)))

    # After changed code the server begins anew, which takes less than MkDocs' three seconds.
    livereload._SCRIPT_TEMPLATE = Template(livereload._SCRIPT_TEMPLATE_STR.replace("3000", _ASKED_AGAIN))
    live = _State.live = Live(Path(config.site_dir), _publication(), build_all=build_all, frames=_context_of, tell=tell)
    watched = [config.docs_dir, config.config_file_path]
    for path in watched:
        server.unwatch(path)
    server.observer = _Watch()
    for path in watched:
        server.watch(path)
    server.build_delay = _QUIET
    server.builder = live.follow
    server.set_app(lambda environ, start: live.answer(environ, partial(server.serve_request, environ, start)))
    return server


def on_build_error(error: Exception) -> None:
    """Says in a sentence that the disk is full or may not be written to."""
    if isinstance(error, OSError) and (said := trouble(error)):
        raise Abort(_translator(Path())(said)) from None
