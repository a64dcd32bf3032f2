"""The committed JSON Schemas are those of the records, accept every real record and refuse a wrong one."""

import json
from pathlib import Path

import jsonschema
import pytest

from ogp.exports import schemas
from ogp.loading.layout import kind_of
from ogp.loading.yaml_source import read_yaml
from ogp.translation import Translator

ROOT = Path(__file__).parents[1]
LANGUAGES = ("ar", "en")
RECORD_FILES = sorted(path for path in (ROOT / "data").rglob("*.yaml"))


@pytest.fixture(scope="module")
def made() -> dict[str, str]:
    return schemas.schemas(LANGUAGES, [Translator(code, ROOT / "translations") for code in ("en", "ar")])


def test_committed_schemas_are_those_of_the_records(made: dict[str, str]) -> None:
    committed = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "schemas").glob("*.json")}
    assert committed == made, "run `ogp schemas`"


def test_every_field_is_described_in_every_language(made: dict[str, str]) -> None:
    for name, content in made.items():
        for path, field in _fields(json.loads(content)):
            if path[-1] in LANGUAGES:
                continue
            assert "description" in field, f"{name}: {path} has no description"
            lines = field["description"].split("\n")
            assert len(lines) == 2, f"{name}: {path} is described in one language: {lines}"


@pytest.mark.parametrize("path", RECORD_FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_real_records_fit_their_schema(path: Path, made: dict[str, str]) -> None:
    found = kind_of(path.relative_to(ROOT / "data").as_posix())
    assert found
    schema = json.loads(made[f"{found[0].type.kind}.json"])
    data, _, problems = read_yaml(path.name, path.read_bytes())
    assert not problems
    errors = jsonschema.Draft202012Validator(schema).iter_errors(_as_editors_see(data))
    assert [error.message[:200] for error in errors] == []


def _as_editors_see(value: object) -> object:
    """The loader hands every scalar on as text; editors see numbers and truth values."""
    if isinstance(value, dict):
        return {key: _as_editors_see(inner) for key, inner in value.items()}
    if isinstance(value, tuple):
        return [_as_editors_see(inner) for inner in value]
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return {"true": True, "false": False}.get(str(value), value)


def test_a_schema_refuses_an_unknown_key(made: dict[str, str]) -> None:
    validator = jsonschema.Draft202012Validator(json.loads(made["news.json"]))
    messages = [error.message for error in validator.iter_errors({"tilte": "x"})]
    assert any("'tilte' was unexpected" in text for text in messages)
    assert any("'title' is a required property" in text for text in messages)


def _fields(value: object, path: tuple[str, ...] = ()) -> list[tuple[tuple[str, ...], dict[str, object]]]:
    found = []
    if isinstance(value, dict):
        for name, field in value.get("properties", {}).items() if isinstance(value.get("properties"), dict) else ():
            found.append(((*path, name), field))
        for key, inner in value.items():
            found += _fields(inner, (*path, key))
    elif isinstance(value, list):
        for inner in value:
            found += _fields(inner, path)
    return found
