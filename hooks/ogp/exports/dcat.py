"""The catalogue of the open data for portals that gather such catalogues: DCAT (W3C) as JSON-LD."""

from collections.abc import Mapping
from typing import Any

from ogp.exports.files import json_file
from ogp.messages import message
from ogp.register import Register
from ogp.rendering.renderer import Renderer
from ogp.site import open_data
from ogp.site.addresses import OPEN_DATA
from ogp.site.table_shapes import TITLES
from ogp.views.page import Version

_CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "owl": "http://www.w3.org/2002/07/owl#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
_MEDIA = "https://www.iana.org/assignments/media-types/"
_LANGUAGE = "http://id.loc.gov/vocabulary/iso639-1/"


def content(register: Register, renderers: Mapping[str, Renderer]) -> bytes:
    """The catalogue."""
    site, version = register.site, open_data.version(register)
    root = next(iter(renderers.values())).root
    maker = _Maker(register, renderers, root, version)
    datasets = [
        maker.whole(),
        *(maker.table(table) for table in open_data.all_tables(register) if table.name in TITLES),
    ]
    publisher = register.organizations[site.publisher]
    catalogue = maker.resource("dcat:Catalog", "catalogue", site.name, site.description) | {
        "foaf:homepage": {"@id": root},
        "dcat:dataset": datasets,
        "dcat:service": maker.service(),
        "dct:publisher": {
            "@id": f"{root}{OPEN_DATA}#publisher",
            "@type": "foaf:Agent",
            "foaf:name": maker.said(publisher.name),
        },
    }
    return json_file({"@context": _CONTEXT, **catalogue})


class _Maker:
    def __init__(self, register: Register, renderers: Mapping[str, Renderer], root: str, version: Version) -> None:
        self.register = register
        self.renderers = renderers
        self.root = root
        self.version = version

    def said(self, wording: Any) -> list[dict[str, str]]:
        """A text in each language."""
        return [
            {"@value": renderer.printer.wording(wording), "@language": code}
            for code, renderer in self.renderers.items()
        ]

    def resource(self, type_: str, name: str, title: Any, description: Any) -> dict[str, Any]:
        """What a catalogue and each thing in it have in common."""
        site = self.register.site
        made = {
            "@id": f"{self.root}{OPEN_DATA}#{name}",
            "@type": type_,
            "dct:title": self.said(title),
            "dct:description": self.said(description),
            "dct:language": [{"@id": f"{_LANGUAGE}{code}"} for code in self.renderers],
            "dct:issued": _day(site.launched.isoformat()),
            "dct:modified": _day(self.version.date.isoformat()),
        }
        return made | ({"dct:license": {"@id": site.licence.url}} if site.licence else {})

    def _dataset(self, name: str, title: Any, description: Any, files: list[tuple[str, str]]) -> dict[str, Any]:
        return self.resource("dcat:Dataset", name, title, description) | {
            "dct:publisher": {"@id": f"{self.root}{OPEN_DATA}#publisher"},
            "owl:versionInfo": self.version.name,
            "dcat:landingPage": {"@id": f"{self.root}{OPEN_DATA}"},
            "dcat:contactPoint": {
                "@type": "vcard:Organization",
                "vcard:hasEmail": {"@id": f"mailto:{self.register.site.contact_email}"},
            },
            "dcat:distribution": [
                {
                    "@id": self.root + path,
                    "@type": "dcat:Distribution",
                    "dcat:downloadURL": {"@id": self.root + path},
                    "dcat:accessURL": {"@id": self.root + path},
                    "dcat:mediaType": {"@id": _MEDIA + media},
                    "dct:title": path.rpartition("/")[2],
                }
                for path, media in files
            ],
        }

    def whole(self) -> dict[str, Any]:
        """All tables together."""
        books = [(open_data.workbook_path(code), open_data.WORKBOOK_TYPE) for code in self.renderers]
        title = message("Open data of {site}", site=self.register.site.name)
        return self._dataset(
            "dataset", title, self.register.site.description, [(open_data.ARCHIVE, "application/zip"), *books]
        )

    def table(self, table: Any) -> dict[str, Any]:
        """One table."""
        files = [(open_data.csv_path(table), "text/csv"), (open_data.json_path(table), "application/json")]
        return self._dataset(f"table-{table.name.replace('_', '-')}", open_data.title(table), table.description, files)

    def service(self) -> dict[str, Any]:
        """The files for programs."""
        title = message("The records of this site as files, one for each")
        return self.resource("dcat:DataService", "api", title, title) | {
            "dcat:endpointURL": {"@id": f"{self.root}{open_data.API}"},
            "dcat:endpointDescription": {"@id": f"{self.root}{open_data.API}openapi.json"},
            "dcat:servesDataset": {"@id": f"{self.root}{OPEN_DATA}#dataset"},
        }


def _day(text: str) -> dict[str, str]:
    return {"@value": text, "@type": "xsd:date"}
