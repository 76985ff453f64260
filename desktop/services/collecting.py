"""Stored figures of a period, unit by unit, out of the month totals."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Aggregation, Catalogue, Indicator
from desktop.domain.counting import asked_months
from desktop.domain.periods import Period
from desktop.services import linking, reaching
from desktop.services.adjusting import adjusted, adjusted_sections
from desktop.services.answering_sections import own_letters
from desktop.services.books import Books, Role
from desktop.services.collected import NOT_FOUND, Collected, Covered, Found, month_bits
from desktop.services.linking import Later

FEW = 12  # indicators are sought one by one

_SUMS = """
    SELECT unit_id, indicator, SUM(amount), SUM(1 << (month % 100)), MAX(state) FROM total
    WHERE breakdown = '' AND origin = 0 AND month IN ({months}) {units}
    GROUP BY unit_id, indicator
"""
_ORIGINS = """
    SELECT unit_id, indicator, origin, SUM(amount) FROM total
    WHERE breakdown = '' AND origin <> 0 AND month IN ({months}) {units}
    GROUP BY unit_id, indicator, origin
"""
_COVERAGE = """
    SELECT coverage.unit_id, section, coverage.state, SUM(DISTINCT 1 << (month % 100))
    FROM coverage JOIN package ON package.id = coverage.package_id AND active AND head AND (NOT by_hand OR accepted)
    WHERE month IN ({months}) {units}
    GROUP BY coverage.unit_id, section, coverage.state
