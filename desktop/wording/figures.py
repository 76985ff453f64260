"""One figure with its base in a line of words, for the command line and short lists."""

from decimal import Decimal

from desktop.domain.figures import Comparison, Figure, State
from desktop.domain.numbers import format_number, half_up


def figure_words(figure: Figure, per_cent: bool = False, decimals: int = 0, blank: str = "chưa nhập") -> str:
    """A figure as it is shown, its state included."""
    if figure.state is State.NOT_APPLICABLE:
        return "–"
    if figure.state is State.BLANK or figure.amount is None:
        return blank
    if per_cent:
        return f"{format_number(half_up(figure.amount, 1))}%"
    return f"{format_number(half_up(figure.amount, max(decimals, _decimals(figure.amount))))}" + _star(figure)


def _decimals(amount: Decimal) -> int:
    return max(0, -int(amount.as_tuple().exponent))


def _star(figure: Figure) -> str:
    return "*" if figure.state is State.NONE else ""


def change_words(comparison: Comparison, rate: bool, base: str = "cùng kỳ") -> str:
    """`tăng 5 (12,3%)`, `giảm 3,2 điểm`; empty where nothing can be compared."""
    difference = comparison.difference
    if difference is None:
        return ""
    if not difference:
        return f"bằng {base}"
    verb = "tăng" if difference > 0 else "giảm"
    if rate:
        return f"{verb} {format_number(abs(difference))} điểm"
    per_cent = f" ({format_number(abs(comparison.percent))}%)" if comparison.percent is not None else ""
    return f"{verb} {format_number(abs(difference))}{per_cent}"


def missing_words(figure: Figure) -> str:
    """`thiếu 6 đơn vị` for a total that is not whole."""
    return f"thiếu {figure.missing} đơn vị" if figure.partial else ""
