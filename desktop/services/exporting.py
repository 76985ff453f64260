"""The unit's package: chosen rows, sealed, written, read back; and what was sent before."""

import json
from collections import Counter
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from sqlalchemy import Connection

from desktop import __version__
from desktop.base.errors import Trouble, UserError
from desktop.base.progress import Progress, Silent
from desktop.domain.catalogue import Kind
from desktop.domain.filing import day_of
from desktop.domain.package import (
    Cover,
    Manifest,
    Package,
    Sheet,
    assemble,
    manifest_text,
    sheet_of,
    short_code,
)
from desktop.domain.periods import Period
from desktop.domain.records import RowState, parse_content
from desktop.domain.system_kinds import DECLARATION, TASK
from desktop.domain.tasks import concerns
from desktop.domain.units import province_code
from desktop.services import vault, writing_apart
from desktop.services.applying import add_package
from desktop.services.books import Books, Identity
from desktop.services.closing import checklist
from desktop.services.covering import cover_of
from desktop.services.renewing import mark
from desktop.services.rights import Act, require
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.store.tables import TOLD

DELETED = "deleted"
REPORT_TYPE = "dinh-ky"
MOST_ROWS = 60_000
"""No reader takes more from one file (workbook.envelope)."""


@dataclass(frozen=True)
class Exported:
    """A finished, verified package file."""

    path: Path
    package_id: bytes
    code: str
    sequence: int
    rows: int


@dataclass(frozen=True)
class Sent:
    """One line of the history of what was sent."""

    period: str
    sequence: int
    created: str
    code: str
    file_name: str
    complete: bool
    package: str = ""
    """The id in hex, by which a receipt names it."""


_LAST = (
    "SELECT package_id, sequence FROM package WHERE sent AND period = ? AND report_type = ?"
    " ORDER BY sequence DESC LIMIT 1"
)
_IN_PERIOD = """
    SELECT record.kind, record.state, version.id, content FROM record JOIN version ON version.id = version_id
    WHERE record.unit_id = ? AND record.state = 'final' AND day BETWEEN ? AND ?
"""
_FILED = "unit_id = ? AND state = 'final' AND day BETWEEN ? AND ?"
_SHEETS_IN_PERIOD = f"SELECT kind, COUNT(*) FROM record WHERE {_FILED} GROUP BY kind"
_ALSO_IN_PERIOD = f"SELECT version_id FROM record WHERE version_id IN (SELECT value FROM json_each(?)) AND {_FILED}"
_ELSEWHERE = """
    SELECT record.kind, record.state, version.id, content FROM record JOIN version ON version.id = version_id
    WHERE record.unit_id = ? AND record.state = 'final' AND day {when} ? AND record.kind = ?
"""
_CHANGED_SINCE = """
    SELECT DISTINCT record.kind, record.state, now.id, now.content, told.content
    FROM package_row JOIN package ON package.id = package_row.package_id AND sent
    JOIN version AS told ON told.id = package_row.version_id
    JOIN record ON record.id = told.record_id AND record.version_id <> told.id
    JOIN version AS now ON now.id = record.version_id
    WHERE record.unit_id = ?
"""
_REFUSED = """
    SELECT record.kind, record.state, now.id, now.content, told.content FROM record
    JOIN version AS now ON now.id = record.version_id
    JOIN version AS told ON told.record_id = record.id AND told.source = ?
    WHERE record.unit_id = ? AND record.state = 'deleted'
"""
"""Rows that headquarters handed back and the unit would not have: their deletion must travel too."""
_Row = tuple[str, int, str]
"""Sheet, version id, content."""


def export(
    books: Books, period: Period, folder: Path, complete: bool = True, progress: Progress | None = None
) -> Exported:
    """Write the package of a period into `folder`; raise UserError while errors remain (complete) or the disk fails.

    An earlier file is never overwritten, and nothing is kept of a package that could not be verified.
    """
    require(books, Act.EXPORT)
    progress = progress or Silent()
    if not folder.is_dir():
        raise UserError(Trouble.FOLDER_MISSING, path=str(folder), folder=str(folder), name=folder.name)
    if complete:
        _refuse_errors(books, period)
    with books.db.read() as connection:
        _refuse_too_many(_sheets(connection, books, period).total(), period)
        rows = _rows(connection, books, period)
        last = last_sent(connection, period)
    if not rows:
        raise UserError(Trouble.NO_RECORDS, period=period.label)
    manifest = manifest_of(books, period, complete, last)
    package = assemble(manifest, sheets_of((sheet, content) for sheet, _, content in rows))
    path = free_path(folder, books.me, period, manifest.sequence)
    cover = cover_of(books, period, Counter(sheet for sheet, _, _ in rows), complete)
    write_package(books, path, package, cover, progress)
    try:
        remember(books, package, path, rows)
    except BaseException:
        with suppress(OSError):  # a stick that is gone took the file with it
            path.unlink(missing_ok=True)  # the next package would carry the same number and say something else
        raise
    mark(books)
    return Exported(path, package.id, short_code(package.id), manifest.sequence, len(rows))


