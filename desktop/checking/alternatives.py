"""Whether a per cent that one pair of figures does not give is what another pair of its sentence gives."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations, islice, permutations
from typing import Final

from desktop.checking.arithmetic import Span, holds, quotient
from desktop.checking.reading_figures import Mark, Role, Shape
from desktop.checking.scene import Scene, same_unit
from desktop.domain.findings import Finding

_NEAREST: Final = 4
_FEW: Final = 6
"""Where more figures stand some two of them give any per cent by chance."""
_LACKING: Final = re.compile(r"\b(?:tồn|chưa|còn|trượt|vắng|không)\b", re.IGNORECASE)
_EARLIER: Final = re.compile(r"\b(?:kỳ|năm|tháng)\strước\b|\btừ\strước\b|\bcũ\b", re.IGNORECASE)


def fits_another(scene: Scene, index: int, found: Finding) -> bool:
    """Parts out of wholes, out of sums of two, what is left of a pair: whoever meant one of them is right."""
    mark = scene.marks[index]
    marks = [each for each in scene.marks if each.shape is not Shape.PERCENT and each.role is not Role.CHANGE]
    if mark.places:  # whole per cents come out of far figures by chance
        marks += islice(scene.told, _NEAREST)
    pairs = _pairs(marks, bool(mark.places))
    if len(marks) > _FEW:  # among many figures only the other partner of the part, or of the whole, is thinkable
        pairs = (each for each in pairs if each[0] == found.numerator or each[1] == found.denominator)
    return any(_gives(mark, part, whole) for part, whole in pairs)


def fits_other_points(scene: Scene, found: Finding) -> bool:
    """Whether points are those between two other rates of the sentence."""
    rates = [mark for mark in scene.marks if mark.shape is Shape.PERCENT and mark.start != found.claimed_at.start]
    own = {found.numerator, found.denominator}  # these the other way round are a wrong word, no other pair
    others = (pair for pair in combinations(rates, 2) if {mark.value for mark in pair} != own)
    return any(abs(one.value - other.value) == found.value for one, other in others)


def _gives(mark: Mark, part: Decimal, whole: Decimal) -> bool:
    if not 0 < part < whole:
        return False
    found = quotient(Span(part, part), Span(whole, whole))
    return found is not None and bool(holds(mark, found))


def _pairs(marks: list[Mark], exactly: bool) -> Iterator[tuple[Decimal, Decimal]]:
    for mark in marks:
        if mark.second is not None:
            yield mark.value, mark.second
            if _LACKING.search(mark.before):
                yield mark.second - mark.value, mark.second
    earlier = [mark for mark in marks if exactly and _EARLIER.search(mark.before + mark.after[:30])]
    for one, other in permutations(marks, 2):
        if not same_unit(one, other):
            continue
        yield one.value, other.value
        if one.second is not None:
            yield other.value, one.value
        if exactly and one.shape is other.shape is Shape.COUNT:
            yield from _reckoned(marks, earlier, one, other)


def _reckoned(marks: list[Mark], earlier: list[Mark], one: Mark, other: Mark) -> Iterator[tuple[Decimal, Decimal]]:
    """Out of two that stand beside each other; what is left of one; without those of an earlier period."""
    if len(marks) <= _FEW and abs(marks.index(one) - marks.index(other)) == 1:
        yield one.value, one.value + other.value
    if _LACKING.search(one.before):
        yield other.value - one.value, other.value
    for third in earlier:
        if same_unit(third, one) and third not in (one, other):
            yield one.value - third.value, other.value
