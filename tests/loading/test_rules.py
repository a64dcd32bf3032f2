"""The rules across fields and records: every one is shown by a case, and here are their edges."""

import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from ogp.loading.files import Files, read_files
from ogp.loading.rules import RULES, RULES_OF_A_FILE
from ogp.problems import Problem

Change = Callable[..., None]
Report = Callable[[], list[str]]

CASES = Path(__file__).parents[1] / "cases"
PLAN = "plans/nap1/plan.yaml"
COMMITMENT = "plans/nap1/commitments/1.yaml"
REFRESH = "plans/nap1/refresh.yaml"
CALL = "consultations/2031-refresh.yaml"
MEETING = "meetings/2031-05-20-workshop.yaml"
NEWS = "news/2031-04-01-call.yaml"

CASE_OF_RULE = {
    "ids_fit_addresses": "id-not-fit-for-address",
    "ids_are_unique": "duplicate-id",
    "numbers_fit_ids": "number-differs-from-id",
    "numbering_has_no_undeclared_gap": "undeclared-gap",
    "references_exist": "unknown-reference",
    "milestones_exist": "unknown-milestone",
    "proposed_milestones_exist": "unknown-milestone",
    "proposals_exist": "unknown-proposal",
    "ends_follow_starts": "ends-before-start",
    "changes_are_not_after_update": "changes-after-update",
    "records_have_sources": "missing-source",
    "refusals_are_justified": "not-added-without-justification",
    "slow_progress_names_challenges": "not-started-without-challenges",
    "attendance_adds_up": "attendance-does-not-add-up",
    "documents_can_be_seen": "document-that-cannot-be-seen",
    "dead_addresses_are_known": "dead-address",
    "transcripts_are_intact": "transcript-changed",
    "no_markup_in_text": "unsafe-html",
    "texts_are_not_tangled": "tangled-text",
    "links_are_safe": "unsafe-link",
    "links_are_whole": "unclosed-link",
    "lists_are_lists": "glued-list",
    "languages_are_not_mixed_up": "languages-mixed-up",
    "references_are_not_repeated": "repeated-reference",
    "ids_begin_with_their_day": "date-differs-from-id",
    "a_plan_exists": "no-plan",
    "languages_are_known": "locale-not-known",
    "time_zones_are_known": "time-zone-not-known",
    "items_name_their_sources": "item-without-its-source",
    "items_name_their_places": "item-without-its-source",
    "numbers_of_ogp_are_unique": "duplicate-ogp-id",
    "no_body_is_part_of_itself": "part-of-itself",
    "revisions_follow": "revised-to-an-earlier-day",
    "progress_is_in_order": "progress-out-of-order",
    "completion_is_shown": "complete-without-evidence",
    "updates_follow_the_launch": "updated-before-the-launch",
    "records_are_published_before_they_change": "history-that-cannot-be",
    "changes_are_told": "history-that-cannot-be",
    "personal_data_can_be_told": "personal-data-that-cannot-be-told",
    "no_personal_data": "personal-data",
}


@pytest.mark.parametrize("rule", [*RULES_OF_A_FILE, *RULES], ids=lambda rule: rule.__name__)
def test_each_rule_alone_finds_what_its_case_breaks(example: Path, rule: Callable[[Files], Iterable[Problem]]) -> None:
    assert list(rule(read_files(example))) == []
    case = CASES / CASE_OF_RULE[rule.__name__]
    if (case / "data").exists():
        shutil.copytree(case / "data", example, dirs_exist_ok=True)
    for file in (case / "delete.txt").read_text(encoding="utf-8").split() if (case / "delete.txt").exists() else ():
        (example / file).unlink()
    assert list(rule(read_files(example)))


def test_a_period_may_end_on_its_first_day(change: Change, problems: Report) -> None:
    change(CALL, "closes: 2031-04-01", old="closes: 2031-04-14")
    assert problems() == []


def test_an_end_that_is_less_exact_may_be_after_the_start(change: Change, problems: Report) -> None:
    change(CALL, "opens: 2031-04-10\ncloses: 2031-04\n", old="opens: 2031-04-01\ncloses: 2031-04-14\n")
    assert problems() == []
    change(CALL, "opens: mid 2031-04\ncloses: early 2031-04\n", old="opens: 2031-04-10\ncloses: 2031-04\n")
    assert len(problems()) == 1


def test_women_without_men_are_at_most_the_total(change: Change, problems: Report) -> None:
    change(MEETING, "  women: 30\n", old="  women: 16\n  men: 14\n")
    assert problems() == []
    change(MEETING, "  women: 31\n", old="  women: 30\n")
    assert len(problems()) == 1


