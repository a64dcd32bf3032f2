"""A project for another country: the generator's files, and an empty valid site in place of the country that it came from."""

import re
import shutil
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from babel import Locale

from ogp.exports import catalogues, schemas
from ogp.loading.configuration import CONFIGURATION, configured, menu_names
from ogp.loading.house_style import written
from ogp.loading.layout import ADDRESSES_FILE, DATA, DOCS, SITE_FILE
from ogp.loading.skeletons import place_of, skeleton
from ogp.messages import Message, message
from ogp.records.plan import Plan
from ogp.records.site import Direction, Site
from ogp.translation import FOLDER, SOURCE_LANGUAGE, Translator

_OF_THE_COUNTRY = {DATA, DOCS, schemas.FOLDER, "README.md", "bench", ".ci"}
"""What stays behind, and is made anew where the new site has it."""

_OTHER_GUIDE = re.compile(r"\[[^\]]*\]\([A-Z-]+\.(\w+)\.md\)\.? *")
"""A link to a guide in another language, at the head of a guide."""

_NOT_YET = message("This page has not been written yet.")
_PAGES: Mapping[str, Message] = {
    "about/index.md": message("What the Open Government Partnership is"),
    "about/take-part.md": message("How to take part"),
    "about/unit.md": message("The Open Government Unit"),
    "about/site.md": message("About this site"),
    "about/accessibility.md": message("Accessibility of this site"),
    "about/privacy.md": message("Privacy"),
}
"""The hand-written pages that a site begins with, and their titles."""


@dataclass(frozen=True, slots=True)
class Start:
    """What is known of a new site: its locales (the default one first) and address, the records of the site and of its first
    plan as they are to be written, those that share a file, by the file's name, and the day."""

    locales: tuple[str, ...]
    address: str
    site: Mapping[str, Any]
    plan: Mapping[str, Any]
    lists: Mapping[str, Sequence[Mapping[str, Any]]]
    day: str

    @property
    def languages(self) -> tuple[str, ...]:
        """The codes of the languages."""
        return tuple(Locale.parse(locale).language for locale in self.locales)


def languages_of(locales: Iterable[str]) -> list[dict[str, Any]]:
    """The languages of `locales`, as they stand in the record of the site."""
    made = []
    for text in locales:
        locale = Locale.parse(text)
        language = {
            "code": locale.language,
            "name": locale.get_language_name(text) or locale.language,
            "locale": text,
            "direction": str(Direction.RTL if locale.text_direction == "rtl" else Direction.LTR),
        }
        made.append(language | ({} if locale.language == SOURCE_LANGUAGE else {"partly_translated": "true"}))
    return made


def write(generator: Path, folder: Path, start: Start) -> None:
    """Makes the project in `folder`, which is empty, from the files of the `generator`."""
    former = generator / FOLDER
    pages = {path.relative_to(docs).as_posix() for docs in (generator / DOCS).glob("*/") for path in docs.rglob("*.md")}

    def left_behind(place: str, names: list[str]) -> set[str]:
        above = Path(place).relative_to(generator).parts
        return {name for name in names if not _goes_along((*above, name), start.languages)}

    rights = folder.stat().st_mode
    shutil.copytree(generator, folder, dirs_exist_ok=True, ignore=left_behind)
    # The generator's files came in a folder that nobody else may read.
    folder.chmod(rights)
    for guide in folder.glob("*.md"):
        text = guide.read_text(encoding="utf-8")
        guide.write_text(_OTHER_GUIDE.sub(lambda link: _kept(link, start.languages), text), encoding="utf-8")
    translators = {
        code: Translator(locale, former) for code, locale in zip(start.languages, start.locales, strict=True)
    }
    for path, text in _texts(folder, start, translators, pages - _PAGES.keys()):
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text, encoding="utf-8")
    catalogues.write(folder, start.languages)
    schemas.write(folder, start.languages, [Translator(SOURCE_LANGUAGE, former), *translators.values()])


def _kept(link: re.Match[str], languages: Sequence[str]) -> str:
    """A link to a guide in another language, if that guide goes along."""
    return link[0] if link[1] in languages else ""


def _goes_along(path: tuple[str, ...], languages: Sequence[str]) -> bool:
    """Whether a file or folder is the generator's, and of a language that the new site has."""
    if path[0] == "tests":
        # The audit of the pinned packages needs the tools.
        return path[1:2] in ((), ("tools",))
    if path[0] == "pictures":
        # Those of the guides, not those of the country.
        return path[1:2] in ((), ("guide",)) and path[2:3] in ((), (SOURCE_LANGUAGE,), *((own,) for own in languages))
    if path[0] == FOLDER:
        return len(path) == 1 or path[1] in languages
    in_language = re.fullmatch(r"\w+\.(\w+)\.md", path[0])
    return path[0] not in _OF_THE_COUNTRY and (in_language is None or in_language[1] in languages)


def _texts(
    folder: Path, start: Start, translators: Mapping[str, Translator], left_out: set[str]
) -> Iterator[tuple[str, str]]:
    """Every file of the new site: its path and its text."""
    default, languages = translators[start.languages[0]], start.languages
    configuration = (folder / CONFIGURATION).read_text(encoding="utf-8")
    yield (
        CONFIGURATION,
        configured(
            configuration,
            name=_shown(start.site["name"], languages[0]),
            address=start.address,
            languages=list(_plugin_languages(start, translators, menu_names(configuration, left_out))),
            left_out=left_out,
        ),
    )
    yield f"{DATA}/{SITE_FILE}", skeleton(Site, start.site, languages, default)
    yield f"{DATA}/{place_of(Plan, start.plan['id'])}", skeleton(Plan, start.plan, languages, default)
    # The home page is promised from the beginning; a list that is empty counts as lost.
    yield f"{DATA}/{ADDRESSES_FILE}", "/\n"
    for file, records in start.lists.items():
        yield f"{DATA}/{file}", "\n\n".join("\n".join(written([record], 0)) for record in records) + "\n"
    for code, translate in translators.items():
        for page, title in _PAGES.items():
            yield f"{DOCS}/{code}/{page}", _page(translate(title), translate(_NOT_YET), start.day)
    readme = (Path(__file__).with_name("README.md")).read_text(encoding="utf-8")
    yield "README.md", readme.format(name=_shown(start.site["name"], SOURCE_LANGUAGE), plan=start.plan["id"])


def _plugin_languages(
    start: Start, translators: Mapping[str, Translator], names: Iterable[str]
) -> Iterator[dict[str, Any]]:
    for language in start.site["languages"]:
        code, said = language["code"], translators[language["code"]]
        own = {"locale": code, "name": language["name"]}
        own |= {"default": "true"} if code == start.languages[0] else {}
        own |= {"build": "true"}
        titles = {name: said(Message(name)) for name in names}
        own |= {"site_name": _shown(start.site["name"], code)}
        yield own | ({"nav_translations": titles} if code != SOURCE_LANGUAGE else {})


def _shown(text: Mapping[str, Any], language: str) -> str:
    """The value of a text in `language`, or that of its original."""
    return str(text.get(language) or text[text["original"][0]])


def _page(title: str, text: str, day: str) -> str:
    head = "\n".join(written({"title": title, "description": text, "updated": day}, 0))
    return f"---\n{head}\n---\n\n# {title} {{#page}}\n{text}\n"
