"""The plan before and after its refresh, on the page as its readers see it, against the records."""

import pytest

from built import Site, words
from ogp.records.refresh import Outcome
from ogp.register import Register

ADDRESS = "plans/nap5/refresh/before-after/"
ADDED = {"en": "10 activities added, in 4 commitments", "ar": "أُضيفت 10 أنشطة، في 4 التزامات"}


@pytest.mark.parametrize(("code", "root"), [("ar", "/"), ("en", "/en/")])
def test_every_activity_stands_on_its_side_of_its_commitment(site: Site, real: Register, code: str, root: str) -> None:
    page = site.article(root + ADDRESS)
    tables = page.select(".ogp-table:has(.ogp-before-after)")
    refresh = real.refreshes["nap5/refresh"]
    commitments = real.commitments_of(real.plans["nap5"])
    assert len(tables) == len(commitments)
    for commitment, table in zip(commitments, tables, strict=True):
        sides: dict[str, set[str]] = {"before": set(), "after": set()}
        for row in table.select("tbody tr"):
            cells = row.select("td")
            sides["before"] |= {words(link) for link in cells[0].select("p > a")}
            sides["after"] |= {words(link) for cell in cells[1:] for link in cell.select("p > a")}
        own = [one for one in refresh.activities if one.commitment == commitment.id]
        wanted = {
            outcome: {" ".join(one.text.side(code).text.split()) for one in own if one.outcome is outcome}
            for outcome in Outcome
        }
        assert sides == {"before": wanted[Outcome.ALREADY_INCLUDED], "after": wanted[Outcome.ADDED]}


@pytest.mark.parametrize(("code", "root"), [("ar", "/"), ("en", "/en/")])
def test_the_page_says_how_much_was_added(site: Site, code: str, root: str) -> None:
    assert ADDED[code] in words(site.article(root + ADDRESS))


def test_the_refresh_and_its_tables_lead_to_the_page(site: Site) -> None:
    for address in ("/plans/nap5/refresh/", "/plans/nap5/refresh/activities/", "/plans/nap5/"):
        assert (f"/{ADDRESS}", "") in site.links(address, site.article(address))


def test_a_link_of_an_activity_leads_to_its_answer(site: Site) -> None:
    for link in site.article(f"/{ADDRESS}").select(".ogp-added p > a"):
        path, anchor = site.target(f"/{ADDRESS}", str(link["href"]))
        assert path == "/plans/nap5/refresh/activities/"
        assert words(link) in words(site.find(path, anchor))
