"""Gettext catalogues: the sentences of code and templates, and the descriptions of the fields of the records.

Domain `interface` holds what stands as message(…) and plural(…) in hooks/ and as _(…), n(…) and forms(…) in overrides/, and the
help of the commands, domain
`fields` what pydantic's Field(description=…) says. A catalogue depends on nothing else, neither day nor machine, so
that the same sentences and translations always give the same bytes.
"""

import ast
import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_file
from babel.messages.pofile import read_po, write_po
from babel.plural import to_gettext
from pydantic import BaseModel

from ogp import records
from ogp.problems import Problem
from ogp.site.translations import untranslated
from ogp.translation import FOLDER, SOURCE_LANGUAGE

_SINGULAR_PLURAL = (1, 2)
_SOURCES: tuple[tuple[str, str, str, Mapping[str, tuple[int, ...] | None], Mapping[str, str]], ...] = (
    ("hooks", "*.py", "python", {"message": None, "plural": _SINGULAR_PLURAL}, {}),
    (
        "overrides",
        "*.html",
        "jinja2",
        {"_": None, "n": _SINGULAR_PLURAL, "forms": _SINGULAR_PLURAL},
        {"silent": "false"},
    ),
)
"""Folder, files, Babel's extractor, the names that mark a sentence, and the extractor's options."""


def interface(root: Path) -> Catalog:
    """The sentences of code and templates below the project's folder `root`, by file and line. Raises where a template
    has a syntax error."""
    catalogue = Catalog()
    for folder, files, extractor, names, options in _SOURCES:
        for path in sorted((root / folder).rglob(files)):
            location = path.relative_to(root).as_posix()
            for line, sentence, _, _ in extract_from_file(extractor, path, names, options=options):
                catalogue.add(sentence, locations=[(location, line)])
    for location, line, sentence in _help_of_commands(root):
        catalogue.add(sentence, locations=[(location, line)])
    return catalogue


def _help_of_commands(root: Path) -> Iterator[tuple[str, int, str]]:
    """What the commands say of themselves and of their options: file, line and sentence."""
    for path in sorted((root / "hooks/ogp").glob("*.py")):
        location = path.relative_to(root).as_posix()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call):
                texts = [keyword.value for keyword in node.keywords if keyword.arg == "help"]
                yield from (
                    (location, text.lineno, str(text.value)) for text in texts if isinstance(text, ast.Constant)
                )
            elif isinstance(node, ast.FunctionDef) and any(map(_makes_command, node.decorator_list)):
                for part in (ast.get_docstring(node) or "").split("\n\n"):
                    yield location, node.lineno, " ".join(part.split())


def _makes_command(decorator: ast.expr) -> bool:
    called = decorator.func if isinstance(decorator, ast.Call) else decorator
    return isinstance(called, ast.Attribute) and called.attr in ("command", "group")


def fields() -> Catalog:
    """The descriptions of all fields of the records, by module and line."""
    catalogue = Catalog()
    for model in _models():
        file, own = f"hooks/{model.__module__.replace('.', '/')}.py", inspect.get_annotations(model)
        for name, field in model.model_fields.items():
            if field.description and name in own:
                catalogue.add(field.description, locations=[(file, 0)])
    return catalogue


def _models() -> Iterator[type[BaseModel]]:
    for info in sorted(pkgutil.iter_modules(records.__path__), key=lambda info: info.name):
        module = importlib.import_module(f"{records.__name__}.{info.name}")
        for value in vars(module).values():
            if inspect.isclass(value) and issubclass(value, BaseModel) and value.__module__ == module.__name__:
                yield value


def updated(path: Path, template: Catalog) -> str:
    """The text of the catalogue at `path`, which stands in a folder named by its language and need not exist, with the
    sentences of `template`: their translations are kept, all others dropped."""
    language = path.parent.name
    content = path.read_bytes() if path.exists() else _header(language).encode()
    catalogue = read_po(BytesIO(content), locale=language)
    catalogue.update(template, no_fuzzy_matching=True, update_creation_date=False)
    body = BytesIO()
    # Babel's own header holds dates and its version.
    write_po(body, catalogue, width=0, omit_header=True, ignore_obsolete=True, include_lineno=False)
    return _header(language) + body.getvalue().decode().rstrip("\n") + "\n"


def _header(language: str) -> str:
    """The header of a catalogue; plural forms in CLDR's order: zero, one, two, few, many, other."""
    lines = (
        f"Language: {language}",
        "MIME-Version: 1.0",
        "Content-Type: text/plain; charset=utf-8",
        "Content-Transfer-Encoding: 8bit",
        f"Plural-Forms: {_plural_forms(language)}",
    )
    return 'msgid ""\nmsgstr ""\n' + "".join(f'"{line}\\n"\n' for line in lines) + "\n"


def _plural_forms(language: str) -> str:
    # CLDR's operands c and e count the zeros of “1 million” and its like; a count in a sentence is never written so.
    return re.sub(r"\b[ce]\b", "0", to_gettext(Locale.parse(language).plural_form))


def catalogues(root: Path, languages: Iterable[str] = ()) -> dict[str, str]:
    """The file, below the project's folder `root`, and the text of every catalogue as it is to be written.

    There is one for each of the site's `languages`, and for each other language that has a folder already.
    """
    templates = {"fields": fields(), "interface": interface(root)}
    known = {*languages, *(folder.name for folder in (root / FOLDER).iterdir() if folder.is_dir())}
    return {
        f"{FOLDER}/{language}/{domain}.po": updated(root / FOLDER / language / f"{domain}.po", template)
        for language in sorted(known - {SOURCE_LANGUAGE})
        for domain, template in templates.items()
    }


def write(root: Path, languages: Iterable[str]) -> tuple[Problem, ...]:
    """Brings the catalogues of the project at `root` and its `languages` up to date; a problem for each sentence without
    translation."""
    texts = catalogues(root, languages)
    for file, text in texts.items():
        (root / file).parent.mkdir(exist_ok=True)
        (root / file).write_text(text, encoding="utf-8")
    return tuple(problem for file, text in texts.items() for problem in untranslated(file, text))
