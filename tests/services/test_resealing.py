"""What lies on the disk after a lock, a new key, or the end of both: nothing anybody can read, and nothing lost."""

import shutil
from contextlib import closing
from pathlib import Path

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.services import (
    auditing,
    exporting,
    freezing,
    generations,
    keeping,
    lending,
    locking,
    recording,
    resealing,
    safeguarding,
    taking,
    tracing,
    vault,
)
from desktop.services.generations import DATABASE, Reason, home_of
from desktop.store import driver, sealing
from tests.services.conftest import PERIOD
from tests.services.drafts import case
from tests.services.locks import PASSWORD, cheap, opened_by, reopen  # noqa: F401

pytestmark = pytest.mark.usefixtures("cheap")
WORDS = "chuyện chỉ kể trong sổ"
PLAIN_HEADS = (driver.PLAIN, b"PK\x03\x04")


@pytest.fixture
def stick(unit_books, tmp_path):
    (tmp_path / "usb").mkdir()
    return safeguarding.choose_second(unit_books.db, tmp_path / "usb")


@pytest.fixture
def full(unit_books, stick, tmp_path):
    """Books with all that ever lies beside them: kept files, backups in two places, books set aside, an old copy."""
    recording.record(unit_books, case(summary=WORDS))
    safeguarding.back_up(unit_books.db, Reason.ASKED, stick)
    unit_books.close()
    books = keeping.restore(unit_books.folder, generations.listed(home_of(unit_books.folder))[0].folder)
    (tmp_path / "out").mkdir()
    exporting.export(books, books.period(PERIOD), tmp_path / "out", complete=False)
    safeguarding.back_up(books.db, Reason.ASKED, stick)
    books.db.copy_to(books.folder / f"{DATABASE}.before-0001")
    assert list(books.folder.glob("giaoban.db.truoc-phuc-hoi-*"))
    assert readable_below(books.folder, stick)
    yield books
    books.close()


def readable_below(*places):
    """Files that hold our words, or begin as a database or a workbook does."""
    found = []
    for place in places:
        for each in sorted(place.rglob("*")):
            content = each.read_bytes() if each.is_file() else b""
            if content.startswith(PLAIN_HEADS) or WORDS.encode() in content:
                found.append(each)
    return found


def whole_backups(books, place):
    """The backups of a place, newest first, each opened by its key."""
    found = generations.listed(place)
    for each in found:
        assert generations.digest_of(each.file) == each.info.digest
        with closing(driver.connect(each.file, books.db.key)) as copy:
            assert copy.execute("PRAGMA quick_check").fetchone()[0] == "ok"
    return [(each.number, each.info.made) for each in found]


def test_nothing_that_anybody_can_read_is_left_by_a_lock(full, stick):
    before = {place: [(each.number, each.info.made) for each in generations.listed(place)]
              for place in (home_of(full.folder), stick)}  # fmt: skip
    locking.lock(full, PASSWORD, second=stick)
    assert readable_below(full.folder, stick) == []
    assert resealing.readable(full.db) == []
    assert {place: whole_backups(full, place) for place in before} == before
    assert auditing.faults(full) == []
    again = reopen(full)
    assert auditing.faults(again) == []
    again.close()


def test_a_new_key_leaves_nothing_under_the_old_one(full, stick):
    locking.lock(full, PASSWORD, second=stick)
    old = full.db.key
    names = {each.name for each in vault.listed(full.folder)}
    locking.renew_key(full, PASSWORD, second=stick)
    assert readable_below(full.folder, stick) == []
    for place in (full.folder, stick):
        files = [each for each in place.rglob("*") if each.is_file() and each.name not in ("giaoban.key",)]
        assert [each for each in files if driver.head_of(each) == driver.salt_of(old)] == []
        assert not names & {each.name for each in files}
    assert len(whole_backups(full, stick)) == len(whole_backups(full, home_of(full.folder))) == 2
    assert auditing.faults(full) == []


def test_made_plain_again_the_books_have_all_their_files(full, stick):
    locking.lock(full, PASSWORD, second=stick)
    locking.make_plain(full)
    assert [each.suffix for each in vault.listed(full.folder)] == [vault.PLAIN]
    assert auditing.faults(full) == []
    locked = generations.listed(home_of(full.folder))[0]
    assert driver.head_of(locked.file) != driver.PLAIN
    opened = opened_by(locked.folder)
    full.close()
    back = keeping.restore(full.folder, locked.folder, opened)
    assert auditing.faults(back) == []
    back.close()


def test_a_stick_that_was_away_follows_when_it_is_back(full, stick):
    away = stick.with_name("away")
    stick.rename(away)
    locking.lock(full, PASSWORD, second=stick)
    locking.renew_key(full, PASSWORD, second=stick)
    assert readable_below(full.folder) == []
    assert readable_below(away)
    away.rename(stick)
    outcome = safeguarding.back_up(full.db, Reason.EXIT, stick)
    assert outcome.second is not None
    assert readable_below(full.folder, stick) == []
    assert [number for number, _ in whole_backups(full, stick)] == [3, 2, 1]


