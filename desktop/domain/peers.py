"""Comparing units with their like: peer groups, ranks and rates per 10 000 people."""

from collections import defaultdict
from collections.abc import Hashable, Mapping
from decimal import Decimal
from typing import TypeVar

from desktop.domain.numbers import half_up

Key = TypeVar("Key", bound=Hashable)
PEOPLE = 10_000


def ranks(amounts: Mapping[Key, Decimal | None], highest_first: bool = True) -> dict[Key, int]:
    """Places from 1 on; equals share a place, and who has no amount has none."""
    known = {key: amount for key, amount in amounts.items() if amount is not None}
    ordered = sorted(known.values(), reverse=highest_first)
    first: dict[Decimal, int] = {}
    for place, amount in enumerate(ordered, 1):
        first.setdefault(amount, place)
    return {key: first[amount] for key, amount in known.items()}


def ranks_among_peers(
    amounts: Mapping[Key, Decimal | None], groups: Mapping[Key, str], highest_first: bool = True
) -> dict[Key, tuple[int, int]]:
    """Of each with an amount: its place in its group, and how many have one there."""
    members: dict[str, dict[Key, Decimal | None]] = defaultdict(dict)
    for key, amount in amounts.items():
        if amount is not None:
            members[groups[key]][key] = amount
    return {
        key: (place, len(inside))
        for inside in members.values()
        for key, place in ranks(inside, highest_first).items()
    }


def per_people(amount: Decimal | None, population: int | None) -> Decimal | None:
    """So many for 10 000 people, to two decimals; nothing where one of the two is not known."""
    if amount is None or not population:
        return None
    return half_up(amount * PEOPLE / population, 2)
