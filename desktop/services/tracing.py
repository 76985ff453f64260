"""From a figure down to the rows that make it, and from a row to the file, sheet and cell it came from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from sqlalchemy import Connection

from desktop.domain.catalogue import Aggregation, Direction, Indicator, IndicatorKind
from desktop.domain.counting import SCALE, asked_months, counts_within, unscaled
from desktop.domain.package import short_code
from desktop.domain.periods import Period, month_key
from desktop.domain.records import Values, parse_content
from desktop.domain.totals import FIGURE, typed_part
from desktop.services import linking
from desktop.services.adjusting import adjustments
from desktop.services.books import Books
from desktop.services.collecting import answering, told_amount
from desktop.services.counting import scope_units
from desktop.services.noting import note_words, record_notes
from desktop.services.wordily import listed


@dataclass(frozen=True)
class Source:
    """One row behind a figure, with its place in the file that carried it."""

    record_uid: bytes
    unit_id: int
    unit_name: str
    kind: str
    kind_name: str
    number: str
    day: str
    content: str
    amount: Decimal
    field: str = ""
    file_name: str = ""
    sheet: str = ""
    cell: str = ""
    package_code: str = ""
    file_hash: bytes = b""
    """Names the kept bytes of the file in the vault."""
    note: str = ""
    """What the unit says where headquarters corrected it."""


_ROWS = """
    SELECT record.uid, record.unit_id, record.kind, record.day, number, told_id, content
    FROM record JOIN version ON version.id = version_id
    WHERE record.kind = ? AND state = 'final' AND record.unit_id IN ({units}) {days}
    ORDER BY record.unit_id, day, number
"""
_PLACES = """
    SELECT package_row.version_id, file_name, package_row.sheet, row_no, package.package_id, file_hash, columns
    FROM package_row JOIN package ON package.id = package_row.package_id
    JOIN version ON version.id = package_row.version_id
    JOIN record ON record.id = record_id AND record.unit_id = package.unit_id
    WHERE package_row.version_id IN ({versions}) AND active AND NOT sent ORDER BY sequence, package.package_id
"""
_JOINED_PLACES = """
    SELECT told.id, file_name, package_row.sheet, row_no, package.package_id, file_hash, columns
    FROM version AS told JOIN version ON version.record_id = told.record_id
    JOIN package_row ON package_row.version_id = version.id JOIN package ON package.id = package_row.package_id
    JOIN record ON record.id = told.record_id AND record.unit_id = package.unit_id
    WHERE told.id IN ({versions}) AND active AND NOT sent ORDER BY version.weight, version.hash, package.package_id
"""
"""Of rows that were joined of several machines' words, which no file holds: where the heaviest of them stands."""
_Place = tuple[str, str, int, bytes, bytes, str]


def terms_of(books: Books, code: str) -> list[Indicator]:
    """The stored indicators behind an indicator: itself, or all that a ratio or formula reads."""
    indicator = books.catalogue.indicators[code]
    if indicator.stored:
        return [indicator]
    codes = dict.fromkeys(term for _, term in indicator.terms if not term.startswith("@"))
    return [each for term in codes for each in terms_of(books, term)]


def sources(
    books: Books, period: Period, code: str, unit_uids: Iterable[str] | None = None, breakdown: str = ""
) -> list[Source]:
    """Every row that adds to a figure; of a ratio the rows of its numerator, its first term.

    Of a case that several of these units tell only the rows of the one that counts.
    """
    indicator = terms_of(books, code)[0]
    units = scope_units(books, unit_uids)
    with books.db.read() as connection:
        if indicator.kind is IndicatorKind.TYPED:
            found = _typed(connection, books, period, indicator, units)
        else:
            found = _counted(connection, books, period, indicator, units, breakdown)
            found += _summed(connection, books, period, indicator, units, breakdown)
        places = _places(connection, [version for version, _ in found])
        notes = record_notes(connection, books)
        above = [] if breakdown else _adjustments(connection, books, period, indicator, units)
    rows = [_placed(books, source, places.get(version)) for version, source in found]
    return [replace(each, note=notes[each.record_uid]) if each.record_uid in notes else each for each in rows] + above


