"""Plain books become locked, locked ones plain: nothing is lost, the key alone opens, the file tells nothing."""

import os
import sqlite3
import subprocess
import sys
from threading import Thread

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.store import driver, exchanging, keyring
from desktop.store.database import Database
from desktop.store.exchanging import exchange
from desktop.store.keyring import Keyring
from tests.store.test_database import keys, put, trouble_of

SECRET = "Đàm Thủy, trộm cắp"


@pytest.fixture
def place(tmp_path):
    return tmp_path / "giaoban.db"


@pytest.fixture
def database(place):
    opened = Database.create(place)
    with opened.begin() as connection:
        for number in range(300):
            put(connection, f"key{number}", SECRET)
    opened.close()  # the log is folded back; it opens again by itself
    yield opened
    opened.close()


def ring_for(key):
    ring = Keyring(driver.salt_of(key).hex(), "01495", "Công an xã Đàm Thủy")
    return ring.put(keyring.for_secret(key, b"s" * 16))


def locked(database):
    key = driver.new_key()
    exchange(database, key, ring_for(key))
    return key


def test_a_locked_file_tells_nothing_and_its_key_opens_everything(place, database):
    before = keys(database)
    assert SECRET.encode() in place.read_bytes()
    key = locked(database)
    assert SECRET.encode() not in place.read_bytes()
    assert keys(database) == before
    database.close()
    assert place.read_bytes()[:16] == driver.salt_of(key)
    assert trouble_of(Database.open, place) is Trouble.DAMAGED_DATABASE
    assert trouble_of(lambda: Database.open(place, key=driver.new_key())) is Trouble.DAMAGED_DATABASE
    again = Database.open(place, key=key)
    assert keys(again) == before
    again.close()


def test_what_is_written_after_locking_is_locked_too(place, database):
    key = locked(database)
    with database.begin() as connection:
        put(connection, "later", SECRET)
    assert all(SECRET.encode() not in each.read_bytes() for each in place.parent.iterdir())
    database.close()
    again = Database.open(place, key=key)
    assert "later" in keys(again)
    again.close()


def test_locked_books_become_plain_again(place, database):
    before = keys(database)
    locked(database)
    exchange(database, None, None)
    assert keys(database) == before
    database.close()
    with sqlite3.connect(place) as plain:
        assert plain.execute("SELECT count(*) FROM setting").fetchone() == (300,)
    plain.close()
    assert keyring.find(place) is None


def test_another_key_and_the_older_backup_still_finds_its_key_file(place, database, tmp_path):
    locked(database)
    database.close()
    (tmp_path / "cũ.db").write_bytes(place.read_bytes())
    key = locked(database)
    assert keyring.find(place).fits(key)
    older = keyring.fitting(driver.head_of(tmp_path / "cũ.db"), keyring.place_of(place))
    assert older is not None
    assert Database.open(tmp_path / "cũ.db", key=keyring.by_secret(older[1].wraps[0], b"s" * 16)).close() is None


def test_the_search_index_goes_along(database):
    locked(database)
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM record_search").scalar() == 0


def test_books_that_another_window_has_open_are_left_alone(place, database):
    other = sqlite3.connect(place, isolation_level=None)
    other.execute("SELECT count(*) FROM setting").fetchone()
    assert trouble_of(locked, database) is Trouble.DATABASE_LOCKED
    other.close()
    assert driver.head_of(place) == driver.PLAIN
    assert len(keys(database)) == 300
    assert [each.name for each in place.parent.glob("*.key*")] == []


def test_a_reader_in_this_window_keeps_the_books_as_they_are(place, database):
    with database.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM setting").scalar()
        assert trouble_of(locked, database) is Trouble.DATABASE_LOCKED
    key = locked(database)
    with database.read() as connection:
        connection.exec_driver_sql("SELECT count(*) FROM setting").scalar()
        with pytest.raises(UserError) as caught:
            exchange(database, None, None)
        assert caught.value.code is Trouble.DATABASE_LOCKED
    assert driver.head_of(place) == driver.salt_of(key)


