"""One build of the whole site for all tests that read it as its users do."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

import pytest
from bs4 import BeautifulSoup, Tag

from served import served

PROJECT = Path(__file__).parents[1]
ROOT = "https://www.ogp.gov.jo/"
TODAY = "2026-11-26"
LANGUAGES = {"ar": "/", "en": "/en/"}
DIRECTIONS = {"ar": "rtl", "en": "ltr"}

_OWN_SETTINGS = ("OGP_LANG", "OGP_SIGNING_KEY", "SITE_URL", "SOURCE_DATE_EPOCH", "PYTHONPATH")


def environment(project: Path, **settings: str) -> dict[str, str]:
    """The environment in which the command runs with the code of the folder `project`, and with `settings`."""
    left = {name: value for name, value in os.environ.items() if name not in _OWN_SETTINGS}
    own = {
        "OGP_TODAY": TODAY,
        "OGP_CACHE": str(PROJECT / ".cache/ogp"),
        "PYTHONPATH": str(project / "hooks"),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    return left | own | settings


def ogp(
    *arguments: str, project: Path = PROJECT, answers: str | None = None, **settings: str
) -> subprocess.CompletedProcess[str]:
    """Runs the `ogp` command in the folder `project`, with that project's own code, and with `settings` as environment;
    `answers` are what is typed when it asks."""
    command, environment = ogp_command(*arguments, project=project, **settings)
    return subprocess.run(
        command, cwd=project, env=environment, input=answers, capture_output=True, text=True, timeout=300, check=False
    )


def ogp_command(*arguments: str, project: Path = PROJECT, **settings: str) -> tuple[list[str], dict[str, str]]:
    """The `ogp` command with `arguments` for the folder `project`, and the environment for it, with `settings`."""
    return [str(Path(sys.executable).with_name("ogp")), *arguments], environment(project, **settings)


def project_copy(target: Path) -> Path:
    """A copy of the project at `target`, without what is built or hidden."""

    def scratch(folder: str, names: list[str]) -> set[str]:
        left_out = {"__pycache__", "node_modules"}
        left_out |= {"site", "archive", "tests"} if Path(folder) == PROJECT else set()
        return {name for name in names if name.startswith(".") or name in left_out}

    shutil.copytree(PROJECT, target, ignore=scratch)
    return target


def fingerprints(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below `folder`."""
    return {
        path.relative_to(folder).as_posix(): sha256(path.read_bytes()).hexdigest()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def words(element: Tag) -> str:
    """The text of `element` with every white space as one blank."""
    return " ".join(element.get_text().split())


def twin(address: str) -> str:
    """The same page in the other language."""
    return address.removeprefix("/en") if address.startswith("/en/") else f"/en{address}"


def language(address: str) -> str:
    """The language of the page at `address`."""
    return "en" if address.startswith("/en/") else "ar"


@dataclass
class Site:
    """The built site: addresses start with a slash and are those that a reader sees."""

    folder: Path
    _soups: dict[str, BeautifulSoup] = field(default_factory=dict)
    _links: dict[str, list[tuple[str, str]]] = field(default_factory=dict)

    @cached_property
    def addresses(self) -> tuple[str, ...]:
        """Every address at which an HTML page stands that is for readers: the editor is none of them."""
        paths = (path.relative_to(self.folder).as_posix() for path in self.folder.rglob("*.html"))
        found = (f"/{path.removesuffix('index.html')}" for path in paths)
        return tuple(sorted(address for address in found if not address.endswith("/admin/")))

    @cached_property
    def redirects(self) -> dict[str, str]:
        """Each page that only leads on, and where it leads."""
        found = {}
        for address in self.addresses:
            refresh = self.soup(address).select_one("meta[http-equiv=refresh]")
            if refresh:
                found[address] = self.target(address, str(refresh["content"]).partition("url=")[2])[0]
        return found

    @cached_property
    def pages(self) -> tuple[str, ...]:
        """The pages proper: neither redirects nor 404 pages nor embeds."""
        left_out = {*self.redirects, *self.embeds}
        return tuple(a for a in self.addresses if a not in left_out and not a.endswith("404.html"))

    @cached_property
    def embeds(self) -> tuple[str, ...]:
        """The small pages that other websites show in a frame."""
        return tuple(a for a in self.addresses if a.startswith(("/embed/", "/en/embed/")))

    @cached_property
    def assets(self) -> str:
        """Where the pages load styles and scripts from, from the first slash to the last."""
        (scripts,) = (self.folder / "assets").glob("*/js")
        return f"/assets/{scripts.parent.name}/"

    def soup(self, address: str) -> BeautifulSoup:
        """The page at `address`, parsed."""
        if address not in self._soups:
            file = self.folder / (f"{address}index.html" if address.endswith("/") else address).lstrip("/")
            self._soups[address] = BeautifulSoup(file.read_bytes(), "lxml")
        return self._soups[address]

    def article(self, address: str) -> Tag:
        """The content of the page at `address`."""
        found = self.soup(address).article
        assert found, address
        return found

    def find(self, address: str, anchor: str) -> Tag:
        """The element at `anchor` of the page at `address`."""
        found = self.soup(address).find(id=anchor)
        assert isinstance(found, Tag), f"{address}#{anchor}"
        return found

    def target(self, address: str, href: str) -> tuple[str, str]:
        """Path and anchor of the link `href` on the page at `address`; the path of another site is its whole address."""
        url = urlsplit(urljoin(urljoin(ROOT, address), href))
        inside = url.geturl().startswith(ROOT)
        path = unquote(url.path) if inside else url._replace(fragment="").geturl()
        return path, unquote(url.fragment)

    def links(self, address: str, element: Tag | None = None) -> list[tuple[str, str]]:
        """Path and anchor of every link of the page at `address`, or of one `element` of it."""
        if element:
            return [self.target(address, str(a["href"])) for a in element.select("a[href]")]
        if address not in self._links:
            self._links[address] = self.links(address, self.soup(address))
        return self._links[address]


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Site:
    """The site as built from the project."""
    folder = tmp_path_factory.mktemp("built") / "site"
    done = ogp("build", "--site-dir", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    return Site(folder)


@pytest.fixture(scope="session")
def server(site: Site) -> Iterator[str]:
    """Address, without the last slash, at which the built site is served on this machine."""
    with served(site.folder) as address:
        yield address


@pytest.fixture(scope="session")
def copy(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a copy of the built site that is opened from a disk; its ZIP file stands beside it."""
    folder = tmp_path_factory.mktemp("copies")
    done = ogp("archive", "--site-dir", str(site.folder), "--to", str(folder))
    assert done.returncode == 0, done.stdout + done.stderr
    [made] = (path for path in folder.iterdir() if path.is_dir())
    return made
