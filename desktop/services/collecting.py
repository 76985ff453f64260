"""Stored figures of a period, unit by unit, out of the month totals."""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import Connection

from desktop.domain.catalogue import Aggregation, Indicator, IndicatorKind
from desktop.domain.counting import unscaled
from desktop.domain.figures import BLANK, STATE_OF_LETTER, Evaluation, Figure, State, total
from desktop.domain.periods import Period
from desktop.domain.records import Values, parse_content
from desktop.services.books import Books, Role

Found = tuple[int, int, str]
"""Amount in thousandths, number of months found, state letter."""

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
_PRESENT = "SELECT DISTINCT indicator FROM total WHERE unit_id = ? AND month IN ({months})"


@dataclass
class Collected:
    """Everything stored of one period."""

    books: Books
    period: Period
    sums: dict[tuple[int, str], Found]
    covered: dict[tuple[int, str], tuple[int, str]]

    def figure(self, unit_id: int, indicator: Indicator) -> Figure:
        """One unit's figure of a typed or counted indicator."""
        if indicator.kind is IndicatorKind.COUNTED:
            return self._counted(unit_id, indicator)
        return self._typed(unit_id, indicator)

    def _counted(self, unit_id: int, indicator: Indicator) -> Figure:
        months, letter = self.covered.get((unit_id, indicator.section), (0, ""))
        if not months:
            return BLANK
        missing = int(months < len(self.period.months))
        found = self.sums.get((unit_id, indicator.code))
        if found and found[0]:
            return Figure(State.VALUE, unscaled(found[0]), missing)
        return _empty(STATE_OF_LETTER[letter], missing)

    def _typed(self, unit_id: int, indicator: Indicator) -> Figure:
        found = self.sums.get((unit_id, indicator.code))
        if found is None:
            letter = self.covered.get((unit_id, indicator.section), (0, ""))[1]
            return _empty(STATE_OF_LETTER[letter], 0) if letter in ("d", "n") else BLANK
        amount, months, letter = found
        needed = len(self.period.months) if indicator.aggregation is Aggregation.FLOW else 1
        if letter == "v" or amount:
            return Figure(State.VALUE, unscaled(amount), int(months < needed))
        return _empty(STATE_OF_LETTER[letter], int(months < needed))

    def evaluate(self, units: Iterable[int]) -> Evaluation:
        """All figures of these units together."""
        ids = tuple(units)
        indicators = self.books.catalogue.indicators

        def stored(code: str) -> Figure:
            return total(self.figure(unit_id, indicators[code]) for unit_id in ids)

        return Evaluation(self.books.catalogue, stored, len(ids))

    @cached_property
    def reporting(self) -> set[int]:
        """Units of which anything at all is there."""
        return {unit_id for unit_id, _ in self.covered} | {unit_id for unit_id, _ in self.sums}


def _empty(state: State, missing: int) -> Figure:
    if state is State.NOT_APPLICABLE:
        return Figure(state, None, missing)
    return Figure(State.ZERO if state is State.VALUE else state, unscaled(0), missing)


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
        at_month = _sums(connection, (month,), units)
        sums |= {key: found for key, found in at_month.items() if key[1] in codes}


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


def _coverage(connection: Connection, period: Period, units: str) -> dict[tuple[int, str], tuple[int, str]]:
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
) -> dict[tuple[int, str], tuple[int, str]]:
    unit_id, months = books.own_unit_id, len(period.months)
    declared = {
        section: "d" if values["declared"] == "none" else "n"
        for section, values in declared_sections(connection, books, within).items()
    }
    present = dict.fromkeys(present_sections(connection, books, within), "v")
    return {(unit_id, section): (months, letter) for section, letter in (declared | present).items()}
