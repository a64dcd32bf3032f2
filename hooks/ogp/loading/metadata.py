"""What pictures and PDF files carry besides what they show: authors, places, programs, remarks."""

import io
from collections.abc import Iterator
from pathlib import Path, PurePath

from PIL import Image, ImageOps
from pypdf import PdfReader, PdfWriter
from pypdf.errors import PyPdfError
from pypdf.generic import DictionaryObject

PICTURES = {".jpeg": "JPEG", ".jpg": "JPEG", ".png": "PNG", ".webp": "WEBP"}
PDF = ".pdf"
KINDS = (*sorted(PICTURES), PDF)
"""The endings of the files that may stand beside hand-written pages."""

_OF_PICTURE = frozenset(
    (
        *(
            "adobe",
            "adobe_transform",
            "jfif",
            "jfif_density",
            "jfif_unit",
            "jfif_version",
            "progression",
            "progressive",
        ),
        *("aspect", "chromaticity", "dpi", "gamma", "icc_profile", "interlace", "srgb", "transparency"),
        *("background", "default_image", "duration", "loop", "timestamp"),
    )
)
"""What Pillow tells of a picture that is needed to show it."""

_OF_DOCUMENT = "/Title"
_QUALITY = 92


class UnreadableError(Exception):
    """A file that is not what its name says."""


def metadata(file: PurePath, content: bytes) -> tuple[str, ...]:
    """The names of what the picture or PDF `file` carries besides what it shows. Raises UnreadableError."""
    try:
        return tuple(_of_pdf(content)) if file.suffix == PDF else tuple(_of_picture(file, content))
    except (OSError, ValueError, SyntaxError, PyPdfError, Image.DecompressionBombError) as error:
        raise UnreadableError(str(error)) from error


def without_metadata(file: PurePath, content: bytes) -> bytes:
    """The picture or PDF `file` with nothing besides what it shows. Raises UnreadableError."""
    try:
        return _bare_pdf(content) if file.suffix == PDF else _bare_picture(file, content)
    except (OSError, ValueError, SyntaxError, PyPdfError, Image.DecompressionBombError) as error:
        raise UnreadableError(str(error)) from error


def strip(folder: Path) -> Iterator[Path]:
    """Takes the metadata out of all pictures and PDF files below `folder` that can be read, and gives those that had some."""
    for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix in KINDS):
        try:
            if metadata(path, content := path.read_bytes()):
                path.write_bytes(without_metadata(path, content))
                yield path
        except UnreadableError:
            continue


def _picture(file: PurePath, content: bytes) -> Image.Image:
    picture = Image.open(io.BytesIO(content), formats=[PICTURES[file.suffix]])
    # Remarks may stand behind the picture itself.
    picture.load()
    return picture


def _of_picture(file: PurePath, content: bytes) -> Iterator[str]:
    picture = _picture(file, content)
    yield from sorted(str(name) for name in picture.info.keys() - _OF_PICTURE)
    if picture.getexif() and "exif" not in picture.info:
        yield "exif"


def _bare_picture(file: PurePath, content: bytes) -> bytes:
    picture = _picture(file, content)
    # The way up is metadata too, and would be lost.
    shown = ImageOps.exif_transpose(picture)
    turned = shown.size != picture.size or shown.tobytes() != picture.tobytes()
    quality: dict[str, object] = {"quality": "keep" if file.suffix != ".webp" and not turned else _QUALITY}
    shown = shown if turned else picture
    shown.info = {name: value for name, value in shown.info.items() if name in _OF_PICTURE}
    out = io.BytesIO()
    form = PICTURES[file.suffix]
    kept = {name: shown.info[name] for name in ("icc_profile",) if name in shown.info}
    shown.save(out, form, exif=b"", **kept, **({} if form == "PNG" else quality))
    return out.getvalue()


def _of_pdf(content: bytes) -> Iterator[str]:
    reader = PdfReader(io.BytesIO(content))
    yield from sorted(name for name in reader.metadata or {} if name != _OF_DOCUMENT)
    if any("/Metadata" in one or "/PieceInfo" in one for one in _dictionaries(reader)):
        yield "xmp"


def _dictionaries(document: PdfReader | PdfWriter) -> Iterator[DictionaryObject]:
    """Where a PDF file may carry descriptions: of itself, of its pages and of what stands on them."""
    yield document.root_object
    for page in document.pages:
        yield page
        shown = page.get("/Resources", DictionaryObject()).get_object().get("/XObject", DictionaryObject()).get_object()
        yield from (one for name in shown if isinstance(one := shown[name].get_object(), DictionaryObject))


def _bare_pdf(content: bytes) -> bytes:
    reader = PdfReader(io.BytesIO(content))
    title = reader.metadata.get(_OF_DOCUMENT) if reader.metadata else None
    writer = PdfWriter(clone_from=reader)
    writer.metadata = {_OF_DOCUMENT: title} if title else None
    for one in _dictionaries(writer):
        for name in ("/Metadata", "/PieceInfo"):
            one.pop(name, None)
    # What nothing names any more would stay in the file.
    writer.compress_identical_objects(remove_duplicates=False)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()
