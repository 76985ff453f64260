import gc
import os
import subprocess
import sys
from datetime import datetime

import pytest
from PySide6.QtWidgets import QApplication

from desktop import app
from desktop.base.errors import Trouble, UserError
from desktop.base.settings import Settings
from desktop.domain.catalogue import Catalogue
from desktop.domain.records import RecordDraft
from desktop.kit import theme
from desktop.services import browsing, generations, keeping, locking, recording, safeguarding
from desktop.services.books import Role
from desktop.services.generations import Reason
from desktop.store.database import Database
from desktop.store.wrapping import Cost
from desktop.ui import period_choice
from desktop.ui.first_run import FirstRun
from desktop.ui.keeping.restore_window import RestoreWindow
from desktop.ui.opening import OpeningWindow
from desktop.ui.unit.window import UnitWindow

HEAVY = ("sqlalchemy", "openpyxl", "docx", "cryptography", "alembic", "python_calamine")
FRAME_ONLY = f"""
import sys
from pathlib import Path
from PySide6.QtWidgets import QApplication
from desktop import app
from desktop.base.settings import Settings
from desktop.kit import theme
application = QApplication(["giaoban"])
theme.install(application)
door = app.Door(Path(sys.argv[1]), Settings(Path(sys.argv[1]) / "settings.json"))
door.open()
assert door.window.isVisible()
print([name for name in {HEAVY!r} if name in sys.modules])
"""


@pytest.fixture
def door(qtbot, tmp_path):
    door = app.Door(tmp_path / "data", Settings(tmp_path / "settings.json"))
    yield door
    door.window.close()
    door.window.deleteLater()
    door.close()


def test_the_frame_stands_before_anything_heavy_is_loaded(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", FRAME_ONLY, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_without_books_the_first_run_begins(qtbot, door):
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, FirstRun))


def first_run_of(qtbot, door, code="01495"):
    """Up to the last of its questions."""
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, FirstRun))
    first_run = door.window
    first_run.go_on()
    first_run.unit.scheme.choose("2020")
    first_run.unit.search.line.insert(code)
    first_run.unit._show_found()
    first_run.go_on()
    first_run.officer.officer.line.insert("Trực ban")
    return first_run


@pytest.mark.parametrize(
    ("code", "unit", "place"),
    [
        ("01495", "Công an xã Đàm Thủy", "Trùng Khánh, Cao Bằng"),
        ("01693", "Công an xã Vĩnh Quang", "TP Cao Bằng, Cao Bằng"),
    ],
)
def test_the_first_run_ends_in_the_window_of_the_unit(qtbot, door, code, unit, place):
    first_run_of(qtbot, door, code).go_on()
    assert isinstance(door.window, UnitWindow)
    assert door.window.strip.unit.text() == unit
    assert door.window.strip.place.text() == place


def test_a_book_locked_on_the_first_run_leads_to_its_recovery_sheet(qtbot, door):
    first_run = first_run_of(qtbot, door)
    for each in (first_run.officer.password.first, first_run.officer.password.second):
        each.line.insert("rung vang bien bac")
    first_run.go_on()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow), timeout=20_000)
    page = door.window.current_page()
    assert door.window.current_key() == "lock" and "tờ khôi phục" in page.notice.sentence.text()
    page.notice.action.click()
    qtbot.waitUntil(lambda: bool(page.recovery.code.code()), timeout=20_000)
    assert page.recovery.print.isVisible()


def test_books_of_a_unit_open_in_its_window_and_every_page_can_be_made(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert all(door.window.show_page(key) is door.window.page(key) for key in door.window.page_keys())


def test_newer_books_are_said_calmly_and_can_be_tried_again(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    file = door.folder / keeping.FILE_NAME
    whole = file.read_bytes()
    spoil(file, "newer")
    door.open()
    qtbot.waitUntil(lambda: door.window._page.again.isVisible())
    assert isinstance(door.window, OpeningWindow)
    told = door.window._page._trouble._words.text()
    assert told.endswith("Cài bản mới hơn rồi mở lại.")
    file.write_bytes(whole)
    door.window._page.again.click()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))


def test_damaged_books_offer_the_newest_backup_and_keep_the_file(qtbot, door):
    books = keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban")
    recording.record(books, RecordDraft("patrol", {"on": "2020-06-01"}), final=False)
    safeguarding.back_up(books.db, Reason.EXIT)
    books.close()
    spoil(door.folder / keeping.FILE_NAME, "damaged")
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, RestoreWindow) and bool(door.window.only_page.panel.trial()))
    page = door.window.only_page
    assert "bị hỏng" in page.trouble._words.text()
    assert "1 bản ghi" in page.panel.told._title.text()
    page.panel.wanted.emit(page.panel.trial())
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert len(browsing.ids(door.books, browsing.Filter())) == 1
    assert (door.folder / f"{keeping.FILE_NAME}.hong-1").read_bytes() == b"x" * 4096


