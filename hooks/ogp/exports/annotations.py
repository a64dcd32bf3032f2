"""Problems as the programs that show pull requests read them, so that each stands at its file and line.

GitHub reads commands in what a job prints (docs.github.com, “Workflow commands”), GitLab a file in the format of Code Quality
(docs.gitlab.com, “Code Quality report format”).
"""

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from enum import StrEnum
from hashlib import sha256

from ogp.problems import Problem, report, sentence
from ogp.translation import Translator


class Format(StrEnum):
    """How problems are written."""

    PLAIN = "plain"
    GITHUB = "github"
    GITLAB = "gitlab"


def written(
    format_: Format, problems: Iterable[Problem], notices: Iterable[Problem], translators: Sequence[Translator]
) -> str:
    """`problems`, and `notices` that hinder nothing, in the format, each said by all `translators`. The plain one leaves the
    notices out."""
    problems, notices = tuple(problems), tuple(notices)
    if format_ is Format.GITHUB:
        lines = [_command("error", one, translators) for one in problems]
        return "\n".join((*lines, *(_command("warning", one, translators) for one in notices)))
    if format_ is Format.GITLAB:
        return _code_quality(problems, notices, translators)
    return "\n".join(report(problems, translate) for translate in translators)


def _said(problem: Problem, translators: Sequence[Translator]) -> str:
    return "\n".join(dict.fromkeys(sentence(problem, translate) for translate in translators))


def _command(name: str, problem: Problem, translators: Sequence[Translator]) -> str:
    place = f"file={_property(problem.file)},line={problem.line},col={problem.column}"
    return f"::{name} {place}::{_data(_said(problem, translators))}"


def _data(text: str) -> str:
    """`text` so that it stays in its command: what it quotes was written by others."""
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


def _code_quality(problems: Iterable[Problem], notices: Iterable[Problem], translators: Sequence[Translator]) -> str:
    seen: Counter[str] = Counter()
    entries = []
    for severity, ones in (("critical", problems), ("info", notices)):
        for one in ones:
            said = _said(one, translators)
            # GitLab knows a problem again by its fingerprint, which must not change when lines move.
            own = f"{one.file}\n{one.field}\n{said}"
            seen[own] += 1
            entries.append(
                {
                    "description": said,
                    "check_name": one.field or "file",
                    "fingerprint": sha256(f"{own}\n{seen[own]}".encode()).hexdigest(),
                    "severity": severity,
                    "location": {"path": one.file, "lines": {"begin": one.line}},
                }
            )
    return json.dumps(entries, ensure_ascii=False, indent=1)
