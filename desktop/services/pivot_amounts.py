"""Amounts for a pivot that splits a figure by choices, or that counts records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import chain
from typing import TYPE_CHECKING

from desktop.domain.catalogue import Indicator
from desktop.domain.counting import SCALE, counts_within, unscaled
from desktop.domain.figures import Figure, State
from desktop.domain.periods import Period, month_of
from desktop.domain.records import parse_content
from desktop.domain.shares import split
from desktop.services import linking
from desktop.services.adjusting import adjusted
from desktop.services.books import Books
from desktop.services.collecting import answering, told_amount
from desktop.services.counting import ADJUSTED, scope_units

if TYPE_CHECKING:
    from desktop.services.pivoting import Axis, Head, Pivot


@dataclass(frozen=True)
class Amount:
    """So much, of one unit and month, by its choices (list → code), or of one kind."""

    unit_id: int
    month: int
    amount: int
    choices: Mapping[str, str]
    kind: str = ""
    section: str = ""


_TOTALS = """
    SELECT unit_id, month, breakdown, origin, SUM(amount) FROM total
    WHERE unit_id IN ({units}) AND breakdown >= ? AND breakdown < ? AND month IN ({months}) AND indicator = ?
    GROUP BY unit_id, month, breakdown, origin
"""
_ROWS = """
    SELECT record.uid, record.unit_id, content FROM record JOIN version ON version.id = version_id
    WHERE record.kind = ? AND state = 'final' AND record.unit_id IN ({units})
"""
_RECORDS = """
    SELECT unit_id, kind, day, COUNT(*) FROM record
    WHERE unit_id IN ({units}) AND day BETWEEN ? AND ? AND state = 'final' AND kind IN ({kinds})
    GROUP BY unit_id, kind, day
