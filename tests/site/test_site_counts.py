"""What the five sources hold, counted on the built pages of both languages."""

from collections import Counter

import pytest
from bs4 import Tag

from built import LANGUAGES, Site, words

NAP5 = "plans/nap5/"
REFRESH = f"{NAP5}refresh/"
CONSULTATION = "consultations/2024-nap5-refresh/"
REVIEW = "meetings/2019-09-30-review/"
FORUM = "meetings/2021-11-25-msf/"
WORKSHOP = "meetings/2022-06-23-workshop/"

pytestmark = pytest.mark.parametrize("root", LANGUAGES.values(), ids=LANGUAGES)


def _commitments(site: Site, plan: str, count: int, root: str) -> dict[int, Tag]:
    return {number: site.article(f"{root}plans/{plan}/commitments/{number}/") for number in range(1, count + 1)}


def _rows(site: Site, address: str, section: str) -> list[Tag]:
    """The rows of the tables between the heading `section` and the next one of its level."""
    rows: list[Tag] = []
    for element in site.find(address, section).find_next_siblings():
        if element.name == "h2":
            break
        rows += element.select("tbody tr")
    return rows


def test_refresh(site: Site, root: str) -> None:
    page = site.article(f"{root}{REFRESH}")
    assert [e["id"] for e in page.select("li[id^=step-]")] == [f"step-{n}" for n in range(1, 11)]
    assert [e["id"] for e in page.select("li[id^=outcome-]")] == ["outcome-1", "outcome-2", "outcome-3"]


def test_table_1(site: Site, root: str) -> None:
    rows = site.article(f"{root}{REFRESH}activities/").select("tr[data-outcome]")
    assert [row["id"] for row in rows] == [f"a{n:02}" for n in range(1, 20)]
    assert Counter((row["data-commitment"], row["data-outcome"]) for row in rows) == {
        ("1", "added"): 3, ("1", "will-be-considered"): 1, ("1", "not-added"): 1,
        ("2", "added"): 2, ("2", "already-included"): 2,
        ("4", "added"): 3, ("4", "will-be-considered"): 3, ("4", "not-added"): 1,
        ("5", "added"): 2, ("5", "not-added"): 1,
    }  # fmt: skip
    justified = [row["id"] for row in rows if row.select("td")[-1].select_one(".ogp-prose")]
    assert len(justified) == 5
    assert {row["id"] for row in rows if row["data-outcome"] in ("already-included", "not-added")} == set(justified)


def test_every_row_says_its_outcome(site: Site, root: str) -> None:
    for table in ("activities", "new-commitments"):
        for row in site.article(f"{root}{REFRESH}{table}/").select("tbody tr[id]"):
            status = row.select(".ogp-status")
            assert len(status) == 1 and words(status[0])
            assert status[0]["data-status"] == row.get("data-outcome", "not-added")


@pytest.mark.parametrize("page", ["", REFRESH, NAP5, CONSULTATION])
def test_totals_of_table_1(site: Site, root: str, page: str) -> None:
    if page:
        table = site.article(f"{root}{page}").find("table", string=None, attrs={})
        assert table
        columns = [[words(cell) for cell in row.select("td")] for row in table.select("tbody tr, tfoot tr")]
        assert columns == [["10", "0"], ["2", "0"], ["4", "0"], ["3", "4"], ["19", "4"]]
    else:
        marks = site.article(root).select(".ogp-marks__row")
        assert [len(row.select("svg")) for row in marks] == [10, 2, 4, 3]


def test_table_2(site: Site, root: str) -> None:
    rows = site.article(f"{root}{REFRESH}new-commitments/").select("tbody tr[id]")
    assert [row["id"] for row in rows] == ["p1", "p2", "p3", "p4"]
    for row in rows:
        assert row.select_one("[data-status=not-added]") and row.select("td")[-1].select_one(".ogp-prose")


def test_suggestions(site: Site, root: str) -> None:
    page = site.article(f"{root}{CONSULTATION}")
    assert [e["id"] for e in page.select("li[id^=suggestion-]")] == [f"suggestion-{n}" for n in range(1, 9)]
    assert "9" in words(page.select_one(".ogp-facts")) or "تسع" in words(page.select_one(".ogp-facts"))  # type: ignore[arg-type]


def test_changes_on_the_commitments(site: Site, root: str) -> None:
    pages = _commitments(site, "nap5", 6, root)
    changes = {number: [e["id"] for e in page.select("[id^=change-a]")] for number, page in pages.items()}
    assert [len(changes[number]) for number in range(1, 7)] == [5, 4, 0, 7, 3, 0]
    assert sorted(id_ for ids in changes.values() for id_ in ids) == [f"change-a{n:02}" for n in range(1, 20)]


def test_forum_meeting(site: Site, root: str) -> None:
    address = f"{root}{FORUM}"
    assert len(_rows(site, address, "attendance")) == 13
    page = site.article(address)
    assert [e["id"] for e in page.select("section[id^=topic-]")] == [f"topic-{n}" for n in range(1, 5)]
    assert [e["id"] for e in page.select("li[id^=decision-]")] == [f"decision-{n}" for n in range(1, 4)]


