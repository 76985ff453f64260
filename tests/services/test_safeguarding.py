"""Backups here and in a second place; a stick that is full, pulled or locked loses nothing and is said to be so."""

import errno
import os
import shutil
from pathlib import Path

import pytest

from desktop.base import paths
from desktop.base.errors import Cancelled, Trouble, UserError
from desktop.base.progress import Base
from desktop.services import generations, keeping, recording
from desktop.services.generations import DATABASE, Reason, home_of
from desktop.services.safeguarding import FILES, back_up, catch_up, choose_second
from desktop.store.database import Database
from tests.services.drafts import case

DAYS = iter(range(10**6))


def at(day: int):
    return lambda: f"2020-06-{day:02}T18:00:00"


@pytest.fixture
def stick(unit_books, tmp_path):
    """The books' folder on a stick."""
    (tmp_path / "usb").mkdir()
    return choose_second(unit_books.db, tmp_path / "usb")


def records_in(generation):
    opened = Database.open(copied(generation))
    with opened.read() as connection:
        found = connection.exec_driver_sql("SELECT COUNT(*) FROM record WHERE state <> 'deleted'").scalar()
    opened.close()
    return found


def copied(generation):
    """Opening a backup writes beside it: look at a copy."""
    place = generation.folder.parent.parent / f"look-{next(DAYS)}.db"
    shutil.copyfile(generation.file, place)
    return place


def written(books, count=1):
    for _ in range(count):
        recording.record(books, case())


def test_a_backup_is_whole_at_home_and_on_the_stick(unit_books, stick):
    written(unit_books, 3)
    outcome = back_up(unit_books.db, Reason.EXIT, stick)
    assert outcome.made.info.records == 3
    assert outcome.second.info.digest == outcome.made.info.digest
    assert [records_in(each) for each in (outcome.made, outcome.second)] == [3, 3]
    assert sorted(each.name for each in outcome.second.folder.iterdir()) == [DATABASE, generations.INFO]


def test_nothing_is_made_where_nothing_changed_today(unit_books):
    written(unit_books)
    first = back_up(unit_books.db, Reason.EXIT, clock=at(15)).made
    assert back_up(unit_books.db, Reason.EXIT, clock=at(15)).made == first
    assert back_up(unit_books.db, Reason.ASKED, clock=at(15)).made.number == first.number + 1
    assert back_up(unit_books.db, Reason.EXIT, clock=at(16)).made.number == first.number + 2
    written(unit_books)
    assert back_up(unit_books.db, Reason.EXIT, clock=at(16)).made.info.records == 2


def test_what_another_window_wrote_is_backed_up_too(unit_books):
    written(unit_books)
    first = back_up(unit_books.db, Reason.EXIT, clock=at(15)).made
    other = keeping.open_books(unit_books.folder)
    written(other)
    other.close()
    assert back_up(unit_books.db, Reason.EXIT, clock=at(15)).made != first


def test_three_generations_stay_in_each_place(unit_books, stick):
    for day in range(1, 8):
        written(unit_books)
        back_up(unit_books.db, Reason.EXIT, stick, clock=at(day))
    for place in (home_of(unit_books.folder), stick):
        assert [each.info.records for each in generations.listed(place)] == [7, 6, 5]
        assert len(list(place.iterdir())) == 3


def test_somebody_who_writes_meanwhile_does_not_disturb(unit_books, monkeypatch):
    monkeypatch.setattr("desktop.store.database.PAGES_AT_A_TIME", 1)
    written(unit_books, 5)

    class Writes(Base):
        done = 0

        def step(self, label, done, total):
            if self.done < 5:
                self.done += 1
                written(unit_books)

    made = back_up(unit_books.db, Reason.EXIT, progress=Writes()).made
    assert records_in(made) == made.info.records == 5
    assert unit_books.db.changed
    assert back_up(unit_books.db, Reason.EXIT).made.info.records == 10


def test_a_stop_leaves_the_earlier_backups(unit_books):
    written(unit_books)
    first = back_up(unit_books.db, Reason.EXIT).made
    written(unit_books)

    class Stops(Base):
        def step(self, label, done, total):
            raise Cancelled

    with pytest.raises(Cancelled):
        back_up(unit_books.db, Reason.EXIT, progress=Stops())
    assert generations.listed(home_of(unit_books.folder)) == [first]
    assert [each.name for each in home_of(unit_books.folder).iterdir()] == [first.folder.name]
    assert unit_books.db.changed


