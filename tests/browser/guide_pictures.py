"""The pictures of the guides for staff, taken of the real editor in each language: `make guide-pictures`, then look at them.

What is written in them is made up and stays in a copy of the project.
"""

import io
import json
import re
import subprocess
import sys
from collections.abc import Iterator
from os import environ
from pathlib import Path

import pytest
from editor import ARABIC, ENGLISH, Desk, choose, enter, served_desk, write
from open_page import Opened
from PIL import Image
from playwright.sync_api import Browser, Locator, Page, expect

from built import PROJECT, TODAY, Site

FOLDER = PROJECT / "pictures/guide"
WIDTH, HEIGHT = 1200, 760
COLOURS = 128
NEWS = "2026-11-20-forum-meeting"


@pytest.fixture(scope="module", params=["ar", "en"])
def language(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture(scope="module")
def desk(site: Site, language: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with served_desk(site, tmp_path_factory.mktemp("desk") / language) as own:
        yield own


@pytest.fixture
def page(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": WIDTH, "height": HEIGHT})
    yield context.new_page()
    context.close()


def take(page: Page, language: str, name: str) -> None:
    """Keeps what is seen now, in few colours so that the repository stays small."""
    page.mouse.move(WIDTH - 1, HEIGHT - 1)
    page.wait_for_timeout(400)
    target = FOLDER / language / f"{name}.png"
    target.parent.mkdir(parents=True, exist_ok=True)
    picture = Image.open(io.BytesIO(page.screenshot())).convert("RGB")
    picture.quantize(COLOURS, dither=Image.Dither.NONE).save(target, optimize=True)
    assert target.stat().st_size > 5_000


def labels(site: Site, language: str, form: str) -> dict[str, str]:
    """The label of each field of a form."""
    path = site.folder / ("" if language == "ar" else language) / "admin/config.json"
    config = json.loads(path.read_text(encoding="utf-8"))
    [kind] = [one["fields"] for one in config["cms"]["collections"] if one["name"] == form]
    return {field["name"]: field["label"] for field in config["forms"][kind]}


def add(page: Page, label: str) -> None:
    page.get_by_role("button", name=re.compile(rf"^(Add|أضف): {re.escape(label)}", re.IGNORECASE)).last.click()


def retype(field: Locator, text: str) -> None:
    field.press("ControlOrMeta+a")
    field.press_sequentially(text)


def show(page: Page, name: str) -> None:
    """Scrolls to the field `name`."""
    page.locator(f"[id^={name}-field-]:visible").last.evaluate("field => field.scrollIntoView({block: 'center'})")


def test_a_record_from_the_first_screen_to_the_colleagues(desk: Desk, site: Site, page: Page, language: str) -> None:
    own = labels(site, language, "news")
    page.goto(f"{desk.address}/{'' if language == 'ar' else 'en/'}admin/")
    expect(page.get_by_role("button").first).to_be_visible()
    take(page, language, "sign-in")
    enter(Opened(page), desk, "/collections/news", language)
    expect(page.get_by_role("link", name="2024-08-25-refresh-outcomes")).to_be_visible()
    take(page, language, "records")
    page.goto(f"{page.url.partition('#')[0]}#/collections/news/new")
    page.locator("input[id^=id-field-]").fill(NEWS)
    page.locator("input[id^=date-field-]").fill("2026-11-20")
    write(page, "title", ar="اجتماع المنتدى السنوي", en="Annual meeting of the forum")
    write(page, "summary", ar=ARABIC, en=ENGLISH)
    write(page, "body", ar=ARABIC, en=ENGLISH)
    page.locator("input[id^=id-field-]").evaluate("field => field.scrollIntoView({block: 'center'})")
    take(page, language, "form")
    add(page, own["sources"])
    choose(page, "document", "refresh-outcomes-report")
    page.locator("input[id^=at-field-]:visible").last.fill("step 9")
    day = page.locator("input[id^=date-field-]")
    retype(day, "2026-11-21")
    save = page.get_by_role("button", name=re.compile("^(Save|احفظ)$"))
    save.click()
    refused = page.get_by_text(re.compile("Not saved:|لم يُحفظ:")).first
    expect(refused).to_be_visible(timeout=60_000)
    show(page, "date")
    take(page, language, "refused")
    retype(day, "2026-11-20")
    refused.click()
    with page.expect_response(
        lambda answer: "persistEntry" in (answer.request.post_data or ""), timeout=60_000
    ) as kept:
        save.click()
    assert kept.value.ok, kept.value.text()
    status = page.get_by_role("button", name=re.compile("(Status|الحالة): "))
    expect(status).to_be_visible()
    page.wait_for_timeout(6000)
    status.click()
    take(page, language, "in-review")
    page.get_by_role("menuitem").nth(1).click()
    page.wait_for_timeout(6000)
    enter(Opened(page), desk, "/workflow", language, signed_in=True)
    expect(page.get_by_role("link", name=NEWS).first).to_be_visible()
    take(page, language, "drafts")
    previewed(desk, page, language)


def previewed(desk: Desk, page: Page, language: str) -> None:
    """What the pull request shows: the pages that change."""
    desk.git("checkout", "--quiet", f"cms/news/{NEWS}")
    program = Path(sys.executable).with_name("ogp")
    settings = environ | {
        "OGP_TODAY": TODAY,
        "PYTHONPATH": str(desk.project / "hooks"),
        "OGP_CACHE": str(PROJECT / ".cache/ogp"),
        "OGP_LANG": language,
    }
    subprocess.run([program, "preview", "main"], cwd=desk.project, env=settings, check=True, capture_output=True)
    page.goto((desk.project / "preview/preview.html").as_uri())
    page.locator(f"section[lang={language}]").evaluate("section => section.scrollIntoView()")
    take(page, language, "preview")
    prefix = "" if language == "ar" else "en/"
    page.goto((desk.project / f"preview/{prefix}news/{NEWS}/index.html").as_uri())
    take(page, language, "page")


def test_progress(desk: Desk, site: Site, page: Page, language: str) -> None:
    enter(Opened(page), desk, "/collections/commitments-nap5/entries/4", language)
    expect(page.locator("input[id^=id-field-]").first).to_have_value("nap5/4")
    add(page, labels(site, language, "commitments-nap5")["progress"])
    page.locator("input[id^=start-field-]").last.fill("2026-01")
    page.locator("input[id^=end-field-]").last.fill("2026-06")
    choose(page, "status", "substantial")
    write(page, "text", ar=ARABIC, en=ENGLISH)
    show(page, "status")
    take(page, language, "progress")


def test_a_meeting(desk: Desk, site: Site, page: Page, language: str) -> None:
    enter(Opened(page), desk, "/collections/meetings/new", language)
    page.locator("input[id^=id-field-]").first.fill("2026-11-24-msf")
    add(page, labels(site, language, "meetings")["agenda"])
    write(page, "title", ar="الافتتاح", en="Opening")
    show(page, "title")
    take(page, language, "agenda")
