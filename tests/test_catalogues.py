"""The committed catalogues are those of code, templates and records, complete, and right in grammar where it counts."""

import re
import shutil
from collections.abc import Iterator
from gettext import c2py
from pathlib import Path
from string import Formatter

import pytest
from babel import Locale, localedata
from babel.messages.catalog import Catalog
from babel.messages.catalog import Message as Entry
from babel.messages.pofile import read_po

from ogp.exports import catalogues
from ogp.messages import message, plural
from ogp.translation import Translator

ROOT = Path(__file__).parents[1]
FILES = sorted(path.relative_to(ROOT).as_posix() for path in (ROOT / catalogues.FOLDER).rglob("*.po"))
ARABIC_FORMS = ("zero", "one", "two", "few", "many", "other")


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return catalogues.catalogues(ROOT)


def _entries(file: str) -> Iterator[Entry]:
    with (ROOT / file).open("rb") as content:
        yield from (entry for entry in read_po(content) if entry.id)


def _plurals(language: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    for file in FILES:
        if file.startswith(f"{catalogues.FOLDER}/{language}/"):
            # Some of click's sentences do not say the number.
            counted = (entry for entry in _entries(file) if entry.pluralizable and "{count}" in "".join(entry.id))
            yield from ((entry.id[0], tuple(entry.string)) for entry in counted)


def _gaps(sentence: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(sentence) if name is not None}


def test_committed_catalogues_are_those_of_the_code(made: dict[str, str]) -> None:
    committed = {file: (ROOT / file).read_text(encoding="utf-8") for file in FILES}
    assert committed.keys() == made.keys()
    for file, text in made.items():
        assert committed[file] == text, f"{file}: run `ogp translations`"


def test_sentences_of_code_templates_and_records_are_found() -> None:
    sentences = {entry.id for entry in catalogues.interface(ROOT)}
    assert {"No problems.", "Not added", "Report an error", ("{count} day", "{count} days")} <= sentences
    assert "Headline." in {entry.id for entry in catalogues.fields()}


@pytest.mark.parametrize("file", FILES)
def test_nothing_is_untranslated_or_fuzzy(file: str) -> None:
    text = (ROOT / file).read_text(encoding="utf-8")
    assert [problem.message.values["sentence"] for problem in catalogues.untranslated(file, text)] == []
    assert "#~" not in text, "obsolete entries"


@pytest.mark.parametrize("file", FILES)
def test_gaps_are_those_of_the_sentence(file: str) -> None:
    for entry in _entries(file):
        if not entry.pluralizable:
            assert _gaps(entry.string) == _gaps(entry.id), entry.id
            continue
        singular, several = map(_gaps, entry.id)
        for form in entry.string:
            # The number may be a word, such as يومان; whatever else the sentence says must be there.
            assert (singular & several) - {"count"} <= _gaps(form) <= singular | several, form


@pytest.mark.parametrize("language", sorted({name.partition("_")[0] for name in localedata.locale_identifiers()}))
def test_the_plural_forms_of_a_new_catalogue_are_those_of_the_language(language: str, tmp_path: Path) -> None:
    text = catalogues.updated(tmp_path / language / "interface.po", Catalog())
    forms = re.search(r"nplurals=(\d); plural=(.*);", text)
    assert forms
    index, rule = c2py(forms[2]), Locale.parse(language).plural_form
    tags = [tag for tag in ("zero", "one", "two", "few", "many", "other") if tag in {*rule.tags, "other"}]
    assert len(tags) == int(forms[1])
    for number in (*range(0, 130), 1000, 1_000_000, 1_000_001, 3_000_000):
        assert tags[index(number)] == rule(number), number


def test_arabic_plurals_have_six_forms_that_differ() -> None:
    for sentence, forms in _plurals("ar"):
        assert len(forms) == len(ARABIC_FORMS), sentence
        zero, one, two, few, many, other = forms
        assert len({zero, one, two, few, many}) == 5, f"{sentence}: the same form for different numbers"
        assert few != other, sentence
        assert not any("{count}" in form for form in (zero, one, two)), f"{sentence}: 0, 1 and 2 are said in words"
        assert all("{count}" in form for form in (few, many, other)), sentence
        # After 11–99 the counted noun stands in the accusative, which shows unless it ends in ة.
        noun = many.partition("{count} ")[2].split()[0].rstrip(".:؛،")
        assert noun.endswith("ة") or many != other, f"{sentence}: the same form for 11 and 100"
        assert noun.endswith(("ة", "ًا")), f"{sentence}: “{noun}” after 11–99"


def test_arabic_has_no_tatweel_and_its_own_punctuation() -> None:
    for file in FILES:
        for entry in _entries(file) if "/ar/" in file else ():
            for form in entry.string if entry.pluralizable else (entry.string,):
                assert "ـ" not in form, form
                assert not set("“”?;") & set(form), form


@pytest.mark.parametrize(
    ("count", "said"),
    [
        (0, "لا التزامات"),
        (1, "التزام واحد"),
        (2, "التزامان"),
        (3, "3 التزامات"),
        (10, "10 التزامات"),
        (11, "11 التزامًا"),
        (99, "99 التزامًا"),
        (100, "100 التزام"),
        (102, "102 التزام"),
        (103, "103 التزامات"),
    ],
)
def test_arabic_plurals_follow_the_number(count: int, said: str) -> None:
    translate = Translator("ar_JO", ROOT / catalogues.FOLDER)
    assert translate(plural("{count} commitment", "{count} commitments", count)) == said


def test_a_missing_catalogue_is_begun_and_a_dropped_sentence_goes(tmp_path: Path) -> None:
    template = catalogues.fields()
    path = tmp_path / "ar" / "fields.po"
    begun = catalogues.updated(path, template)
    assert len(list(catalogues.untranslated("fields.po", begun))) == len(template)
    path.parent.mkdir()
    path.write_text(f'{begun}\nmsgid "Gone"\nmsgstr "ذهب"\n', encoding="utf-8")
    assert catalogues.updated(path, template) == begun


def test_a_language_without_a_folder_gets_catalogues(made: dict[str, str]) -> None:
    found = catalogues.catalogues(ROOT, ("en", "ar", "fr"))
    begun = {file: found.pop(file) for file in ("translations/fr/fields.po", "translations/fr/interface.po")}
    assert found == made
    for file, text in begun.items():
        assert '"Language: fr\\n"' in text and "nplurals=3;" in text
        sentences = catalogues.interface(ROOT) if "interface" in file else catalogues.fields()
        assert len(list(catalogues.untranslated(file, text))) == len(sentences)
    assert not (ROOT / "translations/fr").exists()


def test_new_catalogues_are_written_and_kept(tmp_path: Path) -> None:
    for folder in ("hooks", "overrides"):
        (tmp_path / folder).mkdir()
    (tmp_path / "hooks/a.py").write_text('message("No problems.")\n', encoding="utf-8")
    shutil.copytree(ROOT / "translations", tmp_path / "translations")
    template = len(catalogues.fields()) + 1
    problems = catalogues.write(tmp_path, ("en", "ar", "fa"))
    assert {problem.file for problem in problems} == {"translations/fa/fields.po", "translations/fa/interface.po"}
    assert len(problems) == template
    path = tmp_path / "translations/fa/interface.po"
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace('msgid "No problems."\nmsgstr ""', 'msgid "No problems."\nmsgstr "x"'), encoding="utf-8"
    )
    assert len(catalogues.write(tmp_path, ("en", "ar"))) == template - 1
    assert Translator("fa_IR", tmp_path / "translations")(message("No problems.")) == "x"


def test_what_lacks_a_translation_is_told_with_its_line() -> None:
    text = 'msgid ""\nmsgstr ""\n"Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
    text += 'msgid "a"\nmsgstr ""\n\nmsgid "b"\nmsgid_plural "bs"\nmsgstr[0] "x"\nmsgstr[1] ""\n\n'
    text += '#, fuzzy\nmsgid "c"\nmsgstr "x"\n\nmsgid "d"\nmsgstr "x"\n'
    told = [(problem.line, problem.message.values["sentence"]) for problem in catalogues.untranslated("x.po", text)]
    assert told == [(5, "a"), (8, "b"), (14, "c")]
