"""The reports as files: tagged PDF, and DOCX for those who must send a file that others change."""

from collections.abc import Iterator, Mapping
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from pathlib import Path

from ogp.exports.store import Store, key_of
from ogp.rendering.renderer import PublishedFile, Renderer
from ogp.site.reports import Format

_FOLDER = "reports"
"""Where the templates, the stylesheet and the fonts of the reports stand in the folder of templates."""

_IDENTITY = "assets/css/2-identity.css"
_CODE = ("print_pdf.py", "word_docx.py")
_LIBRARIES = {Format.PDF: ("weasyprint", "pydyf"), Format.DOCX: ("pypandoc-binary", "python-docx")}
"""Which other versions make other files."""


@dataclass(frozen=True, slots=True)
class _Order:
    """A file to be made: its address, its format and the HTML document of which it is made."""

    address: str
    format: Format
    html: str
    key: str
    folder: Path


def make(root: Path, renderers: Mapping[str, Renderer], store: Store) -> dict[str, bytes]:
    """All files of all reports, by address, of the project at `root`. Tells the renderers of what they offer."""
    orders = [order for renderer in renderers.values() for order in _orders(root, renderer)]
    made = {order.address: content for order in orders if (content := store.get(order.key)) is not None}
    missing = [order for order in orders if order.address not in made]
    if missing:
        with ProcessPoolExecutor() as workers:
            for order, content in zip(missing, workers.map(_made, missing), strict=True):
                store.put(order.key, content)
                made[order.address] = content
        store.prune()
    facts = {
        address: PublishedFile(address, len(content), sha256(content).hexdigest()) for address, content in made.items()
    }
    for renderer in renderers.values():
        renderer.files.update(facts)
    return made


def write(folder: Path, made: Mapping[str, bytes]) -> None:
    """Writes the files into `folder`."""
    for address, content in made.items():
        path = folder / address
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)


def _orders(root: Path, renderer: Renderer) -> Iterator[_Order]:
    folder = root / "overrides" / _FOLDER
    styles = (root / "overrides" / _IDENTITY, folder / "report.css")
    style = "".join(file.read_text(encoding="utf-8") for file in styles)
    fonts = [file.read_bytes() for file in sorted(folder.glob("fonts/*.woff2"))]
    code = [Path(__file__).with_name(name).read_bytes() for name in _CODE]
    for report in renderer.reports:
        html = renderer.report(report, style)
        for own in report.formats:
            libraries = [version(name).encode() for name in _LIBRARIES[own]]
            key = key_of(html.encode(), own.encode(), *fonts, *code, *libraries)
            yield _Order(renderer.report_address(report, own), own, html, key, folder)


def _made(order: _Order) -> bytes:
    # The libraries take long to load, and most builds find all files in the store.
    if order.format is Format.DOCX:
        from ogp.exports.word_docx import docx  # noqa: PLC0415

        return docx(order.html)
    from ogp.exports.print_pdf import pdf  # noqa: PLC0415

    return pdf(order.html, order.folder)