"""


def collect(
    books: Books,
    period: Period,
    unit_ids: Iterable[int] | None = None,
    within: Period | None = None,
    codes: Iterable[str] | None = None,
) -> Collected:
    """The stored figures of a period, of all reporting units or of those asked for; all of them, or what `codes` read.

    A unit knows its sections as answered over the whole reporting period: `within` names it when a month is asked for.
    """
    if not period.months:
        raise UserError(Trouble.UNKNOWN_PERIOD, key=period.key)  # days of a campaign fill no months
    with books.db.read() as connection:
        units, wanted = _units_clause(unit_ids), None if codes is None else stored_terms(books.catalogue, codes)
        which, sections = _codes_clause(wanted), _sections_clause(wanted)
        sums = _sums(connection, period.months, f"{units} {which}")
        _take_stocks(connection, books, period, f"{units} {which}", sums)
        _add_origins(connection, books, period, f"{units} {which}", sums)
        covered = _answers(connection, books, period, f"{units} {sections}", within or period)
        _adjust(connection, books, period, unit_ids, (sums, covered))
        later = later_by_indicator(connection, books, period, linking.later(connection, period.months))
        behind = reaching.behind(connection, books, period, within)
    return Collected(books, period, sums, covered, later, behind)


def stored_terms(catalogue: Catalogue, codes: Iterable[str]) -> list[Indicator]:
    """The stored indicators that these are made from, each once."""
    found: dict[str, Indicator] = {}
    for code in codes:
        indicator = catalogue.indicators.get(code)
        if indicator is not None and indicator.stored:
            found[code] = indicator
        elif indicator is not None:
            found |= {each.code: each for each in stored_terms(catalogue, (term for _, term in indicator.terms))}
    return list(found.values())


def _codes_clause(wanted: Sequence[Indicator] | None) -> str:
    """The totals of a few indicators are sought one by one; of many all are read, which is quicker."""
    if wanted is None or len(wanted) > FEW:
        return ""
    return f"AND indicator IN ({','.join(repr(each.code) for each in wanted) or 'NULL'})"


def _sections_clause(wanted: Sequence[Indicator] | None) -> str:
    if wanted is None or len(wanted) > FEW:
        return ""
    return f"AND section IN ({','.join(sorted({repr(each.section) for each in wanted})) or 'NULL'})"


def _adjust(
    connection: Connection,
    books: Books,
    period: Period,
    unit_ids: Iterable[int] | None,
    into: tuple[dict[tuple[int, str], Found], dict[tuple[int, str], Covered]],
) -> None:
    """Amounts that headquarters puts above those of a unit take their place, month by month."""
    (sums, covered), wanted = into, None if unit_ids is None else set(unit_ids)
    for (unit_id, code), amounts in adjusted(connection, books, period.months).items():
        indicator = books.catalogue.indicators.get(code)
        if indicator is None or (wanted is not None and unit_id not in wanted):
            continue
        for month in set(amounts).intersection(asked_months(indicator, period.months)):
            told = told_amount(connection, books, period, (unit_id, code, month))
            amount, months, _ = sums.get((unit_id, code), NOT_FOUND)
            bit = month_bits((month,))
            sums[unit_id, code] = (amount - told + amounts[month], months | bit, "v")
            before = covered.get((unit_id, indicator.section), (0, "", 0, 0))
            covered[unit_id, indicator.section] = (before[0] | bit, max(before[1], "v"), *before[2:])


def told_amount(connection: Connection, books: Books, period: Period, key: tuple[int, str, int]) -> int:
    """What a unit itself says of one indicator in one month of a period, in thousandths."""
    unit_id, code, month = key
    units = f"{_units_clause((unit_id,))} AND indicator = '{code}'"
    sums = _sums(connection, (month,), units)
    _add_origins(connection, books, period, units, sums, (month,))
    return sums.get((unit_id, code), NOT_FOUND)[0]


def answering(books: Books, period: Period, indicator: Indicator, unit_ids: Iterable[int]) -> list[int]:
    """Those of these units whose rows count for an indicator: they have answered for its section."""
    ids = list(unit_ids)
    units = f"{_units_clause(ids)} AND section = '{indicator.section}'"
    with books.db.read() as connection:
        covered = _answers(connection, books, period, units, period)
        above = adjusted_sections(connection, books, period)
    return [each for each in ids if (each, indicator.section) in covered or (each, indicator.section) in above]


def _answers(
    connection: Connection, books: Books, period: Period, units: str, within: Period
) -> dict[tuple[int, str], Covered]:
    if books.me.role is Role.UNIT:
        return _own_coverage(connection, books, period, within)
    return _coverage(connection, period, units)


def _units_clause(unit_ids: Iterable[int] | None) -> str:
    if unit_ids is None:
        return "AND unit_id IN (SELECT id FROM unit)"  # the key of totals begins with the unit
    return f"AND unit_id IN ({','.join(str(int(each)) for each in unit_ids)})"


def _months(months: Iterable[int]) -> str:
    return ",".join(str(int(month)) for month in months)


def _sums(connection: Connection, months: Iterable[int], units: str) -> dict[tuple[int, str], Found]:
    rows = connection.exec_driver_sql(_SUMS.format(months=_months(months), units=units)).all()
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
    connection: Connection,
    books: Books,
    period: Period,
    units: str,
    sums: dict[tuple[int, str], Found],
    months: Iterable[int] = (),
) -> None:
    """Cases with an origin, of the period (or of these months of it), told apart by where the period begins."""
    indicators = books.catalogue.indicators
    first = period.months[0]
    for unit, code, origin, amount in connection.exec_driver_sql(
        _ORIGINS.format(months=_months(months or period.months), units=units)
    ).all():
        count = indicators[code].count
        wanted = count.origin if count else None
        if wanted is None or (wanted == "inside") == (origin >= first):
            before = sums.get((unit, code), NOT_FOUND)
            sums[unit, code] = (before[0] + amount, before[1], "v")


def later_by_indicator(
    connection: Connection, books: Books, period: Period, lines: Iterable[Later]
) -> dict[str, list[Later]]:
    """Later tellings by the indicators that count them in this period.

    Where headquarters itself has said how much a unit's month is, nothing is taken off it.
    """
    by_code: dict[str, list[Later]] = defaultdict(list)
    above = adjusted(connection, books, period.months)
    for each in lines:
        if each.month not in above.get((each.unit_id, each.indicator), ()):
            by_code[each.indicator].append(each)
    indicators = books.catalogue.indicators
    return {
        code: linking.counted_later(told, indicators[code], asked_months(indicators[code], period.months))
        for code, told in by_code.items()
        if code in indicators
    }


def _coverage(connection: Connection, period: Period, units: str) -> dict[tuple[int, str], Covered]:
    rows = connection.exec_driver_sql(
        _COVERAGE.format(months=_months(period.months), units=units.replace("unit_id", "coverage.unit_id"))
    ).all()
    by_letter: dict[tuple[int, str], dict[str, int]] = defaultdict(dict)
    for unit, section, letter, months in rows:
        by_letter[unit, section][letter] = months
    return {key: _covered(letters) for key, letters in by_letter.items()}


def _covered(months: Mapping[str, int]) -> Covered:
    """Months by their strongest letter, out of the months by letter."""
    data = months.get("v", 0)
    none = months.get("d", 0) & ~data
    outside = months.get("a", 0) & ~data & ~none
    return data | none | outside, max(months), none, outside


def _own_coverage(
    connection: Connection, books: Books, period: Period, within: Period
) -> dict[tuple[int, str], Covered]:
    unit_id, months = books.own_unit_id, month_bits(period.months)
    letters = own_letters(connection, books, within)
    return {(unit_id, section): _covered({letter: months}) for section, letter in letters.items()}