@pytest.mark.parametrize("password", ["", "rừng vàng biển bạc"])
def test_a_spoilt_page_is_found_once_the_window_stands(qtbot, door, monkeypatch, password):
    monkeypatch.setattr("desktop.store.wrapping.USUAL", Cost(1, 1, 64))
    opened = with_a_spoilt_page(door.folder, "pair_decision", password)  # no page of a unit reads it
    content = (door.folder / keeping.FILE_NAME).read_bytes()
    door.enter(keeping.open_books(door.folder, opened, look_later=True))
    assert isinstance(door.window, UnitWindow)
    database = door.books.db
    qtbot.waitUntil(lambda: isinstance(door.window, RestoreWindow) and bool(door.window.only_page.panel.trial()))
    assert "bị hỏng" in door.window.only_page.trouble._words.text()
    with pytest.raises(UserError) as refused, database.begin():
        pass
    assert refused.value.code is Trouble.DAMAGED_DATABASE
    door.window.only_page.panel.wanted.emit(door.window.only_page.panel.trial())
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert len(browsing.ids(door.books, browsing.Filter())) == 40
    aside = (door.folder / f"{keeping.FILE_NAME}.hong-1").read_bytes()
    assert aside[4096:] == content[4096:]


def test_a_spoilt_page_that_the_first_screen_needs_is_told_instead_of_it(qtbot, door):
    with_a_spoilt_page(door.folder, "total")
    with qtbot.captureExceptions() as late:  # of the window that was not shown; the crash window leaves them out
        door.open()
        qtbot.waitUntil(lambda: isinstance(door.window, RestoreWindow) and bool(door.window.only_page.panel.trial()))
    assert door.books is None
    assert {error.code for _, error, _ in late} <= {Trouble.DAMAGED_DATABASE}
    late.clear()  # their traces hold that window, and its clocks run on
    gc.collect()


def with_a_spoilt_page(folder, table, password=""):
    """Books of 40 records, backed up, then one page of them written over; who opens them where they are locked."""
    books = keeping.create(folder, Role.UNIT, "01495", "2020", "Trực ban")
    for _ in range(40):
        recording.record(books, RecordDraft("patrol", {"on": "2020-06-01"}), final=False)
    if password:
        locking.lock(books, password)
    safeguarding.back_up(books.db, Reason.EXIT)
    with books.db.read() as connection:
        found = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        place = 4096 * (int(found.scalar_one()) - 1)
    opened = locking.seat_of(books)
    books.close()
    file = folder / keeping.FILE_NAME
    content = bytearray(file.read_bytes())
    content[place : place + 4096] = b"\xff" * 4096
    file.write_bytes(content)
    return opened


def test_whole_books_are_looked_through_and_the_window_stays(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    qtbot.waitUntil(lambda: door.look.is_over, timeout=60_000)
    assert isinstance(door.window, UnitWindow) and not door.books.db.damaged


def test_damaged_books_without_a_backup_say_where_to_find_one(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    file = door.folder / keeping.FILE_NAME
    whole = file.read_bytes()
    spoil(file, "damaged")
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, RestoreWindow))
    assert not door.window.only_page.look.isEnabled()
    file.write_bytes(whole)
    door.window.only_page.again.click()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))


def test_a_new_machine_takes_its_books_from_the_stick(qtbot, door, tmp_path):
    books = keeping.create(tmp_path / "cũ", Role.UNIT, "01495", "2020", "Trực ban")
    recording.record(books, RecordDraft("patrol", {"on": "2020-06-01"}), final=False)
    (tmp_path / "usb").mkdir()
    safeguarding.back_up(books.db, Reason.EXIT, safeguarding.choose_second(books.db, tmp_path / "usb"))
    books.close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, FirstRun))
    door.window.restore.click()
    page = door.window.only_page
    page.take_stick(tmp_path)
    assert "Không thấy bản sao lưu" in page.notice.sentence.text()
    page.take_stick(tmp_path / "usb")
    qtbot.waitUntil(lambda: page.panel.trial() is not None)
    assert page.panel.told._title.text().endswith("1 bản ghi")
    page.panel.go.click()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert len(browsing.ids(door.books, browsing.Filter())) == 1
    assert door.books.renewed == "copied"


