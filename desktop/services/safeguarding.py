"""Backups that make themselves: on exit, before an import, an upgrade or a restore; here and in a second place.

The copy at home is made from the open database, read back and looked through; the second place gets its bytes. Each
place lets older backups go only when the new one is whole there, so a full, pulled or read-only stick loses nothing.
Files that were received or sent lie in the vault under their hash and never change: only what is missing is copied, at
home as a second name of the same file, and before the database that names them: a backup that is there is there whole.
A second place that was away while the books got another lock follows first.
"""

import os
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from desktop import __version__
from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, replacing
from desktop.base.progress import Progress, Silent
from desktop.domain.system_kinds import SYSTEM_KINDS
from desktop.services import generations, resealing, vault
from desktop.services.books import read_setting
from desktop.services.generations import DATABASE, Generation, Info, Reason, home_of
from desktop.store import journal
from desktop.store.database import Database

COPYING, READING_BACK = "Sao lưu", "Đọc lại bản sao"
SECOND, FILES = "Chép sang nơi thứ hai", "Chép tệp đã nhận"
_SECOND_NAME = "GiaoBan-sao-luu"
MISSING = {Trouble.FOLDER_MISSING, Trouble.FILE_MISSING}


@dataclass(frozen=True)
class Outcome:
    """What became of one backup, place by place."""

    made: Generation
    """Where it is whole: at home, or else in the second place."""
    home_trouble: UserError | None = None
    second: Generation | None = None
    second_trouble: UserError | None = None

    @property
    def second_away(self) -> bool:
        """Whether the second place is only not there at the moment: made up for when it is."""
        return self.second_trouble is not None and self.second_trouble.code in MISSING


def back_up(
    database: Database,
    reason: Reason,
    second: Path | None = None,
    progress: Progress | None = None,
    clock: Callable[[], str] = journal.now,
) -> Outcome:
    """Make a backup at home and in the second place; raise UserError when it is whole in neither.

    Nothing is made where nothing changed since the last one of today, unless a person asks.
    """
    progress, folder = progress or Silent(), database.path.parent
    newest = _still_good(database, reason, clock())
    trouble = None
    if newest is None:
        try:
            newest = _make(database, home_of(folder), reason, progress, clock())
        except UserError as error:
            trouble = error
            if second is None:
                raise
    if second is None:
        assert newest is not None
        return Outcome(newest)
    try:
        carried = _second(database, newest, second, reason, progress, clock())
    except UserError as error:
        if newest is None:
            raise trouble or error from error
        return Outcome(newest, None, None, error)
    return Outcome(newest or carried, trouble, carried)


def choose_second(database: Database, chosen: Path) -> Path:
    """Prepare the folder of these books in the place a person chose, so that it is known again; raise UserError.

    Without that folder a drive of the same letter is another stick, and gets nothing of ours.
    """
    with database.read() as connection:
        me = read_setting(connection, "identity")
    place = chosen / f"{_SECOND_NAME}-{me['unit_code']}-{me['install'][:6]}"
    if chosen.resolve().is_relative_to(database.path.parent.resolve()):
        raise UserError(Trouble.BACKUP_PLACE_INSIDE, path=str(chosen))
    if chosen.name == place.name:
        return chosen
    try:
        place.mkdir(exist_ok=True)
        with replacing(place / "thu-ghi.txt") as part:
            part.write_text("Giao Ban", "utf-8")
        (place / "thu-ghi.txt").unlink()
    except OSError as error:
        raise file_trouble(error, place) from error
    return place


def catch_up(database: Database, second: Path, progress: Progress | None = None) -> Generation | None:
    """Carry the newest backup to a second place that was away; None when there is nothing to carry yet."""
    newest = next(iter(generations.listed(home_of(database.path.parent))), None)
    if newest is None:
        return None
    return _second(database, newest, second, newest.info.reason, progress or Silent(), newest.info.made)


def _still_good(database: Database, reason: Reason, now: str) -> Generation | None:
    """The newest backup at home where it holds all there is."""
    newest = next(iter(generations.listed(home_of(database.path.parent))), None)
    if newest is None or database.changed or reason is Reason.ASKED or newest.day != now[:10]:
        return None
    return newest if newest.info.state == _state_of(database) else None


def _make(database: Database, place: Path, reason: Reason, progress: Progress, now: str) -> Generation:
    """A backup from the open database in one place, looked through before it counts."""
    before, database.changed = database.changed, False
    try:
        _keep_vault(database, place, progress)
        _fill(database, place, _info(database, reason, now), progress)
    except BaseException:
        database.changed = before or database.changed
        raise
    generations.rotate(place)
    return generations.listed(place)[0]


