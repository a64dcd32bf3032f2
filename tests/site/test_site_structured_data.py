"""What each page says of itself to programs: JSON-LD after schema.org, and the card shown where its link is shared."""

import io
import json
import subprocess
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from built import LANGUAGES, PROJECT, ROOT, Site, language, twin
from ogp.records.organization import OrganizationKind
from ogp.register import Register
from ogp.site.addresses import address_of

TOOLS = PROJECT / "tests" / "tools" / "node_modules"
COMPILER = [TOOLS / ".bin" / "tsc", "--noEmit", "--strict", "--skipLibCheck", "--module", "nodenext"]


def _graph(site: Site, address: str) -> dict[str, Any]:
    [script] = site.soup(address).select('head script[type="application/ld+json"]')
    found: dict[str, Any] = json.loads(script.get_text())
    return found


def _nodes(site: Site, address: str) -> dict[str, dict[str, Any]]:
    return {node["@id"]: node for node in _graph(site, address)["@graph"]}


def _record(site: Site, address: str) -> dict[str, Any]:
    return _nodes(site, address)[f"{ROOT}{address[1:]}#record"]


def _refused(folder: Path, graphs: list[dict[str, Any]]) -> str:
    """What the compiler of TypeScript says of `graphs` as values of the vocabulary's types."""
    (folder / "node_modules").symlink_to(TOOLS)
    lines = [f"export const page{n}: Graph = {json.dumps(graph)};" for n, graph in enumerate(graphs)]
    (folder / "pages.ts").write_text("\n".join(['import type {Graph} from "schema-dts";', *lines]), encoding="utf-8")
    done = subprocess.run(
        [*COMPILER, folder / "pages.ts"], capture_output=True, text=True, cwd=folder, timeout=300, check=False
    )
    return done.stdout + done.stderr


def test_every_page_keeps_to_the_vocabulary_of_schema_org(site: Site, tmp_path: Path) -> None:
    graphs = [_graph(site, address) for address in site.pages]
    assert len(graphs) > 190
    assert _refused(tmp_path, graphs) == ""


def test_a_word_outside_the_vocabulary_would_be_found(site: Site, tmp_path: Path) -> None:
    graph = _graph(site, "/plans/nap5/commitments/4/")
    graph["@graph"][-1]["ministry"] = "Ministry of Youth"
    assert "'\"ministry\"' does not exist" in _refused(tmp_path, [graph])


@pytest.mark.parametrize("code", LANGUAGES)
def test_what_pages_are(site: Site, real: Register, code: str) -> None:
    before = LANGUAGES[code]
    commitment = real.commitments["nap5/4"]
    said = _record(site, before + address_of(commitment))
    assert said["name"] == commitment.title.side(code).text
    assert said["identifier"] == commitment.ogp_id
    assert said["isPartOf"] == {"@id": f"{ROOT}{before[1:]}plans/nap5/#record"}
    meeting = _record(site, f"{before}meetings/2022-06-23-workshop/")
    assert (meeting["@type"], meeting["startDate"]) == ("Event", "2022-06-23T09:00:00+03:00")
    news = _record(site, f"{before}news/2024-08-25-refresh-outcomes/")
    assert (news["@type"], news["datePublished"]) == ("NewsArticle", "2024-08-25")
    assert _record(site, f"{before}documents/refresh-outcomes-report/")["@type"] == "Report"
    for organization in real.organizations.values():
        type_ = _record(site, before + address_of(organization))["@type"]
        assert (type_ == "GovernmentOrganization") == (organization.type in {
            OrganizationKind.MINISTRY, OrganizationKind.DEPARTMENT, OrganizationKind.UNIT, OrganizationKind.COMMISSION,
            OrganizationKind.COMMITTEE,
        })  # fmt: skip
    dataset = _nodes(site, f"{before}data/")[f"{ROOT}data/#dataset"]
    for one in dataset["distribution"]:
        assert (site.folder / one["contentUrl"].removeprefix(ROOT)).is_file()


def test_pages_know_their_place_and_lead_to_pages(site: Site) -> None:
    for address in site.pages:
        nodes = _nodes(site, address)
        whole = ROOT + address[1:]
        path = nodes[f"{whole}#path"]["itemListElement"]
        shown = [site.target(address, str(link["href"]))[0] for link in site.article(address).select(".ogp-path a")]
        assert [step["item"] for step in path[:-1]] == [ROOT + target[1:] for target in shown]
        assert path[-1]["item"] == whole
        assert nodes[whole]["inLanguage"] == language(address)
        ids = [
            value["@id"]
            for node in nodes.values()
            for value in node.values()
            if isinstance(value, dict) and "@id" in value
        ]
        for id_ in ids:
            page = "/" + id_.removeprefix(ROOT).partition("#")[0]
            assert page in site.pages, (address, id_)


def _meta(site: Site, address: str) -> dict[str, str]:
    found = site.soup(address).select("head meta[property], head meta[name]")
    return {str(meta.get("property") or meta["name"]): str(meta["content"]) for meta in found}


def test_every_page_has_a_card_of_its_own(site: Site) -> None:
    pictures: dict[bytes, str] = {}
    for address in site.pages:
        meta = _meta(site, address)
        assert meta["og:url"] == ROOT + address[1:]
        assert meta["og:title"] and meta["og:description"] and meta["og:site_name"]
        assert meta["og:locale"] != meta["og:locale:alternate"]
        assert meta["twitter:card"] == "summary_large_image"
        content = (site.folder / meta["og:image"].removeprefix(ROOT)).read_bytes()
        with Image.open(io.BytesIO(content)) as picture:
            assert (picture.format, picture.size) == ("PNG", (1200, 630))
            colours = picture.convert("RGB").getcolors(1200 * 630)
            assert colours and len(colours) > 10
        assert len(content) < 100_000
        assert pictures.setdefault(content, address) == address
    assert "article:published_time" in _meta(site, "/news/2024-08-25-refresh-outcomes/")


def test_cards_are_mirrored(site: Site) -> None:
    """The site's sign stands where the language begins: its frame is in that corner and not in the other."""
    for address in ("/plans/nap5/commitments/4/", "/about/"):
        for own in (address, twin(address)):
            with Image.open(site.folder / own[1:] / "card.png") as opened:
                picture = opened.convert("L")
            left, right = picture.crop((72, 56, 152, 136)), picture.crop((1048, 56, 1128, 136))
            light = [sum(value > 128 for value in corner.tobytes()) for corner in (left, right)]
            assert (light[0] > 4 * light[1]) == (language(own) == "en"), (own, light)