RECORDS = Indicator(
    "", "Số bản ghi", "Số bản ghi", "Records", "bản ghi", IndicatorKind.COUNTED, Aggregation.FLOW, Direction.NEUTRAL, ""
)
"""What a count of records is called, where it stands beside indicators."""


def record_sources(
    books: Books, period: Period, kinds: Iterable[str], unit_uids: Iterable[str] | None = None
) -> list[Source]:
    """Every record of these kinds in a period, each for one."""
    units, found = scope_units(books, unit_uids), []
    first, last = period.first.isoformat(), period.last.isoformat()
    with books.db.read() as connection:
        for kind in kinds:
            for version, row, values in _rows(connection, kind, units):
                if first <= str(row[3]) <= last:
                    field = books.catalogue.kinds[kind].date_field or ""
                    found.append((version, _source(books, row, values, SCALE, field)))
        places = _places(connection, [version for version, _ in found])
    return [_placed(books, source, places.get(version)) for version, source in found]


ADJUSTED = "adjustment"
"""The kind of a source that is no row: what headquarters put above the unit's figure."""


def _adjustments(
    connection: Connection, books: Books, period: Period, indicator: Indicator, units: Iterable[int]
) -> list[Source]:
    """What headquarters added beside the rows, so that they add up to the figure."""
    wanted, found = set(units), []
    for (unit_id, code), by_month in adjustments(connection, books, period.months).items():
        if code != indicator.code or unit_id not in wanted:
            continue
        for month in sorted(set(by_month).intersection(asked_months(indicator, period.months))):
            one, told = by_month[month], told_amount(connection, books, period, (unit_id, code, month))
            words = note_words(unscaled(one.amount), unscaled(one.amount - told), [one.reason])
            place = (books.units[unit_id].name, ADJUSTED, "Điều chỉnh", "", month_key(month))
            found.append(Source(one.uid, unit_id, *place, words, unscaled(one.amount - told), note=words))
    return found


def _rows(
    connection: Connection, kind: str, units: Iterable[int], days: tuple[str, ...] = ()
) -> Iterable[tuple[int, tuple[object, ...], Values]]:
    between = "AND day BETWEEN ? AND ?" if days else ""
    statement = _ROWS.format(units=",".join(str(unit) for unit in units) or "NULL", days=between)
    for *row, version, content in connection.exec_driver_sql(statement, (kind, *days)).all():
        yield version, tuple(row), parse_content(content)


def _days(books: Books, period: Period, indicator: Indicator) -> tuple[str, ...]:
    """First and last day, where the indicator counts by the day that rows are filed under."""
    rule = indicator.count
    if rule is None or rule.date_field != books.catalogue.kinds[rule.kind].date_field:
        return ()
    return period.first.isoformat(), period.last.isoformat()


def _counted(
    connection: Connection,
    books: Books,
    period: Period,
    indicator: Indicator,
    units: Iterable[int],
    breakdown: str,
) -> list[tuple[int, Source]]:
    assert indicator.count is not None
    counter, found, asked = books.counter.only(indicator), [], (indicator.code, breakdown)
    members = answering(books, period, indicator, units)
    untold = linking.untold(connection, members)
    for version, row, values in _rows(connection, indicator.count.kind, members, _days(books, period, indicator)):
        if row[0] in untold:
            continue
        amount = sum(
            amount
            for code, choice, month, origin, amount in counter.parts(values)
            if (code, choice) == asked and counts_within(indicator, period.months, month, origin)
        )
        if amount:
            field = indicator.count.value if indicator.count.value != "count" else indicator.count.date_field
            found.append((version, _source(books, row, values, amount, field)))
    return found


def _typed(
    connection: Connection, books: Books, period: Period, indicator: Indicator, units: Iterable[int]
) -> list[tuple[int, Source]]:
    months = {month_key(month) for month in _months(indicator, period)}
    found = []
    for version, row, values in _rows(connection, FIGURE, units):
        if values["indicator"] != indicator.code or values["month"] not in months or "breakdown" in values:
            continue
        part = typed_part(values)
        if part is not None:
            found.append((version, _source(books, row, values, part.amount, "value")))
    return found


_HOW_MANY = "SELECT COUNT(*) FROM record WHERE kind = ? AND state = 'final' AND unit_id IN ({units}) {days}"


