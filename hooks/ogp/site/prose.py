"""The hand-written pages under docs/: their addresses, and what must hold before they are published."""

import posixpath
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import lru_cache
from pathlib import Path, PurePosixPath
from typing import Any

from ogp.loading.contents import content_problem
from ogp.loading.layout import NAME
from ogp.loading.marks import Marks
from ogp.loading.personal_data import Known
from ogp.loading.rules.privacy import personal_problems
from ogp.loading.rules.texts import TANGLED, markup_in, unsafe_links
from ogp.loading.slips import link_problem, text_problems
from ogp.loading.validation import validate
from ogp.loading.yaml_source import read_yaml
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.records.markdown import is_tangled
from ogp.records.page_head import PageHead
from ogp.records.site import Site
from ogp.site.today import in_the_future

_HEAD = re.compile(r"---\r?\n(.*?)\r?\n---\r?(?:\n|$)", re.DOTALL)
_LINK = re.compile(r"(?<=\])\(<?(?![a-z]+:)([^)\s>#]*)(?:#([^)\s>]*))?>?\)")
_HEADING = re.compile(r"(#{1,6}) ")
_ANCHOR = re.compile(r"\{[^{}]*#([\w-]+)[^{}]*\}\s*$")


def prose_files(site: Site, docs: Path) -> dict[str, tuple[str, ...]]:
    """The hand-written Markdown files of each language, relative to the language's folder below `docs`."""
    return {
        language.code: tuple(
            sorted(
                path.relative_to(docs / language.code).as_posix()
                for path in (docs / language.code).rglob("*.md")
                if path.is_file() and not path.is_symlink()
            )
        )
        for language in site.languages
    }


def prose_address(file: str) -> str:
    """The address of the page that MkDocs makes of the Markdown `file`, relative to its language's folder."""
    path = PurePosixPath(file).with_suffix("")
    parts = path.parts[:-1] if path.name == "index" else path.parts
    return "".join(f"{part}/" for part in parts)


def linked_files(docs: Path, files: Iterable[str]) -> frozenset[str]:
    """The Markdown files that the hand-written `files` of a language, below its folder `docs`, link to."""
    return frozenset(
        posixpath.normpath(posixpath.join(posixpath.dirname(file), match[1]))
        for file in files
        for match in _LINK.finditer((docs / file).read_text(encoding="utf-8"))
        if match[1]
    )


def check_prose(
    docs: Path, prose: Mapping[str, Iterable[str]], generated: Iterable[str] | None, latest: date, known: Known | None
) -> tuple[Problem, ...]:
    """All problems of the hand-written pages; `generated` are the Markdown names of the pages made from records.

    Without them, where the records have problems of their own, links are not looked at. No page was changed after `latest`.
    `known` is what the site says of personal data; None where it cannot be read.
    """
    made = None if generated is None else set(generated)
    anchors = {
        language: {file: file_anchors(docs / language / file) for file in files} for language, files in prose.items()
    }
    problems: list[Problem] = []
    for language, files in prose.items():
        targets = None if made is None else made | set(files)
        for file in files:
            raw = (docs / language / file).read_bytes()
            name = f"docs/{language}/{file}"
            slips = list(text_problems(name, raw, markdown=True))
            problems += slips
            if slips:
                continue
            content = raw.decode()
            if is_tangled(content):
                problems.append(_problem(name, 1, 1, *TANGLED))
                continue
            problems += _heading_problems(name, content)
            first = next(iter(anchors.values())).get(file)
            if first is not None and anchors[language][file] != first:
                problems.append(
                    _problem(
                        name, 1, 1,
                        message("The anchors of the headings are not those of the page in the default language"),
                        message("Write the same ones in the same order: {known}", known=", ".join(first)),
                    )
                )  # fmt: skip
            problems += _markup_problems(name, content)
            problems += _personal(name, content, known) if known else ()
            problems += _head_problems(name, content, latest)
            if targets is not None:
                problems += _link_problems(name, file, content, targets, anchors[language])
    return tuple(problems)


@lru_cache
def _personal(name: str, content: str, known: Known) -> tuple[Problem, ...]:
    return tuple(personal_problems(name, content, known))


def file_anchors(file: Path) -> tuple[str, ...]:
    """The anchors of the headings of a hand-written page."""
    lines = file.read_text(encoding="utf-8", errors="replace").split("\n")
    return tuple(match[1] for line in lines if _HEADING.match(line) and (match := _ANCHOR.search(line)))


def _problem(file: str, line: int, column: int, text: Message, fix: Message) -> Problem:
    return Problem(file=file, line=line, column=column, field="", message=text, fix=fix)


def _head_problems(name: str, content: str, latest: date) -> tuple[Problem, ...]:
    head = _HEAD.match(content)
    if not head and content.startswith("---"):
        return (
            _problem(
                name, 1, 1,
                message("The head of the page is not closed"),
                message("Write a line “---” below “title:”, “description:” and “updated:”"),
            ),
        )  # fmt: skip
    if not head:
        return (
            _problem(
                name, 1, 1,
                message("The page does not begin with its title and description"),
                message("Begin the file with “---”, then “title:”, “description:” and “updated:”, then “---”"),
            ),
        )  # fmt: skip
    values, marks, problems = _read_head(name, head)
    if problems:
        return tuple(problems)
    found = validate(PageHead, {} if values is None else values, marks)
    day = found.record.updated
    future = isinstance(day, date) and day > latest
    return (*found.problems, *((marks.problem(("updated",), *in_the_future(day)),) if future else ()))


