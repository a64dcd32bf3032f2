"""The editor at /admin/ in a real browser, saving into a copy of the project: what it writes is valid, little, and in place."""

from collections.abc import Iterator
from difflib import SequenceMatcher
from pathlib import Path

import pytest
from editor import ARABIC, COMMENT, COMMITMENT, ENGLISH, Desk, add, choose, enter, field, save, served_desk, write
from open_page import Opened
from playwright.sync_api import Browser, expect

from built import TODAY, Site, ogp
from ogp.editing.branches import Branches
from ogp.exports.editor import POLICY


@pytest.fixture(scope="module")
def desk(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with served_desk(site, tmp_path_factory.mktemp("desk")) as own:
        yield own


@pytest.fixture
def window(browser: Browser, desk: Desk) -> Iterator[Opened]:
    context = browser.new_context(viewport={"width": 1500, "height": 1000})
    opened = Opened(context.new_page())
    opened.watch(desk.address)
    yield opened
    context.close()


def checked(desk: Desk, branch: str, folder: Path) -> None:
    """The checker finds nothing in `branch`, and every change in it has its note."""
    desk.git("worktree", "add", "--quiet", "--detach", str(folder), branch)
    try:
        found = ogp("check", project=folder)
        assert (found.returncode, found.stdout) == (0, "No problems.\n"), found.stdout
        assert ogp("diff", "main", "--check", project=folder).returncode == 0
    finally:
        desk.git("worktree", "remove", "--force", str(folder))


def assert_quiet(window: Opened) -> None:
    """The browser complains of nothing but the answer that a record has no draft yet, which Decap asks for by design."""
    left = [one for one in window.complaints if not ("404" in one and "/api/v1" in one)]
    assert not left


def test_a_news_post_is_created(desk: Desk, window: Opened, tmp_path: Path) -> None:
    page = enter(window, desk, "/collections/news/new")
    field(page, "Stable id").fill("2026-11-20-forum-meeting")
    field(page, "Day of publication").fill("2026-11-20")
    write(page, "title", ar="اجتماع المنتدى السنوي", en="Annual meeting of the forum")
    write(page, "summary", ar=ARABIC, en=ENGLISH)
    write(page, "body", ar=f"{ARABIC}\n\n- البند الأول\n- البند الثاني", en=f"{ENGLISH}\n\n- Item one\n- Item two")
    page.get_by_role("button", name="Open", exact=True).first.click()
    choose(page, "plans", "nap5")
    choose(page, "commitments", "nap5/4")
    add(page, "The documents on which this record rests")
    choose(page, "document", "refresh-outcomes-report")
    page.locator("input[id^=at-field-]:visible").last.fill("step 9")
    save(window)
    branch = "cms/news/2026-11-20-forum-meeting"
    path = "data/news/2026-11-20-forum-meeting.yaml"
    assert desk.changed(branch) == {path: (30, 0)}
    assert desk.lines(branch, path) == [
        "id: 2026-11-20-forum-meeting",
        f"published: {TODAY}",
        f"updated: {TODAY}",
        "date: 2026-11-20",
        "title:",
        "  original: ar",
        "  ar: اجتماع المنتدى السنوي",
        "  en: Annual meeting of the forum",
        "summary:",
        "  original: ar",
        f"  ar: {ARABIC}",
        "  en: >-",
        f"    {ENGLISH}",
        "body:",
        "  original: ar",
        "  ar: |-",
        f"    {ARABIC}",
        "",
        "    - البند الأول",
        "    - البند الثاني",
        "  en: |-",
        f"    {ENGLISH}",
        "",
        "    - Item one",
        "    - Item two",
        "related:",
        "  plans: [nap5]",
        "  commitments: [nap5/4]",
        "sources:",
        '  - {document: refresh-outcomes-report, at: "step 9"}',
        "",
    ]
    checked(desk, branch, tmp_path / "branch")
    assert_quiet(window)


def test_the_progress_of_a_commitment_is_reported(desk: Desk, window: Opened, tmp_path: Path) -> None:
    page = enter(window, desk, "/collections/commitments-nap5/entries/4")
    add(page, "Progress reports, oldest first")
    page.locator("input[id^=start-field-]").last.fill("2026-01")
    page.locator("input[id^=end-field-]").last.fill("2026-06")
    choose(page, "status", "substantial")
    write(page, "text", ar=ARABIC, en=ENGLISH)
    add(page, "where the facts of this item stand")
    choose(page, "document", "refresh-outcomes-report")
    page.locator("input[id^=at-field-]:visible").last.fill("step 9")
    save(window)
    branch = "cms/commitments-nap5/4"
    assert list(desk.changed(branch)) == [COMMITMENT]
    before, after = desk.lines("main", COMMITMENT), desk.lines(branch, COMMITMENT)
    assert COMMENT in after
    # Besides the day, lines only come in: the report and the note, each in one piece.
    matcher = SequenceMatcher(a=before, b=after, autojunk=False)
    edits = [(tag, after[c:d]) for tag, _, _, c, d in matcher.get_opcodes() if tag != "equal"]
    assert [tag for tag, _ in edits] == ["replace", "insert", "insert"]
    assert edits[0][1] == [f"updated: {TODAY}"]
    assert edits[1][1] == [
        "progress:",
        "  - start: 2026-01",
        "    end: 2026-06",
        "    status: substantial",
        "    text:",
        "      original: ar",
        f"      ar: {ARABIC}",
        "      en: >-",
        f"        {ENGLISH}",
        "    sources:",
        '      - {document: refresh-outcomes-report, at: "step 9"}',
    ]
    assert edits[2][1][:2] == ["changes:", f"  - date: {TODAY}"]
    checked(desk, branch, tmp_path / "branch")
    assert_quiet(window)


def test_a_meeting_is_added(desk: Desk, window: Opened, tmp_path: Path) -> None:
    page = enter(window, desk, "/collections/meetings/new")
    field(page, "Stable id").fill("2026-11-24-msf")
    choose(page, "type", "Forum meeting")
    write(page, "title", ar="اجتماع فريق العمل الوطني", en="Meeting of the national working team")
    write(page, "summary", ar=ARABIC, en=ENGLISH)
    field(page, "Day of the meeting").fill("2026-11-24")
    choose(page, "organizers", "multi-stakeholder-forum")
    choose(page, "plan", "nap5")
    add(page, "The documents on which this record rests")
    choose(page, "document", "refresh-outcomes-report")
    save(window)
    branch = "cms/meetings/2026-11-24-msf"
    assert desk.changed(branch) == {"data/meetings/2026-11-24-msf.yaml": (18, 0)}
    checked(desk, branch, tmp_path / "branch")
    assert_quiet(window)


def test_a_wrong_record_is_not_saved_and_the_checker_says_why(desk: Desk, window: Opened) -> None:
    page = enter(window, desk, "/collections/commitments-nap5/entries/3")
    add(page, "Progress reports, oldest first")
    page.locator("input[id^=start-field-]").last.fill("2026-06")
    page.locator("input[id^=end-field-]").last.fill("2026-01")
    choose(page, "status", "substantial")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Not saved:").first).to_be_visible(timeout=60_000)
    assert "cms/commitments-nap5/3" not in desk.git("branch", "--list", "cms/*")


@pytest.mark.parametrize(("language", "direction"), [("ar", "rtl"), ("en", "ltr")])
def test_the_editor_speaks_both_languages(desk: Desk, window: Opened, language: str, direction: str) -> None:
    page = enter(window, desk, "/workflow", language)
    assert page.locator("html").get_attribute("dir") == direction
    assert page.get_by_text("editor.").count() == 0
    assert_quiet(window)


def test_in_arabic_the_whole_editor_is_turned(desk: Desk, window: Opened) -> None:
    """The list of collections stands at the right and covers nothing; arrows lead the other way; nothing leads to pictures."""
    page = enter(window, desk, "/collections/news", "ar")
    record = page.get_by_role("link", name="2024-08-25-refresh-outcomes")
    expect(record).to_be_visible()
    side, listed = page.locator("aside").bounding_box(), record.bounding_box()
    assert side and listed
    assert side["x"] > listed["x"] + listed["width"]
    assert side["x"] + side["width"] > 1400
    assert page.locator("header nav button:visible").count() == 0
    record.click()
    form = page.get_by_label("يوم النشر").first.bounding_box()
    shown = page.locator("iframe").bounding_box()
    assert form and shown and form["x"] > shown["x"] + shown["width"]
    preview = page.frame_locator("iframe").locator("article").first
    expect(preview).to_have_attribute("dir", "rtl")
    expect(preview.locator("h1")).to_contain_text("وزارة التخطيط")
    expect(preview.locator("dt").first).to_contain_text("معرّف")
    assert_quiet(window)


def test_an_address_typed_in_shows_its_own_record(desk: Desk, window: Opened) -> None:
    """Decap CMS would go on showing the record before, and save it in the place of this one."""
    page = enter(window, desk, "/collections/commitments-nap5/entries/1")
    identity = page.locator("input[id^=id-field-]").first
    expect(identity).to_have_value("nap5/1")
    page.goto(f"{desk.address}/en/admin/#/collections/commitments-nap5/entries/2")
    expect(identity).to_have_value("nap5/2")
    page.goto(f"{desk.address}/en/admin/#/collections/news/new")
    expect(identity).to_have_value("")


def test_a_draft_is_read_again_and_saved_again(desk: Desk, window: Opened, tmp_path: Path) -> None:
    page = enter(window, desk, "/collections/commitments-nap5/entries/5")
    write(page, "short_title", en="Integrity")
    save(window)
    page.reload()
    expect(page.locator("textarea[id^=short_title-field-][id$=-en]")).to_have_value("Integrity")
    write(page, "summary", en="A commitment to strengthen integrity.")
    save(window)
    branch, path = "cms/commitments-nap5/5", "data/plans/nap5/commitments/5.yaml"
    assert list(desk.changed(branch)) == [path]
    assert "    A commitment to strengthen integrity." in desk.lines(branch, path)
    assert "  en: Integrity" in desk.lines(branch, path)
    lines = desk.lines(branch, path)
    told = [line.strip() for line in lines[lines.index("changes:") :] if "- field: " in line]
    assert told == ["- field: short_title.en", "- field: summary.en"]
    checked(desk, branch, tmp_path / "branch")


def test_an_organization_is_added_to_its_list(desk: Desk, window: Opened, tmp_path: Path) -> None:
    page = enter(window, desk, "/collections/lists/entries/organizations")
    add(page, "organizations")
    page.locator("input[id^=id-field-]:visible").last.fill("new-unit")
    write(page, "name", ar="وحدة جديدة", en="A new unit")
    choose(page, "type", "Unit")
    page.get_by_role("button", name="Add: the documents on which").last.click()
    choose(page, "document", "refresh-outcomes-report")
    save(window)
    branch, path = "cms/lists/organizations", "data/organizations.yaml"
    assert desk.changed(branch) == {path: (11, 0)}
    assert desk.lines(branch, path)[-12:] == [
        "",
        "- id: new-unit",
        f"  published: {TODAY}",
        f"  updated: {TODAY}",
        "  name:",
        "    original: ar",
        "    ar: وحدة جديدة",
        "    en: A new unit",
        "  type: unit",
        "  sources:",
        "    - document: refresh-outcomes-report",
        "",
    ]
    checked(desk, branch, tmp_path / "branch")
    assert_quiet(window)


def test_a_draft_is_sent_to_colleagues_when_it_is_in_review(desk: Desk, window: Opened) -> None:
    def sent() -> str:
        return desk.git("ls-remote", "--heads", "origin", "cms/*")

    page = enter(window, desk, "/collections/commitments-nap4/entries/1")
    write(page, "short_title", en="Partnership")
    save(window)
    branch = "cms/commitments-nap4/1"
    assert branch not in sent()
    page.get_by_role("button", name="Status: Draft").click()
    page.get_by_role("menuitem", name="In review").click()
    expect(page.get_by_role("button", name="Status: In review")).to_be_visible()
    assert branch in sent()
    # What is saved from now on is sent too.
    write(page, "short_title", en="Partnerships")
    save(window)
    assert desk.git("rev-parse", branch).strip() in sent()
    page.reload()
    page.get_by_role("button", name="Status: In review").click()
    page.get_by_role("menuitem", name="Ready").click()
    page.on("dialog", lambda dialog: dialog.accept())
    page.get_by_role("button", name="Publish").first.click()
    page.get_by_role("menuitem", name="Publish now").click()
    expect(page.get_by_text(f"Merging publishes: open a pull request at {branch}")).to_be_visible()


@pytest.mark.parametrize(
    ("remote", "address"),
    [
        ("https://github.com/unit/site.git", "https://github.com/unit/site/pull/new/cms/news/a"),
        ("git@github.com:unit/site.git", "https://github.com/unit/site/pull/new/cms/news/a"),
        (
            "ssh://git@gitlab.example.org:2222/open/gov/site",
            "https://gitlab.example.org/open/gov/site/-/merge_requests/new?merge_request%5Bsource_branch%5D=cms%2Fnews%2Fa",
        ),
        ("/srv/site.git", None),
    ],
)
def test_the_address_of_a_pull_request(desk: Desk, remote: str, address: str | None) -> None:
    former = desk.git("remote", "get-url", "origin").strip()
    desk.git("remote", "set-url", "origin", remote)
    try:
        assert Branches(desk.project, "HEAD").request_address("cms/news/a") == address
    finally:
        desk.git("remote", "set-url", "origin", former)


def test_nothing_is_published_without_a_pull_request_and_drafts_leave_the_files_alone(desk: Desk) -> None:
    assert desk.git("log", "--format=%s", "main") == "The project\n"
    assert desk.git("status", "--porcelain") == ""
    assert desk.git("worktree", "list").count("\n") == 1


@pytest.mark.parametrize("origin", ["https://example.org", "null"])
def test_no_other_website_can_save(desk: Desk, window: Opened, origin: str) -> None:
    answer = window.page.request.post(
        f"{desk.address}/api/v1", data={"action": "unpublishedEntries"}, headers={"Origin": origin}
    )
    assert answer.status == 403


@pytest.mark.parametrize(
    "path", ["../outside.yaml", "/etc/passwd", "data/../mkdocs.yml", "mkdocs.yml", "data/site.txt"]
)
def test_only_files_of_records_can_be_read_and_written(desk: Desk, window: Opened, path: str) -> None:
    asked = {"action": "getEntry", "params": {"path": path}}
    answer = window.page.request.post(f"{desk.address}/api/v1", data=asked)
    assert answer.status == 422 or answer.json()["data"] is None


def test_behind_the_web_server_the_editor_opens_under_its_policy(server: str, browser: Browser) -> None:
    """nginx sends the same policy as our own server, and with it the editor shows its first screen."""
    opened = Opened(browser.new_page())
    opened.watch(server)
    answer = opened.page.goto(f"{server}/admin/")
    assert answer
    assert answer.headers["content-security-policy"] == POLICY
    expect(opened.page.get_by_role("button").first).to_be_visible()
    opened.page.close()
    assert not opened.complaints


def test_what_was_not_saved_comes_back(desk: Desk, window: Opened) -> None:
    page = enter(window, desk, "/collections/news/new")
    page.on("dialog", lambda dialog: dialog.accept())
    field(page, "Stable id").fill("2026-11-19-lost")
    write(page, "title", ar="خبر", en="A post")
    page.wait_for_timeout(2500)  # a copy is kept every two seconds
    page.reload()
    expect(field(page, "Stable id")).to_have_value("2026-11-19-lost")
    expect(page.locator("textarea[id^=title-field-][id$=-en]")).to_have_value("A post")