def _fill(database: Database, place: Path, info: Info, progress: Progress) -> None:
    with generations.new_folder(place, info.made) as part:
        (part / DATABASE).touch()  # a folder or medium that takes no file says why
        database.copy_to(part / DATABASE, lambda done, total: progress.step(COPYING, 100 * done // total, 100))
        for each in generations.companions(database.path.parent):
            generations.copy_file(each, part / each.name)
        progress.step(READING_BACK, 0, 1)
        generations.seal(part, info)
        if not database.is_sound(part / DATABASE):
            raise UserError(Trouble.VERIFY_FAILED, path=str(part / DATABASE), name=DATABASE)


def _second(
    database: Database, newest: Generation | None, second: Path, reason: Reason, progress: Progress, now: str
) -> Generation:
    """The newest backup in the second place, or one of its own where home took none."""
    if not second.is_dir():
        raise UserError(Trouble.FOLDER_MISSING, path=str(second), folder=str(second))
    if newest is None:
        return _make(database, second, reason, progress, now)
    with suppress(UserError):  # a stick too full for that may yet take the newest one
        resealing.follow_there(database, second, progress)
    _keep_vault(database, second, progress)
    held = next(iter(generations.listed(second)), None)
    if held is None or held.info.digest != newest.info.digest:
        _carry(newest, second, progress)
    return generations.listed(second)[0]


def _carry(newest: Generation, second: Path, progress: Progress) -> None:
    with generations.new_folder(second, newest.info.made) as part:
        generations.copy_file(
            newest.file,
            part / DATABASE,
            lambda done, total: progress.step(SECOND, 100 * done // max(1, total), 100),
        )
        for each in generations.companions(newest.folder):
            generations.copy_file(each, part / each.name)
        progress.step(READING_BACK, 0, 1)
        generations.seal(part, newest.info)
        if generations.digest_of(part / DATABASE) != newest.info.digest:
            raise UserError(Trouble.VERIFY_FAILED, path=str(part / DATABASE), name=DATABASE)
    generations.rotate(second)


def _keep_vault(database: Database, place: Path, progress: Progress) -> None:
    """Copy kept files that the place does not hold yet; at home a second name costs no room."""
    folder, keys = database.path.parent, vault.keys_of(database)
    kept = (each for each in vault.listed(folder) if each.name == keys.name(vault.hash_in(each.name)))
    missing = [each for each in kept if not _held(each, folder, place)]
    for source in progress.over(missing, FILES, len(missing)) if missing else ():
        target = place / source.relative_to(folder)
        try:
            target.parent.mkdir(parents=True, exist_ok=True)
            if not (place.is_relative_to(folder) and _linked(source, target)):
                _copy_kept(source, target, keys.now)
        except OSError as error:
            raise file_trouble(error, target) from error


def _held(source: Path, folder: Path, place: Path) -> bool:
    with suppress(OSError):
        return (place / source.relative_to(folder)).stat().st_size == source.stat().st_size
    return False


def _linked(source: Path, target: Path) -> bool:
    target.unlink(missing_ok=True)
    with suppress(OSError):  # not every disk knows second names
        os.link(source, target)
        return True
    return False


def _copy_kept(source: Path, target: Path, key: bytes | None) -> None:
    """A file whose name is its hash shows by itself whether it is whole; one spoilt here is not spread."""
    content = vault.opened(source, key)
    if content is None or sha256(content).hexdigest() != vault.hash_in(source.name):
        return
    stored = source.read_bytes()
    with replacing(target) as part:
        part.write_bytes(stored)
    if generations.digest_of(target) != sha256(stored).hexdigest():
        target.unlink(missing_ok=True)
        raise UserError(Trouble.VERIFY_FAILED, path=str(target), name=target.name)


_COUNTS = {
    "records": "SELECT COUNT(*) FROM record WHERE state <> 'deleted' AND kind NOT IN ({system})",
    "figures": "SELECT COUNT(*) FROM record WHERE state <> 'deleted' AND kind = 'figure'",
    "packages": "SELECT COUNT(*) FROM package WHERE active AND NOT sent",
}


def _info(database: Database, reason: Reason, now: str) -> Info:
    with database.read() as connection:
        me = read_setting(connection, "identity") or {}
        return Info(
            made=now,
            reason=reason,
            unit_uid=me.get("unit_uid", ""),
            unit_name=me.get("police_name", ""),
            training=bool(me.get("training", False)),
            program=__version__,
            schema=str(connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()),
            state=_state(connection),
            **counts(connection),
        )


def counts(connection: Connection) -> dict[str, Any]:
    """How many records, figures and received packages the books hold."""
    system = ",".join(f"'{kind.code}'" for kind in SYSTEM_KINDS)
    return {
        name: int(connection.exec_driver_sql(statement.format(system=system)).scalar() or 0)
        for name, statement in _COUNTS.items()
    }


def _state_of(database: Database) -> str:
    with database.read() as connection:
        return _state(connection)


def _state(connection: Connection) -> str:
    """Alike where the journal and the settings are: every change of a row leaves a line in the journal.

    It stands beside the backup, where nobody shall read how much was written.
    """
    settings = connection.exec_driver_sql("SELECT key, value FROM setting ORDER BY key").all()
    written = connection.exec_driver_sql("SELECT COALESCE(MAX(id), 0) FROM journal").scalar()
    return sha256(repr([written, *map(tuple, settings)]).encode()).hexdigest()[:24]
