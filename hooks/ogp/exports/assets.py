"""What pages load: styles, scripts, fonts, lists of words. It stands in a folder named by its content, so that browsers may keep
it for ever, and a page that is older than a publication still finds what it was made for."""

import shutil
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

FOLDER = "assets/"
IMAGES = f"{FOLDER}images/"
"""The sign of the site; other programs show it, so its address stays."""

_NAMED = ("css", "fonts", "js", "search")
_STYLE = "site.css"
_IDENTITY = "2-identity.css"


def address(root: Path) -> str:
    """Where the site of the project at `root` has what its pages load."""
    overrides = root / "overrides"
    files = [path for name in _NAMED for path in (overrides / FOLDER / name).rglob("*") if path.is_file()]
    content = sha256()
    for path in sorted((*files, overrides / "embeds/embed.css")):
        content.update(f"{path.relative_to(overrides).as_posix()}\0".encode() + sha256(path.read_bytes()).digest())
    return f"{FOLDER}{content.hexdigest()[:10]}/"


def style_of(root: Path, own: Path) -> str:
    """The stylesheet `own` of something that is not a page, behind the site's colours, of the project at `root`."""
    return _joined((root / "overrides" / FOLDER / "css" / _IDENTITY, own))


def write(folder: Path, address: str) -> None:
    """Moves what was copied into the built site at `folder` to where pages load it from, with all styles joined to one file in
    the order of their names."""
    for name in _NAMED:
        shutil.copytree(folder / FOLDER / name, folder / address / name, dirs_exist_ok=True)
        shutil.rmtree(folder / FOLDER / name)
    parts = sorted((folder / address / "css").glob("[0-9]*.css"))
    (folder / address / "css" / _STYLE).write_text(_joined(parts), encoding="utf-8")
    for path in parts:
        path.unlink()


def _joined(parts: Iterable[Path]) -> str:
    return "\n".join(path.read_text(encoding="utf-8") for path in parts)
