"""The lock seen by an officer: set, locked, wrong, right, changed, forgotten, let in again; nothing typed is lost."""

import subprocess
import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QPdfWriter, QTextDocument
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import app
from desktop.base.errors import Trouble, UserError
from desktop.base.settings import Settings
from desktop.domain.records import RecordDraft
from desktop.kit import jobs, messages
from desktop.services import browsing, keeping, locking, recording, recovering, restoring, safeguarding, unlocking
from desktop.services.books import Right, Role
from desktop.services.generations import Reason
from desktop.store.database import Database
from desktop.ui.context import Place
from desktop.ui.keeping.restore_window import RestoreWindow
from desktop.ui.locking import watch
from desktop.ui.locking.code_text import CodeText
from desktop.ui.locking.lock_view import LockView
from desktop.ui.locking.lock_window import LockWindow
from desktop.ui.locking.sheet_paper import html, print_on
from desktop.ui.locking.watch import LockWatch
from desktop.ui.opening import OpeningWindow
from desktop.ui.unit.window import UnitWindow
from tests.services.locks import PASSWORD, cheap, opened_by  # noqa: F401
from tests.ui.scales import SCALES, WIDE

pytestmark = pytest.mark.usefixtures("cheap")
NEW = "mưa thuận gió hòa"


def rested(qtbot):
    qtbot.waitUntil(lambda: not jobs.busy())


def fill(fresh, first, second=None):
    fresh.first.line.insert(first)
    fresh.second.line.insert(first if second is None else second)


@pytest.fixture
def view(shown, context):
    page = LockView(context)
    shown(page)
    page.arrived()
    return page


@pytest.fixture
def locked(qtbot, view):
    fill(view.password.fresh, PASSWORD)
    view.password.set.click()
    rested(qtbot)
    return view


def words_of(view):
    return view.notice.sentence.text()


def test_a_password_is_set_and_the_books_go_on(qtbot, view, context):
    assert view.password.told.isVisible()
    assert not view.officers.isVisible()
    fill(view.password.fresh, PASSWORD)
    view.password.fresh.entered.emit()
    rested(qtbot)
    assert locking.is_locked(context.books)
    assert words_of(view).startswith("Đã khóa sổ.")
    assert not view.password.told.isVisible()
    assert unlocking.by_sheet(unlocking.lock_of(context.books.folder), view.recovery.code.code(), "")
    assert view.recovery.print.isVisible()
    assert [line.row.name for line in view.officers.lines] == ["Trực ban"]
    assert view.password.fresh.empty()


@pytest.mark.parametrize(("first", "second", "place"), [("ngắn", None, "first"), (PASSWORD, "khác hẳn", "second")])
def test_a_password_that_will_not_do_is_said_at_its_field(view, context, first, second, place):
    fill(view.password.fresh, first, second)
    view.password.set.click()
    assert getattr(view.password.fresh, place).complaint()
    assert not jobs.busy()
    assert not locking.is_locked(context.books)


def test_letters_are_hidden_until_asked_for(view):
    line = view.password.fresh.first.line
    assert line.echoMode() == line.EchoMode.Password
    view.password.fresh.first.eye.click()
    assert line.echoMode() == line.EchoMode.Normal
    view.leave()
    assert line.echoMode() == line.EchoMode.Password


def test_a_password_is_changed(qtbot, locked, context):
    fill(locked.password.fresh, NEW)
    locked.password.change.click()
    assert locked.password.old.complaint()
    locked.password.old.line.insert("sai mật khẩu")
    locked.password.change.click()
    rested(qtbot)
    assert words_of(locked).startswith("Mật khẩu không đúng.")
    locked.password.old.line.insert(PASSWORD)
    fill(locked.password.fresh, NEW)
    locked.password.change.click()
    rested(qtbot)
    assert words_of(locked) == "Đã đổi mật khẩu của Trực ban."
    assert opened_by(context.books.folder, NEW).name == "Trực ban"


def test_a_password_is_taken_away(qtbot, locked, context):
    locked.password.old.line.insert(PASSWORD)
    locked.password.remove.click()
    rested(qtbot)
    assert not locking.is_locked(context.books)
    assert locked.password.told.isVisible()