def test_a_stick_that_is_away_is_said_calmly_and_made_up_for(unit_books, stick):
    written(unit_books)
    shutil.move(stick.parent, stick.parent.with_name("túi"))
    outcome = back_up(unit_books.db, Reason.EXIT, stick)
    assert outcome.second_away and outcome.second is None and outcome.made.info.records == 1
    shutil.move(stick.parent.with_name("túi"), stick.parent)
    assert catch_up(unit_books.db, stick).info.digest == outcome.made.info.digest
    assert catch_up(unit_books.db, stick) == generations.listed(stick)[0]
    assert len(generations.listed(stick)) == 1


def test_another_stick_under_the_same_letter_gets_nothing(unit_books, stick):
    stick.rmdir()
    written(unit_books)
    outcome = back_up(unit_books.db, Reason.EXIT, stick)
    assert outcome.second_away
    assert list(stick.parent.iterdir()) == []


TROUBLES = {
    errno.ENOSPC: Trouble.DISK_FULL,
    errno.EROFS: Trouble.READ_ONLY_MEDIUM,
    errno.EIO: Trouble.MEDIUM_FAILED,
    errno.ENODEV: Trouble.MEDIUM_FAILED,
}


@pytest.mark.parametrize("number", TROUBLES)
@pytest.mark.parametrize("moment", ["copy", "sync", "name"])
def test_a_failing_stick_is_named_and_keeps_what_it_had(unit_books, stick, monkeypatch, number, moment):
    written(unit_books)
    before = back_up(unit_books.db, Reason.EXIT, stick).second
    written(unit_books)
    fail_there(monkeypatch, stick, moment, OSError(number, "x"))
    outcome = back_up(unit_books.db, Reason.EXIT, stick)
    assert outcome.second is None
    assert outcome.second_trouble.code is TROUBLES[number]
    assert not outcome.second_away
    assert outcome.made.info.records == 2
    monkeypatch.undo()
    assert generations.listed(stick) == [before]
    assert records_in(before) == 1


def fail_there(monkeypatch, stick, moment, error):
    """Let one step fail, on the stick only."""
    room, name = {"copy": (generations, "copy_file"), "sync": (paths, "_sync"), "name": (os, "rename")}[moment]
    real = getattr(room, name)

    def fails(*paths):
        if any(Path(each).is_relative_to(stick) for each in paths[:2] if isinstance(each, (str, Path))):
            raise error
        return real(*paths)

    monkeypatch.setattr(room, name, fails)


def test_a_full_disk_at_home_still_lets_the_stick_have_it(unit_books, stick, monkeypatch):
    written(unit_books)
    home = home_of(unit_books.folder)
    monkeypatch.setattr(generations, "new_folder", refusing(generations.new_folder, home))
    outcome = back_up(unit_books.db, Reason.EXIT, stick)
    assert outcome.home_trouble.code is Trouble.DISK_FULL
    assert outcome.made == outcome.second and records_in(outcome.second) == 1
    shutil.move(stick.parent, stick.parent.with_name("túi"))
    written(unit_books)
    with pytest.raises(UserError) as caught:
        back_up(unit_books.db, Reason.EXIT, stick)
    assert caught.value.code is Trouble.DISK_FULL
    assert unit_books.db.changed


def refusing(real, place):
    def refuses(asked, made):
        if asked == place:
            raise UserError(Trouble.DISK_FULL, path=str(place))
        return real(asked, made)

    return refuses


def test_bytes_that_come_back_otherwise_are_no_backup(unit_books, stick, monkeypatch):
    written(unit_books)
    real = generations.copy_file

    def spoils(source, target, told=None):
        real(source, target, told)
        with target.open("r+b") as file:
            file.seek(5000)
            file.write(b"hong")

    monkeypatch.setattr(generations, "copy_file", spoils)
    outcome = back_up(unit_books.db, Reason.EXIT, stick)
    assert outcome.second_trouble.code is Trouble.VERIFY_FAILED
    assert generations.listed(stick) == []


