"""What loading gives besides the records: where they stand, and which files belong."""

from pathlib import Path

from ogp.loading.load import load
from ogp.problems import report
from ogp.translation import Translator


def test_where_a_value_of_a_record_stands(example: Path) -> None:
    loaded = load(example)
    assert loaded.register
    commitment = loaded.register.commitments["nap1/1"]
    standards = loaded.register.documents["standards"]
    file = "data/plans/nap1/commitments/1.yaml"
    assert loaded.locate(commitment, ()) == (file, 2, 1)
    assert loaded.locate(commitment, ("milestones", 1, "title")) == (file, 28, 12)
    assert loaded.locate(commitment, ("summary", "en"), "published") == (file, 10, 65)
    assert loaded.locate(commitment, ("summary", "en"), "nowhere")[:2] == (file, 10)
    assert loaded.locate(standards, ("url",)) == ("data/documents.yaml", 22, 8)


def test_the_texts_of_documents_come_with_the_register(example: Path) -> None:
    register = load(example).register
    assert register
    assert dict(register.transcripts) == {"report.txt": "The report of Exampleland.\nIts second line.\n"}
    assert dict(register.published) == {"/": 1, "/plans/nap1/": 2, "/plans/nap1/commitments/1/": 3}


def test_a_link_of_the_file_system_is_no_record(example: Path, english: Translator) -> None:
    target = example / "news/2031-04-01-call.yaml"
    (example / "news/2031-05-01-link.yaml").symlink_to(target)
    (example / ".hidden.yaml").write_text("a: [", encoding="utf-8")
    loaded = load(example)
    said = report(loaded.problems, english).splitlines()
    assert [line.partition(" — ")[0] for line in said] == [
        "data/news/2031-05-01-link.yaml:1:1: This is a link to another place, and no file"
    ]
    assert loaded.register is None
    assert ("news", "2031-05-01-link") in loaded.files.broken
