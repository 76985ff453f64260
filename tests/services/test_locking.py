"""Books under a password: locked, opened, changed, given to several officers, recovered, and made plain again."""

import shutil
import unicodedata

import pytest

from desktop.base.errors import Trouble, UserError
from desktop.domain.spoken import DATA, GROUP
from desktop.services import (
    auditing,
    exporting,
    freezing,
    keeping,
    locking,
    recording,
    recovering,
    recovering_files,
    rights,
    taking,
    unlocking,
)
from desktop.services.books import Right
from desktop.services.rights import Act
from desktop.store.keyring import Sort
from tests.services.conftest import PERIOD
from tests.services.drafts import case
from tests.services.locks import PASSWORD, cheap, locked, opened_by, reopen  # noqa: F401

pytestmark = pytest.mark.usefixtures("cheap")
NEW = "mưa thuận gió hòa"


def trouble(action, *arguments) -> Trouble:
    with pytest.raises(UserError) as caught:
        action(*arguments)
    return caught.value.code


def actions(books):
    with books.db.read() as connection:
        rows = connection.exec_driver_sql("SELECT actor, action FROM journal ORDER BY id").all()
    return [tuple(row) for row in rows]


def test_locked_books_open_by_their_password_only(unit_books):
    recording.record(unit_books, case())
    digest = keeping.digest(unit_books)
    locking.lock(unit_books, PASSWORD)
    assert keeping.digest(unit_books) == digest
    unit_books.close()
    folder = unit_books.folder
    assert trouble(keeping.open_books, folder) is Trouble.PASSWORD_NEEDED
    assert trouble(opened_by, folder, "rừng vàng biển bac") is Trouble.WRONG_PASSWORD
    again = keeping.open_books(folder, opened_by(folder))
    assert keeping.digest(again) == digest
    assert auditing.faults(again) == []
    assert not again.renewed
    again.close()


def test_a_password_is_the_same_however_its_letters_are_composed(unit_books):
    locking.lock(unit_books, unicodedata.normalize("NFC", PASSWORD))
    again = reopen(unit_books, unicodedata.normalize("NFD", PASSWORD))
    again.close()


def test_a_short_password_is_refused_and_nothing_is_locked(unit_books):
    assert trouble(locking.lock, unit_books, "1234567") is Trouble.PASSWORD_SHORT
    assert not locking.is_locked(unit_books)


def test_locked_books_go_on_working_where_they_are_open(locked_unit):
    recording.record(locked_unit, case())
    assert actions(locked_unit)[-1][0] == "Trực ban"


@pytest.fixture
def locked_unit(unit_books):
    return locked(unit_books)


def test_a_password_is_changed(locked_unit):
    assert trouble(locking.change_password, locked_unit, "sai mật khẩu", NEW) is Trouble.WRONG_PASSWORD
    locking.change_password(locked_unit, PASSWORD, NEW)
    assert trouble(opened_by, locked_unit.folder) is Trouble.WRONG_PASSWORD
    reopen(locked_unit, NEW).close()


def test_who_knows_the_password_takes_the_lock_away(locked_unit):
    digest = keeping.digest(locked_unit)
    assert trouble(locking.unlock_for_good, locked_unit, NEW) is Trouble.WRONG_PASSWORD
    locking.unlock_for_good(locked_unit, PASSWORD)
    locked_unit.close()
    plain = keeping.open_books(locked_unit.folder)
    assert keeping.digest(plain) == digest
    locking.lock(plain, NEW)
    reopen(plain, NEW).close()


def test_a_new_key_leaves_only_who_asked_for_it(locked_unit):
    locking.add_officer(locked_unit, "Ca hai", Right.ENTRY, NEW)
    assert locking.renew_key(locked_unit, PASSWORD) == ["Ca hai"]
    again = reopen(locked_unit)
    assert [row.name for row in locking.list_officers(again)] == ["Trực ban"]
    assert again.right is Right.ADMINISTER
    again.close()


def test_each_officer_opens_by_his_own_password_and_the_journal_says_who(locked_unit):
    locking.add_officer(locked_unit, "Ca hai", Right.ENTRY, NEW)
    other = reopen(locked_unit, NEW, "ca hai")
    assert (other.me.officer, other.right) == ("Ca hai", Right.ENTRY)
    recording.record(other, case())
    assert actions(other)[-1][0] == "Ca hai"
    assert trouble(locking.add_officer, other, "Ca ba", Right.ENTRY, NEW) is Trouble.NOT_ALLOWED
    first = reopen(other, PASSWORD, "Trực ban")
    assert (first.me.officer, first.right) == ("Trực ban", Right.ADMINISTER)
    first.close()


def test_an_officer_without_a_name_or_with_one_that_is_there_is_refused(locked_unit):
    for name in ("", "trực BAN "):
        assert trouble(locking.add_officer, locked_unit, name, Right.ENTRY, NEW) is Trouble.OFFICER_KNOWN