def test_damaged_books_are_not_backed_up_over_good_backups(unit_books):
    written(unit_books, 3)
    good = back_up(unit_books.db, Reason.EXIT).made
    unit_books.db.close()
    with unit_books.db.path.open("r+b") as file:
        file.seek(4096 * 3)
        file.write(b"\x00" * 4096 * 20)
    unit_books.db.changed = True
    with pytest.raises(UserError):
        back_up(unit_books.db, Reason.EXIT)
    assert generations.listed(home_of(unit_books.folder)) == [good]


def test_the_key_travels_with_the_books(unit_books, stick):
    (key,) = generations.COMPANIONS
    (unit_books.folder / key).write_bytes(b"khoa")
    written(unit_books)
    outcome = back_up(unit_books.db, Reason.EXIT, stick)
    assert [(each.folder / key).read_bytes() for each in (outcome.made, outcome.second)] == [b"khoa", b"khoa"]


@pytest.mark.usefixtures("read_here")
def test_received_files_are_copied_once(received, stick_of):
    stick = stick_of(received)
    vault = sorted(each.name for each in received.folder.glob("vault/*/*.xlsx"))
    assert vault
    back_up(received.db, Reason.EXIT, stick)
    for place in (home_of(received.folder), stick):
        assert sorted(each.name for each in place.glob("vault/*/*.xlsx")) == vault
    first = next(stick.glob("vault/*/*.xlsx"))
    before = first.stat().st_mtime_ns
    other = sorted(stick.glob("vault/*/*.xlsx"))[-1]
    os.chmod(other, 0o600)
    other.unlink()
    back_up(received.db, Reason.ASKED, stick)
    assert other.is_file() and first.stat().st_mtime_ns == before


def test_no_backup_is_there_before_the_files_it_names(received, stick_of):
    class StopsAtFiles(Base):
        def step(self, label, done, total):
            if label == FILES:
                raise Cancelled

    stick = stick_of(received)
    with pytest.raises(Cancelled):
        back_up(received.db, Reason.ASKED, stick, StopsAtFiles())
    assert generations.listed(home_of(received.folder)) == generations.listed(stick) == []


@pytest.fixture
def stick_of(tmp_path):
    def make(books):
        (tmp_path / "usb hq").mkdir()
        return choose_second(books.db, tmp_path / "usb hq")

    return make


def test_a_second_place_inside_the_data_is_none(unit_books, tmp_path):
    (unit_books.folder / "x").mkdir()
    for place in (unit_books.folder, unit_books.folder / "x"):
        with pytest.raises(UserError) as caught:
            choose_second(unit_books.db, place)
        assert caught.value.code is Trouble.BACKUP_PLACE_INSIDE
    with pytest.raises(UserError) as caught:
        choose_second(unit_books.db, tmp_path / "vắng")
    assert caught.value.code is Trouble.FOLDER_MISSING


def test_the_second_place_may_be_chosen_again(unit_books, stick):
    assert choose_second(unit_books.db, stick.parent) == stick
    assert choose_second(unit_books.db, stick) == stick


def test_an_older_schema_is_backed_up_before_the_upgrade(unit_books, monkeypatch):
    written(unit_books)
    unit_books.close()
    seen = []
    monkeypatch.setattr("desktop.store.database.HEAD", "9999")
    monkeypatch.setattr("desktop.store.database.steps.upgrade", lambda *_: seen.append(listed_now(unit_books)))
    keeping.open_books(unit_books.folder).close()
    ((made,),) = seen
    assert (made.info.reason, made.info.records) == (Reason.UPGRADE, 1)


def listed_now(books):
    return generations.listed(home_of(books.folder))


def test_without_room_for_that_backup_nothing_is_upgraded(unit_books, monkeypatch):
    unit_books.close()
    monkeypatch.setattr("desktop.store.database.HEAD", "9999")
    monkeypatch.setattr("desktop.store.database.steps.upgrade", lambda *_: pytest.fail("upgraded"))
    monkeypatch.setattr(generations, "new_folder", refusing(generations.new_folder, home_of(unit_books.folder)))
    with pytest.raises(UserError) as caught:
        keeping.open_books(unit_books.folder)
    assert caught.value.code is Trouble.DISK_FULL
