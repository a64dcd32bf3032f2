"""What the environment says of the build that is wanted."""

import os
from pathlib import Path

DRAFT = "OGP_DRAFT"
"""Named where only what is made quickly is wanted."""

SIGNING_KEY = "OGP_SIGNING_KEY"
"""The secret key by which the manifest is signed: its file, or what that holds."""

FORMER_SITE = "OGP_FORMER_SITE"
"""The folder of the site that is to be replaced."""

SPARE_SITE = "OGP_SPARE_SITE"
"""The folder of the site that stood there before it, of which nobody has need any more."""

SHARE = "OGP_SHARE"
"""Which share is wanted of what takes long to make, such as 2/4; nothing else is made then."""


def is_draft() -> bool:
    """Whether only what is made quickly is wanted."""
    return bool(os.environ.get(DRAFT))


def former_site() -> Path | None:
    """The folder of the site that is to be replaced, if the environment names one."""
    return _folder(FORMER_SITE)


def spare_site() -> Path | None:
    """The folder of the site that stood there before it, if the environment names one."""
    return _folder(SPARE_SITE)


def share() -> tuple[int, int] | None:
    """Number of the share that is wanted, from 1, and how many there are; None where all is wanted."""
    number, _, of = os.environ.get(SHARE, "").partition("/")
    return (int(number), int(of)) if of else None


def _folder(name: str) -> Path | None:
    return Path(os.environ[name]) if os.environ.get(name) else None
