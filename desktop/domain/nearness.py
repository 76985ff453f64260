"""Which units lie near each other: a case on a boundary is told from both sides."""

from collections.abc import Iterable, Mapping
from heapq import nsmallest
from math import cos, hypot, radians
from typing import Protocol

NEAREST = 12
"""So many of the nearest units are neighbours."""
_KILOMETRES = 111.2
"""Of one degree."""


class Placed(Protocol):
    """A unit with the coordinates of its middle."""

    @property
    def id(self) -> int: ...
    @property
    def level(self) -> str: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


def kilometres(one: Placed, other: Placed) -> float | None:
    """How far apart the middles of two units are; None where one has none."""
    if one.lat is None or one.lon is None or other.lat is None or other.lon is None:
        return None
    east = (one.lon - other.lon) * cos(radians((one.lat + other.lat) / 2))
    return _KILOMETRES * hypot(one.lat - other.lat, east)


def neighbours(units: Iterable[Placed]) -> Mapping[int, frozenset[int]]:
    """The neighbours of every unit; one without a place, or above the communes, is near to all."""
    listed = list(units)
    wide = {unit.id for unit in listed if unit.lat is None or unit.lon is None or unit.level != "commune"}
    near: dict[int, set[int]] = {unit.id: set() for unit in listed}
    for unit in listed:
        others = [each for each in listed if each.id != unit.id]
        if unit.id in wide:
            found = {each.id for each in others}
        else:
            found = {id for _, id in nsmallest(NEAREST, ((kilometres(unit, each) or 0.0, each.id) for each in others))}
        near[unit.id] |= found
        for other in found:
            near[other].add(unit.id)
    return {unit: frozenset(found) for unit, found in near.items()}
