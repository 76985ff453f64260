"""Which version of a record counts, and for which unit, after the set of active packages has changed."""

from collections import defaultdict
from collections.abc import Iterable
from typing import NamedTuple

from sqlalchemy import Connection

from desktop.domain.filing import day_of
from desktop.domain.records import Values, parse_content
from desktop.services.books import Books
from desktop.services.tallying import Change, tally

_TOUCHED = "CREATE TEMP TABLE IF NOT EXISTS touched(uid BLOB PRIMARY KEY)"
_NOW = """
    SELECT record.uid, unit_id, record.kind, version_id, content FROM touched
    JOIN record ON record.uid = touched.uid JOIN version ON version.id = version_id
"""
_BEST = """
    SELECT record_uid, unit_id, sheet, version_id, weight, hash, content FROM (
        SELECT record_uid, unit_id, sheet, version.id AS version_id, weight, hash, content,
            ROW_NUMBER() OVER (PARTITION BY record_uid ORDER BY weight DESC, hash DESC, unit.uid) AS place
        FROM touched JOIN version ON record_uid = touched.uid
        JOIN package_row ON package_row.version_id = version.id
        JOIN package ON package.id = package_row.package_id AND active AND NOT sent
        JOIN unit ON unit.id = package.unit_id)
    WHERE place = 1
"""
_POINT = (
    "INSERT INTO record(uid, unit_id, kind, day, number, state, version_id, weight, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(uid) DO UPDATE SET unit_id = excluded.unit_id, kind = excluded.kind, day = excluded.day,"
    " number = excluded.number, state = excluded.state, version_id = excluded.version_id,"
    " weight = excluded.weight, hash = excluded.hash"
)


class _Now(NamedTuple):
    unit_id: int
    kind: str
    version_id: int
    content: str


class _Best(NamedTuple):
    """The heaviest version; told by several units alike, it is the one's with the smallest uid."""

    unit_id: int
    sheet: str
    version_id: int
    weight: int
    hash: bytes
    content: str


def repoint(connection: Connection, books: Books, uids: Iterable[bytes]) -> int:
    """Choose again for these records and bring totals along; return how many changed."""
    connection.exec_driver_sql(_TOUCHED)
    connection.exec_driver_sql("DELETE FROM touched")
    keys = [(uid,) for uid in set(uids)]
    if not keys:
        return 0
    connection.exec_driver_sql("INSERT INTO touched VALUES (?)", keys)
    now = {row[0]: _Now(*row[1:]) for row in connection.exec_driver_sql(_NOW)}
    best = {row[0]: _Best(*row[1:]) for row in connection.exec_driver_sql(_BEST)}
    by_unit: dict[int, list[Change]] = defaultdict(list)
    changed = 0
    for uid in sorted({*now, *best}):
        before, after = now.get(uid), best.get(uid)
        if before and after and (before.unit_id, before.version_id) == (after.unit_id, after.version_id):
            continue
        changed += 1
        if before:
            by_unit[before.unit_id].append(Change(before.kind, parse_content(before.content), None))
        if after:
            by_unit[after.unit_id].append(_pointed(connection, books, uid, after))
        else:
            connection.exec_driver_sql("DELETE FROM record WHERE uid = ?", (uid,))
    for unit_id, changes in by_unit.items():
        tally(connection, unit_id, books.counter, changes)
    return changed


def _pointed(connection: Connection, books: Books, uid: bytes, best: _Best) -> Change:
    values = parse_content(best.content)
    kind = str(values.get("_kind", best.sheet))
    _point(connection, books, uid, kind, values, best)
    return Change(kind, None, values)


def _point(connection: Connection, books: Books, uid: bytes, kind: str, values: Values, best: _Best) -> None:
    day = day_of(books.catalogue.kinds[kind], values, books.me.calendar)
    number, state = str(values.get("_number", "")), str(values.get("_state", "final"))
    row = (uid, best.unit_id, kind, day, number, state, best.version_id, best.weight, best.hash)
    connection.exec_driver_sql(_POINT, row)
