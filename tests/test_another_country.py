"""The site of another country: begun empty by `ogp init`, then filled, in two languages that are not Jordan's.

The filled one is a pseudo-translation: every Latin letter of the interface and of the invented country's English becomes a
Cyrillic one, so that a Latin word on a page is one that no translator can reach.
"""

import json
import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pypdf
import pytest
import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po
from bs4 import BeautifulSoup, Comment, Doctype

from attested import minisign_keys
from built import PROJECT, Site, ogp, project_copy, words
from small import past

ADDRESS = "https://opengov.example.org/"
ANSWERS = (
    ("Відкритий уряд у Прикладії", "حکومت باز در سرزمین نمونه"),  # name
    ("Публічний запис", "ثبت عمومی"),
    ("Прикладія", "سرزمین نمونه"),
    "unit@example.org",
    ("Міністерство прикладів", "وزارت نمونه‌ها"),
    "ministry",
    ("Відділ відкритого уряду", "واحد حکومت باز"),
    ("Форум", "انجمن"),
    "3",  # the plan
    ("Третій план дій", "برنامه سوم"),
    ("Третій план", ""),  # still to be translated
    ("План на два роки", "برنامه دو ساله"),
    "adopted",
    ("2026", "2028", ""),
    ("Третій план дій", "برنامه سوم"),  # the document
    ("Текст плану", "متن برنامه"),
    "https://example.org/plan.pdf",
)
LANGUAGES = ("--language", "uk_UA", "--language", "fa_IR", "--address", ADDRESS)
OF_JORDAN = re.compile(r"jordan|أردن|ogp\.gov\.jo|mop\.gov|amman", re.IGNORECASE)

LETTERS = dict(zip("abcdefghijklmnopqrstuvwxyz", "абцдефгхіжклмнопярстуввжиз", strict=True))
LETTERS |= {latin.upper(): other.upper() for latin, other in LETTERS.items()}
KEPT = re.compile(r"\{[^}]*\}|\]\([^)]*\)|https?:\S+")
"""Gaps and addresses, which no translation changes."""

LATIN = re.compile(r"[A-Za-z]{2,}")
NAMES = {
    "OGP", "IRM", "CSV", "JSON", "XLSX", "ZIP", "PDF", "PDFs", "DOCX", "DCAT", "RSS", "Atom", "iCalendar", "BibTeX", "CSL", "UTF",
    "SHA", "Excel", "Word", "LibreOffice", "Frictionless", "OpenAPI", "HTML", "API", "schema", "org", "MiB", "KiB", "kB", "MB",
}  # fmt: skip
"""Names of formats and bodies, which are the same in every language."""


def _answers() -> str:
    lines: list[str] = []
    for answer in ANSWERS:
        lines += [answer] if isinstance(answer, str) else answer
    return "\n".join([*lines, ""])


def _git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


