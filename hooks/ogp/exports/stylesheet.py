"""The one stylesheet of the site, joined from the files of overrides/assets/css in the order of their names."""

from pathlib import Path

FOLDER = "assets/css"
NAME = "site.css"
_IDENTITY = "2-identity.css"


def style_of(root: Path, own: Path) -> str:
    """The stylesheet `own` of something that is not a page, behind the site's colours, of the project at `root`."""
    identity = root / "overrides" / FOLDER / _IDENTITY
    return "".join(path.read_text(encoding="utf-8") for path in (identity, own))


def write(folder: Path) -> None:
    """Joins the stylesheets that were copied into `folder` and leaves the whole alone in their place."""
    styles = folder / FOLDER
    parts = sorted(path for path in styles.glob("*.css") if path.name != NAME)
    text = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    (styles / NAME).write_text(text, encoding="utf-8")
    for path in parts:
        path.unlink()
