"""A backup → tried beside the books → what would be lost → in their place, at one stroke.

The backup is copied into a folder of its own and opened there, so nothing is written into the backup. Once it is to
take the place, a note says so: a power cut in the midst is made good by the next opening. What was there is set aside
under another name and never removed.
"""

import json
import os
import shutil
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import file_trouble, replacing, safe_on_disk
from desktop.base.progress import Progress, Silent
from desktop.services import generations, resealing, ruling, vault
from desktop.services.books import read_setting
from desktop.services.comparing import Difference, difference
from desktop.services.generations import COMPANIONS, DATABASE
from desktop.store.database import Database

TRIAL, READY = "restoring", "ready.json"
COPYING = "Đọc bản sao lưu"
BEFORE, DAMAGED = "truoc-phuc-hoi", "hong"
_MAGIC = b"SQLite format 3\x00"
_LOGS = ("-wal", "-shm", "-journal")


@dataclass(frozen=True)
class Trial:
    """A backup that was opened beside the books, ready to take their place."""

    folder: Path
    """The data folder it is for."""
    backup: Path
    unit_name: str
    difference: Difference
    present_damaged: bool = False


def prepare(
    folder: Path,
    backup: Path,
    present: Database | None,
    progress: Progress | None = None,
    opens: Callable[[Path], Database] = Database.open,
) -> Trial:
    """Open a backup beside the books in `folder`; raise UserError when it is not whole, not ours or too new.

    Books that are there and could not be opened are damaged. `opens` knows the key where books are locked.
    """
    progress, trial = progress or Silent(), folder / TRIAL
    damaged = present is None and (folder / DATABASE).is_file()
    if backup.is_dir():
        backup = backup / DATABASE
    _check_file(backup)
    _copy_in(backup, trial, lambda done, total: progress.step(COPYING, 100 * done // max(1, total), 100))
    try:
        tried = _opened(opens, trial / DATABASE, backup)
        try:
            identity = _identity(tried, backup)
            if present is not None:
                _same_books(identity, present, backup)
            _check_catalogue(tried, backup)
            resealing.carry(tried, present)
            return Trial(folder, backup, identity["police_name"], difference(present, tried), damaged)
        finally:
            tried.close()
    except BaseException:
        forget(folder)
        raise


def forget(folder: Path) -> None:
    """Put a trial away that does not take the place."""
    if not pending(folder):
        shutil.rmtree(folder / TRIAL, ignore_errors=True)


def put_in_place(trial: Trial) -> None:
    """Let the tried backup take the place of the books, which must be closed; those are set aside."""
    folder = trial.folder
    aside = _free_name(folder, DAMAGED if trial.present_damaged else BEFORE)
    _keep_received(trial.backup.parent, folder)
    for each in (folder / TRIAL).iterdir():
        safe_on_disk(each)
    with replacing(folder / TRIAL / READY) as part:
        part.write_text(json.dumps({"aside": aside}), "utf-8")
    finish(folder)


def pending(folder: Path) -> bool:
    """Whether a restored database waits to take its place: the power went in the midst."""
    return (folder / TRIAL / READY).is_file()


def finish(folder: Path) -> None:
    """Put a database that is ready in its place; does nothing where none is, and may be done again."""
    if not pending(folder):
        return
    try:
        trial = folder / TRIAL
        aside = json.loads((trial / READY).read_text("utf-8"))["aside"]
        if (trial / DATABASE).is_file():
            _set_aside(folder, aside)
            for each in generations.companions(trial):
                shutil.copyfile(each, folder / each.name)
                safe_on_disk(folder / each.name)
            os.replace(trial / DATABASE, folder / DATABASE)
            safe_on_disk(folder)
        (trial / READY).unlink()
        shutil.rmtree(trial, ignore_errors=True)
    except OSError as error:
        raise file_trouble(error, folder / DATABASE) from error


def _set_aside(folder: Path, aside: str) -> None:
    """Give the books that were there another name: the logs keep theirs behind it, and can still be read with it."""
    names = {DATABASE + log: f"{DATABASE}.{aside}{log}" for log in _LOGS}
    names |= {name: f"{name}.{aside}" for name in COMPANIONS}
    names[DATABASE] = f"{DATABASE}.{aside}"
    for old, new in names.items():
        if (folder / old).exists() and not (folder / new).exists():  # the second time the old one is aside already
            os.replace(folder / old, folder / new)


def _free_name(folder: Path, label: str) -> str:
    number = 1
    while (folder / f"{DATABASE}.{label}-{number}").exists():
        number += 1
    return f"{label}-{number}"


def _check_file(backup: Path) -> None:
    if not backup.is_file():
        raise UserError(Trouble.FILE_MISSING, path=str(backup), folder=str(backup.parent), name=backup.name)


def _copy_in(backup: Path, trial: Path, told: Callable[[int, int], None]) -> None:
    """The backup under the names that books have; a log beside it belongs to it."""
    try:
        shutil.rmtree(trial, ignore_errors=True)
        trial.mkdir(parents=True)
        generations.copy_file(backup, trial / DATABASE, told)
        log = backup.with_name(backup.name + "-wal")
        if log.is_file():
            generations.copy_file(log, trial / (DATABASE + "-wal"))
        for name in COMPANIONS:
            for source in (backup.with_name(f"{backup.name}.{name}"), backup.with_name(name)):
                if source.is_file():
                    generations.copy_file(source, trial / name)
                    break
    except OSError as error:
        forget(trial.parent)
        raise file_trouble(error, backup) from error
    except BaseException:
        forget(trial.parent)
        raise


def _opened(opens: Callable[[Path], Database], path: Path, backup: Path) -> Database:
    """The tried database, brought to the present schema; what is wrong is said of the backup."""
    if not path.stat().st_size:
        raise UserError(Trouble.BACKUP_DAMAGED, path=str(backup), name=backup.name)
    try:
        return opens(path)
    except UserError as error:
        raise UserError(_why(error.code, path), path=str(backup), name=backup.name) from error


def _why(code: Trouble, path: Path) -> Trouble:
    if code is Trouble.NEWER_DATABASE:
        return Trouble.BACKUP_NEWER
    if code is not Trouble.DAMAGED_DATABASE:
        return code
    with path.open("rb") as file:
        ours = file.read(len(_MAGIC)) == _MAGIC or bool(generations.companions(path.parent))
    return Trouble.BACKUP_DAMAGED if ours else Trouble.BACKUP_FOREIGN


def _identity(tried: Database, backup: Path) -> dict[str, str]:
    with tried.read() as connection:
        identity: dict[str, str] | None = read_setting(connection, "identity")
    if identity is None:
        raise UserError(Trouble.BACKUP_FOREIGN, path=str(backup), name=backup.name)
    return identity


def _check_catalogue(tried: Database, backup: Path) -> None:
    with tried.read() as connection:
        try:
            ruling.in_force(connection)
        except UserError as error:
            raise UserError(Trouble.BACKUP_NEWER, path=str(backup), name=backup.name) from error


def _same_books(identity: dict[str, str], present: Database, backup: Path) -> None:
    with present.read() as connection:
        ours = read_setting(connection, "identity")
    if identity["unit_uid"] != ours["unit_uid"] or identity["role"] != ours["role"]:
        facts = {"unit": identity["police_name"], "owner": ours["police_name"]}
        raise UserError(Trouble.BACKUP_OTHER_UNIT, name=backup.name, **facts)
    if bool(identity.get("training")) is not bool(ours.get("training")):
        code = Trouble.BACKUP_FOR_TRAINING if identity.get("training") else Trouble.BACKUP_FOR_REAL
        raise UserError(code, name=backup.name)


def _keep_received(place: Path, folder: Path) -> None:
    """Received files that lie beside the backup and are missing here; the self-test tells of those not to be had."""
    for source in (*vault.listed(place), *vault.listed(place.parent)):
        target = vault.folder_of(folder, source.name) / source.name
        if target.exists():
            continue
        with suppress(OSError):
            target.parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(source, target)