def test_preparation_of_the_plan(site: Site, root: str) -> None:
    page = site.article(f"{root}{NAP5}")
    assert [e["id"] for e in page.select("li[id^=stage-]")] == [f"stage-{n}" for n in range(1, 8)]
    assert [e["id"] for e in page.select("tr[id^=draft-]")] == [f"draft-{n}" for n in range(1, 7)]


def test_workshop(site: Site, root: str) -> None:
    address = f"{root}{WORKSHOP}"
    page = site.article(address)
    points, unit = (table.select("tbody tr") for table in page.select("#attendance ~ .ogp-table"))
    assert (len(points), len(unit)) == (10, 2)
    governorates = next(p for p in page.select("p") if words(p).startswith(("8 ", "ثماني")))
    assert len(words(governorates).partition(":")[2].replace("،", ",").split(",")) == 8
    facts = words(page.select_one(".ogp-facts"))  # type: ignore[arg-type]
    assert all(number in facts for number in ("73", "37", "36"))


def test_recommendations_and_indicators(site: Site, root: str) -> None:
    pages = _commitments(site, "nap5", 6, root)
    advice = {n: [str(e["id"]) for e in page.select("li[id^=recommendation-]")] for n, page in pages.items()}
    indicators = {n: [str(e["id"]) for e in page.select("li[id^=indicator-]")] for n, page in pages.items()}
    under_milestones = {n: sum(i.count("-") == 2 for i in ids) for n, ids in advice.items()}
    assert {n: len(ids) for n, ids in advice.items()} == {1: 9, 2: 7, 3: 14, 4: 10, 5: 17, 6: 5}
    assert under_milestones == {1: 9, 2: 0, 3: 14, 4: 0, 5: 0, 6: 3}
    assert {n: len(ids) for n, ids in indicators.items()} == {1: 0, 2: 0, 3: 7, 4: 0, 5: 0, 6: 0}
    assert (sum(map(len, advice.values())), sum(under_milestones.values())) == (62, 26)

    linked = {
        (path, anchor)
        for path, anchor in site.links(f"{root}{WORKSHOP}", site.article(f"{root}{WORKSHOP}"))
        if anchor.startswith(("recommendation-", "indicator-"))
    }
    assert linked == {(f"{root}{NAP5}commitments/{n}/", i) for n in pages for i in advice[n] + indicators[n]}


def test_time_frames(site: Site, root: str) -> None:
    one = _commitments(site, "nap5", 6, root)[1]
    activities = [row.select("td")[1] for row in one.select("tr[id^=milestone-]")]
    stated = [cell for cell in activities if not cell.select_one(".ogp-unknown")]
    milestones = [
        p for p in one.select(".ogp-milestone > p") if words(p).startswith(("Time frame", "الإطار الزمني", "المدة"))
    ]
    assert (len(stated), len(milestones)) == (8, 3)


def test_focal_points(site: Site, root: str) -> None:
    pages = _commitments(site, "nap5", 6, root)
    found = {
        n: sum(
            words(p).startswith(("Focal point:", "ضابط الارتباط", "ضابط ارتباط")) for p in page.select("p.ogp-quiet")
        )
        for n, page in pages.items()
    }
    assert found == {1: 2, 2: 2, 3: 3, 4: 1, 5: 1, 6: 1}


def test_results_of_the_review(site: Site, root: str) -> None:
    review = site.article(f"{root}{REVIEW}")
    assert len(review.select("#results ~ div ol > li[id]")) == 23
    pages = _commitments(site, "nap4", 5, root)
    linked = {
        n: {anchor for path, anchor in site.links(f"{root}plans/nap4/commitments/{n}/", page.select_one("#results").parent)  # type: ignore[union-attr]
            if path == f"{root}{REVIEW}" and anchor in {e["id"] for e in review.select("li[id]")}}
        for n, page in pages.items()
    }  # fmt: skip
    assert {n: len(anchors) for n, anchors in linked.items()} == {1: 10, 2: 5, 3: 1, 4: 6, 5: 1}


@pytest.mark.parametrize(
    ("page", "anchor"),
    [
        (f"{NAP5}commitments/1/", "milestone-3"),
        (f"{NAP5}commitments/1/", "milestone-2-activity-3"),
        (f"{NAP5}commitments/3/", "recommendation-3-2"),
        (f"{NAP5}commitments/4/", "recommendation-5"),
        (f"{NAP5}commitments/3/", "indicator-1-2"),
        (f"{NAP5}commitments/2/", "change-a07"),
        (REFRESH, "step-4"),
        (REFRESH, "outcome-1"),
        (f"{REFRESH}activities/", "a07"),
        (f"{REFRESH}new-commitments/", "p2"),
        ("meetings/2024-07-30-msf/", "agenda-3"),
        (FORUM, "decision-2"),
        (FORUM, "topic-1"),
    ],
)
def test_promised_anchors(site: Site, root: str, page: str, anchor: str) -> None:
    assert words(site.find(f"{root}{page}", anchor))
