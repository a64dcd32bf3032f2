"""The answers of an online form become drafts of suggestions, and nobody's name enters the repository."""

import csv
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from built import ogp, project_copy

FORM = [
    "Timestamp", "البريد الإلكتروني *", "الاسم", "رقم الهاتف", "اختر الالتزام", "اكتب التعديل المقترح", "اكتب التزاما جديدا",
]  # fmt: skip
"""The headings of the made-up form, as people type and programs export them: a star, letters without their marks."""

PEOPLE = ("سعاد المثال", "خالد المثال", "ليلى المثال", "a@example.org", "b@example.org", "0791234567", "٠٧٩١٢٣٤٥٦٧")


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return project_copy(tmp_path / "project")


Write = Callable[..., Path]


@pytest.fixture
def answers(tmp_path: Path) -> Write:
    """Writes an export of the form: rows, separator, encoding."""

    def write(*rows: Sequence[str], separator: str = ",", encoding: str = "utf-8-sig") -> Path:
        path = tmp_path / "answers.csv"
        with path.open("w", encoding=encoding, newline="") as file:
            csv.writer(file, delimiter=separator).writerows([FORM, *rows])
        return path

    return write


CONSULTATION = """\
id: 2026-nap6-refresh
updated: 2026-11-26
title: {original: [ar, en], ar: دعوة عامة, en: Public call}
summary: {original: [ar, en], ar: دعوة لتقديم المقترحات., en: A call for suggestions.}
sources:
  - document: ogp-standards
plan: nap5
opens: 2026-04-08
closes: 2026-04-23
# A comment of the staff.
questions:
  - {number: 1, personal: true, text: {original: ar, ar: البريد الإلكتروني, en: E-mail}}
  - {number: 2, personal: true, text: {original: ar, ar: الاسم, en: Name}}
  - {number: 3, personal: true, text: {original: ar, ar: رقم الهاتف, en: Telephone}}
  - number: 4
    text: {original: ar, ar: اختر الالتزام, en: Choose the commitment}
    choices:
      - {original: ar, ar: الالتزام الأول, en: Commitment 1}
      - {original: ar, ar: الالتزام الثاني, en: Commitment 2}
      - {original: ar, ar: الالتزام الثالث, en: Commitment 3}
      - {original: ar, ar: الالتزام الرابع, en: Commitment 4}
      - {original: ar, ar: الالتزام الخامس, en: Commitment 5}
      - {original: ar, ar: الالتزام السادس, en: Commitment 6}
  - {number: 5, asks: amendment, text: {original: ar, ar: اكتب التعديل المقترح, en: Write the amendment}}
  - {number: 6, asks: new-commitment, text: {original: ar, ar: اكتب التزامًا جديدًا, en: Write a new commitment}}
"""

ROWS = (
    ("2026/04/09 3:15:11 م", "a@example.org", "سعاد المثال", "0791234567", "الالتزام الرابع", "مركز افتراضي للشباب", ""),
    ("2026/04/09 3:16:00 م", "a@example.org", "سعاد المثال", "0791234567", "الالتزام الرابع", "مركز افتراضي للشباب", ""),
    ("١٠/٠٤/٢٠٢٦", "b@example.org", "خالد المثال", "٠٧٧٧٧٧٧٧٧٧", "الالتزام الأول",
     "دليل للجمعيات، أنا خالد المثال ٠٧٩١٢٣٤٥٦٧", "مرصد للبيانات"),
    ("30/04/2026 10:00", "", "ليلى المثال", "", "الالتزام الرابع", "مركز إفتراضي للشباب.", "لا يوجد"),
    ("", "", "", "", "", "", ""),
)  # fmt: skip


@pytest.fixture
def call(project: Path) -> Path:
    """The record of a call whose form asks what the export answers."""
    path = project / "data/consultations/2026-nap6-refresh.yaml"
    path.write_text(CONSULTATION, encoding="utf-8")
    assert ogp("check", project=project).returncode == 0
    return path


