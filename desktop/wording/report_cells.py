"""Figures as cells of a table: as printed and as numbers, states told by sign."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from desktop.domain.catalogue import Indicator
from desktop.domain.figures import Comparison, Figure, State
from desktop.domain.numbers import format_number, half_up
from desktop.domain.report import Cell, Origin, OriginKind
from desktop.wording.report_facts import ReportFacts

MILLION = 10**6
MILLIONS = "triệu đồng"
LEGEND = "Ký hiệu: 0* khai báo không phát sinh; – không thuộc diện; · chưa báo cáo."


def months_apart(indicators: Iterable[Indicator]) -> tuple[str, ...]:
    """The note under months that do not add up to their period: a month's old case is a new one of the half-year."""
    names = [each.short or each.name for each in indicators if each.count is not None and each.count.origin]
    if not names:
        return ()
    told = "mỗi tháng tách án mới, án cũ theo tháng đó, cả kỳ tách theo kỳ, nên cộng các tháng không bằng số cả kỳ."
    return (f"{', '.join(names)}: {told}",)
BLANK = Figure(State.BLANK)
_SIGNS = {State.BLANK: "·", State.NOT_APPLICABLE: "–"}


def span_words(facts: ReportFacts) -> str:
    """What the figures stand for, under every title."""
    basis = f"; so sánh với cùng kỳ {facts.basis}" if facts.basis else ""
    return f"{facts.period.label[:1].upper()}{facts.period.label[1:]}, {facts.land} ({facts.period.dates}){basis}"


def text(words: str) -> Cell:
    """A cell of words."""
    return Cell(words)


def whole_number(value: int) -> Cell:
    """A count that is no figure: a row's number, how many are missing."""
    return Cell(str(value), Decimal(value))


def number_cell(value: Decimal | None) -> Cell:
    """Part of a rate, with all its decimals; empty where there is none."""
    return Cell("") if value is None else Cell(format_number(value), value, _places(value))


def _places(value: Decimal) -> int:
    exponent = value.normalize().as_tuple().exponent
    return max(0, -exponent) if isinstance(exponent, int) else 0


def figure_cell(indicator: Indicator, figure: Figure, origin: Origin, in_millions: bool = False) -> Cell:
    """A figure; blanks and what does not apply keep their sign, a declared nothing its star."""
    if figure.amount is None:
        return Cell(_SIGNS.get(figure.state, "·"), state=figure.state)
    value, places = _scaled(indicator, figure.amount, in_millions)
    star = "*" if figure.state is State.NONE else ""
    return Cell(f"{format_number(value, places)}{star}", value, places, figure.state, origin)


def _scaled(indicator: Indicator, amount: Decimal, in_millions: bool) -> tuple[Decimal, int]:
    """As it is printed: rates with one decimal, money in millions where asked for."""
    if indicator.unit == "đồng" and in_millions:
        return half_up(amount / MILLION, 1), 1 if amount else 0
    places = max(1, indicator.decimals) if indicator.per_cent else min(indicator.decimals, _places(amount))
    return half_up(amount, places), places


def change_cell(indicator: Indicator, moved: Comparison, origin: Origin, in_millions: bool = False) -> Cell:
    """`+5`, `-10`; of rates the points."""
    if moved.difference is None:
        return Cell("")
    value, places = _scaled(indicator, moved.difference, in_millions)
    return Cell(_signed(value, places), value, places, origin=origin)


def figure_words(indicator: Indicator, figure: Figure) -> str:
    """A figure with its sign of state, rates with their `%`: `207`, `89,4%`, `·`."""
    cell = figure_cell(indicator, figure, Origin(OriginKind.VALUE, (indicator.code,), "", figure.amount))
    return f"{cell.text}%" if indicator.per_cent and figure.amount is not None else cell.text


def change_plain(indicator: Indicator, moved: Comparison) -> str:
    """`+1`, `-0,5 điểm %`; nothing where one side is blank."""
    cell = change_cell(indicator, moved, Origin(OriginKind.CHANGE, (indicator.code,), "", moved.difference))
    return f"{cell.text} điểm %" if indicator.per_cent and cell.text else cell.text


def percent_cell(moved: Comparison, change: Origin) -> Cell:
    """Change in per cent; empty on a zero base and for rates."""
    if moved.percent is None:
        return Cell("")
    origin = replace(change, kind=OriginKind.PERCENT, value=moved.percent)
    return Cell(_signed(moved.percent, 1), moved.percent, 1, origin=origin)


def _signed(value: Decimal, places: int) -> str:
    return f"{'+' if value > 0 else ''}{format_number(value, places)}"
