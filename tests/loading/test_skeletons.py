"""What a new record looks like, and what is said of an answer that will not do."""

from pathlib import Path

import pytest

from golden import Golden
from ogp.loading.skeletons import (
    UnknownRecordError,
    asked_for,
    complaints,
    inner_type,
    place_of,
    reference_in,
    skeleton,
)
from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.plan import Plan
from ogp.records.references import OrganizationRef, PlanRef
from ogp.records.refresh import Refresh
from ogp.translation import Translator

NEW = Path(__file__).with_name("skeletons")
LANGUAGES = ("ar", "en")


@pytest.mark.parametrize("type_", [Plan, Commitment, Refresh, Consultation, Meeting, NewsPost])
def test_a_new_record(type_: type[Record], golden: Golden, english: Translator) -> None:
    values = {"id": "some-id", "updated": "2032-01-01", "title": {"original": "en", "en": "A title", "missing": ["ar"]}}
    found = skeleton(type_, values, LANGUAGES, english)
    assert max(map(len, found.splitlines())) <= 130
    golden(NEW / f"{type_.kind}.yaml", found)


@pytest.mark.parametrize(
    ("type_", "id_", "path"),
    [
        (Plan, "nap7", "plans/nap7/plan.yaml"),
        (Commitment, "nap7/3", "plans/nap7/commitments/3.yaml"),
        (Refresh, "nap7/refresh", "plans/nap7/refresh.yaml"),
        (NewsPost, "2032-01-01-news", "news/2032-01-01-news.yaml"),
    ],
)
def test_the_place_of_a_new_record(type_: type[Record], id_: str, path: str) -> None:
    assert place_of(type_, id_) == path


@pytest.mark.parametrize(
    ("type_", "id_", "why"),
    [
        (Plan, "NAP 7", "“NAP 7” is not an id of this kind; write it like nap7:"),
        (Commitment, "nap7", "“nap7” is not an id of this kind; write it like nap7/1:"),
        (Meeting, "x y", "“x y” is not an id of this kind; write it like 2026-12-01-forum:"),
        (Document, "report", "Records of this kind stand together in one file: add it there"),
    ],
)
def test_an_id_without_a_place(type_: type[Record], id_: str, why: str, english: Translator) -> None:
    with pytest.raises(UnknownRecordError) as refused:
        place_of(type_, id_)
    assert english(refused.value.message).startswith(why)
    assert str(refused.value) == refused.value.message.text


def test_what_a_record_cannot_do_without() -> None:
    assert asked_for(NewsPost) == ("date", "title", "summary", "body", "sources")
    assert asked_for(Meeting) == ("type", "title", "summary", "date", "plan", "sources")


@pytest.mark.parametrize(
    ("name", "value", "fields"),
    [
        ("type", "workshop", []),
        ("type", "workshp", ["type"]),
        ("date", "2032-02-30", ["date"]),
        ("date", "2032-02", []),
        ("title", {"original": "en", "en": "Title", "ar": "عنوان"}, []),
        ("title", {"original": "en", "en": "Title"}, ["title"]),
        ("title", {"original": "fr", "en": "Title", "ar": "عنوان"}, ["title.original"]),
        ("sources", ({"document": "report"},), []),
        ("sources", ({},), ["sources[1].document"]),
    ],
)
def test_what_is_wrong_with_one_answer(name: str, value: object, fields: list[str]) -> None:
    assert [problem.field for problem in complaints(Meeting, name, value, LANGUAGES)] == fields


def test_what_fields_hold() -> None:
    fields = {name: info.annotation for name, info in Meeting.model_fields.items()}
    assert inner_type(fields["organizers"]) is reference_in(fields["organizers"]) is OrganizationRef
    assert reference_in(fields["plan"]) is PlanRef
    assert reference_in(fields["title"]) is None
    assert inner_type(fields["online"]) is bool