def test_women_and_men_without_a_total_add_up_to_anything(change: Change, problems: Report) -> None:
    change(MEETING, "", old="  total: 30\n")
    assert problems() == []


EVIDENCE = "    evidence: [{text: {original: en, ar: التقرير., en: The report.}, document: report}]\n"
CHALLENGES = "    challenges: {original: en, ar: نقص الموظفين., en: Too few staff.}\n"


@pytest.mark.parametrize(("status", "count"), [("not-started", 1), ("limited", 1), ("substantial", 0), ("complete", 0)])
def test_only_slow_progress_needs_challenges(change: Change, problems: Report, status: str, count: int) -> None:
    change(COMMITMENT, EVIDENCE, old=CHALLENGES)
    change(COMMITMENT, f"status: {status}", old="status: limited")
    assert len(problems()) == count


@pytest.mark.parametrize(("status", "count"), [("not-started", 0), ("limited", 0), ("substantial", 0), ("complete", 1)])
def test_only_completion_needs_evidence(change: Change, problems: Report, status: str, count: int) -> None:
    change(COMMITMENT, f"status: {status}", old="status: limited")
    assert len(problems()) == count


@pytest.mark.parametrize(
    ("original", "revised"),
    [
        ("2031-06-30", ["2031-06-30"]),
        ("2031-06-30", ["2031-06"]),
        ("2031", ["2031-12-31", "2031-12"]),
        ("mid 2031", ["2031-05-01"]),
        ("2031-06", ["2031-09", "2032"]),
    ],
)
def test_a_revised_date_may_be_the_same_or_more_exact(
    change: Change, problems: Report, original: str, revised: list[str]
) -> None:
    former = "      original: 2031-06\n      revised:\n        - due: 2031-12-31\n"
    dates = ", ".join(f"{{due: {date}}}" for date in revised)
    change(COMMITMENT, f"      original: {original}\n      revised: [{dates}]\n", old=former)
    assert problems() == []


def test_each_revision_is_compared_with_the_one_before_it(change: Change, problems: Report) -> None:
    revised = "        - due: 2032-06\n        - due: 2031-12-31\n        - due: 2032-01\n"
    change(COMMITMENT, revised, old="        - due: 2031-12-31\n")
    assert [line.partition(" — ")[0] for line in problems()] == [
        f"data/{COMMITMENT}:20:16: The revised date (2031-12-31) is before the one that it replaces (2032-06)"
    ]


@pytest.mark.parametrize(
    ("period", "count"),
    [
        ("start: 2031-07\n    end: 2031-12", 0),
        ("start: 2031-01\n    end: 2031-12", 0),
        ("start: 2031-01\n    end: 2031-06", 1),
        ("start: 2030-12\n    end: 2031-12", 1),
        ("start: 2031\n    end: 2031-06", 0),
        ("start: 2031-01\n    end: 2031-06\n    milestone: 1", 0),
        ("start: 2030-01\n    end: 2030-06\n    milestone: 2", 0),
    ],
)
def test_progress_on_the_same_thing_is_in_order(change: Change, problems: Report, period: str, count: int) -> None:
    change(COMMITMENT, f"{CHALLENGES}  - {period}\n    status: substantial\n", old=CHALLENGES)
    assert len(problems()) == count


def test_a_body_may_be_part_of_a_part(change: Change, problems: Report) -> None:
    change("organizations.yaml", "  type: forum\n  parent: open-government-unit\n", old="  type: forum\n")
    assert problems() == []


def test_only_the_bodies_of_a_circle_are_told(change: Change, problems: Report) -> None:
    change("organizations.yaml", "  type: ministry\n  parent: open-government-unit\n", old="  type: ministry\n")
    change("organizations.yaml", "  type: forum\n  parent: open-government-unit\n", old="  type: forum\n")
    assert [line.partition(": ")[0] for line in problems()] == [
        "data/organizations.yaml:7:11",
        "data/organizations.yaml:13:11",
    ]


def test_commitments_without_an_id_at_the_ogp_have_none_in_common(example: Path, problems: Report) -> None:
    text = (example / COMMITMENT).read_text(encoding="utf-8")
    second = text.replace("id: nap1/1", "id: nap1/2").replace("number: 1\ntitle", "number: 2\nogp_id: EX0068\ntitle")
    third = text.replace("id: nap1/1", "id: nap1/3").replace("number: 1\ntitle", "number: 3\ntitle")
    (example / "plans/nap1/commitments/2.yaml").write_text(second, encoding="utf-8")
    (example / "plans/nap1/commitments/3.yaml").write_text(third, encoding="utf-8")
    assert problems() == []


