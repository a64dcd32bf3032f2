"""Lists that are too long for one page: what they name, and what they only count."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from ogp.records.commitment import Commitment
from ogp.records.plan import Plan
from ogp.register import Register

ENOUGH = 100
"""How many records of a kind, and plans of others, a list names."""
_NUMBERED = 300
"""So many of the other commitments are named by their numbers."""

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class OfPlan:
    """Commitments of a plan that a list only counts or, if `numbered`, names by their numbers."""

    plan: Plan
    commitments: tuple[Commitment, ...]
    numbered: bool


@dataclass(frozen=True, slots=True)
class Others:
    """The commitments that a list does not name: those of the first plans, and how many there are of more plans."""

    plans: tuple[OfPlan, ...] = ()
    more: int = 0


def shortened(
    register: Register, items: Sequence[_T], commitment: Callable[[_T], Commitment]
) -> tuple[tuple[_T, ...], Others]:
    """The first of `items`, whole plans of them, and the others. `commitment` gives the one that an item is about; the items of
    a plan stand together."""
    if len(items) <= ENOUGH:
        return tuple(items), Others()
    plans: dict[str, list[_T]] = {}
    for item in items:
        plans.setdefault(commitment(item).plan, []).append(item)
    named: list[_T] = []
    others: list[OfPlan] = []
    held = 0
    for plan, own in plans.items():
        if not others and len(named) + len(own) <= ENOUGH:
            named += own
        else:
            held += len(own)
            others.append(OfPlan(register.plans[plan], tuple(map(commitment, own)), held <= _NUMBERED))
    return tuple(named), Others(tuple(others[:ENOUGH]), sum(len(one.commitments) for one in others[ENOUGH:]))


def first(items: Iterable[_T], most: int = ENOUGH) -> tuple[tuple[_T, ...], int]:
    """The first of `items`, `most` at most, and how many others there are."""
    every = tuple(items)
    return every[:most], len(every[most:])
