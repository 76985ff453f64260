"""A conclusion of the conference → a task → the reply → the unit's page → its package → headquarters' matrix."""

import pytest
from openpyxl import load_workbook
from PySide6.QtCore import Qt

from desktop.kit import jobs
from desktop.services import answering, auditing, exporting, receiving, recording, replying, taking
from desktop.ui.headquarters.window import HeadquartersWindow
from desktop.ui.unit.window import UnitWindow
from tests.services.drafts import case
from tests.services.replies_room import PERIOD
from tests.services.world import Here


@pytest.fixture(autouse=True)
def quick(monkeypatch):
    monkeypatch.setattr(receiving, "Readers", Here)
    monkeypatch.setattr(answering, "Readers", Here)


@pytest.fixture
def usb(tmp_path):
    folder = tmp_path / "usb"
    folder.mkdir()
    return folder


@pytest.fixture
def settled(qtbot):
    return lambda: qtbot.waitUntil(lambda: not jobs.busy())


def control(qtbot, widget, key):
    qtbot.keyClick(widget, key, Qt.KeyboardModifier.ControlModifier)


def test_what_was_concluded_comes_back_done(headquarters, unit_books, context_of, shown, qtbot, settled, usb):
    above = shown(HeadquartersWindow(context_of(headquarters)))
    conference = above.show_page("conference")
    conference.begin.click()
    order = conference.record.order
    order.title.text.insertPlainText("Tuần tra khép kín địa bàn giáp biên")
    order.due.line.insert("30/6/2020")
    order.goal.line.insert("4")
    order.measure.line.insert("buổi")
    control(qtbot, order.title.text, Qt.Key.Key_Return)
    (done,) = replying.write(headquarters, headquarters.period(PERIOD), usb, [unit_books.me.unit_uid])
    above.hide()

    recording.record(unit_books, case())
    below = shown(UnitWindow(context_of(unit_books)))
    below.show_page("replies").take_files([done.path])
    settled()
    page = below.show_page("tasks")
    (task,) = page._tasks
    assert task.source == "Kết luận hội nghị sơ kết công tác 6 tháng đầu năm 2020"
    page.panel.reached.setFocus()
    page.panel.reached.line.insert("4")
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_Return)
    page.panel.note.text.insertPlainText("Đủ 4 buổi, không phát hiện vi phạm")
    control(qtbot, page.panel.note.text, Qt.Key.Key_Return)
    page.list.setFocus()
    qtbot.keyClick(page.list, Qt.Key.Key_3)
    package = exporting.export(unit_books, unit_books.period(PERIOD), usb, complete=False).path
    below.close()

    taking.take(headquarters, [package], "marked")
    above.show()
    conference.open_tab("tasks")
    units = conference.tasks.units
    units.chips._choose("done")
    seen = units.chosen()
    assert (seen.unit.uid, seen.task.reached, seen.last_note) == (
        unit_books.me.unit_uid, 4, "Đủ 4 buổi, không phát hiện vi phạm"
    )  # fmt: skip
    place = units.source()
    assert load_workbook(package)[place.sheet][place.cell].value == "Xong"
    assert auditing.faults(headquarters) == auditing.faults(unit_books) == []
    settled()
    above.close()
