"""An organization: a ministry, a commission, a unit, a body of civil society."""

from enum import StrEnum
from typing import ClassVar

from pydantic import Field

from ogp.records.base import Record
from ogp.records.references import OrganizationRef
from ogp.records.text import Text
from ogp.records.url import Email, Url


class OrganizationKind(StrEnum):
    """A kind of body."""

    MINISTRY = "ministry"
    DEPARTMENT = "department"
    UNIT = "unit"
    COMMISSION = "commission"
    COMMITTEE = "committee"
    FORUM = "forum"
    CIVIL_SOCIETY = "civil-society"
    PRIVATE_SECTOR = "private-sector"
    INTERNATIONAL = "international"


class Organization(Record):
    """An organization that has a part in the plans."""

    kind: ClassVar[str] = "organization"

    name: Text = Field(description="Full name.")
    type: OrganizationKind = Field(description="What kind of body it is.")
    parent: OrganizationRef | None = Field(default=None, description="The body that it is part of.")
    also_named: tuple[Text, ...] = Field(default=(), description="Other names under which sources print it.")
    description: Text | None = Field(default=None, description="What it is, where a source says so.")
    url: Url | None = Field(default=None, description="Its website, where a source gives it.")
    email: Email | None = Field(default=None, description="Its office address for e-mail, where a source gives it.")
