"""Figures in the words of a report: amounts, how they moved, how they stand to their target."""

from collections.abc import Sequence
from decimal import Decimal

from desktop.domain.catalogue import Direction
from desktop.domain.figures import Figure
from desktop.domain.numbers import half_up
from desktop.domain.report import Line
from desktop.wording import comparison as bank
from desktop.wording import numbers


def is_of_units(line: Line) -> bool:
    """Whether a rate is out of all units: those that are silent stand in it as if they had nothing."""
    return any(code == "@units" for _, code in line.indicator.denominator or ())


def known(line: Line) -> bool:
    """Whether the figure can be told: none found is no answer while units have left it blank."""
    return line.now.amount is not None and not (line.now.amount == 0 and line.missing)


def amount_of(line: Line, figure: Figure, unit: str = "") -> str:
    """`08 vụ`, `1,2 tỷ đồng`, `1,3 kg`, `89,4%`: counts under ten with a zero in front, as reports have them."""
    assert figure.amount is not None
    if line.indicator.per_cent:
        return numbers.percent(figure.amount)
    noun = unit or line.indicator.unit
    if noun == "đồng" or line.indicator.decimals:
        return numbers.quantity(figure.amount, noun)
    return numbers.count(figure.amount, noun, leading_zero=True)


def over(part: Decimal | int, whole: Decimal | int) -> str:
    """`185/207`, `08/10`."""
    return "/".join(numbers.count(each, leading_zero=True) for each in (part, whole))


def compared(line: Line, unit: str = "") -> bank.Comparison | None:
    """The line as the sentence bank takes it; None where there is nothing to compare."""
    if line.now.amount is None or line.base.amount is None:
        return None
    noun = unit or line.indicator.unit
    measure = bank.Measure.MONEY if noun == "đồng" else bank.Measure.COUNT
    if line.indicator.per_cent:
        measure = bank.Measure.RATE
    return bank.Comparison(line.now.amount, line.base.amount, noun, line.indicator.direction, measure)


def says_base(found: bank.Comparison) -> bool:
    """Whether the bank's words already hold the base: it prints the pair of small counts, and a base of nothing."""
    return found.kind is bank.Measure.COUNT and -bank.SMALL_BASE < found.base < bank.SMALL_BASE


def reached(line: Line) -> str:
    """`vượt 14,4 điểm % so với chỉ tiêu (75%)`."""
    assert line.now.amount is not None
    assert line.indicator.target is not None
    if line.indicator.per_cent:
        return bank.target(line.now.amount, line.indicator.target)
    return f"{'đạt' if met(line) else 'chưa đạt'} chỉ tiêu ({target_of(line)})"


def target_of(line: Line) -> str:
    """The target as it is written: `75%`, `0 vụ`."""
    assert line.indicator.target is not None
    if not line.indicator.per_cent:
        return numbers.count(line.indicator.target, line.indicator.unit)
    return f"{numbers.number(line.indicator.target)}%"


def met(line: Line) -> bool:
    """Whether the figure, rounded as it is printed, reaches its target."""
    assert line.now.amount is not None
    assert line.indicator.target is not None
    now = half_up(line.now.amount, 1)
    if line.indicator.direction is Direction.DOWN:
        return now <= line.indicator.target
    return now >= line.indicator.target


def and_joined(names: Sequence[str], most: int) -> str:
    """`A, B, C`; of more than `most` only the first, and how many others."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} và {len(names) - most} đơn vị khác"


def lowered(text: str) -> str:
    """Inside a sentence names begin small, abbreviations stay as they are."""
    return text if text[1:2].isupper() else text[:1].lower() + text[1:]
