"""What mkdocs.yml and data/site.yaml both say must agree: the languages of the site and which is the default one."""

from collections.abc import Callable
from pathlib import Path

import pytest

from ogp.loading.configuration import check_configuration, configured, menu_names
from ogp.problems import report
from ogp.records.site import Site
from ogp.register import Register
from ogp.translation import Translator

Check = Callable[[str], list[str]]

RIGHT = """\
site_name: A site
site_url: !ENV [SITE_URL, "https://example.org/"]
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - locale: ar
          name: العربية
          default: true
        - locale: en
          name: English
extra_javascript:
  - path: !!python/name:a.b
"""
FIX = "List the same languages in the same order, with “default: true” at the first one only"


@pytest.fixture
def site(register_of_example: Callable[[], Register]) -> Site:
    """The settings of the example: Arabic, the default language, and English."""
    return register_of_example().site


@pytest.fixture
def check(tmp_path: Path, site: Site, english: Translator) -> Check:
    """The messages about a mkdocs.yml."""

    def run(content: str) -> list[str]:
        (tmp_path / "mkdocs.yml").write_text(content, encoding="utf-8")
        return report(check_configuration(tmp_path, site), english).splitlines()

    return run


def test_the_configuration_of_the_project_fits_its_records(root: Path, real: Register) -> None:
    assert check_configuration(root, real.site) == ()


def test_the_same_languages_in_the_same_order(check: Check) -> None:
    assert check(RIGHT) == []


@pytest.mark.parametrize(
    ("old", "new", "named"),
    [
        ("locale: en", "locale: fr", "ar (default: true), fr"),
        ("locale: en", "locale: en_GB", "ar (default: true), en_GB"),
        ("        - locale: en\n          name: English\n", "", "ar (default: true)"),
        ("        - locale: ar", "        - locale: fr\n        - locale: ar", "fr, ar (default: true), en"),
        ("          default: true\n", "", "ar, en"),
        ("          default: true\n", "          default: false\n", "ar, en"),
        ("name: English\n", "name: English\n          default: true\n", "ar (default: true), en (default: true)"),
        (
            "          default: true\n        - locale: en\n",
            "        - locale: en\n          default: true\n",
            "ar, en (default: true)",
        ),
        ("locale: en", "locale: [en]", "ar (default: true), "),
        ("        - locale: en\n          name: English\n", "        - en\n", "ar (default: true), "),
    ],
)
def test_other_languages_are_told_where_they_are_listed(check: Check, old: str, new: str, named: str) -> None:
    assert RIGHT.count(old) == 1
    assert check(RIGHT.replace(old, new)) == [
        f"mkdocs.yml:8:9: The languages here ({named}) are not those of data/site.yaml (ar (default: true), en) — {FIX}"
    ]


def test_the_order_of_the_languages_is_that_of_the_records(check: Check) -> None:
    turned = RIGHT.replace("locale: ar", "locale: xx").replace("locale: en", "locale: ar").replace("xx", "en")
    assert check(turned)[0].startswith("mkdocs.yml:8:9: The languages here (en (default: true), ar) are not those of")