HOLDER = """
import sys
from pathlib import Path
from desktop.store.database import Database
database = Database.open(Path(sys.argv[1]))
print("open", flush=True)
sys.stdin.readline()
database.close()
"""


def test_another_process_keeps_the_books_as_they_are(place, database):
    command = [sys.executable, "-c", HOLDER, str(place)]
    with subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as holder:
        assert holder.stdout.readline() == "open\n"
        assert trouble_of(locked, database) is Trouble.DATABASE_LOCKED
        holder.communicate("\n")
    assert driver.head_of(place) == driver.PLAIN
    locked(database)
    assert len(keys(database)) == 300


def test_who_wants_to_read_meanwhile_waits_and_finds_everything(database, monkeypatch):
    compare, found = exchanging._compare, []
    reader = Thread(target=lambda: found.append(len(keys(database))))

    def watched(*arguments):
        reader.start()
        compare(*arguments)
        assert found == []

    monkeypatch.setattr(exchanging, "_compare", watched)
    locked(database)
    reader.join()
    assert found == [300]


def test_a_copy_that_lacks_a_row_never_takes_the_place(place, database, monkeypatch):
    copy = exchanging._copy

    def lossy(old, part, key):
        copy(old, part, key)
        made = driver.connect(part, key, isolation_level=None)
        made.execute("DELETE FROM setting WHERE key = 'key7'")
        made.close()

    monkeypatch.setattr(exchanging, "_copy", lossy)
    assert trouble_of(locked, database) is Trouble.VERIFY_FAILED
    assert driver.head_of(place) == driver.PLAIN
    assert len(keys(database)) == 300


@pytest.mark.skipif(os.name == "nt", reason="an open file can be replaced only here")
def test_who_still_holds_the_old_file_finds_nothing_in_it(place, database):
    with place.open("rb") as old:
        locked(database)
        left = old.read()
        assert set(left) == {0}


def test_a_full_disk_leaves_the_books_as_they_were(place, database, monkeypatch):
    def full(part):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("desktop.base.paths._sync", full)
    assert trouble_of(locked, database) is Trouble.DISK_FULL
    assert len(keys(database)) == 300
    assert sorted(each.name for each in place.parent.iterdir() if each.suffix not in (".db-wal", ".db-shm")) == [
        "giaoban.db"
    ]


@pytest.mark.parametrize("left_as", ["next", "older"])
def test_a_change_killed_before_the_key_file_got_its_name_goes_on(place, database, left_as):
    key = locked(database)
    database.close()
    name = keyring.place_of(place)
    name.rename(name.with_name(f"{name.name}.{'next' if left_as == 'next' else 'abcd'}"))
    assert keyring.find(place).fits(key)
    assert name.is_file()


@pytest.mark.parametrize(
    ("harm", "trouble"),
    [
        ("missing", Trouble.KEY_FILE_MISSING),
        ("spoilt", Trouble.KEY_FILE_DAMAGED),
        ("empty", Trouble.KEY_FILE_DAMAGED),
        ("newer", Trouble.NEWER_DATABASE),
        ("other", Trouble.KEY_OF_OTHER_DATABASE),
    ],
)
def test_what_is_wrong_with_a_key_file_is_said(place, database, harm, trouble):
    locked(database)
    database.close()
    file = keyring.place_of(place)
    match harm:
        case "missing":
            file.unlink()
        case "spoilt":
            file.write_bytes(file.read_bytes()[:-40])
        case "empty":
            file.write_bytes(b"")
        case "newer":
            file.write_text(file.read_text("utf-8").replace('"format": 1', '"format": 2'), "utf-8")
        case "other":
            keyring.write(file, ring_for(driver.new_key()))
    with pytest.raises(UserError) as caught:
        keyring.find(place)
    assert caught.value.code is trouble


def test_a_spoilt_page_of_a_locked_file_is_found(place, database):
    key = locked(database)
    database.close()
    content = bytearray(place.read_bytes())
    content[len(content) // 2] ^= 1
    place.write_bytes(content)
    assert trouble_of(lambda: Database.open(place, key=key)) is Trouble.DAMAGED_DATABASE
