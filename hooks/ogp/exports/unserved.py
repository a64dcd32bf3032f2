"""Pages that are opened from a disk, without a server."""

import re
from collections.abc import Mapping
from datetime import date
from pathlib import Path

from markupsafe import Markup

from ogp.exports.assets import style_of
from ogp.messages import Message
from ogp.rendering.renderer import Renderer
from ogp.site.survey import Survey
from ogp.translation import FOLDER, Translator

INDEX = "index.html"

_FOLDER_LINK = re.compile(r'( href="| content="0; url=)(?![a-z]+:|/)((?:[^"?#]*/)?(?:\.\.?)?)(?=[?#"])')
"""A link to a folder, for which a server would show the page in it."""


def opened(page: str) -> str:
    """The HTML `page` with links to files in place of links to folders."""
    return _FOLDER_LINK.sub(lambda match: f"{match[1]}{match[2].rstrip('/')}/{INDEX}" if match[2] else match[0], page)


def renderers(root: Path, found: Survey, address: str, today: date) -> Mapping[str, Renderer]:
    """For each language, what prints pages of the project at `root` that stand beside those of its site; links that are to be
    whole begin with `address`."""
    register = found.register
    assert register
    pages = {page.address: page for page in found.pages}
    return {
        language.code: Renderer(
            register, pages, language, Translator(language.locale, root / FOLDER), root / "overrides",
            root=address, today=today,
        )
        for language in register.site.languages
    }  # fmt: skip


def front(root: Path, renderers: Mapping[str, Renderer], title: Message, style: Path, parts: Mapping[str, str]) -> str:
    """The page of this `title` and with the stylesheet `style` that tells of the pages beside it; `parts` is its HTML in each
    language."""
    first = next(iter(renderers.values()))
    said = [(renderers[code].language, Markup(part)) for code, part in parts.items()]
    return first.part("parts/unserved.html", "", title=title, parts=said, style=Markup(style_of(root, style)))
