"""The files for programs, checked by programs that we did not write: OpenAPI, JSON Schema, RDF."""

import json
from collections.abc import Iterator
from typing import Any

import pytest
from jsonschema import Draft202012Validator
from openapi_spec_validator import OpenAPIV31SpecValidator
from rdflib import Graph, URIRef, namespace

from built import LANGUAGES, ROOT, Site
from ogp.records.text import LANGUAGES as CODES
from ogp.register import Register
from ogp.site.addresses import address_of
from ogp.site.table_shapes import ROOTS

API = "api/v1/"


def _read(site: Site, path: str) -> Any:
    return json.loads((site.folder / path).read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def openapi(site: Site) -> dict[str, Any]:
    found: dict[str, Any] = _read(site, f"{API}openapi.json")
    return found


def _answers(site: Site, openapi: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    """Every file that the description speaks of, with the schema of its content."""
    for path, item in openapi["paths"].items():
        schema = item["get"]["responses"]["200"]["content"]["application/json"]["schema"]
        folder, _, last = path[1:].partition("/")
        files = sorted((site.folder / API / folder).rglob("*.json")) if last else [site.folder / API / path[1:]]
        for file in files:
            yield file.relative_to(site.folder).as_posix(), schema


def test_the_description_keeps_to_openapi(openapi: dict[str, Any]) -> None:
    OpenAPIV31SpecValidator(openapi).validate()
    assert openapi["servers"] == [{"url": f"{ROOT}api/v1"}]


def test_every_file_is_as_described_and_every_file_is_described(site: Site, openapi: dict[str, Any]) -> None:
    described = set()
    for path, schema in _answers(site, openapi):
        validator = Draft202012Validator(schema | {"components": openapi["components"]})
        content = _read(site, path)
        assert [error.message[:300] for error in validator.iter_errors(content)] == [], path
        described.add(path)
    files = {path.relative_to(site.folder).as_posix() for path in (site.folder / API).rglob("*.json")}
    assert files - described == {f"{API}openapi.json"}


def test_a_file_with_an_unknown_field_would_be_refused(site: Site, openapi: dict[str, Any]) -> None:
    schema = openapi["paths"]["/commitments/{plan}/{number}.json"]["get"]["responses"]["200"]["content"]
    content = _read(site, f"{API}commitments/nap5/4.json")
    content["record"]["ministry"] = "Ministry of Youth"
    validator = Draft202012Validator(schema["application/json"]["schema"] | {"components": openapi["components"]})
    assert any("ministry" in error.message for error in validator.iter_errors(content))


def test_every_record_is_made_of_its_file_again(site: Site, real: Register) -> None:
    """With the same hash, which is that of the version that the file names."""
    kinds = {type_: name for name, type_ in ROOTS.items()}
    token = CODES.set(tuple(LANGUAGES))
    try:
        for record in real.records():
            content = _read(site, f"{API}{kinds[type(record)]}/{record.id}.json")
            again = type(record).model_validate_json(json.dumps(content["record"]))
            assert again.digest == record.digest
            assert content["version"] == f"{record.updated.isoformat()}-{record.digest[:12]}"
            for code, prefix in LANGUAGES.items():
                assert content["pages"][code] == f"{ROOT}{prefix[1:]}{address_of(record)}"
    finally:
        CODES.reset(token)


def test_lists_hold_every_record_and_lead_to_its_file(site: Site, real: Register) -> None:
    index = _read(site, f"{API}index.json")
    assert set(index["lists"]) == set(ROOTS)
    ids = set()
    for name, address in index["lists"].items():
        content = _read(site, address.removeprefix(ROOT))
        assert content["count"] == len(content["items"])
        for item in content["items"]:
            assert _read(site, item["self"].removeprefix(ROOT))["id"] == item["id"]
            ids.add((name, item["id"]))
    assert len(ids) == len(tuple(real.records()))


def test_links_lead_both_ways(site: Site) -> None:
    commitment = _read(site, f"{API}commitments/nap5/4.json")
    assert "2022-06-23-workshop" in commitment["linked_from"]["meetings"]
    assert commitment["linked_from"]["refreshes"] == ["nap5/refresh"]


def test_the_catalogue_is_one_of_dcat(site: Site) -> None:
    graph = Graph().parse(site.folder / "data/catalog.jsonld", format="json-ld")
    own = [
        (namespace.DCAT, str(namespace.DCAT)),
        (namespace.DCTERMS, str(namespace.DCTERMS)),
        (namespace.FOAF, str(namespace.FOAF)),
    ]
    for predicate in {*graph.predicates(), *graph.objects(predicate=namespace.RDF.type)}:
        for terms, base in own:
            if str(predicate).startswith(base):
                assert str(predicate).removeprefix(base) in terms, predicate
    [catalogue] = graph.subjects(namespace.RDF.type, namespace.DCAT.Catalog)
    datasets = set(graph.objects(catalogue, namespace.DCAT.dataset))
    assert len(datasets) >= 20
    for dataset in datasets:
        assert (dataset, namespace.RDF.type, namespace.DCAT.Dataset) in graph
        titles = {title.language for title in graph.objects(dataset, namespace.DCTERMS.title)}  # type: ignore[attr-defined]
        assert titles == set(LANGUAGES)
        assert list(graph.objects(dataset, namespace.DCTERMS.publisher))
        for distribution in graph.objects(dataset, namespace.DCAT.distribution):
            [address] = graph.objects(distribution, namespace.DCAT.downloadURL)
            assert (site.folder / str(address).removeprefix(ROOT)).is_file(), address
    [service] = graph.objects(catalogue, namespace.DCAT.service)
    assert (service, namespace.DCAT.endpointDescription, URIRef(f"{ROOT}{API}openapi.json")) in graph
