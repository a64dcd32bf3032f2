"""Each page speaks its own language; what stands in another one is marked so."""

import re
from collections.abc import Iterator

import pytest
from bs4 import NavigableString, Tag

from built import DIRECTIONS, LANGUAGES, Site, language, words

LATIN = re.compile(r"[A-Za-z][A-Za-z0-9'’.&/:@?=_#-]*")
ARABIC = re.compile(r"[\u0621-\u064a]+")
NOT_SHOWN = {"script", "style", "template"}
SPOKEN = ("aria-label", "title", "alt", "placeholder", "content")

IDENTIFIER = re.compile(
    r"https?:.*|www\..*|\S+@\S+|[\w-]+\.(com|jo|Jo|org|gov)\b.*"  # addresses
    r"|JO\d{4}|[ap]\d{1,2}|step|[0-9a-f]{8,}"  # numbers of the OGP and of this site, checksums
)
NAMES = {
    # Proper names and abbreviations that Arabic sources and readers use in Latin letters.
    *("OGP", "IRM", "OECD", "MEPI", "JIACC", "RoS", "CCD", "WEBEX", "NAHU", "Nahno", "Sanad", "Ma'an", "Independent"),
    *("Reporting", "Mechanism", "Multi-Stakeholder", "Forum", "Open", "Government", "Partnership"),
    # Words that the Arabic sources themselves print in Latin letters.
    *("ISO", "SOP", "TOT", "Involved", "I", "II", "III", "IV"),
    # Technical words.
    *(
        "SHA-256",
        "cookies",
        "JavaScript",
        "WCAG",
        "HTML",
        "JSON",
        "CSV",
        "RSS",
        "Atom",
        "PDF",
        "Word",
        "AA",
        "Chromium",
        "Nu",
    ),
    "axe-core",
    "BibTeX",
    "CSL-JSON",
    *(
        "Excel",
        "LibreOffice",
        "ZIP",
        "UTF-8",
        "Frictionless",
        "OpenAPI",
        "DCAT",
        "catalog.jsonld",
        "api/v1/index.json",
        "api/v1/openapi.json",
        "codes",
        "not-added",
        "milestones",
        "record",
        "id",
        "commitments_lead",
        "commitments_implementing",
        "oEmbed",
        "WordPress",
        "schema.org",
        "Data",
        "Package",
        "Thunderbird",
        "Feedly",
        "Outlook",
        "Google",
        "Calendar",
        "Apple",
        "iCalendar",
    ),
    # Names of files and columns of the open data.
    *("datapackage.json", "dictionary.csv", "manifest.json", "original", "official", "mid", "url", "record", "sources"),
}
QUOTED = re.compile(r"[«“\"][^«»“”\"]*[»”\"]|\(cases?\)")
"""Notes on the wording of a source quote it, sometimes without marks."""


def _marked(element: Tag) -> str:
    """The language that `element` is marked with; an isolated run of letters does not count as a mark."""
    return next(str(a["lang"]) for a in (element, *element.parents) if a.get("lang") and a.name != "bdi")


def _said(page: Tag) -> Iterator[tuple[str, str, Tag]]:
    """Everything that readers see or hear, its language, and the element it stands in."""
    for node in page.find_all(string=True):
        parents = {above.name for above in node.parents}
        if type(node) is NavigableString and node.strip() and not parents & NOT_SHOWN and "body" in parents:
            assert node.parent
            yield str(node), _marked(node.parent), node.parent
    for element in page.find_all(True):
        for name in SPOKEN:
            if name in element.attrs and (name != "content" or element.get("name") == "description"):
                yield str(element[name]), _marked(element), element
    if page.title:
        yield words(page.title), str(page["lang"]), page.title


def _quotes_a_source(element: Tag) -> bool:
    """Whether `element` shows what a machine read in a document, in whatever language."""
    return any(
        above.name == "code" or "ogp-transcript__text" in above.get("class", [])
        for above in (element, *element.parents)
    )


