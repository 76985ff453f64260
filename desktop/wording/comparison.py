"""The sentence bank for comparing a figure with its base: rises, falls, rates, targets.

Percentages are (current − base) ÷ base, halves up, and never told on a zero base; a base under ten is printed
beside its percentage; rates move by points (điểm %). Detected crime is neither good nor bad: it is *nhiều hơn*
or *ít hơn*, not risen or fallen.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from desktop.domain.catalogue_parts import Direction
from desktop.domain.numbers import change, points
from desktop.domain.numbers import percent as percent_of
from desktop.wording.numbers import count, money, number, percent

SMALL_BASE = 10


class Measure(StrEnum):
    """What kind of number is compared."""

    COUNT = "count"
    RATE = "rate"
    MONEY = "money"


@dataclass(frozen=True)
class Comparison:
    """A figure now and in its base period."""

    current: Decimal | int
    base: Decimal | int
    unit_noun: str = ""
    direction: Direction = Direction.NEUTRAL
    kind: Measure = Measure.COUNT
    places: int = 1
    """Decimals of percentages and points."""

    @property
    def difference(self) -> Decimal:
        """Current less base; of rates as they are printed, so that readers find the same points."""
        if self.kind is Measure.RATE:
            return points(self.current, self.base, self.places)
        return change(self.current, self.base).difference


@dataclass(frozen=True)
class Style:
    """How a text is written: what the base is called, `03 vụ` or `3 vụ`."""

    base_name: str = "cùng kỳ"
    leading_zero: bool = False


PLAIN = Style()
OFFICIAL = Style(leading_zero=True)


def compared(comparison: Comparison, style: Style = PLAIN) -> str:
    """`tăng 5 vụ (12,3%) so với cùng kỳ`, `bằng cùng kỳ`, `tăng 5 vụ, cùng kỳ không xảy ra`."""
    if comparison.difference == 0:
        return _unchanged(comparison, style)
    moved = f"{verb(comparison)} {amount(comparison, style)}"
    if comparison.base == 0 and comparison.kind is not Measure.RATE:
        return f"{moved}, {style.base_name} {_none(comparison)}"
    return f"{moved}{_bracket(comparison, style)} so với {style.base_name}"


def moved(comparison: Comparison, style: Style = PLAIN) -> str:
    """The change alone, for cards and tables: `tăng 5 vụ (12,3%)`, `như cũ`."""
    if comparison.difference == 0:
        return "như cũ"
    return f"{verb(comparison)} {amount(comparison, style)}{_bracket(comparison, style)}"


def told(verb: str, comparison: Comparison, style: Style = PLAIN) -> str:
    """`xảy ra 47 vụ, giảm 3 vụ (6,0%) so với cùng kỳ`; nothing at all is told in words."""
    figure = f"{verb} {value(comparison, style)}"
    if comparison.current == 0 and comparison.kind is Measure.COUNT:
        figure = f"không {verb} {comparison.unit_noun} nào"
        if comparison.base == 0:
            return f"{figure}, {style.base_name} cũng không"
    return f"{figure}, {compared(comparison, style)}"


def several(comparisons: Sequence[Comparison], style: Style = PLAIN) -> str:
    """`giảm 2 vụ (14,3%), 4 người chết (30,8%), tăng 7 người bị thương (35,0%) so với cùng kỳ`.

    The verb is said once and carries on until it changes.
    """
    parts, said = [], ""
    for comparison in comparisons:
        if comparison.difference == 0:
            parts.append(f"số {comparison.unit_noun} không đổi")
            said = ""
            continue
        moving = verb(comparison)
        moved_by = f"{amount(comparison, style)}{_bracket(comparison, style)}"
        parts.append(moved_by if moving == said else f"{moving} {moved_by}")
        said = moving
    return f"{', '.join(parts)} so với {style.base_name}"


def criteria(comparisons: Sequence[Comparison], style: Style = PLAIN) -> str:
    """`giảm cả 3 tiêu chí so với cùng kỳ (2 vụ, 4 người chết, 7 người bị thương)`, or one by one when mixed."""
    falls = [comparison.difference < 0 for comparison in comparisons]
    rises = [comparison.difference > 0 for comparison in comparisons]
    if not any(falls) and not any(rises):
        return f"cả {len(comparisons)} tiêu chí bằng {style.base_name}"
    if not all(falls) and not all(rises):
        return several(comparisons, style)
    amounts = ", ".join(amount(comparison, style) for comparison in comparisons)
    return f"{verb(comparisons[0])} cả {len(comparisons)} tiêu chí so với {style.base_name} ({amounts})"


@dataclass(frozen=True)
class Ratio:
    """Part of a whole, with whatever was counted beside: 185/207 vụ, 403 đối tượng."""

    numerator: Decimal | int
    denominator: Decimal | int
    unit_noun: str
    beside: tuple[tuple[Decimal | int, str], ...] = ()
    places: int = 1

    @property
    def rate(self) -> Decimal | None:
        """Per cent; None where there is nothing to divide by."""
        return percent_of(self.numerator, self.denominator, self.places)


def ratio(verb: str, parts: Ratio, style: Style = PLAIN) -> str:
    """`điều tra, làm rõ 185/207 vụ, 403 đối tượng, đạt tỷ lệ 89,4%`."""
    over = f"{_figure(parts.numerator, style)}/{_figure(parts.denominator, style)} {parts.unit_noun}"
    beside = "".join(f", {count(amount, noun, style.leading_zero)}" for amount, noun in parts.beside)
    reached = "" if parts.rate is None else f", đạt tỷ lệ {percent(parts.rate, parts.places)}"
    return f"{verb} {over}{beside}{reached}"


def target(rate: Decimal, goal: Decimal | int, places: int = 1) -> str:
    """`vượt 14,4 điểm % so với chỉ tiêu (75%)`; `đạt` when equal, `thấp hơn` when missed."""
    over = points(rate, goal, places)
    if over == 0:
        return f"đạt chỉ tiêu ({number(goal)}%)"
    verb = "vượt" if over > 0 else "thấp hơn"
    return f"{verb} {number(abs(over), places)} điểm % so với chỉ tiêu ({number(goal)}%)"


def value(comparison: Comparison, style: Style = PLAIN) -> str:
    """The figure of now with its unit: `47 vụ`, `1,8 tỷ đồng`, `89,4%`."""
    return _shown(comparison, comparison.current, style)


def base_value(comparison: Comparison, style: Style = PLAIN) -> str:
    """The figure it is compared with, always printed beside a change."""
    return _shown(comparison, comparison.base, style)


def _shown(comparison: Comparison, amount: Decimal | int, style: Style) -> str:
    match comparison.kind:
        case Measure.RATE:
            return percent(Decimal(amount), comparison.places)
        case Measure.MONEY:
            return money(amount)
    return count(amount, comparison.unit_noun, style.leading_zero)


def _figure(amount: Decimal | int, style: Style) -> str:
    return count(amount, leading_zero=style.leading_zero)


def verb(comparison: Comparison) -> str:
    """`tăng`, `giảm`; of what is neither good nor bad `nhiều hơn`, `ít hơn`."""
    rising = comparison.difference > 0
    if comparison.direction is not Direction.NEUTRAL:
        return "tăng" if rising else "giảm"
    if comparison.kind is Measure.RATE:
        return "cao hơn" if rising else "thấp hơn"
    return "nhiều hơn" if rising else "ít hơn"


def amount(comparison: Comparison, style: Style) -> str:
    """How far it moved: `10 vụ`, `3,2 điểm %`."""
    size = abs(comparison.difference)
    if comparison.kind is Measure.RATE:
        return f"{number(size, comparison.places)} điểm %"
    return _shown(comparison, size, style)


def _bracket(comparison: Comparison, style: Style) -> str:
    if comparison.kind is Measure.RATE:
        return ""
    moved_by = change(comparison.current, comparison.base, comparison.places).percent
    if moved_by is None:
        return f" ({style.base_name} {_none(comparison)})"
    share = percent(abs(moved_by), comparison.places)
    if comparison.kind is Measure.COUNT and abs(Decimal(comparison.base)) < SMALL_BASE:
        pair = f"{_figure(comparison.current, style)}/{_figure(comparison.base, style)}"
        return f" ({f'{pair} {comparison.unit_noun}'.rstrip()}, {share})"
    return f" ({share})"


def _unchanged(comparison: Comparison, style: Style) -> str:
    if comparison.base == 0 and comparison.kind is Measure.COUNT:
        return f"{style.base_name} cũng {_none(comparison)}"
    return f"bằng {style.base_name}"


def _none(comparison: Comparison) -> str:
    """What is bad does not happen; all else is not there."""
    happens = comparison.direction is Direction.DOWN and comparison.unit_noun.startswith("vụ")
    return "không xảy ra" if happens else "không có"
