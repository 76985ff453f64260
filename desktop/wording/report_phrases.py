"""Figures in the words of a report: amounts, how they moved, how they stand to their target."""

from decimal import Decimal

from desktop.domain.figures import Figure
from desktop.domain.report import Line
from desktop.wording import numbers


def amount(value: Decimal, unit: str) -> str:
    """`08 vụ`, `1,2 tỷ đồng`, `1,3 kg`: counts under ten with a zero in front, as reports have them."""
    if unit in ("đồng", "gam", "m²"):
        return numbers.quantity(value, unit)
    return numbers.count(value, unit, leading_zero=True)


def amount_of(line: Line, figure: Figure, unit: str = "") -> str:
    """The amount of a figure of this line; a rate in per cent."""
    assert figure.amount is not None
    if line.indicator.per_cent:
        return numbers.percent(figure.amount)
    return amount(figure.amount, unit or line.indicator.unit)


def change(line: Line, unit: str = "") -> str:
    """`giảm 10 vụ (4,6%)`, of rates `tăng 3,2 điểm %`; nothing moved: `bằng cùng kỳ`."""
    difference = line.comparison.difference
    assert difference is not None
    if difference == 0:
        return "bằng cùng kỳ"
    verb = _verb(line, difference)
    if line.indicator.per_cent:
        return f"{verb} {points(abs(difference))}"
    percent = line.comparison.percent
    share = "" if percent is None else f" ({numbers.percent(abs(percent))})"
    return f"{verb} {amount(abs(difference), unit or line.indicator.unit)}{share}"


def _verb(line: Line, difference: Decimal) -> str:
    """More of what is merely detected is neither good nor bad: it is only more."""
    if line.indicator.direction is Direction.NEUTRAL:
        return "nhiều hơn" if difference > 0 else "ít hơn"
    return "tăng" if difference > 0 else "giảm"


def points(value: Decimal) -> str:
    """Between rates: `3,2 điểm %`."""
    return f"{numbers.number(value, 1)} điểm %"


def reached(line: Line) -> str:
    """`vượt 14,4 điểm % so với chỉ tiêu (75%)`."""
    assert line.now.amount is not None
    assert line.indicator.target is not None
    target = f"chỉ tiêu ({target_of(line)})"
    if not line.indicator.per_cent:
        return f"đạt {target}" if met(line) else f"chưa đạt {target}"
    over = half_up(line.now.amount, 1) - half_up(line.indicator.target, 1)
    if over == 0:
        return f"đạt {target}"
    return f"{'vượt' if over > 0 else 'thấp hơn'} {points(abs(over))} so với {target}"


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


def and_joined(names: tuple[str, ...], most: int) -> str:
    """`A, B, C`; of more than `most` only the first, and how many others."""
    if len(names) <= most:
        return ", ".join(names)
    return f"{', '.join(names[:most])} và {len(names) - most} đơn vị khác"
