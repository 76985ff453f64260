"""Opens the database: pragmas, transactions, schema at the right step."""

from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from threading import Event
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event
from sqlalchemy.exc import DatabaseError
from sqlalchemy.pool import QueuePool

from desktop.base.errors import Trouble, UserError
from desktop.migrations import HEAD, steps
from desktop.store import driver, search_index
from desktop.store.looking import Look
from desktop.store.old_data import metadata  # with it every table is known

Told = Callable[[int, int], None]
"""Hears how many of how many pages are done."""

PAGES_AT_A_TIME = 1000
CLAIM_MS = 1000
"""A command that only looks is gone by then."""

PAGE_CACHE_KIB, FEW_PAGES_KIB = 64 * 1024, 2 * 1024
"""Page cache of one connection: an import touches many pages, durability stays FULL. Each thread of a window holds a
connection of its own: where nobody imports on one evening what others wrote all year, they keep few pages."""


def _prepare(connection: Any, kept_kib: int) -> None:
    """What every connection of the pool is told; a locked file has been given its key by then."""
    connection.isolation_level = None  # transactions begin by our own BEGIN, also for DDL
    for pragma in (
        "journal_mode=WAL",
        "synchronous=FULL",
        "foreign_keys=ON",
        "busy_timeout=5000",
        "wal_autocheckpoint=32000",
    ):
        connection.execute(f"PRAGMA {pragma}")
    _keep_pages(connection, kept_kib)


def _keep_pages(connection: Any, kib: int) -> None:
    connection.execute(f"PRAGMA cache_size=-{kib}")


def _begin(connection: Connection) -> None:
    writes = connection.get_execution_options().get("writes", False)
    connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")


def _engine(path: Path, key: bytes | None = None, at_rest: bool = False, kept_kib: int = PAGE_CACHE_KIB) -> Engine:
    """Makes connections; one to a file at rest leaves it without a log beside it."""
    url = URL.create("sqlite", database=str(path))
    engine = create_engine(
        url,
        poolclass=QueuePool,
        module=driver.module(key),
        creator=lambda: driver.connect(path, key, check_same_thread=False),
    )
    if not at_rest:
        event.listen(engine, "connect", lambda connection, _: _prepare(connection, kept_kib))
    event.listen(engine, "begin", _begin)
    return engine


