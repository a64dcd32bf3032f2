"""Where each record stands. Addresses are promises: once published, they work for ever.

An address is written from the site's root without the first slash and with the last one; the home page is "".
The same address, behind the language's prefix, holds in every language.
"""

from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import Any

from ogp.records.base import Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.document import Document
from ogp.records.meeting import Meeting
from ogp.records.news import NewsPost
from ogp.records.organization import Organization
from ogp.records.plan import Plan
from ogp.records.refresh import ProposedActivity, ProposedCommitment, Refresh
from ogp.records.site import Site
from ogp.register import Register

HOME = ""
PLANS = "plans/"
CONSULTATIONS = "consultations/"
MEETINGS = "meetings/"
NEWS = "news/"
ORGANIZATIONS = "organizations/"
DOCUMENTS = "documents/"
STANDARDS = "standards/"
CHANGES = "changes/"
SEARCH = "search/"
OPEN_DATA = "data/"
LICENCES = "licences/"
CALENDAR = "calendar.ics"
BILL = "sbom.cdx.json"
"""The bill of materials, for programs (CycloneDX, cyclonedx.org)."""

OF_RECORDS = {PLANS, CONSULTATIONS, MEETINGS, NEWS, ORGANIZATIONS, DOCUMENTS}
"""The pages below which those of records stand."""

SECTIONS = {HOME, *OF_RECORDS, STANDARDS, CHANGES, SEARCH, OPEN_DATA, LICENCES}
"""The pages that there are without any record."""

_OF_KIND: Mapping[str, Callable[[Any], str]] = {
    Plan.kind: lambda plan: f"{PLANS}{plan.id}/",
    Commitment.kind: lambda commitment: f"{PLANS}{commitment.plan}/commitments/{commitment.id.rpartition('/')[2]}/",
    Refresh.kind: lambda refresh: f"{PLANS}{refresh.plan}/refresh/",
    Consultation.kind: lambda consultation: f"{CONSULTATIONS}{consultation.id}/",
    Meeting.kind: lambda meeting: f"{MEETINGS}{meeting.id}/",
    Document.kind: lambda document: f"{DOCUMENTS}{document.id}/",
    Organization.kind: lambda organization: f"{ORGANIZATIONS}{organization.id}/",
    NewsPost.kind: lambda post: f"{NEWS}{post.id}/",
}


def address_of(record: Record) -> str:
    """The address of `record`."""
    return _OF_KIND[record.kind](record)


def activities_address(refresh: Refresh) -> str:
    """The address of Table I of `refresh`."""
    return f"{address_of(refresh)}activities/"


def proposals_address(refresh: Refresh) -> str:
    """The address of Table II of `refresh`."""
    return f"{address_of(refresh)}new-commitments/"


def comparison_address(refresh: Refresh) -> str:
    """The address of the plan before and after `refresh`."""
    return f"{address_of(refresh)}before-after/"


def proposal_address(refresh: Refresh, proposal: ProposedActivity | ProposedCommitment) -> str:
    """The address of one proposal of `refresh`, with its anchor."""
    table = activities_address(refresh) if isinstance(proposal, ProposedActivity) else proposals_address(refresh)
    return f"{table}#{proposal.id}"


def short_addresses(register: Register) -> Mapping[str, str]:
    """Short addresses, for print and speech, and the pages that they lead to. An anchor may follow them: /c/nap5-4#milestone-3.

    Commitments have their number, a refresh its name and its two tables t1 and t2, as in OGP's refresh reports.
    """
    found = {f"c/{own.plan}-{own.number}/": address_of(own) for own in register.commitments.values()}
    for refresh in register.refreshes.values():
        found[f"c/{refresh.plan}-refresh/"] = address_of(refresh)
        found[f"c/{refresh.plan}-t1/"] = activities_address(refresh)
        found[f"c/{refresh.plan}-t2/"] = proposals_address(refresh)
    return found


def transcript_address(document: Document) -> str:
    """The address of the text that the site publishes of `document`."""
    assert document.transcript
    return f"{DOCUMENTS}{document.transcript.file}"


def year_address(section: str, year: int) -> str:
    """The address of the page of one year in a section that grows."""
    return f"{section}{year}/"


def stretch_address(year: int, month: int | None = None) -> str:
    """The address of the page of the changes of a year, or of a month of it."""
    return f"{year_address(CHANGES, year)}{f'{month:02}/' if month else ''}"


def prefix(site: Site, language: str) -> str:
    """What stands before an address in `language`: nothing in the default one."""
    return "" if language == site.languages[0].code else f"{language}/"


@lru_cache(1)
def _folders(page: str) -> tuple[str, ...]:
    """The folders in which the file of `page` stands, from the site's root."""
    # A known old address may have a slash twice, where its page stands in a folder once.
    return tuple(filter(None, page.split("/")[:-1]))


def relative(address: str, page: str) -> str:
    """`address`, which may end in an anchor, as a link from the page at `page`; both from the site's root."""
    target, hash_, anchor = address.partition("#")
    if target == page:
        return f"#{anchor}" if hash_ else "./"
    parts, here = target.split("/"), _folders(page)
    common = 0
    for own, other in zip(parts[:-1], here, strict=False):
        if own != other:
            break
        common += 1
    link = "../" * (len(here) - common) + "/".join(parts[common:])
    if ":" in link.partition("/")[0]:
        # What stands before a colon would be taken for the scheme of an address.
        link = f"./{link}"
    return f"{link or './'}{hash_}{anchor}"
