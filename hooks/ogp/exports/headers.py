"""What a server says with each file of the built site: policies, caching, who may read it from elsewhere.

A page may do nothing but what it is made for. Its inline scripts are named by their hashes, as built, and may load our other
scripts ('strict-dynamic'); browsers that do not know that word go by 'self'. No style stands in a page.
"""

import re
from base64 import b64encode
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from ogp.exports.editor import FOLDER as ADMIN
from ogp.exports.editor import POLICY as EDITOR_POLICY
from ogp.site.embeds import EMBEDS
from ogp.site.open_data import API

_INLINE = re.compile(r"<script(?![^>]*(?:\ssrc=|application/ld\+json))[^>]*>(.*?)</script>", re.DOTALL)
_LANGUAGE = r"(?:[a-z]{2,3}/)?"

_ALWAYS = {
    "Strict-Transport-Security": "max-age=63072000; includeSubDomains",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Permissions-Policy": "browsing-topics=(), camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
}
_PRIVATE = {
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "X-Frame-Options": "DENY",
}
_SHARED = {"Cross-Origin-Resource-Policy": "cross-origin"}
_OPEN = _SHARED | {"Access-Control-Allow-Origin": "*"}

_REVALIDATED = "no-cache"
_A_DAY = "public, max-age=86400"
_FOR_EVER = "public, max-age=31536000, immutable"
"""For files whose names change with their content, and fonts."""

_NOTHING = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
_EMBED = "default-src 'none'; style-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors *"


@dataclass(frozen=True, slots=True)
class Area:
    """Files that are sent with the same headers: `path` is a regular expression of their addresses, from the site's root
    without the first slash."""

    path: str
    headers: Mapping[str, str]


def inline_hashes(pages: Iterable[str]) -> tuple[str, ...]:
    """The hashes of all inline scripts of the HTML `pages`, as a Content-Security-Policy names them."""
    scripts = {script for page in pages for script in _INLINE.findall(page)}
    return tuple(sorted(f"'sha256-{b64encode(sha256(script.encode()).digest()).decode()}'" for script in scripts))


def areas(hashes: Iterable[str]) -> tuple[Area, ...]:
    """All files of the site by area; the first one that fits a file holds. `hashes` are those of the inline scripts."""
    page = (
        f"default-src 'none'; script-src {' '.join(hashes)} 'strict-dynamic' 'wasm-unsafe-eval' 'self'; style-src 'self';"
        " img-src 'self' data:; font-src 'self'; connect-src 'self'; manifest-src 'self'; form-action 'self';"
        " base-uri 'none'; frame-ancestors 'none'"
    )
    return (
        Area(rf"{_LANGUAGE}{EMBEDS}", _headers(_EMBED, _REVALIDATED, _OPEN)),
        Area(
            rf"{_LANGUAGE}{ADMIN}",
            _headers(EDITOR_POLICY, _REVALIDATED, {"X-Robots-Tag": "noindex", "X-Frame-Options": "SAMEORIGIN"}),
        ),
        Area(rf"{API}|.*\.(?:csv|json|jsonld|xlsx|zip|xml|ics|txt)$", _headers(_NOTHING, _REVALIDATED, _OPEN)),
        Area(r".*\.(?:pdf|docx)$", _headers(_NOTHING, _REVALIDATED, _OPEN)),
        Area(r".*\.(?:png|jpg|svg|ico)$", _headers(_NOTHING, _A_DAY, _SHARED)),
        Area(r"assets/fonts/|pagefind/.*\.pf_", _headers(_NOTHING, _FOR_EVER, _PRIVATE)),
        Area("", _headers(page, _REVALIDATED, _PRIVATE)),
    )


def _headers(policy: str, caching: str, more: Mapping[str, str]) -> dict[str, str]:
    return {"Content-Security-Policy": policy, "Cache-Control": caching, **_ALWAYS, **more}


def built_pages(folder: Path) -> Iterator[str]:
    """The HTML of the built site in `folder`, but for the editor, which has a policy of its own."""
    for path in sorted(folder.rglob("*.html")):
        if ADMIN.strip("/") not in path.relative_to(folder).parts:
            yield path.read_text(encoding="utf-8")
