"""Pictures and PDF files that staff add tell nothing but what they show, or are refused until they do."""

import io
from pathlib import Path

import pytest
from PIL import Image, PngImagePlugin
from pypdf import PdfReader, PdfWriter

from ogp.loading.metadata import PICTURES, UnreadableError, metadata, strip, without_metadata
from ogp.problems import report
from ogp.site.attachments import check_attachments
from ogp.translation import Translator

AUTHOR, TURNED, PLACE = 0x013B, 0x0112, 0x8825


def picture(suffix: str, *, bare: bool = False) -> bytes:
    """A picture that is wider than high as it is stored; unless it is `bare`, it is to be turned and tells who took it where."""
    shown = Image.radial_gradient("L").resize((60, 40)).convert("RGB")
    out = io.BytesIO()
    exif = Image.Exif()
    exif[AUTHOR], exif[TURNED] = "Somebody", 6
    exif.get_ifd(PLACE)[1] = "N"
    remarks = PngImagePlugin.PngInfo()
    remarks.add_text("Author", "Somebody")
    shown.save(out, PICTURES[suffix], **({} if bare else {"exif": exif, "comment": b"Somebody", "pnginfo": remarks}))
    return out.getvalue()


def paper(*, bare: bool = False) -> bytes:
    """A PDF file of one page; unless it is `bare`, it tells who wrote it."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.metadata = {"/Title": "A title"} | ({} if bare else {"/Author": "Somebody", "/Creator": "A program"})
    if not bare:
        writer.xmp_metadata = (
            b'<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">'
            b"<rdf:Description>Somebody</rdf:Description></rdf:RDF></x:xmpmeta>"
        )
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


@pytest.mark.parametrize("suffix", PICTURES)
def test_a_picture_is_stripped_and_stands_as_it_stood(suffix: str) -> None:
    file = Path(f"picture{suffix}")
    assert not metadata(file, picture(suffix, bare=True))
    content = picture(suffix)
    assert "exif" in metadata(file, content)
    bare = without_metadata(file, content)
    assert not metadata(file, bare)
    assert b"Somebody" not in bare
    with Image.open(io.BytesIO(bare)) as shown:
        assert shown.size == (40, 60)


def test_a_paper_is_stripped_and_keeps_its_title() -> None:
    file = Path("paper.pdf")
    assert not metadata(file, paper(bare=True))
    assert metadata(file, paper()) == ("/Author", "/Creator", "xmp")
    bare = without_metadata(file, paper())
    assert not metadata(file, bare)
    assert b"Somebody" not in bare
    assert dict(PdfReader(io.BytesIO(bare)).metadata or {}) == {"/Title": "A title"}


@pytest.mark.parametrize("name", ["picture.png", "picture.jpg", "paper.pdf"])
def test_a_file_that_is_something_else(name: str) -> None:
    with pytest.raises(UnreadableError):
        metadata(Path(name), b"<script>")


def test_files_beside_the_pages_are_refused_until_they_are_stripped(tmp_path: Path, english: Translator) -> None:
    for name, content in {
        "about/bare.png": picture(".png", bare=True),
        "about/page.md": b"",
        "about/paper.pdf": paper(),
        "about/photo.jpg": picture(".jpg"),
        "about/drawing.svg": b"<svg/>",
        "about/table.docx": b"",
        "about/wrong.png": b"text",
    }.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_bytes(content)

    def found() -> dict[str, str]:
        lines = report(check_attachments(tmp_path), english).splitlines()
        return {line.split(":")[0].rpartition("/")[2]: line for line in lines}

    before = found()
    assert list(before) == ["drawing.svg", "paper.pdf", "photo.jpg", "table.docx", "wrong.png"]
    assert "such as who made it or where: /Author, /Creator, xmp — Run `ogp tidy origin/main`" in before["paper.pdf"]
    assert "Files of this kind are not published" in before["table.docx"]
    assert [path.name for path in strip(tmp_path)] == ["paper.pdf", "photo.jpg"]
    assert list(found()) == ["drawing.svg", "table.docx", "wrong.png"]
    assert not list(strip(tmp_path))
