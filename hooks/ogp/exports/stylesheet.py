"""The one stylesheet of the site, joined from the files of overrides/assets/css in the order of their names."""

from pathlib import Path

FOLDER = "assets/css"
NAME = "site.css"


def write(folder: Path) -> None:
    """Joins the stylesheets that were copied into `folder` and leaves the whole alone in their place."""
    styles = folder / FOLDER
    parts = sorted(path for path in styles.glob("*.css") if path.name != NAME)
    text = "\n".join(path.read_text(encoding="utf-8") for path in parts)
    (styles / NAME).write_text(text, encoding="utf-8")
    for path in parts:
        path.unlink()
