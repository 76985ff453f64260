"""What a restore would lose is said before; what was there stays; what is no backup is refused in one sentence."""

import json
import os
import shutil

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import generations, keeping, recording, restoring, safeguarding
from desktop.services.books import Role
from desktop.services.generations import DATABASE, Reason, home_of
from desktop.services.renewing import Renewal
from desktop.store.database import Database
from desktop.wording.messages import sentence
from tests.services.drafts import case


@pytest.fixture
def unit(tmp_path):
    """Fresh books of a unit; whoever restores closes them."""
    books = keeping.create(tmp_path / "unit", Role.UNIT, "01495", "2020", "Trực ban", True)
    yield books
    books.close()


def backed_up(books):
    return safeguarding.back_up(books.db, Reason.ASKED).made


def states(folder):
    opened = Database.open(folder / DATABASE)
    with opened.read() as connection:
        found = connection.exec_driver_sql("SELECT state FROM record ORDER BY id").scalars().all()
    opened.close()
    return found


def refused(books, backup):
    with pytest.raises(UserError) as caught:
        restoring.prepare(books.folder, backup, books.db)
    assert not (books.folder / restoring.TRIAL).exists()
    assert sentence(caught.value).count(". ") == 1 and sentence(caught.value).endswith(".")
    return caught.value.code


def test_it_is_said_what_would_be_lost(unit):
    kept = recording.record(unit, case())
    gone = recording.record(unit, case())
    recording.record(unit, case())
    made = backed_up(unit)
    recording.amend(unit, kept.uid, case(subjects=5).values)
    recording.delete(unit, gone.uid, "ghi nhầm")
    new = recording.record(unit, case())
    recording.type_figures(unit, [(202006, "CT.08.1", 4)])
    found = restoring.prepare(unit.folder, made.folder, unit.db).difference
    assert (found.backup_records, found.present_records) == (3, 3)
    assert (found.lost_records, found.lost_figures, found.lost_others) == (3, 1, 0)
    told = {line.number: line.what for line in found.lines if line.number}
    assert told == {kept.number: "changed", gone.number: "deleted", new.number: "new"}
    (figure,) = (line.content for line in found.lines if not line.number)
    assert figure.startswith("Tháng 6/2020, ") and figure.endswith(": 4")
    assert all(line.content and line.kind for line in found.lines)
    assert not found.loses_nothing


def test_a_backup_of_this_moment_loses_nothing(unit):
    recording.record(unit, case())
    assert restoring.prepare(unit.folder, backed_up(unit).folder, unit.db).difference.loses_nothing


def test_looking_changes_neither_the_backup_nor_the_books(unit):
    recording.record(unit, case())
    made = backed_up(unit)
    names, before = sorted(made.folder.iterdir()), made.file.read_bytes()
    digest = keeping.digest(unit)
    restoring.prepare(unit.folder, made.folder, unit.db)
    restoring.forget(unit.folder)
    assert (sorted(made.folder.iterdir()), made.file.read_bytes()) == (names, before)
    assert keeping.digest(unit) == digest
    assert not (unit.folder / restoring.TRIAL).exists()


def test_the_present_is_backed_up_first_and_can_be_had_again(unit):
    recording.record(unit, case())
    made = backed_up(unit)
    recording.record(unit, case())
    unit.close()
    restored = keeping.restore(unit.folder, made.folder)
    assert restored.renewed == Renewal.RESTORED
    restored.close()
    assert len(states(unit.folder)) == 1
    newest = generations.listed(home_of(unit.folder))[0]
    assert (newest.info.reason, newest.info.records) == (Reason.RESTORE, 2)
    keeping.restore(unit.folder, newest.folder).close()
    assert len(states(unit.folder)) == 2
    assert len(list(unit.folder.glob(f"{DATABASE}.{restoring.BEFORE}-*"))) == 2


def test_damaged_books_are_set_aside_with_their_log(unit):
    recording.record(unit, case())
    made = backed_up(unit)
    unit.close()
    spoilt = b"hong" * 4096
    (unit.folder / DATABASE).write_bytes(spoilt)
    (unit.folder / (DATABASE + "-wal")).write_bytes(b"")
    keeping.restore(unit.folder, made.folder).close()
    assert states(unit.folder) == ["final"]
    assert (unit.folder / f"{DATABASE}.{restoring.DAMAGED}-1").read_bytes() == spoilt


def test_a_unit_that_has_no_books_yet_takes_them_from_the_stick(unit, tmp_path):
    recording.record(unit, case())
    (tmp_path / "usb").mkdir()
    stick = safeguarding.choose_second(unit.db, tmp_path / "usb")
    there = safeguarding.back_up(unit.db, Reason.EXIT, stick).second
    fresh = keeping.restore(tmp_path / "máy mới", there.folder)
    assert (fresh.renewed, fresh.me.unit_code) == (Renewal.COPIED, "01495")
    assert fresh.me.writer != unit.me.writer
    fresh.close()


def test_the_key_comes_back_with_the_books(unit):
    (key,) = generations.COMPANIONS
    (unit.folder / key).write_bytes(b"cu")
    recording.record(unit, case())
    made = backed_up(unit)
    (unit.folder / key).write_bytes(b"moi")
    unit.close()
    keeping.restore(unit.folder, made.folder).close()
    assert (unit.folder / key).read_bytes() == b"cu"
    assert (unit.folder / f"{key}.{restoring.BEFORE}-1").read_bytes() == b"moi"


