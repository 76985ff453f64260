"""Figures for reading: the summary with its base, and the same by unit, area, month and breakdown."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from desktop.domain.catalogue import ChoiceList, Indicator, IndicatorKind
from desktop.domain.counting import unscaled
from desktop.domain.figures import Comparison, Evaluation, Figure, State, compare
from desktop.domain.periods import Period, period_of_month
from desktop.services import basing, linking
from desktop.services.adjusting import adjusted
from desktop.services.books import Books, UnitRow
from desktop.services.collected import Collected
from desktop.services.collecting import answering, collect, told_amount
from desktop.services.collector import Collector


@dataclass(frozen=True)
class SummaryLine:
    """One indicator: now, base, their comparison; a ratio with its parts."""

    indicator: Indicator
    now: Figure
    base: Figure
    comparison: Comparison
    numerator: Decimal | None = None
    denominator: Decimal | None = None
    base_numerator: Decimal | None = None
    base_denominator: Decimal | None = None


@dataclass(frozen=True)
class Summary:
    """All indicators of a period against the same period last year."""

    period: Period
    base_period: Period
    lines: tuple[SummaryLine, ...]
    expected: int
    received: int
    base_received: int
    basis: str = ""
    """When the base was signed, where signed figures are compared; `+` where some are signed but not taken."""
    units: int = 0
    """Units that the reporters stand for: more than `expected` where they are headquarters themselves."""

    def line(self, code: str) -> SummaryLine:
        """The line of an indicator."""
        return next(line for line in self.lines if line.indicator.code == code)

    @property
    def asked(self) -> list[SummaryLine]:
        """The lines of what was asked for in the period, and of whatever has a figure all the same."""
        first, last = self.period.first.isoformat(), self.period.last.isoformat()
        return [each for each in self.lines if each.now.amount is not None or each.indicator.asked_in(first, last)]


@dataclass(frozen=True)
class Slice:
    """One row of a table over several indicators: a unit, an area, a month or a choice."""

    key: str
    name: str
    figures: Mapping[str, Figure]
    base: Mapping[str, Figure]
    numerators: dict[str, Decimal | None]
    denominators: dict[str, Decimal | None]
    estimated: bool = False
    """Whether shares of divided units are in it."""
    unit_uids: tuple[str, ...] = ()
    """The reporting units it is made of, where it is none of them itself."""


def scope_units(books: Books, unit_uids: Iterable[str] | None = None) -> list[int]:
    """Ids of the reporting units (at a unit: its own), or of those asked for."""
    if unit_uids is not None:
        return [books.unit_ids[uid] for uid in unit_uids]
    return [unit.id for unit in books.reporting_units()] or [books.own_unit_id]


def summary(books: Books, period: Period, base: Period | None = None) -> Summary:
    """Every indicator of the whole scope, against the same period last year (or another base)."""
    base_period = base or period.same_period_last_year()
    units = scope_units(books)
    now, before = collect(books, period), basing.before(books, base_period)
    lines = tuple(_lines(books, now.evaluate(units), before.evaluate(units)))
    counts = len(units), _count(now, units), _count(before, units)
    return Summary(period, base_period, lines, *counts, basis=before.words, units=now.units_behind(units))


def _count(collected: Collected | basing.Before, units: Iterable[int]) -> int:
    return sum(unit in collected.answered for unit in units)


def _lines(books: Books, now: Evaluation, before: Evaluation) -> Iterable[SummaryLine]:
    for indicator in books.catalogue.indicators.values():
        if indicator.kind not in (IndicatorKind.TEXT, IndicatorKind.HEADING):
            yield _line(indicator, now, before)


def _line(indicator: Indicator, now: Evaluation, before: Evaluation) -> SummaryLine:
    figure, base = now.of(indicator.code), before.of(indicator.code)
    is_ratio = indicator.kind is IndicatorKind.RATIO
    comparison = compare(figure, base, rate=is_ratio and indicator.per_cent)
    if not is_ratio:
        return SummaryLine(indicator, figure, base, comparison)
    parts, base_parts = now.ratio(indicator), before.ratio(indicator)
    return SummaryLine(
        indicator,
        figure,
        base,
        comparison,
        parts.numerator.amount,
        parts.denominator.amount,
        base_parts.numerator.amount,
        base_parts.denominator.amount,
    )


def by_unit(books: Books, period: Period, codes: Iterable[str], known: Collector | None = None) -> list[Slice]:
    """The indicators of every reporting unit, with the same period last year."""
    groups = [(unit.uid, unit.name, [unit.id]) for unit in books.reporting_units()]
    return _sliced(books, period, tuple(codes), groups, known)


def areas(books: Books) -> list[tuple[UnitRow, list[int]]]:
    """The areas between headquarters and the units, each with the ids of its units."""
    members: dict[str, list[int]] = {}
    for unit in books.reporting_units():
        members.setdefault(unit.parent_uid or "", []).append(unit.id)
    named = (unit for unit in books.units.values() if unit.uid in members and not unit.reports)
    return [(unit, members[unit.uid]) for unit in named]


def by_area(books: Books, period: Period, codes: Iterable[str], known: Collector | None = None) -> list[Slice]:
    """The indicators of every area (huyện of 2020), with the same period last year."""
    groups = [(area.uid, area.name, units) for area, units in areas(books)]
    return _sliced(books, period, tuple(codes), groups, known)


def _sliced(
    books: Books,
    period: Period,
    codes: tuple[str, ...],
    groups: list[tuple[str, str, list[int]]],
    known: Collector | None = None,
) -> list[Slice]:
    base, collector = period.same_period_last_year(), known or Collector(books, codes)
    now, before = collector.of(period), basing.before(books, base, codes, collector.of(base))
    indicators = books.catalogue.indicators
    ratios = [indicators[code] for code in codes if indicators[code].kind is IndicatorKind.RATIO]
    return [
        _slice((key, name), codes, ratios, now.evaluate(units), before.evaluate(units)) for key, name, units in groups
    ]


def _slice(
    named: tuple[str, str], codes: tuple[str, ...], divided: Iterable[Indicator], now: Evaluation, before: Evaluation
) -> Slice:
    key, name = named
    ratios = {indicator.code: now.ratio(indicator) for indicator in divided}
    return Slice(
        key,
        name,
        now.together(codes),
        before.together(codes),
        {code: parts.numerator.amount for code, parts in ratios.items()},
        {code: parts.denominator.amount for code, parts in ratios.items()},
    )


def by_month(
    books: Books,
    period: Period,
    codes: Iterable[str],
    unit_uids: Iterable[str] | None = None,
    known: Collector | None = None,
) -> list[Slice]:
    """The indicators month by month, of the whole scope or of the units asked for."""
    wanted, units = tuple(codes), scope_units(books, unit_uids)
    collector = known or Collector(books, wanted)
    indicators = books.catalogue.indicators
    ratios = [indicators[code] for code in wanted if indicators[code].kind is IndicatorKind.RATIO]
    slices = []
    for month in period.months:
        each = period_of_month(month, period.calendar)
        base = each.same_period_last_year()
        now, before = collector.of(each, period), collector.of(base, period.same_period_last_year())
        name = f"T{month % 100}"
        slices.append(_slice((each.key, name), wanted, ratios, now.evaluate(units), before.evaluate(units)))
    return slices


def by_area_and_month(
    books: Books, period: Period, code: str, known: Collector | None = None
) -> list[tuple[UnitRow, list[Figure]]]:
    """The heat table: one indicator, areas down, months across."""
    collector = known or Collector(books, (code,))
    months = [collector.of(period_of_month(month, period.calendar), period) for month in period.months]
    return [(area, [collected.evaluate(units).of(code) for collected in months]) for area, units in areas(books)]


_BREAKDOWN = """
    SELECT breakdown, origin, SUM(amount) FROM total
    WHERE indicator = ? AND breakdown > ? AND breakdown < ? AND month IN ({months}) AND unit_id IN ({units})
    GROUP BY breakdown, origin
