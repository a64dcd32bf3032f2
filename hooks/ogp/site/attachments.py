"""The files beside the hand-written pages: only pictures and PDF files, which carry nothing but what they show."""

from collections.abc import Iterator
from pathlib import Path

from ogp.loading.layout import DOCS
from ogp.messages import Message, message
from ogp.problems import Problem


def check_attachments(docs: Path) -> Iterator[Problem]:
    """The files below the folder `docs` that are of another kind, or that say who made them, where or with what."""
    paths = [path for path in docs.rglob("*") if path.is_file() and path.suffix != ".md" and path.name[0] != "."]
    if not paths:
        return
    # Takes a fifth of a second, and most sites have no such files.
    from ogp.loading.metadata import KINDS, UnreadableError, metadata  # noqa: PLC0415

    for path in sorted(paths):
        file = path.relative_to(docs)
        if path.suffix not in KINDS:
            yield _problem(
                file,
                message("Files of this kind are not published"),
                message("Delete it, or save it with one of these endings: {known}", known=", ".join(KINDS)),
            )
            continue
        try:
            found = metadata(path, path.read_bytes())
        except UnreadableError:
            yield _problem(
                file,
                message("The file is not what its ending says, or is damaged"),
                message("Save it anew from the program that it was made with"),
            )
            continue
        if found:
            yield _problem(
                file,
                message(
                    "The file tells more than it shows, such as who made it or where: {found}", found=", ".join(found)
                ),
                message("Run `ogp tidy origin/main`, which takes it out"),
            )


def _problem(file: Path, text: Message, fix: Message) -> Problem:
    return Problem(file=f"{DOCS}/{file.as_posix()}", line=1, column=1, field="", message=text, fix=fix)
