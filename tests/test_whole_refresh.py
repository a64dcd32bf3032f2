"""A whole refresh of an invented plan, from its first file to the published pages, by what staff have and no programming.

Everything happens in a copy of the project; the people, suggestions and answers are made up.
"""

import csv
import io
import subprocess
from pathlib import Path

import pypdf
import pytest
from bs4 import BeautifulSoup

from built import ogp, project_copy, words

NEW = {
    ("plan", "nap9"): ("9", "الخطة التاسعة", "Ninth plan", "التاسعة", "Ninth", "ملخص", "Summary", "adopted", "2023-01",
                       "2026-12", "", "ogp-standards"),
    ("commitment", "nap9/1"): ("", "بيانات مفتوحة", "Open data", "بيانات", "Data", "ملخص", "Summary", "ogp-standards"),
    ("commitment", "nap9/2"): ("", "مشاركة الشباب", "Youth", "شباب", "Youth", "ملخص", "Summary", "ogp-standards"),
    ("consultation", "2025-nap9"): ("دعوة لتحديث الخطة", "Call on the refresh", "ملخص", "Summary", "nap9", "ogp-standards"),
    ("refresh", "nap9/refresh"): ("تحديث الخطة التاسعة", "Refresh of the ninth plan", "ملخص", "Summary", "ogp-standards"),
    ("news", "2025-06-15-outcomes"): ("", "نتائج التحديث", "Outcomes of the refresh", "ملخص", "Summary", "نص", "Text",
                                      "ogp-standards"),
    ("meeting", "2025-04-10-workshop"): ("workshop", "ورشة", "Workshop", "ملخص", "Summary", "", "nap9", "ogp-standards"),
}  # fmt: skip

CALL = """
refresh: nap9/refresh
opens: 2025-03-01
closes: 2025-03-20
questions:
  - {number: 1, personal: true, text: {original: ar, ar: الاسم, en: Name}}
  - number: 2
    text: {original: ar, ar: الالتزام, en: Commitment}
    choices: [{original: ar, ar: الأول, en: First}, {original: ar, ar: الثاني, en: Second}]
  - {number: 3, asks: amendment, text: {original: ar, ar: التعديل, en: Amendment}}
  - {number: 4, asks: new-commitment, text: {original: ar, ar: التزام جديد, en: New commitment}}
"""

ANSWERS = (
    ("الاسم", "الالتزام", "التعديل", "التزام جديد"),
    ("سعاد", "الأول", "نشر البيانات كل شهر", ""),
    ("خالد", "الثاني", "منصة للشباب", "مرصد للنزاهة"),
)

ANSWERED = """
consultation: 2025-nap9
timeline_published: 2025-02-10
activities:
  - id: a01
    commitment: nap9/1
    text: {original: ar, ar: نشر البيانات كل شهر, en: Publish the data every month}
    outcome: added
  - id: a02
    commitment: nap9/2
    text: {original: ar, ar: منصة للشباب, en: A platform for young people}
    outcome: not-added
    justification: {original: ar, ar: المنصة قائمة أصلًا., en: There is such a platform.}
proposals:
  - id: p1
    title: {original: ar, ar: مرصد للنزاهة, en: An integrity observatory}
    outcome: not-added
    justification: {original: ar, ar: يحتاج إلى تشريع., en: It needs a law.}
outcomes:
  - {number: 1, text: {original: ar, ar: أضيف نشاط واحد., en: One activity was added.}}
approvals:
  - {date: 2025-06-01, body: {original: ar, ar: الفريق الوطني, en: The forum}}
news: [2025-06-15-outcomes]
"""

STEPS = """steps:
  - number: 1
    title: {original: ar, ar: دعوة عامة, en: Public call}
    text: {original: ar, ar: فُتح باب المشاركة., en: The call was opened.}
    consultation: 2025-nap9
    dates:
      - {date: 2025-03-01, until: 2025-03-20, text: {original: ar, ar: كان الباب مفتوحًا., en: The call was open.}}
  - number: 2
    title: {original: ar, ar: ورشة, en: Workshop}
    text: {original: ar, ar: عُقدت ورشة., en: A workshop was held.}
    meetings: [2025-04-10-workshop]
"""


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_copy(tmp_path / "project")


def _status(project: Path, day: str) -> str:
    done = ogp("status", "--today", day, project=project)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def _add(project: Path, file: str, text: str) -> None:
    """Writes fields to the end of a record, as staff do who take them out of the comments."""
    path = project / "data" / file
    path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")


def _replace(project: Path, file: str, old: str, new: str) -> None:
    path = project / "data" / file
    content = path.read_text(encoding="utf-8")
    assert content.count(old) == 1, (old, content)
    path.write_text(content.replace(old, new), encoding="utf-8")


