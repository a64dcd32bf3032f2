"""Strings that are known to run scripts elsewhere, published past the checker as every text of the site: here they are text.

The pages are served without any policy, so that nothing protects their readers but the way in which texts are written.
"""

import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import quote, urlsplit

import pytest
from editor import enter, served_desk, write
from kinds import KINDS
from open_page import Opened
from playwright.sync_api import Browser, BrowserContext, Page, Request, expect
from test_browser_search_quality import SETTLED

from built import LANGUAGES, PROJECT, TODAY, Site, project_copy
from ogp.exports import preview
from ogp.site.pages import generated_pages
from ogp.site.survey import survey
from served import served_plainly
from spoiling import corpus, spoiled

TITLE = '</title><script>ran(1)</script> &lt;/title&gt;&lt;script&gt;ran(1)&lt;/script&gt; "><svg onload=ran(1)>'
PUBLISH = '''"""The build with hostile texts in place of the real ones, and without what the checker says of them."""
import sys
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, {tests!r})
from spoiling import corpus, spoiled

from ogp import mkdocs_bridge
from ogp.exports.store import Store
from ogp.site.pages import generated_pages

_survey = mkdocs_bridge.survey


def survey(root, keeper):
    found = _survey(root, keeper)
    register = spoiled(found.register, corpus())
    return replace(found, register=register, problems=(), pages=generated_pages(register, found.today))


mkdocs_bridge.survey = survey
# The reports and pictures for printing are no pages.
mkdocs_bridge.store_of = lambda root, makes: Store(Path({nothing!r}), makes=False)
'''
NOTED = """
window.ranScripts = [];
window.ran = (what) => { window.top.ranScripts.push(String(what)); };
for (const name of ["alert", "confirm", "prompt", "print"]) window[name] = window.ran;
"""
WORKED_ON = """() => {
  for (const element of document.querySelectorAll("body *")) {
    for (const kind of ["mouseover", "mouseenter", "focus", "focusin", "toggle", "animationstart", "error", "load"]) {
      element.dispatchEvent(new Event(kind));
    }
  }
  for (const fold of document.querySelectorAll("details")) fold.open = true;
}"""
STRANGE = """() => [...document.querySelectorAll("*")].flatMap((element) =>
  [...element.attributes].filter(({ name, value }) =>
    name.startsWith("on") || (["href", "src", "action", "formaction", "xlink:href"].includes(name)
      && /^[\\s\\x00-\\x20]*(javascript|data|vbscript|blob|file):/i.test(value))
  ).map(({ name, value }) => `${element.tagName} ${name}=${value}`)
).concat([...document.querySelectorAll("iframe, object, embed, base, body style, marquee, math, video, audio, "
  + "form[action*='evil'], svg script, svg a, svg animate, svg set, svg use, foreignObject, body > * link, body meta, "
  + "x, portal, xmp")]
  .filter((element) => !element.closest("[data-allowed]")).map((element) => element.outerHTML.slice(0, 200)))"""


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with a string of the corpus before every text of its records and in its hand-written pages."""
    folder = tmp_path_factory.mktemp("hostile")
    project = project_copy(folder / "project")
    publish = project / "hooks/publish.py"
    own = PUBLISH.format(tests=str(PROJECT / "tests"), nothing=str(folder / "nothing"))
    publish.write_text(own + publish.read_text(encoding="utf-8"), encoding="utf-8")
    written = "\n\n".join(text for text in corpus() if "\x00" not in text)
    for page in (project / "docs").rglob("about/site.md"):
        text = re.sub(
            "(?m)^title: .*", lambda _: f"title: {json.dumps(TITLE)}", page.read_text(encoding="utf-8"), count=1
        )
        page.write_text(f"{text}\n\n{written}\n", encoding="utf-8")
    site = folder / "site"
    # Not strictly, as the site is built: links that lead nowhere would end it.
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict", "--site-dir", site]
    settings = os.environ | {"OGP_TODAY": TODAY, "PYTHONPATH": str(project / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=project, env=settings, capture_output=True, text=True, timeout=300, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(site)


SEARCHED = ("script", "img onerror", "<img src=x onerror=ran(1)>", '"><script>ran(1)</script>', "javascript:ran(1)")


class Reader:
    """Opens pages, works on everything in them, and says what ran or was asked for."""

    def __init__(self, context: BrowserContext, server: str) -> None:
        self.page: Page = context.new_page()
        self.page.set_default_timeout(120_000)
        self.server = server
        self.asked: list[str] = []
        self.page.on("dialog", lambda dialog: (self.asked.append(f"dialog: {dialog.message}"), dialog.dismiss()))

        def asked(request: Request) -> None:
            url = urlsplit(request.url)
            if f"{url.scheme}://{url.netloc}" != server and url.scheme not in ("data", "blob"):
                self.asked.append(request.url)

        self.page.on("request", asked)

    def read(self, address: str) -> str:
        """Opens the page at `address`, which runs nothing, and gives its text."""
        self.page.goto(f"{self.server}{address}", wait_until="load")
        self.page.evaluate(WORKED_ON)
        self.runs_nothing(address)
        text: str = self.page.evaluate("document.documentElement.textContent")
        return text

    def runs_nothing(self, what: str) -> None:
        assert self.page.evaluate("window.ranScripts") == [], what
        assert self.page.evaluate(STRANGE) == [], what
        assert self.asked == [], what


@pytest.fixture(scope="module")
def reader(browser: Browser, hostile: Site) -> Iterator[Reader]:
    with served_plainly(hostile.folder) as server:
        context = browser.new_context()
        context.add_init_script(NOTED)
        yield Reader(context, server)
        context.close()


def plain(text: str) -> str:
    """Letters and marks of `text` without white space and what is not seen."""
    return "".join(letter for letter in text if letter.isprintable() and not letter.isspace() and letter != "\ufffd")


def test_no_page_runs_anything_and_every_string_is_read_as_text(hostile: Site, reader: Reader) -> None:
    # Every page of one language, and of the other, which says the same by the same templates, every kind of page.
    read = {a for a in hostile.addresses if a.startswith("/en/") and a not in hostile.redirects}
    read |= {f"/{kind}" for kind in KINDS[:-1]} | {"/404.html"}
    texts = [plain(reader.read(address)) for address in sorted(read)]
    assert len(texts) > 100
    everything = "\n".join(texts)
    # Markdown leaves some of it out; what stands in plain texts is there to the letter.
    assert [text for text in corpus() if plain(text) not in everything] == []


def test_the_chosen_kinds_run_nothing_in_print(hostile: Site, reader: Reader) -> None:
    reader.page.emulate_media(media="print")
    for kind in KINDS[:-1]:
        assert reader.read(f"/en/{kind}")
    reader.page.emulate_media(media="screen")


@pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)
def test_search_results_and_what_is_searched_for_are_text(reader: Reader, root: str) -> None:
    for words in SEARCHED:
        reader.page.goto(f"{reader.server}{root}search/?q={quote(words)}&kind={quote(words)}")
        reader.page.wait_for_function(SETTLED)
        reader.page.evaluate(WORKED_ON)
        reader.runs_nothing(words)
    reader.page.goto(f"{reader.server}{root}search/?q=script")
    reader.page.wait_for_function(SETTLED)
    assert "script>" in (reader.page.locator("[data-ogp-results]").text_content() or "")


def test_feeds_and_other_files_run_nothing_even_as_pages(hostile: Site, reader: Reader) -> None:
    """Feeds as a browser shows them, and the HTML in an oEmbed document as a website puts it into its page."""
    for address in (
        "/feed.xml",
        "/en/feed.xml",
        "/en/plans/nap5/commitments/4/feed.xml",
        "/sitemap.xml",
        "/opensearch.xml",
    ):
        assert (hostile.folder / address[1:]).is_file(), address
        reader.page.goto(f"{reader.server}{address}")
        assert reader.page.evaluate("window.ranScripts || []") == []
        assert reader.asked == []
    for document in hostile.folder.rglob("oembed.json"):
        code: str = json.loads(document.read_text(encoding="utf-8"))["html"]
        reader.page.goto(f"{reader.server}/robots.txt")
        reader.page.evaluate(
            "(code) => { document.body.innerHTML = code; }", code.replace("src=", "data-allowed data-src=")
        )
        reader.runs_nothing(document.as_posix())


def test_a_preview_of_a_change_runs_nothing(hostile: Site, browser: Browser, tmp_path: Path) -> None:
    after, before = tmp_path / "after", tmp_path / "before"
    shutil.copytree(hostile.folder, after, ignore=shutil.ignore_patterns("admin", "pagefind"))
    shutil.copytree(hostile.folder / "en/plans", before / "en/plans")
    shutil.copytree(hostile.folder / "en/news", before / "en/gone")
    found = survey(PROJECT)
    assert found.register
    register = spoiled(found.register, corpus())
    changed = replace(found, register=register, pages=generated_pages(register, found.today))
    preview.write(PROJECT, changed, after, before)
    with served_plainly(after) as server:
        context = browser.new_context()
        context.add_init_script(NOTED)
        reader = Reader(context, server)
        assert plain("<script>ran(1)</script>") in plain(reader.read(f"/{preview.NAME}"))
        context.close()


def test_the_editor_shows_hostile_texts_as_text(hostile: Site, browser: Browser, tmp_path: Path) -> None:
    """In its lists, forms and previews, without the policy that its pages have."""
    with served_desk(hostile, tmp_path) as desk:
        context = browser.new_context(bypass_csp=True, viewport={"width": 1500, "height": 1000})
        context.add_init_script(NOTED)
        reader = Reader(context, desk.address)
        window = Opened(reader.page)
        page = enter(window, desk, "/collections/news/new")
        written = "\n\n".join(text for text in corpus() if text.isprintable())
        write(page, "title", ar=written, en=written)
        write(page, "summary", ar=written, en=written)
        write(page, "body", ar=written, en=written)
        preview_of = page.frame_locator("iframe")
        expect(preview_of.locator("h1").first).to_contain_text("<script>ran(1)</script>")
        page.get_by_role("combobox").first.click()
        for frame in page.frames:
            assert frame.evaluate("window.top.ranScripts") == []
        assert preview_of.locator("script, img, svg, iframe, math, object, a, [onerror], [onload]").count() == 0
        assert reader.asked == []
        context.close()
