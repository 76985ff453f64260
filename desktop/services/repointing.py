"""Which version of a record counts, after the set of active packages has changed."""

from collections.abc import Iterable

from sqlalchemy import Connection

from desktop.domain.filing import day_of
from desktop.domain.records import Values, parse_content
from desktop.services.books import Books
from desktop.services.tallying import Change, tally

_TOUCHED = "CREATE TEMP TABLE IF NOT EXISTS touched(uid BLOB PRIMARY KEY)"
_NOW = """
    SELECT record.uid, record.kind, version_id, content FROM touched
    JOIN record ON record.uid = touched.uid JOIN version ON version.id = version_id
"""
_BEST = """
    SELECT record_uid, sheet, version_id, weight, hash, content FROM (
        SELECT record_uid, sheet, version.id AS version_id, weight, hash, content,
            ROW_NUMBER() OVER (PARTITION BY record_uid ORDER BY weight DESC, hash DESC) AS place
        FROM touched JOIN version ON record_uid = uid
        JOIN package_row ON package_row.version_id = version.id
        JOIN package ON package.id = package_row.package_id AND active AND NOT sent)
    WHERE place = 1
"""
_POINT = (
    "INSERT INTO record(uid, unit_id, kind, day, number, state, version_id, weight, hash)"
    " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)"
    " ON CONFLICT(uid) DO UPDATE SET day = excluded.day, number = excluded.number, state = excluded.state,"
    " version_id = excluded.version_id, weight = excluded.weight, hash = excluded.hash"
)

_Now = tuple[str, int, str]
_Best = tuple[str, int, int, bytes, str]


def repoint(connection: Connection, books: Books, unit_id: int, uids: Iterable[bytes]) -> int:
    """Choose again for these records and bring totals along; return how many changed."""
    connection.exec_driver_sql(_TOUCHED)
    connection.exec_driver_sql("DELETE FROM touched")
    keys = [(uid,) for uid in set(uids)]
    if not keys:
        return 0
    connection.exec_driver_sql("INSERT INTO touched VALUES (?)", keys)
    now: dict[bytes, _Now] = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(_NOW)}
    best: dict[bytes, _Best] = {row[0]: tuple(row[1:]) for row in connection.exec_driver_sql(_BEST)}
    changes = [
        change
        for uid in sorted({*now, *best})
        if (change := _change(connection, books, unit_id, uid, now.get(uid), best.get(uid))) is not None
    ]
    tally(connection, unit_id, books.counter, changes)
    return len(changes)


def _change(
    connection: Connection, books: Books, unit_id: int, uid: bytes, now: _Now | None, best: _Best | None
) -> Change | None:
    if best is None:
        assert now is not None
        connection.exec_driver_sql("DELETE FROM record WHERE uid = ?", (uid,))
        return Change(now[0], parse_content(now[2]), None)
    if now is not None and now[1] == best[1]:
        return None
    values = parse_content(best[4])
    kind = str(values.get("_kind", best[0]))
    _point(connection, books, unit_id, uid, kind, values, best)
    return Change(kind, parse_content(now[2]) if now else None, values)


def _point(
    connection: Connection, books: Books, unit_id: int, uid: bytes, kind: str, values: Values, best: _Best
) -> None:
    day = day_of(books.catalogue.kinds[kind], values, books.me.calendar)
    number, state = str(values.get("_number", "")), str(values.get("_state", "final"))
    row = (uid, unit_id, kind, day, number, state, best[1], best[2], best[3])
    connection.exec_driver_sql(_POINT, row)
