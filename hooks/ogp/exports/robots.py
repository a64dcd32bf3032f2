"""robots.txt: everything may be read; where the sitemap stands."""

from ogp.exports.units import Made, Unit

NAME = "robots.txt"


def unit(root: str) -> Unit:
    """The file; `root` is the site's address."""
    content = f"User-agent: *\nAllow: /\n\nSitemap: {root}sitemap.xml\n"
    return Unit(NAME, content, lambda: Made([(NAME, content.encode())]), places=(NAME,))
