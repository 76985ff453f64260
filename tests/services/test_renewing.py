"""Books that were restored, copied or moved write under a new epoch, and headquarters loses nothing by it."""

import json
import shutil
from dataclasses import replace

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import exporting, keeping, merging, receiving, recording, renewing
from desktop.services.books import Role
from desktop.services.renewing import MARKER, Renewal
from tests.services.conftest import PERIOD
from tests.services.drafts import case


@pytest.fixture
def unit(tmp_path):
    """Fresh books of a unit."""
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    yield books
    books.close()


def again(books):
    """The same books, closed and opened once more."""
    books.close()
    return keeping.open_books(books.folder)


def test_opening_again_changes_nothing(unit):
    recording.record(unit, case())
    opened = again(unit)
    assert (opened.me.epoch, opened.renewed) == (unit.me.epoch, Renewal.NONE)
    opened.close()


def test_a_restored_backup_begins_a_new_epoch(unit, tmp_path):
    keeping.backup(unit, tmp_path / "sao lưu.db")
    recording.record(unit, case())
    unit.close()
    restored = keeping.restore(unit.folder, tmp_path / "sao lưu.db")
    assert restored.renewed == Renewal.RESTORED
    assert restored.me.epoch > unit.me.epoch
    restored.close()
    kept = list(unit.folder.glob("giaoban.db.truoc-phuc-hoi-*"))
    assert len(kept) == 1


def test_a_copied_database_begins_a_new_epoch(unit, tmp_path):
    recording.record(unit, case())
    unit.close()
    (tmp_path / "khác").mkdir()
    shutil.copy(unit.db.path, tmp_path / "khác" / unit.db.path.name)
    copied = keeping.open_books(tmp_path / "khác")
    assert copied.renewed == Renewal.COPIED
    assert copied.me.install == unit.me.install
    assert copied.me.writer != unit.me.writer
    copied.close()


def test_a_folder_that_came_to_another_machine_begins_a_new_epoch(unit):
    unit.close()
    marker = json.loads((unit.folder / MARKER).read_text("utf-8"))
    (unit.folder / MARKER).write_text(json.dumps(marker | {"machine": "khác"}), "utf-8")
    moved = keeping.open_books(unit.folder)
    assert moved.renewed == Renewal.COPIED
    moved.close()
    assert keeping.open_books(unit.folder).renewed == Renewal.NONE


def test_numbers_of_a_new_epoch_are_of_a_new_block(unit):
    first = recording.record(unit, case()).number
    renewing.renew(unit, Renewal.ASKED)
    second = recording.record(unit, case()).number
    assert first.endswith("-0001")
    assert second.endswith("-1001")


def test_a_wrong_clock_changes_nothing(unit):
    unit.clock = lambda: "2031-01-01T00:00:00"
    recorded = recording.record(unit, case())
    unit.clock = lambda: "2001-01-01T00:00:00"
    recording.amend(unit, recorded.uid, case(subjects=1).values)
    with unit.db.read() as connection:
        statement = "SELECT json_extract(content, '$.subjects') FROM record JOIN version ON version.id = version_id"
        assert connection.exec_driver_sql(statement).scalar() == 1


@pytest.mark.parametrize("content", [b"", b"khong phai sao luu " * 100])
def test_what_is_no_backup_is_refused_and_the_books_stay(unit, tmp_path, content):
    recording.record(unit, case())
    unit.close()
    wrong = tmp_path / "sai.db"
    wrong.write_bytes(content)
    with pytest.raises(UserError) as caught:
        keeping.restore(unit.folder, wrong)
    assert caught.value.code is (Trouble.BACKUP_FOREIGN if content else Trouble.BACKUP_DAMAGED)
    opened = keeping.open_books(unit.folder)
    with opened.db.read() as connection:
        assert connection.exec_driver_sql("SELECT COUNT(*) FROM record").scalar() == 1
    opened.close()


@pytest.mark.usefixtures("read_here")
def test_headquarters_keeps_what_a_restored_unit_forgot(unit, headquarters, tmp_path):
    out = tmp_path / "out"
    out.mkdir()

    def send(books):
        path = exporting.export(books, books.period(PERIOD), out).path
        batch = receiving.stage(headquarters, [path])
        (file,) = batch.files
        counts = merging.merge(headquarters, file).counts
        receiving.discard(batch)
        return file, counts

    for _ in range(20):
        recording.record(unit, case())
    keeping.backup(unit, tmp_path / "sao lưu.db")
    for _ in range(4):
        recording.record(unit, case())
    send(unit)
    unit.close()
    restored = keeping.restore(unit.folder, tmp_path / "sao lưu.db")
    for _ in range(3):
        recording.record(restored, case())
    file, counts = send(restored)
    assert (counts.new, counts.unchanged, len(file.lost)) == (3, 20, 4)
    with headquarters.db.read() as connection:
        living = connection.exec_driver_sql("SELECT number FROM record WHERE kind = 'case'").scalars().all()
    assert len(living) == len(set(living)) == 27
    restored.close()


def test_identity_of_books_is_all_that_a_new_epoch_changes(unit):
    before = unit.me
    renewing.renew(unit, Renewal.ASKED)
    assert replace(unit.me, epoch=before.epoch) == before