def test_a_record_may_be_changed_on_the_day_of_the_launch(change: Change, problems: Report) -> None:
    change(NEWS, "updated: 2031-12-31", old="updated: 2032-01-01")
    assert len(problems()) == 1
    change("site.yaml", "launched: 2031-12-31", old="launched: 2032-01-01")
    assert problems() == []


@pytest.mark.parametrize("locale", ["en_GB", "en_US", "en_KE", "en_IN"])
def test_locales_that_are_known(change: Change, problems: Report, locale: str) -> None:
    change("site.yaml", f"locale: {locale}", old="locale: en_GB")
    assert problems() == []


@pytest.mark.parametrize("locale", ["en_ZZ", "en_XX", "ar_JO", "fr_FR", "xx_GB"])
def test_locales_that_are_not_those_of_the_language(change: Change, problems: Report, locale: str) -> None:
    change("site.yaml", f"locale: {locale}", old="locale: en_GB")
    assert [line.split(": ")[0] for line in problems()] == ["data/site.yaml:4:39"]


@pytest.mark.parametrize("outcome", ["added", "already-included", "will-be-considered"])
def test_only_a_refusal_needs_a_justification(change: Change, problems: Report, outcome: str) -> None:
    answer = "ar: يشمله الالتزام الأول., en: The first commitment covers it."
    change(REFRESH, "", old=f"    justification: {{original: en, {answer}}}\n")
    assert len(problems()) == 1
    change(REFRESH, f"A new commitment}}\n    outcome: {outcome}", old="A new commitment}\n    outcome: not-added")
    assert problems() == []


@pytest.mark.parametrize(
    "line",
    [
        "  url: https://example.org/standards",
        "  unavailable: {original: [ar, en], ar: لم يُنشر., en: It was not published.}",
    ],
)
def test_a_document_may_be_linked_or_say_why_not(change: Change, problems: Report, line: str) -> None:
    change("documents.yaml", line, old="  url: https://example.org/standards")
    assert problems() == []


def test_a_declared_gap_is_none(change: Change, problems: Report) -> None:
    title = "    title: {original: en, ar: بوابة"
    change(COMMITMENT, f"  - number: 4\n{title}", old=f"  - number: 2\n{title}")
    change(COMMITMENT, "    milestone: 4\n", old="    milestone: 2\n")
    assert len(problems()) == 1
    change(COMMITMENT, "milestones_not_published: [2, 3]\n")
    assert problems() == []


def test_gaps_in_a_plan_may_be_declared(example: Path, change: Change, problems: Report) -> None:
    text = (example / COMMITMENT).read_text(encoding="utf-8")
    text = text.replace("id: nap1/1", "id: nap1/3").replace("number: 1\ntitle", "number: 3\ntitle")
    (example / "plans/nap1/commitments/3.yaml").write_text(text, encoding="utf-8")
    assert [line.partition(" — ")[0] for line in problems()] == [
        "data/plans/nap1/plan.yaml:2:1: There is no commitment 2 of this plan"
    ]
    change(PLAN, "commitments_not_published: [2]\n")
    assert problems() == []


def test_a_declared_milestone_may_be_named(change: Change, problems: Report) -> None:
    change(COMMITMENT, "    milestone: 3\n", old="    milestone: 2\n")
    change(COMMITMENT, "milestones_not_published: [3]\n")
    assert problems() == []


def test_an_unreadable_record_is_one_problem_and_not_one_of_each_reference(change: Change, problems: Report) -> None:
    change(MEETING, "\n\tkind: x\n")
    assert len(problems()) == 1


def test_an_update_may_be_on_the_day_of_the_last_change(change: Change, problems: Report) -> None:
    note = "text: {original: [ar, en], ar: تصحيح, en: A correction.}"
    change(NEWS, f"changes:\n  - date: 2031-12-31\n    {note}\n  - date: 2032-01-01\n    {note}\n")
    assert problems() == []


def test_the_languages_are_those_of_the_settings(example: Path, problems: Report) -> None:
    for path in example.rglob("*.yaml"):
        text = path.read_text(encoding="utf-8").replace("ar_JO", "fa_IR").replace("en_GB", "fr_FR")
        for old, new in (("ar", "fa"), ("en", "fr")):
            for before in ("{", " ", "[", "\n"):
                for after in (":", ",", "]", "\n"):
                    text = text.replace(f"{before}{old}{after}", f"{before}{new}{after}")
        path.write_text(text, encoding="utf-8")
    assert problems() == []


def test_a_launch_after_every_update_is_one_problem_of_the_site(change: Change, problems: Report) -> None:
    change("site.yaml", "launched: 2302-01-01", old="launched: 2032-01-01")
    assert problems() == [
        "data/site.yaml:38:11: The launch of the site on 2302-01-01 is after the last update of every record — Write the day on"
        " which the first records were published; check the year"
    ]
