"""A file that there was not before is written in the style of the house, with its day."""

from datetime import date

import pytest

from ogp.loading.layout import kind_of
from ogp.loading.restoring import UnreadableError, restored

DAY = date(2032, 2, 1)


def new(path: str, content: str, day: date | None = DAY) -> str:
    found = kind_of(path)
    assert found
    return restored(found[0], None, content, day=day)


def test_a_new_record_begins_with_its_id_and_day() -> None:
    content = "title: {original: [en], en: News, ar: خبر}\nupdated: 2031-01-01\nid: 2032-02-01-news\n"
    assert new("news/2032-02-01-news.yaml", content) == (
        "id: 2032-02-01-news\nupdated: 2031-01-01\ntitle:\n  original: en\n  en: News\n  ar: خبر\n"
    )


def test_a_record_without_an_id_gets_its_day_first() -> None:
    assert new("news/2032-02-01-news.yaml", "date: 2032-02-01\n") == "updated: 2032-02-01\ndate: 2032-02-01\n"


def test_new_records_in_a_list_stand_apart() -> None:
    content = "[{id: a, type: unit}, {id: b, type: forum}]"
    assert new("organizations.yaml", content) == (
        "- id: a\n  updated: 2032-02-01\n  type: unit\n\n- id: b\n  updated: 2032-02-01\n  type: forum\n"
    )
    assert new("organizations.yaml", content, None) == "- id: a\n  type: unit\n\n- id: b\n  type: forum\n"


def test_what_has_no_history_gets_no_day() -> None:
    assert new("redirects.yaml", "[{old: /a/, to: /b/}]") == "- old: /a/\n  to: /b/\n"


@pytest.mark.parametrize("content", ["", "a: [", "a: 1\na: 2"])
def test_what_cannot_be_read_is_not_written(content: str) -> None:
    with pytest.raises(UnreadableError):
        new("news/a.yaml", content)
