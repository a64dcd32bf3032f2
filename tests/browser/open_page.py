"""Opening a page of the built site in Chromium and noting everything that the browser complains about."""

from dataclasses import dataclass, field
from typing import Protocol
from urllib.parse import urlsplit

from playwright.sync_api import ConsoleMessage, Page, Request, Response


@dataclass
class Opened:
    """A page in the browser, and what went wrong while it loaded."""

    page: Page
    complaints: list[str] = field(default_factory=list)

    def watch(self, server: str) -> None:
        """Notes errors, failed requests and requests to other machines than `server` from now on."""

        def said(message: ConsoleMessage) -> None:
            own = message.location.get("url") == self.page.url
            missing = own and "404" in message.text and "no-such-page" in self.page.url
            if message.type in ("error", "warning") and not missing:
                self.complaints.append(f"{message.type}: {message.text} {message.location}")

        def asked(request: Request) -> None:
            url = urlsplit(request.url)
            if url.scheme not in ("data", "blob") and f"{url.scheme}://{url.netloc}" != server:
                self.complaints.append(f"another machine: {request.url}")

        def answered(response: Response) -> None:
            if response.status >= 400 and not response.url.endswith("/no-such-page/"):
                self.complaints.append(f"{response.status}: {response.url}")

        self.page.on("console", said)
        self.page.on("request", asked)
        self.page.on("response", answered)
        self.page.on("requestfailed", lambda request: self.complaints.append(f"failed: {request.url}"))
        self.page.on("pageerror", lambda error: self.complaints.append(f"error: {error}"))


class Open(Protocol):
    """Opens the page at `address` in a window of its own."""

    def __call__(self, address: str, *, width: int = 1280, scheme: str = "light", scripts: bool = True) -> Opened: ...
