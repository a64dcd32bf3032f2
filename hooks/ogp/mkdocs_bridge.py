"""The only module that knows MkDocs and its plugin for languages.

MkDocs builds once for each language, one build nested in the other; the publication is made once, in the outermost.
"""

import os
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.plugins import CombinedEvent, event_priority, get_plugin_logger
from mkdocs.structure.files import File, Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as MkDocsPage
from mkdocs.structure.toc import AnchorLink

from ogp.exports import (
    assets,
    attestation,
    cards,
    compression,
    editor,
    embeds,
    everything,
    promises,
    reports,
    search_index,
    server_settings,
)
from ogp.exports.store import store_of
from ogp.loading.layout import DOCS
from ogp.messages import message
from ogp.problems import Problem, place, report, sentence
from ogp.records.page_head import PageHead
from ogp.register import Register
from ogp.rendering import heads, isolation
from ogp.rendering.prose import page_html
from ogp.rendering.renderer import Heading, Renderer
from ogp.replacing import trouble
from ogp.site import addresses
from ogp.site.feeds import feed_links
from ogp.site.pages import Page, markdown_files
from ogp.site.prose import page_heads
from ogp.site.survey import Survey, survey
from ogp.site.today import BadDayError
from ogp.translation import FOLDER, SOURCE_LANGUAGE, Translator
from ogp.verifying.signature import SignatureError
from ogp.views.page import Version

log = get_plugin_logger("ogp")

_GENERATED = "ogp"


@dataclass(slots=True)
class Publication:
    """One build: what was found, its pages by address and as Markdown files, a renderer for each language, the reports
    and pictures, and the anchors of each page as printed in the default language."""

    found: Survey
    register: Register
    today: date
    pages: Mapping[str, Page]
    files: Mapping[str, Page]
    renderers: Mapping[str, Renderer]
    written: Mapping[str, Mapping[str, PageHead]]
    made_files: Mapping[str, bytes]
    anchors: dict[str, frozenset[str]] = field(default_factory=dict)

    @property
    def assets(self) -> str:
        """The folder of what pages load."""
        return next(iter(self.renderers.values())).assets


class _State:
    """What lives from build to build: whether MkDocs serves, the last good publication, what hinders the next, and the
    files of the search index of a server's first build."""

    serving = False
    publication: Publication | None = None
    hindrance: tuple[Problem, ...] = ()
    index: Mapping[str, bytes] | None = None


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


def on_config(config: MkDocsConfig) -> MkDocsConfig:
    """Loads and checks everything, once for all languages; with any problem the build ends before it writes."""
    if _languages(config).building:
        return _isolating(config)
    root = Path(config.config_file_path).parent
    translate = _translator(root)
    try:
        found = survey(root)
    except BadDayError as error:
        raise Abort(translate(error.message)) from None
    _State.hindrance = found.problems
    if found.problems or found.register is None:
        said = report(found.problems, translate)
        if not (_State.serving and _State.publication):
            raise Abort(said)
        # MkDocs' server would let the browser wait until the problems are mended: it shows the last good site with them.
        log.error(said)
        return config
    _State.publication = _publish(root, str(config.site_url), found.register, found)
    log.info(f"{len(found.pages)} pages from {len(found.register.records())} records, as of {found.today}")
    return _isolating(config)


def _isolating(config: MkDocsConfig) -> MkDocsConfig:
    """Tells the extension that isolates passages of the other direction which languages the site has."""
    printer = next(iter(_publication().renderers.values())).printer
    config.mdx_configs[isolation.__name__] = dict(printer.directed)
    return config


def _publish(root: Path, address: str, register: Register, found: Survey) -> Publication:
    pages = {page.address: page for page in found.pages}
    renderers = {
        language.code: Renderer(
            register,
            pages,
            language,
            Translator(language.locale, root / FOLDER),
            root / "overrides",
            root=address,
            assets=assets.address(root),
            today=found.today,
        )
        for language in register.site.languages
    }
    written = {language: page_heads(root / DOCS / language, files) for language, files in found.prose.items()}
    store = store_of(root, makes=not _State.serving)
    # Before any page, because the pages print the checksums of the reports.
    made = reports.make(root, renderers, store)
    made |= cards.make(root, renderers, written, store) | embeds.make(root, renderers)
    if store.trouble:
        said = message(
            "What took long to make could not be kept in {folder}, so the next build takes as long: {detail}",
            folder=str(store.folder),
            detail=str(store.trouble.strerror),
        )
        log.info(_translator(root)(said))
    return Publication(found, register, found.today, pages, markdown_files(found.pages), renderers, written, made)