def test_a_sheet_shows_its_code_once(qtbot, locked, context):
    locked.recovery.make.click()
    rested(qtbot)
    code = locked.recovery.code.code()
    assert locked.recovery.code.isVisible()
    ring = unlocking.lock_of(context.books.folder)
    assert unlocking.by_sheet(ring, code, "").key == context.books.db.key


def test_officers_come_and_go(qtbot, locked, context, monkeypatch):
    card = locked.officers
    card.add.click()
    assert card.name.complaint()
    card.name.line.insert("Ca hai")
    fill(card.fresh, NEW)
    card.add.click()
    rested(qtbot)
    assert [line.row.name for line in card.lines] == ["Trực ban", "Ca hai"]
    card.lines[1].right.choose(Right.APPROVE)
    assert locking.list_officers(context.books)[1].right is Right.APPROVE
    said = []
    monkeypatch.setattr(messages, "tell", lambda parent, title, words: said.append(words))
    card.lines[0].right.choose(Right.ENTRY)
    assert said == ["Trực ban là người quản trị duy nhất, chưa đổi gì. Giao quyền quản trị cho người khác trước."]
    assert card.lines[0].right.value() == Right.ADMINISTER
    monkeypatch.setattr(messages, "ask", lambda *words, **more: True)
    card.lines[1].remove.click()
    assert [line.row.name for line in card.lines] == ["Trực ban"]


@pytest.fixture
def with_another(qtbot, locked, context):
    locking.add_officer(context.books, "Ca hai", Right.ENTRY, NEW)
    locked.look()
    return locked


def test_an_officer_who_forgot_gets_another_password(qtbot, with_another, context):
    first, second = with_another.officers.lines
    assert first.reset.isHidden() and second.form.isHidden()
    second.reset.click()
    fill(second.fresh, "ngắn")
    second.set.click()
    assert second.fresh.first.complaint()
    fill(second.fresh, " mà đủ")
    second.set.click()
    rested(qtbot)
    assert words_of(with_another) == "Đã đặt lại mật khẩu của Ca hai, mật khẩu cũ không mở được nữa."
    assert opened_by(context.books.folder, "ngắn mà đủ", "Ca hai").name == "Ca hai"


def test_a_new_key_is_asked_for_once_and_tells_who_must_come_again(qtbot, with_another, context, monkeypatch):
    asked, before, card = [], context.books.db.key, with_another.renew
    monkeypatch.setattr(messages, "ask", lambda parent, words, *more, **danger: asked.append(words) or len(asked) > 1)
    card.renew.click()
    assert card.password.complaint() and asked == []
    card.password.line.insert(PASSWORD)
    card.renew.click()
    assert "Ca hai phải được thêm lại" in asked[0]
    assert context.books.db.key == before
    card.renew.click()
    rested(qtbot)
    assert context.books.db.key != before
    assert words_of(with_another).startswith("Đã thay khóa sổ") and "Ca hai" in words_of(with_another)
    assert [line.row.name for line in with_another.officers.lines] == ["Trực ban"]
    ring = unlocking.lock_of(context.books.folder)
    assert unlocking.by_sheet(ring, with_another.recovery.code.code(), "").key == context.books.db.key
    assert card.password.value() == ""


def test_a_wrong_password_puts_no_other_key(qtbot, locked, context, monkeypatch):
    monkeypatch.setattr(messages, "ask", lambda *words, **more: True)
    before = context.books.db.key
    locked.renew.password.line.insert("sai mật khẩu")
    locked.renew.renew.click()
    rested(qtbot)
    assert words_of(locked).startswith("Mật khẩu không đúng.")
    assert context.books.db.key == before


def test_copies_that_anybody_can_read_are_told_and_removed_when_asked(qtbot, view, context, monkeypatch):
    safeguarding.back_up(context.books.db, Reason.ASKED)
    (copy,) = (context.books.folder / "backups").glob("*/giaoban.db")
    content = copy.read_bytes()
    copy.write_bytes(content[:8192] + bytes([255]) * (len(content) - 8192))
    fill(view.password.fresh, PASSWORD)
    view.password.set.click()
    rested(qtbot)
    card = view.renew
    assert card.readable.isVisible() and copy.parent.name in card.readable._words.text()
    asked = []
    monkeypatch.setattr(messages, "ask", lambda parent, words, *more, **danger: asked.append(words) or True)
    card.discard.click()
    assert len(asked) == 1 and not copy.exists()
    assert card.readable.isHidden()


