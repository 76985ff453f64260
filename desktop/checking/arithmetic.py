"""Exact arithmetic on printed figures: what a quotient may be, whether a claim holds, what would make it hold."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from decimal import ROUND_CEILING, ROUND_FLOOR, Context, Decimal
from functools import lru_cache
from typing import Final

from desktop.checking.reading_figures import Mark, Sense
from desktop.domain.findings import Operands
from desktop.domain.numbers import half_up

_WIDE: Final = Context(prec=40)
HUNDRED: Final = Decimal(100)
_ABOUT: Final = Decimal("0.05")
_FAR: Final = Decimal("0.10")
_NEAR: Final = Decimal("0.15")
_SMALL: Final = Decimal("0.40")
"""Three points are far off where the rate itself is a few points."""
_MOST: Final = 3
_MANY: Final = 300
_VERY_MANY: Final = 2000
"""From here on a sum that one slip of the pen would mend is no chance."""


@dataclass(slots=True)
class Span:
    """A number as exactly as print shows it: plain counts are points, `1,8 tỷ` lies between 1,75 and 1,85.

    Not frozen, and so are readings and claims: a report has tens of thousands of them, and freezing costs most.
    """

    low: Decimal
    high: Decimal
    exact: bool = True
    """Whether nobody wrote `hơn`, `gần` or `khoảng` in front."""
    shown: Decimal | None = None
    middle: Decimal = field(init=False)
    """The number as printed."""

    def __post_init__(self) -> None:
        self.middle = (self.low + self.high) / 2 if self.shown is None else self.shown

    def __add__(self, other: "Span") -> "Span":
        exact, shown = self.exact and other.exact, self.middle + other.middle
        return Span(self.low + other.low, self.high + other.high, exact, shown)

    def __sub__(self, other: "Span") -> "Span":
        exact, shown = self.exact and other.exact, self.middle - other.middle
        return Span(self.low - other.high, self.high - other.low, exact, shown)


@lru_cache(maxsize=1024)
def span(mark: Mark, second: bool = False) -> Span:
    """What a figure may stand for."""
    value = mark.second if second and mark.second is not None else mark.value
    step = mark.step
    match Sense.EXACT if second else mark.sense:
        case Sense.OVER:
            return Span(value, value * (1 + _ABOUT), False, value)
        case Sense.UNDER:
            return Span(value * (1 - _ABOUT), value, False, value)
        case Sense.ABOUT:
            return Span(value * (1 - _ABOUT), value * (1 + _ABOUT), False, value)
    return Span(value - step, value + step, True, value) if step else Span(value, value, True, value)


def quotient(part: Span, whole: Span) -> Span | None:
    """Part per hundred of the whole; None where there is nothing to divide by."""
    if whole.low <= 0 or part.low < 0:
        return None
    shown = _WIDE.divide(part.middle * HUNDRED, whole.middle)
    if part.low == part.high and whole.low == whole.high:
        return Span(shown, shown, part.exact and whole.exact, shown)
    low, high = _WIDE.divide(part.low * HUNDRED, whole.high), _WIDE.divide(part.high * HUNDRED, whole.low)
    return Span(low, high, part.exact and whole.exact, shown)


def holds(claim: Mark, found: Span) -> bool | None:
    """Whether a claimed per cent is what was found, at its printed precision; None where words are too loose."""
    exact = claim.sense is Sense.EXACT
    if exact and not found.low - 1 <= claim.value <= found.high + 1:
        return False  # no rounding goes so far
    low = half_up(found.low, claim.places)
    high = low if found.low == found.high else half_up(found.high, claim.places)
    if exact:
        return low <= claim.value <= high
    return _loosely(claim, found, low, high)


def _loosely(claim: Mark, found: Span, low: Decimal, high: Decimal) -> bool | None:
    value = claim.value
    room = max(value * _ABOUT, Decimal(1))
    far = max(value * _FAR, Decimal(2))
    match claim.sense:
        case Sense.OVER:
            if high < value:
                return False
            return True if found.high >= value and low <= value + far else None
        case Sense.UNDER:
            if low > value:
                return False
            return True if found.low <= value and high >= value - room else False if high < value - far else None
    if low - room <= value <= high + room:
        return True
    return None if low - far <= value <= high + far else False


def near(claimed: Decimal, found: Decimal, places: int = 0) -> bool:
    """Whether a wrong figure is one that a slip explains; what lies farther off was probably read wrongly."""
    room = max(found * _NEAR, min(Decimal(3), found * _SMALL) if found >= 1 else Decimal(0))
    return abs(claimed - found) <= room or _mistyped(claimed, half_up(found, places))


def _mistyped(claimed: Decimal, found: Decimal) -> bool:
    """Two digits changed places, or one of three or more is another."""
    one, other = f"{claimed}".replace(".", ""), f"{found}".replace(".", "")
    if len(one) != len(other) or len(one) < len("12"):
        return False
    differing = sum(first != second for first, second in zip(one, other, strict=True))
    return (differing == len("ab") and sorted(one) == sorted(other)) or (differing == 1 and len(one) > len("12"))


def slipped(whole: Decimal, parts: Sequence[Decimal]) -> bool:
    """Whether parts that nobody said to be all miss their whole by one digit, or by two that changed places."""
    apart = sum(parts, Decimal(0)) - whole
    many = whole >= _VERY_MANY
    if whole < _MANY or abs(apart) < 10 or (not many and abs(apart) * 3 > whole):
        return False
    return any(one_slip(figure, figure - apart) for figure in parts) or one_slip(whole, whole + apart)


def one_slip(written: Decimal, meant: Decimal) -> bool:
    """Whether one wrong digit, or two neighbours that changed places, make one whole number of the other."""
    one, other = f"{written:f}", f"{meant:f}"
    if meant < 0 or len(one) != len(other):
        return False
    places = [place for place, (first, second) in enumerate(zip(one, other, strict=True)) if first != second]
    swapped = len(places) == len("ab") and places[0] + 1 == places[1] and sorted(one) == sorted(other)
    return len(places) == 1 or swapped


def nearest_rates(claim: Mark, part: Decimal, whole: Decimal) -> Iterator[Operands]:
    """Whole operands close to the written ones that give the claimed rate."""
    if part % 1 or whole % 1 or claim.value == 0:
        return
    half = Decimal(5).scaleb(-claim.places - 1)
    bottom, top = claim.value - half, claim.value + half
    other = _whole_within(bottom * whole / HUNDRED, top * whole / HUNDRED, part, closed_low=True)
    if other is not None and abs(other - part) <= max(part / 5, Decimal(3)):
        yield Operands(other, whole)
    if bottom > 0:
        other = _whole_within(part * HUNDRED / top, part * HUNDRED / bottom, whole, closed_low=False)
        if other is not None and abs(other - whole) <= max(whole / 5, Decimal(3)):
            yield Operands(part, other)


def _whole_within(low: Decimal, high: Decimal, near_to: Decimal, closed_low: bool) -> Decimal | None:
    """The whole number between two bounds that lies closest to a third; only one of the bounds belongs to it."""
    first = low.to_integral_value(ROUND_CEILING)
    last = high.to_integral_value(ROUND_FLOOR)
    if closed_low and last == high:
        last -= 1
    if not closed_low and first == low:
        first += 1
    if first > last:
        return None
    return min(max(near_to, first), last)


def wholes_between(claim: Mark, part: Decimal) -> Iterator[Decimal]:
    """The whole numbers that a part may be the claimed per cent of, when they are few."""
    half = Decimal(5).scaleb(-claim.places - 1)
    if claim.value <= half:
        return
    first = (part * HUNDRED / (claim.value + half)).to_integral_value(ROUND_FLOOR) + 1
    last = (part * HUNDRED / (claim.value - half)).to_integral_value(ROUND_FLOOR)
    if last - first < _MANY:
        yield from map(Decimal, range(int(first), int(last) + 1))


def base_exists(claim: Mark, difference: Decimal) -> bool:
    """Whether any whole base gives this per cent for so many more or less."""
    if claim.sense is not Sense.EXACT or not claim.value or difference % 1 or not difference:
        return True
    half = Decimal(5).scaleb(-claim.places - 1)
    bottom, top = claim.value - half, claim.value + half
    if bottom <= 0:
        return True
    first = (difference * HUNDRED / top).to_integral_value(ROUND_FLOOR) + 1
    return first <= (difference * HUNDRED / bottom).to_integral_value(ROUND_FLOOR)
