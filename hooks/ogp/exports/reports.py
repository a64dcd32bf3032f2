"""The reports as files: tagged PDF, and DOCX for those who must send a file that others change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from ogp.exports.assets import style_of
from ogp.exports.store import Store, key_of
from ogp.messages import message
from ogp.rendering.renderer import PublishedFile, Renderer
from ogp.site.reports import Format
from ogp.views.page import Version

_FOLDER = "reports"
"""Where the templates, the stylesheet and the fonts of the reports stand in the folder of templates."""

_CODE = ("print_pdf.py", "word_docx.py")
_LIBRARIES = {Format.PDF: ("weasyprint", "pydyf"), Format.DOCX: ("pypandoc-binary", "python-docx")}
"""Which other versions make other files."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A file to be made: its address, its format, the HTML document of which it is made, the folder of its fonts, and the
    version of the records in it."""

    address: str
    format: Format
    html: str
    folder: Path
    version: Version


def make(root: Path, renderers: Mapping[str, Renderer], store: Store) -> dict[str, str]:
    """Has `store` make the files of all reports that it lacks, of the project at `root`, and gives the key of each by address.
    Tells the renderers of them."""
    ordered: dict[str, tuple[str, Version]] = {}
    about: dict[str, tuple[int, str]] = {}

    def orders() -> Iterator[tuple[str, _Order]]:
        for renderer in renderers.values():
            for key, order in _orders(root, renderer):
                ordered[order.address] = key, order.version
                yield key, order

    store.filled(
        orders(),
        _made,
        lambda key, content: about.update({key: (len(content), sha256(content).hexdigest())}),
        at_once=1,
        among=sum(len(report.formats) for renderer in renderers.values() for report in renderer.reports),
        what=message("Documents to print"),
    )
    made = {address: (key, own) for address, (key, own) in ordered.items() if key in about}
    facts = {address: PublishedFile(address, *about[key], own) for address, (key, own) in made.items()}
    for renderer in renderers.values():
        renderer.files.update(facts)
    return {address: key for address, (key, _) in made.items()}


def _orders(root: Path, renderer: Renderer) -> Iterator[tuple[str, _Order]]:
    """The orders in one language, each with the key by which it is kept."""
    folder = root / "overrides" / _FOLDER
    style = style_of(root, folder / "report.css")
    fonts = [file.read_bytes() for file in sorted(folder.glob("fonts/*.woff2"))]
    code = [Path(__file__).with_name(name).read_bytes() for name in _CODE]
    for report in renderer.reports:
        html = renderer.report(report, style)
        for own in report.formats:
            libraries = [version(name).encode() for name in _LIBRARIES[own]]
            key = key_of(html.encode(), own.encode(), *fonts, *code, *libraries)
            yield key, _Order(renderer.report_address(report, own), own, html, folder, report.version)
        report.page.said.forget()


def _made(orders: list[_Order]) -> list[bytes]:
    # The libraries take long to load, and most builds find all files in the store.
    from ogp.exports.print_pdf import pdf  # noqa: PLC0415
    from ogp.exports.word_docx import docx  # noqa: PLC0415

    return [docx(one.html) if one.format is Format.DOCX else pdf(one.html, one.folder) for one in orders]