def test_the_sheet_fits_on_one_page_with_every_group(qtbot, locked, tmp_path):
    sheet = locked.recovery.sheet()
    writer = QPdfWriter(str(tmp_path / "to.pdf"))
    print_on(writer, sheet)
    assert (tmp_path / "to.pdf").read_bytes().count(b"/Type /Page\n") == 1
    told = QTextDocument()
    told.setHtml(html(sheet))
    assert [group for group in sheet.code.split() if group not in told.toPlainText()] == []
    assert "Công an xã Đàm Thủy" in told.toPlainText() and "Trực ban" in told.toPlainText()


def test_who_only_writes_changes_nothing(locked, context):
    context.books.right = Right.ENTRY
    locked.look()
    assert not locked.officers._form.isVisible()
    assert not locked.officers.lines[0].right.isEnabled()
    assert locked.renew.isHidden()


@pytest.fixture
def window(shown, context):
    locking.lock(context.books, PASSWORD)
    window = UnitWindow(context)
    shown(window)
    guard = LockWatch(window, context)
    yield window, guard
    if guard.lock_window is not None:
        guard.lock_window.finish()
        guard.lock_window.close()


def type_password(qtbot, lock, password):
    lock.unlock.password.line.insert(password)
    qtbot.keyClick(lock.unlock.password.line, Qt.Key.Key_Return)
    rested(qtbot)


def test_ctrl_l_covers_the_window_and_gives_it_back_as_it_was(qtbot, window, context):
    shell, guard = window
    shell.go(Place("records", new_kind="patrol"))
    route = shell.page("records").form.fields.inputs["route"]
    route.setFocus()
    route.line.insert("Lũng Nưa")
    guard.ask()
    lock = guard.lock_window
    assert not shell.isVisible() and lock.isVisible()
    assert len(browsing.ids(context.books, browsing.Filter(text="lung nua"))) == 1
    type_password(qtbot, lock, "sai mật khẩu")
    assert lock.unlock.trouble.isVisible() and not shell.isVisible()
    assert lock.unlock.trouble._words.text().startswith("Mật khẩu không đúng.")
    lock.unlock.password.line.clear()
    type_password(qtbot, lock, PASSWORD)
    assert shell.isVisible() and guard.lock_window is None
    assert shell.current_key() == "records"
    assert route.value() == "Lũng Nưa"


def test_wrong_passwords_make_the_next_try_wait(qtbot, window):
    _, guard = window
    guard.ask()
    unlock = guard.lock_window.unlock
    for tries in range(4):
        unlock.password.line.clear()
        type_password(qtbot, guard.lock_window, "sai mật khẩu")
        assert unlock.go.isEnabled() is (tries < 2), tries
        while unlock._left > 0:
            unlock._count_down()
    assert unlock.go.isEnabled()
    assert unlock.go.text() == "Mở sổ"


def test_nobody_there_for_a_while_locks(window, context):
    _, guard = window
    assert guard._idle.interval() == 10 * 60_000 and guard._idle.isActive()
    context.settings.put(watch.SETTING, 2)
    guard.start()
    assert guard._idle.interval() == 2 * 60_000
    guard._idle.timeout.emit()
    assert guard.lock_window is not None
    context.settings.put(watch.SETTING, watch.NEVER)
    guard.start()
    assert not guard._idle.isActive()


def test_without_a_password_ctrl_l_leads_to_where_one_is_set(shown, context):
    shell = UnitWindow(context)
    shown(shell)
    guard = LockWatch(shell, context)
    guard.ask()
    guard._idle.timeout.emit()
    assert guard.lock_window is None and shell.isVisible()
    assert shell.current_key() == "lock"


