"""References from record to record."""

import re
from collections.abc import Iterator
from typing import Any

from ogp.loading.files import Files
from ogp.loading.marks import Entry
from ogp.loading.sentences import likely
from ogp.messages import Message, message
from ogp.problems import Problem
from ogp.records.base import Part, Path, Record
from ogp.records.commitment import Commitment
from ogp.records.consultation import Consultation
from ogp.records.organization import Organization
from ogp.records.references import Ref
from ogp.records.refresh import Refresh


def references_exist(files: Files) -> Iterator[Problem]:
    """Every id that a record refers to is the id of a record of the right kind. A record's own plan exists too."""
    known: dict[str, set[str]] = {}
    for kind, id_ in files.broken:
        known.setdefault(kind, set()).add(id_)
    for entry in files.entries:
        if isinstance(entry.record, Record):
            # An id that cannot stay is taken as it is meant to be, so that references to it are not blamed.
            known.setdefault(entry.record.kind, set()).add(re.sub(r"[ _]+", "-", entry.record.id.lower()))
    for entry in files.entries:
        for path, ref in _references(entry.record):
            if ref.kind not in files.unknown and ref not in known.get(ref.kind, ()):
                yield entry.problem(path, _unknown(ref), _nearest(ref, known.get(ref.kind, set())))
    for entry in files.entries:
        if isinstance(entry.record, Commitment | Refresh) and entry.record.plan not in known.get("plan", ()):
            plan = entry.record.plan
            yield entry.problem(("id",), _unknown(plan), _nearest(plan, known.get("plan", set())))


def _references(record: Part) -> Iterator[tuple[Path, Ref]]:
    yield from record.ties.references
    for citation in record.ties.citations:
        if isinstance(citation.document, Ref):
            yield (*citation.path, "document"), citation.document


def _unknown(ref: Ref) -> Message:
    names = {
        "plan": message("There is no plan with the id “{id}”", id=str(ref)),
        "commitment": message("There is no commitment with the id “{id}”", id=str(ref)),
        "refresh": message("There is no refresh with the id “{id}”", id=str(ref)),
        "consultation": message("There is no consultation with the id “{id}”", id=str(ref)),
        "meeting": message("There is no meeting with the id “{id}”", id=str(ref)),
        "document": message("There is no document with the id “{id}”", id=str(ref)),
        "organization": message("There is no organization with the id “{id}”", id=str(ref)),
        "news": message("There is no news post with the id “{id}”", id=str(ref)),
    }
    return names[ref.kind]


def _nearest(ref: str, known: set[str]) -> Message:
    if re.search("[،؛,;]", ref):
        return message("Between ids write “, ” — the comma of Latin script — and a space")
    slug = re.sub(r"[^a-z0-9/]+", "-", ref.lower()).strip("-")
    if slug != ref and slug not in known:
        return message("An id holds only small Latin letters, digits, “-” and “/”")
    meant = (
        slug
        if slug in known
        else likely(ref, sorted(known)) or next((id_ for id_ in sorted(known) if id_.endswith(f"/{ref}")), None)
    )
    if meant:
        return message("Did you mean “{likely}”? If the record was deleted, delete its id here too", likely=meant)
    return message("Add the record, or use the id of one that exists")


def references_are_not_repeated(files: Files) -> Iterator[Problem]:
    """A list of references names each record once."""
    for entry in files.entries:
        for path, value in entry.values():
            if not isinstance(value, tuple):
                continue
            refs = [ref for ref in value if isinstance(ref, Ref)]
            for index, ref in enumerate(refs):
                if ref in refs[:index]:
                    yield entry.problem(
                        (*path, index),
                        message("“{id}” stands in this list twice", id=str(ref)),
                        message("Keep one of the two"),
                    )


def no_body_is_part_of_itself(files: Files) -> Iterator[Problem]:
    """No organization is, directly or through others, its own parent."""
    parents = {entry.record.id: entry.record.parent for entry in files.of(Organization)}
    for entry in files.of(Organization):
        above = [entry.record.id]
        while isinstance(parent := parents.get(above[-1]), str) and parent not in above:
            above.append(parent)
        if parent == entry.record.id:
            yield entry.problem(
                ("parent",),
                message("The organization would be a part of itself: {chain}", chain=" → ".join([*above, parent])),
                message("Name the larger body that it is a part of, or delete “parent:”"),
            )


def milestones_exist(files: Files) -> Iterator[Problem]:
    """A milestone number that a commitment names is that of one of its own, published or declared."""
    for entry in files.of(Commitment):
        for name in ("recommendations", "indicators", "progress"):
            for index, item in enumerate(getattr(entry.record, name)):
                if _has_no(files, entry, item.milestone):
                    yield _no_milestone(entry, (name, index), entry.record.id, item.milestone)


def proposed_milestones_exist(files: Files) -> Iterator[Problem]:
    """A milestone number that an activity of a refresh names is that of a milestone of its commitment."""
    commitments = {entry.record.id: entry for entry in files.of(Commitment)}
    for entry in files.of(Refresh):
        for index, item in enumerate(entry.record.activities):
            if (commitment := commitments.get(item.commitment)) and _has_no(files, commitment, item.milestone):
                yield _no_milestone(entry, ("activities", index), item.commitment, item.milestone)


def _has_no(files: Files, commitment: Entry, number: Any) -> bool:
    """Whether it is known that the `commitment` has no milestone of this `number`, which may be none at all."""
    record = commitment.record
    return (
        isinstance(number, int)
        and not any(files.is_wrong(commitment, (name,)) for name in ("milestones", "milestones_not_published"))
        and number not in {milestone.number for milestone in record.milestones}
        and number not in record.milestones_not_published
    )


def _no_milestone(entry: Entry, path: Path, commitment: str, number: int) -> Problem:
    return entry.problem(
        (*path, "milestone"),
        message("Commitment “{id}” has no milestone {number}", id=commitment, number=number),
        message("Correct the number, or add the milestone to the commitment"),
    )


def proposals_exist(files: Files) -> Iterator[Problem]:
    """A suggestion's proposal is one of the proposed commitments of the refresh that its consultation is part of."""
    proposals = {
        entry.record.id: {proposal.id for proposal in entry.record.proposals}
        for entry in files.of(Refresh)
        if not files.is_wrong(entry, ("proposals",))
    }
    for entry in files.of(Consultation):
        consultation = entry.record
        known = proposals.get(consultation.refresh or "")
        for index, suggestion in enumerate(consultation.received.suggestions if consultation.received else ()):
            if isinstance(suggestion.proposal, str) and known is not None and suggestion.proposal not in known:
                yield entry.problem(
                    ("received", "suggestions", index, "proposal"),
                    message("The refresh has no proposed commitment “{id}”", id=suggestion.proposal),
                    message("Use one of: {known}", known=", ".join(sorted(known))),
                )
