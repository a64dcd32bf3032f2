"""What the environment says of the build that is wanted."""

import os

DRAFT = "OGP_DRAFT"
"""Named where only what is made quickly is wanted."""

SIGNING_KEY = "OGP_SIGNING_KEY"
"""The secret key by which the manifest is signed: its file, or what that holds."""


def is_draft() -> bool:
    """Whether only what is made quickly is wanted."""
    return bool(os.environ.get(DRAFT))
