"""The editor in the browser at /admin/ (Decap CMS), its forms and its words in each language of the site."""

import json
import lzma
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import Any

from ogp.exports.editor_forms import ITEMS, collections, pickers
from ogp.exports.editor_words import STATES, WORDS
from ogp.exports.units import Made, Unit
from ogp.loading.layout import DATA
from ogp.messages import Message, message
from ogp.rendering.renderer import Renderer

FOLDER = "admin/"
"""Address of the editor, below that of its language."""

POLICY = (
    "default-src 'none'; script-src 'self' 'unsafe-eval'; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self' blob:; frame-src 'self'; base-uri 'none'; form-action 'none'; "
    "frame-ancestors 'self'"
)
"""Content-Security-Policy of the editor: it compiles the rules of its forms and writes its styles as it runs."""

_FILES = (
    "admin.js",
    "admin.css",
    "preview.css",
    "vendor/js-yaml.js",
    "vendor/js-yaml.LICENSE.txt",
    "vendor/cssjanus.js",
    "vendor/cssjanus.LICENSE.txt",
    "vendor/decap-cms.LICENSE.txt",
)
_PACKED = "vendor/decap-cms.js.xz"


def units(root: Path, renderers: Mapping[str, Renderer], backend: Mapping[str, Any]) -> Iterator[Unit]:
    """The editor, from the project at `root`: what is the same in all languages, and its page and settings in each; `backend`
    tells where it saves."""
    yield Unit("editor", "", partial(_program, root / "overrides/admin"))
    for renderer in renderers.values():
        yield Unit(
            f"editor {renderer.language.code}",
            json.dumps(backend, sort_keys=True),
            partial(_in_language, renderer, renderers, backend),
        )


def _program(source: Path) -> Made:
    files = {name: (source / name).read_bytes() for name in _FILES}
    files[_PACKED.removesuffix(".xz")] = lzma.decompress((source / _PACKED).read_bytes())
    return Made([(FOLDER + name, content) for name, content in files.items()])


def _in_language(renderer: Renderer, renderers: Mapping[str, Renderer], backend: Mapping[str, Any]) -> Made:
    own = renderer.local(FOLDER)
    page = renderer.part("admin/index.html", own, others=_others(renderer, renderers))
    said = json.dumps(_config(renderer, renderers, backend), ensure_ascii=False)
    return Made([(f"{own}index.html", page.encode()), (f"{own}config.json", said.encode())])


def _others(renderer: Renderer, renderers: Mapping[str, Renderer]) -> list[tuple[Any, str]]:
    return [(other.language, f"/{other.local(FOLDER)}") for other in renderers.values() if other is not renderer]


def _config(renderer: Renderer, renderers: Mapping[str, Renderer], backend: Mapping[str, Any]) -> dict[str, Any]:
    register, translate = renderer.register, renderer.printer.translate
    made, forms = collections(register, translate, [*renderers])
    return {
        "cms": {
            "load_config_file": False,
            "backend": _answering_in(renderer.language.code, backend),
            "locale": renderer.language.code,
            "publish_mode": "editorial_workflow",
            "media_folder": f"{DATA}/documents",
            "media_library": {"name": ""},
            "site_url": renderer.whole(""),
            "display_url": renderer.whole(""),
            "show_preview_links": False,
            "search": False,
            "editor": {"preview": True},
            "collections": made,
        },
        "forms": forms,
        "style": f"/{renderer.assets}css/site.css",
        "items": ITEMS,
        "pickers": pickers(register, renderer.printer.wording),
        "languages": [
            {
                "code": code,
                "name": own.language.name,
                "direction": own.language.direction.value,
                "config": f"/{own.local(FOLDER)}config.json",
            }
            for code, own in renderers.items()
        ],
        "states": {state: translate(label) for state, label in STATES.items()},
        "words": _said(WORDS, translate),
        "texts": {
            "no_value": translate(message("Write the text, or choose “Not yet available”")),
            "no_original": translate(message("Say which language is the original")),
        },
    }


def _answering_in(language: str, backend: Mapping[str, Any]) -> dict[str, Any]:
    """`backend`; our own server is told in which language to answer."""
    return (
        {**backend} | {"proxy_url": f"{backend['proxy_url']}?lang={language}"}
        if "proxy_url" in backend
        else {**backend}
    )


def _said(words: Any, translate: Any) -> Any:
    if isinstance(words, Message):
        return translate.sentence(words)
    if isinstance(words, str):
        return words
    return {key: _said(inner, translate) for key, inner in words.items()}
