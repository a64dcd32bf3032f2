"""What mkdocs.yml and data/site.yaml both say: the languages of the site."""

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml

from ogp.loading.marks import Marks
from ogp.loading.slips import syntax_problem, text_problems
from ogp.messages import message
from ogp.problems import Problem
from ogp.records.site import Site

CONFIGURATION = "mkdocs.yml"
_TRUE = ("true", "yes", "on")


def check_configuration(root: Path, site: Site, written: Iterable[str] = ()) -> tuple[Problem, ...]:
    """The problems of mkdocs.yml in the folder `root`: it names the languages of `site` in its order, and every one of
    the hand-written files `written` in its menu."""
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
        for file in written
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
