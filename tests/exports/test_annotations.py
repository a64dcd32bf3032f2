"""Problems as GitHub and GitLab read them: nothing that is quoted in one can leave its place."""

import json

import pytest

from ogp.exports.annotations import Format, written
from ogp.messages import message
from ogp.problems import Problem
from ogp.translation import Translator


def _problem(text: str, file: str = "data/news/a.yaml", line: int = 3) -> Problem:
    return Problem(
        file=file, line=line, column=7, field="title", message=message("{said}", said=text), fix=message("Mend it")
    )


@pytest.mark.parametrize(
    ("file", "text", "line"),
    [
        ("a.yaml", "Wrong", "::error file=a.yaml,line=3,col=7::Wrong — Mend it"),
        ("a,b:c%.yaml", "50%", "::error file=a%2Cb%3Ac%25.yaml,line=3,col=7::50%25 — Mend it"),
        ("a.yaml", "x\n::set-output::\r", "::error file=a.yaml,line=3,col=7::x%0A::set-output::%0D — Mend it"),
    ],
)
def test_a_command_of_github_is_one_line(english: Translator, file: str, text: str, line: str) -> None:
    assert written(Format.GITHUB, [_problem(text, file)], [], [english]) == line


def test_every_language_is_said_once(english: Translator, arabic: Translator) -> None:
    (line,) = written(Format.GITHUB, [_problem("Wrong")], [], [arabic, english]).splitlines()
    assert line.count("%0A") == 1
    assert line.endswith("%0AWrong — Mend it")
    assert "%0A" not in written(Format.GITHUB, [_problem("Wrong")], [], [english, english])


def test_notices_are_warnings(english: Translator) -> None:
    assert written(Format.GITHUB, [], [_problem("Look")], [english]).startswith("::warning file=")
    assert written(Format.PLAIN, [], [_problem("Look")], [english]) == ""


def test_a_report_of_gitlab_tells_problems_apart_wherever_they_stand(english: Translator) -> None:
    twice = [_problem("Wrong", line=3), _problem("Wrong", line=9)]
    first, second, notice = json.loads(written(Format.GITLAB, twice, [_problem("Look")], [english]))
    assert first["fingerprint"] != second["fingerprint"]
    assert first["location"] == {"path": "data/news/a.yaml", "lines": {"begin": 3}}
    assert (first["severity"], notice["severity"]) == ("critical", "info")
    (moved,) = json.loads(written(Format.GITLAB, [_problem("Wrong", line=50)], [], [english]))
    assert moved["fingerprint"] == first["fingerprint"]
    assert json.loads(written(Format.GITLAB, [], [], [english])) == []