"""


def by_breakdown(
    books: Books, period: Period, code: str, choices: str, unit_uids: Iterable[str] | None = None
) -> list[Slice]:
    """One counted indicator by the choices of a list (offence, severity, trade …), largest first."""
    units = scope_units(books, unit_uids)
    now = _broken_down(books, period, code, choices, units)
    before = _broken_down(books, period.same_period_last_year(), code, choices, units)
    names = books.catalogue.choices[choices]
    order = sorted({*now, *before}, key=lambda choice: (-now.get(choice, 0), choice))
    return [
        Slice(choice, _choice_name(names, choice), {code: _value(now, choice)}, {code: _value(before, choice)}, {}, {})
        for choice in order
    ]


def _choice_name(names: ChoiceList, choice: str) -> str:
    return "Điều chỉnh" if choice == ADJUSTED else names.label(choice)


ADJUSTED = "_adjusted"
"""Stands among the choices for what headquarters added beside them, so that the parts add up."""


def _adjusted_beside(connection: Connection, books: Books, period: Period, code: str, units: set[int]) -> int:
    found = adjusted(connection, books, period.months).items()
    return sum(
        amount - told_amount(connection, books, period, (unit_id, code, month))
        for (unit_id, adjusted_code), amounts in found
        if adjusted_code == code and unit_id in units
        for month, amount in amounts.items()
    )


def _value(amounts: dict[str, int], choice: str) -> Figure:
    amount = amounts.get(choice, 0)
    return Figure(State.VALUE if amount else State.ZERO, unscaled(amount))


def _broken_down(books: Books, period: Period, code: str, choices: str, scope: Iterable[int]) -> dict[str, int]:
    """Amounts by choice, of the same units as the whole: those that have answered for the section."""
    indicator = books.catalogue.indicators[code]
    months = ",".join(str(month) for month in period.months)
    members = answering(books, period, indicator, scope)
    units = ",".join(map(str, members)) or "NULL"
    rule = indicator.count
    amounts: dict[str, int] = {}
    with books.db.read() as connection:
        sql = _BREAKDOWN.format(months=months, units=units)
        rows = connection.exec_driver_sql(sql, (code, f"{choices}=", f"{choices}>"))
        for breakdown, origin, amount in rows:
            if rule and rule.origin and origin and (rule.origin == "inside") != (origin >= period.months[0]):
                continue
            choice = str(breakdown).partition("=")[2]
            amounts[choice] = amounts.get(choice, 0) + amount
        later = linking.counted_later(linking.later(connection, period.months, indicator), indicator, period.months)
        rest = _adjusted_beside(connection, books, period, code, set(scope))
    for each in later:
        name, _, choice = each.breakdown.partition("=")
        if name == choices and each.is_out(members):
            amounts[choice] -= each.amount
    if rest:
        amounts[ADJUSTED] = rest
    return amounts
