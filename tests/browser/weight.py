"""What the first visit of a page costs: the bytes and the requests of everything that it loads."""

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Browser


@dataclass(frozen=True, kw_only=True)
class Load:
    """One answer of the server: its path, its kind in the words of the browser, and its bytes with headers, compressed."""

    path: str
    kind: str
    bytes: int


@dataclass(frozen=True)
class Weight:
    """Everything that a page loads on the first visit."""

    loads: tuple[Load, ...]

    @property
    def requests(self) -> int:
        return len(self.loads)

    @property
    def bytes(self) -> int:
        return sum(load.bytes for load in self.loads)

    @property
    def without_fonts(self) -> int:
        """The bytes of all but the fonts."""
        return sum(load.bytes for load in self.loads if load.kind != "Font")

    def heaviest(self) -> str:
        """A line for every load, the heaviest first."""
        return "\n".join(
            f"{load.bytes:>8} {load.kind}: {load.path}" for load in sorted(self.loads, key=lambda load: -load.bytes)
        )


def weigh(browser: Browser, url: str) -> Weight:
    """Opens `url` on a phone with an empty cache, and waits until nothing more is loaded."""
    answers: dict[str, tuple[str, str]] = {}
    sizes: dict[str, int] = {}

    def answered(event: dict[str, Any]) -> None:
        url = urlsplit(event["response"]["url"])
        if url.scheme != "data" and not event["response"].get("fromDiskCache"):
            answers[event["requestId"]] = (url.path, event["type"])

    def finished(event: dict[str, Any]) -> None:
        sizes[event["requestId"]] = int(event["encodedDataLength"])

    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = context.new_page()
    network = context.new_cdp_session(page)
    network.on("Network.responseReceived", answered)
    network.on("Network.loadingFinished", finished)
    network.on("Network.requestServedFromCache", lambda event: answers.pop(event["requestId"], None))
    network.send("Network.enable")
    page.goto(url, wait_until="networkidle")
    page.evaluate("document.fonts.ready")
    context.close()
    return Weight(
        tuple(Load(path=path, kind=kind, bytes=sizes.get(request, 0)) for request, (path, kind) in answers.items())
    )
