"""What the quality rules look at: month amounts of all units, where they answered, what month packages once said."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal

from sqlalchemy import Connection

from desktop.domain.calendars import shifted
from desktop.domain.catalogue import Aggregation, Indicator
from desktop.domain.counting import counts_within, unscaled
from desktop.domain.periods import Period
from desktop.domain.records import parse_content
from desktop.domain.totals import FIGURE, typed_part
from desktop.services.books import Books

HISTORY = 6
"""Months before the period that peers are looked at in."""
_AMOUNTS = """
    SELECT unit_id, indicator, month, origin, SUM(amount) FROM total
    WHERE unit_id IN ({units}) AND breakdown = '' AND month IN ({months}) AND indicator IN ({codes})
    GROUP BY unit_id, indicator, month, origin
"""
_ANSWERED = """
    SELECT DISTINCT coverage.unit_id, month, section FROM coverage
    JOIN package ON package.id = coverage.package_id AND active AND head AND (NOT by_hand OR accepted)
    WHERE month IN ({months}) AND coverage.state <> 'a'
"""
_MONTH_ROWS = """
    SELECT package.unit_id, package.period, record.kind, version.content FROM package
    JOIN package_row ON package_row.package_id = package.id AND (NOT by_hand OR accepted)
    JOIN version ON version.id = package_row.version_id JOIN record ON record.id = version.record_id
    WHERE NOT sent AND active AND package.head AND package.period IN ({periods}) ORDER BY package.sequence
"""

Cell = tuple[int, str, int]
"""Unit, indicator, month."""


@dataclass(frozen=True)
class Amounts:
    """Flows of all units by month; zero where the section was answered and nothing was told."""

    by_cell: dict[Cell, Decimal]
    answered: set[tuple[int, int, str]]
    """Unit, month, section."""

    def of(self, unit_id: int, indicator: Indicator, months: Iterable[int]) -> dict[int, Decimal]:
        """What a unit says of these months; a month that it did not answer is left out."""
        return {
            month: self.by_cell.get((unit_id, indicator.code, month), Decimal(0))
            for month in months
            if (unit_id, month, indicator.section) in self.answered
        }


def flows(books: Books) -> list[Indicator]:
    """The indicators that months can be compared of."""
    return [
        each for each in books.catalogue.indicators.values() if each.stored and each.aggregation is Aggregation.FLOW
    ]


def timeline(period: Period) -> tuple[int, ...]:
    """The months of the period and those before it, the earliest first."""
    before = (shifted(period.months[0], -step) for step in range(HISTORY, 0, -1))
    return (*before, *period.months)


def amounts(books: Books, months: Iterable[int]) -> Amounts:
    """Everything told of these months."""
    listed = ",".join(map(str, months))
    indicators = {each.code: each for each in flows(books)}
    units = ",".join(str(unit.id) for unit in books.reporting_units()) or "NULL"
    codes = ",".join(repr(code) for code in indicators) or "NULL"
    by_cell: dict[Cell, Decimal] = defaultdict(Decimal)
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_AMOUNTS.format(units=units, months=listed, codes=codes))
        for unit, code, month, origin, amount in found:
            if counts_within(indicators[code], (month,), month, origin):
                by_cell[unit, code, month] += unscaled(amount)
        answered = connection.exec_driver_sql(_ANSWERED.format(months=listed)).all()
    return Amounts(dict(by_cell), {(unit, month, section) for unit, month, section in answered})


def told_by_months(books: Books, period: Period) -> dict[int, dict[tuple[str, int], Decimal]]:
    """By unit what its packages of single months say of their own month; empty for a period of one month."""
    keys = {f"{month // 100}-M{month % 100:02d}": month for month in period.months}
    if len(keys) < 2:
        return {}
    told: dict[int, dict[tuple[str, int], Decimal]] = defaultdict(lambda: defaultdict(Decimal))
    known = {each.code for each in flows(books)}
    with books.db.read() as connection:
        for unit, key, kind, content in _month_rows(connection, keys):
            for code, month, amount in _parts(books, kind, content):
                if month == keys[key] and code in known:
                    told[unit][code, month] += unscaled(amount)
    return told


def _month_rows(connection: Connection, keys: Iterable[str]) -> Iterable[tuple[int, str, str, str]]:
    listed = ",".join(repr(key) for key in keys)
    rows = connection.exec_driver_sql(_MONTH_ROWS.format(periods=listed))
    return ((unit, key, kind, content) for unit, key, kind, content in rows)


def _parts(books: Books, kind: str, content: str) -> Iterable[tuple[str, int, int]]:
    values = parse_content(content)
    if kind == FIGURE:
        part = typed_part(values)
        return [(part.indicator, part.month, part.amount)] if part is not None and not part.breakdown else []
    indicators = books.catalogue.indicators
    return [
        (code, month, amount)
        for code, breakdown, month, origin, amount in books.counter.of(kind).parts(values)
        if not breakdown and counts_within(indicators[code], (month,), month, origin)
    ]