def test_another_officer_unlocks_and_writes_from_then_on(qtbot, window, context):
    shell, guard = window
    locking.add_officer(context.books, "Ca hai", Right.ENTRY, NEW)
    guard.ask()
    lock = guard.lock_window
    lock.unlock.officer.choose(unlocking.find_officer(unlocking.lock_of(context.books.folder), "Ca hai").id)
    type_password(qtbot, lock, NEW)
    assert (context.books.me.officer, context.books.right) == ("Ca hai", Right.ENTRY)
    assert shell.rail._role.text() == "Huấn luyện: Ca hai"


def test_closing_the_lock_closes_the_window(window):
    shell, guard = window
    guard.ask()
    guard.lock_window.close()
    assert not shell.isVisible()
    assert guard.lock_window is None


@pytest.fixture
def door(qtbot, tmp_path):
    door = app.Door(tmp_path / "data", Settings(tmp_path / "settings.json"))
    yield door
    door.window.close()
    door.window.deleteLater()
    door.close()


@pytest.fixture
def locked_folder(door):
    books = keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban", True)
    above = keeping.create(door.folder / "tren", Role.HEADQUARTERS, "04", "2020", "Tổng hợp", True)
    locking.lock(above, NEW)
    locking.accept_helper(books, recovering.make_pair(above), above.me.police_name)
    locking.lock(books, PASSWORD)
    books.close()
    yield above
    above.close()


