"""The register finds records by id and links them both ways."""

from collections.abc import Callable

import pytest

from ogp.records.base import Source, walk
from ogp.records.references import Ref
from ogp.register import Register


def test_records_come_in_the_order_of_their_numbers(real: Register) -> None:
    assert list(real.plans) == ["nap4", "nap5", "nap6"]
    assert [c.number for c in real.commitments_of(real.plans["nap5"])] == [1, 2, 3, 4, 5, 6]


def test_commitment_10_follows_9(example, register_of_example: Callable[[], Register]) -> None:
    text = (example / "plans/nap1/commitments/1.yaml").read_text(encoding="utf-8")
    for number in range(2, 11):
        (example / f"plans/nap1/commitments/{number}.yaml").write_text(
            text.replace("id: nap1/1", f"id: nap1/{number}").replace("number: 1\ntitle", f"number: {number}\ntitle"),
            encoding="utf-8",
        )
    register = register_of_example()
    assert [int(id_.rpartition("/")[2]) for id_ in register.commitments] == list(range(1, 11))


def test_every_reference_leads_there_and_back(real: Register) -> None:
    by_key = {(record.kind, record.id): record for record in real.records()}
    references = 0
    for record in real.records():
        for path, value in walk(record):
            if isinstance(value, Ref) and path[-1] != "document":
                references += 1
                assert record in real.linking(by_key[value.kind, str(value)])
            if isinstance(value, Source):
                references += 1
                assert record in real.citing(real.documents[value.document])
    assert references > 500


def test_nothing_links_without_a_reference(real: Register) -> None:
    for record in real.records():
        for other in real.linking(record):
            assert (record.kind, record.id) in {(v.kind, str(v)) for _, v in walk(other) if isinstance(v, Ref)}
    for document in real.documents.values():
        for other in real.citing(document):
            assert document.id in {v.document for _, v in walk(other) if isinstance(v, Source)}


def test_a_source_is_a_citation_and_no_link(real: Register) -> None:
    report = real.documents["refresh-outcomes-report"]
    post = real.news["2024-04-08-refresh-call"]
    assert post in real.citing(report)
    assert post in real.linking(report, "news")
    organization = real.organizations["ministry-of-planning-and-international-cooperation"]
    assert organization in real.citing(report)
    assert organization not in real.linking(report)


def test_links_of_one_kind_only(real: Register) -> None:
    meeting = real.meetings["2022-06-23-workshop"]
    assert {c.id for c in real.linking(meeting, "commitment")} == {f"nap5/{number}" for number in range(1, 7)}
    assert {other.kind for other in real.linking(meeting)} > {"commitment"}


def test_a_plan_with_its_refresh_and_its_activities(real: Register) -> None:
    refresh = real.refresh_of(real.plans["nap5"])
    assert refresh
    assert refresh.plan == "nap5"
    assert real.refresh_of(real.plans["nap4"]) is None
    activities = real.activities_of(real.commitments["nap5/4"])
    assert [(of.id, activity.id) for of, activity in activities] == [
        ("nap5/refresh", f"a{number}") for number in range(10, 17)
    ]
    assert real.activities_of(real.commitments["nap5/6"]) == ()


def test_every_published_text_is_at_hand(real: Register) -> None:
    files = {document.transcript.file for document in real.documents.values() if document.transcript}
    assert files == set(real.transcripts)
    assert len(files) == 5


def test_a_register_cannot_be_changed(real: Register) -> None:
    with pytest.raises(TypeError):
        real.plans["nap9"] = real.plans["nap5"]  # type: ignore[index]