def _read_head(name: str, head: re.Match[str]) -> tuple[Any, Marks, list[Problem]]:
    # The first line of the file stays empty, so that lines are counted from its beginning.
    return read_yaml(name, b"\n" + head[1].encode())


def page_heads(docs: Path, files: Iterable[str]) -> dict[str, PageHead]:
    """The heads of the hand-written `files`, relative to the folder `docs` and without problems, by address."""
    heads = {}
    for file in files:
        match = _HEAD.match((docs / file).read_text(encoding="utf-8"))
        assert match
        heads[prose_address(file)] = PageHead.model_validate(_read_head(file, match)[0])
    return heads


def _markup_problems(name: str, content: str) -> Iterator[Problem]:
    for number, line in enumerate(content.split("\n"), 1):
        for found in markup_in(line):
            yield _problem(
                name, number, 1,
                message("The text holds HTML or a code: {found}", found=found[:40]),
                message("Write plain text or, in long texts, Markdown; write < as ‹ or in words"),
            )  # fmt: skip
        for target in unsafe_links(line):
            yield _problem(
                name, number, 1,
                message("The link “{target}” may not be published", target=target[:60]),
                message("Link to an address that begins with https://"),
            )  # fmt: skip


def _link_problems(
    name: str, file: str, content: str, targets: set[str], anchors: Mapping[str, Collection[str]]
) -> Iterator[Problem]:
    """Links that lead nowhere; `targets` are all pages as Markdown files, `anchors` those of the hand-written ones."""
    for number, line in enumerate(content.split("\n"), 1):
        for match in _LINK.finditer(line):
            link, anchor = match[1] or file, match[2]
            if "://" in link:
                continue
            place = (name, number, match.start(1) + 1)
            if link.startswith("/"):
                own = next((t for t in (f"{link.strip('/')}.md", f"{link.strip('/')}/index.md") if t in targets), "")
                relative = posixpath.relpath(own or "index.md", posixpath.dirname(file) or ".")
                yield _problem(
                    *place,
                    message("The link {target} begins with a slash", target=link),
                    message("On hand-written pages link to the file: {file}", file=relative),
                )
                continue
            target = posixpath.normpath(posixpath.join(posixpath.dirname(file), link)) if match[1] else file
            if target not in targets:
                if target.endswith(".md"):
                    yield _problem(
                        *place,
                        message("The link leads to {target}, where no page stands", target=link),
                        message("Correct the link, or delete it if the page is no more"),
                    )
            elif anchor and target in anchors and anchor not in anchors[target]:
                yield _problem(
                    *place,
                    message("The page {target} has no anchor “{anchor}”", target=target, anchor=anchor),
                    message("Use one of: {known}", known=", ".join(anchors[target])),
                )


def _heading_problems(name: str, content: str) -> Iterator[Problem]:
    """A page has one title, and every heading an anchor of its own, which must be the same in every language."""
    headings = [(number, line) for number, line in enumerate(content.split("\n"), 1) if _HEADING.match(line)]
    if sum(line.startswith("# ") for _, line in headings) != 1:
        yield _problem(
            name, 1, 1,
            message("The page does not have exactly one title"),
            message("Write it below the head, in a line that begins with “# ”"),
        )  # fmt: skip
    for number, line in headings:
        if not _ANCHOR.search(line):
            yield _problem(
                name, number, 1,
                message("The heading has no anchor"),
                message("End the line with an anchor such as {{#contact}}, the same in every language"),
            )  # fmt: skip


def check_names(docs: Path, site: Site) -> Iterator[Problem]:
    """The hand-written files that stand in no language's folder, or whose names cannot stand in an address."""
    languages = {language.code for language in site.languages}
    for path in sorted(docs.rglob("*.md")):
        file = path.relative_to(docs)
        if file.parts[0] not in languages:
            yield _problem(
                f"docs/{file.as_posix()}", 1, 1,
                message("The page stands in the folder of no language"),
                message("Move it to docs/{language}/, and write its counterparts", language=site.languages[0].code),
            )  # fmt: skip
        elif not all(re.fullmatch(NAME, part) for part in file.with_suffix("").parts):
            yield _problem(
                f"docs/{file.as_posix()}", 1, 1,
                message("The name of the file cannot stand in an address"),
                message("Use only small Latin letters, digits and single hyphens"),
            )  # fmt: skip


def check_other_files(docs: Path) -> Iterator[Problem]:
    """What stands among the hand-written pages and may not be published: links of the file system, and files that can hold
    scripts or are not what their names say."""
    for path in sorted(docs.rglob("*")):
        file = path.relative_to(docs.parent).as_posix()
        if path.is_symlink():
            yield link_problem(file)
        elif path.is_file() and path.suffix != ".md" and not path.name.startswith("."):
            content = path.read_bytes()
            if wrong := content_problem(file, content):
                yield wrong
