"""How a figure of a unit that was split goes to its successors: estimated, and nothing gets lost on the way."""

from collections.abc import Mapping
from fractions import Fraction

from desktop.domain.units import succession


def shares_of(uid: str) -> dict[str, Fraction]:
    """The units of today that a unit went to, with the share of each; itself where it is still one.

    The official list says only which part was the larger one (`main`): it is taken for twice each other part.
    """
    successors = succession(uid)
    if not successors:
        return {uid: Fraction(1)}
    weights = {each.to_uid: 2 if each.note == "main" else 1 for each in successors}
    whole = sum(weights.values())
    return {to: Fraction(weight, whole) for to, weight in weights.items()}


def split(amount: int, shares: Mapping[str, Fraction], step: int = 1) -> dict[str, int]:
    """An amount in whole steps by shares that add up to one: the parts add up to the amount again.

    What is left of the last whole step goes where most was cut off, so that one case stays one case.
    """
    exact = {key: amount * share for key, share in shares.items()}
    parts = {key: int(value // step) * step for key, value in exact.items()}
    left = amount - sum(parts.values())
    by_rest = sorted(exact, key=lambda key: (parts[key] - exact[key], key))
    place = 0
    while left:
        some = min(step, left)
        parts[by_rest[place % len(by_rest)]] += some
        left -= some
        place += 1
    return parts