@pytest.mark.parametrize(
    "content",
    [
        "",
        "# nothing\n",
        "- a\n",
        "a",
        "site_name: A site\n",
        "plugins: i18n\n",
        "plugins: [i18n]\n",
        "plugins: [{i18n: ar}]\n",
        "plugins: [{i18n: {languages: ar}}]\n",
        "plugins: [{i18n: {languages: []}}]\n",
        "plugins: [{i18n: {languages: {ar: en}}}]\n",
        "plugins: {[i18n]: {languages: []}}\n",
    ],
)
def test_a_configuration_without_languages_is_one_problem(check: Check, content: str) -> None:
    found = check(content)
    assert len(found) == 1
    assert found[0].startswith("mkdocs.yml:1:") and found[0].endswith(FIX)


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("site_name: A site", "site_name: A: site", "1:13: There is a second colon in this line"),
        ("  - search", "\t- search", "4:1: The line is indented with a tab"),
        ("  - search", "<<<<<<< HEAD\n  - search", "4:1: This line is left over from a merge conflict"),
        ("  - search", "  - [search", "4:5: A quotation mark or bracket is opened and never closed"),
        ("name: English", "name: Engl\u202eish", "12:21: There is an invisible control character here (U+202E)"),
        ("site_name: A site", "\ufeffsite_name: A site", "1:1: The file begins with an invisible byte-order mark"),
    ],
)
def test_what_is_wrong_with_the_file_is_told_first(check: Check, old: str, new: str, said: str) -> None:
    found = check(RIGHT.replace(old, new, 1))
    assert [line.partition(" — ")[0].startswith(f"mkdocs.yml:{said}") for line in found] == [True], found


def test_a_configuration_in_another_encoding(tmp_path: Path, site: Site) -> None:
    (tmp_path / "mkdocs.yml").write_bytes(RIGHT.encode("windows-1256"))
    assert [problem.place for problem in check_configuration(tmp_path, site)] == [("mkdocs.yml", 9, 17)]


def test_the_languages_are_told_in_arabic(tmp_path: Path, site: Site, arabic: Translator) -> None:
    (tmp_path / "mkdocs.yml").write_text(RIGHT.replace("locale: en", "locale: fr"), encoding="utf-8")
    said = report(check_configuration(tmp_path, site), arabic)
    assert said.startswith("mkdocs.yml:8:9: اللغات") and "(\u2068ar (default: true), fr\u2069)" in said


MENU = """\
site_name: A site
nav:
  - Home: index.md
  - About:
      - The unit: about/unit.md
      - Contact: contact.md
  - Legal: legal.md
  - index.md
"""


def test_a_page_that_no_menu_names_is_told(tmp_path: Path, site: Site, english: Translator) -> None:
    (tmp_path / "mkdocs.yml").write_text(RIGHT + MENU.partition("\n")[2], encoding="utf-8")
    prose = ("index.md", "about/unit.md", "hidden.md", "legal.md")
    assert report(check_configuration(tmp_path, site, prose), english).splitlines() == [
        "docs/ar/hidden.md:1:1: The page stands in no menu — Add a line “- Name: hidden.md” under “nav:” in mkdocs.yml, and"
        " the name in each language under “nav_translations:”"
    ]


def test_a_configuration_that_is_missing(tmp_path: Path, site: Site, english: Translator) -> None:
    said = report(check_configuration(tmp_path, site), english)
    assert said.strip() == "mkdocs.yml:1:1: The configuration of MkDocs is missing — Restore it"


def test_the_names_in_a_menu() -> None:
    assert menu_names(MENU, {"legal.md"}) == ("Home", "About", "The unit", "Contact")
    assert menu_names("nav: [{A: a.md}, {A: b.md}]", ()) == ("A",)
    assert menu_names("site_name: A site", ()) == ()


def test_a_configuration_for_another_country_differs_in_nothing_else() -> None:
    languages = [{"locale": "uk", "name": "Українська", "default": "true"}, {"locale": "fa", "name": "فارسی"}]
    found = configured(
        MENU + RIGHT.partition("\n")[2], name="Сайт", address="https://example.com/", languages=languages,
        left_out={"about/unit.md", "legal.md"},
    )  # fmt: skip
    assert (
        found
        == """\
site_name: "Сайт"
nav:
  - Home: index.md
  - About:
      - Contact: contact.md
  - index.md
site_url: !ENV [SITE_URL, "https://example.com/"]
plugins:
  - search
  - i18n:
      docs_structure: folder
      languages:
        - locale: uk
          name: Українська
          default: true
        - locale: fa
          name: فارسی

extra_javascript:
  - path: !!python/name:a.b
"""
    )
