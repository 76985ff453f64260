"""Stored figures of a period, unit by unit, out of the month totals."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from sqlalchemy import Connection

from desktop.domain.catalogue import Aggregation, Indicator, IndicatorKind
from desktop.domain.counting import unscaled
from desktop.domain.figures import BLANK, STATE_OF_LETTER, Evaluation, Figure, State
from desktop.domain.periods import Period
from desktop.domain.records import Values, parse_content
from desktop.domain.totals import STATE_LETTERS
from desktop.services.books import Books, Role

Found = tuple[int, int, str]
"""Amount in thousandths, number of months found, state letter."""

Covered = tuple[int, str]
"""Number of months answered, state letter."""

_T = TypeVar("_T")

_SUMS = """
    SELECT unit_id, indicator, SUM(amount), COUNT(*), MAX(state) FROM total
    WHERE breakdown = '' AND origin = 0 AND month IN ({months}) {units}
    GROUP BY unit_id, indicator
"""
_ORIGINS = """
    SELECT unit_id, indicator, origin, SUM(amount) FROM total
    WHERE breakdown = '' AND origin <> 0 AND month IN ({months}) {units}
    GROUP BY unit_id, indicator, origin
"""
_COVERAGE = """
    SELECT coverage.unit_id, section, COUNT(DISTINCT month), MAX(coverage.state)
    FROM coverage JOIN package ON package.id = coverage.package_id AND active AND head
    WHERE month IN ({months}) {units}
    GROUP BY coverage.unit_id, section
"""
_DECLARATIONS = """
    SELECT content FROM record JOIN version ON version.id = version_id
    WHERE kind = 'declaration' AND state = 'final' AND unit_id = ?
"""
_PRESENT = "SELECT DISTINCT indicator FROM total WHERE unit_id = ? AND month IN ({months}) AND state IN ('v', 'o')"


@dataclass
class Collected:
    """Everything stored of one period."""

    books: Books
    period: Period
    sums: dict[tuple[int, str], Found]
    covered: dict[tuple[int, str], Covered]

    def figure(self, unit_id: int, indicator: Indicator) -> Figure:
        """One unit's figure of a typed or counted indicator."""
        found = self.by_code[indicator.code].get(unit_id) if indicator.code in self.by_code else None
        covered = self.by_section[indicator.section].get(unit_id) if indicator.section in self.by_section else None
        months = len(self.period.months)
        if indicator.kind is IndicatorKind.COUNTED:
            if covered is None:
                return BLANK
            return _together(found[0] if found else 0, covered[1], int(covered[0] < months))
        if found is not None:
            needed = months if indicator.aggregation is Aggregation.FLOW else 1
            return _together(found[0], found[2], int(found[1] < needed))
        return BLANK if covered is None or covered[1] == "v" else _together(0, covered[1], 0)

    def evaluate(self, units: Iterable[int]) -> Evaluation:
        """All figures of these units together."""
        ids, indicators = tuple(units), self.books.catalogue.indicators
        if len(ids) == 1:
            return Evaluation(self.books.catalogue, lambda code: self.figure(ids[0], indicators[code]), 1)
        scope = Scope(self, ids)
        return Evaluation(self.books.catalogue, lambda code: scope.figure(indicators[code]), len(ids))

    @cached_property
    def reporting(self) -> set[int]:
        """Units that have answered for the period; cases that others tell of from before are no answer."""
        return {unit_id for unit_id, _ in self.covered}

    @cached_property
    def by_code(self) -> dict[str, dict[int, Found]]:
        """What was found, by indicator and unit."""
        found: dict[str, dict[int, Found]] = defaultdict(dict)
        for (unit_id, code), each in self.sums.items():
            found[code][unit_id] = each
        return found

    @cached_property
    def by_section(self) -> dict[str, dict[int, Covered]]:
        """What was answered, by section and unit."""
        found: dict[str, dict[int, Covered]] = defaultdict(dict)
        for (unit_id, section), each in self.covered.items():
            found[section][unit_id] = each
        return found


class Scope:
    """Some units together: their figures without making one for each unit."""

    def __init__(self, collected: Collected, ids: tuple[int, ...]) -> None:
        self._collected, self.ids = collected, ids
        self._sections: dict[str, dict[int, Covered]] = {}
        self._set = frozenset(ids)

    def figure(self, indicator: Indicator) -> Figure:
        """The figure of a typed or counted indicator: blanks left out and counted as missing."""
        found = _within(self._collected.by_code.get(indicator.code, {}), self._set)
        covered = self._section(indicator.section)
        if indicator.kind is IndicatorKind.COUNTED:
            return self._counted(found, covered)
        return self._typed(indicator, found, covered)

    def _section(self, code: str) -> dict[int, Covered]:
        if code not in self._sections:
            self._sections[code] = _within(self._collected.by_section.get(code, {}), self._set)
        return self._sections[code]

    def _counted(self, found: dict[int, Found], covered: dict[int, Covered]) -> Figure:
        """Counted amounts hold where the section was answered; elsewhere nobody has said so."""
        months = len(self._collected.period.months)
        missing = len(self._set) - sum(each[0] >= months for each in covered.values())
        amount = sum(each[0] for unit_id, each in found.items() if unit_id in covered)
        letter = max((each[1] for each in covered.values()), default="")
        return _together(amount, letter, missing)

    def _typed(self, indicator: Indicator, found: dict[int, Found], covered: dict[int, Covered]) -> Figure:
        needed = len(self._collected.period.months) if indicator.aggregation is Aggregation.FLOW else 1
        declared = {unit_id: each[1] for unit_id, each in covered.items() if each[1] != "v" and unit_id not in found}
        whole = sum(each[1] >= needed for each in found.values()) + len(declared)
        letters = [each[2] for each in found.values()] + list(declared.values())
        amount = sum(each[0] for each in found.values())
        return _together(amount, max(letters, default=""), len(self._set) - whole)


