"""Amounts for a pivot that splits a figure by choices, or that counts records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from fractions import Fraction
from functools import lru_cache
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple

from desktop.domain.catalogue import Indicator
from desktop.domain.counting import SCALE, counts_within, unscaled
from desktop.domain.figures import Figure, State
from desktop.domain.periods import Period, month_of
from desktop.domain.records import picked
from desktop.domain.shares import split
from desktop.services import behind, linking
from desktop.services.adjusting import adjusted
from desktop.services.books import Books
from desktop.services.collecting import answering, collect, told_amount
from desktop.services.counting import ADJUSTED, scope_units

if TYPE_CHECKING:
    from desktop.services.pivoting import Axis, Head, Pivot


class Amount(NamedTuple):
    """So much, of one unit and month, by its choices (list → code), or of one kind."""

    unit_id: int
    month: int
    amount: int
    choices: Mapping[str, str]
    kind: str = ""
    section: str = ""


_TOTALS = """
    SELECT unit_id, month, breakdown, origin, amount FROM total
    WHERE unit_id IN ({units}) AND breakdown {which} AND month IN ({months}) AND indicator = ?
"""
_SUMS = """
    SELECT month, breakdown, origin, SUM(amount) FROM total
    WHERE unit_id IN ({units}) AND breakdown > '{choices}=' AND breakdown < '{choices}>' AND month IN ({months})
    AND indicator = ? GROUP BY month, breakdown, origin
