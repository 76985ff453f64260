"""Staged package → differences → merged; undo switches it off again.

State = f(set of active packages, overlays). For each record the version with the greatest (weight, hash) of all
active packages counts: the weight is the sum of the version vector, so a version that dominates another always
outweighs it, and the choice among concurrent ones depends on nothing but their content. A record that two units tell
belongs to the unit of that version; where both tell it alike, to the one with the smaller uid. Order of arrival, file
name and clock decide nothing.
"""

from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import SignatureState
from desktop.domain.records import Order, compare, parse_content
from desktop.services import vault
from desktop.services.arrivals import Counts, StagedFile, Verdict
from desktop.services.books import Books
from desktop.services.repointing import repoint
from desktop.services.stage_file import ADDED, EDITED, FAULTY, OK
from desktop.store import journal
from desktop.store.journal import Entry


@dataclass(frozen=True)
class Merged:
    """What a merge or an undo did."""

    package_id: bytes
    unit_id: int
    counts: Counts


_COUNTS = """
    SELECT
        COUNT(*) FILTER (WHERE status IN ({taken}) AND record.uid IS NULL),
        COUNT(*) FILTER (WHERE status IN ({taken}) AND (row.weight, row.hash) > (record.weight, record.hash)
            AND row.state <> 'deleted'),
        COUNT(*) FILTER (WHERE status IN ({taken}) AND row.hash = record.hash),
        COUNT(*) FILTER (WHERE status IN ({taken}) AND (row.weight, row.hash) > (record.weight, record.hash)
            AND row.state = 'deleted'),
        COUNT(*) FILTER (WHERE status IN ({taken}) AND (row.weight, row.hash) < (record.weight, record.hash)),
        COUNT(*) FILTER (WHERE status NOT IN ({taken})),
        COUNT(*)
    FROM stage.row LEFT JOIN record ON record.uid = row.uid
"""
_MISSING = """
    SELECT COUNT(*) FROM package JOIN package_row ON package_row.package_id = package.id
    JOIN version ON version.id = package_row.version_id
    JOIN record ON record.uid = record_uid AND record.state <> 'deleted'
    WHERE package.unit_id = ? AND period = ? AND report_type = ? AND active AND head
    AND record_uid NOT IN (SELECT uid FROM stage.row)
"""


_OTHERWISE = f"""
    SELECT record.unit_id, row.content, version.content
    FROM stage.row JOIN record ON record.uid = row.uid JOIN version ON version.id = record.version_id
    WHERE status <> '{FAULTY}' AND (record.unit_id <> ? OR row.hash <> record.hash)
"""
STRANGERS = "bản ghi trùng mã với đơn vị khác"
SPLIT = "bản ghi sửa khác nhau ở hai nơi"


def taken(accept_edits: bool) -> str:
    """Which staged rows are applied, as a list for SQL."""
    return ",".join(f"'{status}'" for status in ((OK, EDITED, ADDED) if accept_edits else (OK,)))


def count(connection: Connection, accept_edits: bool = False) -> Counts:
    """What merging the attached stage would do; the same code before and inside the merge."""
    row = connection.exec_driver_sql(_COUNTS.format(taken=taken(accept_edits))).one()
    return Counts(*row)


def preview(books: Books, staged: StagedFile, accept_edits: bool = False) -> Counts:
    """New, changed, unchanged, deleted, older and held rows of one staged file; nothing is written."""
    with books.db.attached(_stage_of(staged)) as connection:
        counts = count(connection, accept_edits)
        mark_doubtful(connection, staged, counts)
        return counts


def lost(books: Books, staged: StagedFile) -> int:
    """Records of the current package that the arriving one does not hold, without a deletion."""
    manifest = staged.manifest
    if manifest is None or staged.unit_id is None or not manifest.complete:
        return 0
    with books.db.attached(_stage_of(staged)) as connection:
        series = (staged.unit_id, manifest.period, manifest.report_type)
        return int(connection.exec_driver_sql(_MISSING, series).scalar() or 0)


