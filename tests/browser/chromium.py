"""Where Chromium is, and how it is started."""

import os
import shutil

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")
"""The one without windows first: it opens a page in half of the time."""


def program() -> str:
    """The path of Chromium: what CHROMIUM names, else the first one installed. Says how to get one where there is none."""
    found = shutil.which(os.environ.get("CHROMIUM") or next(filter(shutil.which, _NAMES), ""))
    if not found:
        raise FileNotFoundError(
            "Chromium was not found. Install it (make system-packages), or set CHROMIUM to its path."
        )
    return found
