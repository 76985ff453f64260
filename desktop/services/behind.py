"""The rows that make a figure, each with what it adds; no words and no places, so that thousands are found at once."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta
from typing import Any, NamedTuple

from sqlalchemy import Connection

from desktop.domain.catalogue import Indicator, IndicatorKind
from desktop.domain.counting import SCALE, asked_months, counts_within
from desktop.domain.periods import Period, month_key
from desktop.domain.records import parse_content, picked
from desktop.domain.totals import FIGURE, typed_part
from desktop.services import linking
from desktop.services.books import Books
from desktop.services.collecting import answering


class Behind(NamedTuple):
    """One row with what it adds to a figure, in thousandths, and the field that says so."""

    uid: bytes
    unit_id: int
    kind: str
    day: str
    number: str
    version: int
    content: str
    amount: int
    field: str


_ROWS = """
    SELECT record.uid, record.unit_id, record.kind, record.day, number, told_id, content
    FROM record JOIN version ON version.id = version_id
    WHERE record.kind = ? AND state = 'final' AND record.unit_id IN ({units}) {days}
    ORDER BY record.unit_id, record.day, number
"""
_HOW_MANY = """
    SELECT COUNT(*) FROM
    (SELECT 1 FROM record WHERE kind = ? AND state = 'final' AND unit_id IN ({units}) {days} LIMIT {most})
"""
_FILED = "AND record.day BETWEEN ? AND ?"
# Contents are canonical: a name in its marks stands only where the field is. What is let through is looked at again.
_DATED = "AND substr(content, instr(content, '\"{name}\":\"') + {skipped}, 10) BETWEEN ? AND ?"
_TOLD = "AND instr(content, ?) > 0"
_MONTHS_APART = timedelta(days=62)
"""The last day of a reporting month is less than that away from it in every calendar."""
_SUMMED = """
    SELECT DISTINCT unit_id FROM package WHERE active AND NOT sent AND manifest LIKE '%"summed":true%'
    AND unit_id IN ({units})
"""


def rows(
    connection: Connection, books: Books, period: Period, indicator: Indicator, units: list[int], breakdown: str = ""
) -> list[Behind]:
    """Every row that adds to a stored figure of these units; of a case that several of them tell only the one row."""
    if indicator.kind is IndicatorKind.TYPED:
        return list(_typed(connection, period, indicator, units))
    own = counted(connection, books, period, indicator, units, breakdown)
    return [*own, *_summed(connection, period, indicator, units, breakdown)]


def records(
    connection: Connection, books: Books, period: Period, kinds: Iterable[str], units: list[int]
) -> list[Behind]:
    """Every record of these kinds in a period, each for one."""
    days = period.first.isoformat(), period.last.isoformat()
    return [
        Behind._make((*row, SCALE, books.catalogue.kinds[kind].date_field or ""))
        for kind in kinds
        for row in _rows(connection, kind, units, _FILED, days)
    ]


def how_many(books: Books, period: Period, indicator: Indicator, units: list[int], most: int) -> int:
    """How many rows would have to be looked at for a counted figure, but no more than `most`; quick."""
    rule = indicator.count
    if rule is None:
        return 0
    filed = rule.date_field == books.catalogue.kinds[rule.kind].date_field
    days = (period.first.isoformat(), period.last.isoformat()) if filed else ()
    statement = _HOW_MANY.format(units=_listed(units), days=_FILED.replace("record.", "") if filed else "", most=most)
    with books.db.read() as connection:
        return int(connection.exec_driver_sql(statement, (rule.kind, *days)).scalar() or 0)


def _listed(units: Iterable[int]) -> str:
    return ",".join(str(int(unit)) for unit in units) or "NULL"


def _rows(
    connection: Connection, kind: str, units: Iterable[int], narrowed: str, facts: tuple[str, ...]
) -> Sequence[Any]:
    statement = _ROWS.format(units=_listed(units), days=narrowed)
    return connection.exec_driver_sql(statement, (kind, *facts)).all()


def counted(
    connection: Connection, books: Books, period: Period, indicator: Indicator, units: list[int], breakdown: str = ""
) -> Iterator[Behind]:
    """The records that add to a counted figure of these units."""
    rule = indicator.count
    assert rule is not None
    counter, months = books.counter.only(indicator), period.months
    members = answering(books, period, indicator, units)
    untold = linking.untold(connection, members)
    days = period.first.isoformat(), period.last.isoformat()
    filed = rule.date_field == books.catalogue.kinds[rule.kind].date_field
    narrowed = _FILED if filed else _DATED.format(name=rule.date_field, skipped=len(rule.date_field) + 4)
    field = rule.value if rule.value != "count" else rule.date_field
    for row in _rows(connection, rule.kind, members, narrowed, days):
        if row[0] in untold:
            continue
        amount = 0
        for _, choice, month, origin, some in counter.parts(picked(row[6], counter.read)):
            if choice == breakdown and counts_within(indicator, months, month, origin):
                amount += some
        if amount:
            yield Behind._make((*row, amount, field))


def _typed(
    connection: Connection, period: Period, indicator: Indicator, units: Iterable[int], breakdown: str = ""
) -> Iterator[Behind]:
    """Figures that people typed, of the months that the indicator asks for."""
    months = {month_key(month) for month in asked_months(indicator, period.months)}
    around = (period.first - _MONTHS_APART).isoformat(), (period.last + _MONTHS_APART).isoformat()
    told = f'"indicator":"{indicator.code}"'
    for row in _rows(connection, FIGURE, units, f"{_FILED} {_TOLD}", (*around, told)):
        values = parse_content(row[6])
        same = (values["indicator"], values.get("breakdown", "")) == (indicator.code, breakdown)
        if same and values["month"] in months and (part := typed_part(values)) is not None:
            yield Behind._make((*row, part.amount, "value"))


def _summed(
    connection: Connection, period: Period, indicator: Indicator, units: Iterable[int], breakdown: str
) -> Iterator[Behind]:
    """What headquarters below us told as sums of a figure that their units count."""
    senders = connection.exec_driver_sql(_SUMMED.format(units=_listed(units))).scalars().all()
    if senders:
        yield from (each for each in _typed(connection, period, indicator, senders, breakdown) if each.amount)
