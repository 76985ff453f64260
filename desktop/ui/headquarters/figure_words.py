"""Figures as the headquarters' tables and cards show them."""

from collections.abc import Callable
from datetime import datetime
from decimal import Decimal
from typing import Any

from desktop.domain.catalogue import Direction, Indicator
from desktop.domain.figures import Figure, State
from desktop.domain.numbers import format_number, half_up
from desktop.kit.block_table import Cell
from desktop.kit.charts import Bar
from desktop.services.counting import SummaryLine
from desktop.ui.retold import retold
from desktop.ui.words import translate
from desktop.wording.numbers import money

SHORTENED = 10**6
"""From here on money is said by the million."""


def rate_said(rate: Decimal) -> str:
    """`89,4%`, `100%`."""
    return f"{format_number(rate.to_integral_value() if rate == rate.to_integral_value() else half_up(rate, 1))}%"


def amount_said(indicator: Indicator, amount: Decimal) -> str:
    """An amount without its unit, rates with their sign; large sums of money by the million."""
    if indicator.per_cent:
        return rate_said(half_up(amount, 1))
    if indicator.unit == "đồng" and abs(amount) >= SHORTENED:
        return retold(money(amount).removesuffix(" đồng"))
    places = max(indicator.decimals, 1 if amount != amount.to_integral_value() else 0)
    return format_number(half_up(amount, places) if places else half_up(amount, 0))


def value_said(indicator: Indicator, figure: Figure) -> str:
    """A figure with its state: blank is a dot, not applicable a dash."""
    if figure.state is State.NOT_APPLICABLE:
        return "–"
    return "·" if figure.amount is None else amount_said(indicator, figure.amount)


def value_cell(indicator: Indicator, figure: Figure, **looks: Any) -> Cell:
    """A figure in a table; what is shown by the million goes to Excel whole."""
    return Cell(value_said(indicator, figure), copied=_whole(indicator, figure.amount), **looks)


def _whole(indicator: Indicator, amount: Decimal | None) -> str:
    shortened = amount is not None and indicator.unit == "đồng" and abs(amount) >= SHORTENED
    return f"{amount:f}".replace(".", ",") if shortened else ""


def bar_of(name: str, now: Decimal | None, base: Decimal | None, said: Callable[[Decimal], str]) -> Bar:
    """A bar of two years; a figure that nobody reported is a dot, and nothing is compared with it."""
    shown, shown_base = ("·" if each is None else said(each) for each in (now, base))
    change = now - base if now is not None and base is not None else None
    moved = "" if change is None else said(abs(change)) if change else "0"
    up = change > 0 if change else None
    return Bar(name, now or Decimal(0), base or Decimal(0), shown, shown_base, moved, up)


def missing_said(line: SummaryLine) -> str:
    """`thiếu 6 đơn vị` for totals, `chưa đủ` for ratios; nothing where all is there."""
    if not line.now.partial:
        return ""
    if line.denominator is not None or line.indicator.per_cent:
        return translate("Figures", "chưa đủ")
    return translate("Figures", "thiếu {n} đơn vị").format(n=line.now.missing)


def target_said(indicator: Indicator) -> str:
    """`chỉ tiêu 75%`; nothing where there is none."""
    if indicator.target is None:
        return ""
    return translate("Figures", "chỉ tiêu {n}").format(n=amount_said(indicator, indicator.target))


def is_better(indicator: Indicator, difference: Decimal) -> bool:
    """Whether a change is for the better by the indicator's direction."""
    return indicator.direction is (Direction.UP if difference > 0 else Direction.DOWN)


def change_cell(indicator: Indicator, difference: Decimal | None, said: str = "") -> Cell:
    """A change as a table shows it: triangle and amount, which may be said in other words."""
    if difference is None:
        return Cell("")
    if not difference:
        return Cell("0", token="text2")
    token = "accent" if is_better(indicator, difference) else "text2"
    words = format_number(abs(difference)) if indicator.per_cent else said or amount_said(indicator, abs(difference))
    whole = "" if said else _whole(indicator, difference)
    return Cell(words, token=token, triangle="up" if difference > 0 else "down", copied=whole)


def percent_cell(percent: Decimal | None) -> Cell:
    """`4,6%` of a change, its sign is the triangle's and goes to Excel; nothing where nothing changed."""
    words = f"{format_number(abs(percent))}%" if percent else ""
    return Cell(words, copied=f"-{words}" if percent is not None and percent < 0 else "")


def frozen_clock(at: str, now: datetime) -> str:
    """`22:31` of today, else with its day."""
    return at[11:16] if at[:10] == f"{now:%Y-%m-%d}" else f"{at[11:16]} {at[8:10]}/{at[5:7]}"