def _import(project: Path, file: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return ogp("import-suggestions", str(file), "--consultation", "2026-nap6-refresh", *more, project=project)


@pytest.mark.parametrize(
    ("separator", "encoding"), [(",", "utf-8-sig"), (";", "utf-8"), ("\t", "utf-16"), (";", "cp1256")]
)
def test_the_answers_of_a_form_become_drafts(
    project: Path, call: Path, answers: Write, separator: str, encoding: str
) -> None:
    rows = (
        ROWS
        if encoding != "cp1256"
        else tuple(
            tuple(
                c.replace("١٠/٠٤/٢٠٢٦", "10/04/2026").translate(str.maketrans("٠١٢٣٤٥٦٧٨٩", "0123456789")) for c in row
            )
            for row in ROWS
        )
    )
    done = _import(project, answers(*rows, separator=separator, encoding=encoding))
    assert done.returncode == 0, done.stdout + done.stderr
    content = call.read_text(encoding="utf-8")
    assert content.startswith(CONSULTATION.rstrip("\n"))
    assert (
        content.removeprefix(CONSULTATION).strip()
        == """\
received:
  submitters: 3
  suggestions:
    - number: 1
      kind: amendment
      commitment: nap5/1
      text:
        original: ar
        ar: دليل للجمعيات، أنا […] […]
        missing: [en]
    - number: 2
      kind: amendment
      commitment: nap5/4
      text:
        original: ar
        ar: مركز افتراضي للشباب
        missing: [en]
    - number: 3
      kind: new-commitment
      text:
        original: ar
        ar: مرصد للبيانات
        missing: [en]"""
    )
    said = done.stdout.splitlines()
    assert "Row 3: the same person sent the same answers before; left out" in said
    assert "Row 5: sent on 2026-04-30, when the call was not open" in said
    assert "3 people answered" in said
    assert ogp("check", project=project).returncode == 0


def test_nothing_personal_enters_the_repository(project: Path, call: Path, answers: Write) -> None:
    done = _import(project, answers(*ROWS))
    everything = done.stdout + "".join(path.read_text("utf-8") for path in (project / "data").rglob("*.yaml"))
    assert not [person for person in PEOPLE if person in everything]


def test_importing_again_changes_nothing_and_new_answers_are_added(project: Path, call: Path, answers: Write) -> None:
    _import(project, answers(*ROWS))
    first = call.read_text(encoding="utf-8")
    again = _import(project, answers(*ROWS))
    assert "Nothing is new; no file was changed." in again.stdout
    assert call.read_text(encoding="utf-8") == first
    late = ("2026/04/20", "d@example.org", "أحمد", "", "الالتزام الثاني", "An English suggestion", "")
    _import(project, answers(*ROWS, late))
    content = call.read_text(encoding="utf-8")
    assert content.startswith(first.replace("submitters: 3", "submitters: 4").rstrip("\n"))
    assert content.endswith(
        "    - number: 4\n      kind: amendment\n      commitment: nap5/2\n      text:\n        original: en\n"
        "        en: An English suggestion\n        missing: [ar]\n"
    )
    assert ogp("check", project=project).returncode == 0


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file holds no answers"),
        (b"\xff\xfe\x00\xd8", "export the answers as CSV"),
        ("\ufeffاسم,رأي\nأ,ب\n".encode(), "says what it asks for"),
    ],
)
def test_a_file_that_is_no_export(project: Path, call: Path, tmp_path: Path, content: bytes, why: str) -> None:
    file = tmp_path / "bad.csv"
    file.write_bytes(content)
    done = _import(project, file)
    assert done.returncode == 1
    assert why in done.stderr
    assert "Traceback" not in done.stderr
    assert call.read_text(encoding="utf-8") == CONSULTATION


def test_an_unknown_consultation_or_document(project: Path, call: Path, answers: Write) -> None:
    file = answers(*ROWS)
    done = ogp("import-suggestions", str(file), "--consultation", "2026-nap6", project=project)
    assert "There is no consultation “2026-nap6”; there are: 2024-nap5-refresh, 2026-nap6-refresh" in done.stderr
    done = _import(project, file, "--source", "a-document")
    assert "There is no document “a-document” in documents.yaml" in done.stderr