def test_rights_are_in_the_books_not_in_the_key_file(locked_unit):
    officer = locking.add_officer(locked_unit, "Chỉ huy", Right.APPROVE, NEW)
    assert "approve" not in (locked_unit.folder / "giaoban.key").read_text("utf-8")
    locking.set_right(locked_unit, officer.id, Right.ENTRY)
    other = reopen(locked_unit, NEW, "Chỉ huy")
    assert other.right is Right.ENTRY
    other.close()


def test_somebody_always_administers(locked_unit):
    (me,) = locking.list_officers(locked_unit)
    assert trouble(locking.remove_officer, locked_unit, me.id) is Trouble.LAST_ADMINISTRATOR
    assert trouble(locking.set_right, locked_unit, me.id, Right.ENTRY) is Trouble.LAST_ADMINISTRATOR
    other = locking.add_officer(locked_unit, "Chỉ huy", Right.ADMINISTER, NEW)
    locking.set_right(locked_unit, me.id, Right.ENTRY)
    assert trouble(locking.remove_officer, locked_unit, other.id) is Trouble.NOT_ALLOWED


def test_an_officer_who_left_is_let_in_no_more(locked_unit):
    other = locking.add_officer(locked_unit, "Ca hai", Right.ENTRY, NEW)
    locking.set_password(locked_unit, other.id, "mật khẩu khác")
    assert opened_by(locked_unit.folder, "mật khẩu khác", "Ca hai").name == "Ca hai"
    locking.remove_officer(locked_unit, other.id)
    assert trouble(opened_by, locked_unit.folder, "mật khẩu khác", "Ca hai") is Trouble.OFFICER_UNKNOWN


@pytest.mark.parametrize("right", list(Right))
def test_closing_and_freezing_are_for_who_approves(locked_unit, tmp_path, right):
    recording.record(locked_unit, case())
    locked_unit.right = right
    period = locked_unit.period(PERIOD)
    if right is Right.ENTRY:
        assert trouble(exporting.export, locked_unit, period, tmp_path) is Trouble.NOT_ALLOWED
        assert trouble(freezing.freeze, locked_unit, period) is Trouble.NOT_ALLOWED
        assert list(tmp_path.glob("*.xlsx")) == []
    else:
        assert exporting.export(locked_unit, period, tmp_path, complete=False).path.is_file()
    assert rights.may(locked_unit, Act.OFFICERS) is (right is Right.ADMINISTER)


def test_a_sheet_of_paper_opens_once(locked_unit):
    code = locking.new_sheet(locked_unit)
    locked_unit.close()
    folder = locked_unit.folder
    ring = unlocking.lock_of(folder)
    check = code[DATA]  # of the letters themselves one in thirty-two is taken for right
    wrong = code[:DATA] + ("0" if check != "0" else "1") + code[GROUP:]
    assert trouble(unlocking.by_sheet, ring, wrong, "") is Trouble.CODE_MISHEARD
    opened = unlocking.by_sheet(ring, code.lower(), "")
    unlocking.renew_password(folder, opened, NEW, Sort.SHEET)
    assert trouble(unlocking.by_sheet, unlocking.lock_of(folder), code, "") is Trouble.CODE_OF_OTHERS
    keeping.open_books(folder, opened_by(folder, NEW)).close()


def test_a_second_sheet_makes_the_first_worthless(locked_unit):
    first = locking.new_sheet(locked_unit)
    locking.new_sheet(locked_unit)
    assert trouble(unlocking.by_sheet, unlocking.lock_of(locked_unit.folder), first, "") is Trouble.CODE_OF_OTHERS


def helped(unit, headquarters):
    """A unit whose lock headquarters can help to open."""
    if not locking.is_locked(headquarters):
        locking.lock(headquarters, "mật khẩu của tỉnh")
    public = recovering.make_pair(headquarters)
    told = recovering.read_public(recovering.public_code(public))
    assert locking.accept_helper(unit, told, headquarters.me.police_name)
    assert not locking.accept_helper(unit, told, headquarters.me.police_name)
    return unit


@pytest.mark.parametrize("before", [True, False], ids=["known before the lock", "known after it"])
def test_headquarters_helps_who_forgot_and_nothing_is_lost(unit_books, headquarters, before):
    recording.record(unit_books, case())
    digest = keeping.digest(unit_books)
    if before:
        helped(unit_books, headquarters)
    locking.lock(unit_books, PASSWORD)
    if not before:
        helped(unit_books, headquarters)
    unit_books.close()
    folder = unit_books.folder
    request = unlocking.request(unlocking.lock_of(folder))
    asked = recovering.look_at(headquarters, request)
    assert asked.unit.code == "01495"
    answer = recovering.answer(headquarters, asked)
    assert ("Tổng hợp", "recovery answered") in actions(headquarters)
    opened = unlocking.by_answer(unlocking.lock_of(folder), answer, "")
    unlocking.renew_password(folder, opened, NEW, Sort.HEADQUARTERS)
    again = keeping.open_books(folder, opened_by(folder, NEW))
    assert keeping.digest(again) == digest
    again.close()
    assert trouble(unlocking.by_answer, unlocking.lock_of(folder), answer, "") is Trouble.CODE_OF_OTHERS
    assert unlocking.request(unlocking.lock_of(folder)) not in (None, request)