def mark_doubtful(connection: Connection, staged: StagedFile, counts: Counts) -> None:
    """Say so when rows of the attached stage stand in the books as another unit's, or as changed on another machine.

    One version of each counts, and nobody chose which.
    """
    if counts.new == counts.read - counts.held:
        return
    rows = connection.exec_driver_sql(_OTHERWISE, (staged.unit_id,)).all()
    strange = sum(unit_id != staged.unit_id for unit_id, *_ in rows)
    vectors = ([str(parse_content(content)["_vector"]) for content in each[1:]] for each in rows if each[1] != each[2])
    split = sum(compare(*pair) is Order.CONCURRENT for pair in vectors)
    for found, words in ((strange, STRANGERS), (split, SPLIT)):
        if found and words not in staged.note:
            staged.note = ", ".join(note for note in (staged.note, f"{found} {words}") if note)
            staged.verdict = Verdict.WARNED if staged.verdict is Verdict.CLEAN else staged.verdict


def merge(books: Books, staged: StagedFile, accept_edits: bool = False) -> Merged:
    """Join one staged package to the books, in one transaction; raise UserError when it may not be.

    A package that is there already changes nothing; one that had been undone is switched on again.
    """
    if staged.verdict in (Verdict.RETURNED, Verdict.SKIPPED) or staged.unit_id is None:
        raise UserError(Trouble.NOT_MERGEABLE, file=staged.name)
    vault.keep(books, staged.path, staged.file_hash)
    with books.db.attached(_stage_of(staged)) as connection:
        known = _known(connection, staged.package_id)
        if known is not None:
            return _again(connection, books, staged, known, accept_edits)
        counts = count(connection, accept_edits)
        mark_doubtful(connection, staged, counts)
        package_id = _add_package(connection, staged, counts)
        _join_rows(connection, books, staged, package_id, counts, accept_edits)
        _set_heads(connection, package_id)
        _enrol(connection, staged)
        journal.note(connection, Entry(books.me.officer, "merged", package_id=package_id))
    return Merged(staged.package_id, staged.unit_id, counts)


def undo(books: Books, package_id: bytes) -> Merged:
    """Switch a package off: everything is as if it had never come; its rows and bytes stay kept."""
    with books.db.begin() as connection:
        row = connection.exec_driver_sql(
            "SELECT id, unit_id, active FROM package WHERE package_id = ? AND NOT sent", (package_id,)
        ).one_or_none()
        if row is None:
            raise UserError(Trouble.PACKAGE_UNKNOWN, package=package_id.hex()[:12])
        number, unit_id, active = row
        if not active:
            raise UserError(Trouble.NOTHING_TO_UNDO, package=package_id.hex()[:12])
        _switch(connection, number, active=False)
        changed = repoint(connection, books, _uids_of(connection, number))
        journal.note(connection, Entry(books.me.officer, "undone", package_id=number))
    return Merged(package_id, unit_id, Counts(changed=changed))


def _stage_of(staged: StagedFile) -> Path:
    if staged.stage is None or not staged.stage.is_file():
        raise UserError(Trouble.NOT_MERGEABLE, file=staged.name)
    return staged.stage


def _known(connection: Connection, package_id: bytes) -> tuple[int, bool] | None:
    row = connection.exec_driver_sql("SELECT id, active FROM package WHERE package_id = ?", (package_id,)).one_or_none()
    return None if row is None else (row[0], bool(row[1]))


def _again(
    connection: Connection, books: Books, staged: StagedFile, known: tuple[int, bool], accept_edits: bool
) -> Merged:
    """A package that has been here: on again if it was undone, its held edits applied if they are now accepted."""
    assert staged.unit_id is not None
    number, active = known
    accepted = accept_edits and _accept_held(connection, number)
    if accepted:
        _cover(connection, books, staged, number, accept_edits=True)
    if not active:
        _switch(connection, number, active=True)
    elif not accepted:
        return Merged(staged.package_id, staged.unit_id, _again_counts(connection, staged, number, 0))
    changed = repoint(connection, books, _uids_of(connection, number))
    journal.note(connection, Entry(books.me.officer, "merged again", package_id=number))
    return Merged(staged.package_id, staged.unit_id, _again_counts(connection, staged, number, changed))