def test_what_headquarters_received_comes_back_too(received, tmp_path):
    (tmp_path / "usb").mkdir()
    stick = safeguarding.choose_second(received.db, tmp_path / "usb")
    there = safeguarding.back_up(received.db, Reason.EXIT, stick).second
    names = sorted(each.name for each in received.folder.glob("vault/*/*.xlsx"))
    fresh = keeping.restore(tmp_path / "máy mới", there.folder)
    assert sorted(each.name for each in fresh.folder.glob("vault/*/*.xlsx")) == names
    assert keeping.self_test(fresh) == []
    fresh.close()


def test_received_files_that_would_be_lost_are_named(received, unit_copy, tmp_path):
    made = backed_up(received)
    with received.db.begin() as connection:
        connection.exec_driver_sql(
            "UPDATE package SET package_id = x'00' WHERE id = (SELECT MIN(id) FROM package WHERE active)"
        )
    found = restoring.prepare(received.folder, made.folder, received.db).difference
    assert found.lost_packages == 1
    assert found.lines[0].what == "package" and found.lines[0].content.endswith(".xlsx")


def test_books_of_another_unit_or_purpose_are_refused(unit, tmp_path):
    others = {
        Trouble.BACKUP_OTHER_UNIT: keeping.create(tmp_path / "a", Role.UNIT, "01290", "2020", "A", True),
        Trouble.BACKUP_FOR_REAL: keeping.create(tmp_path / "b", Role.UNIT, "01495", "2020", "B"),
    }
    for code, books in others.items():
        assert refused(unit, backed_up(books).folder) is code
        books.close()


def test_what_is_damaged_too_new_or_no_backup_is_refused(unit, tmp_path):
    recording.record(unit, case())
    made = backed_up(unit)
    whole = made.file.read_bytes()
    made.file.write_bytes(whole[: len(whole) // 2])
    assert refused(unit, made.folder) is Trouble.BACKUP_DAMAGED
    made.file.write_bytes(whole)
    opened = Database.open(made.file)
    with opened.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    opened.close()
    assert refused(unit, made.folder) is Trouble.BACKUP_NEWER
    wrong = tmp_path / "anh.db"
    wrong.write_bytes(b"\x89PNG" * 900)
    assert refused(unit, wrong) is Trouble.BACKUP_FOREIGN
    Database.create(tmp_path / "trống.db").close()
    assert refused(unit, tmp_path / "trống.db") is Trouble.BACKUP_FOREIGN
    assert refused(unit, tmp_path / "vắng.db") is Trouble.FILE_MISSING


def test_a_restore_cut_off_in_the_midst_is_finished_by_the_next_opening(unit):
    recording.record(unit, case())
    made = backed_up(unit)
    recording.record(unit, case())
    restoring.prepare(unit.folder, made.folder, unit.db)
    unit.close()
    trial = unit.folder / restoring.TRIAL
    (trial / restoring.READY).write_text(json.dumps({"aside": "truoc-phuc-hoi-1"}), "utf-8")
    shutil.move(unit.folder / DATABASE, unit.folder / f"{DATABASE}.truoc-phuc-hoi-1")
    assert keeping.exist(unit.folder)
    opened = keeping.open_books(unit.folder)
    assert opened.renewed == Renewal.RESTORED
    opened.close()
    assert states(unit.folder) == ["final"]
    assert not trial.exists()


def test_books_that_another_window_has_open_are_not_taken_away(unit, monkeypatch):
    monkeypatch.setattr("desktop.store.database.CLAIM_MS", 1)
    recording.record(unit, case())
    made = backed_up(unit)
    recording.record(unit, case())
    with pytest.raises(UserError) as caught:  # `unit` is still open
        keeping.restore(unit.folder, made.folder)
    assert caught.value.code is Trouble.DATABASE_LOCKED
    recording.record(unit, case())
    assert len(states(unit.folder)) == 3
    unit.close()
    keeping.restore(unit.folder, made.folder).close()
    assert len(states(unit.folder)) == 1


class Cut(BaseException):
    """The power went."""


@pytest.mark.parametrize("step", range(8))
def test_cut_off_at_each_step_it_is_the_old_books_or_the_restored_ones(unit, monkeypatch, step):
    recording.record(unit, case())
    (key,) = generations.COMPANIONS
    (unit.folder / key).write_bytes(b"cu")
    made = backed_up(unit)
    (unit.folder / key).write_bytes(b"moi")
    recording.record(unit, case())
    trial = restoring.prepare(unit.folder, made.folder, unit.db)
    unit.close()
    reached = cut_at(monkeypatch, step, lambda: restoring.put_in_place(trial))
    monkeypatch.undo()
    keeping.open_books(unit.folder).close()
    restored = len(states(unit.folder)) == 1
    assert restored or len(states(unit.folder)) == 2
    assert (unit.folder / key).read_bytes() == (b"cu" if restored else b"moi")
    assert restored or reached
    aside = unit.folder / f"{DATABASE}.{restoring.BEFORE}-1"
    assert aside.exists() is restored
    if restored:
        assert (unit.folder / f"{key}.{restoring.BEFORE}-1").read_bytes() == (b"moi")
    assert not restoring.pending(unit.folder)


def cut_at(monkeypatch, step, work):
    """Whether the power went before the work was done: at the step of that number."""
    left = [step]

    def cutting(real):
        def cuts(*arguments, **named):
            if not left[0]:
                raise Cut
            left[0] -= 1
            return real(*arguments, **named)

        return cuts

    for room, name in ((os, "replace"), (shutil, "copyfile"), (restoring, "safe_on_disk")):
        monkeypatch.setattr(room, name, cutting(getattr(room, name)))
    try:
        work()
    except Cut:
        return True
    return False