def test_an_answer_is_for_one_unit_only(unit_books, headquarters):
    """Somebody with a stolen laptop says he is another unit."""
    locked(helped(unit_books, headquarters))
    ring = unlocking.lock_of(unit_books.folder)
    other = next(unit for unit in headquarters.units.values() if unit.code == "01290")
    asked = recovering.look_at(headquarters, unlocking.request(ring))
    answer = recovering.answer(headquarters, recovering.Request(other, asked.ephemeral))
    assert trouble(unlocking.by_answer, ring, answer, "") is Trouble.CODE_OF_OTHERS


def test_what_headquarters_cannot_answer_it_says(unit_books, headquarters, make_headquarters):
    locked(helped(unit_books, headquarters))
    request = unlocking.request(unlocking.lock_of(unit_books.folder))
    without = make_headquarters()
    assert trouble(recovering.answer, without, recovering.look_at(without, request)) is Trouble.NO_RECOVERY_KEY
    assert trouble(recovering.make_pair, without) is Trouble.NOT_LOCKED
    assert trouble(recovering.look_at, make_headquarters(code="01"), request) is Trouble.REQUEST_OF_OTHERS
    assert trouble(recovering.look_at, headquarters, request[:-1]) is Trouble.CODE_LENGTH
    assert trouble(recovering.look_at, unit_books, request) is Trouble.NOT_FOR_THIS_ROLE


def test_a_code_travels_in_a_small_file(tmp_path):
    place = recovering_files.write_code(tmp_path / "yêu cầu.txt", "Công an xã Đàm Thủy", "ABCDE 12345", "Gửi cấp trên")
    assert recovering_files.read_code(place) == "ABCDE 12345"
    (tmp_path / "khác.txt").write_bytes(b"\xff\xfe khong co gi")
    assert trouble(recovering_files.read_code, tmp_path / "khác.txt") is Trouble.NO_CODE_IN_FILE
    assert trouble(recovering_files.read_code, tmp_path / "mất.txt") is Trouble.FILE_MISSING


def test_a_backup_is_locked_and_restored(locked_unit, tmp_path):
    recording.record(locked_unit, case())
    keeping.backup(locked_unit, tmp_path / "sao lưu.db")
    assert "trộm" not in (tmp_path / "sao lưu.db").read_bytes().decode("utf-8", "replace")
    recording.record(locked_unit, case())
    opened = opened_by(locked_unit.folder)
    locked_unit.close()
    assert trouble(keeping.restore, locked_unit.folder, tmp_path / "sao lưu.db") is Trouble.PASSWORD_NEEDED
    back = keeping.restore(locked_unit.folder, tmp_path / "sao lưu.db", opened)
    assert back.renewed == "restored"
    assert auditing.faults(back) == []
    back.close()


def test_a_backup_goes_to_another_machine_with_its_key_file(locked_unit, tmp_path):
    keeping.backup(locked_unit, tmp_path / "sao lưu.db")
    assert (tmp_path / "sao lưu.db.giaoban.key").is_file()
    opened = opened_by(locked_unit.folder)
    back = keeping.restore(tmp_path / "máy khác", tmp_path / "sao lưu.db", opened)
    back.close()
    keeping.open_books(tmp_path / "máy khác", opened_by(tmp_path / "máy khác")).close()


def test_a_plain_backup_comes_back_over_locked_books(unit_books, tmp_path):
    keeping.backup(unit_books, tmp_path / "trước.db")
    locking.lock(unit_books, PASSWORD)
    unit_books.close()
    keeping.restore(unit_books.folder, tmp_path / "trước.db").close()
    assert unlocking.lock_of(unit_books.folder) is None
    keeping.open_books(unit_books.folder).close()


def test_a_locked_headquarters_takes_packages_as_a_plain_one_does(headquarters, make_headquarters, packages):
    plain = make_headquarters()
    taking.take(plain, packages)
    locking.lock(headquarters, PASSWORD)
    taking.take(headquarters, packages)
    assert keeping.digest(headquarters) == keeping.digest(plain)
    again = reopen(headquarters)
    assert auditing.faults(again) == []
    again.close()


def test_locking_a_full_headquarters_keeps_everything(received):
    digest = keeping.digest(received)
    locking.lock(received, PASSWORD)
    again = reopen(received)
    assert keeping.digest(again) == digest
    assert auditing.faults(again) == []
    again.close()


def test_copied_locked_books_are_noticed(locked_unit, tmp_path):
    locked_unit.close()
    shutil.copytree(locked_unit.folder, tmp_path / "khác", ignore=shutil.ignore_patterns("giaoban.install"))
    copied = keeping.open_books(tmp_path / "khác", opened_by(tmp_path / "khác"))
    assert copied.renewed == "copied"
    copied.close()


def test_nobody_writes_under_another_name_in_locked_books(locked_unit):
    assert trouble(keeping.change_officer, locked_unit, "Người khác") is Trouble.OFFICER_FIXED
    assert locked_unit.me.officer == "Trực ban"
