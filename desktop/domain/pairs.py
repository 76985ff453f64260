"""Records that tell one case: decisions on pairs → groups, and who of a group counts in a larger sum.

A case that several units tell counts once in every sum over several units: that of the unit which comes first. The
order follows from the decisions and the uids alone, so neither the order of deciding nor that of arriving matters.
All records by which one unit tells the case stay together, so that a unit's own figures never change.
"""

from collections import defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class Link:
    """Two records that a person called one case, and which of them counts where that was said."""

    low: bytes
    high: bytes
    counts: bytes | None = None

    @property
    def beaten(self) -> bytes | None:
        """The one that gives way to the other."""
        if self.counts is None:
            return None
        return self.high if self.counts == self.low else self.low


@dataclass(frozen=True)
class Telling:
    """The records by which one unit tells a case."""

    unit: int
    records: tuple[bytes, ...]


Group = tuple[Telling, ...]
"""All tellings of one case, the one that counts first."""


def ordered(one: bytes, other: bytes) -> tuple[bytes, bytes]:
    """A pair as it is kept, the smaller uid first."""
    return (one, other) if one < other else (other, one)


def grouped(links: Iterable[Link], units: Mapping[bytes, int]) -> list[Group]:
    """Groups of linked records; links to records that are not in `units` join nothing."""
    held = [link for link in links if link.low in units and link.high in units]
    beaten: dict[bytes, int] = defaultdict(int)
    for link in held:
        if link.beaten is not None:
            beaten[link.beaten] += 1
    groups = []
    for records in sorted(map(sorted, _components(held))):
        ranked = sorted(records, key=lambda uid: (beaten[uid], uid))
        by_unit: dict[int, list[bytes]] = {}
        for uid in ranked:
            by_unit.setdefault(units[uid], []).append(uid)
        groups.append(tuple(Telling(unit, tuple(uids)) for unit, uids in by_unit.items()))
    return groups


def _components(links: Iterable[Link]) -> Iterator[set[bytes]]:
    near: dict[bytes, set[bytes]] = defaultdict(set)
    for link in links:
        near[link.low].add(link.high)
        near[link.high].add(link.low)
    left = set(near)
    while left:
        found, edge = set(), {left.pop()}
        while edge:
            found |= edge
            edge = {uid for each in edge for uid in near[each]} - found
        left -= found
        yield found


def left_out(groups: Iterable[Group], scope: Container[int]) -> set[bytes]:
    """Records that a sum over these units leaves out: another unit among them tells the case before."""
    out: set[bytes] = set()
    for group in groups:
        for telling in [each for each in group if each.unit in scope][1:]:
            out.update(telling.records)
    return out