def last_sent(connection: Connection, period: Period) -> tuple[str, int]:
    """Id and sequence of the package that went out last for this period."""
    row = connection.exec_driver_sql(_LAST, (period.key, REPORT_TYPE)).one_or_none()
    return ("", 0) if row is None else (row[0].hex(), row[1])


def _refuse_errors(books: Books, period: Period) -> None:
    state = checklist(books, period)
    if not state.ready:
        raise UserError(Trouble.ERRORS_REMAIN, period=period.label, count=state.errors)


def _refuse_too_many(rows: int, period: Period) -> None:
    if rows > MOST_ROWS:
        raise UserError(Trouble.PERIOD_TOO_LONG, period=period.label, rows=rows, most=MOST_ROWS)


def _rows(connection: Connection, books: Books, period: Period) -> list[_Row]:
    """Rows filed in the period, rows that count in it otherwise, and whatever was ever told of it."""
    unit, first, last = books.own_unit_id, period.first.isoformat(), period.last.isoformat()
    found = [_row(*row) for row in connection.exec_driver_sql(_IN_PERIOD, (unit, first, last))]
    found += _beside(connection, books, period)
    return list({row[1]: row for row in found}.values())


def _sheets(connection: Connection, books: Books, period: Period) -> Counter[str]:
    """How many rows each sheet will hold: the same as of `_rows`, without reading what they say."""
    unit, first, last = books.own_unit_id, period.first.isoformat(), period.last.isoformat()
    asked = (unit, first, last)
    filed = connection.exec_driver_sql(_SHEETS_IN_PERIOD, asked)
    sheets = Counter({str(kind): int(rows) for kind, rows in filed})
    beside = {version: sheet for sheet, version, _ in _beside(connection, books, period)}
    inside = connection.exec_driver_sql(_ALSO_IN_PERIOD, (json.dumps([*beside]), *asked)).scalars()
    for version in inside:
        del beside[version]
    return sheets + Counter(beside.values())


def _beside(connection: Connection, books: Books, period: Period) -> list[_Row]:
    """What travels without being filed in the period."""
    unit, first, last = books.own_unit_id, period.first.isoformat(), period.last.isoformat()
    found: list[_Row] = []
    for kind in books.catalogue.record_kinds:
        if set(books.counter.of(kind.code).date_fields) - {kind.date_field}:
            earlier = connection.exec_driver_sql(_ELSEWHERE.format(when="<"), (unit, first, kind.code))
            found += [_row(*row) for row in earlier if concerning(books, kind, row[3], period)]
    declared = connection.exec_driver_sql(_ELSEWHERE.format(when=">"), (unit, last, DECLARATION.code))
    found += [_row(*row) for row in declared if concerning(books, DECLARATION, row[3], period)]
    given = connection.exec_driver_sql(_ELSEWHERE.format(when="<"), (unit, first, TASK.code))
    found += [_row(*row) for row in given if concerning(books, TASK, row[3], period)]
    return found + _taken_back(connection, books, period)


def _taken_back(connection: Connection, books: Books, period: Period) -> list[_Row]:
    """Rows that some package told of this period and that have changed since: deleted, moved or made drafts too."""
    changed = connection.exec_driver_sql(_CHANGED_SINCE, (books.own_unit_id,)).all()
    refused = connection.exec_driver_sql(_REFUSED, (TOLD, books.own_unit_id)).all()
    found = [row for row in (*changed, *refused) if row[0] != TASK.code or _dropped_since(row[3], period)]
    kinds = books.catalogue.kinds
    return [_row(*row[:4]) for row in found if concerning(books, kinds[row[0]], row[4], period)]


def _dropped_since(content: str, period: Period) -> bool:
    """Whether a task was deleted only since the period began; a settled one is found by its own day."""
    values = parse_content(content)
    return values["_state"] == RowState.DELETED and str(values.get("_at", ""))[:10] >= period.first.isoformat()


def _row(kind: str, state: str, version_id: int, content: str) -> _Row:
    return (DELETED if state == DELETED else kind, version_id, content)


def concerning(books: Books, kind: Kind, content: str, period: Period) -> bool:
    """Whether a final row is filed in the period, counts in it, or declares something for it."""
    values = parse_content(content)
    if values["_state"] != RowState.FINAL:
        return False
    if kind.code == DECLARATION.code:
        return not set(period.months).isdisjoint(books.period(str(values["period"])).months)
    if kind.code == TASK.code:
        return concerns(values, day_of(kind, values, books.me.calendar), period.first, period.last)
    names = books.counter.of(kind.code).date_fields
    days = [day_of(kind, values, books.me.calendar), *(str(values.get(name, "")) for name in names)]
    return any(period.first.isoformat() <= day <= period.last.isoformat() for day in days)


