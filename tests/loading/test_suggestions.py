"""The answers of a form, read as a table and made drafts of suggestions; all people are made up."""

from collections.abc import Callable
from dataclasses import astuple
from pathlib import Path

import pytest

from ogp.loading.personal_data import Known
from ogp.loading.suggestions import (
    MAX_BYTES,
    Draft,
    Imported,
    UnreadableError,
    counted,
    import_answers,
    plain,
    read_answers,
)
from ogp.records.consultation import SuggestionKind
from ogp.register import Register
from ogp.translation import Translator

Change = Callable[..., None]
AMENDMENT, NEW = SuggestionKind.AMENDMENT, SuggestionKind.NEW_COMMITMENT
QUESTIONS = """\
  - {number: 1, personal: true, text: {original: en, ar: البريد, en: E-mail}}
  - {number: 2, personal: true, text: {original: en, ar: الاسم, en: Name}}
  - number: 3
    text: {original: en, ar: الالتزام, en: Which commitment?}
    choices: [{original: en, ar: الأول, en: The first}, {original: en, ar: الثاني, en: The second}]
  - {number: 4, asks: amendment, text: {original: en, ar: التعديل, en: What would you change?}}
  - {number: 5, asks: new-commitment, text: {original: en, ar: التزام جديد, en: What is missing?}}
  - {number: 6, text: {original: en, ar: لماذا, en: Why?}}
"""
HEADS = ("When", "E-mail", "Name", "Which commitment?", "What would you change?", "What is missing?", "Why?")


@pytest.fixture
def example_register(example: Path, change: Change, register_of_example: Callable[[], Register]) -> Register:
    """The example with a form that asks for everything, and two commitments."""
    change("consultations/2031-refresh.yaml", QUESTIONS, old=(
        "  - number: 1\n    text: {original: ar, ar: ما مقترحك؟, en: What do you suggest?}\n"
    ))  # fmt: skip
    first = (example / "plans/nap1/commitments/1.yaml").read_text(encoding="utf-8")
    second = first.replace("nap1/1", "nap1/2").replace("\nnumber: 1\n", "\nnumber: 2\n")
    second = second.replace("Open data for everybody", "Access to information").replace(
        "بيانات مفتوحة للجميع", "معلومات"
    )
    (example / "plans/nap1/commitments/2.yaml").write_text(second, encoding="utf-8")
    return register_of_example()


Import = Callable[..., Imported]


@pytest.fixture
def imported(example_register: Register) -> Import:
    """Imports rows under the headings of the form."""
    call = example_register.consultations["2031-refresh"]
    commitments = example_register.commitments_of(example_register.plans["nap1"])
    known = Known(country="JO")

    def run(*rows: tuple[str, ...], heads: tuple[str, ...] = HEADS, **changed: object) -> Imported:
        own = call.model_copy(update=changed)
        return import_answers([dict(zip(heads, row, strict=True)) for row in rows], own, commitments, known)

    return run


@pytest.fixture
def remarks(english: Translator) -> Callable[[Imported], list[str]]:
    return lambda found: [english(remark) for remark in found.remarks]


LEFT_OUT = [
    "Column “When” answers no question of the record; left out",
    "Column “E-mail” holds personal data; left out",
    "Column “Name” holds personal data; left out",
]


def test_amendments_come_by_commitment_and_new_commitments_last(imported: Import) -> None:
    found = imported(
        ("", "a@example.org", "Ann", "The second", "Answer sooner", "An office", "Because"),
        ("", "b@example.org", "Bob", "on “Open data for everybody”", "Publish  it", "", ""),
        ("", "c@example.org", "Cem", "the FIRST one", "publish it!", "none", ""),
    )
    assert [astuple(draft) for draft in found.drafts] == [
        (AMENDMENT, "Publish it", "nap1/1"),
        (AMENDMENT, "Answer sooner", "nap1/2"),
        (NEW, "An office", None),
    ]
    assert found.people == 3


