"""Organizations: the list, and one with all its roles."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from ogp.messages import message
from ogp.records.commitment import RESPONSIBLE, Commitment, FocalPoint
from ogp.records.document import Document
from ogp.records.meeting import Meeting, MeetingKind
from ogp.records.organization import Organization, OrganizationKind
from ogp.register import Register
from ogp.views.names import LISTS
from ogp.views.page import PageView
from ogp.views.shortening import ENOUGH, Others, first, shortened

FOCAL_POINT = "focal-point"
"""The role of an organization that is responsible for nothing but has a focal point."""


@dataclass(frozen=True, slots=True)
class Role:
    """A commitment and what the organization does for it: lead, implementing, supporting or a focal point only."""

    commitment: Commitment
    role: str
    focal_points: tuple[FocalPoint, ...]


@dataclass(frozen=True, slots=True)
class OrganizationGroup:
    """The organizations of one kind, each with the number of its commitments."""

    type: OrganizationKind
    organizations: tuple[tuple[Organization, int], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationsView(PageView):
    """All organizations: those responsible for commitments, with the newest of these and how many more there are, then all by
    kind."""

    responsible: tuple[tuple[Organization, tuple[Role, ...], int], ...]
    groups: tuple[OrganizationGroup, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class OrganizationView(PageView):
    """One organization."""

    organization: Organization
    parent: Organization | None
    children: tuple[Organization, ...]
    roles: tuple[Role, ...]
    other_roles: Others
    through: tuple[tuple[Organization, Role], ...]
    other_through: Others
    meetings: tuple[Meeting, ...]
    more_meetings: int
    documents: tuple[Document, ...]
    more_documents: int


def roles(register: Register, organization: Organization) -> tuple[Role, ...]:
    """What `organization` does for which commitments, by plan (newest first) and number."""
    found, id_ = [], organization.id
    for commitment in register.linking(organization, Commitment.kind):
        # From the references, which are at hand: with thousands of commitments it takes long to look into each.
        named = {path[0] for path, ref in commitment.ties.references if ref == id_ and ref.kind == organization.kind}
        role = next((name for name in RESPONSIBLE if name in named), FOCAL_POINT)
        points = commitment.focal_points if "focal_points" in named else ()
        found.append(Role(commitment, role, tuple(p for p in points if p.organization == organization.id)))
    return tuple(sorted(found, key=lambda role: (-register.plans[role.commitment.plan].number, role.commitment.number)))


def _points(found: Iterable[Role], commitment: Commitment) -> tuple[FocalPoint, ...]:
    """The focal points of those `found` roles in `commitment` that are no more than that."""
    return tuple(
        point
        for role in found
        if role.role == FOCAL_POINT and role.commitment.id == commitment.id
        for point in role.focal_points
    )


def organizations_view(register: Register) -> OrganizationsView:
    """The list of organizations."""
    own = {organization.id: roles(register, organization) for organization in register.organizations.values()}
    responsible = {
        organization: found
        for organization in register.organizations.values()
        if (found := tuple(role for role in own[organization.id] if role.role != FOCAL_POINT))
    }
    most = max(map(len, responsible.values()), default=0)
    if sum(map(len, responsible.values())) > ENOUGH:
        most = min(most, ENOUGH // len(responsible))
    return OrganizationsView(
        heading=LISTS[Organization.kind],
        title=message("Organizations"),
        description=message(
            "Who is responsible for what in the action plans of {country}: ministries, commissions, units and civil society.",
            country=register.site.country,
        ),
        listed=tuple(register.organizations.values()),
        responsible=tuple((one, *first(found, most)) for one, found in responsible.items()),
        groups=tuple(
            OrganizationGroup(type_, members)
            for type_ in OrganizationKind
            if (members := tuple((o, len(own[o.id])) for o in register.organizations.values() if o.type is type_))
        ),
    )


def organization_view(register: Register, organization: Organization) -> OrganizationView:
    """The page of `organization`."""
    children = register.linking(organization, Organization.kind)
    own = roles(register, organization)
    every_through = tuple(
        (child, replace(role, focal_points=(*role.focal_points, *_points(own, role.commitment))))
        for child in children
        for role in roles(register, child)
    )
    shown = {role.commitment.id for _, role in every_through}
    attended = dict.fromkeys(register.linking(organization, Meeting.kind))
    if organization.id == register.site.forum:
        attended |= dict.fromkeys(m for m in register.meetings.values() if m.type is MeetingKind.FORUM)
    listed, other_roles = shortened(
        register,
        [role for role in own if role.role != FOCAL_POINT or role.commitment.id not in shown],
        lambda role: role.commitment,
    )
    through, other_through = shortened(register, every_through, lambda pair: pair[1].commitment)
    meetings, more_meetings = first(sorted(attended, key=lambda m: m.date.earliest, reverse=True))
    documents, more_documents = first(register.linking(organization, Document.kind))
    return OrganizationView(
        heading=organization.name,
        title=organization.name,
        description=message(
            "{name}: its commitments, meetings and documents in the Open Government Partnership of {country}.",
            name=organization.name,
            country=register.site.country,
        ),
        record=organization,
        organization=organization,
        parent=register.organizations[organization.parent] if organization.parent else None,
        children=children,
        roles=listed,
        other_roles=other_roles,
        through=through,
        other_through=other_through,
        meetings=meetings,
        more_meetings=more_meetings,
        documents=documents,
        more_documents=more_documents,
    )
