"""Opens the database: pragmas, transactions, schema at the right step."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from desktop.base.errors import Trouble, UserError
from desktop.migrations import HEAD, steps
from desktop.store import search_index
from desktop.store.old_data import metadata  # with it every table is known

PAGE_CACHE_KIB = 64 * 1024
"""Page cache of one connection: an import touches many pages, durability stays FULL."""


def _prepare(connection: Any, _record: Any) -> None:
    connection.isolation_level = None  # transactions begin by our own BEGIN, also for DDL
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "wal_autocheckpoint=32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute(f"PRAGMA cache_size=-{PAGE_CACHE_KIB}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _engine(path: Path) -> Engine:
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(url, poolclass=QueuePool, connect_args={"check_same_thread": False})
    event.listen(engine, "connect", _prepare)
    event.listen(engine, "begin", _begin)
    return engine


_TROUBLES = {
    "SQLITE_FULL": Trouble.DISK_FULL,
    "SQLITE_READONLY": Trouble.READ_ONLY_MEDIUM,
    "SQLITE_CANTOPEN": Trouble.READ_ONLY_MEDIUM,
    "SQLITE_BUSY": Trouble.DATABASE_LOCKED,
    "SQLITE_LOCKED": Trouble.DATABASE_LOCKED,
    "SQLITE_IOERR": Trouble.MEDIUM_FAILED,
    "SQLITE_CORRUPT": Trouble.DAMAGED_DATABASE,
    "SQLITE_NOTADB": Trouble.DAMAGED_DATABASE,
}


def _trouble(error: BaseException | None) -> Trouble | None:
    name = str(getattr(error, "sqlite_errorname", ""))
    return next((trouble for start, trouble in _TROUBLES.items() if name.startswith(start)), None)


def database_trouble(error: BaseException, path: Path) -> UserError:
    """The trouble behind an error of the driver, told about the file that was asked for."""
    trouble = _trouble(error) or Trouble.MEDIUM_FAILED
    return UserError(trouble, path=str(path), folder=str(path.parent), name=path.name)


class Database:
    """One open database; the only maker of connections."""

    def __init__(self, engine: Engine, path: Path) -> None:
        self.engine = engine
        self.path = path

    @classmethod
    def create(cls, path: Path) -> "Database":
        """Make a new, empty database at `path`; raise UserError when something is there."""
        if path.exists():
            raise UserError(Trouble.DATA_DIR_IN_USE, path=str(path.parent))
        database = cls(_engine(path), path)
        try:
            with database.begin() as connection:
                metadata.create_all(connection)
                search_index.make(connection)
                steps.stamp(connection, HEAD)
        except DatabaseError as error:
            database.close()
            raise UserError(Trouble.READ_ONLY_MEDIUM, path=str(path)) from error
        except UserError:
            database.close()
            raise
        return database

    @classmethod
    def open(cls, path: Path) -> "Database":
        """Open the database at `path`, whole and at the newest schema; raise UserError otherwise."""
        if not path.is_file():
            raise UserError(Trouble.NO_DATABASE, path=str(path))
        database = cls(_engine(path), path)
        try:
            database._check()
        except DatabaseError as error:
            database.close()
            raise UserError(_trouble(error.orig) or Trouble.DAMAGED_DATABASE, path=str(path)) from error
        except UserError:
            database.close()
            raise
        return database

    def _check(self) -> None:
        with self.read() as connection:
            found = steps.current(connection)
            answer = connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()
        if answer != "ok" or found is None:
            raise UserError(Trouble.DAMAGED_DATABASE, path=str(self.path))
        if found != HEAD:
            steps.upgrade(self.engine, self.path, found)
        with self.read() as connection:
            fits = search_index.fits(connection)
        if not fits:
            with self.begin() as connection:
                search_index.refit(connection)

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection inside one writing transaction: committed at the end, rolled back on error."""
        with (
            self._plainly(),
            self.engine.connect().execution_options(writes=True) as connection,
            connection.begin(),
        ):
            yield connection

    @contextmanager
    def read(self) -> Iterator[Connection]:
        """A connection that sees one unchanging state."""
        with self._plainly(), self.engine.connect() as connection:
            yield connection

    @contextmanager
    def attached(self, stage: Path) -> Iterator[Connection]:
        """A writing connection with the staging file `stage` attached under the name `stage`."""
        with self._plainly(), self.engine.connect().execution_options(writes=True) as connection:
            driver = connection.connection.driver_connection
            assert driver is not None
            driver.execute("ATTACH DATABASE ? AS stage", (str(stage),))
            # rows are joined by ids made in the same statements; the self-test looks at every link
            driver.execute("PRAGMA foreign_keys=OFF")
            try:
                with connection.begin():
                    yield connection
            finally:
                driver.execute("DETACH DATABASE stage")
                driver.execute("PRAGMA foreign_keys=ON")

    @contextmanager
    def _plainly(self) -> Iterator[None]:
        """The disk's own faults as troubles: full, read-only, held by another window, damaged."""
        try:
            yield
        except DatabaseError as error:
            if error.orig is None or _trouble(error.orig) is None:
                raise
            raise database_trouble(error.orig, self.path) from error

    def close(self) -> None:
        """Fold the write-ahead log back and let go of the file."""
        try:
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except DatabaseError:
            pass  # a damaged file has nothing to fold back
        self.engine.dispose()