def test_locked_books_ask_first_and_open_then(qtbot, door, locked_folder):
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, LockWindow))
    assert door.window._title.text() == "Công an xã Đàm Thủy"
    type_password(qtbot, door.window, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert door.window.isVisible()


SCREEN_ONLY = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.base.settings import Settings
from desktop.kit import theme
application = QApplication(["giaoban"])
theme.install(application)
door = app.Door(Path(sys.argv[1]), Settings(Path(sys.argv[1]) / "settings.json"))
door.open()
def look():
    if type(door.window).__name__ == "LockWindow":
        heavy = ("sqlalchemy", "sqlcipher3", "openpyxl", "docx", "cryptography", "alembic", "python_calamine")
        print([name for name in heavy if name in sys.modules])
        application.quit()
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
application.exec()
"""


def test_the_password_is_asked_before_anything_heavy_is_loaded(door, locked_folder):
    command = [sys.executable, "-c", SCREEN_ONLY, str(door.folder)]
    run = subprocess.run(command, capture_output=True, text=True, check=True)
    assert run.stdout.strip() == "[]"


def test_a_forgotten_password_is_replaced_with_headquarters_help(qtbot, door, locked_folder):
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, LockWindow))
    lock = door.window
    lock.unlock.forgot.click()
    request = lock.forgotten.request.code()
    answer = recovering.answer(locked_folder, recovering.look_at(locked_folder, request))
    lock.forgotten.code.line.insert(answer[:-1])
    lock.forgotten.go.click()
    assert lock.forgotten.code.complaint()
    lock.forgotten.code.set_value(answer)
    fill(lock.forgotten.fresh, "mật khẩu thứ ba")
    lock.forgotten.go.click()
    rested(qtbot)
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert opened_by(door.folder, "mật khẩu thứ ba").name == "Trực ban"
    with pytest.raises(UserError) as caught:
        opened_by(door.folder)
    assert caught.value.code is Trouble.WRONG_PASSWORD


@pytest.mark.parametrize("harm", ["missing", "other"])
def test_a_key_file_that_does_not_fit_is_said_calmly(qtbot, door, locked_folder, harm):
    key = door.folder / "giaoban.key"
    kept = key.read_bytes()
    key.unlink() if harm == "missing" else key.write_bytes((door.folder / "tren" / "giaoban.key").read_bytes())
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, OpeningWindow) and door.window._page.again.isVisible())
    assert "giaoban.key" in door.window._page._trouble._words.text()
    key.write_bytes(kept)
    door.window._page.again.click()
    qtbot.waitUntil(lambda: isinstance(door.window, LockWindow))


def harmed(file):
    content = bytearray(file.read_bytes())
    content[5000:9000] = bytes(4000)
    file.write_bytes(content)


def test_books_that_are_damaged_behind_the_lock_offer_their_backup(qtbot, door, locked_folder):
    books = keeping.open_books(door.folder, opened_by(door.folder))
    recording.record(books, RecordDraft("patrol", {"on": "2020-06-01"}), final=False)
    safeguarding.back_up(books.db, Reason.EXIT)
    books.close()
    harmed(door.folder / keeping.FILE_NAME)
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, LockWindow))
    type_password(qtbot, door.window, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(door.window, RestoreWindow) and bool(door.window.only_page.panel.trial()))
    page = door.window.only_page
    assert "bị hỏng" in page.trouble._words.text()
    page.panel.wanted.emit(page.panel.trial())
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert len(browsing.ids(door.books, browsing.Filter())) == 1
    assert locking.is_locked(door.books)
    assert opened_by(door.folder).key == door.books.db.key


def test_books_of_a_newer_program_are_said_at_the_lock(qtbot, door, locked_folder):
    database = Database.open(door.folder / keeping.FILE_NAME, key=opened_by(door.folder).key)
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, LockWindow))
    type_password(qtbot, door.window, PASSWORD)
    assert "bản chương trình mới hơn" in door.window.unlock.trouble._words.text()


def test_a_backup_is_restored_over_locked_books_that_are_open(qtbot, door, locked_folder, monkeypatch):
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, LockWindow))
    type_password(qtbot, door.window, PASSWORD)
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    made = safeguarding.back_up(door.books.db, Reason.ASKED).made
    opens = keeping.opener_by_key(door.folder, door.books.db.key)
    said = []
    monkeypatch.setattr(messages, "tell_trouble", lambda parent, title, error: said.append(error.code))
    door.books.right = Right.ENTRY
    door.restore(restoring.prepare(door.folder, made.folder, door.books.db, opens=opens))
    assert said == [Trouble.NOT_ALLOWED]
    door.books.right = Right.ADMINISTER
    door.restore(restoring.prepare(door.folder, made.folder, door.books.db, opens=opens))
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow) and door.window.isVisible())
    assert said == [Trouble.NOT_ALLOWED]
    assert locking.is_locked(door.books)
    assert door.books.renewed == "restored"


def test_headquarters_answers_only_once_it_is_sure(qtbot, shown, door, locked_folder, tmp_path):
    from desktop.ui.context import Announcements, Context

    page = LockView(Context(locked_folder, Settings(tmp_path / "tren.json"), Announcements()))
    shown(page)
    page.arrived()
    card = page.helping
    request = unlocking.request(unlocking.lock_of(door.folder))
    card.code.line.insert(request)
    qtbot.keyClick(card.code.line, Qt.Key.Key_Return)
    assert "Xã Đàm Thủy" in card.sure.box.text()
    assert not card.answer.isEnabled()
    card.sure.box.click()
    card.answer.click()
    opened = unlocking.by_answer(unlocking.lock_of(door.folder), card.told.code(), "")
    assert opened.name == "Trực ban"


def test_the_first_run_can_lock_at_once(qtbot, door):
    from desktop.ui.first_run import FirstRun

    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, FirstRun))
    first_run = door.window
    first_run.go_on()
    first_run.unit.scheme.choose("2020")
    first_run.unit.search.line.insert("01495")
    first_run.unit._show_found()
    first_run.go_on()
    first_run.officer.officer.line.insert("Trực ban")
    fill(first_run.officer.password, PASSWORD, "khác hẳn")
    first_run.go_on()
    assert first_run.officer.password.second.complaint()
    assert not keeping.exist(door.folder)
    first_run.officer.password.second.set_value(PASSWORD)
    first_run.go_on()
    rested(qtbot)
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert unlocking.lock_of(door.folder) is not None


@pytest.mark.parametrize("scale", SCALES)
def test_no_group_of_a_code_is_ever_cut(qtbot, shown, scale):
    code = CodeText(" ".join(["WWWWW"] * 14))
    holder = QWidget()
    QVBoxLayout(holder).addWidget(code)
    shown(holder)
    holder.resize(WIDE * 40 // scale, 600)
    qtbot.waitUntil(lambda: code.width() < holder.width())
    metrics = code.fontMetrics()
    assert max(metrics.horizontalAdvance(line) for line in code.text().splitlines()) <= code.width()
    assert code.height() >= metrics.lineSpacing() * len(code.text().splitlines())
    assert code.text().split() == code.code().split()