def _again_counts(connection: Connection, staged: StagedFile, number: int, changed: int) -> Counts:
    held = connection.exec_driver_sql("SELECT COUNT(*) FROM held_row WHERE package_id = ?", (number,)).scalar_one()
    return Counts(changed=changed, unchanged=staged.rows_read - changed - held, held=held, read=staged.rows_read)


_STILL_HELD = """
    UPDATE package SET rows_held = (SELECT COUNT(*) FROM held_row WHERE package_id = package.id) WHERE id = ?
"""


def _accept_held(connection: Connection, number: int) -> bool:
    facts = {"package": number, "taken": f"'{EDITED}','{ADDED}'"}
    held = "FROM held_row WHERE package_id = {package} AND why IN ({taken})".format(**facts)
    if not connection.exec_driver_sql(f"SELECT 1 {held} LIMIT 1").scalar():
        return False
    for statement in _MIXED:
        connection.exec_driver_sql(statement.format(**facts))
    connection.exec_driver_sql(f"DELETE {held}")
    connection.exec_driver_sql(_STILL_HELD, (number,))
    return True


def _switch(connection: Connection, number: int, active: bool) -> None:
    connection.exec_driver_sql("UPDATE package SET active = ? WHERE id = ?", (active, number))
    _set_heads(connection, number)


def _uids_of(connection: Connection, number: int) -> list[bytes]:
    rows = connection.exec_driver_sql(
        "SELECT record_uid FROM package_row JOIN version ON version.id = version_id WHERE package_id = ?",
        (number,),
    )
    return [uid for (uid,) in rows]


def _enrol(connection: Connection, staged: StagedFile) -> None:
    """Remember the key of an install when its first package comes; an unsigned one proves no key."""
    assert staged.manifest is not None
    if staged.signature != SignatureState.VALID:
        return
    key = (staged.unit_id, staged.manifest.install, staged.manifest.public_key, journal.now())
    connection.exec_driver_sql(
        "INSERT INTO known_key(unit_id, install, public_key, first_seen) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING",
        key,
    )


_HEADS = """
    UPDATE package SET head = active AND NOT EXISTS (
        SELECT 1 FROM package AS later
        WHERE later.unit_id = package.unit_id AND later.period = package.period
        AND later.report_type = package.report_type AND later.active AND later.install = package.install
        AND later.epoch = package.epoch AND later.sequence > package.sequence AND later.seal <> 'edited')
    WHERE NOT sent AND (unit_id, period, report_type) =
        (SELECT unit_id, period, report_type FROM package WHERE id = ?)
"""
_COVER = """
    INSERT INTO coverage(package_id, month, section, unit_id, state)
    SELECT ?, ?, code, ?, MAX(state) FROM stage.section WHERE status IN ({taken}) GROUP BY code
"""


def _set_heads(connection: Connection, number: int) -> None:
    """The newest package of each install is the head of its series; only heads answer for sections.

    One that was edited by hand may lack rows and sheets: beside it the one before it still answers.
    """
    connection.exec_driver_sql(_HEADS, (number,))


def _add_package(connection: Connection, staged: StagedFile, counts: Counts) -> int:
    manifest = staged.manifest
    assert manifest is not None
    columns = {
        "package_id": staged.package_id,
        "sent": False,
        "unit_id": staged.unit_id,
        "report_type": manifest.report_type,
        "period": manifest.period,
        "calendar": manifest.calendar,
        "install": manifest.install,
        "epoch": manifest.epoch,
        "sequence": manifest.sequence,
        "previous": bytes.fromhex(manifest.previous) or None,
        "complete": manifest.complete,
        "active": True,
        "head": True,
        "verdict": staged.verdict.value,
        "seal": staged.seal,
        "signature": staged.signature,
        "file_name": staged.name,
        "file_hash": staged.file_hash,
        "created": manifest.created,
        "received": journal.now(),
        "rows_read": counts.read,
        "rows_held": counts.held,
        "manifest": staged.manifest_json,
        "columns": staged.columns,
    }
    names, marks = ",".join(columns), ",".join("?" * len(columns))
    statement = f"INSERT INTO package({names}) VALUES ({marks}) RETURNING id"
    return int(connection.exec_driver_sql(statement, tuple(columns.values())).scalar_one())


