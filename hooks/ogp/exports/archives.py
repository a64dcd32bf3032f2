"""ZIP archives of which the same files give the same bytes."""

import io
import zipfile
from collections.abc import Iterable, Mapping
from typing import IO

_MOMENT = (1980, 1, 1, 0, 0, 0)


def archive(files: Mapping[str, bytes]) -> bytes:
    """An archive of `files`, by name, in their order."""
    out = io.BytesIO()
    write(out, files.items())
    return out.getvalue()


def write(out: IO[bytes], files: Iterable[tuple[str, bytes]]) -> None:
    """Writes an archive of `files`, each a name and its content, into `out`; of them one at a time is held."""
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as target:
        for name, content in files:
            info = zipfile.ZipInfo(name, _MOMENT)
            info.compress_type = zipfile.ZIP_DEFLATED
            target.writestr(info, content)
