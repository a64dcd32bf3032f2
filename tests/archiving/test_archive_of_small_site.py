"""A small site whose documents stand on a server of others: what its pages say of a dead one, what the report of links tells to
do, and what the copy has of them."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from bs4 import BeautifulSoup, Tag
from slow_server import PDF, documents_served

from built import ogp, words
from served import free_port
from small import small_project

DOCUMENT = """- id: {id}
  updated: 2022-01-01
  title: {{original: en, ar: وثيقة {id}, en: Document {id}}}
  description: {{original: [ar, en], ar: ما في {id}., en: What {id} holds.}}
  type: report
  languages: [en]
  url: {url}
"""


@dataclass(frozen=True)
class Small:
    """The project, the address of its documents, and that of nobody."""

    project: Path
    address: str
    nobody: str

    def document(self, id_: str, language: str = "en/") -> Tag:
        """The content of the page of a document, as published."""
        path = self.project / f"site/{language}documents/{id_}/index.html"
        article = BeautifulSoup(path.read_bytes(), "lxml").article
        assert article
        return article


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Small]:
    project = small_project(tmp_path_factory.mktemp("small") / "project")
    nobody = f"http://127.0.0.1:{free_port()}"
    with documents_served() as (address, _):
        text = "".join(
            DOCUMENT.format(id=id_, url=url) + rest
            for id_, url, rest in (
                ("minutes", f"{address}/moved", ""),
                ("gone", f"{address}/gone", ""),
                ("known", f"{address}/gone-too", f"  archived: {address}/minutes?known\n"),
                ("dead", f"{nobody}/dead", f"  archived: {address}/minutes?dead\n  dead_since: 2021-12-31\n"),
                ("lost", f"{nobody}/lost", "  dead_since: 2021-12-31\n"),
                ("unreached", f"{nobody}/unreached", f"  archived: {nobody}/archived\n"),
            )
        )
        with (project / "data/documents.yaml").open("a", encoding="utf-8") as file:
            file.write(text)
        standards = project / "data/documents.yaml"
        standards.write_text(
            standards.read_text(encoding="utf-8").replace("https://example.org/standards", f"{address}/news"), "utf-8"
        )
        assert ogp("addresses", project=project).returncode == 0
        done = ogp("build", project=project)
        assert done.returncode == 0, done.stdout + done.stderr
        yield Small(project, address, nobody)


@pytest.mark.parametrize(
    ("language", "since", "none"),
    [
        ("", "لم يعد يجيب في 31 كانون الأول 2021", "لا تُعرف نسخة"),
        ("en/", "no longer answered on 31 December 2021", "none is known"),
    ],
)
def test_a_dead_address_is_no_link_and_its_archived_copy_is(small: Small, language: str, since: str, none: str) -> None:
    dead = small.document("dead", language)
    assert f"{small.nobody}/dead {since}" in words(dead.select_one(".ogp-facts") or dead)
    assert not dead.find("a", href=f"{small.nobody}/dead")
    assert dead.find("a", href=f"{small.address}/minutes?dead")
    lost = small.document("lost", language)
    assert f"{small.nobody}/lost {since}" in words(lost.select_one(".ogp-facts") or lost)
    assert none in words(lost.select_one(".ogp-facts") or lost)
    assert not lost.find("a", href=f"{small.nobody}/lost")
    known = small.document("known", language)
    assert known.find("a", href=f"{small.address}/gone-too") and known.find("a", href=f"{small.address}/minutes?known")
    assert since not in words(known) and none not in words(small.document("minutes", language))


def test_the_field_is_in_the_tables_and_the_api(small: Small) -> None:
    table = (small.project / "site/data/csv/documents.csv").read_text(encoding="utf-8-sig")
    assert "dead_since" in table.splitlines()[0] and "2021-12-31" in table
    assert '"dead_since": "2021-12-31"' in (small.project / "site/api/v1/documents/dead.json").read_text(
        encoding="utf-8"
    )


def test_the_report_of_links_tells_which_field_to_fill(small: Small) -> None:
    done = ogp("links", "--timeout", "5", "--lang", "all", project=small.project, OGP_TODAY="2022-01-02")
    assert done.returncode == 0, done.stderr
    english = done.stdout[done.stdout.index('<div dir="ltr">') :]
    rows = {line.split("`")[1]: line for line in english.splitlines() if line.startswith("| `")}
    assert (
        "Add “dead_since: 2022-01-02” to “gone”, and the address of an archived copy" in rows[f"{small.address}/gone"]
    )
    known = rows[f"{small.address}/gone-too"]
    assert "Add “dead_since: 2022-01-02” to “known”: the page then links to the archived copy, which is known" in known
    assert "It is the archived copy of “unreached”" in rows[f"{small.nobody}/archived"]
    assert f"{small.nobody}/dead" not in rows and f"{small.address}/minutes?dead" not in rows
    lines = (small.project / "data/documents.yaml").read_text(encoding="utf-8").splitlines()
    place = known.split("`data/documents.yaml:")[1].split("`")[0]
    assert lines[int(place) - 1].startswith(f"  url: {small.address}/gone-too")
    assert "أضف «" in done.stdout and "وهي معروفة" in done.stdout


def test_what_is_due_names_the_lost_document(small: Small) -> None:
    done = ogp("status", project=small.project)
    assert "Document lost: its address no longer answers, and no archived copy is known" in done.stdout
    assert "Document dead" not in done.stdout


def test_the_copy_has_what_was_fetched_and_says_what_was_not(small: Small, tmp_path: Path) -> None:
    done = ogp(
        "archive", "--documents", "--timeout", "5", "--to", str(tmp_path), "--lang", "all", project=small.project
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    for said in (
        f"{small.address}/gone answered with the status 404", f"{small.nobody}/unreached cannot be reached: ",
        "3 documents were fetched", "أجاب", "تعذر الوصول إلى", "جُلبت 3 وثائق",
    ):  # fmt: skip
        assert said in done.stdout
    assert f"{small.nobody}/lost" not in done.stdout
    [copy] = (path for path in tmp_path.iterdir() if path.is_dir())
    assert {path.name for path in (copy / "documents").iterdir()} == {"minutes.pdf", "standards.html", "dead.pdf"}
    assert {"documents.csv", "documents.warc.gz"} < {path.name for path in copy.iterdir()}
    for id_, link in (("minutes", "/moved"), ("dead", "/minutes?dead")):
        path = copy / f"site/en/documents/{id_}/index.html"
        article = BeautifulSoup(path.read_bytes(), "lxml").article
        assert article
        own = article.find("a", href=f"{small.address}{link}")
        assert isinstance(own, Tag)
        kept = own.find_next("a")
        assert kept and words(kept).startswith("archived copy of ")
        assert (path.parent / str(kept["href"])).resolve().read_bytes() == PDF
    first = BeautifulSoup((copy / "index.html").read_bytes(), "lxml")
    [section] = first.select("section[lang=en]")
    assert section.find("a", href="documents/minutes.pdf") and section.find("a", href="documents.warc.gz")
    assert f"{small.address}/gone answered with the status 404" in words(section)


def test_without_a_network_the_copy_is_made_all_the_same(small: Small, tmp_path: Path) -> None:
    """Nobody answers at the proxy through which all is asked for."""
    settings = {"http_proxy": small.nobody, "no_proxy": "", "NO_PROXY": ""}
    done = ogp("archive", "--documents", "--to", str(tmp_path), "--lang", "all", project=small.project, **settings)
    assert done.returncode == 0, done.stderr
    told = [line for line in done.stdout.splitlines() if " cannot be reached: " in line or "تعذر الوصول" in line]
    assert len(told) == 2 * 6
    assert "0 documents were fetched" in done.stdout
    [copy] = (path for path in tmp_path.iterdir() if path.is_dir())
    assert (copy / "site/index.html").is_file() and not (copy / "documents").exists()
    assert "Traceback" not in done.stdout + done.stderr
