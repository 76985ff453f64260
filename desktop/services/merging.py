"""Staged package → differences → merged; undo switches it off again, redo on.

State = f(set of active packages, overlays). An import adds to the set, an undo switches a member off, acceptance lets
a member's rows by hand count; which version of a record counts then follows from the set alone (repointing). Order of
arrival, file name and clock decide nothing.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from desktop.base.errors import Trouble, UserError
from desktop.domain.arrival import SignatureState
from desktop.services import vault
from desktop.services.applying import add_package, apply
from desktop.services.arrivals import UNMERGEABLE, Counts, StagedFile, Verdict
from desktop.services.books import Books, Role
from desktop.services.freezing import refuse_used
from desktop.services.judging import is_frozen, next_supplement
from desktop.services.numbering import keep_apart
from desktop.services.repointing import repoint, touch
from desktop.services.stage_file import FAULTY
from desktop.services.weighing import weigh
from desktop.store import journal
from desktop.store.journal import Entry
from desktop.store.tables import BLANK_FORM, BY_HAND


@dataclass(frozen=True)
class Merged:
    """What a merge, an undo or a redo did."""

    package_id: bytes
    unit_id: int
    counts: Counts


_MISSING = """
    SELECT DISTINCT record.uid FROM package JOIN package_row ON package_row.package_id = package.id
    JOIN version ON version.id = package_row.version_id
    JOIN record ON record.id = record_id AND record.state <> 'deleted'
    WHERE package.unit_id = ? AND period = ? AND report_type = ? AND active AND NOT sent AND head
    AND (NOT by_hand OR accepted) AND record.uid NOT IN (SELECT uid FROM stage.row) ORDER BY record.uid
"""


def preview(books: Books, staged: StagedFile, accept_edits: bool = False) -> Counts:
    """Where every row of one staged file would go; nothing is written."""
    with books.db.attached(_stage_of(staged)) as connection:
        return weigh(connection, staged, accept_edits or staged.unsealed)


def lost(books: Books, staged: StagedFile) -> list[bytes]:
    """Records of the current package that the arriving one does not hold, without a deletion; they stay."""
    manifest = staged.manifest
    if manifest is None or staged.unit_id is None or not manifest.complete:
        return []
    with books.db.attached(_stage_of(staged)) as connection:
        series = (staged.unit_id, manifest.period, manifest.report_type)
        return list(connection.exec_driver_sql(_MISSING, series).scalars())


def merge(books: Books, staged: StagedFile, accept_edits: bool = False) -> Merged:
    """Join one staged package to the books, in one transaction; raise UserError when it may not be.

    A package that is there already changes nothing; one that had been undone is switched on again.
    """
    if staged.verdict in UNMERGEABLE or staged.unit_id is None:
        raise UserError(Trouble.NOT_MERGEABLE, file=staged.name)
    vault.keep(books, staged.path, staged.file_hash)
    if staged.verdict is Verdict.SAME and staged.stage is None:  # known by its bytes, nothing of it waits
        return Merged(staged.package_id, staged.unit_id, staged.counts)
    with books.db.attached(_stage_of(staged)) as connection:
        return _join(connection, books, staged, accept_edits or staged.unsealed)


@contextmanager
def joined(books: Books, staged: StagedFile, accept_edits: bool = False) -> Iterator[Connection]:
    """The database with a file merged; whoever raises within takes the merge back."""
    with books.db.attached(_stage_of(staged)) as connection:
        _join(connection, books, staged, accept_edits or staged.unsealed)
        yield connection


def _join(connection: Connection, books: Books, staged: StagedFile, accepted: bool) -> Merged:
    assert staged.unit_id is not None
    known = _known(connection, staged.package_id)
    if known is not None:
        return _again(connection, books, staged, known, accepted)
    if connection.exec_driver_sql(_OWN, (staged.package_id,)).first():  # sent from here, saved again elsewhere
        nothing = Counts(unchanged=staged.rows_read, read=staged.rows_read)
        return Merged(staged.package_id, staged.unit_id, nothing)
    counts = weigh(connection, staged, accepted)
    number = _add_package(connection, staged, accepted)
    apply(connection, books, staged, number, counts, accepted)
    _set_heads(connection, number)
    _enrol(connection, staged)
    if books.me.role is Role.UNIT and staged.manifest is not None:
        keep_apart(connection, books.me.install, staged.manifest.install)
    journal.note(connection, Entry(books.me.officer, "merged", package_id=number))
    return Merged(staged.package_id, staged.unit_id, counts)


def undo(books: Books, package_id: bytes) -> Merged:
    """Switch a package off: everything is as if it had never come; its rows and bytes stay kept."""
    with books.db.begin() as connection:
        number, unit_id, active = _member(connection, package_id)
        if not active:
            raise UserError(Trouble.NOTHING_TO_UNDO, package=package_id.hex()[:12])
        refuse_used(connection, package_id)
        changed = _switch(connection, books, number, active=False, accepted=False)
        journal.note(connection, Entry(books.me.officer, "undone", package_id=number))
    return Merged(package_id, unit_id, Counts(changed=changed))


def redo(books: Books, package_id: bytes, accept_edits: bool = False) -> Merged:
    """Switch an undone package on again, without its file."""
    with books.db.begin() as connection:
        number, unit_id, active = _member(connection, package_id)
        if active:
            raise UserError(Trouble.NOTHING_TO_REDO, package=package_id.hex()[:12])
        unsealed = connection.exec_driver_sql("SELECT origin <> '' FROM package WHERE id = ?", (number,)).scalar()
        changed = _switch(connection, books, number, active=True, accepted=accept_edits or bool(unsealed))
        journal.note(connection, Entry(books.me.officer, "redone", package_id=number))
    return Merged(package_id, unit_id, Counts(changed=changed))


def accept(books: Books, package_id: bytes, accepted: bool = True) -> Merged:
    """Let the rows by hand of a merged package count, or no longer; twice is once."""
    with books.db.begin() as connection:
        number, unit_id, active = _member(connection, package_id)
        if not active:
            raise UserError(Trouble.NOTHING_TO_UNDO, package=package_id.hex()[:12])
        changed = _switch(connection, books, number, active=True, accepted=accepted)
        action = "accepted edits" if accepted else "held edits"
        journal.note(connection, Entry(books.me.officer, action, package_id=number))
    return Merged(package_id, unit_id, Counts(changed=changed))


def _member(connection: Connection, package_id: bytes) -> tuple[int, int, bool]:
    row = connection.exec_driver_sql(
        "SELECT id, unit_id, active FROM package WHERE package_id = ? AND NOT sent", (package_id,)
    ).one_or_none()
    if row is None:
        raise UserError(Trouble.PACKAGE_UNKNOWN, package=package_id.hex()[:12])
    return row[0], row[1], bool(row[2])


def _stage_of(staged: StagedFile) -> Path:
    if staged.stage is None or not staged.stage.is_file():
        raise UserError(Trouble.NOT_MERGEABLE, file=staged.name)
    return staged.stage


@dataclass(frozen=True)
class _Known:
    number: int
    active: bool
    accepted: bool
    held: int
    by_hand: int


_KNOWN = """
    SELECT id, active, accepted, rows_held,
        (SELECT COUNT(*) FROM package_row WHERE package_row.package_id = package.id AND by_hand)
    FROM package WHERE package_id = ? AND NOT sent
