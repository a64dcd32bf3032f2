"""An HTML document as a Word file, which runs from right to left where its language does."""

import io
import re
import tempfile
import zipfile
from datetime import datetime
from pathlib import Path
from textwrap import shorten
from typing import Any

import pypandoc  # type: ignore[import-untyped]
from docx import Document
from docx.enum.table import WD_TABLE_DIRECTION
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import html  # type: ignore[import-untyped]

from ogp.exports.archives import archive

_FACE = "Arial"
"""A face that word processors have everywhere, with the letters of many languages."""

_EMBEDDED, _END = "\u202a", "\u202c"
_LONGEST = 255
"""More characters no property of a Word file has."""

_ABOUT_PROGRAM = "docProps/app.xml"
_NOTHING = b'<Properties xmlns="http://schemas.openxmlformats.org/officeDocument/2006/extended-properties"/>'

_SIDES = ("top", "left", "bottom", "right", "insideH", "insideV")


def docx(text: str) -> bytes:
    """The Word file of the HTML document `text`, with the title, author and date that its head names."""
    page = html.fromstring(text)
    rtl = page.get("dir") == "rtl"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "document.docx"
        settings = ["-M", f"lang={page.get('lang')}", "-M", f"dir={page.get('dir')}"]
        pypandoc.convert_text(_body(text), "docx", format="html", outputfile=str(file), extra_args=settings)
        document = Document(str(file))
    _entitle(document.core_properties, page)
    _set(document.styles)
    for section in document.sections:
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin = section.right_margin = Mm(20)
    for table in document.tables:
        table.table_direction = WD_TABLE_DIRECTION.RTL if rtl else WD_TABLE_DIRECTION.LTR
        for row in table.rows:
            # A row stays on its page, as far as it fits on one.
            row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    return _settled(document)


def _body(text: str) -> str:
    """Without the head, which Pandoc would print as a title page.

    Pandoc knows the direction of a span, but no bdi; and a word processor goes by the characters, so that what runs from
    left to right inside a line stands between the controls of Unicode.
    """
    body = text[text.index("<body>") :]
    body = re.sub(
        r'<bdi dir="ltr"([^>]*)>(.*?)</bdi>', rf'<bdi dir="ltr"\1>{_EMBEDDED}\2{_END}</bdi>', body, flags=re.DOTALL
    )
    return re.sub(r"<(/?)bdi\b", r"<\1span", body)


def _entitle(properties: Any, page: Any) -> None:
    named = {meta.get("name"): meta.get("content") for meta in page.iter("meta")}
    properties.title = shorten(page.findtext(".//title"), _LONGEST, placeholder="…")
    properties.author = properties.last_modified_by = shorten(named["author"], _LONGEST, placeholder="…")
    properties.comments = shorten(named["description"], _LONGEST, placeholder="…")
    properties.language = page.get("lang")
    properties.created = properties.modified = datetime.fromisoformat(named["dcterms.created"])


def _set(styles: Any) -> None:
    """One face for all letters, and lines around the cells of tables."""
    for fonts in styles.element.iter(qn("w:rFonts")):
        fonts.attrib.clear()
        for script in ("ascii", "hAnsi", "cs", "eastAsia"):
            fonts.set(qn(f"w:{script}"), _FACE)
    borders = OxmlElement("w:tblBorders")
    for side in _SIDES:
        line = OxmlElement(f"w:{side}")
        for name, value in (("val", "single"), ("sz", "4"), ("space", "0"), ("color", "A6A6A6")):
            line.set(qn(f"w:{name}"), value)
        borders.append(line)
    styles["Table"].element.find(qn("w:tblPr")).insert_element_before(borders, "w:shd", "w:tblLayout", "w:tblCellMar")


def _settled(document: Any) -> bytes:
    """The file of `document` without the moment at which it was written, and what the template says of its own making."""
    out = io.BytesIO()
    document.save(out)
    with zipfile.ZipFile(out) as written:
        return archive({name: written.read(name) for name in written.namelist()} | {_ABOUT_PROGRAM: _NOTHING})
