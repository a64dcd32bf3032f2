"""What the tests share: the real records, the example of an invented country, and translators."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from golden import BASE, Golden
from ogp.loading.load import Loaded, load
from ogp.problems import report
from ogp.register import Register
from ogp.translation import Translator

ROOT = Path(__file__).parents[1]

Change = Callable[..., None]
Report = Callable[[], list[str]]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-cases",
        action="store_true",
        help="Write what is expected in golden files, such as those of tests/cases, anew. Read every line before you keep it.",
    )
    parser.addoption("--kills", type=int, help="How many builds and publications are killed, each; `make kills`.")


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the project."""
    return ROOT


@pytest.fixture(scope="session")
def english() -> Translator:
    return Translator("en_GB", ROOT / "translations")


@pytest.fixture(scope="session")
def arabic() -> Translator:
    return Translator("ar_JO", ROOT / "translations")


@pytest.fixture(scope="session")
def real_loaded(english: Translator) -> Loaded:
    """The records of the real site, which must have no problems."""
    loaded = load(ROOT / "data")
    assert report(loaded.problems, english) == ""
    return loaded


@pytest.fixture(scope="session")
def real(real_loaded: Loaded) -> Register:
    """The register of the real site."""
    assert real_loaded.register
    return real_loaded.register


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with the file that holds it, or writes it there."""

    def compare(expected: Path, found: str) -> None:
        if request.config.getoption("--update-cases"):
            expected.write_text(found, encoding="utf-8")
        assert found == expected.read_text(encoding="utf-8")

    return compare


@pytest.fixture
def example(tmp_path: Path) -> Path:
    """A copy of the invented country's data, to be changed by the test."""
    return Path(shutil.copytree(BASE, tmp_path / "data"))


@pytest.fixture
def change(example: Path) -> Change:
    """Replaces, in a file of the example, a text that occurs there once; without an old text, adds to its end."""

    def replace(file: str, new: str, *, old: str | None = None) -> None:
        path = example / file
        content = path.read_text(encoding="utf-8")
        if old is None:
            content += new
        else:
            assert content.count(old) == 1, f"{old!r} stands {content.count(old)} times in {file}"
            content = content.replace(old, new)
        path.write_text(content, encoding="utf-8")

    return replace


@pytest.fixture
def problems(example: Path, english: Translator) -> Report:
    """The messages about the example in English, one a line."""
    return lambda: report(load(example).problems, english).splitlines()


@pytest.fixture
def register_of_example(example: Path, english: Translator) -> Callable[[], Register]:
    """The register of the example, which must have no problems."""

    def build() -> Register:
        loaded = load(example)
        assert report(loaded.problems, english) == ""
        assert loaded.register
        return loaded.register

    return build
