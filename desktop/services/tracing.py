"""From a figure down to the rows that make it, and from a row to the file, sheet and cell it came from."""

import json
from collections import defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache
from typing import overload

from sqlalchemy import Connection

from desktop.domain.catalogue import Aggregation, Direction, Indicator, IndicatorKind
from desktop.domain.counting import asked_months, unscaled
from desktop.domain.package import short_code
from desktop.domain.periods import Period, month_key
from desktop.domain.records import Values, parse_content
from desktop.services import behind
from desktop.services.adjusting import adjustments
from desktop.services.behind import Behind
from desktop.services.books import Books
from desktop.services.collecting import told_amount
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
BLOCK = 100
"""So many rows get their words and places at once."""


def terms_of(books: Books, code: str) -> list[Indicator]:
    """The stored indicators behind an indicator: itself, or all that a ratio or formula reads."""
    indicator = books.catalogue.indicators[code]
    if indicator.stored:
        return [indicator]
    codes = dict.fromkeys(term for _, term in indicator.terms if not term.startswith("@"))
    return [each for term in codes for each in terms_of(books, term)]


class Sources(Sequence[Source]):
    """Rows behind a figure: how many and how much is known, words and places are looked up where somebody looks."""

    def __init__(self, books: Books, rows: Sequence[Behind], made: Sequence[Source] = ()) -> None:
        self._books, self.rows, self._made = books, rows, made
        self._blocks: dict[int, list[Source]] = {}

    @property
    def amount(self) -> Decimal:
        """What all of them add up to."""
        return sum((each.amount for each in self._made), unscaled(sum(row.amount for row in self.rows)))

    def by_unit(self) -> dict[int, "Sources"]:
        """The same, unit by unit."""
        rows: dict[int, tuple[list[Behind], list[Source]]] = defaultdict(lambda: ([], []))
        for row in self.rows:
            rows[row.unit_id][0].append(row)
        for each in self._made:
            rows[each.unit_id][1].append(each)
        return {unit: Sources(self._books, *found) for unit, found in rows.items()}

    def only(self, uids: Collection[bytes]) -> "Sources":
        """Those of some records."""
        return Sources(self._books, [row for row in self.rows if row.uid in uids])

    def __len__(self) -> int:
        return len(self.rows) + len(self._made)

    @overload
    def __getitem__(self, place: int) -> Source: ...

    @overload
    def __getitem__(self, place: slice) -> list[Source]: ...

    def __getitem__(self, place: int | slice) -> Source | list[Source]:
        if isinstance(place, slice):
            return [self[each] for each in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        if place >= len(self.rows):
            return self._made[place - len(self.rows)]
        number, at = divmod(place, BLOCK)
        if number not in self._blocks:
            self._blocks[number] = _dressed(self._books, self.rows[number * BLOCK : (number + 1) * BLOCK])
        return self._blocks[number][at]


def sources(
    books: Books, period: Period, code: str, unit_uids: Iterable[str] | None = None, breakdown: str = ""
) -> list[Source]:
    """Every row that adds to a figure, with its words and its place."""
    return list(behind_figure(books, period, code, unit_uids, breakdown))


def behind_figure(
    books: Books, period: Period, code: str, unit_uids: Iterable[str] | None = None, breakdown: str = ""
) -> Sources:
    """Every row that adds to a figure; of a ratio the rows of its numerator, its first term.

    Of a case that several of these units tell only the rows of the one that counts.
    """
    indicator = terms_of(books, code)[0]
    units = scope_units(books, unit_uids)
    with books.db.read() as connection:
        rows = behind.rows(connection, books, period, indicator, units, breakdown)
        above = [] if breakdown else _adjustments(connection, books, period, indicator, units)
    return Sources(books, rows, above)


RECORDS = Indicator(
    "", "Số bản ghi", "Số bản ghi", "Records", "bản ghi", IndicatorKind.COUNTED, Aggregation.FLOW, Direction.NEUTRAL, ""
)
"""What a count of records is called, where it stands beside indicators."""


def record_sources(
    books: Books, period: Period, kinds: Iterable[str], unit_uids: Iterable[str] | None = None
) -> Sources:
    """Every record of these kinds in a period, each for one."""
    with books.db.read() as connection:
        return Sources(books, behind.records(connection, books, period, kinds, scope_units(books, unit_uids)))


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


def how_many(
    books: Books, period: Period, code: str, unit_uids: Iterable[str] | None = None, most: int = 2**31
) -> int:
    """How many rows would have to be looked at for a figure, but no more than `most`; quick."""
    return behind.how_many(books, period, terms_of(books, code)[0], scope_units(books, unit_uids), most)


def _dressed(books: Books, rows: Sequence[Behind]) -> list[Source]:
    """Rows as people see them: in words, with file, sheet and cell, and what headquarters says above them."""
    with books.db.read() as connection:
        places = _places(connection, [row.version for row in rows])
        notes = record_notes(connection, books)
    found = (
        _placed(books, _source(books, row[:5], parse_content(row.content), row.amount, row.field),
                places.get(row.version))
        for row in rows
    )  # fmt: skip
    return [replace(each, note=notes[each.record_uid]) if each.record_uid in notes else each for each in found]


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
