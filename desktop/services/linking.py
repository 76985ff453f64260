"""Keeps the totals of linked cases true, and says what a sum over several units leaves out.

A case that two units tell counts in each of them and once in every larger sum. `linked_total` holds what all but the
first telling of each case add; a line of it is taken off a sum that also holds a unit which tells the case earlier.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from desktop.domain.catalogue import Indicator
from desktop.domain.counting import counts_within
from desktop.domain.pairs import Group, Link, grouped, left_out
from desktop.domain.records import parse_content
from desktop.services.books import Books

_LINKS = """
    SELECT low, high, counts, one.unit_id, other.unit_id FROM pair_decision
    JOIN record AS one ON one.uid = low AND one.state = 'final'
    JOIN record AS other ON other.uid = high AND other.state = 'final' AND other.kind = one.kind
    WHERE same ORDER BY low, high
"""
_UNITS = "SELECT uid, unit_id FROM record WHERE uid IN (?, ?) AND state = 'final'"
_NAMED = "SELECT low, high FROM pair_decision WHERE same"
_CONTENT = "SELECT record.kind, content FROM record JOIN version ON version.id = version_id WHERE uid = ?"
_LINES = """
    SELECT unit_id, earlier, indicator, breakdown, month, origin, amount FROM linked_total
    WHERE month IN ({months}) {which}
"""
_INSERT = (
    "INSERT INTO linked_total(group_uid, place, breakdown, month, indicator, origin, unit_id, earlier, amount)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
)
Row = tuple[bytes, int, str, int, str, int, int, str, int]


class Later(NamedTuple):
    """What a later telling adds to an indicator, and the units that tell the case before it."""

    unit_id: int
    earlier: frozenset[int]
    indicator: str
    breakdown: str
    month: int
    origin: int
    amount: int

    def is_out(self, scope: Collection[int]) -> bool:
        """Whether a sum over these units leaves it out."""
        return self.unit_id in scope and any(unit in scope for unit in self.earlier)


def refresh(connection: Connection, books: Books, uids: Iterable[bytes] | None = None) -> None:
    """Make the totals of linked cases anew, if a decision names one of these records (or whatever it names)."""
    named = {uid for pair in connection.exec_driver_sql(_NAMED) for uid in pair}
    if uids is not None and (not named or named.isdisjoint(uids)):
        return
    connection.exec_driver_sql("DELETE FROM linked_total")
    if rows := totals(connection, books):
        connection.exec_driver_sql(_INSERT, rows)


def totals(connection: Connection, books: Books, also: Link | None = None) -> list[Row]:
    """What all but the first telling of every linked case add, out of the records; with one more link if asked."""
    return [row for group in groups(connection, also) for row in _of_group(connection, books, group)]


def groups(connection: Connection, also: Link | None = None) -> list[Group]:
    """Cases told by records that are there and final and that a person has linked."""
    links, units = [], {}
    for low, high, counts, one, other in connection.exec_driver_sql(_LINKS):
        links.append(Link(low, high, counts))
        units[low], units[high] = one, other
    if also is not None:
        links.append(also)
        units |= dict(connection.exec_driver_sql(_UNITS, (also.low, also.high)).all())
    return grouped(links, units)


def _of_group(connection: Connection, books: Books, group: Group) -> Iterable[Row]:
    uid = min(record for telling in group for record in telling.records)
    for place, telling in enumerate(group[1:], 1):
        earlier = ",".join(str(each.unit) for each in group[:place])
        added: dict[tuple[str, int, str, int], int] = defaultdict(int)
        for record in telling.records:
            kind, content = connection.exec_driver_sql(_CONTENT, (record,)).one()
            for code, breakdown, month, origin, amount in books.counter.of(kind).parts(parse_content(content)):
                added[breakdown, month, code, origin] += amount
        for key, amount in sorted(added.items()):
            if amount:
                yield uid, place, *key, telling.unit, earlier, amount


def later(connection: Connection, months: Iterable[int], indicator: Indicator | None = None) -> list[Later]:
    """The later tellings of some months: of all indicators as wholes, or of one with its breakdowns."""
    listed = ",".join(str(int(month)) for month in months)
    which, facts = ("AND breakdown = ''", ()) if indicator is None else ("AND indicator = ?", (indicator.code,))
    rows = connection.exec_driver_sql(_LINES.format(months=listed, which=which), facts)
    return [Later(unit, _ids(earlier), *rest) for unit, earlier, *rest in rows]


def later_of(row: Row) -> Later:
    """A line of the table as it is read."""
    _, _, breakdown, month, code, origin, unit, earlier, amount = row
    return Later(unit, _ids(earlier), code, breakdown, month, origin, amount)


def _ids(listed: str) -> frozenset[int]:
    return frozenset(map(int, listed.split(",")))


def counted_later(lines: Iterable[Later], indicator: Indicator, months: tuple[int, ...]) -> list[Later]:
    """Those lines that the indicator counts in a period of these months."""
    return [each for each in lines if counts_within(indicator, months, each.month, each.origin)]


def untold(connection: Connection, unit_ids: Iterable[int]) -> set[bytes]:
    """Records that a sum over these units leaves out."""
    return left_out(groups(connection), frozenset(unit_ids))