@pytest.fixture(scope="module")
def begun(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of another country, as `ogp init` makes it of a committed copy of this one."""
    folder = tmp_path_factory.mktemp("country")
    generator = project_copy(folder / "generator")
    for name in (".github", ".gitlab", "tests/tools"):
        shutil.copytree(PROJECT / name, generator / name, ignore=shutil.ignore_patterns("node_modules"))
    _git(generator, "init", "--quiet")
    _git(generator, "add", "--all")
    _git(generator, "-c", "user.name=Test", "-c", "user.email=test@example.org", "commit", "--quiet", "-m", "All")
    done = ogp("init", str(folder / "new"), *LANGUAGES, project=generator, answers=_answers())
    assert done.returncode == 0, done.stdout + done.stderr
    assert done.stdout.rstrip().endswith(f"The project is in {folder / 'new'}; its README.md says what to do next.")
    assert "This is still to be done" not in done.stdout
    return folder / "new"


def test_it_begins_empty_and_valid_with_nothing_of_jordan(begun: Path, tmp_path: Path) -> None:
    assert ogp("check", project=begun).stdout == "No problems.\n"
    assert "personal_data:\n  country: UA\n" in (begun / "data/site.yaml").read_text(encoding="utf-8")
    own = [path for name in ("data", "docs", "translations") for path in (begun / name).rglob("*.*")]
    for path in (*own, begun / "mkdocs.yml", begun / "README.md", *(begun / ".github").rglob("*.*")):
        found = OF_JORDAN.findall(re.sub("Asia/Amman", "", path.read_text(encoding="utf-8"))) if path.is_file() else []
        assert not found, path
    assert sorted(path.name for path in (begun / "translations").iterdir()) == ["fa", "uk"]
    assert not (begun / "CONTRIBUTING.ar.md").exists()
    assert "CONTRIBUTING.ar.md" not in (begun / "CONTRIBUTING.md").read_text(encoding="utf-8")
    assert [path.name for path in (begun / "pictures/guide").iterdir()] == ["en"]
    assert begun.stat().st_mode & 0o777 == begun.parent.stat().st_mode & 0o777 | 0o055
    assert (begun / "tests/tools/requirements.lock").is_file()

    site = tmp_path / "site"
    public, secret = minisign_keys(tmp_path)
    done = ogp("build", "--site-dir", str(site), "--sign", str(secret), project=begun)
    assert done.returncode == 0, done.stdout + done.stderr
    assert ogp("verify", str(site), "--key", str(public), project=begun).returncode == 0
    for path in site.rglob("*.html"):
        assert not OF_JORDAN.search(path.read_text(encoding="utf-8")), path
    for address, language, direction, name in (
        ("", "uk", "ltr", "Відкритий уряд у Прикладії"),
        ("fa/", "fa", "rtl", "حکومت باز در سرزمین نمونه"),
    ):
        page = BeautifulSoup((site / address / "index.html").read_bytes(), "lxml")
        assert page.html and (page.html["lang"], page.html["dir"]) == (language, direction)
        assert page.h1 and words(page.h1) == name
        assert page.select_one(f'link[rel=canonical][href="{ADDRESS}{address}"]')
        assert "0 commitment " not in f"{words(page.body or page)} "
    # What has no translation is shown in the language that it has, and says so.
    home = BeautifulSoup((site / "fa/index.html").read_bytes(), "lxml")
    shown = home.select_one("#plan [lang=uk]")
    assert shown and words(shown).startswith("Третій план")


def test_a_record_is_added_as_staff_do(begun: Path, tmp_path: Path) -> None:
    project = Path(shutil.copytree(begun, tmp_path / "project"))
    answers = ("", "Відкриті дані", "داده‌های باز", "Дані", "داده", "Стисло", "خلاصه", "action-plan-3", "")
    done = ogp("new", "commitment", "nap3/1", project=project, answers="\n".join(answers))
    assert done.returncode == 0, done.stdout + done.stderr
    done = ogp("build", "--site-dir", str(tmp_path / "site"), project=project)
    assert done.returncode == 0, done.stdout + done.stderr
    page = BeautifulSoup((tmp_path / "site/fa/plans/nap3/commitments/1/index.html").read_bytes(), "lxml")
    assert page.h1 and "داده‌های باز" in words(page.h1)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (("--language", "uk", "--address", ADDRESS), "uk: write language and country, such as fr_BE"),
        (("--language", "xx_YY", "--address", ADDRESS), "xx_YY: its rules for dates and plurals are not known"),
        (
            ("--language", "fr_BE", "--address", "http://opengov.example.org/"),
            "write the whole address, such as https://",
        ),
        (("--language", "fr_BE", "--language", "fr_FR", "--address", ADDRESS), "each language stands once"),
        (
            ("--language", "fr_BE", "--address", "opengov"),
            "write the whole address, such as https://opengov.example.org/",
        ),
    ],
)
def test_a_slip_is_told_and_nothing_is_written(tmp_path: Path, arguments: tuple[str, ...], said: str) -> None:
    done = ogp("init", str(tmp_path / "new"), *arguments, answers=_answers())
    assert done.returncode == 2
    assert said in done.stderr
    assert not list(tmp_path.iterdir())


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    done = ogp("init", str(tmp_path), *LANGUAGES, answers=_answers())
    assert done.returncode == 1
    assert done.stderr == f"Error: {tmp_path} is there already, and not empty\n"
    assert [path.name for path in tmp_path.iterdir()] == ["notes.txt"]


def _pseudo(text: str) -> str:
    """`text` in letters that are not Latin, but for gaps and addresses."""
    pieces, last = [], 0
    for kept in KEPT.finditer(text):
        pieces += ["".join(LETTERS.get(letter, letter) for letter in text[last : kept.start()]), kept[0]]
        last = kept.end()
    return "".join([*pieces, *(LETTERS.get(letter, letter) for letter in text[last:])])


def _translated(catalogue: Catalog) -> Catalog:
    for entry in catalogue:
        if entry.id and entry.pluralizable:
            entry.string = tuple(_pseudo(entry.id[1]) for _ in range(catalogue.num_plurals))
        elif entry.id:
            entry.string = _pseudo(entry.id)
    return catalogue


def _in_other_languages(value: Any) -> Any:
    if isinstance(value, list):
        return [_in_other_languages(inner) for inner in value]
    if isinstance(value, dict):
        made = {
            {"ar": "fa", "en": "uk"}.get(key, key): _pseudo(inner) if key == "en" else _in_other_languages(inner)
            for key, inner in value.items()
        }
        return made
    return {"ar": "fa", "en": "uk"}.get(value, value)


@pytest.fixture(scope="module")
def filled(begun: Path, tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site with all kinds of records and a whole interface, built."""
    project = Path(shutil.copytree(begun, tmp_path_factory.mktemp("filled") / "project"))
    languages = yaml.safe_load((project / "data/site.yaml").read_text(encoding="utf-8"))["languages"]
    shutil.rmtree(project / "data")
    shutil.copytree(PROJECT / "tests/cases/_base/data", project / "data")
    for path in sorted((project / "data").rglob("*.*")):
        path = path.rename(path.with_name(past(path.name)))  # noqa: PLW2901
        if path.suffix == ".txt" and path.parent.name == "data":
            path.write_text(past(path.read_text(encoding="utf-8")), encoding="utf-8")
        if path.suffix != ".yaml":
            continue
        values = _in_other_languages(yaml.load(past(path.read_text(encoding="utf-8")), Loader=yaml.CSafeLoader))
        if path.name == "site.yaml":
            values["languages"] = [{k: v for k, v in one.items() if k != "partly_translated"} for one in languages]
        path.write_text(yaml.safe_dump(values, allow_unicode=True, sort_keys=False), encoding="utf-8")
    for path in (project / "translations").rglob("*.po"):
        with path.open("rb") as file:
            catalogue = _translated(read_po(file, locale=path.parent.name))
        with path.open("wb") as file:
            write_po(file, catalogue)
    for path in (project / "docs").rglob("*.md"):
        head, _, body = path.read_text(encoding="utf-8").partition("# ")
        head = re.sub(r"(?<=: ).*", lambda match: match[0] if match[0][0] == "2" else _pseudo(match[0]), head)
        title, _, rest = body.partition(" {#page}")
        path.write_text(f"{head}# {_pseudo(title)} {{#page}}{_pseudo(rest)}", encoding="utf-8")
    settings = project / "mkdocs.yml"
    text = settings.read_text(encoding="utf-8")
    text = re.sub(r"^( {12}[\w ]+: )(.*)$", lambda m: m[1] + _pseudo(m[2]), text, flags=re.MULTILINE)
    settings.write_text(text, encoding="utf-8")
    done = ogp("build", "--site-dir", str(project / "site"), project=project, OGP_TODAY="2023-01-01")
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(project / "site")


def _said(page: BeautifulSoup) -> Iterator[str]:
    """What a page says to its readers: texts, and the attributes that are read out or shown."""
    for text in page.find_all(string=True):
        above = {parent.name for parent in text.parents}
        transcript = any("ogp-transcript__text" in parent.get("class", ()) for parent in text.parents)
        name = any(parent.get("translate") == "no" for parent in text.parents)
        if (
            not isinstance(text, Comment | Doctype)
            and not above & {"script", "style", "code", "pre"}
            and not transcript
            and not name
        ):
            yield str(text)
    for name in ("aria-label", "title", "alt", "placeholder", "content"):
        for element in page.find_all(attrs={name: True}):
            if name != "content" or element.get("name") == "description" or element.get("property") in ("og:title",):
                yield str(element[name])


def test_every_word_can_be_translated(filled: Site) -> None:
    left: dict[str, list[str]] = {}
    for address in (*filled.pages, *filled.embeds, "/404.html", "/fa/404.html"):
        for said in _said(filled.soup(address)):
            plain = re.sub(r"\S*[@/]\S*|[\w-]+\.\w+|[a-z0-9]+(?:[-_][a-z0-9]+)+", " ", said)
            found = set(LATIN.findall(plain)) - NAMES
            if found:
                left.setdefault(" ".join(said.split())[:80], []).append(address)
    assert left == {}


def test_each_language_has_its_direction_dates_and_plurals(filled: Site) -> None:
    assert len(filled.pages) > 40
    for address in filled.pages:
        html = filled.soup(address).html
        assert html
        persian = address.startswith("/fa/")
        assert (html["lang"], html["dir"]) == (("fa", "rtl") if persian else ("uk", "ltr"))
    meeting = words(filled.article("/meetings/2021-05-20-workshop/"))
    assert "20 травня 2021" in meeting
    assert "20 مهٔ 2021" in words(filled.article("/fa/meetings/2021-05-20-workshop/"))


def test_files_speak_the_languages_of_the_site(filled: Site) -> None:
    index = json.loads((filled.folder / "pagefind/pagefind-entry.json").read_text(encoding="utf-8"))
    assert index["languages"].keys() == {"uk", "fa"}
    assert {path.name for path in (filled.folder / "data").glob("*.xlsx")} >= {
        "open-government-data-uk.xlsx",
        "open-government-data-fa.xlsx",
    }
    with (filled.folder / "data/csv/commitments.csv").open(encoding="utf-8-sig") as file:
        columns = file.readline().strip().split(",")
    assert {"title_uk", "title_fa"} <= {*columns}
    assert not [column for column in columns if column.endswith(("_ar", "_en"))]
    for report in filled.folder.rglob("*.pdf"):
        assert pypdf.PdfReader(report).trailer["/Root"]["/Lang"] in ("uk", "fa", "uk-UA", "fa-IR")