def test_leaving_makes_a_backup_of_what_was_written(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    recording.record(door.books, RecordDraft("patrol", {"on": "2020-06-01"}), final=False)
    door.window.close()
    door.close()
    (made,) = generations.listed(generations.home_of(door.folder))
    assert (made.info.reason, made.info.records) == (Reason.EXIT, 1)
    assert door.settings.get("backup_trouble", "") == ""


def test_a_backup_that_fails_on_leaving_is_told_at_the_next_opening(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    (door.folder / "backups").write_text("không phải thư mục", "utf-8")
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    recording.record(door.books, RecordDraft("patrol", {"on": "2020-06-01"}), final=False)
    door.window.close()
    door.close()
    assert door.books is None
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow) and door.window.current_page() is not None)
    assert "backups" in door.window.page("today").backup._words.text().casefold()


def test_a_restore_puts_the_window_on_the_restored_books(qtbot, door):
    books = keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban")
    made = safeguarding.back_up(books.db, Reason.ASKED).made
    books.close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    recording.record(door.books, RecordDraft("patrol", {"on": "2020-06-01"}), final=False)
    part = door.window.show_page("keeping").part("backup")
    part.panel.look(made.folder, made.info.made)
    qtbot.waitUntil(lambda: part.panel.trial() is not None)
    before = door.window
    part.panel.wanted.emit(part.panel.trial())
    qtbot.waitUntil(lambda: door.window is not before and isinstance(door.window, UnitWindow))
    assert door.books.renewed == "restored"
    assert len(browsing.ids(door.books, browsing.Filter())) == 0
    newest = generations.listed(generations.home_of(door.folder))[0]
    assert (newest.info.reason, newest.info.records) == (Reason.RESTORE, 1)


def test_a_new_letter_size_makes_the_window_anew_on_the_same_page(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    before = door.window
    looks = before.show_page("keeping").part("looks")
    looks.letters._choose("115")
    qtbot.waitUntil(lambda: door.window is not before)
    assert door.settings.get("letter_size", 100) == 115
    assert door.window.current_key() == "keeping"
    theme.install(QApplication.instance())


def spoil(file, harm):
    if harm == "damaged":
        file.write_bytes(b"x" * 4096)
        return
    database = Database.open(file)
    with database.begin() as connection:
        connection.exec_driver_sql("UPDATE alembic_version SET version_num = '9999'")
    database.close()


def test_the_period_list_opens_another_period(qtbot, context, shown):
    window = UnitWindow(context)
    shown(window)
    assert window.strip.period._title == "6 tháng đầu năm 2020"
    window.strip.period.click()
    assert window.period_list.isVisible()
    window.period_list.choose("2020-M06")
    assert window.strip.period._title == "Tháng 6 năm 2020"
    assert context.settings.get("period", "") == "2020-M06"


def test_the_strip_counts_down_to_the_deadline(context, shown):
    window = UnitWindow(context)
    shown(window)
    assert window.strip.deadline.text() == "Hạn gửi 17:00 thứ Ba 16/06"
    assert window.strip.left.text() == "còn 1 ngày 2 giờ"


def test_closing_the_window_keeps_what_was_typed(context, shown):
    from desktop.services import browsing
    from desktop.ui.context import Place

    window = UnitWindow(context)
    shown(window)
    window.go(Place("records", new_kind="patrol"))
    window.page("records").form.fields.inputs["route"].line.insert("Lũng Nưa")
    window.close()
    assert len(browsing.ids(context.books, browsing.Filter(text="lung nua"))) == 1


def test_the_report_that_is_due_is_open_first():
    timetable = Catalogue.load().timetable
    assert period_choice.usual(datetime(2020, 6, 15, 14, 0), "nd09", timetable).key == "2020-H1"
    assert period_choice.usual(datetime(2020, 7, 15, 14, 0), "nd09", timetable).key == "2020-H2"
    assert period_choice.usual(datetime(2025, 11, 1), "nd09", timetable, "2020-06-11").key == "2020-H1"


OPENED = """
import sys
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
app = QApplication([])
seen = []
def look():
    names = [type(each).__name__ for each in app.topLevelWidgets() if each.isVisible()]
    seen.extend(name for name in names if name not in seen)
    if "FirstRun" in names:
        print(*seen)
        app.closeAllWindows()
timer = QTimer()
timer.timeout.connect(look)
timer.start(5)
from desktop import app as door
sys.exit(door.main(["--data", sys.argv[1]]))
"""


def test_the_front_door_leads_from_the_curtain_to_the_first_run_and_out_again(tmp_path):
    environment = os.environ | {"QT_QPA_PLATFORM": "offscreen"}
    command = [sys.executable, "-c", OPENED, str(tmp_path / "data")]
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment)
    assert told.stdout.split()[-1] == "FirstRun"
    assert told.stderr == ""
