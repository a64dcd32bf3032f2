"""What every page says besides its own content: version, sources, names of fields."""

from collections.abc import Callable
from datetime import date
from hashlib import sha256

import pytest

from ogp.messages import message
from ogp.records.base import Item, Source
from ogp.records.commitment import Commitment
from ogp.records.meeting import Meeting
from ogp.records.place import Place
from ogp.records.references import DocumentRef
from ogp.register import Register
from ogp.translation import Translator
from ogp.views.fields import described
from ogp.views.page import PageView, Version, version_of
from ogp.views.sources import shared_sources


@pytest.fixture
def register(register_of_example: Callable[[], Register]) -> Register:
    return register_of_example()


def test_the_version_of_one_record_and_of_several(register: Register) -> None:
    plan, meeting = register.plans["nap1"], register.meetings["2031-05-20-workshop"]
    later = meeting.model_copy(update={"updated": date(2032, 2, 1)})
    assert version_of([]) is None
    assert version_of([plan, plan]) == Version(date(2032, 1, 1), plan.digest[:12])
    whole = sha256((later.digest + plan.digest).encode()).hexdigest()
    assert version_of([plan, later]) == version_of([later, plan]) == Version(date(2032, 2, 1), whole[:12])


def test_a_version_has_a_name() -> None:
    assert Version(date(2032, 2, 1), "abc").name == "2032-02-01-abc"
    assert Version(date(2032, 2, 1), "").name == "2032-02-01"


def test_a_page_of_nothing_has_neither_day_nor_version() -> None:
    view = PageView(heading=message("a"), title=message("a"), description=message("a"))
    assert (view.updated, view.version, view.sources, view.cited, view.notes) == (None, None, (), (), ())


def test_the_documents_of_single_items_follow_the_sources_of_the_record(register: Register) -> None:
    plan = register.plans["nap1"]
    stage = plan.preparation[0].model_copy(
        update={"sources": (Source(document=DocumentRef("standards")), *plan.sources)}
    )
    events = (plan.events[0].model_copy(update={"sources": (Source(document=DocumentRef("another")),)}),)
    changed = plan.model_copy(update={"preparation": (stage,), "events": events})
    view = PageView(heading=plan.title, title=plan.title, description=plan.summary, record=changed)
    assert [(source.document, source.at and source.at.root) for source in view.sources] == [
        ("report", "introduction"), ("another", None), ("standards", None),
    ]  # fmt: skip
    assert view.version == version_of([changed])


@pytest.mark.parametrize(
    ("type_", "field", "said"),
    [
        (Meeting, "title", "Title of the meeting."),
        (Meeting, "title.ar", "Title of the meeting."),
        (Meeting, "agenda[1].title", "What the item was, word for word in its original language."),
        (Meeting, "agenda[1]", "The agenda, in order."),
        (Meeting, "attendance.women", "How many of them were women."),
        (Commitment, "milestones[2].activities[1].due.original", "The due date first planned."),
        (Meeting, "nothing", None),
    ],
)
def test_what_a_field_is_called(
    type_: type[Meeting | Commitment], field: str, said: str | None, english: Translator
) -> None:
    found = described(type_, field)
    assert (english(found) if found else None) == said


def _item(*sources: tuple[str, str | None]) -> Item:
    return Item(sources=tuple(Source(document=DocumentRef(id_), at=Place(at) if at else None) for id_, at in sources))


def test_sources_of_a_list_are_said_once_with_the_place_that_they_have_in_common() -> None:
    items = (
        _item(("report", "table 1, commitment 4, row 1"), ("minutes", "page 2")),
        _item(("report", "table 1, commitment 4, row 2")),
        _item(("annex", None), ("minutes", "page 3")),
        _item(("annex", "page 1")),
    )
    assert [(source.document, source.at and source.at.root) for source in shared_sources(items)] == [
        ("report", "table 1, commitment 4"), ("minutes", None), ("annex", None),
    ]  # fmt: skip
    assert [source.at and source.at.root for source in shared_sources(items[:1])] == [
        "table 1, commitment 4, row 1", "page 2",
    ]  # fmt: skip
    assert shared_sources(()) == ()
