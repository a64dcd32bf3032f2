"""An HTML document as tagged PDF (PDF/UA-1), from which the text can be copied out as it was written."""

import io
import unicodedata
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from fontTools.ttLib import TTFont  # type: ignore[import-untyped]
from weasyprint import HTML  # type: ignore[import-untyped]

_PRESENTATION_FORMS = ((0xFB50, 0xFDFF), (0xFE70, 0xFEFF))


def pdf(html: str, folder: Path) -> bytes:
    """The PDF of the document `html`, whose own stylesheet names all its fonts, from `folder`."""
    document = HTML(string=html, base_url=f"{folder.resolve().as_uri()}/").render()
    document.fonts = _Fonts()
    identifier = sha256(html.encode()).digest()[:16]
    content: bytes = document.write_pdf(pdf_variant="pdf/ua-1", pdf_identifier=identifier)
    return content


class _Fonts(dict[Any, Any]):
    """The fonts of a document. WeasyPrint notes of each glyph the text of the first place at which it stands, which is
    wrong for a letter with a mark: here the font itself says what its glyphs stand for."""

    def __setitem__(self, key: Any, font: Any) -> None:
        font.to_unicode = _Texts(_texts_of_glyphs(font.file_content))
        super().__setitem__(key, font)


class _Texts(dict[int, str]):
    """The text of each glyph that a document uses: the font's own where it has one."""

    def __init__(self, known: dict[int, str]) -> None:
        super().__init__()
        self.known = known

    def __setitem__(self, glyph: int, text: str) -> None:
        super().__setitem__(glyph, self.known.get(glyph, text))


@cache
def _texts_of_glyphs(content: bytes) -> dict[int, str]:
    """What each glyph of the font file `content` stands for: its characters, those of the glyphs that it replaces."""
    font = TTFont(io.BytesIO(content))
    texts: dict[str, str] = {}
    for code, name in sorted(font.getBestCmap().items()):
        shape = any(first <= code <= last for first, last in _PRESENTATION_FORMS)
        texts.setdefault(name, unicodedata.normalize("NFKC", chr(code)) if shape else chr(code))
    single, ligatures = _substitutions(font)
    known = 0
    while known != len(texts):
        known = len(texts)
        for old, new in single:
            if old in texts:
                texts.setdefault(new, texts[old])
        for parts, new in ligatures:
            if all(part in texts for part in parts):
                texts.setdefault(new, "".join(texts[part] for part in parts))
    numbers = font.getReverseGlyphMap()
    return {numbers[name]: text for name, text in texts.items()}


def _substitutions(font: TTFont) -> tuple[list[tuple[str, str]], list[tuple[tuple[str, ...], str]]]:
    """Which glyph stands for which other, and for which several, by the font's table of substitutions."""
    single: list[tuple[str, str]] = []
    ligatures: list[tuple[tuple[str, ...], str]] = []
    tables = font["GSUB"].table.LookupList.Lookup if "GSUB" in font else ()
    for table in (getattr(table, "ExtSubTable", table) for lookup in tables for table in lookup.SubTable):
        if table.LookupType == 1:
            single += table.mapping.items()
        elif table.LookupType == 4:
            for first, found in table.ligatures.items():
                ligatures += [((first, *one.Component), one.LigGlyph) for one in found]
    return single, ligatures