@event_priority(50)
def _add_files(files: Files, config: MkDocsConfig) -> Files:
    """Adds a file for each generated page, below the folder of the language, where the plugin expects it."""
    publication = _publication()
    language = _language(config)
    for name in publication.files:
        source = f"{language}/{name}"
        file = File.generated(config, source, content="")
        file.abs_src_path = str(Path(config.docs_dir) / source)
        files.append(file)
    return files


_NOT_PUBLISHED = (
    "assets/javascripts/",
    "assets/stylesheets/",
    "assets/images/favicon.png",
    "reports/",
    "cards/",
    "embeds/",
    "admin/",
    "previews/",
    "inline/",
)
"""Files of the theme that no page uses, and the styles and fonts of what is not a page."""


@event_priority(-150)
def _claim_files(files: Files, config: MkDocsConfig) -> Files:
    """Restores what the plugin drops when it makes the files anew; leaves out what no page uses."""
    for file in files.documentation_pages():
        if file.src_uri.removeprefix(f"{_language(config)}/") in _publication().files:
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
    """Gives the theme's templates the interface sentences of the language, and lets them escape texts, as ours do."""
    env.autoescape = True
    renderer = _publication().renderers[_language(config)]
    for name in ("_", "n"):
        env.globals[name] = renderer.environment.globals[name]
    return env


def _address(file: File) -> str:
    """The address of a page without its language's prefix."""
    prefix = addresses.prefix(_publication().register.site, file.locale)  # type: ignore[attr-defined]
    return "" if file.url in (".", "./") else file.url.removeprefix(prefix)


def on_page_content(html: str, page: MkDocsPage, config: MkDocsConfig, files: Files) -> Markup:
    """Prints a generated page; sanitizes a hand-written one."""
    publication = _publication()
    renderer = publication.renderers[_language(config)]
    if page.file.generated_by != _GENERATED:
        top = _headings(page.toc)
        contents = renderer.contents(top[0].children if top else [])
        return Markup(str(page_html(html)).replace("</h1>", "</h1>" + contents, 1))
    rendered = renderer.render(publication.pages[_address(page.file)])
    if renderer.language is publication.register.site.languages[0]:
        publication.anchors[_address(page.file)] = promises.page_anchors(rendered.body)
    page.meta.update(title=rendered.title, description=rendered.description)
    return Markup(rendered.body)


def _headings(links: Iterable[AnchorLink]) -> list[Heading]:
    return [Heading(link.level, link.id, link.title, _headings(link.children)) for link in links]


def on_page_context(context: Any, page: MkDocsPage, config: MkDocsConfig, nav: Navigation) -> Any:
    """What the frame of every page needs: its address in each language, the pages above it, the site."""
    publication = _publication()
    renderer = publication.renderers[_language(config)]
    address = _address(page.file)
    generated = publication.pages.get(address)
    above = renderer.path(generated) if generated else [(addresses.HOME, renderer.printer.inline(message("Home")))]
    prefix = addresses.prefix(publication.register.site, _language(config))
    written = publication.written[_language(config)].get(address)
    described, structured = heads.described(renderer, address, written)
    context.update(
        _frame(publication, config, address),
        described=described,
        embed=renderer.embeds.get(address),
        structured=structured,
        above=[(prefix + own or ".", name) for own, name in above],
        foot=Markup(renderer.part("parts/written.html", page.url, head=written, version=Version(written.updated, "")))
        if written
        else "",
    )
    return context


def _home(config: MkDocsConfig) -> str:
    """The path at which the site stands on its server, for pages that may be shown at any address."""
    return urlsplit(str(config.site_url)).path or "/"