def _names_a_work(element: Tag) -> bool:
    """Whether `element` is the name, the version or the licence of a work of others, which no language translates."""
    return any(above.get("translate") == "no" for above in (element, *element.parents))


def _logs_a_correction(element: Tag) -> bool:
    """Whether `element` tells, in the folded lists of a document's page, what was corrected in a source or left out."""
    return any(
        above.name in ("li", "td") and above.find_parent("details", class_=False)
        for above in (element, *element.parents)
    )


def _block(element: Tag) -> str:
    """The whole passage that `element` belongs to."""
    inline = {"bdi", "a", "span", "strong", "em", "code", "summary"}
    return words(next(above for above in (element, *element.parents) if above.name not in inline))


def test_no_english_sentence_on_arabic_pages(site: Site) -> None:
    foreign = set()
    for address in site.addresses:
        page = site.soup(address).html
        assert page
        if page["lang"] != "ar":
            continue
        for text, marked, element in _said(page):
            if marked != "ar" or _quotes_a_source(element) or _logs_a_correction(element) or _names_a_work(element):
                continue
            quoted = " ".join(QUOTED.findall(_block(element)))
            latin = {word.rstrip(".:,)") for word in LATIN.findall(text)}
            unknown = {word for word in latin - NAMES if not IDENTIFIER.fullmatch(word) and word not in quoted}
            if unknown:
                foreign.add(f"{address}: {' '.join(text.split())[:100]} -> {sorted(unknown)}")
    assert sorted(foreign) == []


def test_no_unmarked_arabic_on_english_pages(site: Site) -> None:
    foreign = set()
    for address in site.addresses:
        page = site.soup(address).html
        assert page
        if page["lang"] != "en":
            continue
        for text, marked, element in _said(page):
            isolated = element.name == "bdi" and element.get("lang") == "ar"
            if marked != "en" or isolated or _quotes_a_source(element):
                continue
            if ARABIC.search(text):
                foreign.add(f"{address}: {' '.join(ARABIC.findall(text))[:100]}")
    assert sorted(foreign) == []


def test_marked_passages_are_in_the_language_they_say(site: Site) -> None:
    for address in site.pages:
        for element in site.article(address).select("[lang]"):
            if element.name == "pre":
                continue
            text = words(element)
            scripts = {"ar": len("".join(ARABIC.findall(text))), "en": len("".join(LATIN.findall(text)))}
            marked = str(element["lang"])
            other = "en" if marked == "ar" else "ar"
            if any(scripts.values()):
                assert scripts[marked] > scripts[other], (address, text[:200])
            if marked != language(address):
                assert element.get("dir") == DIRECTIONS[marked], (address, str(element)[:200])


def test_originals_stand_behind_unofficial_translations(site: Site) -> None:
    marked = 0
    for address in site.pages:
        other = "en" if language(address) == "ar" else "ar"
        for details in site.article(address).select("details.ogp-original"):
            summary = details.find("summary", recursive=False)
            assert isinstance(summary, Tag) and summary.select_one(".ogp-unofficial"), address
            original = details.select(".ogp-original__text")
            assert original and all(words(text) for text in original), address
            assert {text["lang"] for text in original} == {other}, address
            marked += 1
    assert marked > 300


@pytest.mark.parametrize("code", LANGUAGES)
def test_no_text_is_in_one_language_only(site: Site, code: str) -> None:
    missing = [
        address
        for address in site.pages
        if language(address) == code
        for text in [words(site.article(address))]
        if "Not yet translated" in text or "لم تُترجم بعد" in text or "لم يُترجم بعد" in text
    ]
    assert missing == []


def test_the_other_language_is_one_link_away(site: Site) -> None:
    for address in site.pages:
        (link,) = site.soup(address).select(".ogp-languages a")
        other = "en" if language(address) == "ar" else "ar"
        assert (link["lang"], link["hreflang"]) == (other, other)
        path, _ = site.target(address, str(link["href"]))
        assert path == (f"/en{address}" if other == "en" else address.removeprefix("/en")), address