def test_a_lock_that_was_cut_off_is_finished_by_the_next_opening(full, stick, monkeypatch):
    monkeypatch.setattr(resealing, "follow", lambda *_: None)
    locking.lock(full, PASSWORD)
    monkeypatch.undo()
    assert auditing.faults(full) == []  # half turned, all is read
    assert readable_below(full.folder)
    again = reopen(full)
    assert readable_below(full.folder) == []
    assert auditing.faults(again) == []
    again.close()


def test_a_damaged_backup_is_told_and_removed_only_when_asked(full):
    newest = generations.listed(home_of(full.folder))[0]
    with newest.file.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(b"\xff" * 4096 * 30)
    locking.lock(full, PASSWORD)
    assert resealing.readable(full.db) == [newest.file]
    resealing.discard(resealing.readable(full.db))
    assert resealing.readable(full.db) == []
    assert not newest.folder.exists()
    assert len(generations.listed(home_of(full.folder))) == 1


def test_a_plain_backup_over_locked_books_opens_their_files(full, tmp_path):
    keeping.backup(full, tmp_path / "trước.db")
    locking.lock(full, PASSWORD)
    opened = opened_by(full.folder)
    full.close()
    back = keeping.restore(full.folder, tmp_path / "trước.db", opened)
    assert back.db.key is None
    assert [each.suffix for each in vault.listed(back.folder)] == [vault.PLAIN]
    assert auditing.faults(back) == []
    back.close()


def test_a_locked_backup_on_another_machine_brings_its_files(full, stick, tmp_path):
    locking.lock(full, PASSWORD, second=stick)
    newest = generations.listed(stick)[0]
    back = keeping.restore(tmp_path / "máy khác", newest.folder, opened_by(newest.folder))
    assert auditing.faults(back) == []
    assert readable_below(back.folder) == []
    back.close()


def test_files_that_wait_to_be_taken_in_follow_too(headquarters, packages):
    batch = taking.receiving.stage(headquarters, packages)
    locking.lock(headquarters, PASSWORD)
    assert readable_below(headquarters.folder) == []
    for file in batch.files:
        taking.merging.merge(headquarters, file)
    assert auditing.faults(headquarters) == []


def test_a_figure_of_locked_books_leads_to_its_cell(received, tmp_path, monkeypatch):
    monkeypatch.setattr(lending.tempfile, "tempdir", str(tmp_path / "temp"))
    (tmp_path / "temp").mkdir()
    locking.lock(received, PASSWORD)
    source = next(iter(tracing.sources(received, received.period(PERIOD), "TH.01")))
    copy = lending.lend(received, source.file_hash, source.file_name)
    assert copy.name == source.file_name
    assert copy.read_bytes().startswith(b"PK\x03\x04")
    lending.take_back(received.folder)
    assert not copy.exists()
    assert readable_below(received.folder, tmp_path / "temp") == []


def test_figures_of_locked_books_are_compared_cell_by_cell_before_they_are_frozen(received):
    locking.lock(received, PASSWORD)
    freezing.freeze(received, received.period(PERIOD))
    kept = next(vault.listed(received.folder))
    kept.chmod(0o600)
    kept.write_bytes(kept.read_bytes()[:-1])
    assert auditing.faults(received)


def test_a_sealed_file_opens_by_its_key_and_for_its_purpose_only():
    key = sealing.file_key(bytes(32))
    sealed = sealing.seal(key, b"noi dung", b"a")
    assert sealing.unseal(key, sealed, b"a") == b"noi dung"
    for spoilt in (sealed[:-1] + bytes([sealed[-1] ^ 1]), sealed[1:], sealed[:20], b""):
        assert sealing.unseal(key, spoilt, b"a") is None
    assert sealing.unseal(key, sealed, b"b") is None
    assert sealing.unseal(sealing.file_key(bytes([1]) * 32), sealed, b"a") is None


def test_a_lost_file_is_told_by_its_name(unit_books):
    with pytest.raises(UserError) as caught:
        lending.lend(unit_books, bytes(32), "BC.xlsx")
    assert caught.value.code is Trouble.FILE_MISSING
    assert caught.value.facts["name"] == "BC.xlsx"


def test_a_backup_between_its_two_names_is_taken_up_again(full):
    newest = generations.listed(home_of(full.folder))[0]
    shutil.copytree(newest.folder, newest.folder.with_name(newest.folder.name + ".part"))
    newest.folder.rename(newest.folder.with_name(newest.folder.name + ".bo"))
    generations.sweep(home_of(full.folder))
    assert generations.listed(home_of(full.folder))[0] == newest
    assert not list(Path(home_of(full.folder)).glob("*.bo"))
