"""What staff do without programming: a new record, what is due, what lacks a translation."""

import re
import subprocess
from pathlib import Path

import pytest

from built import TODAY, ogp, project_copy


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project under version control."""
    copy = project_copy(tmp_path / "project")
    _git(copy, "init", "--quiet")
    _commit(copy)
    return copy


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


def _commit(project: Path) -> None:
    _git(project, "add", "data")
    _git(project, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "Records")


def _new(project: Path, kind: str, id_: str, *answers: str, **settings: str) -> str:
    done = ogp("new", kind, id_, project=project, answers="\n".join([*answers, ""]), **settings)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


NEWS = ("", "خبر", "News", "ملخص", "Summary", "نص", "Text", "ogp-standards")


def test_a_new_record_is_valid_and_says_what_each_field_is_for(project: Path) -> None:
    said = _new(project, "news", "2026-11-26-something", *NEWS)
    assert "Written: data/news/2026-11-26-something.yaml" in said
    assert "This is still to be done" not in said
    content = (project / "data/news/2026-11-26-something.yaml").read_text(encoding="utf-8")
    assert "# Headline.\ntitle:\n  original: [ar, en]\n  ar: خبر\n  en: News\n" in content
    assert f"published: {TODAY}\n" in content and f"updated: {TODAY}\n" in content
    assert "# related:\n#   plans: […]\n" in content
    assert ogp("check", project=project).returncode == 0


def test_what_cannot_be_left_empty_is_asked_for_again(project: Path) -> None:
    answers = ("", "", "", "خبر", "", "ملخص", "Summary", "نص", "Text", "", "ogp-standards")
    said = _new(project, "news", "2026-11-26-something", *answers)
    assert "Write it in one language at least" in said and "This cannot be left empty" in said
    content = (project / "data/news/2026-11-26-something.yaml").read_text(encoding="utf-8")
    assert "title:\n  original: [ar]\n  ar: خبر\n  missing: [en]\n" in content


KINDS = {
    "news": ("2026-11-26-something", NEWS),
    "meeting": (
        "2026-11-26-msf",
        ("forum-meeting", "اجتماع", "Meeting", "ملخص", "Summary", "", "nap5", "ogp-standards"),
    ),
    "consultation": ("2026-nap6", ("دعوة", "Call", "ملخص", "Summary", "nap6", "ogp-standards")),
    "commitment": ("nap6/1", ("", "عنوان", "Title", "قصير", "Short", "ملخص", "Summary", "ogp-standards")),
    "plan": (
        "nap7",
        (
            "7",
            "خطة",
            "Plan",
            "خطة",
            "Plan",
            "ملخص",
            "Summary",
            "in-preparation",
            "2029-07",
            "2033-06",
            "",
            "ogp-standards",
        ),
    ),
    "refresh": ("nap6/refresh", ("تحديث", "Refresh", "ملخص", "Summary", "ogp-standards")),
}


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_can_be_begun(project: Path, kind: str) -> None:
    id_, answers = KINDS[kind]
    said = _new(project, kind, id_, *answers)
    assert "This is still to be done" not in said, said
    assert ogp("check", project=project).returncode == 0


def test_the_questions_are_asked_in_arabic(project: Path) -> None:
    said = _new(project, "news", "2026-11-26-something", *NEWS, OGP_LANG="ar")
    assert "title: عنوان الخبر." in said
    assert "Headline" not in said
    assert "# عنوان الخبر.\ntitle:" in (project / "data/news/2026-11-26-something.yaml").read_text(encoding="utf-8")


def test_a_wrong_answer_is_asked_for_again(project: Path) -> None:
    answers = ("workshp", "workshop", "اجتماع", "", "ملخص", "", "2026-13-01", "2026-11-20", "nap5", "ogp-standards")
    said = _new(project, "meeting", "2026-11-20-workshop", *answers)
    assert "“workshp” is not one of the possible values" in said
    assert "Did you mean “workshop”?" in said
    assert "There is no such day as “2026-13-01”" in said
    content = (project / "data/meetings/2026-11-20-workshop.yaml").read_text(encoding="utf-8")
    assert "  original: [ar]\n  ar: اجتماع\n  missing: [en]\n" in content


@pytest.mark.parametrize(
    ("kind", "id_", "why"),
    [
        ("news", "2024-08-25-refresh-outcomes", "data/news/2024-08-25-refresh-outcomes.yaml is there already"),
        ("commitment", "nap5", "“nap5” is not an id of this kind; write it like nap7/1"),
        ("news", "Über uns", "“Über uns” is not an id of this kind"),
    ],
)
def test_an_id_that_cannot_be(project: Path, kind: str, id_: str, why: str) -> None:
    before = {path: path.read_bytes() for path in (project / "data").rglob("*.yaml")}
    done = ogp("new", kind, id_, project=project, answers="")
    assert done.returncode == 1
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert before == {path: path.read_bytes() for path in (project / "data").rglob("*.yaml")}


def _due(project: Path) -> None:
    """Gives two commitments of the fifth plan a milestone with a due date each."""
    for number, day in (("4", "2024-12-31"), ("2", "2025-02-15")):
        path = project / f"data/plans/nap5/commitments/{number}.yaml"
        text = "{original: en, ar: محور, en: A milestone}"
        sources = "[{document: refresh-outcomes-report, at: table 1}]"
        lines = f"milestones:\n  - {{number: 1, title: {text}, due: {{original: {day}}}, sources: {sources}}}\n"
        content = path.read_text(encoding="utf-8")
        assert "\nmilestones:" not in content
        path.write_text(f"{content}{lines}", encoding="utf-8")


def test_what_is_due_on_a_day(project: Path) -> None:
    _due(project)
    done = ogp("status", "--today", "2025-01-10", project=project)
    assert done.returncode == 0, done.stdout + done.stderr
    sections = {part.split("\n")[0]: part for part in done.stdout.strip().split("\n\n")}
    assert "2024-12-31: Commitment 4" in sections["Overdue"]
    assert "10 days overdue" in sections["Overdue"]
    assert "due in 36 days" in sections["Due soon"]
    assert sections["Progress not reported"].count("no progress report yet") >= 6
    assert "2025-01-30: The forum meets at least every six months" in sections["What OGP requires next"]
    arabic = ogp("status", "--today", "2025-01-10", "--lang", "ar", "--markdown", project=project).stdout
    assert "## " in arabic
    assert "متأخر" in arabic
    assert "overdue" not in arabic
    bad = ogp("status", "--today", "yesterday", project=project)
    assert (bad.returncode, "“yesterday” is not a day" in bad.stderr) == (1, True)


def test_what_lacks_a_translation_or_has_an_old_one(project: Path) -> None:
    before = ogp("translate", project=project).stdout.splitlines()
    assert before == ["0 texts to translate"]
    path = project / "data/meetings/2024-06-02-workshop.yaml"
    content = path.read_text(encoding="utf-8")
    original = "  ar: مشروع «معاً من أجل إدارة عامة خاضعة للمساءلة وشفافة في الأردن»"
    assert content.count("title:\n  original: ar\n") == 1
    path.write_text(
        content.replace("ورشة عمل مع مؤسسات المجتمع المدني: تحديث", "ورشة عمل مع المجتمع المدني: تحديث", 1), "utf-8"
    )
    _new(project, "news", "2026-11-26-something", "", "خبر", "", "ملخص", "", "نص", "", "ogp-standards")
    found = ogp("translate", project=project).stdout.splitlines()
    assert original
    assert [line.split(": ", 1)[1] for line in found[:-1]] == [
        "title: the original has changed since it was translated into en",
        "title: not yet translated into en",
        "summary: not yet translated into en",
        "body: not yet translated into en",
    ]
    _commit(project)
    assert len(ogp("translate", project=project).stdout.splitlines()) == len(found)


def test_help_and_slips_are_told_in_the_language_asked_for() -> None:
    def said(*arguments: str, **settings: str) -> str:
        done = ogp(*arguments, **settings)
        return done.stdout + done.stderr

    whole = said("--help", OGP_LANG="ar")
    assert "الاستعمال: ogp" in whole and "الأوامر:" in whole
    commands = re.findall(r"^  ([a-z-]+) +(\S.*)$", whole, re.MULTILINE)
    assert len(commands) > 15
    for name, summary in commands:
        assert re.match(r"[\u0600-\u06ff]", summary), summary
        assert not re.search(r"[A-Za-z]{2,} [a-z]{2,} [a-z]{2,}", said(name, "--lang", "ar", "--help")), name
    slip = said("new", "--lang=ar", "nws", "x")
    assert "خطأ: قيمة غير صالحة" in slip and "ليس من هذه: 'news'" in slip
    assert "لا يوجد أمر باسم" in said("chek", OGP_LANG="ar")
    assert "Usage: ogp new" in said("new", "--help")
