"""The page on what of others the site holds and is built with."""

from dataclasses import dataclass
from datetime import date

from ogp.messages import message
from ogp.site.components import REVISED, Component, Shipped, packages, shipped
from ogp.views.page import PageView


@dataclass(frozen=True, slots=True, kw_only=True)
class LicencesView(PageView):
    """What is shipped to readers, and with what it is built."""

    shipped: tuple[Shipped, ...]

    @property
    def packages(self) -> tuple[Component, ...]:
        """With what it is built."""
        return packages()

    @property
    def updated(self) -> date | None:
        """The day on which the list was last changed."""
        return REVISED


def licences_view() -> LicencesView:
    """The page on licences."""
    return LicencesView(
        heading=message("Licences"),
        title=message("Licences of what this site is made of"),
        description=message(
            "Fonts, programs and templates of others in this site, each with its licence, and what it is built with."
        ),
        shipped=shipped(),
    )