def how_many(books: Books, period: Period, code: str, unit_uids: Iterable[str] | None = None) -> int:
    """How many rows would have to be looked at for a figure; quick."""
    indicator = terms_of(books, code)[0]
    if indicator.count is None:
        return 0
    days = _days(books, period, indicator)
    units = ",".join(map(str, scope_units(books, unit_uids))) or "NULL"
    statement = _HOW_MANY.format(units=units, days="AND day BETWEEN ? AND ?" if days else "")
    with books.db.read() as connection:
        return int(connection.exec_driver_sql(statement, (indicator.count.kind, *days)).scalar() or 0)


_SUMMED = """
    SELECT DISTINCT unit_id FROM package WHERE active AND NOT sent AND manifest LIKE '%"summed":true%'
    AND unit_id IN ({units})
"""


def _summed(
    connection: Connection,
    books: Books,
    period: Period,
    indicator: Indicator,
    units: Iterable[int],
    breakdown: str,
) -> list[tuple[int, Source]]:
    """What headquarters below us told as sums of a figure that their units count."""
    listed = ",".join(str(unit) for unit in units) or "NULL"
    senders = connection.exec_driver_sql(_SUMMED.format(units=listed)).scalars().all()
    months, found = {month_key(month) for month in _months(indicator, period)}, []
    for version, row, values in _rows(connection, FIGURE, senders) if senders else ():
        same = (values["indicator"], values.get("breakdown", "")) == (indicator.code, breakdown)
        if same and values["month"] in months and (part := typed_part(values)) is not None and part.amount:
            found.append((version, _source(books, row, values, part.amount, "value")))
    return found


def _months(indicator: Indicator, period: Period) -> tuple[int, ...]:
    ends = {"stock_end": period.months[-1:], "stock_start": period.months[:1]}
    return ends.get(indicator.aggregation.value, period.months)


def _source(books: Books, row: tuple[object, ...], values: Values, amount: int, field: str) -> Source:
    uid, unit_id, kind_code, day, number = row
    assert isinstance(uid, bytes)
    kind = books.catalogue.kinds[str(kind_code)]
    unit = books.units[int(str(unit_id))]
    words = listed(books.catalogue, kind, values)
    return Source(
        uid,
        unit.id,
        unit.name,
        kind.code,
        kind.name,
        str(number),
        str(day),
        words,
        unscaled(amount),
        field=field,
    )


_ONE = """
    SELECT record.uid, record.unit_id, record.kind, record.day, number, told_id, content
    FROM record JOIN version ON version.id = version_id WHERE uid = ?
"""


def source_of_record(books: Books, uid: bytes, field: str) -> Source | None:
    """One row of the books, with the cell of a field of it in the file that told it last; None where it is gone."""
    with books.db.read() as connection:
        found = connection.exec_driver_sql(_ONE, (uid,)).one_or_none()
        if found is None:
            return None
        *row, version, content = found
        place = _places(connection, [version]).get(version)
    return _placed(books, _source(books, tuple(row), parse_content(content), 0, field), place)


def _places(connection: Connection, versions: list[int]) -> dict[int, _Place]:
    places: dict[int, _Place] = {}
    for start in range(0, len(versions), 500):
        wanted = ",".join(str(version) for version in versions[start : start + 500])
        for version, *place in connection.exec_driver_sql(_PLACES.format(versions=wanted)):
            places[version] = tuple(place)
    if lost := [version for version in versions if version not in places]:
        wanted = ",".join(map(str, lost))
        for version, *place in connection.exec_driver_sql(_JOINED_PLACES.format(versions=wanted)):
            places[version] = tuple(place)
    return places


@lru_cache(maxsize=512)
def _letters(columns: str) -> dict[str, dict[str, str]]:
    """The columns of a file by sheet and field; thousands of rows stand in one file."""
    found: dict[str, dict[str, str]] = json.loads(columns)
    return found


def _placed(books: Books, source: Source, place: _Place | None) -> Source:
    if place is None:
        return source
    file_name, sheet, row_no, package_id, file_hash, columns = place
    letter = _letters(columns).get(sheet, {}).get(source.field, "A")
    return replace(
        source,
        file_name=file_name,
        sheet=books.catalogue.kinds[sheet].sheet,
        cell=f"{letter}{row_no}",
        package_code=short_code(package_id),
        file_hash=file_hash,
    )
