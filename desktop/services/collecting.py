"""Stored figures of a period, unit by unit, out of the month totals."""

from collections import defaultdict
from collections.abc import Iterable, Sequence

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.catalogue import Catalogue, Indicator
from desktop.domain.counting import asked_months
from desktop.domain.periods import Period
from desktop.services import linking, reaching, totalling
from desktop.services.adjusting import adjusted, adjusted_sections
from desktop.services.answering_sections import own_letters
from desktop.services.books import Books, Role
from desktop.services.collected import Collected
from desktop.services.linking import Later
from desktop.services.totalling import NOT_FOUND, Covered, Found, month_bits

FEW = 24  # indicators are sought one by one


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
        stocks = totalling.stock_months(books.catalogue, period.months)
        sums = totalling.sums(connection, books.catalogue, period.months, f"{units} {which}", stocks)
        totalling.add_origins(connection, books.catalogue, period, f"{units} {which}", sums)
        covered = _answers(connection, books, period, f"{units} {sections}", within or period)
        _adjust(connection, books, period, unit_ids, (sums, covered))
        later = later_by_indicator(connection, books, period, linking.later(connection, period.months))
        behind = reaching.behind(connection, books, period, within)
    stored = None if wanted is None else tuple(wanted)
    return Collected(books, period, sums, covered, later, behind, stored)


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
    sums = totalling.sums(connection, books.catalogue, (month,), units, {})
    totalling.add_origins(connection, books.catalogue, period, units, sums, (month,))
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
    return totalling.coverage(connection, period.months, units)


def _units_clause(unit_ids: Iterable[int] | None) -> str:
    if unit_ids is None:
        return "AND unit_id IN (SELECT id FROM unit)"  # the key of totals begins with the unit
    return f"AND unit_id IN ({','.join(str(int(each)) for each in unit_ids)})"


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


def _own_coverage(
    connection: Connection, books: Books, period: Period, within: Period
) -> dict[tuple[int, str], Covered]:
    unit_id, months = books.own_unit_id, month_bits(period.months)
    letters = own_letters(connection, books, within)
    return {(unit_id, section): totalling.covered({letter: months}) for section, letter in letters.items()}