def _within(found: dict[int, _T], ids: frozenset[int]) -> dict[int, _T]:
    return found if len(found) == len(ids & found.keys()) else {each: found[each] for each in ids & found.keys()}


def _together(amount: int, letter: str, missing: int) -> Figure:
    if not letter:
        return Figure(State.BLANK, None, missing)
    state = State.VALUE if amount else STATE_OF_LETTER[letter]
    if state is State.NOT_APPLICABLE:
        return Figure(state, None, missing)
    if state is State.VALUE and not amount:
        state = State.ZERO
    return Figure(state, unscaled(amount), missing)


def collect(
    books: Books, period: Period, unit_ids: Iterable[int] | None = None, within: Period | None = None
) -> Collected:
    """The stored figures of a period, of all reporting units or of those asked for.

    A unit knows its sections as answered over the whole reporting period: `within` names it when a month is asked for.
    """
    with books.db.read() as connection:
        units = _units_clause(unit_ids)
        sums = _sums(connection, period.months, units)
        _take_stocks(connection, books, period, units, sums)
        _add_origins(connection, books, period, units, sums)
        if books.me.role is Role.UNIT:
            covered = _own_coverage(connection, books, period, within or period)
        else:
            covered = _coverage(connection, period, units)
    return Collected(books, period, sums, covered)


def _units_clause(unit_ids: Iterable[int] | None) -> str:
    return "" if unit_ids is None else f"AND unit_id IN ({','.join(str(int(each)) for each in unit_ids)})"


def _months(months: Iterable[int]) -> str:
    return ",".join(str(int(month)) for month in months)


def _sums(connection: Connection, months: Iterable[int], units: str) -> dict[tuple[int, str], Found]:
    rows = connection.exec_driver_sql(_SUMS.format(months=_months(months), units=units))
    return {(unit, code): (amount, count, state) for unit, code, amount, count, state in rows}


def _take_stocks(
    connection: Connection, books: Books, period: Period, units: str, sums: dict[tuple[int, str], Found]
) -> None:
    """Stocks are not summed: they are those of the last month (of the first, where the indicator says so)."""
    if len(period.months) == 1:
        return
    ends = ((Aggregation.STOCK_END, period.months[-1]), (Aggregation.STOCK_START, period.months[0]))
    for aggregation, month in ends:
        codes = {each.code for each in books.catalogue.indicators.values() if each.aggregation is aggregation}
        for key in [key for key in sums if key[1] in codes]:
            del sums[key]
        listed = ",".join(f"'{code}'" for code in sorted(codes))
        sums |= _sums(connection, (month,), f"{units} AND indicator IN ({listed})")


def _add_origins(
    connection: Connection, books: Books, period: Period, units: str, sums: dict[tuple[int, str], Found]
) -> None:
    indicators = books.catalogue.indicators
    first = period.months[0]
    for unit, code, origin, amount in connection.exec_driver_sql(
        _ORIGINS.format(months=_months(period.months), units=units)
    ):
        count = indicators[code].count
        wanted = count.origin if count else None
        if wanted is None or (wanted == "inside") == (origin >= first):
            before = sums.get((unit, code), (0, 0, "v"))
            sums[unit, code] = (before[0] + amount, before[1] + 1, "v")


def _coverage(connection: Connection, period: Period, units: str) -> dict[tuple[int, str], Covered]:
    rows = connection.exec_driver_sql(
        _COVERAGE.format(months=_months(period.months), units=units.replace("unit_id", "coverage.unit_id"))
    )
    return {(unit, section): (months, state) for unit, section, months, state in rows}


def declared_sections(connection: Connection, books: Books, period: Period) -> dict[str, Values]:
    """Declarations of this unit that cover the period, by section."""
    found: dict[str, Values] = {}
    for (content,) in connection.exec_driver_sql(_DECLARATIONS, (books.own_unit_id,)):
        values = parse_content(content)
        if set(period.months) <= set(books.period(str(values["period"])).months):
            found[str(values["section"])] = values
    return found


def present_sections(connection: Connection, books: Books, period: Period) -> set[str]:
    """Sections in which this unit has anything counted or typed in the period."""
    rows = connection.exec_driver_sql(_PRESENT.format(months=_months(period.months)), (books.own_unit_id,))
    return {books.catalogue.indicators[code].section for (code,) in rows if code in books.catalogue.indicators}


def _own_coverage(
    connection: Connection, books: Books, period: Period, within: Period
) -> dict[tuple[int, str], Covered]:
    unit_id, months = books.own_unit_id, len(period.months)
    declared = {
        section: STATE_LETTERS[str(values["declared"])]
        for section, values in declared_sections(connection, books, within).items()
    }
    present = dict.fromkeys(present_sections(connection, books, within), "v")
    return {(unit_id, section): (months, letter) for section, letter in (declared | present).items()}
