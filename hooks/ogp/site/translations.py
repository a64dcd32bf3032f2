"""The translations of the interface: every sentence has one in every language of the site."""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from io import BytesIO
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po

from ogp.messages import message
from ogp.problems import Problem
from ogp.records.site import Language
from ogp.translation import FOLDER, SOURCE_LANGUAGE


@lru_cache
def untranslated(file: str, text: str) -> tuple[Problem, ...]:
    """A problem for each sentence of the catalogue `text`, which stands in `file`, that has no translation, not all of
    its plural forms, or a translation marked as doubtful."""
    return tuple(_untranslated(file, read_po(BytesIO(text.encode()))))


def _untranslated(file: str, catalogue: Catalog) -> Iterator[Problem]:
    for entry in catalogue:
        forms = entry.string if isinstance(entry.string, list | tuple) else (entry.string,)
        whole = len(forms) == (catalogue.num_plurals if entry.pluralizable else 1) and all(forms)
        if entry.id and (entry.fuzzy or not whole):
            yield Problem(
                file=file, line=entry.lineno or 1, column=1, field="",
                message=message("“{sentence}” has no translation",
                                sentence=entry.id[0] if entry.pluralizable else entry.id),
                fix=message("Write it after “msgstr”, in every plural form, and delete the word “fuzzy” above it"),
            )  # fmt: skip


def check_catalogues(root: Path, languages: Iterable[Language]) -> Iterator[Problem]:
    """The sentences without a translation in the catalogues of the project in the folder `root`, in those of the site's
    `languages` that are said to be translated."""
    for language in (own.code for own in languages if not own.partly_translated):
        if language == SOURCE_LANGUAGE:
            continue
        files = sorted((root / FOLDER / language).glob("*.po"))
        for path in files:
            yield from untranslated(path.relative_to(root).as_posix(), path.read_text(encoding="utf-8"))
        if not files:
            yield Problem(
                file=f"{FOLDER}/{language}", line=1, column=1, field="",
                message=message("The interface has no translation into the language “{language}”", language=language),
                fix=message("Run “ogp translations” and write the translations into the new files"),
            )  # fmt: skip
