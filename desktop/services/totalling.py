"""Month totals and answers of some months, read as few long rows: a row for each unit, or for each month.

Sets of months are bits of one number (1 << month of the year): all months of a period stand in one year.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection

from desktop.domain.catalogue import Aggregation, Catalogue, IndicatorKind
from desktop.domain.periods import Period

Found = tuple[int, int, str]
"""Amount in thousandths; of a typed indicator the months found and its letter, of a counted one 0 and `v`."""

Covered = tuple[int, str, int, int]
"""Months answered, state letter; of the months those declared none and those declared not applicable."""

Key = tuple[int, str]
"""Unit, indicator; or unit, section."""

NOT_FOUND: Found = (0, 0, "")


_SUMS = """
    SELECT unit_id, group_concat(month), group_concat(indicator), group_concat(amount), group_concat(state, '')
    FROM total WHERE breakdown = '' AND origin = 0 AND month IN ({months}) {units}
    GROUP BY unit_id
"""
_ORIGINS = """
    SELECT unit_id, group_concat(indicator), group_concat(amount), group_concat(origin)
    FROM total WHERE breakdown = '' AND origin <> 0 AND month IN ({months}) {units}
    GROUP BY unit_id
"""
_COVERAGE = """
    SELECT month, group_concat(coverage.unit_id), group_concat(section), group_concat(coverage.state, '')
    FROM coverage JOIN package ON package.id = coverage.package_id AND active AND head AND (NOT by_hand OR accepted)
    WHERE month IN ({months}) {units}
    GROUP BY month
"""


def month_bits(months: Iterable[int]) -> int:
    """Reporting months yyyymm of one year as bits."""
    return sum(1 << month % 100 for month in months)


def stock_months(catalogue: Catalogue, months: Sequence[int]) -> dict[str, int]:
    """The one month that stocks are taken of, by indicator: the last (the first, where the indicator says so)."""
    ends = {Aggregation.STOCK_END: months[-1], Aggregation.STOCK_START: months[0]}
    indicators = catalogue.indicators.values()
    return {each.code: ends[each.aggregation] for each in indicators if each.aggregation in ends}


def sums(
    connection: Connection, catalogue: Catalogue, months: Iterable[int], units: str, stocks: Mapping[str, int]
) -> dict[Key, Found]:
    """Amounts of some months by unit and indicator; of `stocks` only that one month."""
    plain = {each.code for each in catalogue.indicators.values() if each.kind is IndicatorKind.COUNTED} - stocks.keys()
    counted: dict[int, dict[str, int]] = defaultdict(lambda: defaultdict(int))
    found: dict[Key, Found] = {}
    for unit_id, told, codes, amounts, letters in _rows(connection, _SUMS, months, units):
        added = counted[unit_id]
        each = zip(told.split(","), codes.split(","), map(int, amounts.split(",")), letters, strict=True)
        for month, code, amount, letter in each:
            if code in plain:
                added[code] += amount
            elif code not in stocks or stocks[code] == int(month):
                before = found.get((unit_id, code), NOT_FOUND)
                bit = 1 << int(month) % 100
                found[unit_id, code] = (before[0] + amount, before[1] | bit, max(before[2], letter))
    for unit_id, added in counted.items():
        for code, amount in added.items():
            found[unit_id, code] = (amount, 0, "v")
    return found


def add_origins(
    connection: Connection,
    catalogue: Catalogue,
    period: Period,
    units: str,
    into: dict[Key, Found],
    months: Iterable[int] = (),
) -> None:
    """Cases with an origin, of the period (or of these months of it), told apart by where the period begins."""
    wanted = {code: each.count.origin if each.count else None for code, each in catalogue.indicators.items()}
    first = period.months[0]
    for unit_id, codes, amounts, origins in _rows(connection, _ORIGINS, months or period.months, units):
        for code, amount, origin in zip(codes.split(","), amounts.split(","), origins.split(","), strict=True):
            which = wanted[code]
            if which is None or (which == "inside") == (int(origin) >= first):
                before = into.get((unit_id, code), NOT_FOUND)
                into[unit_id, code] = (before[0] + int(amount), before[1], "v")


def coverage(connection: Connection, months: Iterable[int], units: str) -> dict[Key, Covered]:
    """What the packages that count answer, by unit and section."""
    alike: dict[tuple[str, str, str], int] = defaultdict(int)  # most months are answered alike
    counting = units.replace("unit_id", "coverage.unit_id")
    for month, told, sections, letters in _rows(connection, _COVERAGE, months, counting):
        alike[told, sections, letters] |= 1 << month % 100
    by_letter: dict[Key, dict[str, int]] = defaultdict(dict)
    for (told, sections, letters), bits in alike.items():
        for unit_id, section, letter in zip(map(int, told.split(",")), sections.split(","), letters, strict=True):
            answers = by_letter[unit_id, section]
            answers[letter] = answers.get(letter, 0) | bits
    return {key: covered(each) for key, each in by_letter.items()}


def covered(months: Mapping[str, int]) -> Covered:
    """Months by their strongest letter, out of the months by letter."""
    data = months.get("v", 0)
    none = months.get("d", 0) & ~data
    outside = months.get("a", 0) & ~data & ~none
    return data | none | outside, max(months), none, outside


def _rows(connection: Connection, query: str, months: Iterable[int], units: str) -> Sequence[Any]:
    listed = ",".join(str(int(month)) for month in months)
    return connection.exec_driver_sql(query.format(months=listed, units=units)).all()