def test_the_columns_that_are_left_out_are_said(
    imported: Import, remarks: Callable[[Imported], list[str]], english: Translator
) -> None:
    found = imported(("2031-04-02", "a@example.org", "Ann", "The first", "-", "N/A", ""))
    assert (found.drafts, remarks(found)) == ([], LEFT_OUT)
    assert [english(one) for one in counted(found, 2)] == ["1 person answered", "2 suggestions are new"]
    found.people = 2
    assert [english(one) for one in counted(found, 1)] == ["2 people answered", "1 suggestion is new"]


def test_the_same_answers_of_one_person_count_once(imported: Import, remarks: Callable[[Imported], list[str]]) -> None:
    row = ("", "a@example.org", "Ann", "The first", "Publish it", "", "")
    found = imported(
        row,
        ("", "A@example.org", "Ann B.", "the first", "publish it", "", ""),
        ("", "a@example.org", "Ann", "The second", "Publish it", "", ""),
        ("", "d@example.org", "Dan", "The first", "Publish it", "", ""),
    )
    assert remarks(found)[3:] == ["Row 3: the same person sent the same answers before; left out"]
    assert found.people == 2
    assert [draft.commitment for draft in found.drafts] == ["nap1/1", "nap1/2"]


def test_people_without_an_address_are_told_apart_by_what_they_gave_or_by_their_rows(imported: Import) -> None:
    named = ("", "", "Ann", "The first", "One", "", "")
    assert imported(named, ("", "", "ann", "The first", "Two", "", "")).people == 1
    assert imported(named, ("", "079 1234567", "Ann", "The first", "Two", "", "")).people == 2
    nobody = ("", "", "", "The first", "One", "", "")
    found = imported(nobody, nobody)
    assert (found.people, len(found.drafts)) == (2, 1)


@pytest.mark.parametrize(
    ("when", "day"),
    [
        ("31/03/2031 10:00", "2031-03-31"),
        ("2031-04-15", "2031-04-15"),
        ("١٥.٤.٢٠٣١", "2031-04-15"),
        ("01/04/2031", None),
        ("4/14/2031 3:15", None),
        ("14-04-2031", None),
        ("03/04/2031", None),
        ("05/06/2031", "2031-05-06"),
        ("soon", None),
        ("14/04-2031", None),
    ],
)
def test_an_answer_outside_the_days_of_the_call_is_told(
    imported: Import, remarks: Callable[[Imported], list[str]], when: str, day: str | None
) -> None:
    row = (when, "a@example.org", "Ann", "The first", "One", "", "")
    said = [f"Row 2: sent on {day}, when the call was not open"] if day else []
    assert remarks(imported(row))[3:] == said
    assert remarks(imported(row, opens=None))[3:] == remarks(imported(row, closes=None))[3:] == []
    assert len(imported(row).drafts) == 1


def test_an_amendment_of_no_commitment_is_left_out(imported: Import, remarks: Callable[[Imported], list[str]]) -> None:
    found = imported(
        ("", "a@example.org", "Ann", "", "One", "Two", ""), ("", "b@example.org", "Bob", "A third", "Three", "", "")
    )
    assert [astuple(draft) for draft in found.drafts] == [(NEW, "Two", None)]
    assert remarks(found)[3:] == [f"Row {number}: an amendment names no commitment; left out" for number in (2, 3)]


def test_what_people_gave_of_themselves_is_hidden_in_their_answers(
    imported: Import, remarks: Callable[[Imported], list[str]]
) -> None:
    found = imported(
        ("", "anna@example.org", "Anna", "The first", "I am Anna, write to x@example.org or 0791234567 today", "", ""),
        ("", "", "Bo", "The first", "Bo says nothing more", "", ""),
        ("", "", "Cora", "The second", "Cora and Cora", "", ""),
    )
    assert [draft.text for draft in found.drafts] == [
        "I am […], write to […] or […] today", "Bo says nothing more", "[…] and […]",
    ]  # fmt: skip
    assert remarks(found)[3:] == [
        f"Row {number}: a name, address or number inside an answer was replaced by “[…]”" for number in (2, 4)
    ]


