"""Rows of an attached stage → the books: packages that bring only new records in one stroke, others row by row."""

from sqlalchemy import Connection

from desktop.services.arrivals import Counts, StagedFile
from desktop.services.books import Books, Role
from desktop.services.repointing import repoint, touch
from desktop.services.stage_file import FAULTY, OK
from desktop.services.weighing import taken

_LAST_RECORD = "SELECT MAX(COALESCE((SELECT MAX(id) FROM record), 0), COALESCE((SELECT MAX(id) FROM absent), 0))"
_LAST_VERSION = "SELECT COALESCE(MAX(id), 0) FROM version"
_FRESH = (
    "INSERT INTO record(id, uid, unit_id, kind, day, number, state, version_id, told_id, mark)"
    " SELECT {record} + place, uid, {unit}, kind, day, number, state, {version} + place, {version} + place, mark"
    " FROM stage.row WHERE status = '{ok}'",
    "INSERT INTO version(id, record_id, hash, weight, source, content, gist)"
    " SELECT {version} + place, {record} + place, hash, weight, 0, content, gist"
    " FROM stage.row JOIN stage.text USING (place) WHERE status = '{ok}'",
    "INSERT INTO package_row(package_id, sheet, row_no, version_id, by_hand)"
    " SELECT {package}, sheet, row_no, {version} + place, FALSE FROM stage.row WHERE status = '{ok}'",
    "INSERT INTO total(breakdown, month, unit_id, indicator, origin, amount, state)"
    " SELECT breakdown, month, {unit}, indicator, origin, amount, state FROM stage.total WHERE true"
    " ON CONFLICT(unit_id, breakdown, month, indicator, origin)"
    " DO UPDATE SET amount = total.amount + excluded.amount",
)
_ARRIVING = "CREATE TEMP TABLE IF NOT EXISTS arriving(place INTEGER PRIMARY KEY, record_id INTEGER)"
_MIXED = (
    "DELETE FROM arriving",
    "INSERT INTO absent(uid, id) SELECT uid, {record} + MIN(place) FROM stage.row WHERE status <> '{faulty}'"
    " AND uid NOT IN (SELECT uid FROM record) AND uid NOT IN (SELECT uid FROM absent) GROUP BY uid",
    "INSERT INTO arriving SELECT place, COALESCE((SELECT id FROM record WHERE record.uid = row.uid),"
    " (SELECT id FROM absent WHERE absent.uid = row.uid)) FROM stage.row WHERE status <> '{faulty}'",
    "INSERT INTO version(record_id, hash, weight, source, content, gist)"
    " SELECT DISTINCT record_id, hash, weight, 0, content, gist"
    " FROM stage.row JOIN arriving USING (place) JOIN stage.text USING (place)"
    " WHERE NOT EXISTS (SELECT 1 FROM version AS known"
    " WHERE known.record_id = arriving.record_id AND known.hash = row.hash)",
    "INSERT INTO package_row(package_id, sheet, row_no, version_id, by_hand)"
    " SELECT {package}, sheet, row_no, version.id, status <> '{ok}' FROM stage.row"
    " JOIN arriving ON arriving.place = row.place"
    " JOIN version ON version.record_id = arriving.record_id AND version.hash = row.hash",
)
_DIFFERING = """
    SELECT arriving.record_id FROM stage.row JOIN arriving ON arriving.place = row.place
    LEFT JOIN record ON record.id = arriving.record_id LEFT JOIN version AS told ON told.id = told_id
    WHERE status IN ({taken})
    AND (record.id IS NULL OR told.hash <> row.hash OR record.unit_id <> {unit} OR record.mark <> '')
"""
_KEPT = (
    "INSERT INTO held_row(package_id, sheet, row_no, record_uid, why, content)"
    " SELECT {package}, sheet, row_no, uid, status, content"
    " FROM stage.row JOIN stage.text USING (place) WHERE status = '{faulty}'",
    "INSERT INTO remark(package_id, sheet, row_no, cell, rule, level, facts)"
    " SELECT {package}, sheet, row_no, cell, rule, level, facts FROM stage.remark",
)
_COVER = """
    INSERT INTO coverage(package_id, month, section, by_hand, unit_id, state)
    SELECT ?, ?, code, status <> ?, ?, MAX(state) FROM stage.section GROUP BY code, status <> ?
"""


def add_package(connection: Connection, columns: dict[str, object]) -> int:
    """One line of the package table; return its number."""
    names, marks = ",".join(columns), ",".join("?" * len(columns))
    statement = f"INSERT INTO package({names}) VALUES ({marks}) RETURNING id"
    return int(connection.exec_driver_sql(statement, tuple(columns.values())).scalar_one())


def apply(
    connection: Connection, books: Books, staged: StagedFile, number: int, counts: Counts, accepted: bool
) -> None:
    """Put every row of the attached stage among the rows of package `number`, and let those count that do."""
    assert staged.unit_id is not None
    facts = {
        "record": connection.exec_driver_sql(_LAST_RECORD).scalar(),
        "version": connection.exec_driver_sql(_LAST_VERSION).scalar(),
        "package": number,
        "unit": staged.unit_id,
        "ok": OK,
        "faulty": FAULTY,
        "taken": taken(accepted),
    }
    fresh = books.me.role is Role.HEADQUARTERS and _all_new(connection, counts)
    if not fresh:
        connection.exec_driver_sql(_ARRIVING)
    for statement in (*(_FRESH if fresh else _MIXED), *_KEPT):
        connection.exec_driver_sql(statement.format(**facts))
    _keep_aside(connection, staged, number)
    _cover(connection, books, staged, number)
    if not fresh:
        touch(connection, _DIFFERING.format(**facts))
        repoint(connection, books)


_ASIDE = (
    "INSERT INTO kept_value(package_id, sheet, header, row_no, record_uid, value) VALUES (?, ?, ?, ?, ?, ?)"
    " ON CONFLICT DO NOTHING"
)


def _keep_aside(connection: Connection, staged: StagedFile, number: int) -> None:
    """Cells of columns that nobody asked for: never counted, never lost."""
    found = staged.reading.unknown_values if staged.reading is not None else ()
    if found:
        rows = [(number, each.sheet, each.header, each.row, each.uid, each.value) for each in found]
        connection.exec_driver_sql(_ASIDE, rows)


_BY_HAND = f"SELECT 1 FROM stage.row WHERE status NOT IN ('{OK}', '{FAULTY}') LIMIT 1"
_WERE_HERE = "SELECT 1 FROM stage.row CROSS JOIN absent ON absent.uid = row.uid LIMIT 1"
_CORRECTED = "SELECT 1 FROM overlay WHERE active LIMIT 1"


def _all_new(connection: Connection, counts: Counts) -> bool:
    """Whether nothing of this package has ever been here, so that nothing has to be chosen."""
    if counts.new + counts.held < counts.read:
        return False
    doubts = (_BY_HAND, _WERE_HERE, _CORRECTED)
    return not any(connection.exec_driver_sql(statement).scalar() for statement in doubts)


def _cover(connection: Connection, books: Books, staged: StagedFile, number: int) -> None:
    """Note which sections the rows answer, month by month; rows by hand answer once they are accepted."""
    assert staged.manifest is not None
    for month in books.period(staged.manifest.period).months:
        connection.exec_driver_sql(_COVER, (number, month, OK, staged.unit_id, OK))
