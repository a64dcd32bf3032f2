"""Words are brought to the same form in the index and in the browser, and all forms of a word to one."""

from pathlib import Path

import pytest
from open_page import Open
from playwright.sync_api import Page

from built import Site
from ogp.exports.search_text import page_text
from ogp.exports.word_forms import TABLE, WordForms

FORMS = """async ([assets, words]) => {
  const { wordForms } = await import(`${assets}js/search-words.js`);
  const forms = wordForms(await (await fetch(`${assets}search/word-forms.json`)).json());
  return words.map((word) => forms(word));
}"""
NEAREST = """async ([assets, form, word, known]) => {
  const { nearest } = await import(`${assets}js/search-words.js`);
  return nearest(form, word, known);
}"""
SAME = [
    "التزام الالتزام الإلتزام التزامات والتزاماتها بالتزام لالتزام للالتزام كالتزام فالالتزام ولالتزامات التزامٌ التـزام",
    "حوكمة الحوكمة للحوكمة حوكمه بحوكمة وبالحوكمة الحَوْكَمة",
    "مشاركة المشاركة بمشاركتهم للمشاركين مشاركون مشاركته والمشاركات لمشاركة",
    "خطة الخطة وخطة خطط خططها بالخطة خطتين الخطط خطه",
    "لجنة للجنة اللجان لجان واللجنة لجنتين",
    "مسؤول مسئول المسؤولين المسؤولية",
    "مبادئ مبادىء المبادئ مبدأ",
    "مدني المدنية مدنية المدنيين مدنى",
    "إجراء اجراءات الإجراءات أجراء",
    "آلية الآلية لآلية اليه آليات",
    "المرأة امرأة النساء إمرأة",
    "٢٠٢١ 2021 ۲۰۲۱",
    "٢٥ 25",
]
APART = [("وحدة", "حد"), ("هيئة", "هي"), ("شاب", "شبكة"), ("خطة", "خط")]


@pytest.fixture(scope="module")
def forms(root: Path) -> WordForms:
    return WordForms(root / "overrides/assets" / TABLE)


@pytest.fixture
def page(open_page: Open) -> Page:
    return open_page("/search/").page


@pytest.mark.parametrize("words", SAME)
def test_every_form_of_a_word_is_one(forms: WordForms, words: str) -> None:
    assert len({forms.words(word) for word in words.split()}) == 1, {word: forms.words(word) for word in words.split()}


@pytest.mark.parametrize(("one", "other"), APART[:3])
def test_different_words_stay_apart(forms: WordForms, one: str, other: str) -> None:
    assert forms.words(one) != forms.words(other)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("،", ()), ("—", ()), ("في", ()), ("وفي", ()), ("The", ()), ("a07", ("a07",)), ("2021–2025", ("2021", "2025")),
        ("Open-Government", ("open", "government")), ("\u2068JO0066\u2069", ("jo0066",)), ("ﷲ", ("xلهx",)),
    ],
)  # fmt: skip
def test_what_a_text_between_blanks_holds(forms: WordForms, text: str, words: tuple[str, ...]) -> None:
    assert forms.words(text) == words


def test_the_browser_brings_every_word_of_the_site_to_the_same_form(page: Page, site: Site, forms: WordForms) -> None:
    words = sorted({word for path in site.folder.rglob("index.html") for word in page_text(path.read_bytes()).words()})
    words += [word for line in SAME for word in line.split()]
    assert len(words) > 3000
    assert dict(zip(words, map(tuple, page.evaluate(FORMS, [site.assets, words])), strict=True)) == {
        word: forms.words(word) for word in words
    }


@pytest.mark.parametrize(
    ("form", "word", "found"),
    [
        ("xنزاخx", "النزاخة", "xنزاهx"),
        ("xنزاه", "نزا", "xنزاهx"),
        ("refersh", "refersh", "refresh"),
        ("xyz", "xyz", None),
        ("goverment", "goverment", "government"),
    ],
)
def test_the_nearest_known_word(page: Page, site: Site, form: str, word: str, found: str | None) -> None:
    known = ["xحوكمx", "refer", "refresh", "xنزاهx", "government"]
    assert page.evaluate(NEAREST, [site.assets, form, word, known]) == found
