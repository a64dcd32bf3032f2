"""How a page is cited, read by libraries for references that we did not write."""

import json
from collections.abc import Iterator
from urllib.parse import urljoin

import bibtexparser
import pytest
from bs4 import Tag
from citeproc import Citation, CitationItem, CitationStylesBibliography, CitationStylesStyle, formatter
from citeproc.source.json import CiteProcJSON

from built import ROOT, TODAY, Site, language, words
from ogp.register import Register
from ogp.views.page import version_of

COMMITMENT = "plans/nap5/commitments/4/"
PUBLISHER = {
    "ar": "وزارة التخطيط والتعاون الدولي",
    "en": "Ministry of Planning and International Cooperation",
}
PARTS = [[int(part) for part in TODAY.split("-")]]


def _cited(site: Site) -> Iterator[tuple[str, Tag]]:
    for address in site.pages:
        if box := site.soup(address).select_one("article .ogp-cite"):
            yield address, box


def _code(box: Tag, number: int) -> str:
    return box.select("pre")[number].get_text()


def test_every_page_with_facts_can_be_cited(site: Site) -> None:
    """The list of licences tells of works of others, not of the record."""
    without = {"/search/", "/en/search/", "/licences/", "/en/licences/"}
    assert set(site.pages) - {address for address, _ in _cited(site)} == without


def test_bibtex_is_read_by_a_parser(site: Site) -> None:
    keys = set()
    for address, box in _cited(site):
        library = bibtexparser.parse_string(_code(box, 0))
        assert not library.failed_blocks, address
        (entry,) = library.entries
        code = language(address)
        assert entry.entry_type == "online"
        assert entry["url"] == urljoin(ROOT, address)
        assert entry["author"] == f"{{{PUBLISHER[code]}}}"
        assert entry["urldate"] == TODAY
        assert entry["date"] == entry["version"][:10] <= TODAY
        assert entry["year"] == entry["date"][:4]
        assert entry["title"].strip()
        assert entry["langid"] == {"ar": "ar-JO", "en": "en-GB"}[code]
        keys.add(entry.key)
    assert len(keys) == len(list(_cited(site)))


def test_csl_json_says_the_same_as_bibtex(site: Site) -> None:
    for address, box in _cited(site):
        (item,) = json.loads(_code(box, 1))
        (entry,) = bibtexparser.parse_string(_code(box, 0)).entries
        assert item["id"] == entry.key, address
        assert item["URL"] == entry["url"]
        assert item["version"] == entry["version"]
        assert item["accessed"] == {"date-parts": PARTS}
        assert "-".join(f"{part:02}" for part in item["issued"]["date-parts"][0]) == entry["date"]


@pytest.mark.parametrize("code", ["ar", "en"])
def test_a_citation_processor_prints_it(site: Site, code: str) -> None:
    address = ("/en/" if code == "en" else "/") + COMMITMENT
    box = site.soup(address).select_one(".ogp-cite")
    assert box
    (item,) = json.loads(_code(box, 1))
    bibliography = CitationStylesBibliography(
        CitationStylesStyle("harvard-cite-them-right", validate=False), CiteProcJSON([item]), formatter.plain
    )
    bibliography.register(Citation([CitationItem(item["id"])]))
    printed = str(bibliography.bibliography()[0])
    for part in (PUBLISHER[code], item["title"], urljoin(ROOT, address), "2026"):
        assert part in printed


def test_the_words_name_publisher_title_version_address_and_visit(site: Site, real: Register) -> None:
    commitment, refresh = real.commitments["nap5/4"], real.refreshes["nap5/refresh"]
    meetings = [
        one
        for one in real.meetings.values()
        for group in (*one.discussions, *one.results)
        if group.commitment == commitment.id
    ]
    # Whose words stand on the page: a change of any of these makes another version.
    version = version_of((commitment, real.plans["nap5"], refresh, *meetings))
    assert version and version.date.isoformat() == "2026-11-26"
    said = {
        code: words(site.soup(prefix + COMMITMENT).select_one(".ogp-cite__words"))  # type: ignore[arg-type]
        for code, prefix in {"ar": "/", "en": "/en/"}.items()
    }
    assert said["en"] == (
        "Ministry of Planning and International Cooperation (2026). “Commitment 4: The role of youth in government plans and"
        f" strategies (Fifth national action plan)”. Open Government in Jordan. Version of 26 November 2026,"
        f" {version.digest}. {ROOT}en/{COMMITMENT}. Accessed on 26 November 2026."
    )
    assert said["ar"] == (
        "وزارة التخطيط والتعاون الدولي (2026). «الالتزام 4: دور الشباب في الخطط والاستراتيجيات الحكومية (الخطة الوطنية الخامسة)»."
        f" شراكة الحكومات الشفافة في الأردن. نسخة 26 تشرين الثاني 2026، {version.digest}."
        f" {ROOT}{COMMITMENT}. اطُّلع عليها في 26 تشرين الثاني 2026."
    )


def test_both_languages_of_a_page_name_the_same_version(site: Site) -> None:
    versions = {address: json.loads(_code(box, 1))[0]["version"] for address, box in _cited(site)}
    for address, version in versions.items():
        if language(address) == "ar" and "/about/" not in address:
            assert versions[f"/en{address}"] == version


def test_a_short_address_is_given_where_there_is_one(site: Site) -> None:
    for address, box in _cited(site):
        shown = [words(line) for line in box.select(".ogp-cite__name") if "/c/" in line.get_text()]
        leads = [own for own, to in site.redirects.items() if to == address and "/c/" in own]
        assert [line.rpartition(ROOT)[2] for line in shown] == [own.strip("/") for own in leads]
