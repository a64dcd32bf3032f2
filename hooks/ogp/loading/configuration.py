"""What mkdocs.yml and data/site.yaml both say: the languages of the site. And mkdocs.yml as another country has it."""

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from ogp.loading.house_style import written
from ogp.loading.marks import Marks
from ogp.loading.slips import syntax_problem, text_problems
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.site import Site

CONFIGURATION = "mkdocs.yml"
_TRUE = ("true", "yes", "on")


def check_configuration(root: Path, site: Site, prose: Iterable[str] = ()) -> tuple[Problem, ...]:
    """The problems of mkdocs.yml in the folder `root`: it names the languages of `site` in its order, and every one of
    the hand-written files `prose` in its menu."""
    path = root / CONFIGURATION
    if not path.exists():
        lost = message("The configuration of MkDocs is missing")
        return (Marks(CONFIGURATION).problem((), lost, message("Restore it")),)
    content = path.read_bytes()
    slips = tuple(text_problems(CONFIGURATION, content))
    if slips:
        return slips
    try:
        # Composed, not constructed: what the tags mean (!ENV) is MkDocs' affair.
        document = yaml.compose(content.decode(), Loader=yaml.CSafeLoader)
    except yaml.YAMLError as error:
        return (syntax_problem(CONFIGURATION, error, None, content.decode().splitlines()),)
    languages = _value(_plugin(_value(document, "plugins"), "i18n"), "languages")
    declared = [(language.code, index == 0) for index, language in enumerate(site.languages)]
    configured = [(_scalar(item, "locale"), _scalar(item, "default").lower() in _TRUE) for item in _items(languages)]
    menu = {str(node.value) for node in _leaves(_value(document, "nav"))}
    hidden = tuple(
        Problem(
            file=f"docs/{site.languages[0].code}/{file}", line=1, column=1, field="",
            message=message("The page stands in no menu"),
            fix=message(
                "Add a line “- Name: {file}” under “nav:” in mkdocs.yml, and the name in each language under"
                " “nav_translations:”",
                file=file,
            ),
        )
        for file in prose
        if file not in menu
    )  # fmt: skip
    if configured == declared:
        return hidden
    place = languages or document
    return (
        *hidden,
        Problem(
            file=CONFIGURATION,
            line=place.start_mark.line + 1 if place else 1,
            column=place.start_mark.column + 1 if place else 1,
            field="plugins.i18n.languages",
            message=message(
                "The languages here ({configured}) are not those of data/site.yaml ({declared})",
                configured=_shown(configured), declared=_shown(declared),
            ),
            fix=message("List the same languages in the same order, with “default: true” at the first one only"),
        ),
    )  # fmt: skip


def menu_names(text: str, left_out: Collection[str]) -> tuple[str, ...]:
    """The names in the menu of the configuration `text`, each once, but for those of the pages `left_out`."""
    menu = _value(yaml.compose(text, Loader=yaml.CSafeLoader), "nav")
    named = ((name, value.value if isinstance(value, yaml.ScalarNode) else "") for name, value in _entries(menu))
    return tuple(dict.fromkeys(name for name, file in named if file not in left_out))


def _entries(menu: Any) -> Iterator[tuple[str, Any]]:
    for item in _items(menu):
        for name, value in _pairs(item):
            yield name, value
            yield from _entries(value)


def configured(
    text: str, *, name: str, address: str, languages: Sequence[Mapping[str, Any]], left_out: Collection[str]
) -> str:
    """The configuration `text` for the site of another country: its `name`, its `address` and its `languages` as the
    plugin takes them, with none of the pages `left_out` in its menu. Everything else stays as it is."""
    document = yaml.compose(text, Loader=yaml.CSafeLoader)
    own = _value(_plugin(_value(document, "plugins"), "i18n"), "languages")
    changes = [
        (_value(document, "site_name"), json.dumps(name, ensure_ascii=False)),
        (_items(_value(document, "site_url"))[-1], json.dumps(address)),
        (own, "\n".join(written(list(languages), own.start_mark.column)).strip() + "\n\n"),
    ]
    for node, value in sorted(changes, key=lambda change: -change[0].start_mark.index):
        text = text[: node.start_mark.index] + value + text[node.end_mark.index :]
    gone = {node.start_mark.line for node in _leaves(_value(document, "nav")) if node.value in left_out}
    # The menu stands before what has changed its number of lines.
    return "".join(line for number, line in enumerate(text.splitlines(keepends=True)) if number not in gone)


def _shown(languages: list[tuple[str, bool]]) -> str:
    return ", ".join(f"{code} (default: true)" if default else code for code, default in languages)


def _pairs(node: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), value) for key, value in node.value)


def _items(node: Any) -> list[Any]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _value(node: Any, name: str) -> Any:
    return next((value for key, value in _pairs(node) if key == name), None)


def _leaves(node: Any) -> Iterator[yaml.ScalarNode]:
    """The single values of the menu, at any depth."""
    if isinstance(node, yaml.ScalarNode):
        yield node
    for item in _items(node):
        yield from _leaves(item)
    for _, value in _pairs(node):
        yield from _leaves(value)


def _scalar(node: Any, name: str) -> str:
    value = _value(node, name)
    return str(value.value) if isinstance(value, yaml.ScalarNode) else ""


def _plugin(plugins: Any, name: str) -> Any:
    """The settings of the plugin `name`."""
    return next((found for item in _items(plugins) if (found := _value(item, name))), None)
