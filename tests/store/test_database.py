"""Opening, transactions, and everything that can be wrong with the file."""

from contextlib import closing
from pathlib import Path
from threading import Event, Thread

import pytest
import sqlalchemy
from sqlalchemy import create_engine, inspect

from desktop.base.errors import Cancelled, Trouble, UserError
from desktop.migrations import HEAD, steps
from desktop.store import driver, tables
from desktop.store.database import Database
from desktop.store.exchanging import exchange
from desktop.store.keyring import Keyring
from desktop.store.looking import Look


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "giaoban.db"


@pytest.fixture(params=["plain", "locked"])
def key(request) -> bytes | None:
    """Everything holds for plain and for locked files."""
    return driver.new_key() if request.param == "locked" else None


@pytest.fixture
def database(place, key):
    opened = Database.create(place)
    if key is not None:
        exchange(opened, key, Keyring(driver.salt_of(key).hex(), "01495", ""))
        keys(opened)  # the first connection brings the write-ahead log back
    yield opened
    opened.close()


def trouble_of(action, *arguments) -> Trouble:
    with pytest.raises(UserError) as caught:
        action(*arguments)
    return caught.value.code


def put(connection, key, value="1"):
    connection.exec_driver_sql("INSERT INTO setting VALUES (?, ?)", (key, value))


def keys(database):
    with database.read() as connection:
        return [key for (key,) in connection.exec_driver_sql("SELECT key FROM setting ORDER BY key")]


def test_every_save_is_written_through(database):
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA journal_mode").scalar() == "wal"
        assert connection.exec_driver_sql("PRAGMA synchronous").scalar() == 2
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1


def test_a_transaction_is_whole_or_nothing(database):
    with database.begin() as connection:
        put(connection, "kept")
    with pytest.raises(sqlalchemy.exc.IntegrityError), database.begin() as connection:
        connection.exec_driver_sql("INSERT INTO setting VALUES ('lost', '1'), ('kept', '1')")
    assert keys(database) == ["kept"]


def test_what_was_written_is_there_after_opening_again(place, database, key):
    with database.begin() as connection:
        put(connection, "kept")
    database.close()
    again = Database.open(place, key=key)
    assert keys(again) == ["kept"]
    again.close()


def test_existing_books_are_never_made_anew(place, database):
    assert trouble_of(Database.create, place) is Trouble.DATA_DIR_IN_USE


def test_no_database(place):
    assert trouble_of(Database.open, place) is Trouble.NO_DATABASE


@pytest.mark.parametrize("content", [b"", b"not a database at all, but long enough to look like one " * 40])
def test_a_damaged_database(place, content):
    place.write_bytes(content)
    assert trouble_of(Database.open, place) is Trouble.DAMAGED_DATABASE


def test_a_page_that_was_overwritten_is_found(place, database, key):
    with database.begin() as connection:
        for number in range(3000):
            put(connection, f"key{number:05d}", "x" * 200)
    database.close()
    content = bytearray(place.read_bytes())
    middle = len(content) // 2 // 4096 * 4096
    content[middle : middle + 4096] = b"\xff" * 4096
    place.write_bytes(content)
    assert trouble_of(lambda: Database.open(place, key=key)) is Trouble.DAMAGED_DATABASE


def test_a_newer_database_is_left_alone(place, database, key):
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    before = place.read_bytes()
    assert trouble_of(lambda: Database.open(place, key=key)) is Trouble.NEWER_DATABASE
    assert place.read_bytes() == before


def test_a_database_that_another_window_writes(place, database, key):
    other = driver.connect(place, key, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with database.read() as connection:
        connection.exec_driver_sql("PRAGMA busy_timeout=1")
    with pytest.raises(UserError) as caught, database.begin():
        pass
    other.close()
    assert caught.value.code is Trouble.DATABASE_LOCKED


def test_the_steps_lead_to_the_same_schema_as_the_tables(database, tmp_path):
    engine = create_engine(f"sqlite:///{tmp_path / 'steps.db'}")
    with engine.begin() as connection:
        steps.build(connection)
        assert steps.current(connection) == HEAD
    by_steps, by_tables = inspect(engine), inspect(database.engine)
    for table in tables.metadata.tables:
        assert _shape(by_steps, table) == _shape(by_tables, table)
    assert set(by_steps.get_table_names()) == set(by_tables.get_table_names())
    engine.dispose()


def _shape(found, table):
    columns = [(c["name"], str(c["type"]), c["nullable"], c["primary_key"]) for c in found.get_columns(table)]
    indexes = sorted((i["name"], i["column_names"], i["unique"]) for i in found.get_indexes(table))
    return columns, indexes


def test_a_failing_step_puts_the_old_file_back(place, database, key, monkeypatch):
    with database.begin() as connection:
        put(connection, "kept")
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '0000'")
    database.close()

    def broken(connection):
        connection.exec_driver_sql("DROP TABLE setting")
        raise RuntimeError("power cut")

    monkeypatch.setattr(steps, "_run", broken)
    with pytest.raises(RuntimeError):
        Database.open(place, key=key)
    with closing(driver.connect(place, key)) as left:
        assert left.execute("SELECT key FROM setting").fetchall() == [("kept",)]


def test_a_look_gives_way_to_who_closes_the_file(place, database, key):
    with database.begin() as connection:
        for number in range(3000):
            put(connection, f"key{number:05d}", "x" * 200)
    assert database.look_through()
    begun, ended = Event(), []

    class Slow(Look):
        def _read(self):
            begun.set()
            endless = "WITH RECURSIVE n(i) AS (SELECT 0 UNION ALL SELECT 0 FROM n) SELECT COUNT(*) FROM n"
            return self._connection.execute(endless).fetchone() is None

    def look():
        try:
            database.look_through()
        except Cancelled:
            ended.append("cancelled")

    database._look = Slow(place, key)
    thread = Thread(target=look)
    thread.start()
    begun.wait()
    database.close()
    thread.join()
    assert ended == ["cancelled"] and not database.damaged


def test_nothing_is_written_once_damage_is_known(place, database, key):
    told = []
    database.on_damage = lambda: told.append("damaged")
    database.close()
    content = bytearray(place.read_bytes())
    content[4096 * 3 : 4096 * 4] = b"\xff" * 4096
    place.write_bytes(content)
    opened = Database.open(place, key=key, look_later=True)
    opened.on_damage = lambda: told.append("damaged")
    assert not opened.look_through()
    assert told == ["damaged"]
    assert trouble_of(lambda: put_one(opened)) is Trouble.DAMAGED_DATABASE
    opened.close()


def put_one(database):
    with database.begin() as connection:
        put(connection, "key", "x")