def _frame(publication: Publication, config: MkDocsConfig, address: str | None) -> dict[str, Any]:
    """Context of the frame; `address` None for pages that stand in one language only, such as 404."""
    site = publication.register.site
    root = str(config.site_url)
    here = _home(config) if address is None else ""
    paths = [(language, addresses.prefix(site, language.code) + (address or "")) for language in site.languages]
    printer = publication.renderers[_language(config)].printer
    own = addresses.prefix(site, _language(config))
    return {
        "site": site,
        "assets": publication.assets,
        "site_title": printer.wording(site.name),
        "language": printer.language,
        "alternates": [(language, root + path) for language, path in paths],
        "links": {language.code: here + path for language, path in paths},
        "search": f"{here}{addresses.prefix(site, _language(config))}{addresses.SEARCH}",
        "feeds": [
            (here + own + feed, printer.attribute(title)) for feed, title in feed_links(publication.register, address)
        ],
        "calendar": f"{here}{own}{addresses.CALENDAR}",
        "opensearch": f"{here}{addresses.prefix(site, _language(config))}opensearch.xml",
        "publisher": printer.wording(publication.register.organizations[site.publisher].name),
        "licence": printer.wording(site.licence.name) if site.licence else None,
        "today": printer.day(publication.today),
        "indexed": address is not None,
        "hindrance": [(place(problem), sentence(problem, printer.translate)) for problem in _State.hindrance],
    }


def on_post_page(output: str, page: MkDocsPage, config: MkDocsConfig) -> str:
    """Sets the direction on the html element, and drops what only the theme's script uses."""
    return _framed(output, config)


def _framed(output: str, config: MkDocsConfig) -> str:
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
    """The frame's context for the theme's own pages, such as 404."""
    if template_name == "404.html":
        publication = _publication()
        renderer = publication.renderers[_language(config)]
        body = Markup(renderer.part("parts/not_found.html", "404.html", home=_home(config)))
        lost = renderer.printer.attribute(message("There is no page at this address. These pages will help you on."))
        context.update(_frame(publication, config, None), body=body, above=[], description=lost)
    return context


def on_post_template(output_content: str, template_name: str, config: MkDocsConfig) -> str:
    """Writes each language's 404 page in its own folder; drops the theme's sitemap, which knows no x-default."""
    if template_name == "sitemap.xml":
        return ""
    if template_name != "404.html":
        return output_content
    output = _framed(output_content, config)
    prefix = addresses.prefix(_publication().register.site, _language(config))
    if not prefix:
        return output
    path = Path(config.site_dir) / prefix / "404.html"
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(output, encoding="utf-8")
    return ""


@event_priority(-200)
def on_post_build(config: MkDocsConfig) -> None:
    """After all languages: what is not a page. A server indexes its first build only; later ones keep that index."""
    if _languages(config).building:
        return
    made, folder = _publication(), Path(config.site_dir)
    _keep_promises(made, Path(config.config_file_path).parent)
    assets.write(folder, made.assets)
    everything.write(
        folder,
        str(config.site_url),
        made.register,
        pages=made.pages,
        written=made.written,
        renderers=made.renderers,
        made_files=made.made_files,
        today=made.today,
    )
    if config.extra["admin"]:
        editor.write(folder, Path(config.config_file_path).parent, made.renderers, config.extra["admin_backend"])
    if not _State.index:
        search_index.write(folder, made.register, made.pages, made.written, made.renderers)
        _State.index = search_index.files(folder) if _State.serving else None
    search_index.restore(folder, _State.index or {})
    if not _State.serving:
        attestation.begin(folder)
        server_settings.write(folder, made.register, made.assets)
        compression.write(folder)
        _attest(made, Path(config.config_file_path).parent, folder, str(config.site_url))


def _attest(made: Publication, root: Path, folder: Path, address: str) -> None:
    """Ends the build where the manifest cannot be signed."""
    try:
        attestation.write(folder, root, address, made.register, made.today)
    except SignatureError as error:
        raise Abort(_translator(root)(error.message)) from None


def on_build_error(error: Exception) -> None:
    """Says in a sentence that the disk is full or may not be written to."""
    if isinstance(error, OSError) and (said := trouble(error)):
        raise Abort(_translator(Path())(said)) from None


def _keep_promises(made: Publication, root: Path) -> None:
    """Ends the build where an anchor that was ever published is lost; a server only tells it."""
    problems = promises.broken(root, made.found, made.anchors)
    if not problems:
        return
    translate = _translator(root)
    if not _State.serving:
        raise Abort(report(problems, translate))
    log.error(report(problems, translate))