"""
_WHOLE, _OF_LIST = "= ''", "> '{choices}=' AND breakdown < '{choices}>'"
"""Both are ranges of the key, which begins with unit and breakdown."""
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
        for row, row_share in down.of(each, each.amount, step):
            rows[row] += row_share
            for column, share in across.of(each, row_share, step):
                cells[row, column] += share
        for column, share in across.of(each, each.amount, step):
            columns[column] += share
    row_heads = tuple(each for each in empty.row_heads if _is_kept(empty.rows, each, rows))
    column_heads = tuple(each for each in empty.column_heads if _is_kept(empty.columns, each, columns))
    return replace(
        empty,
        row_heads=row_heads,
        column_heads=column_heads,
        cells={(r.key, c.key): _figure(cells[r.key, c.key]) for r in row_heads for c in column_heads},
        row_totals={each.key: _figure(rows[each.key]) for each in row_heads},
        column_totals={each.key: _figure(columns[each.key]) for each in column_heads},
        whole=_figure(whole),
    )


def _is_kept(axis: Axis, head: Head, sums: Mapping[str, int]) -> bool:
    """Choices, kinds and sections of which there is nothing are left out; units and months never."""
    return bool(sums[head.key]) if axis.choices or axis.key in ("kind", "section") else True


@lru_cache(maxsize=10_000)
def _figure(amount: int) -> Figure:
    return Figure(State.VALUE if amount else State.ZERO, unscaled(amount))


class _Placing:
    """To which heads of a dimension an amount goes, and how much of it."""

    def __init__(self, axis: Axis, heads: tuple[Head, ...]) -> None:
        self._axis, self._choices = axis.key, axis.choices
        self._by_unit: dict[int, dict[str, Fraction]] = defaultdict(dict)
        for head in heads:
            for unit in head.unit_ids or ():
                shares = head.region.parts.get(unit) if head.region is not None else None
                self._by_unit[unit][head.key] = shares[head.key] if shares else Fraction(1)
        self._keys = {head.key for head in heads}

    def of(self, each: Amount, amount: int, step: int) -> Iterable[tuple[str, int]]:
        """The keys of the heads, with what each gets."""
        if not self._by_unit:
            key = self._key(each)
            return ((key, amount),) if key in self._keys else ()
        shares = self._by_unit.get(each.unit_id, {})
        if len(shares) > 1:
            return split(amount, shares, step).items()
        return [(key, amount) for key in shares]  # all of it, most units go to one

    def _key(self, each: Amount) -> str:
        match self._axis:
            case "month":
                return str(each.month)
            case "kind":
                return each.kind
            case "section":
                return each.section
        return each.choices.get(self._choices, "")


def _amounts(books: Books, empty: Pivot) -> Iterator[Amount]:
    if empty.indicator is None:
        return _records(books, empty.period)
    lists = [axis.choices for axis in (empty.rows, empty.columns) if axis.choices]
    if len(lists) == 2:
        beside = _beside(books, empty.period, empty.indicator, lists, scope_units(books))
        return chain(_crossed(books, empty.period, empty.indicator), beside)
    return broken_down(books, empty.period, empty.indicator, lists[0])


def broken_down(
    books: Books, period: Period, indicator: Indicator, choices: str, unit_ids: Iterable[int] | None = None
) -> Iterator[Amount]:
    """Month totals by the choices of one list, each case once; what has no choice stands under the empty one."""
    scope = scope_units(books) if unit_ids is None else list(unit_ids)
    members = answering(books, period, indicator, scope)
    asked = {"units": _listed(members), "months": ",".join(map(str, period.months))}
    with books.db.read() as connection:
        found = [
            row
            for which in (_WHOLE, _OF_LIST.format(choices=choices))
            for row in connection.exec_driver_sql(_TOTALS.format(which=which, **asked), (indicator.code,)).all()
        ]
        later = linking.later(connection, period.months, indicator)
    lines = [row for row in found if counts_within(indicator, period.months, row[1], row[3])]
    for each in linking.counted_later(later, indicator, period.months):
        if each.is_out(members):
            lines.append((each.unit_id, each.month, each.breakdown, each.origin, -each.amount))  # type: ignore[arg-type]
    rest: dict[tuple[int, int], int] = defaultdict(int)
    by_breakdown: dict[str, dict[str, str]] = {}
    for unit, month, breakdown, _, amount in lines:
        name, _, choice = breakdown.partition("=")
        if not name or name == choices:
            rest[unit, month] += amount if not name else -amount
        if name == choices:
            yield Amount(unit, month, amount, by_breakdown.setdefault(breakdown, {choices: choice}))
    for (unit, month), amount in rest.items():
        yield Amount(unit, month, amount, {})
    yield from _beside(books, period, indicator, [choices], scope)


def by_choice(books: Books, period: Period, code: str, choices: str) -> dict[str, int]:
    """One counted indicator of the whole scope by the choices of a list; what has none is left out."""
    indicator, scope, amounts = books.catalogue.indicators[code], scope_units(books), defaultdict[str, int](int)
    members = answering(books, period, indicator, scope)
    asked = {"units": _listed(members), "months": ",".join(map(str, period.months)), "choices": choices}
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_SUMS.format(**asked), (code,)).all()
        later = linking.later(connection, period.months, indicator)
    for month, breakdown, origin, amount in found:
        if counts_within(indicator, period.months, month, origin):
            amounts[breakdown.partition("=")[2]] += amount
    for each in linking.counted_later(later, indicator, period.months):
        if each.breakdown.startswith(f"{choices}=") and each.is_out(members):
            amounts[each.breakdown.partition("=")[2]] -= each.amount
    amounts[ADJUSTED] += sum(each.amount for each in _beside(books, period, indicator, [choices], scope))
    return {choice: amount for choice, amount in amounts.items() if amount}


def by_unit(
    books: Books, period: Period, indicator: Indicator, unit_ids: list[int], breakdown: str = ""
) -> dict[int, Decimal]:
    """What each of some units adds to their sum, out of the totals; what several of them tell counts once."""
    if breakdown:
        choices, _, choice = breakdown.partition("=")
        told: dict[int, int] = defaultdict(int)
        for each in broken_down(books, period, indicator, choices, unit_ids):
            if each.choices.get(choices, "") == choice:
                told[each.unit_id] += each.amount
        return {unit: unscaled(amount) for unit, amount in told.items()}
    collected = collect(books, period, unit_ids, codes=(indicator.code,))
    amounts = {unit: collected.figure(unit, indicator).amount or Decimal(0) for unit in unit_ids}
    answered = {unit for unit in unit_ids if (unit, indicator.section) in collected.covered}
    for later in collected.later.get(indicator.code, ()):
        if later.is_out(answered):
            amounts[later.unit_id] -= unscaled(later.amount)
    return amounts


def _beside(
    books: Books, period: Period, indicator: Indicator, lists: Iterable[str], unit_ids: Iterable[int]
) -> Iterator[Amount]:
    """What headquarters added beside the rows, so that the parts add up to the figure."""
    choices, scope = dict.fromkeys(lists, ADJUSTED), set(unit_ids)
    with books.db.read() as connection:
        for (unit, code), amounts in adjusted(connection, books, period.months).items():
            if code == indicator.code and unit in scope:
                for month, amount in amounts.items():
                    told = told_amount(connection, books, period, (unit, code, month))
                    yield Amount(unit, month, amount - told, choices)


def _crossed(books: Books, period: Period, indicator: Indicator) -> Iterator[Amount]:
    """Two lists at once: out of the records, since totals know one list at a time; their months are not asked for."""
    rule = indicator.count
    assert rule is not None
    fields = rule.breakdown_fields
    with books.db.read() as connection:
        for row in behind.counted(connection, books, period, indicator, scope_units(books)):
            values = picked(row.content, fields.values())
            yield Amount(row.unit_id, 0, row.amount, {name: str(values.get(of, "")) for name, of in fields.items()})


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
