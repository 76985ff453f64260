"""More ways in which reports say a figure: pairs, times, averages, aims; None where it cannot be said."""

from collections.abc import Sequence
from decimal import Decimal

from desktop.domain.catalogue import Direction
from desktop.domain.numbers import half_up, plain
from desktop.domain.report import Line
from desktop.wording import comparison as bank
from desktop.wording import numbers
from desktop.wording.report_phrases import amount_of, compared, known, lowered, over, target_of

TWICE = Decimal(2)


def name(line: Line) -> str:
    """`số vụ phạm tội … xảy ra`, inside a sentence."""
    return lowered(line.indicator.name)


def pair_change(line: Line, style: bank.Style) -> str | None:
    """`giảm 10 vụ = 4,6% (207/217 vụ) so với cùng kỳ năm 2019`; counts only."""
    equal = equals_change(line, style)
    if equal is None or line.base.amount is None or line.now.amount is None:
        return None
    return f"{equal} ({over(line.now.amount, line.base.amount)} {line.indicator.unit}) so với {style.base_name}"


def percent_change(line: Line, style: bank.Style) -> str | None:
    """`giảm 4,6% (207/217 vụ) so với cùng kỳ năm 2019`."""
    found = _counted(line)
    if found is None:
        return None
    pair = f"{over(found.current, found.base)} {line.indicator.unit}"
    return f"{bank.verb(found)} {_percent(line)} ({pair}) so với {style.base_name}"


def equals_change(line: Line, style: bank.Style) -> str | None:
    """`giảm 10 vụ = 4,6%`."""
    found = _counted(line)
    return None if found is None else f"{bank.verb(found)} {bank.amount(found, style)} = {_percent(line)}"


def _counted(line: Line) -> bank.Comparison | None:
    """A count that moved from a base that is not nothing."""
    found = compared(line)
    if found is None or found.kind is not bank.Measure.COUNT or not found.base or not found.difference:
        return None
    return found


def _percent(line: Line) -> str:
    return numbers.percent(abs(line.comparison.percent or Decimal(0)))


def way(line: Line) -> str | None:
    """`giảm`, `tăng`, `nhiều hơn`, `không đổi`."""
    found = compared(line)
    if found is None:
        return None
    return bank.verb(found) if found.difference else "không đổi"


def base_of(line: Line) -> str | None:
    """The figure of the same period."""
    return None if line.base.amount is None else amount_of(line, line.base)


def times(line: Line) -> str | None:
    """`gấp 2,5 lần`, from twice on."""
    found = compared(line)
    if found is None or found.kind is bank.Measure.RATE or found.base <= 0 or found.current < found.base * TWICE:
        return None
    return f"gấp {numbers.number(plain(half_up(Decimal(found.current) / Decimal(found.base), 1)))} lần"


def per_month(line: Line, months: int) -> str | None:
    """`34,5 vụ`, of what is summed over months."""
    if line.now.amount is None or not known(line) or line.indicator.per_cent or months < 2:
        return None
    average = plain(half_up(line.now.amount / months, 1))
    return numbers.quantity(average, line.indicator.unit)


def missing(line: Line) -> str | None:
    """`thiếu 3 đơn vị`."""
    return f"thiếu {numbers.number(line.now.missing)} đơn vị" if line.now.missing else None


def about(line: Line) -> str | None:
    """`hơn 89%`, `gần 90%`, `100%`: to the nearer whole per cent."""
    if line.now.amount is None or not line.indicator.per_cent:
        return None
    whole = half_up(line.now.amount, 0)
    if whole == half_up(line.now.amount, 1):
        return numbers.percent(line.now.amount)
    return f"{'hơn' if whole < line.now.amount else 'gần'} {numbers.number(whole)}%"


def aim(line: Line) -> str | None:
    """`từ 75% trở lên`, `không quá 10 vụ`, `không để xảy ra`."""
    if line.indicator.target is None:
        return None
    if line.indicator.direction is not Direction.DOWN:
        return f"từ {target_of(line)} trở lên"
    return f"không quá {target_of(line)}" if line.indicator.target else "không để xảy ra"


def each_moved(lines: Sequence[Line], style: bank.Style) -> str | None:
    """`giảm 07 vụ (15,6%), 02 người chết (14,3%), tăng 01 người bị thương (2,0%)`."""
    found = [compared(line, _noun(line)) for line in lines]
    if not all(each is not None and each.kind is bank.Measure.COUNT for each in found):
        return None
    moved = [each for each in found if each is not None]
    if not any(each.difference for each in moved):
        return f"cả {len(moved)} tiêu chí không đổi"
    return bank.several(moved, style).removesuffix(f" so với {style.base_name}")


def _noun(line: Line) -> str:
    """People are told by what happened to them: `người chết`, `người bị thương`."""
    words = name(line)
    for noun in ("người chết", "người bị thương"):
        if words.startswith(noun):
            return noun
    return line.indicator.unit
