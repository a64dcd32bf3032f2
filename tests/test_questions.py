"""What was asked while something was made tells whether it would be made the same."""

from datetime import date

import pytest

from ogp.questions import Answer, Question, Questions
from ogp.register import Register
from ogp.site.pages import Page, generated_pages

TODAY = date(2026, 11, 26)


def _questions(values: dict[str, str]) -> tuple[Questions, object]:
    questions = Questions()
    return questions, questions.watched("letters", values)


def test_one_value_rests_on_itself_alone() -> None:
    questions, letters = _questions({"a": "1", "b": "2"})
    with questions.noting() as asked:
        assert letters["a"] == "1"  # type: ignore[index]
        assert "c" not in letters  # type: ignore[operator]
        assert letters.get("d") is None  # type: ignore[attr-defined]
    assert asked == {("letters", "a"), ("letters", "c"), ("letters", "d")}
    others, _ = _questions({"a": "1", "b": "changed"})
    assert [others.answer(one) for one in sorted(asked)] == [questions.answer(one) for one in sorted(asked)]
    added, _ = _questions({"a": "1", "b": "2", "c": "new"})
    assert added.answer(("letters", "c")) != questions.answer(("letters", "c"))


@pytest.mark.parametrize(
    "look", [list, len, dict, lambda letters: list(letters.values()), lambda letters: letters.keys()]
)
def test_who_looks_at_all_rests_on_all_and_their_order(look: object) -> None:
    questions, letters = _questions({"a": "1", "b": "2"})
    with questions.noting() as asked:
        look(letters)  # type: ignore[operator]
    assert ("letters",) in asked
    for changed in ({"a": "1", "b": "3"}, {"b": "2", "a": "1"}, {"a": "1"}, {"a": "1", "b": "2", "c": ""}):
        assert _questions(changed)[0].answer(("letters",)) != questions.answer(("letters",))


def test_an_answer_that_is_used_again_counts_as_asked_again() -> None:
    questions, letters = _questions({"a": "1"})
    made: list[str] = []

    def make() -> str:
        made.append("once")
        return letters["a"]  # type: ignore[index, no-any-return]

    answer = Answer(questions, make)
    answer()
    asked: list[set[Question]] = []
    for _ in range(3):
        with questions.noting() as noted:
            assert answer() == "1"
        asked.append(noted)
    assert asked == [{("letters", "a")}] * 3
    assert len(made) == 2, "once where nobody noted what was asked, and once where somebody did"


def test_what_is_asked_to_tell_a_name_is_not_asked_for_the_page() -> None:
    questions, letters = _questions({"a": "1"})
    questions.answered_by("name", lambda address: [address])
    with questions.noting() as asked:
        assert questions.told(lambda: letters["a"], "name", "x/") == "1"  # type: ignore[index]
    assert asked == {("name", "x/")}


def _asked(register: Register) -> dict[str, tuple[Page, set[Question]]]:
    found = {}
    for page in generated_pages(register, TODAY):
        with register.questions.noting() as asked:
            _ = page.view
        found[page.address] = page, asked
    return found


def test_the_page_of_a_record_rests_on_it_and_not_on_all_of_its_kind(real: Register) -> None:
    asked = _asked(real)
    for address, (page, own) in asked.items():
        if page.record:
            assert (page.record.kind, page.record.id) in own, address
    page, own = asked["plans/nap5/commitments/4/"]
    assert ("commitment",) not in own
    assert ("linking", "commitment", "nap5/4", "meeting") in own or ("linking", "commitment", "nap5/4", "") in own


def test_every_question_has_an_answer(real: Register) -> None:
    for _, own in _asked(real).values():
        for question in own:
            assert question[0] in real.questions._answers, question
