"""The data for programs as files: one for each record, one for each kind of record, and their description by OpenAPI 3.1."""

import re
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from ogp.exports.files import json_file
from ogp.exports.schemas import described_schema
from ogp.exports.units import Made, Unit
from ogp.loading.layout import FILE_KINDS
from ogp.messages import Message, message
from ogp.records.base import Record
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import open_data
from ogp.site.open_data import API, api_path
from ogp.site.table_shapes import ROOTS, TITLES
from ogp.views.names import name_of
from ogp.views.page import version_of

_GAP = re.compile(r"\{(\w+)\}")
_OTHERS = message("Ids of the records that name this one, by their kind.")


def units(register: Register, renderers: Mapping[str, Renderer]) -> Iterator[Unit]:
    """The files that are about no single record."""
    about: dict[str, Callable[[], Any]] = {
        api_path(name): partial(_listed, register, renderers, type_) for name, type_ in ROOTS.items()
    }
    about[f"{API}index.json"] = partial(_index, register, renderers)
    about[f"{API}openapi.json"] = partial(_openapi, register, renderers)
    for path, make in about.items():
        yield Unit(path, "", partial(_made, path, make), places=(path,))


def _made(path: str, make: Callable[[], Any]) -> Made:
    return Made([(path, json_file(make()))])


def _listed(register: Register, renderers: Mapping[str, Renderer], type_: type[Record]) -> dict[str, Any]:
    records = [record for record in register.records() if isinstance(record, type_)]
    entries = [_entry(register, record, renderers) for record in records]
    version = version_of(records)
    return {"version": version.name if version else None, "count": len(entries), "items": entries}


def file_of(register: Register, renderers: Mapping[str, Renderer], record: Record) -> tuple[str, bytes]:
    """The file of `record`, with its address from the site's root."""
    content = record.model_dump(mode="json", exclude_none=True)
    about = {"linked_from": _linked_from(register, record), "record": content}
    return path_of(record), json_file(_entry(register, record, renderers) | about)


def path_of(record: Record) -> str:
    """Where the file of `record` stands, from the site's root."""
    return api_path(_list_with(record), record.id)


def _list_with(record: Record) -> str:
    return next(name for name, type_ in ROOTS.items() if isinstance(record, type_))


def _entry(register: Register, record: Record, renderers: Mapping[str, Renderer]) -> dict[str, Any]:
    version = version_of((record,))
    assert version
    return {
        "kind": record.kind,
        "id": record.id,
        "version": version.name,
        "title": _said(name_of(record, register), renderers),
        "pages": {code: renderer.whole(record) for code, renderer in renderers.items()},
        "self": _root(renderers) + path_of(record),
    }


def _said(wording: Any, renderers: Mapping[str, Renderer]) -> dict[str, str]:
    return {code: renderer.printer.wording(wording) for code, renderer in renderers.items()}


def _root(renderers: Mapping[str, Renderer]) -> str:
    return next(iter(renderers.values())).root


def _linked_from(register: Register, record: Record) -> dict[str, list[str]]:
    found = {name: [other.id for other in register.linking(record, type_.kind)] for name, type_ in ROOTS.items()}
    return {name: ids for name, ids in found.items() if ids}


def _index(register: Register, renderers: Mapping[str, Renderer]) -> dict[str, Any]:
    root = _root(renderers)
    return {
        "title": _said(register.site.name, renderers),
        "version": open_data.version(register).name,
        "lists": {name: root + api_path(name) for name in ROOTS},
        "openapi": f"{root}{API}openapi.json",
        "data_package": root + open_data.PACKAGE,
        "catalogue": root + open_data.CATALOGUE,
    }


def _openapi(register: Register, renderers: Mapping[str, Renderer]) -> dict[str, Any]:
    """The description after the OpenAPI Specification 3.1.0."""
    site = register.site
    words = [renderer.printer.wording for renderer in renderers.values()]

    def said(text: Any) -> str:
        return "\n".join(dict.fromkeys(word(text) for word in words))

    info: dict[str, Any] = {
        "title": said(site.name),
        "summary": said(message("The records of this site as files, one for each")),
        "version": "1",
        "contact": {"email": site.contact_email},
    }
    if site.licence:
        info["license"] = {"name": said(site.licence.name), "url": site.licence.url}
    translators = [renderer.printer.translate for renderer in renderers.values()]
    schemas: dict[str, Any] = {}
    for type_ in ROOTS.values():
        schemas |= described_schema(type_, [language.code for language in site.languages], translators)
    return {
        "openapi": "3.1.0",
        "info": info,
        "servers": [{"url": f"{_root(renderers)}{API}".rstrip("/")}],
        "paths": dict(_paths(said)),
        "components": {"schemas": schemas | dict(_own_schemas([language.code for language in site.languages], said))},
    }


def _paths(said: Any) -> Iterator[tuple[str, Any]]:
    yield "/index.json", _get("index", message("The lists that there are"), {"type": "object"}, said)
    for name, type_ in ROOTS.items():
        title = TITLES[name]
        many = message("{title}: all of them, with their names and addresses", title=title)
        one = message("{title}: one with everything that is known of it", title=title)
        yield f"/{name}.json", _get(f"list_{name}", many, _list_of(), said)
        path = next(kind.id or "{id}" for kind in FILE_KINDS if kind.type is type_)
        gaps = _GAP.findall(path)
        found = _get(f"get_{name}", one, _one(type_.__name__), said)
        found["parameters"] = [
            {"name": gap, "in": "path", "required": True, "schema": {"type": "string"}} for gap in gaps
        ]
        found["get"]["responses"]["404"] = {"description": said(message("There is no such record"))}
        yield f"/{name}/{path}.json", found


def _get(name: str, text: Message, schema: Any, said: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    response = {"description": said(text), "content": content}
    return {"get": {"operationId": name, "summary": said(text), "responses": {"200": response}}}


def _list_of() -> dict[str, Any]:
    return {
        "type": "object",
        "required": ["version", "count", "items"],
        "properties": {
            "version": {"type": ["string", "null"]},
            "count": {"type": "integer"},
            "items": {"type": "array", "items": {"$ref": "#/components/schemas/Entry"}},
        },
    }


def _one(type_: str) -> dict[str, Any]:
    record = {"$ref": f"#/components/schemas/{type_}"}
    own = {"linked_from": {"$ref": "#/components/schemas/LinkedFrom"}, "record": record}
    return {
        "allOf": [
            {"$ref": "#/components/schemas/Entry"},
            {"type": "object", "required": list(own), "properties": own},
        ]
    }


def _own_schemas(languages: list[str], said: Any) -> Iterator[tuple[str, Any]]:
    text = {"type": "string"}
    each = {"type": "object", "required": languages, "properties": dict.fromkeys(languages, text)}
    entry: dict[str, tuple[dict[str, Any], Message]] = {
        "kind": (text, message("Kind of the record.")),
        "id": (text, message("Stable id of the record.")),
        "version": (text, message("Day of the last change, and the beginning of the hash of the content.")),
        "title": (each, message("What the record is called, in each language.")),
        "pages": (each, message("Address of its page, in each language.")),
        "self": (text, message("Address of the file with everything that is known of it.")),
    }
    properties = {name: shape | {"description": said(about)} for name, (shape, about) in entry.items()}
    yield "Entry", {"type": "object", "required": list(entry), "properties": properties}
    ids = {"type": "array", "items": text}
    yield "LinkedFrom", {"type": "object", "additionalProperties": ids, "description": said(_OTHERS)}