"""


_OWN = "SELECT 1 FROM package WHERE package_id = ? AND sent"


def _known(connection: Connection, package_id: bytes) -> _Known | None:
    row = connection.exec_driver_sql(_KNOWN, (package_id,)).one_or_none()
    return None if row is None else _Known(*row)


def _again(connection: Connection, books: Books, staged: StagedFile, known: _Known, accept_edits: bool) -> Merged:
    """A package that has been here: on again if it was undone, its rows by hand counting if they are now accepted."""
    assert staged.unit_id is not None
    accepted = accept_edits or (known.active and known.accepted)
    changed = 0
    if not known.active or accepted != known.accepted:
        changed = _switch(connection, books, known.number, active=True, accepted=accepted)
        journal.note(connection, Entry(books.me.officer, "merged again", package_id=known.number))
    held = known.held + (0 if accepted else known.by_hand)
    unchanged = staged.rows_read - changed - held
    counts = Counts(changed=changed, unchanged=unchanged, held=held, read=staged.rows_read)
    return Merged(staged.package_id, staged.unit_id, counts)


_ITS_RECORDS = """
    SELECT DISTINCT record_id FROM package_row JOIN version ON version.id = version_id WHERE package_id = ?
"""


_NUMBERED = """
    UPDATE package SET supplement = 1 + (
        SELECT COALESCE(MAX(other.supplement), 0) FROM package AS other
        WHERE (other.unit_id, other.period, other.report_type)
            = (package.unit_id, package.period, package.report_type))
    WHERE id = ? AND active AND supplement = 0 AND EXISTS (
        SELECT 1 FROM snapshot WHERE (snapshot.period, snapshot.calendar, snapshot.report_type)
            = (package.period, package.calendar, package.report_type))
    AND NOT EXISTS (SELECT 1 FROM snapshot WHERE instr(packages, lower(hex(package.package_id))))
"""
"""One that was undone before its period was frozen, and comes back after that, is a supplement too."""


def _switch(connection: Connection, books: Books, number: int, active: bool, accepted: bool) -> int:
    """Let a package count or not; return how many records changed by it."""
    connection.exec_driver_sql("UPDATE package SET active = ?, accepted = ? WHERE id = ?", (active, accepted, number))
    connection.exec_driver_sql(_NUMBERED, (number,))
    _set_heads(connection, number)
    touch(connection, _ITS_RECORDS, (number,))
    return repoint(connection, books)


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


def _set_heads(connection: Connection, number: int) -> None:
    """The newest package of each install is the head of its series; only heads answer for sections.

    One that was edited by hand may lack rows and sheets: beside it the one before it still answers.
    """
    connection.exec_driver_sql(_HEADS, (number,))


def _origin(staged: StagedFile) -> str:
    """Marked for ever: who says whose file it is, where no seal does."""
    if not staged.unsealed:
        return ""
    return BLANK_FORM if staged.manifest is not None and staged.manifest.blank else BY_HAND


_FAULTY = f"SELECT COUNT(*) FROM stage.row WHERE status = '{FAULTY}'"


def _add_package(connection: Connection, staged: StagedFile, accepted: bool) -> int:
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
        "accepted": accepted,
        "head": True,
        "verdict": staged.verdict.value,
        "seal": staged.seal,
        "signature": staged.signature,
        "file_name": staged.name,
        "file_hash": staged.file_hash,
        "created": manifest.created,
        "received": journal.now(),
        "rows_read": staged.rows_read,
        "rows_held": connection.exec_driver_sql(_FAULTY).scalar_one(),
        "manifest": staged.manifest_json,
        "columns": staged.columns,
        "origin": _origin(staged),
        "supplement": next_supplement(connection, staged) if is_frozen(connection, manifest) else 0,
    }
    return add_package(connection, columns)