_FRESH = (
    "INSERT INTO version(id, record_uid, hash, weight, content)"
    " SELECT {base} + place, uid, hash, weight, content FROM stage.row WHERE status IN ({taken})",
    "INSERT INTO package_row(package_id, sheet, row_no, version_id)"
    " SELECT {package}, sheet, row_no, {base} + place FROM stage.row WHERE status IN ({taken})",
    "INSERT INTO record(uid, unit_id, kind, day, number, state, version_id, weight, hash)"
    " SELECT uid, {unit}, kind, day, number, state, {base} + place, weight, hash FROM stage.row"
    " WHERE status IN ({taken})",
    "INSERT INTO total(breakdown, month, unit_id, indicator, origin, amount, state)"
    " SELECT breakdown, month, {unit}, indicator, origin, amount, state FROM stage.total WHERE true"
    " ON CONFLICT(breakdown, month, unit_id, indicator, origin)"
    " DO UPDATE SET amount = total.amount + excluded.amount",
)
_MIXED = (
    "INSERT INTO version(record_uid, hash, weight, content)"
    " SELECT uid, hash, weight, content FROM stage.row WHERE status IN ({taken}) AND NOT EXISTS"
    " (SELECT 1 FROM version WHERE record_uid = uid AND version.hash = row.hash)",
    "INSERT INTO package_row(package_id, sheet, row_no, version_id)"
    " SELECT {package}, sheet, row_no, version.id FROM stage.row JOIN version"
    " ON record_uid = uid AND version.hash = row.hash WHERE status IN ({taken})",
)
_KEPT = (
    "INSERT INTO held_row(package_id, sheet, row_no, record_uid, why, content)"
    " SELECT {package}, sheet, row_no, uid, status, content FROM stage.row WHERE status NOT IN ({taken})",
    "INSERT INTO remark(package_id, sheet, row_no, cell, rule, level, facts)"
    " SELECT {package}, sheet, row_no, cell, rule, level, facts FROM stage.remark",
)


_UNDONE = "SELECT 1 FROM package WHERE NOT active AND NOT sent LIMIT 1"
_SEEN = "SELECT 1 FROM stage.row JOIN version ON record_uid = uid LIMIT 1"


def _was_undone(connection: Connection) -> bool:
    """Whether versions of these rows are there that no current record points to."""
    return all(connection.exec_driver_sql(statement).scalar() is not None for statement in (_UNDONE, _SEEN))


def _join_rows(
    connection: Connection, books: Books, staged: StagedFile, number: int, counts: Counts, accept_edits: bool
) -> None:
    assert staged.unit_id is not None
    fresh = not accept_edits and counts.new == counts.read - counts.held and not _was_undone(connection)
    base = connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM version").scalar()
    facts = {"base": base, "package": number, "unit": staged.unit_id, "taken": taken(accept_edits)}
    for statement in (*(_FRESH if fresh else _MIXED), *_KEPT):
        connection.exec_driver_sql(statement.format(**facts))
    _cover(connection, books, staged, number, accept_edits)
    if not fresh:
        repoint(connection, books, _uids_of(connection, number))


def _cover(connection: Connection, books: Books, staged: StagedFile, number: int, accept_edits: bool) -> None:
    """Note which sections the applied rows answer, month by month."""
    assert staged.manifest is not None
    statement = _COVER.format(taken=taken(accept_edits))
    connection.exec_driver_sql("DELETE FROM coverage WHERE package_id = ?", (number,))
    for month in books.period(staged.manifest.period).months:
        connection.exec_driver_sql(statement, (number, month, staged.unit_id))
