"""From each suggestion by links to its outcome and the commitment's change, and back."""

import pytest
from bs4 import Tag

from built import LANGUAGES, Site

REFRESH = "plans/nap5/refresh/"
CONSULTATION = "consultations/2024-nap5-refresh/"
AMENDED = {1: range(1, 6), 2: range(6, 10), 4: range(10, 17), 5: range(17, 20)}

pytestmark = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)


def _outcome(element: Tag) -> str:
    statuses = {status["data-status"] for status in element.select("[data-status]")}
    assert len(statuses) == 1, str(element)[:300]
    return str(statuses.pop())


def _linked(site: Site, address: str, anchor: str) -> set[tuple[str, str]]:
    return set(site.links(address, site.find(address, anchor)))


@pytest.mark.parametrize(("suggestion", "commitment"), list(enumerate(AMENDED, 1)))
def test_suggested_amendment(site: Site, root: str, suggestion: int, commitment: int) -> None:
    table, page, call = (
        f"{root}{REFRESH}activities/",
        f"{root}plans/nap5/commitments/{commitment}/",
        f"{root}{CONSULTATION}",
    )
    origin = (call, f"suggestion-{suggestion}")
    out = _linked(site, *origin)
    assert (page, "") in out
    assert {anchor for path, anchor in out if path == table} == {f"a{n:02}" for n in AMENDED[commitment]}
    for number in AMENDED[commitment]:
        row, change = (table, f"a{number:02}"), (page, f"change-a{number:02}")
        assert {change, origin} <= _linked(site, *row)
        assert {row, origin} <= _linked(site, *change)
        assert _outcome(site.find(*row)) == _outcome(site.find(*change))


@pytest.mark.parametrize("number", range(1, 5))
def test_suggested_commitment(site: Site, root: str, number: int) -> None:
    row = (f"{root}{REFRESH}new-commitments/", f"p{number}")
    origin = (f"{root}{CONSULTATION}", f"suggestion-{number + 4}")
    assert row in _linked(site, *origin)
    assert origin in _linked(site, *row)
    assert _outcome(site.find(*row)) == _outcome(site.find(*origin)) == "not-added"


def test_table_1_and_the_commitments_show_the_same_outcomes(site: Site, root: str) -> None:
    table = f"{root}{REFRESH}activities/"
    for row in site.article(table).select("tr[data-outcome]"):
        change = (f"{root}plans/nap5/commitments/{row['data-commitment']}/", f"change-{row['id']}")
        assert change in site.links(table, row)
        assert (table, row["id"]) in _linked(site, *change)
        assert _outcome(row) == _outcome(site.find(*change)) == row["data-outcome"]


def test_meetings_stand_on_the_way(site: Site, root: str) -> None:
    for number in range(1, 9):
        paths = {path for path, _ in _linked(site, f"{root}{CONSULTATION}", f"suggestion-{number}")}
        assert {f"{root}meetings/2024-05-06-focal-points/", f"{root}meetings/2024-06-02-workshop/"} <= paths