def test_a_choice_counts_by_its_place_only_where_there_is_one_for_each_commitment(
    imported: Import, example_register: Register
) -> None:
    row = ("", "", "Ann", "The second", "One", "", "")
    assert [draft.commitment for draft in imported(row).drafts] == ["nap1/2"]
    questions = list(example_register.consultations["2031-refresh"].questions)
    questions[2] = questions[2].model_copy(update={"choices": (*questions[2].choices, questions[0].text)})
    assert imported(row, questions=tuple(questions)).drafts == []


def test_a_form_that_asks_for_nothing(imported: Import, english: Translator) -> None:
    with pytest.raises(UnreadableError) as refused:
        imported(("2031-04-02", "Ann"), heads=("When", "Name"))
    assert english(refused.value.message) == (
        "No question of this consultation says what it asks for: "
        "write “asks: amendment” or “asks: new-commitment” in its record"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Open  Data!", "open data"),
        ("٢٠٢٤", "2024"),
        ("الإدارةُ", "الاداره"),
        ("مصطفى", "مصطفي"),
        ("شؤون", "شوون"),
        ("شئون", "شيون"),
        ("آراء ٱلناس", "اراء الناس"),
        ("أنـــا", "انا"),
        ("*Which; (one)?", "which one"),
        ("«نعم»، “لا”", "نعم لا"),
        ("ﬁne", "fine"),
    ],
)
def test_what_two_people_type_alike(one: str, other: str) -> None:
    assert plain(one) == plain(other) == other
    assert Draft(NEW, one, None).key == Draft(NEW, other, None).key
    assert Draft(NEW, one, None).key != Draft(AMENDMENT, one, None).key != Draft(AMENDMENT, one, "nap1/1").key


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("A,B\n1, 2 \n,\n3,4\n", "utf-8"),
        (" A ;B\n1;2\n3;4\n", "utf-8-sig"),
        ("A\tB\r\n1\t2\r\n\r\n3\t4\r\n", "utf-16"),
        ('A,B\n"1","2"\n3,4', "utf-8"),
    ],
)
def test_a_table_in_the_forms_in_which_programs_export_it(text: str, encoding: str) -> None:
    assert read_answers(text.encode(encoding)) == [{"A": "1", "B": "2"}, {"A": "3", "B": "4"}]


def test_a_table_in_the_encoding_of_old_programs() -> None:
    assert read_answers("السؤال,B\nنعم,2\n".encode("cp1256")) == [{"السؤال": "نعم", "B": "2"}]


@pytest.mark.parametrize(
    ("content", "why"),
    [
        (b"", "The file holds no answers: the first line has the questions, each further one an answer"),
        (b"A,B\n", "The file holds no answers: the first line has the questions, each further one an answer"),
        (b"A,B\n , \n", "The file holds no answers: the first line has the questions, each further one an answer"),
        (b" \n1,2\n", "The file holds no answers: the first line has the questions, each further one an answer"),
        (b"\xff\xfe\x00\xd8", "The file is not a text; export the answers as CSV"),
        (b"A\x00B\n1,2", "The file is not a text; export the answers as CSV"),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "By its content the file is of the kind .pdf; export the answers as CSV"),
        *(
            (rest, "The file is no table: in a row of it a text is opened and not closed; export the answers as CSV")
            for rest in (b'A,B\n1,"' + b"x" * 200_000, b'A,B\n1,"one\n2,two\n')
        ),
        (b"A\n" + b"1\n" * 50_001, "The file holds more than 50000 answers"),
        (b"A\n" + b"1" * MAX_BYTES, "This file is larger than 20 MB"),
    ],
)
def test_a_file_that_is_no_table_of_answers(content: bytes, why: str, english: Translator) -> None:
    with pytest.raises(UnreadableError) as refused:
        read_answers(content)
    assert english(refused.value.message).replace(",", "") == why.replace(",", "")
    assert str(refused.value) == refused.value.message.text


def test_as_many_answers_as_may_be() -> None:
    assert len(read_answers(b"A\n" + b"1\n" * 50_000)) == 50_000
