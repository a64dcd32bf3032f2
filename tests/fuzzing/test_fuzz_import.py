"""Whatever comes as the answers of a form, or from the editor's page, is read or refused in a sentence."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from inputs import TABLES, TEXTS, YAML, tried

from built import PROJECT
from ogp.editing.server import _asked
from ogp.loading.house_style import written
from ogp.loading.load import load
from ogp.loading.personal_data import Known
from ogp.loading.suggestions import Imported, UnreadableError, import_answers, read_answers
from ogp.loading.yaml_source import read_yaml
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.text import LANGUAGES
from ogp.translation import Translator
from test_import_suggestions import CONSULTATION

Call = tuple[Consultation, tuple[Commitment, ...]]


@pytest.fixture(scope="module")
def call() -> Call:
    """A call whose form asks for amendments and new commitments, and the commitments that it is about."""
    register = load(PROJECT / "data").register
    assert register
    values, _, _ = read_yaml("", CONSULTATION.encode())
    token = LANGUAGES.set(tuple(own.code for own in register.site.languages))
    try:
        found = Consultation.model_validate(values)
    finally:
        LANGUAGES.reset(token)
    return found, register.commitments_of(register.plans[found.plan])


def _imported(content: bytes, call: Call, arabic: Translator) -> Imported | None:
    try:
        found = import_answers(read_answers(content), *call, Known())
    except UnreadableError as error:
        assert len(arabic(error.message)) > 10
        return None
    assert all(len(arabic(remark)) > 10 for remark in found.remarks)
    for draft in found.drafts:
        values, _, problems = read_yaml("data/x.yaml", "\n".join(written({"text": draft.text}, 0)).encode())
        assert problems or values == {"text": draft.text}
    return found


@given(TABLES)
@example(b"a,b\r\n" + b'"' + b"x" * 200_000)
@example(b"a,b\r\n" + b"x" * 200_000 + b",y")
@example(b"a,b\r\n,\r\n")
@example(b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj")
@example(b"PK\x03\x04\x14\x00\x06\x00" + b"a,b\n" * 50)
@example(b"\xff\xfe")
@example(b"a\r\rb\r")
def test_any_bytes_as_a_table(call: Call, arabic: Translator, content: bytes) -> None:
    with tried("bytes as the answers of a form"):
        _imported(content, call, arabic)


@given(st.lists(st.tuples(TEXTS, TEXTS, TEXTS), min_size=1, max_size=4))
@example([("x" * 100_000, "x" * 100_000 + "@", "1-" * 50_000)])
@example([("unit@example.org " * 5_000, "", "")])
@example([("", "</svg>", "</html>")])
def test_any_answers_to_the_questions_of_the_call(
    call: Call, arabic: Translator, answers: list[tuple[str, str, str]]
) -> None:
    with tried("answers to the questions of a call"):
        heads = [next(iter(one.text.values.values())) for one in call[0].questions]
        cells = ['"' + cell.replace('"', '""').replace("\x00", "") + '"' for row in answers for cell in row]
        lines = [
            ",".join(("a", *(cells[(number + place) % len(cells)] for place in range(1, len(heads)))))
            for number in range(len(answers))
        ]
        quoted = ",".join(f'"{" ".join(head.split())}"' for head in heads)
        content = "\r\n".join([quoted, *lines]).encode(errors="replace")
        assert _imported(content, call, arabic) is not None


@given(YAML | TEXTS.map(lambda text: text.encode(errors="replace")))
@example(b"[" * 100_000)
@example(b'{"action": "persistEntry", "params": {"raw": "\\ud800"}}')
@example(b'{"action": 1}')
@example(b'{"action": "info", "params": []}')
@example(b"null")
def test_any_bytes_to_the_place_where_the_editor_saves(content: bytes) -> None:
    with tried("requests to the place where the editor saves"):
        try:
            action, params = _asked(content)
        except (ValueError, RecursionError):
            return
        assert isinstance(action, str) and isinstance(params, dict)
