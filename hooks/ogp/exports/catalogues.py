"""Gettext catalogues: the sentences of code and templates, and the descriptions of the fields of the records.

Domain `interface` holds what stands as message(…) and plural(…) in hooks/ and as _(…) and n(…) in overrides/, domain
`fields` what pydantic's Field(description=…) says. A catalogue depends on nothing else, neither day nor machine, so
that the same sentences and translations always give the same bytes.
"""

import importlib
import inspect
import pkgutil
from collections.abc import Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from pydantic import BaseModel

from ogp import records
from ogp.translation import SOURCE_LANGUAGE

FOLDER = "translations"

_SINGULAR_PLURAL = (1, 2)
_SOURCES: tuple[tuple[str, str, str, Mapping[str, tuple[int, ...] | None], Mapping[str, str]], ...] = (
    ("hooks", "*.py", "python", {"message": None, "plural": _SINGULAR_PLURAL}, {}),
    ("overrides", "*.html", "jinja2", {"_": None, "n": _SINGULAR_PLURAL}, {"silent": "false"}),
)
"""Folder, files, Babel's extractor, the names that mark a sentence, and the extractor's options."""


def interface(root: Path) -> Catalog:
    """The sentences of code and templates below the project's folder `root`, by file and line. Raises where a file has
    a syntax error."""
    catalogue = Catalog()
    for folder, files, extractor, names, options in _SOURCES:
        for path in sorted((root / folder).rglob(files)):
            for _, sentence, comments, context in extract_from_file(extractor, path, names, options=options):
                catalogue.add(sentence, locations=[(path.relative_to(root).as_posix(), 1)], context=context)
    return catalogue


def fields() -> Catalog:
    """The descriptions of all fields of the records, by module and line."""
    catalogue = Catalog()
    for model in _models():
        own = inspect.get_annotations(model)
        for name, field in model.model_fields.items():
            if field.description and name in own:
                catalogue.add(field.description, locations=[(f"hooks/{model.__module__.replace('.', '/')}.py", 1)])
    return catalogue


def _models() -> Iterator[type[BaseModel]]:
    for info in sorted(pkgutil.iter_modules(records.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{records.__name__}.{info.name}")
        for value in vars(module).values():
            if inspect.isclass(value) and issubclass(value, BaseModel) and value.__module__ == module.__name__:
                yield value


def updated(path: Path, template: Catalog) -> tuple[str, Catalog]:
    """The catalogue at `path`, in a folder named by its language, with the sentences of `template`: as it is to be
    written, and as data. Translations of these sentences are kept, all others dropped; `path` need not exist."""
    language = path.parent.name
    content = path.read_bytes() if path.exists() else _header(language).encode()
    catalogue = read_po(BytesIO(content), locale=language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    body = BytesIO()
    # Babel's own header holds dates and its version.
    write_po(body, catalogue, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return _header(language) + body.getvalue().decode().rstrip("\n") + "\n", catalogue


def _header(language: str) -> str:
    """The header of a catalogue; plural forms in CLDR's order: zero, one, two, few, many, other."""
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {to_gettext(Locale.parse(language).plural_form)}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def missing(catalogue: Catalog) -> tuple[str, ...]:
    """The English sentences of `catalogue` that have no translation, not all of its plural forms, or a doubtful one."""
    lacking = []
    for entry in catalogue:
        forms = entry.string if isinstance(entry.string, list | tuple) else (entry.string,)
        wanted = catalogue.num_plurals if entry.pluralizable else 1
        if entry.id and (entry.fuzzy or len(forms) < wanted or not all(forms)):
            lacking.append(entry.id[0] if entry.pluralizable else entry.id)
    return tuple(lacking)


def catalogues(root: Path) -> Iterator[tuple[Path, str, Catalog]]:
    """The path of every catalogue of the project at `root`, with what is to be written there and the same as data."""
    templates = {"fields": fields(), "interface": interface(root)}
    for folder in sorted((root / FOLDER).iterdir()):
        if folder.is_dir() and folder.name != SOURCE_LANGUAGE:
            for domain, template in templates.items():
                path = folder / f"{domain}.po"
                yield path, *updated(path, template)


def write(root: Path) -> tuple[tuple[Path, str], ...]:
    """Brings every catalogue of the project at `root` up to date; the file and the sentence of all that is missing."""
    lacking = []
    for path, text, catalogue in catalogues(root):
        path.write_text(text, encoding="utf-8")
        lacking += [(path, sentence) for sentence in missing(catalogue)]
    return tuple(lacking)
