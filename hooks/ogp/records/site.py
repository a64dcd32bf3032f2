"""The site itself: its languages, names and the bodies behind it."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Item, Part, Source
from ogp.records.dates import Day
from ogp.records.references import ConsultationRef, DocumentRef, MeetingRef, OrganizationRef
from ogp.records.text import LanguageCode, Text
from ogp.records.url import Contact, Email, Url

SIGNING_KEY = r"^RW[QRST][A-Za-z0-9+/]{53}$"
"""The form of minisign's public keys."""


class Direction(StrEnum):
    """Direction of writing."""

    RTL = "rtl"
    LTR = "ltr"


class Language(Part):
    """A language of the site."""

    code: LanguageCode = Field(description="Language code, such as ar.")
    name: str = Field(description="Name of the language in itself.")
    locale: str = Field(
        pattern=r"^[a-z]{2,3}_[A-Z]{2}$", description="Locale for dates, plurals and numbers, such as ar_JO."
    )
    direction: Direction = Field(description="Direction of writing. Either rtl or ltr.")
    partly_translated: bool = Field(
        default=False,
        description="Whether the interface is still being translated: what lacks a translation stands in English.",
    )


class Licence(Part):
    """A licence that has been decided."""

    name: Text = Field(description="Name of the licence.")
    url: Url = Field(description="Address of its text.")


class Answer(StrEnum):
    """What is known of a requirement that records cannot show by themselves."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"


class ProcessEvidence(Item):
    """What is known of a process requirement: an answer with its evidence."""

    answer: Answer = Field(description="What is known of it. One of yes, no and unknown.")
    text: Text = Field(description="What the sources say.")
    consultation: ConsultationRef | None = Field(default=None, description="The call that shows it.")
    meetings: tuple[MeetingRef, ...] = Field(default=(), description="The meetings that show it.")


class Standards(Part):
    """Facts for OGP's minimum requirements that no other record holds; what is left out is not known."""

    document: DocumentRef | None = Field(default=None, description="The text of the standards.")
    forum_rules: ProcessEvidence | None = Field(
        default=None, description="1.1: whether the forum's basic rules on participation are public."
    )
    timeline: ProcessEvidence | None = Field(
        default=None,
        description="3.1: whether the timeline was published two weeks before, where the refresh gives no date for it.",
    )
    outreach: ProcessEvidence | None = Field(default=None, description="3.2: whether outreach was conducted.")
    mechanism: ProcessEvidence | None = Field(
        default=None, description="3.3: whether there was a mechanism to hand in proposals."
    )


class PersonalData(Part):
    """What the check for personal data needs to know of the country."""

    country: str | None = Field(
        default=None,
        pattern=r"^[A-Z]{2}$",
        description="Code of the country, such as JO: texts are searched for telephone numbers as they are written there.",
    )
    person_numbers: tuple[str, ...] = Field(
        default=(),
        description="What the numbers look like that the country gives to persons, such as 9######### with # for each digit;"
        " or their name in python-stdnum, such as nl.bsn.",
    )
    office_contacts: tuple[str, ...] = Field(
        default=(),
        description="E-mail addresses and telephone numbers of offices, which may stand in texts besides the site's own address.",
    )


class Site(Part):
    """Settings of the site."""

    kind: ClassVar[str] = "site"

    languages: tuple[Language, ...] = Field(min_length=1, description="Languages, the default one first.")
    name: Text = Field(description="Name of the site.")
    description: Text = Field(description="What the site is, in one sentence.")
    country: Text = Field(description="Name of the country.")
    publisher: OrganizationRef = Field(description="The body responsible for the site.")
    unit: OrganizationRef = Field(description="The open government unit.")
    forum: OrganizationRef = Field(description="The multi-stakeholder forum.")
    contact_email: Email = Field(description="Office address for questions and error reports.")
    security_contact: Contact | None = Field(
        default=None,
        description="Where weaknesses of the site are reported: an office's address for e-mail, or a page. Left out until it is"
        " decided.",
    )
    personal_data: PersonalData = Field(
        default=PersonalData(), description="What may not stand in any text, and which contacts may."
    )
    licence: Licence | None = Field(
        default=None, description="Licence of the site's data. Left out until it is decided."
    )
    standards: Standards = Field(default=Standards(), description="Facts for the page on OGP's minimum requirements.")
    sources: tuple[Source, ...] = Field(default=(), description="Where the facts of this file stand.")
    time_zone: str | None = Field(
        default=None,
        description="Time zone of the times of day in the records, such as Asia/Amman. Left out, calendars have none.",
    )
    signing_key: str | None = Field(
        default=None,
        pattern=SIGNING_KEY,
        description="Public key of minisign by which the manifest of the site is signed. Left out where it is not signed.",
    )
    launched: Day = Field(description="Day on which this site's first records were published.")
