"""What a server says with each file of the built site: policies, caching, who may read it from elsewhere.

A page may do nothing but what it is made for. Its inline scripts are named by their hashes, as built, and may load our other
scripts ('strict-dynamic'); browsers that do not know that word go by 'self'. No style stands in a page. Everything may be read by
other websites, for it is public and the same for everyone; only the editor may not.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ogp.exports.assets import IMAGES
from ogp.exports.editor import FOLDER as ADMIN
from ogp.exports.editor import POLICY as EDITOR_POLICY
from ogp.exports.search_index import NAMED_BY_CONTENT
from ogp.register import Register
from ogp.site.addresses import prefix
from ogp.site.embeds import EMBEDS
from ogp.verifying.manifest import OF_SERVER

EVERYWHERE = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
"""Sent with every file."""

TYPES = {
    "text/html": ("html",),
    "text/css": ("css",),
    "text/javascript": ("js",),
    "text/plain": ("txt",),
    "text/csv": ("csv",),
    "text/calendar": ("ics",),
    "application/json": ("json",),
    "application/ld+json": ("jsonld",),
    "application/xml": ("xml",),
    "application/pdf": ("pdf",),
    "application/zip": ("zip",),
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ("docx",),
    "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet": ("xlsx",),
    "font/woff2": ("woff2",),
    "image/svg+xml": ("svg",),
    "image/png": ("png",),
    "image/jpeg": ("jpg", "jpeg"),
}
"""The endings of the files of each media type; all others are read by our own scripts only."""

OTHER_TYPE = "application/octet-stream"
IN_UTF_8 = (
    "text/css",
    "text/javascript",
    "text/plain",
    "text/csv",
    "text/calendar",
    "application/xml",
    "image/svg+xml",
)
"""Media types, besides HTML, that are sent with their encoding."""

HIDDEN = OF_SERVER
"""With this begins the name of what is for servers and not for readers, at the root of the site."""

_REVALIDATED = "no-cache"
_A_DAY = "public, max-age=86400"
_FOR_EVER = "public, max-age=31536000, immutable"

_EMBED_POLICY = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"
_OPEN = {"Access-Control-Allow-Origin": "*", "Cross-Origin-Resource-Policy": "cross-origin"}
_ALONE = {"Cross-Origin-Opener-Policy": "same-origin", "X-Frame-Options": "DENY"}

_INLINE = re.compile(r"<script(?![^>]*(?:\ssrc=|application/ld\+json))[^>]*>(.*?)</script>", re.DOTALL)


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """Files that are sent with the same `headers`: all that stands in these `folders`, given from the site's root; with no
    folder, all that stands elsewhere."""

    folders: tuple[str, ...] = ()
    headers: Mapping[str, str]


def areas(folder: Path, register: Register, assets: str) -> tuple[Area, ...]:
    """All files of the site built in `folder` by area, that of the rest at the end; `assets` is the folder of what its pages
    load."""
    prefixes = [prefix(register.site, language.code) for language in register.site.languages]
    policy = _page_policy(inline_hashes(_pages(folder)))
    lasting = (assets, *NAMED_BY_CONTENT)
    return (
        _area([own + EMBEDS for own in prefixes], _EMBED_POLICY, _REVALIDATED, _OPEN),
        _area(
            [own + ADMIN for own in prefixes], EDITOR_POLICY, _REVALIDATED,
            {"Cross-Origin-Resource-Policy": "same-origin", "X-Robots-Tag": "noindex"},
        ),
        _area(lasting, policy, _FOR_EVER, _OPEN),
        _area([IMAGES], policy, _A_DAY, _OPEN),
        _area([], policy, _REVALIDATED, _OPEN | _ALONE),
    )  # fmt: skip


def _area(folders: Iterable[str], policy: str, caching: str, more: Mapping[str, str]) -> Area:
    headers = {"Content-Security-Policy": policy, "Cache-Control": caching, **more}
    return Area(folders=tuple(folders), headers=headers)


def _page_policy(hashes: Iterable[str]) -> str:
    return (
        f"default-src 'none'; script-src {' '.join(hashes)} 'strict-dynamic' 'wasm-unsafe-eval' 'self'; style-src 'self';"
        " img-src 'self' data:; font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    )


def inline_hashes(pages: Iterable[str]) -> tuple[str, ...]:
    """The hashes of all inline scripts of the HTML `pages`, as a Content-Security-Policy names them."""
    scripts = {script for page in pages for script in _INLINE.findall(page)}
    return tuple(sorted(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts))


def _pages(folder: Path) -> Iterator[str]:
    """The HTML of the built site in `folder`, but for the editor, which has a policy of its own."""
    for path in sorted(folder.rglob("*.html")):
        if ADMIN.strip("/") not in path.relative_to(folder).parts:
            yield path.read_text(encoding="utf-8")