"""


def fill(books: Books, empty: Pivot) -> Pivot:
    """Put the amounts into the cells; every total is the sum of what was counted."""
    cells: dict[tuple[str, str], int] = defaultdict(int)
    rows: dict[str, int] = defaultdict(int)
    columns: dict[str, int] = defaultdict(int)
    step = SCALE // 10 ** min(empty.indicator.decimals if empty.indicator else 0, 3)
    down, across = _Placing(empty.rows, empty.row_heads), _Placing(empty.columns, empty.column_heads)
    whole = 0
    for each in _amounts(books, empty):
        whole += each.amount
        for row, row_share in down.of(each, step).items():
            rows[row] += row_share
            for column, share in across.of(replace(each, amount=row_share), step).items():
                cells[row, column] += share
        for column, share in across.of(each, step).items():
            columns[column] += share
    keys = [(r.key, c.key) for r in empty.row_heads for c in empty.column_heads]
    return replace(
        empty,
        row_heads=tuple(each for each in empty.row_heads if _is_kept(empty.rows, each, rows)),
        column_heads=tuple(each for each in empty.column_heads if _is_kept(empty.columns, each, columns)),
        cells={key: _figure(cells[key]) for key in keys},
        row_totals={each.key: _figure(rows[each.key]) for each in empty.row_heads},
        column_totals={each.key: _figure(columns[each.key]) for each in empty.column_heads},
        whole=_figure(whole),
    )


def _is_kept(axis: Axis, head: Head, sums: Mapping[str, int]) -> bool:
    """Choices, kinds and sections of which there is nothing are left out; units and months never."""
    return bool(sums[head.key]) if axis.choices or axis.key in ("kind", "section") else True


def _figure(amount: int) -> Figure:
    return Figure(State.VALUE if amount else State.ZERO, unscaled(amount))


class _Placing:
    """To which heads of a dimension an amount goes, and how much of it."""

    def __init__(self, axis: Axis, heads: tuple[Head, ...]) -> None:
        self._axis = axis
        self._by_unit: dict[int, dict[str, Fraction]] = defaultdict(dict)
        for head in heads:
            for unit in head.unit_ids or ():
                shares = head.region.parts.get(unit) if head.region is not None else None
                self._by_unit[unit][head.key] = shares[head.key] if shares else Fraction(1)
        self._keys = {head.key for head in heads}

    def of(self, each: Amount, step: int) -> dict[str, int]:
        """By the keys of the heads."""
        if self._by_unit:
            return split(each.amount, self._by_unit[each.unit_id], step) if each.unit_id in self._by_unit else {}
        key = self._key(each)
        return {key: each.amount} if key in self._keys else {}

    def _key(self, each: Amount) -> str:
        match self._axis.key:
            case "month":
                return str(each.month)
            case "kind":
                return each.kind
            case "section":
                return each.section
        return each.choices.get(self._axis.choices, "")


def _amounts(books: Books, empty: Pivot) -> Iterator[Amount]:
    if empty.indicator is None:
        return _records(books, empty.period)
    lists = [axis.choices for axis in (empty.rows, empty.columns) if axis.choices]
    beside = _beside(books, empty.period, empty.indicator, lists)
    if len(lists) == 2:
        return chain(_crossed(books, empty.period, empty.indicator), beside)
    return chain(_broken_down(books, empty.period, empty.indicator, lists[0]), beside)


def _broken_down(books: Books, period: Period, indicator: Indicator, choices: str) -> Iterator[Amount]:
    """Month totals by the choices of one list, each case once; what has no choice stands under the empty one."""
    members = answering(books, period, indicator, scope_units(books))
    months = ",".join(str(month) for month in period.months)
    statement = _TOTALS.format(units=_listed(members), months=months)
    with books.db.read() as connection:
        found = [
            row
            for first, end in (("", "!"), (f"{choices}=", f"{choices}>"))  # ranges of the key: the whole, then the list
            for row in connection.exec_driver_sql(statement, (first, end, indicator.code)).all()
        ]
        later = linking.later(connection, period.months, indicator)
    lines = [
        (unit, month, str(breakdown), origin, amount)
        for unit, month, breakdown, origin, amount in found
        if counts_within(indicator, period.months, month, origin)
    ]
    for each in linking.counted_later(later, indicator, period.months):
        if each.is_out(members):
            lines.append((each.unit_id, each.month, each.breakdown, each.origin, -each.amount))
    rest: dict[tuple[int, int], int] = defaultdict(int)
    for unit, month, breakdown, _, amount in lines:
        name, _, choice = breakdown.partition("=")
        if not name or name == choices:
            rest[unit, month] += amount if not name else -amount
        if name == choices:
            yield Amount(unit, month, amount, {choices: choice})
    for (unit, month), amount in rest.items():
        yield Amount(unit, month, amount, {})


def _beside(books: Books, period: Period, indicator: Indicator, lists: Iterable[str]) -> Iterator[Amount]:
    """What headquarters added beside the rows, so that the parts add up to the figure."""
    choices, scope = dict.fromkeys(lists, ADJUSTED), set(scope_units(books))
    with books.db.read() as connection:
        for (unit, code), amounts in adjusted(connection, books, period.months).items():
            if code == indicator.code and unit in scope:
                for month, amount in amounts.items():
                    told = told_amount(connection, books, period, (unit, code, month))
                    yield Amount(unit, month, amount - told, choices)


def _crossed(books: Books, period: Period, indicator: Indicator) -> Iterator[Amount]:
    """Two lists at once: out of the records, since totals know one list at a time."""
    rule = indicator.count
    assert rule is not None
    members, counter = answering(books, period, indicator, scope_units(books)), books.counter.of(rule.kind)
    with books.db.read() as connection:
        untold = linking.untold(connection, members)
        rows = connection.exec_driver_sql(_ROWS.format(units=_listed(members)), (rule.kind,))
        for uid, unit, content in rows:
            if uid in untold:
                continue
            values = parse_content(content)
            choices = {name: str(values.get(field, "")) for name, field in rule.breakdown_fields.items()}
            for code, breakdown, month, origin, amount in counter.parts(values):
                if code == indicator.code and not breakdown and counts_within(indicator, period.months, month, origin):
                    yield Amount(unit, month, amount, choices)


def _records(books: Books, period: Period) -> Iterator[Amount]:
    kinds = {each.code: each.section or "" for each in books.catalogue.record_kinds}
    listed = ",".join(f"'{code}'" for code in kinds)
    statement = _RECORDS.format(units=_listed(scope_units(books)), kinds=listed)
    days = (period.first.isoformat(), period.last.isoformat())
    with books.db.read() as connection:
        found = connection.exec_driver_sql(statement, days).all()
    for unit, kind, day, count in found:
        yield Amount(unit, month_of(day, period.calendar), count * SCALE, {}, kind, kinds[kind])


def _listed(units: Iterable[int]) -> str:
    return ",".join(str(int(unit)) for unit in units) or "NULL"