def _tell_nobody(*_: int) -> None:
    """No one waits."""


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

    def __init__(self, path: Path, key: bytes | None = None) -> None:
        self.engine = _engine(path, key)
        self.path = path
        self.key = key
        self._kept_kib = PAGE_CACHE_KIB
        self._there = Event()
        self._there.set()
        self.changed = False
        """Whether anything was written through here since the last backup."""
        self.damaged = False
        """Once that is known, nothing is written any more."""
        self.on_damage: Callable[[], None] = _tell_nobody
        """Hears of it, on whatever thread."""
        self._look = Look(path, key)

    @classmethod
    def create(cls, path: Path) -> "Database":
        """Make a new, empty database at `path`; raise UserError when something is there."""
        if path.exists():
            raise UserError(Trouble.DATA_DIR_IN_USE, path=str(path.parent))
        database = cls(path)
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
    def open(
        cls,
        path: Path,
        before_upgrade: "Callable[[Database], None] | None" = None,
        key: bytes | None = None,
        look_later: bool = False,
    ) -> "Database":
        """Open the database at `path`, whole and at the newest schema; raise UserError otherwise.

        An older one is shown to `before_upgrade` first: what that raises leaves it as it is. Whoever has no time to
        wait until every page is read calls `look_through` later.
        """
        if not path.is_file():
            raise UserError(Trouble.NO_DATABASE, path=str(path))
        database = cls(path, key)
        try:
            database._check(before_upgrade, look_later)
        except DatabaseError as error:
            database.close()
            raise UserError(_trouble(error.orig) or Trouble.DAMAGED_DATABASE, path=str(path)) from error
        except UserError:
            database.close()
            raise
        return database

    def _check(self, before_upgrade: "Callable[[Database], None] | None", look_later: bool) -> None:
        with self.read() as connection:
            found = steps.current(connection)
        if found is None or (not (look_later and found == HEAD) and not self.look_through()):
            raise UserError(Trouble.DAMAGED_DATABASE, path=str(self.path))
        if found != HEAD:
            if found < HEAD and before_upgrade is not None:
                before_upgrade(self)
            steps.upgrade(self.engine, self.path, found)
        with self.read() as connection:
            fits = search_index.fits(connection)
        if not fits:
            with self.begin() as connection:
                search_index.refit(connection)

    def keep_few_pages(self) -> None:
        """Hold little of the file in memory from now on."""
        self._kept_kib = FEW_PAGES_KIB
        self.engine.dispose()
        self.engine = _engine(self.path, self.key, kept_kib=FEW_PAGES_KIB)

    def look_through(self) -> bool:
        """Whether every page can be read; nothing is written any more where not.

        Others may read and write meanwhile. Raise Cancelled when the file is closed before all is read.
        """
        look = self._look
        try:
            whole = look.is_whole()
        except driver.errors() as error:
            if _trouble(error) is not Trouble.DAMAGED_DATABASE:
                raise database_trouble(error, self.path) from error
            whole = False
        if not whole:
            self._found_damaged()
        return whole

    def _found_damaged(self) -> None:
        if not self.damaged:
            self.damaged = True
            self.on_damage()

    def _refuse_damaged(self) -> None:
        if self.damaged:
            raise UserError(Trouble.DAMAGED_DATABASE, path=str(self.path))

    @contextmanager
    def begin(self) -> Iterator[Connection]:
        """A connection inside one writing transaction: committed at the end, rolled back on error."""
        self._refuse_damaged()
        self.changed = True
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
        self._refuse_damaged()
        self.changed = True
        with self._plainly(alone=False), self.engine.connect().execution_options(writes=True) as connection:
            raw: Any = connection.connection.driver_connection
            self._attach(raw, stage)
            # rows are joined by ids made in the same statements; the self-test looks at every link
            raw.execute("PRAGMA foreign_keys=OFF")
            _keep_pages(raw, PAGE_CACHE_KIB)
            try:
                with connection.begin():
                    yield connection
            finally:
                raw.execute("DETACH DATABASE stage")
                raw.execute("PRAGMA foreign_keys=ON")
                _keep_pages(raw, self._kept_kib)

    def _attach(self, raw: Any, stage: Path) -> None:
        """The stage lies under the key of the books."""
        if self.key is None:
            raw.execute("ATTACH DATABASE ? AS stage", (str(stage),))
        else:
            raw.execute("ATTACH DATABASE ? AS stage KEY ?", (str(stage), driver.literal(self.key)))

    @contextmanager
    def closed(self) -> Iterator[None]:
        """Let go of the file meanwhile; afterwards it is opened by the key that holds then.

        Who wants to read meanwhile waits. Raise UserError while somebody in this process reads or writes.
        """
        self._there.clear()
        try:
            self._look.stop()
            pool = self.engine.pool
            if isinstance(pool, QueuePool) and pool.checkedout():
                raise UserError(Trouble.DATABASE_LOCKED, path=str(self.path))
            self.close()
            try:
                yield
            finally:
                self.engine = _engine(self.path, self.key, kept_kib=self._kept_kib)
                self._look = Look(self.path, self.key)
        finally:
            self._there.set()

    def copy_to(self, path: Path, told: Told | None = None) -> None:
        """Write all of this moment into the new file `path`, without a log beside it; raise UserError when it fails.

        Whoever writes meanwhile is not held up: the pages are those of one unchanging state.
        """
        copy = self._at_rest(path)
        try:
            with self.read() as connection:
                steps.current(connection)  # from the first reading on the state stands still
                self._copy_pages(connection, copy, told or _tell_nobody)
        except self.engine.dialect.loaded_dbapi.Error as error:
            damaged = _trouble(error) is Trouble.DAMAGED_DATABASE  # then it is ours, not the copy
            raise database_trouble(error, self.path if damaged else path) from error
        finally:
            copy.dispose()

    @staticmethod
    def _copy_pages(connection: Connection, copy: Engine, told: Told) -> None:
        source, target = connection.connection.driver_connection, copy.raw_connection()
        try:
            into = target.driver_connection
            assert source is not None
            assert into is not None
            told(0, 1)
            source.backup(into, pages=PAGES_AT_A_TIME, progress=lambda _, left, total: told(total - left, total))
            into.execute("PRAGMA journal_mode=DELETE")
        finally:
            target.close()

    def is_sound(self, copy: Path) -> bool:
        """Whether a copy of this database can be read from end to end; leaves nothing beside it."""
        engine = self._at_rest(copy)
        try:
            with engine.connect() as connection:
                return connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() == "ok"
        except DatabaseError:
            return False
        finally:
            engine.dispose()

    def _at_rest(self, copy: Path) -> Engine:
        """Connections to a copy, which is locked as the original is."""
        return _engine(copy, self.key, at_rest=True)

    def faulty_deep_down(self) -> str:
        """What the slow, complete check finds; '' when all is well."""
        try:
            with self.read() as connection:
                answer = str(connection.exec_driver_sql("PRAGMA integrity_check(1)").scalar())
        except UserError as error:
            return error.code.value
        return "" if answer == "ok" else answer

    @contextmanager
    def _plainly(self, alone: bool = True) -> Iterator[None]:
        """The disk's own faults as troubles: full, read-only, held by another window, damaged.

        Where another file is attached, the damage may be that one's.
        """
        self._there.wait()
        try:
            yield
        except DatabaseError as error:
            if error.orig is None or (trouble := _trouble(error.orig)) is None:
                raise
            if trouble is Trouble.DAMAGED_DATABASE and alone:
                self._found_damaged()
            raise database_trouble(error.orig, self.path) from error

    def claim(self) -> None:
        """Make sure that nobody else has the file open, before it is set aside; raise UserError otherwise."""
        self._look.stop()
        self.engine.dispose()
        connection = self.engine.raw_connection()
        try:
            with closing(connection.cursor()) as cursor:
                cursor.execute(f"PRAGMA busy_timeout={CLAIM_MS}")
                cursor.execute("PRAGMA journal_mode=DELETE")  # only whoever is alone may leave the log
        except self.engine.dialect.loaded_dbapi.Error as error:
            raise database_trouble(error, self.path) from error
        finally:
            connection.close()
            self.engine.dispose()

    def close(self) -> None:
        """Fold the write-ahead log back and let go of the file; into a damaged one nothing is folded."""
        self._look.stop()
        try:
            self._refuse_damaged()
            with self.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        except (DatabaseError, UserError):
            pass  # a damaged file has nothing to fold back
        self.engine.dispose()
