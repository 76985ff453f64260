import os
import subprocess
import sys
from datetime import datetime

import pytest

from desktop import app
from desktop.base.settings import Settings
from desktop.services import keeping
from desktop.services.books import Role
from desktop.store.database import Database
from desktop.ui import period_choice
from desktop.ui.first_run import FirstRun
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
    door.close()


def test_the_frame_stands_before_anything_heavy_is_loaded(tmp_path):
    run = subprocess.run(
        [sys.executable, "-c", FRAME_ONLY, str(tmp_path)], capture_output=True, text=True, check=True
    )
    assert run.stdout.strip() == "[]"


def test_without_books_the_first_run_begins(qtbot, door):
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, FirstRun))


def test_the_first_run_ends_in_the_window_of_the_unit(qtbot, door):
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, FirstRun))
    first_run = door.window
    first_run.go_on()
    first_run.unit.scheme.choose("2020")
    first_run.unit.search.line.insert("01495")
    first_run.unit._show_found()
    first_run.go_on()
    first_run.officer.officer.line.insert("Trực ban")
    first_run.go_on()
    assert isinstance(door.window, UnitWindow)
    assert door.window.strip.unit.text() == "Công an xã Đàm Thủy"
    assert door.window.strip.place.text() == "Trùng Khánh, Cao Bằng"


def test_books_of_a_unit_open_in_its_window_and_every_page_can_be_made(qtbot, door):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    door.open()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))
    assert all(door.window.show_page(key) is door.window.page(key) for key in door.window.page_keys())


@pytest.mark.parametrize("harm", ["damaged", "newer"])
def test_books_that_cannot_be_opened_are_said_calmly_and_can_be_tried_again(qtbot, door, harm):
    keeping.create(door.folder, Role.UNIT, "01495", "2020", "Trực ban").close()
    file = door.folder / keeping.FILE_NAME
    whole = file.read_bytes()
    spoil(file, harm)
    door.open()
    qtbot.waitUntil(lambda: door.window._page.again.isVisible())
    assert isinstance(door.window, OpeningWindow)
    assert "Traceback" not in door.window._page._trouble._words.text()
    assert door.window._page._trouble._words.text().endswith(".")
    file.write_bytes(whole)
    door.window._page.again.click()
    qtbot.waitUntil(lambda: isinstance(door.window, UnitWindow))


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
    assert period_choice.usual(datetime(2020, 6, 15, 14, 0), "nd09").key == "2020-H1"
    assert period_choice.usual(datetime(2020, 7, 15, 14, 0), "nd09").key == "2020-H2"
    assert period_choice.usual(datetime(2025, 11, 1), "nd09", "2020-06-11").key == "2020-H1"


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
    told = subprocess.run(command, capture_output=True, text=True, check=True, env=environment, timeout=60)
    assert told.stdout.split()[-1] == "FirstRun"
    assert told.stderr == ""
