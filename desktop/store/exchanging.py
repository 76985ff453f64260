"""Plain books become locked ones, locked ones plain, or get another key: a new file that replaces the old one.

The new file is written whole, opened again and compared row by row before it takes the name. Its key file lies ready
before that and is told from the old one by the salt: killed at any moment, one file with its key is always there.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Any

from desktop.base.errors import Trouble, UserError
from desktop.base.paths import replacing, wipe
from desktop.base.progress import Progress, Silent
from desktop.store import driver, keyring
from desktop.store.database import Database, database_trouble
from desktop.store.keyring import NEXT, Keyring

LABEL = "Đang khóa sổ"
_TABLES = (
    "SELECT name FROM sqlite_master WHERE type = 'table' AND rootpage > 0 AND name NOT LIKE 'sqlite_stat%'"
    " ORDER BY name"
)


def exchange(database: Database, key: bytes | None, ring: Keyring | None, progress: Progress | None = None) -> None:
    """Put the books under another key, or none; raise UserError when a window has them open, or the disk fails."""
    place = database.path
    coming = keyring.place_of(place).with_name(keyring.place_of(place).name + NEXT)
    with database.closed():
        try:
            if ring is not None:
                keyring.write(coming, ring)
            put_under(place, database.key, key, progress)
        except BaseException:
            if driver.head_of(place) != _head(key):
                coming.unlink(missing_ok=True)
            raise
        database.key = key
        if ring is None:
            keyring.retire(keyring.place_of(place))
        else:
            keyring.promote(coming, keyring.place_of(place), ring)


def _head(key: bytes | None) -> bytes:
    return driver.PLAIN if key is None else driver.salt_of(key)


def put_under(place: Path, before: bytes | None, after: bytes | None, progress: Progress | None = None) -> None:
    """Put a database file that nobody has open under another key, or none; raise UserError when it cannot be."""
    try:
        with _guarded(place, before), closing(_alone(place, before)) as old, _wiped(place), replacing(place) as part:
            _copy(old, part, after)
            _compare(old, part, after, progress or Silent())
            if os.name == "nt":
                old.close()  # a file that is open cannot be replaced there
    except driver.errors() as error:
        raise database_trouble(error, place) from error


def copy_under(source: Path, before: bytes | None, part: Path, after: bytes | None) -> None:
    """A copy of a database file that nobody has open, under another key; raise UserError when it cannot be made."""
    try:
        with closing(_alone(source, before)) as old:
            _copy(old, part, after)
            _compare(old, part, after, Silent())
    except driver.errors() as error:
        raise database_trouble(error, source) from error


@contextmanager
def _wiped(place: Path) -> Iterator[None]:
    """Once the new file has the name, the old one is written over: nobody who waited for it can write there any more,
    and no plain row stays on the disk. Its handle stays open meanwhile, since closing one lets go of every lock.
    """
    if os.name == "nt":
        yield
        return
    file = os.open(place, os.O_RDWR)
    try:
        yield
        if os.fstat(file).st_nlink == 0:
            wipe(file)
    finally:
        os.close(file)


@contextmanager
def _guarded(place: Path, key: bytes | None) -> Iterator[None]:
    """Plain books are open by sqlite3 and copied by SQLCipher: where locks belong to a process, neither library of
    one process sees the other's, so the first one keeps everybody of its own out.
    """
    if key is not None or os.name == "nt":
        yield
        return
    with closing(sqlite3.connect(place, isolation_level=None)) as guard:
        _hold(guard, place)
        guard.execute("BEGIN EXCLUSIVE")
        yield


def _alone(place: Path, key: bytes | None) -> Any:
    """A connection that nobody can write beside; raise UserError when others are there."""
    connection = driver.connect_both(place, isolation_level=None)
    try:
        if key is not None:
            connection.execute(f'PRAGMA key="{driver.literal(key)}"')
        _hold(connection, place)
    except BaseException:
        connection.close()
        raise
    return connection


def _hold(connection: Any, place: Path) -> None:
    """Fold the log back, which is possible only alone; the first transaction takes the file until the end."""
    connection.execute("PRAGMA busy_timeout=2000")
    if connection.execute("PRAGMA journal_mode=DELETE").fetchone()[0] != "delete":
        raise UserError(Trouble.DATABASE_LOCKED, path=str(place))
    connection.execute("PRAGMA locking_mode=EXCLUSIVE")


def _copy(old: Any, part: Path, key: bytes | None) -> None:
    part.touch()
    old.execute("ATTACH DATABASE ? AS made KEY ?", (str(part), driver.literal(key)))
    old.execute("PRAGMA made.journal_mode=OFF")  # it counts for nothing until it is whole
    old.execute("BEGIN EXCLUSIVE")
    old.execute("SELECT sqlcipher_export('made')")
    old.execute("COMMIT")
    old.execute("DETACH DATABASE made")


def _compare(old: Any, part: Path, key: bytes | None, progress: Progress) -> None:
    """Raise UserError unless the new file, opened by its key, is sound and holds every row of the old one."""
    with closing(driver.connect(part, key, isolation_level=None)) as made:
        tables = [name for (name,) in old.execute(_TABLES)]
        same = tables == [name for (name,) in made.execute(_TABLES)]
        same = same and made.execute("PRAGMA quick_check").fetchone()[0] == "ok"
        for table in progress.over(tables, LABEL, len(tables)):
            same = same and _alike(old, made, table)
    if not same:
        raise UserError(Trouble.VERIFY_FAILED, path=str(part), name=part.name.removesuffix(".part"))


def _alike(old: Any, made: Any, table: str) -> bool:
    rows = f'SELECT * FROM "{table}"'
    try:
        return all(one == other for one, other in zip(old.execute(rows), made.execute(rows), strict=True))
    except ValueError:
        return False  # one of them has more rows
