"""The bill of materials (CycloneDX 1.6): what of others the site holds, and what it is built and tested with."""

import json
from collections.abc import Iterable, Iterator

from cyclonedx.contrib.license.factories import LicenseFactory
from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
from cyclonedx.model.bom import Bom
from cyclonedx.model.component import Component as Entry
from cyclonedx.model.component import ComponentScope, ComponentType
from cyclonedx.output.json import JsonV1Dot6
from packageurl import PackageURL

from ogp.site.components import Component, Shipped, packages, shipped, tools

_USE = "ogp:use"
"""The property that says what a component is for: shipped, build or test."""


def bill() -> str:
    """The bill as JSON. The same packages give the same text: it has neither a moment nor a number of its own."""
    made = Bom(components=_entries())
    made.metadata.component = Entry(name="site", type=ComponentType.APPLICATION, bom_ref="site")
    made.register_dependency(
        made.metadata.component, [one for one in made.components if one.scope is ComponentScope.REQUIRED]
    )
    told = json.loads(JsonV1Dot6(made).output_as_string())
    del told["serialNumber"], told["metadata"]["timestamp"]
    return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def _entries() -> Iterator[Entry]:
    yield from _of("shipped", ComponentScope.REQUIRED, shipped())
    yield from _of("build", ComponentScope.EXCLUDED, packages())
    yield from _of("test", ComponentScope.EXCLUDED, tools())


def _of(use: str, scope: ComponentScope, components: Iterable[Component]) -> Iterator[Entry]:
    for one in components:
        yield Entry(
            name=one.name,
            version=one.version,
            type=ComponentType.LIBRARY,
            scope=scope,
            bom_ref=f"{use}:{one.purl}",
            purl=PackageURL.from_string(one.purl),
            licenses=[LicenseFactory().make_from_string(one.licence)] if one.licence else [],
            copyright=one.holder if isinstance(one, Shipped) else None,
            external_references=[ExternalReference(type=ExternalReferenceType.WEBSITE, url=XsUri(one.home))]
            if isinstance(one, Shipped)
            else [],
            properties=[Property(name=_USE, value=use)],
        )
