"""Month totals and answers of some months, read as few long rows: one for each unit and month, or for each month.

Sets of months are bits of one number (1 << month of the year): all months of a period stand in one year.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any, NamedTuple

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
    SELECT unit_id, month, group_concat(indicator), group_concat(amount), group_concat(state, '')
    FROM total WHERE breakdown = '' AND origin = 0 AND month IN ({months}) {units}
    GROUP BY unit_id, month
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
    plain = [each.code for each in catalogue.indicators.values() if each.kind is IndicatorKind.COUNTED]
    slots = {code: slot for slot, code in enumerate(plain) if code not in stocks}
    plans: dict[str, _Plan] = {}
    counted: dict[int, tuple[list[int], dict[str, None]]] = {}
    found: dict[Key, Found] = {}
    for unit_id, month, codes, amounts, letters in _rows(connection, _SUMS, months, units):
        plan = plans.get(codes) or plans.setdefault(codes, _Plan.of(codes, slots, len(plain)))
        added, told = counted.get(unit_id) or counted.setdefault(unit_id, ([0] * (len(plain) + 1), {}))
        numbers = list(map(int, amounts.split(",")))
        for slot, amount in zip(plan.slots, numbers, strict=True):
            added[slot] += amount
        told |= plan.counted
        for place, code in plan.others:
            if code not in stocks or stocks[code] == month:
                before = found.get((unit_id, code), NOT_FOUND)
                bits = before[1] | 1 << month % 100
                found[unit_id, code] = (before[0] + numbers[place], bits, max(before[2], letters[place]))
    for unit_id, (added, told) in counted.items():
        for code in told:
            found[unit_id, code] = (added[slots[code]], 0, "v")
    return found


class _Plan(NamedTuple):
    """Where the amounts of a list of indicators belong: most units tell the same ones."""

    slots: list[int]
    """Of each amount; what is not simply added goes into the last slot."""
    counted: dict[str, None]
    others: list[tuple[int, str]]
    """Typed ones and stocks, with their places."""

    @classmethod
    def of(cls, codes: str, slots: Mapping[str, int], last: int) -> "_Plan":
        """Made once for each list."""
        listed = codes.split(",")
        others = [(place, code) for place, code in enumerate(listed) if code not in slots]
        return cls([slots.get(code, last) for code in listed], {code: None for code in listed if code in slots}, others)


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
        for code, amount, origin in zip(_split(codes), amounts.split(","), origins.split(","), strict=True):
            which = wanted[code]
            if which is None or (which == "inside") == (int(origin) >= first):
                before = into.get((unit_id, code), NOT_FOUND)
                into[unit_id, code] = (before[0] + int(amount), before[1], "v")


@lru_cache(maxsize=1000)
def _split(codes: str) -> list[str]:
    """Most units tell the same indicators."""
    return codes.split(",")


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
