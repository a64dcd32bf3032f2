"""robots.txt: everything may be read; where the sitemap stands."""

from pathlib import Path


def write(folder: Path, root: str) -> None:
    """Writes robots.txt into `folder`; `root` is the site's address."""
    (folder / "robots.txt").write_text(f"User-agent: *\nAllow: /\n\nSitemap: {root}sitemap.xml\n", encoding="utf-8")