def sheets_of(rows: Iterable[tuple[str, str]]) -> list[Sheet]:
    """Contents by their sheet."""
    by_sheet: dict[str, list[str]] = {}
    for sheet, content in rows:
        by_sheet.setdefault(sheet, []).append(content)
    return [sheet_of(sheet, contents) for sheet, contents in by_sheet.items()]


def manifest_of(books: Books, period: Period, complete: bool, last: tuple[str, int]) -> Manifest:
    """Who sends what, before the sheets are named."""
    me = books.me
    previous, sequence = last
    return Manifest(
        unit_uid=me.unit_uid,
        unit_code=me.unit_code,
        unit_name=me.unit_name,
        scheme=me.scheme,
        period=period.key,
        calendar=period.calendar,
        first=period.first.isoformat(),
        last=period.last.isoformat(),
        install=me.install,
        epoch=me.epoch,
        sequence=sequence + 1,
        catalogue=books.catalogue.version,
        program=__version__,
        previous=previous,
        complete=complete,
        training=me.training,
        report_type=REPORT_TYPE,
        author=me.officer,
        created=books.clock(),
        public_key=me.public_key,
    )


def _stem(me: Identity, period: Period, sequence: int) -> str:
    return f"BC_{province_code(me.scheme, me.unit_uid)}_{me.unit_code}_{period.key}_L{sequence:02d}"


def next_name(books: Books, period: Period) -> str:
    """The name that the next file of a period gets, where it is free."""
    sent = max((each.sequence for each in history(books) if each.period == period.key), default=0)
    return f"{_stem(books.me, period, sent + 1)}.xlsx"


def free_path(folder: Path, me: Identity, period: Period, sequence: int) -> Path:
    """`BC_04_01273_2020-H1_L02.xlsx`; a name that is taken is left alone."""
    stem = _stem(me, period, sequence)
    path, again = folder / f"{stem}.xlsx", 2
    while path.exists():
        path, again = folder / f"{stem}_{again}.xlsx", again + 1
    return path


def write_package(books: Books, path: Path, package: Package, cover: Cover, progress: Progress) -> None:
    """Signed with the key of this install, read back and verified."""
    from desktop.workbook import seal, writer

    if writing_apart.is_worth(books, package) and writing_apart.write(books, path, package, cover, progress):
        return

    def sign(package_id: bytes) -> str:
        return seal.sign(package_id, books.me.private_key)

    writer.write(path, package, books.catalogue, cover, sign, progress)


def remember(books: Books, package: Package, path: Path, rows: list[_Row]) -> None:
    """Keep the bytes and note what went out, in one transaction."""
    file_hash = sha256(path.read_bytes()).digest()
    vault.keep(books, path, file_hash)
    manifest = package.manifest
    with books.db.begin() as connection:
        columns = {
            "package_id": package.id,
            "sent": True,
            "unit_id": books.own_unit_id,
            "report_type": manifest.report_type,
            "period": manifest.period,
            "calendar": manifest.calendar,
            "install": manifest.install,
            "epoch": manifest.epoch,
            "sequence": manifest.sequence,
            "previous": bytes.fromhex(manifest.previous) or None,
            "complete": manifest.complete,
            "active": False,
            "head": False,
            "verdict": "",
            "seal": "intact",
            "signature": "valid",
            "file_name": path.name,
            "file_hash": file_hash,
            "created": manifest.created,
            "received": "",
            "rows_read": sum(sheet.rows for sheet in manifest.sheets),
            "rows_held": 0,
            "manifest": manifest_text(manifest),
        }
        number = add_package(connection, columns)
        lines = [(number, sheet, place, version) for place, (sheet, version, _) in enumerate(rows)]
        names = "package_id, sheet, row_no, version_id"
        if lines:
            connection.exec_driver_sql(f"INSERT INTO package_row({names}) VALUES (?, ?, ?, ?)", lines)
        entry = Entry(books.me.officer, "exported", package_id=number)
        journal.note(connection, entry, file=path.name)


def cover(books: Books, period: Period) -> Cover:
    """The cover sheet as it would be printed now."""
    with books.db.read() as connection:
        sheets = _sheets(connection, books, period)
    return cover_of(books, period, sheets, complete=True)


def history(books: Books) -> list[Sent]:
    """What was sent, newest first."""
    with books.db.read() as connection:
        rows = connection.exec_driver_sql(
            "SELECT period, sequence, created, package_id, file_name, complete FROM package WHERE sent ORDER BY id DESC"
        )
        return [
            Sent(period, sequence, created, short_code(package), name, bool(complete), package.hex())
            for period, sequence, created, package, name, complete in rows
        ]