def test_a_whole_refresh_from_the_first_file_to_the_published_pages(project: Path, tmp_path: Path) -> None:
    for (kind, id_), answers in NEW.items():
        done = ogp("new", kind, id_, project=project, answers="\n".join([*answers, ""]))
        assert done.returncode == 0, done.stdout + done.stderr
    _add(project, "consultations/2025-nap9.yaml", CALL)
    refresh = "plans/nap9/refresh.yaml"
    _add(project, refresh, "\nconsultation: 2025-nap9\n")
    _before_the_call(project, refresh)
    _imported(project, tmp_path)

    # A refusal without a reason is refused by the checker.
    _replace(project, refresh, "\nconsultation: 2025-nap9\ntimeline_published: 2025-02-10\n", "")
    _replace(project, refresh, "steps: []\n", STEPS)
    bare = ANSWERED.replace("    justification: {original: ar, ar: يحتاج إلى تشريع., en: It needs a law.}\n", "")
    _add(project, refresh, bare)
    done = ogp("check", project=project)
    assert done.returncode == 1
    assert refresh in done.stdout and "justification" in done.stdout
    _replace(project, refresh, bare, ANSWERED)
    _replace(project, "consultations/2025-nap9.yaml", "    - number: 3\n", "    - number: 3\n      proposal: p1\n")
    done = ogp("check", project=project)
    assert done.returncode == 0, done.stdout
    said = _status(project, "2025-07-01")
    assert "Midterm refresh (Ninth)" not in said
    assert "has no answer" not in said

    _published(project)


def _before_the_call(project: Path, refresh: str) -> None:
    """The timeline is owed two weeks ahead, and so are the steps."""
    said = _status(project, "2025-02-05")
    assert (
        "2025-02-15: Call on the refresh: publish the timeline of the refresh two weeks before the call opens" in said
    )
    assert "Midterm refresh (Ninth): enter the steps, each with its dates" in said
    late = _status(project, "2025-02-20").split("\n\n")
    assert any(part.strip().startswith("Overdue") and "publish the timeline" in part for part in late)
    _replace(project, refresh, "\nconsultation: 2025-nap9\n", "")
    _add(project, refresh, "\nconsultation: 2025-nap9\ntimeline_published: 2025-02-10\n")
    assert "publish the timeline" not in _status(project, "2025-02-20")


def _imported(project: Path, tmp_path: Path) -> None:
    """The call is open, then closed: what came in is imported, without names."""
    assert "Call on the refresh: open for 10 more days" in _status(project, "2025-03-10")
    assert "import what came in" in _status(project, "2025-03-21")
    export = tmp_path / "answers.csv"
    with export.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows(ANSWERS)
    done = ogp("import-suggestions", str(export), "--consultation", "2025-nap9", project=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "سعاد" not in (project / "data/consultations/2025-nap9.yaml").read_text(encoding="utf-8")
    said = _status(project, "2025-04-01")
    assert "suggestion 3 has no answer: “مرصد للنزاهة”" in said
    assert said.count("has no answer") == 3
    assert "enter the proposals with their outcomes and reasoned responses" in said


def _published(project: Path) -> None:
    """Page, tables, trace, standards and report say it."""
    assert ogp("addresses", project=project).returncode == 0
    done = ogp("build", project=project)
    assert done.returncode == 0, done.stdout + done.stderr
    site = project / "site"

    def page(address: str) -> str:
        article = BeautifulSoup((site / address / "index.html").read_bytes(), "lxml").article
        assert article
        return words(article)

    assert "A platform for young people Unofficial translation" in page("en/plans/nap9/refresh/activities/")
    assert "There is such a platform." in page("en/plans/nap9/refresh/activities/")
    assert "مرصد للنزاهة" in page("plans/nap9/refresh/new-commitments/")
    assert "The reasoned response" in page("en/consultations/2025-nap9/")
    assert "The timeline was published 19 days before the call opened." in page("en/standards/")
    rows = list(
        csv.DictReader(io.StringIO((site / "data/csv/proposed_activities.csv").read_text("utf-8-sig"), newline=""))
    )
    assert [row["outcome"] for row in rows if row["record"] == "nap9/refresh"] == ["added", "not-added"]
    report = pypdf.PdfReader(site / "en/plans/nap9/refresh/refresh-outcomes-report.pdf")
    text = "\n".join(sheet.extract_text() for sheet in report.pages)
    for part in (
        "Publish the data every month",
        "It needs a law.",
        "One activity was added.",
        "The forum",
        "The call was open.",
    ):
        assert part in text, part
    assert (site / "plans/nap9/refresh/refresh-outcomes-report.docx").is_file()


def test_nothing_of_it_is_in_the_real_records() -> None:
    done = subprocess.run(["git", "grep", "-l", "nap9", "--", "data"], capture_output=True, text=True, check=False)
    assert done.stdout == ""
